"""The pictures of docs/report.md: sections of the demo's report as a browser shows them.

`python -m tests.pictures build/demo.duckdb` writes them anew into docs/images; look at them before you keep them.
"""

import base64
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reports.page import write_report
from tests.browser import Tab, open_tab

FOLDER = Path(__file__).parents[1] / "docs" / "images"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A section by the beginning of its heading, on a screen of a width in CSS pixels; cut off at a height."""

    page: str
    heading: str
    width: int = 1000
    height: int = 900
    is_dark: bool = False


PICTURES = {
    "report-summary": Picture(page="summary", heading="Transfer and shared names"),
    "report-claims": Picture(page="summary", heading="What is claimed", height=880),
    "report-arms": Picture(page="perturbations", heading="The four arms"),
    "report-degradation": Picture(page="degradation", heading="Change and cost", height=765),
    "report-replication": Picture(page="replication", heading="Published robustness", height=720),
    "report-examples-dark": Picture(page="examples", heading="Named entities", height=760, is_dark=True),
    "report-phone": Picture(page="summary", heading="The price of a known name", width=390),
}


def take(tab: Tab, picture: Picture, path: Path) -> None:
    """Write one picture of the report that is open."""
    scheme = {"name": "prefers-color-scheme", "value": "dark" if picture.is_dark else "light"}
    tab.ask("Emulation.setEmulatedMedia", features=[scheme])
    is_phone = picture.width < 600
    tab.ask("Emulation.setDeviceMetricsOverride", width=picture.width, height=900, deviceScaleFactor=1, mobile=is_phone)
    place = f"""
    (() => {{
        const section = [...document.querySelectorAll("#page-{picture.page} > section")].find(
            (one) => one.querySelector("h3").textContent.startsWith("{picture.heading}"));
        const box = section.getBoundingClientRect();
        return [box.top + scrollY - 16, box.height + 32];
    }})()
    """
    top, height = tab.value(place)
    clip = {"x": 0, "y": top, "width": picture.width, "height": min(height, picture.height), "scale": 1}
    shot = tab.ask("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
    path.write_bytes(base64.b64decode(shot["data"]))


def main(warehouse: Path) -> None:
    """Write every picture from the report of a warehouse."""
    with tempfile.TemporaryDirectory() as folder:
        report = write_report(warehouse=warehouse, pages=None, out=Path(folder) / "report.html").path
        with open_tab(Path(folder) / "profile") as tab:
            tab.open(report)
            for name, picture in PICTURES.items():
                take(tab, picture, FOLDER / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
