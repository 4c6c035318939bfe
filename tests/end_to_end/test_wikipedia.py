"""`xlr ingest wikipedia` as a user types it, on invented dumps and on real ones where they are."""

import bz2
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.made_dump import TAIL, head, made_pages, write_multistream
from xlr_warehouse.warehouse import Warehouse

REAL = Path(__file__).parents[3] / "shared" / "data" / "wikitext"
ENGLISH = REAL / "enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2"
ONE_PAGE = REAL / "dbpedia_minidumps"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real dumps are not at {REAL}")
LANGUAGES = "af an ar br ca cs cy es fa fr hi id it ms nl sco sk"
MARKUP = re.compile(r"\{\{|\}\}|\[\[|\]\]|\||<ref|</|''|https?:|^(?:[*#]|==)|__|\bthumb\|", re.MULTILINE)


def xlr(warehouse: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "xlr_warehouse", "--warehouse", str(warehouse), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_dump_lands_says_what_it_did_and_lands_once(tmp_path: Path) -> None:
    dump, index = write_multistream(tmp_path, made_pages(80), at_once=9)
    path = tmp_path / "xlr.duckdb"
    done = xlr(path, "ingest", "wikipedia", dump, "--language", "br", "--items", 50, "--index", index)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    for part in ("Landed 2 text sets of wikipedia", "Saw 80 pages", "Items by split:", "Next: xlr sql"):
        assert part in done.stderr
    again = xlr(path, "ingest", "wikipedia", dump, "--language", "br", "--items", 50)
    assert again.returncode == 0, again.stderr
    assert "2 were there already" in again.stderr
    with Warehouse.reading(path) as warehouse:
        n_items = warehouse.one("select sum(n_items) from text_set")
        assert 50 <= n_items <= 53
        assert warehouse.one("select count(*) from title_option") == 4 * n_items
        assert warehouse.one("select count(distinct page) from sentence join text_set using (text_set)") > 10
    said = re.search(r'Next: xlr sql "(.*)"', done.stderr)
    assert said is not None
    assert xlr(path, "sql", said[1]).returncode == 0


def test_wrong_dump_is_one_sentence_and_lands_nothing(tmp_path: Path) -> None:
    dump, _ = write_multistream(tmp_path, made_pages(80), at_once=9)
    path = tmp_path / "xlr.duckdb"
    dump.write_bytes(dump.read_bytes()[:-200])
    done = xlr(path, "ingest", "wikipedia", dump, "--language", "br")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "download it again" in done.stderr
    assert not path.exists()


def peak_megabytes(dump: Path) -> float:
    """The most memory that reading a dump ever held: its own process, and the largest of its workers."""
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from ingest.corpora.wikipedia import read_sample\n"
        "if __name__ == '__main__':\n"
        "    read_sample(Path(sys.argv[1]), language='br', items=100, jobs=2)\n"
        "    both = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN\n"
        "    print(sum(resource.getrusage(one).ru_maxrss for one in both) / 1024)\n"
    )
    file = dump.with_suffix(".py")
    file.write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(file), str(dump)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    return float(done.stdout)


def test_dump_ten_times_larger_takes_no_more_memory(tmp_path: Path) -> None:
    pages = made_pages(800, n_words=150)
    sizes: dict[int, float] = {}
    for copies in (1, 10):
        dump = tmp_path / f"{copies}.xml.bz2"
        with dump.open("wb") as file:
            packer = bz2.BZ2Compressor(1)
            file.write(packer.compress(head().encode()))
            for copy in range(copies):
                moved = (
                    replace(page, page_id=page.page_id + copy * 10_000, title=f"{page.title}.{copy}") for page in pages
                )
                file.write(packer.compress("".join(page.xml() for page in moved).encode()))
            file.write(packer.compress(TAIL.encode()) + packer.flush())
        sizes[copies] = peak_megabytes(dump)
    assert sizes[10] < sizes[1] + 30, sizes


@needs_real
def test_real_english_dump_gives_clean_items(tmp_path: Path) -> None:
    path = tmp_path / "xlr.duckdb"
    done = xlr(path, "ingest", "wikipedia", ENGLISH, "--language", "en")
    assert done.returncode == 0, done.stderr
    with Warehouse.reading(path) as warehouse:
        texts = warehouse.frame("select text from title_item").get_column("text").to_list()
        titles = warehouse.frame("select distinct title from title_option").get_column("title").to_list()
    assert len(texts) > 350
    assert [text for text in (*texts, *titles) if MARKUP.search(text)] == []
    assert {"References", "External links", "See also", "Notes", "Further reading"} & set(titles) == set()


@needs_real
@pytest.mark.parametrize("language", LANGUAGES.split())
def test_real_page_of_each_language_gives_clean_items(language: str) -> None:
    from ingest.corpora.wikipedia import read
    from ingest.text_sets import TitleTextSet

    corpus = read(ONE_PAGE / f"{language}.xml.bz2", language=language)
    made = [one for one in corpus.text_sets if isinstance(one, TitleTextSet)]
    texts = [text for one in made for text in (*one.items["text"], *one.options["title"])]
    assert texts
    assert [text for text in texts if MARKUP.search(text)] == []
