"""How charts look: one type scale, one palette with fixed meanings, light and dark.

Charts are made in the light colours, so they also stand alone. A page replaces each colour by the CSS variable of its
role, so that one drawing serves a light screen, a dark one and paper.
"""

from typing import Any

import altair as alt

from reports.blocks import Panel

LIGHT = {
    "ink": "#1b1f24",
    "quiet": "#59616b",
    "line": "#d9dde2",
    "paper": "#fefefe",
    "shade": "#f3f5f7",
    "native": "#0068a8",
    "cross-lingual": "#c44e00",
    "link": "#0a58a6",
    "edit": "#fbe9a9",
    "wrong": "#a1123b",
}
"""Role and colour on paper. Blue and orange stay apart for every kind of colour vision."""

DARK = {
    "ink": "#e7eaee",
    "quiet": "#a4adb8",
    "line": "#39414a",
    "paper": "#14181d",
    "shade": "#1e242b",
    "native": "#62b6f0",
    "cross-lingual": "#f59a4a",
    "link": "#8cc4ff",
    "edit": "#54470f",
    "wrong": "#ff8aa5",
}

SETTINGS = ("native", "cross_lingual")
SETTING_WORDS = {"native": "native", "cross_lingual": "cross-lingual"}
SETTING_COLOURS = (LIGHT["native"], LIGHT["cross-lingual"])
SETTING_SHAPES = ("circle", "triangle-up")
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
SMALL, MEDIUM = 11, 13
"""The two sizes of text in charts, in pixels."""

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "padding": 4,
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": MEDIUM, "fontWeight": 600, "color": LIGHT["ink"], "offset": 8},
    "axis": {
        "labelFontSize": SMALL,
        "titleFontSize": SMALL,
        "titleFontWeight": 400,
        "labelColor": LIGHT["quiet"],
        "titleColor": LIGHT["quiet"],
        "domainColor": LIGHT["line"],
        "tickColor": LIGHT["line"],
        "gridColor": LIGHT["line"],
        "gridOpacity": 0.7,
        "labelLimit": 150,
        "titlePadding": 8,
        "labelFlush": False,
        "tickCount": 6,
    },
    "legend": {
        "orient": "top",
        "title": None,
        "labelFontSize": SMALL,
        "labelColor": LIGHT["ink"],
        "symbolSize": 60,
        "symbolStrokeWidth": 1.5,
        "padding": 0,
        "offset": 4,
    },
    "text": {"fontSize": SMALL, "color": LIGHT["ink"]},
    "rule": {"color": LIGHT["quiet"]},
}


def themed(panel: Panel) -> Panel:
    """The panel in the look of the house."""
    return panel.configure(**CONFIG)


def setting_colour() -> alt.Color:
    """Colour of a row's setting, with a legend."""
    return alt.Color("setting:N", scale=alt.Scale(domain=_words(), range=list(SETTING_COLOURS)), title=None)


def setting_colour_alone() -> alt.ColorValue:
    """The same colours without a legend: what goes with points that have one."""
    is_native = f"datum.setting === '{SETTING_WORDS['native']}'"
    return alt.ColorValue(SETTING_COLOURS[1], condition=_where(is_native, SETTING_COLOURS[0]))


def setting_shape(**more: Any) -> alt.Shape:  # noqa: ANN401 (what altair takes besides)
    """Shape of a row's setting: what tells the two apart without colour."""
    return alt.Shape("setting:N", scale=alt.Scale(domain=_words(), range=list(SETTING_SHAPES)), title=None, **more)


PICKED = alt.param(name="picked", value="")
"""The pair a reader picked, which the page sets in every panel of a figure at once; nobody's at first."""


def unless_another_is_picked(opacity: float = 1.0) -> alt.OpacityValue:
    """How strongly a mark is drawn: faintly where another pair is picked."""
    return alt.OpacityValue(0.12, condition=_where("picked === '' || datum.pair === picked", opacity))


def _where(test: str, value: str | float) -> Any:  # noqa: ANN401 (altair types conditions by channel)
    # As a dictionary, and in its channel: `alt.when` takes a hundred times as long to become one.
    return {"test": test, "value": value}


def _words() -> list[str]:
    return [SETTING_WORDS[setting] for setting in SETTINGS]


def css_variables(palette: dict[str, str]) -> str:
    """A palette as declarations of CSS variables."""
    return " ".join(f"--{role}: {colour};" for role, colour in palette.items())


def with_variables(value: Any) -> Any:  # noqa: ANN401 (any part of a chart's JSON)
    """A chart's JSON with each colour of the palette replaced by its CSS variable; data stay as they are."""
    match value:
        case dict():
            return {key: part if key == "datasets" else with_variables(part) for key, part in value.items()}
        case list():
            return [with_variables(part) for part in value]
        case str() if value in _ROLES:
            return f"var(--{_ROLES[value]})"
        case _:
            return value


_ROLES = {colour: role for role, colour in LIGHT.items()}
