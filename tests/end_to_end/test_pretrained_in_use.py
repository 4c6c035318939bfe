"""An encoder that was pre-trained here serves training, embedding and proposing, by its name."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from ingest.load import load
from ingest.text_sets import Corpus, NerTextSet, one_batch
from tests.command import refused, xlr
from tests.made_input import Sentence, tokens_of
from xlr_warehouse.warehouse import Warehouse

NAMES = ("Anna", "Ber", "Kadou", "Lena", "Mari")
ASKED = ("own", "br", "--steps", "20", "--vocabulary", "400")


def text(n: int) -> list[Sentence]:
    words = [("{}", "zo", "o", "chom", "e", "Brest"), ("setu", "{}", "hag", "he", "zi")]
    return [
        [(NAMES[number % 5] if word == "{}" else word, "B-PER" if word == "{}" else "O") for word in words[number % 2]]
        for number in range(n)
    ]


def test_it_is_trained_embeds_and_proposes_by_its_name(
    tmp_path: Path, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> None:
    path = tmp_path / "xlr.duckdb"
    sets = tuple(
        NerTextSet(corpus="c", language="br", split=split, batches=one_batch(tokens_of(text(n))))
        for split, n in (("train", 60), ("test", 10))
    )
    with fresh(path) as warehouse:
        load(warehouse, Corpus(name="c", source="s", revision="r", licence="l", text_sets=sets))
    assert xlr("pretrain", *ASKED, warehouse=path).returncode == 0
    for command in (
        ("train", "--encoder", "own", "--on", "br", "--test", "br", "--epochs", "1", "--jobs", "1"),
        ("embed", "br", "--encoder", "own"),
        ("propose", "br", "--encoder", "own", "--top", "2"),
    ):
        done = xlr(*command, warehouse=path)
        assert done.returncode == 0, done.stderr
    with Warehouse.reading(path) as warehouse:
        encoders = warehouse.frame("select encoder, source from encoder").rows()
        used = warehouse.frame(
            "select (select count(*) from evaluation) as n_tested, (select count(*) from word_vector) > 0 as embedded, "
            "(select count(*) from proposal) > 0 as proposed, (select config ->> 'learning_rate' from run) as rate"
        ).row(0)
    assert encoders == [("own", "pretrained here")]
    assert used[:3] == (1, True, True)
    assert float(used[3]) == 3e-3
    # Another of the same name cannot be mistaken for the one that the runs were made with.
    assert xlr("pretrain", *ASKED, "--seed", "2", "--replace", warehouse=path).returncode == 0
    refused(xlr("embed", "br", "--encoder", "own", warehouse=path), "own is in the warehouse with the revision")
