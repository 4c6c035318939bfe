"""The report in a real browser: it asks for nothing, says nothing amiss, draws every chart, and runs nobody's text."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import pytest

from reports.page import write_report
from tests.axe import violations
from tests.browser import Tab, chromium, open_tab
from tests.made_study import Names, land_run, land_study, land_text
from tests.made_titles import TITLES
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]

HOSTILE = Names(
    corpus="</script><script>alert(1)</script>",
    encoder="\"><img src=x onerror=alert(2)>'\u202e\u2028`",
    licence="<style>*{display:none}</style>",
    revision="<svg onload=alert(3)>",
)
FORMS = [
    "</p><script>alert(4)</script>",
    "\"'`$1\\",
    "\u202egnirts\u2066\u2028",
    "\x07\x1b[31m\x7f",
    "long" * 2500,
    "\ufffd\ufeff\U000e0041",
]
"""What stands in the place of tokens and entities: markup, quotes, signs that turn text around, 10,000 letters."""

FILE = """
insert into source_file by name
select corpus, task, language, split, $form as path, 'f' as sha256, 1 as n_bytes, 'r' as reader, $form as source,
    '1' as revision, $form as licence
from text_set
limit 1
"""
"""A file whose name is not to be trusted."""

DRAWN = """
[...document.querySelectorAll(".panel")].map(
    (panel) => panel.querySelectorAll("svg :is(.mark-symbol, .mark-rect) path").length
)
"""


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    chromium()
    with open_tab(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def report(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A report of a kind of warehouse, each written once."""

    @cache
    def write(kind: str) -> Path:
        path = tmp_path_factory.mktemp(kind) / "xlr.duckdb"
        with fresh(path) as warehouse:
            match kind:
                case "study":
                    land_study(warehouse, names=Names(corpus="lab"))
                case "hostile":
                    shares = {("<b>a", "b'\u202e"): (0.5, 0.5), ("c&lt;", "d\u2028</script>"): (0.2, 0.4)}
                    land_study(warehouse, shares=shares, names=HOSTILE)
                    for table, column, place in (("token", "form", "position"), ("mention", "text", "first_token")):
                        form = f"$forms[1 + (sentence + {place}) % {len(FORMS)}]"
                        warehouse.execute(f"update {table} set {column} = {form}", forms=FORMS)
                    warehouse.execute(FILE, form=FORMS[0])
                case "titles":
                    warehouse.execute(TITLES)
                    warehouse.execute(
                        "update title_item set page = $form, text = $text", form=FORMS[1], text=" ".join(FORMS)
                    )
                    warehouse.execute("update title_option set title = $forms[1 + ascii(option) % 6]", forms=FORMS)
                case "one-run":
                    land_text(warehouse)
                    land_run(warehouse, train="cc", test="dd", seed=1)
        return write_report(warehouse=path, pages=None, out=path.with_suffix(".html")).path

    return write


@pytest.mark.parametrize(
    ("kind", "fewest"), [("study", 30), ("hostile", 25), ("titles", 3), ("one-run", 4), ("empty", 3)]
)
def test_the_page_draws_every_chart_and_asks_for_nothing(
    tab: Tab, report: Callable[[str], Path], kind: str, fewest: int
) -> None:
    page = report(kind)
    tab.open(page)
    drawn = tab.value(DRAWN)
    assert len(drawn) >= fewest
    assert min(drawn) > 0
    assert tab.requests() == [page.as_uri()]
    assert tab.complaints() == []


def test_hostile_text_is_shown_as_it_is_and_does_not_run(tab: Tab, report: Callable[[str], Path]) -> None:
    tab.open(report("hostile"))
    assert tab.value("document.scripts.length - document.querySelectorAll('script[type]').length") == 2
    assert tab.value("document.images.length + document.querySelectorAll('main style, main svg[onload]').length") == 0
    assert HOSTILE.corpus in tab.value("document.querySelector('main').innerText")
    assert tab.happened("Page.javascriptDialogOpening") == []


def test_the_policy_stops_what_is_put_into_the_page_later(tab: Tab, report: Callable[[str], Path]) -> None:
    tab.open(report("empty"))
    tab.value("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.org/x.png\">')")
    tab.value("const added = document.createElement('script'); added.textContent = 'window.ran = 1'")
    tab.value("document.body.append(added)")
    assert tab.value("window.ran === undefined")
    assert any("Content Security Policy" in complaint for complaint in tab.complaints())


@pytest.mark.parametrize("kind", ["study", "hostile", "titles"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_never_wider_than_the_screen(
    tab: Tab, report: Callable[[str], Path], width: int, kind: str
) -> None:
    tab.open(report(kind))
    tab.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
    try:
        assert tab.value("document.documentElement.scrollWidth") <= width
    finally:
        tab.ask("Emulation.clearDeviceMetricsOverride")


def test_charts_follow_the_scheme_of_the_screen(tab: Tab, report: Callable[[str], Path]) -> None:
    tab.open(report("study"))
    colour = "getComputedStyle(document.querySelector('.panel svg .mark-text text')).fill"
    seen: list[str] = []
    for scheme in ("light", "dark"):
        tab.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        seen.append(tab.value(colour))
    tab.ask("Emulation.setEmulatedMedia", features=[])
    assert len(set(seen)) == 2


def test_the_copy_button_copies_the_query_beside_it(tab: Tab, report: Callable[[str], Path]) -> None:
    tab.open(report("study"))
    tab.value("document.querySelector('.copy').closest('details').open = true")
    tab.value("document.querySelector('.copy').click()")
    selected = tab.value("getSelection().toString().trim()")
    assert selected == tab.value("document.querySelector('.query code').textContent.trim()")
    assert selected.startswith("select")


def test_without_a_browser_the_test_skips_unless_one_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("XLR_REQUIRE_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no chromium"):
        chromium()
    monkeypatch.setenv("XLR_REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="XLR_REQUIRE_BROWSER"):
        chromium()


def test_examples_are_chosen_by_what_became_of_them(tab: Tab, report: Callable[[str], Path]) -> None:
    tab.open(report("study"))
    shown = "document.querySelectorAll('.card:not([hidden])').length"
    first = tab.value(shown)
    tab.value("document.querySelector('.more').click()")
    assert tab.value(shown) == 2 * first
    choose = "const select = document.querySelector('[name=\"what became of it\"]'); select.value = 'lost';"
    tab.value(f"{{ {choose} select.dispatchEvent(new Event('change', {{ bubbles: true }})); }}")
    lost = tab.value(
        "[...document.querySelectorAll('.card:not([hidden])')].map((card) => "
        "[...card.querySelectorAll('data')].find((data) => data.value === 'what became of it').textContent)"
    )
    assert lost
    assert set(lost) == {"lost"}
    assert tab.value("document.querySelector('.count').textContent").startswith(f"{len(lost)} of ")
    tab.value("document.querySelector('.chooser').reset()")
    assert tab.value(f"new Promise((done) => setTimeout(() => done({shown}), 50))") == first


def test_the_heading_of_a_column_sorts_by_it_and_back(tab: Tab, report: Callable[[str], Path]) -> None:
    tab.open(report("study"))
    table = "document.querySelector('#page-overlap table')"
    column = f"[...{table}.tBodies[0].rows].map((row) => Number(row.cells[4].textContent))"
    head = f"{table}.tHead.rows[0].cells[4]"
    press = f"{head}.querySelector('button').click()"
    first = tab.value(column)
    tab.value(press)
    assert tab.value(column) == sorted(first) != first
    assert tab.value(f"{head}.ariaSort") == "ascending"
    tab.value(press)
    assert tab.value(column) == sorted(first, reverse=True)
    tab.value(press)
    assert tab.value(column) == first
    assert tab.value(f"{head}.ariaSort") is None


def test_the_list_of_pages_stays_in_sight_and_marks_the_one_that_is_read(
    tab: Tab, report: Callable[[str], Path]
) -> None:
    tab.ask("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)
    tab.open(report("study"))
    marked = "[...document.querySelectorAll('nav a[aria-current]')].map((link) => link.hash)"
    for page in ("#page-transfer", "#page-entities"):
        tab.value(
            f"new Promise((done) => {{ document.querySelector('{page}').scrollIntoView({{ behavior: 'instant' }});"
            " setTimeout(done, 300); })"
        )
        assert tab.value(marked) == [page]
        top, bottom = tab.value(
            "(({ top, bottom }) => [top, bottom])(document.querySelector('nav').getBoundingClientRect())"
        )
        assert (top, bottom > 0) == (0, True)
        assert tab.value(f"document.querySelector('{page} h2').getBoundingClientRect().top") >= bottom
    tab.ask("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("kind", ["study", "one-run", "empty"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_that_keeps_anyone_out(
    tab: Tab, report: Callable[[str], Path], kind: str, scheme: str
) -> None:
    tab.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.open(report(kind))
    assert violations(tab) == []


def test_a_pair_that_is_picked_stands_out_in_every_panel(tab: Tab, report: Callable[[str], Path]) -> None:
    tab.open(report("study"))
    tab.value("globalThis.figure = document.querySelector('.pick').closest('figure'); null")
    faint = """
    [...figure.querySelectorAll(".panel")].map(
        (panel) => panel.querySelectorAll(".mark-symbol path[opacity='0.12']").length
    )
    """
    pick = """
    new Promise((done) => {
        const select = figure.querySelector("select");
        select.value = "%s";
        select.dispatchEvent(new Event("change"));
        setTimeout(() => done(null), 200);
    })
    """
    assert sum(tab.value(faint)) == 0
    first, *names = tab.value("[...figure.querySelector('select').options].map((option) => option.value)")
    assert first == ""
    assert len(names) > 4
    tab.value(pick % names[0])
    assert min(tab.value(faint)) > 0
    tab.value(pick % "")
    assert sum(tab.value(faint)) == 0
