"""A dump is read in every packing, and one that cannot be used is refused in a sentence."""

import bz2
import gzip
import tracemalloc
from pathlib import Path
from unittest.mock import patch

import pytest

from ingest.corpora.wikipedia import Reading, read_sample
from ingest.wikipedia.compressed import opened
from ingest.wikipedia.dump import Seen, read_dump
from ingest.wikipedia.head import Head, check_dump_language
from ingest.wikipedia.pool import workers
from ingest.wikipedia.scan import UnreadPageError
from ingest.wikipedia.tasks import unpacked_stream
from tests.made_dump import TAIL, MadePage, head, made_pages, plain, write_multistream
from xlr_warehouse.errors import InputError

PAGES = made_pages(60)


def read(path: Path, *, language: str = "br", index: Path | None = None, items: int = 40, jobs: int = 2) -> Reading:
    # So small a dump would be read whole: let its index be used all the same.
    with patch("ingest.wikipedia.walk._STREAMS_AN_ITEM", 0):
        return read_sample(path, language=language, items=items, index=index, jobs=jobs)


def written(folder: Path, data: bytes, name: str = "dump.xml") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path, *, language: str = "br", index: Path | None = None, jobs: int = 2) -> str:
    with pytest.raises(InputError) as caught:
        read(path, language=language, index=index, jobs=jobs)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def heads(language: str = "", database: str = "") -> Head:
    return Head(language=language, database=database, generator="", namespaces={})


def test_articles_are_found_in_whatever_blocks_the_dump_comes(tmp_path: Path) -> None:
    data = plain(PAGES)
    with opened(written(tmp_path, data)) as source:
        position = source.position
    want = {page.page_id for page in PAGES if not page.namespace and not page.redirect and len(page.wikitext) >= 1000}
    for size in (97, 1000, 1 << 20):
        blocks = iter([data[start : start + size] for start in range(0, len(data), size)])
        source = type(source)(blocks=blocks, position=position, n_bytes=len(data))
        seen, begun = Seen(), list[Head]()
        found = read_dump(source, tmp_path, seen=seen, begin=begun.append, is_wanted=lambda _: True)
        got = dict(one for one in found if one is not None)
        assert want == set(got)
        assert all(page.startswith(b"<page>") and page.endswith(b"</page>") for page in got.values())
        assert (len(PAGES), len(want)) == (seen.pages, seen.articles)
        assert [one.namespaces[6] for one in begun] == ["Restr"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_file_that_is_no_dump_is_refused(tmp_path: Path, jobs: int) -> None:
    assert "no such file" in refusal(tmp_path / "none.bz2", jobs=jobs)
    assert "it cannot be read" in refusal(tmp_path, jobs=jobs)
    assert "is empty" in refusal(written(tmp_path, b""), jobs=jobs)
    assert "no MediaWiki XML dump" in refusal(written(tmp_path, b"word\tO\n" * 400_000), jobs=jobs)
    assert "unpacks to nothing" in refusal(written(tmp_path, bz2.compress(b"")), jobs=jobs)
    for content in (b"BZhello", b"BZh91AY&SY", b"\x1f\x8bhello"):
        assert "download it again" in refusal(written(tmp_path, content), jobs=jobs)
    assert "no page" in refusal(written(tmp_path, plain([])), jobs=jobs)
    assert "not well-formed" in refusal(written(tmp_path, b"<mediawiki <<<page><page>"), jobs=jobs)


def test_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE m [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
    assert "document type" in refusal(written(tmp_path, bomb + plain(PAGES)))
    inside = plain(PAGES).replace(b"<siteinfo>", bomb + b"<siteinfo>")
    assert "document type" in refusal(written(tmp_path, inside))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("share", [0.2, 0.9, 0.999])
def test_truncated_dump_is_refused(tmp_path: Path, share: float, jobs: int) -> None:
    data = plain(PAGES)
    packed = bz2.compress(data)
    for name, content in (("a.xml", data), ("a.bz2", packed), ("a.gz", gzip.compress(data))):
        cut = written(tmp_path, content[: int(share * len(content))], name)
        said = refusal(cut, jobs=jobs)
        assert "download it again" in said
        assert "ends" in said


@pytest.mark.parametrize("jobs", [1, 2])
def test_multistream_dump_cut_between_streams_is_refused(tmp_path: Path, jobs: int) -> None:
    dump, index = write_multistream(tmp_path, PAGES, at_once=10)
    dump.write_bytes(dump.read_bytes()[: -len(bz2.compress(TAIL.encode()))])
    assert "</mediawiki>" in refusal(dump, jobs=jobs)
    assert "</mediawiki>" in refusal(dump, index=index, jobs=jobs)


def test_damaged_dump_is_refused(tmp_path: Path) -> None:
    packed = bytearray(bz2.compress(plain(made_pages(300))))
    packed[len(packed) // 2] ^= 0xFF
    path = written(tmp_path, bytes(packed))
    for jobs in (1, 2):
        assert "download it again" in refusal(path, jobs=jobs)


def test_dump_of_another_language_or_project_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, plain(PAGES, "cy"))
    assert "Wikipedia in 'cy', not 'br'; give --language cy" in refusal(path)
    other = written(tmp_path, (head("br", "brwiktionary") + PAGES[0].xml() + TAIL).encode())
    assert "'brwiktionary', which is no Wikipedia" in refusal(other)
    assert "no language code" in refusal(path, language="Breton!")


@pytest.mark.parametrize(
    ("language", "head_of_dump"),
    [
        ("no", heads("nb", "nowiki")),
        ("nb", heads("nb", "nowiki")),
        ("no", heads("nb")),
        ("als", heads("gsw", "alswiki")),
        ("als", heads("gsw")),
        ("simple", heads("en", "simplewiki")),
        ("simple", heads("en")),
        ("zh-min-nan", heads("nan", "zh_min_nanwiki")),
        ("be-x-old", heads("be-tarask", "be_x_oldwiki")),
        ("sh", heads("sh", "shwiki")),
        ("br", heads()),
    ],
)
def test_old_codes_of_wikipedias_are_understood(language: str, head_of_dump: Head) -> None:
    check_dump_language(head_of_dump, language, Path("dump"))


@pytest.mark.parametrize(
    ("language", "head_of_dump"), [("simple", heads("en", "enwiki")), ("en", heads("en", "simplewiki"))]
)
def test_simple_english_is_not_english(language: str, head_of_dump: Head) -> None:
    with pytest.raises(InputError, match="not"):
        check_dump_language(head_of_dump, language, Path("dump"))


def test_dump_without_a_usable_page_is_refused(tmp_path: Path) -> None:
    pages = [MadePage(page_id=1, title="A", wikitext="word " * 300)]
    assert "no page of the 1 has four headings" in refusal(written(tmp_path, plain(pages)))


def test_history_dump_is_told_by_its_pages(tmp_path: Path) -> None:
    wikitext = "\n".join(f"== {heading} ==\n{'word ' * 60}{heading}" for heading in "ABCDE")
    page = MadePage(page_id=1, title="A <& B", wikitext=wikitext)
    xml = page.xml()
    twice = xml.replace(
        "    <revision>", xml[xml.index("    <revision>") : xml.index("  </page>")] + "    <revision>", 1
    )
    said = refusal(written(tmp_path, (head() + twice + TAIL).encode()))
    assert "1 could not be read, the first is A <& B" in said
    assert "2 revisions" in said


def test_page_that_cannot_be_parsed_is_counted_and_named(tmp_path: Path) -> None:
    bad = MadePage(page_id=5, title="Broken", wikitext="\n".join(f"== {one} ==\n{'word ' * 60}" for one in "ABCDE"))
    data = plain([*PAGES, bad]).replace(b"== C ==", b"== C == \x01 &undefined;", 1)
    reading = read(written(tmp_path, data), items=10_000)
    assert [failure.title for failure in reading.failures] == ["Broken"]
    assert "ParseError" in reading.failures[0].reason
    assert sum(reading.n_items.values()) > 50


def bombs() -> list[MadePage]:
    wikitext = "\n".join(f"== {one} ==\n{'word ' * 60}" for one in "ABCDE")
    runs = ("{{a|", "[[a|", "{|\n|a", "<b>", "<ref>", "<ref name=", "[http://x ", "{{{a|")
    return [
        MadePage(page_id=5000 + n, title=f"Bomb {n}", wikitext=wikitext + run * 20_000) for n, run in enumerate(runs)
    ]


def test_page_that_would_take_minutes_is_left_out_by_what_it_holds(tmp_path: Path) -> None:
    clean = read(written(tmp_path, plain(PAGES)), items=10_000)
    reading = read(written(tmp_path, plain([*PAGES, *bombs()])), items=10_000)
    assert {failure.title for failure in reading.failures} == {page.title for page in bombs()}
    assert all("are never closed in its" in failure.reason for failure in reading.failures)
    assert reading.n_items == clean.n_items


def test_page_that_this_machine_cannot_read_ends_the_reading(tmp_path: Path) -> None:
    path = written(tmp_path, plain(PAGES))
    with (
        patch("ingest.corpora.wikipedia.workers", lambda work, *, n: workers(work, n=n, seconds=0)),
        pytest.raises(UnreadPageError, match=r"it took longer than 0 seconds.*the sample would be another"),
    ):
        read(path)


def test_stream_that_unpacks_to_gigabytes_is_refused_while_it_is_small(tmp_path: Path) -> None:
    path = written(tmp_path, bz2.compress(bytes(200 << 20)))
    assert path.stat().st_size < 1000
    with patch("ingest.wikipedia.tasks._LONGEST_STREAM", 4 << 20):
        tracemalloc.start()
        with pytest.raises(ValueError, match="longer than a multistream dump's"):
            unpacked_stream(path, 0)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 16 << 20


def test_index_of_another_dump_is_refused(tmp_path: Path) -> None:
    dump, index = write_multistream(tmp_path, PAGES, at_once=10)
    other_dump, other_index = write_multistream(tmp_path, made_pages(60, seed=2), at_once=10, name="other")
    assert "index" in refusal(dump, index=other_index)
    assert "index" in refusal(other_dump, index=index)
    lines = bz2.decompress(index.read_bytes()).splitlines()
    assert "more pages than the index" in refusal(dump, index=written(tmp_path, b"\n".join(lines[:30]), "short.txt"))
    assert "lists no page" in refusal(dump, index=written(tmp_path, b" ", "none.txt"))
    assert "bad.txt:2: the line is not" in refusal(dump, index=written(tmp_path, lines[0] + b"\nx:y\n", "bad.txt"))
    moved = [line.replace(b":", b":9", 1) for line in lines]
    assert "is not in it" in refusal(dump, index=written(tmp_path, b"\n".join(moved), "moved.txt"))


def test_index_needs_a_multistream_dump(tmp_path: Path) -> None:
    _, index = write_multistream(tmp_path, PAGES, at_once=10)
    single = written(tmp_path, bz2.compress(plain(PAGES)), "single.bz2")
    assert "leave --index out" in refusal(single, index=index)
    assert "leave --index out" in refusal(written(tmp_path, plain(PAGES)), index=index)


def test_dump_that_is_cut_off_does_not_fit_its_index(tmp_path: Path) -> None:
    dump, index = write_multistream(tmp_path, PAGES, at_once=10)
    whole = dump.read_bytes()
    for share in (0.3, 0.95):
        dump.write_bytes(whole[: int(share * len(whole))])
        assert "download it again" in refusal(dump, index=index)
