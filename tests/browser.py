"""Debian's Chromium, headless, driven over a pipe in the DevTools protocol: what a page asks for, says and draws."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from time import monotonic
from typing import Any

import pytest

PATIENCE_S = 60.0
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)


def chromium() -> str:
    """The browser; without one the test is skipped, or fails where XLR_REQUIRE_BROWSER is 1."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("XLR_REQUIRE_BROWSER") == "1":
        pytest.fail("XLR_REQUIRE_BROWSER is 1, but there is no chromium.")
    pytest.skip("There is no chromium to look at the page with.")


@dataclass(kw_only=True)
class Tab:
    """An open tab, and all that happened in it."""

    to_browser: int
    from_browser: int
    session: str = ""
    n_sent: int = 0
    unread: bytes = b""
    events: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and wait for its answer; what happens meanwhile is kept."""
        self.n_sent += 1
        message = {"id": self.n_sent, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        deadline = monotonic() + PATIENCE_S
        while True:
            said = self._next(deadline)
            if said.get("id") == self.n_sent:
                assert "error" not in said, said
                return said["result"]
            self.events.append(said)

    def value(self, expression: str) -> Any:  # noqa: ANN401 (whatever the page answers)
        """What a JavaScript expression comes to, after its promise is kept."""
        answer = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def open(self, page: Path) -> None:
        """Go to a file and wait until it has loaded and every chart is drawn or has given up."""
        self.events.clear()
        self.ask("Page.navigate", url=page.as_uri())
        self.value(
            """
            new Promise((done) => {
                const isReady = () =>
                    document.readyState === "complete" &&
                    [...document.querySelectorAll(".panel")].every((panel) => panel.dataset.drawn);
                const look = () => (isReady() ? setTimeout(done, 200) : setTimeout(look, 50));
                look();
            })
            """
        )

    def happened(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every event of a kind since the page was opened."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def complaints(self) -> list[str]:
        """Everything the page logged as a warning or an error, every exception, every dialog."""
        logged = [f"log: {event['entry']['text']}" for event in self.happened("Log.entryAdded")]
        said = [
            f"console: {event['args']}"
            for event in self.happened("Runtime.consoleAPICalled")
            if event["type"] in {"error", "warning", "assert"}
        ]
        thrown = [f"thrown: {event['exceptionDetails']}" for event in self.happened("Runtime.exceptionThrown")]
        dialogs = [f"dialog: {event['message']}" for event in self.happened("Page.javascriptDialogOpening")]
        return [*logged, *said, *thrown, *dialogs]

    def requests(self) -> list[str]:
        """Every address the page asked for."""
        return [event["request"]["url"] for event in self.happened("Network.requestWillBeSent")]

    def picture(self, path: Path, *, width: int, is_dark: bool = False) -> None:
        """The whole page as a PNG, at a width in CSS pixels."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def _next(self, deadline: float) -> dict[str, Any]:
        while b"\0" not in self.unread:
            ready, _, _ = select([self.from_browser], [], [], max(0.0, deadline - monotonic()))
            assert ready, "the browser did not answer in time"
            more = os.read(self.from_browser, 1 << 20)
            assert more, "the browser ended"
            self.unread += more
        message, _, self.unread = self.unread.partition(b"\0")
        return json.loads(message)


@contextmanager
def open_tab(profile: Path) -> Iterator[Tab]:
    """A fresh browser with one tab; `profile` is the folder it may write to."""
    browser = chromium()
    reads_commands, to_browser = os.pipe()
    from_browser, writes_answers = os.pipe()
    # Chromium reads commands from file descriptor 3 and answers on 4: the shell puts our pipes there.
    command = f'exec "$@" 3<&{reads_commands} 4>&{writes_answers}'
    process = subprocess.Popen(
        ["bash", "-c", command, "bash", browser, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
        pass_fds=(reads_commands, writes_answers),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(profile)},
    )
    os.close(reads_commands)
    os.close(writes_answers)
    try:
        tab = Tab(to_browser=to_browser, from_browser=from_browser)
        page = next(target for target in tab.ask("Target.getTargets")["targetInfos"] if target["type"] == "page")
        tab.session = tab.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            tab.ask(f"{domain}.enable")
        yield tab
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)
        os.close(to_browser)
        os.close(from_browser)
