"""The same pages, items and splits come of a dump however it is packed, ordered, indexed and read."""

import bz2
import gzip
import random
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.corpora.wikipedia import Reading, read, read_sample
from ingest.text_sets import Corpus, TitleTextSet, items_sha256
from ingest.wikipedia import tasks
from ingest.wikipedia.assembly import split_of
from tests.made_dump import MadePage, made_pages, plain, write_multistream

PAGES = made_pages(150, n_words=40)


def content(reading: Reading) -> dict[str, str]:
    return {made.split: items_sha256(made) for made in title_sets(reading.corpus)}


def title_sets(corpus: Corpus) -> list[TitleTextSet]:
    return [made for made in corpus.text_sets if isinstance(made, TitleTextSet)]


def sample(path: Path, *, items: int = 60, index: Path | None = None, jobs: int = 2, seed: int = 1) -> Reading:
    # So small a dump would be read whole: let its index be used all the same.
    with patch("ingest.wikipedia.walk._STREAMS_AN_ITEM", 0):
        return read_sample(path, language="br", items=items, index=index, jobs=jobs, seed=seed)


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "brwiki-20240301-pages-articles.xml"
    path.write_bytes(plain(PAGES))
    return path


def test_plain_gzip_bz2_and_multistream_with_and_without_index_give_the_same(dump: Path, tmp_path: Path) -> None:
    want = sample(dump)
    (tmp_path / "a.gz").write_bytes(gzip.compress(dump.read_bytes()))
    (tmp_path / "a.bz2").write_bytes(bz2.compress(dump.read_bytes()))
    multistream, index = write_multistream(tmp_path, PAGES, at_once=7)
    (tmp_path / "index.txt").write_bytes(bz2.decompress(index.read_bytes()))
    got = [
        sample(tmp_path / "a.gz"),
        sample(tmp_path / "a.bz2", jobs=1),
        sample(tmp_path / "a.bz2", jobs=3),
        sample(multistream),
        sample(multistream, index=index),
        sample(multistream, index=tmp_path / "index.txt", jobs=1),
    ]
    for reading in got:
        assert content(want) == content(reading)
        assert (want.n_looked_at, want.n_used) == (reading.n_looked_at, reading.n_used)


@settings(max_examples=5)
@given(st.data())
def test_order_streams_and_index_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, dump: Path, data: st.DataObject
) -> None:
    items, seed = data.draw(st.integers(1, 400)), data.draw(st.integers(0, 3))
    at_once, shuffle = data.draw(st.integers(1, 40)), data.draw(st.integers(0, 9))
    pages = PAGES.copy()
    random.Random(shuffle).shuffle(pages)  # noqa: S311 (an order, no secret)
    multistream, index = write_multistream(tmp_path_factory.mktemp("order"), pages, at_once=at_once)
    want = sample(dump, items=items, seed=seed, jobs=1)
    assert content(want) == content(sample(multistream, items=items, seed=seed))
    assert content(want) == content(sample(multistream, index=index, items=items, seed=seed))


def test_items_wanted_are_reached_by_whole_pages(dump: Path) -> None:
    everything = sum(sample(dump, items=10_000).n_items.values())
    for items in (1, 17, 40):
        assert items <= sum(sample(dump, items=items).n_items.values()) <= items + 3
    assert everything > 150


def test_smaller_sample_is_part_of_a_larger_one(dump: Path) -> None:
    small, large = (
        {
            row
            for made in title_sets(sample(dump, items=items).corpus)
            for row in made.items.select("page", "text").rows()
        }
        for items in (30, 90)
    )
    assert small < large


def test_another_seed_draws_other_pages(dump: Path) -> None:
    assert content(sample(dump)) != content(sample(dump, seed=2))


def test_no_page_is_in_both_splits_and_four_in_five_are_in_train(dump: Path) -> None:
    train, test = (set(made.items["page"]) for made in title_sets(sample(dump, items=10_000).corpus))
    assert not train & test
    shares = [split_of(page_id, language="br", seed=1) == "train" for page_id in range(4000)]
    assert 0.77 < sum(shares) / len(shares) < 0.83


def test_no_text_is_asked_about_twice(dump: Path) -> None:
    texts = [text for made in title_sets(sample(dump, items=10_000).corpus) for text in made.items["text"]]
    assert len(set(texts)) == len(texts)


def test_items_fit_their_options(dump: Path) -> None:
    for made in title_sets(sample(dump).corpus):
        assert list(range(made.items.height)) == made.items["item"].to_list()
        assert made.options["option"].to_list() == list("ABCD") * made.items.height
        assert set(made.items["correct"]) <= set("ABCD")
        assert made.options.unique(["item", "title"]).height == made.options.height


def test_where_it_comes_from_is_noted(dump: Path, tmp_path: Path) -> None:
    corpus = read(dump, language="br", items=20)
    assert (corpus.name, corpus.revision, corpus.licence) == ("wikipedia", "20240301", "CC BY-SA 4.0")
    assert "brwiki" in corpus.source
    assert "MediaWiki 1.43.0" in corpus.source
    (file,) = corpus.text_sets[0].files
    assert (dump.stat().st_size, f"br/{dump.name}") == (file.n_bytes, file.path)
    assert "seed 1, 20 items" in file.reader
    undated = tmp_path / "dump.xml"
    undated.write_bytes(dump.read_bytes())
    assert read(undated, language="br", items=20).revision == "newest sampled text of 2024-02-29"


def test_page_that_is_in_the_dump_twice_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "dump.xml"
    path.write_bytes(plain([*PAGES, *PAGES[:40]]))
    again = tmp_path / "again.xml"
    again.write_bytes(plain(PAGES))
    assert content(sample(again)) == content(sample(path))


def test_two_pages_of_one_title_stay_apart(tmp_path: Path) -> None:
    wikitext = "\n".join(f"== {heading} ==\n{{0}} {heading} {'word ' * 60}" for heading in "ABCDE")
    pages = [MadePage(page_id=number, title="Same", wikitext=wikitext.format(number)) for number in range(1, 9)]
    path = tmp_path / "dump.xml"
    path.write_bytes(plain(pages))
    names = [set(made.items["page"]) for made in title_sets(sample(path).corpus)]
    assert sum(map(len, names)) == 8
    assert "Same" in set.union(*names)


def test_right_to_left_and_combining_scripts_come_through(tmp_path: Path) -> None:
    texts = {"تاریخ": "شهر می\u200cشود و ", "जलवायु": "हिन्दी की मात्राएँ ", "ประวัติ": "กรุงเทพมหานคร ", "שם": "עִבְרִית "}
    wikitext = "\n".join(f"== {heading} ==\n{text * 30}" for heading, text in texts.items())
    path = tmp_path / "dump.xml"
    path.write_bytes(plain([MadePage(page_id=1, title="برلین", wikitext=wikitext)]))
    (made,) = title_sets(sample(path).corpus)
    assert {(text * 30).strip() for text in texts.values()} == set(made.items["text"])
    assert set(texts) == set(made.options["title"])
    assert made.items["page"].to_list() == ["برلین"] * 4


def test_fewer_streams_than_the_dump_has_are_unpacked_with_an_index(tmp_path: Path) -> None:
    multistream, index = write_multistream(tmp_path, PAGES, at_once=2)
    reading = sample(multistream, index=index, items=4)
    assert reading.seen.pages == len(PAGES)
    assert reading.seen.articles < 30


def test_index_is_let_be_where_reading_the_whole_dump_is_quicker(tmp_path: Path) -> None:
    multistream, index = write_multistream(tmp_path, PAGES, at_once=5)
    for items, is_read_whole in ((3, False), (29, False), (30, True)):
        reading = read_sample(multistream, language="br", items=items, index=index, jobs=1)
        assert content(reading) == content(sample(multistream, items=items))
        assert (reading.seen.articles > 80) == is_read_whole


def test_stream_gives_the_pages_asked_for(tmp_path: Path) -> None:
    multistream, _ = write_multistream(tmp_path, PAGES, at_once=len(PAGES))
    _, end_of_head = tasks.unpacked_stream(multistream, 0)
    asked = frozenset({PAGES[0].page_id, PAGES[3].page_id, 999_999})
    taken = tasks.do(tasks.TakePages(path=multistream, offset=end_of_head, page_ids=asked))
    assert isinstance(taken, tasks.Taken)
    assert taken.missing == {999_999}
    assert set(taken.articles) <= asked
