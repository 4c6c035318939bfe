"""Landing a corpus: what it becomes, that it lands once, and that nothing changes when it cannot."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from ingest.appending import TextSetKey, append_ner, find_text_set
from ingest.audit.auditing import audit, chosen_sets
from ingest.audit.resplitting import resplit
from ingest.corpora import wikiann
from ingest.load import Landed, load
from ingest.replacing import Unmatched
from ingest.text_sets import ITEM_SCHEMA, OPTION_SCHEMA, Corpus, NerTextSet, TitleTextSet, one_batch, tokens_sha256
from ingest.tokens.files import read_tokens
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

TABLES = ("corpus", "source_file", "text_set", "sentence", "token", "mention", "title_item", "title_option", "language")
TRAIN = b"Anna\tB-PER\ne\tO\n\nBrest\tI-LOC\n\nAnna\tB-PER\ne\tO\n"
TEST = b"Skol\tB-ORG\nVeur\tI-ORG\nAnna\tB-PER\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "br").mkdir()
    (tmp_path / "br" / "train.tsv").write_bytes(TRAIN)
    (tmp_path / "br" / "test.tsv").write_bytes(TEST)
    return tmp_path


@pytest.fixture
def contents(warehouse: Warehouse) -> Callable[[], dict[str, pl.DataFrame]]:
    return lambda: {table: warehouse.frame(f"from {table} order by all") for table in TABLES}


def titles(text: str = "Ur gêr e Breizh") -> Corpus:
    items = pl.DataFrame([(0, "Brest", text, "B"), (1, "Brest", text, "A")], schema=ITEM_SCHEMA, orient="row")
    options = pl.DataFrame(
        [(item, letter, f"Title {letter}") for item in range(2) for letter in "ABCD"],
        schema=OPTION_SCHEMA,
        orient="row",
    )
    text_set = TitleTextSet(corpus="pages", language="br", split="test", items=items, options=options)
    return Corpus(name="pages", source="s", revision="r", licence="l", text_sets=(text_set,))


def test_a_corpus_becomes_text_sets_sentences_tokens_and_mentions(warehouse: Warehouse, folder: Path) -> None:
    landed = load(warehouse, wikiann.read(["br"], folder=folder))
    assert landed == Landed(n_new=2, n_known=0, n_items=4, n_tokens=8)
    text_sets = warehouse.frame("select * exclude (sha256) from text_set order by text_set")
    assert text_sets.rows() == [
        (1, "wikiann", "ner", "br", "train", "none", 1, 3, 5),
        (2, "wikiann", "ner", "br", "test", "none", 2, 1, 3),
    ]
    sentences = warehouse.frame("select * exclude (duplicate_of) from sentence order by text_set, sentence")
    assert sentences.rows() == [
        (1, 0, 2, True, None),
        (1, 1, 1, False, None),
        (1, 2, 2, True, None),
        (2, 0, 3, False, None),
    ]
    mentions = warehouse.frame("select * exclude (starts_with_b) from mention order by all")
    assert mentions.rows() == [
        (1, 0, 0, 0, 1, "PER", "Anna"),
        (1, 1, 0, 0, 1, "LOC", "Brest"),
        (1, 2, 0, 0, 1, "PER", "Anna"),
        (2, 0, 0, 0, 2, "ORG", "Skol Veur"),
        (2, 0, 1, 2, 3, "PER", "Anna"),
    ]
    assert warehouse.frame("select text from mention where not starts_with_b").rows() == [("Brest",)]
    tokens = warehouse.frame("select sentence, position, form, tag from token where text_set = 1 order by all")
    assert tokens.rows() == read_tokens(TRAIN, path=folder).rows()


def test_duplicates_share_a_number_in_every_text_set(warehouse: Warehouse, folder: Path) -> None:
    (folder / "br" / "dev.tsv").write_bytes(b"e\tO\nAnna\tO\n\nAnna\tO\ne\tB-LOC\n")
    load(warehouse, wikiann.read(["br"], folder=folder))
    clusters = warehouse.frame(
        """
        select list((split, sentence) order by split, sentence) as members
        from sentence inner join text_set using (text_set) group by duplicate_of having count(*) > 1
        """
    )
    assert [[tuple(one.values()) for one in row] for row in clusters["members"]] == [
        [("train", 0), ("train", 2), ("validation", 1)]
    ]


def test_the_files_of_a_corpus_are_noted(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, wikiann.read(["br"], folder=folder, revision="abc"))
    files = warehouse.frame("select corpus, path, n_bytes, reader from source_file order by path")
    assert files.rows() == [
        ("wikiann", "br/test.tsv", len(TEST), f"wikiann {wikiann.VERSION}"),
        ("wikiann", "br/train.tsv", len(TRAIN), f"wikiann {wikiann.VERSION}"),
    ]
    assert warehouse.frame("select corpus, task, revision from corpus").rows() == [("wikiann", "ner", "abc")]


def test_the_same_input_twice_changes_nothing(
    warehouse: Warehouse, folder: Path, contents: Callable[[], dict[str, pl.DataFrame]]
) -> None:
    load(warehouse, wikiann.read(["br"], folder=folder))
    load(warehouse, titles())
    before = contents()
    again = load(warehouse, wikiann.read(["br"], folder=folder))
    assert again == Landed(n_new=0, n_known=2, n_items=0, n_tokens=0)
    assert load(warehouse, titles()) == Landed(n_new=0, n_known=1, n_items=0, n_tokens=0)
    after = contents()
    assert all(rows.equals(after[table]) for table, rows in before.items())


def test_a_split_that_comes_later_is_added_to_those_that_are_there(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, wikiann.read(["br"], folder=folder))
    (folder / "br" / "dev.tsv").write_bytes(TEST)
    landed = load(warehouse, wikiann.read(["br"], folder=folder))
    assert (landed.n_new, landed.n_known) == (1, 2)
    assert warehouse.one("select count(distinct sha256) from text_set") == 2


def test_changed_input_is_refused_and_nothing_changes(
    warehouse: Warehouse, folder: Path, contents: Callable[[], dict[str, pl.DataFrame]]
) -> None:
    load(warehouse, wikiann.read(["br"], folder=folder))
    load(warehouse, titles())
    before = contents()
    (folder / "br" / "test.tsv").write_bytes(TEST + b"e\tO\n")
    (folder / "br" / "dev.tsv").write_bytes(TEST)
    with pytest.raises(InputError, match=r"The test split of br is in the corpus 'wikiann' already, with another"):
        load(warehouse, wikiann.read(["br"], folder=folder))
    with pytest.raises(InputError, match=r"The test split of br is in the corpus 'pages' already, with another"):
        load(warehouse, titles("Ur gêr all"))
    after = contents()
    assert all(rows.equals(after[table]) for table, rows in before.items())


def test_titles_become_items_with_options_and_count_their_words(warehouse: Warehouse) -> None:
    landed = load(warehouse, titles())
    assert landed == Landed(n_new=1, n_known=0, n_items=2, n_tokens=8)
    assert warehouse.frame("select item, page, correct from title_item order by item").rows() == [
        (0, "Brest", "B"),
        (1, "Brest", "A"),
    ]
    assert warehouse.one("select count(*) from title_option") == 8
    sentences = warehouse.frame("select sentence, n_tokens, page from sentence order by sentence")
    assert sentences.rows() == [(0, 4, "Brest"), (1, 4, "Brest")]
    assert warehouse.one("select count(distinct duplicate_of) from sentence") == 1


def test_a_perturbed_text_set_is_known_by_its_content(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, wikiann.read(["br"], folder=folder))
    tokens = read_tokens(TEST, path=folder)
    key = TextSetKey(corpus="wikiann", task="ner", language="br", split="test", perturbation="swap")
    assert find_text_set(warehouse, key, tokens_sha256(tokens)) is None
    number = append_ner(warehouse, key, tokens, original=2)
    assert append_ner(warehouse, key, tokens, original=2) == number
    assert find_text_set(warehouse, key, tokens_sha256(tokens)) == number
    assert warehouse.frame("select text_set, original from text_set where perturbation = 'swap'").rows() == [(3, 2)]


def test_a_text_set_of_ner_is_no_text_set_of_titles(warehouse: Warehouse, folder: Path) -> None:
    ner = NerTextSet(corpus="pages", language="br", split="test", batches=one_batch(read_tokens(TEST, path=folder)))
    load(warehouse, titles())
    load(warehouse, Corpus(name="pages", source="s", revision="r", licence="l", text_sets=(ner,)))
    assert warehouse.frame("select task from corpus order by task").rows() == [("ner",), ("title",)]


def test_a_changed_text_takes_the_place_of_the_old_one_on_purpose(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, wikiann.read(["br"], folder=folder))
    (folder / "br" / "test.tsv").write_bytes(b"Skol\tB-ORG\n")
    landed = load(warehouse, wikiann.read(["br"], folder=folder), replace=True)
    assert (landed.n_new, landed.n_known, landed.n_replaced, landed.n_tokens) == (1, 1, 1, 1)
    with_fresh = warehouse.frame("select split, n_tokens from text_set order by split").rows()
    assert with_fresh == [("test", 1), ("train", 5)]
    for table in ("sentence", "token", "mention"):
        assert set(warehouse.frame(f"select distinct text_set from {table}").to_series()) == {1, 3}
    files = warehouse.frame("select path, n_bytes from source_file order by path").rows()
    assert files == [("br/test.tsv", len(b"Skol\tB-ORG\n")), ("br/train.tsv", len(TRAIN))]


def test_replacing_a_text_takes_with_it_all_that_rests_on_it_and_names_the_runs(
    warehouse: Warehouse, folder: Path
) -> None:
    load(warehouse, wikiann.read(["br"], folder=folder))
    tokens = read_tokens(TEST, path=folder)
    key = TextSetKey(corpus="wikiann", task="ner", language="br", split="test", perturbation="swap")
    perturbed = append_ner(warehouse, key, tokens, original=2)
    warehouse.execute(
        """
        insert into run by name
        select unnest(['on_old', 'other']) as run, 'ner' as task, 'e' as encoder, 'br' as train_language,
        unnest([1, null]) as train_set, 1 as seed, 'last' as selection, '{}' as config;
        insert into evaluation by name
        select unnest(['on_old', 'on_old', 'other']) as run, unnest([2, 3, 2]) as text_set, 3 as n_tokens,
        0 as n_truncated;
        insert into overlap values ('m', 1, 2, 'none', 1, 1, 1, 1, 1, 1, 1);
        insert into perturbation values ('p1', 'swap', 1, 2, 3, 'none', 1, 1.0, '{}', 1, 1, 0);
        insert into replacement values ('p1', 'Anna', 'Eva', 'PER', null);
        """
    )
    (folder / "br" / "test.tsv").write_bytes(b"Skol\tB-ORG\n")
    landed = load(warehouse, wikiann.read(["br"], folder=folder), replace=True)
    assert landed.unmatched == Unmatched(tested=("on_old", "other"), trained=())
    for table in ("evaluation", "overlap", "perturbation", "replacement"):
        assert warehouse.one(f"select count(*) from {table}") == 0, table
    assert warehouse.frame("select text_set from text_set where perturbation <> 'none'").is_empty()
    assert warehouse.frame("select distinct text_set from token where text_set = $n", n=perturbed).is_empty()
    (folder / "br" / "train.tsv").write_bytes(TEST)
    assert load(warehouse, wikiann.read(["br"], folder=folder), replace=True).unmatched.trained == ("on_old",)
    assert warehouse.frame("select run, train_set from run order by run").rows() == [("on_old", None), ("other", None)]


def test_what_a_reader_noticed_is_kept_with_the_text(warehouse: Warehouse, folder: Path) -> None:
    (folder / "br" / "test.tsv").write_bytes("a\u00a0b\tO\r\nx\tI-PER\r\n".encode())
    load(warehouse, wikiann.read(["br"], folder=folder))
    noted = warehouse.frame(
        "select split, kind, n, line, is_changed from reading_note where split = 'test' order by all"
    )
    assert noted.rows() == [
        ("test", "entity that an I- tag opens", 1, 2, False),
        ("test", "line ended by a carriage return", 2, None, True),
        ("test", "no-break space in a token", 1, 1, False),
    ]


def test_a_second_source_is_noted_beside_the_first(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, wikiann.read(["br"], folder=folder, revision="abc"))
    (folder / "br" / "dev.tsv").write_bytes(TEST)
    load(warehouse, wikiann.read(["br"], folder=folder, revision="def"))
    assert warehouse.frame("select source, revision from corpus").rows() == [("files", "abc; def")]
    revisions = warehouse.frame("select split, revision from source_file order by split").rows()
    assert revisions == [("test", "abc"), ("train", "abc"), ("validation", "def")]


def test_what_a_corpus_is_from_follows_what_is_left_of_it(warehouse: Warehouse, folder: Path) -> None:
    for revision, text in (("r1", TEST), ("r2", TRAIN), ("r3", TEST)):
        (folder / "br" / "test.tsv").write_bytes(text)
        (folder / "br" / "train.tsv").write_bytes(text + b"\n" + TRAIN)
        load(warehouse, wikiann.read(["br"], folder=folder, revision=revision), replace=True)
    assert warehouse.frame("select revision, licence from corpus").rows() == [("r3", wikiann.LICENCE)]


def test_a_split_made_of_the_same_file_goes_with_the_one_that_is_replaced(warehouse: Warehouse, tmp_path: Path) -> None:
    sentences = [f"w{n}\tO\nAnna{n}\tB-PER\n" for n in range(60)]
    (tmp_path / "wikiann-br.bio").write_text("\n".join(sentences), encoding="utf-8")
    whole = wikiann.read(["br"], folder=tmp_path)
    load(warehouse, whole)
    other = NerTextSet(
        corpus=whole.name, language="br", split="train", batches=one_batch(read_tokens(TRAIN, path=tmp_path))
    )
    landed = load(warehouse, replace(whole, text_sets=(other,)), replace=True)
    assert (landed.n_replaced, landed.also_gone) == (1, ("br test",))
    assert warehouse.frame("select split, n_items from text_set").rows() == [("train", 3)]


def test_a_split_of_nothing_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "wikiann-br.bio").write_bytes(b"Anna\tB-PER\n")
    with pytest.raises(InputError, match=r"split of br would hold nothing"):
        load(warehouse, wikiann.read(["br"], folder=tmp_path))
    assert warehouse.frame("from text_set").is_empty()


def test_leak_free_splits_go_together_with_a_text_they_were_dealt_from(warehouse: Warehouse, folder: Path) -> None:
    train = "\n".join(f"w{n} x{n}\tO\n" for n in range(40))
    for split, text in (("train", train), ("test", train.replace("w", "v"))):
        (folder / "br" / f"{split}.tsv").write_text(text, encoding="utf-8")
    load(warehouse, wikiann.read(["br"], folder=folder))
    audit(warehouse)
    resplit(warehouse, chosen_sets(warehouse, ["br"], corpus=None))
    derived = "select count(*) from text_set where split like '%leak_free'"
    assert warehouse.one(derived) == 2
    (folder / "br" / "test.tsv").write_bytes(TEST)
    load(warehouse, wikiann.read(["br"], folder=folder), replace=True)
    assert warehouse.one(derived) == 0
    assert warehouse.frame("from sentence_origin").is_empty()
    assert warehouse.frame("select distinct text_set from token order by 1").to_series().to_list() == [1, 5]


def test_a_perturbed_text_that_another_perturbation_made_too_stays(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, wikiann.read(["br"], folder=folder))
    key = TextSetKey(corpus="wikiann", task="ner", language="br", split="test", perturbation="swap")
    perturbed = append_ner(warehouse, key, read_tokens(TEST, path=folder), original=2)
    warehouse.execute(
        f"""
        insert into perturbation values ('p1', 'swap', 1, 2, {perturbed}, 'none', 1, 1.0, '{{}}', 1, 1, 0);
        insert into perturbation values ('p2', 'swap', null, 2, {perturbed}, 'none', 1, 1.0, '{{}}', 1, 1, 0);
        """
    )
    (folder / "br" / "train.tsv").write_bytes(TEST)
    load(warehouse, wikiann.read(["br"], folder=folder), replace=True)
    assert warehouse.frame("select perturbation_id from perturbation").rows() == [("p2",)]
    assert warehouse.one("select count(*) from token where text_set = $n", n=perturbed) == 3
