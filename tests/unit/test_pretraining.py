"""An encoder of one's own: what is made, found again, refused, and the same for the same settings."""

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from transformers import AutoModelForMaskedLM, AutoTokenizer

from ingest.load import load
from ingest.perturb import How, perturb
from ingest.text_sets import Corpus, NerTextSet, one_batch
from runners.bundle import runs_folder
from runners.encoder import find_encoder
from runners.pretraining.pretrain import Pretrained, pretrain
from runners.pretraining.request import Request
from runners.record import TextSetName
from tests.command import refused, sha256, xlr
from tests.made_input import Sentence, tokens_of
from xlr_warehouse.errors import InputError, UnknownNameError, XlrError
from xlr_warehouse.warehouse import Warehouse

PLACES = ("Brest", "Quimper", "Vannes", "Nantes", "Rennes")
ASKED = Request(name="own", sources=("br", "fr"), steps=4, vocabulary=400)


def text(language: str, n: int) -> list[Sentence]:
    frames = {"br": "ar vro eo {} e Breizh", "fr": "la ville de {} en Bretagne"}
    words = [[*frames[language].format(PLACES[number % len(PLACES)]).split(), f"w{number}"] for number in range(n)]
    return [[(word, "B-LOC" if word in PLACES else "O") for word in sentence] for sentence in words]


@pytest.fixture(scope="module")
def corpus(
    tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> Path:
    """Two languages, one of them in private letters too, and a small one; copy it."""
    path = tmp_path_factory.mktemp("texts") / "xlr.duckdb"
    sizes = {("br", "train"): 60, ("br", "test"): 20, ("fr", "train"): 60, ("fr", "test"): 20}
    sets = [
        NerTextSet(corpus="c", language=language, split=split, batches=one_batch(tokens_of(text(language, n))))
        for (language, split), n in sizes.items()
    ]
    few = NerTextSet(corpus="c", language="cy", split="train", batches=one_batch(tokens_of(text("br", 3))))
    with fresh(path) as warehouse:
        load(warehouse, Corpus(name="c", source="s", revision="r", licence="l", text_sets=(*sets, few)))
        perturb(warehouse, ["disguise"], pairs=["fr-fr"], how=How(training_too=True))
    return path


@pytest.fixture
def path(corpus: Path, tmp_path: Path) -> Path:
    shutil.copy(corpus, tmp_path / "xlr.duckdb")
    return tmp_path / "xlr.duckdb"


def weights(made: Pretrained) -> str:
    return sha256(made.folder / "model.safetensors")


def test_what_is_made_is_loaded_by_transformers(path: Path) -> None:
    made = pretrain(path, ASKED)
    assert made.folder == runs_folder(path) / "own.encoder"
    model, told = AutoModelForMaskedLM.from_pretrained(made.folder, output_loading_info=True)
    assert not told["missing_keys"]
    tokenizer = AutoTokenizer.from_pretrained(made.folder)
    given = tokenizer("Brest eo [MASK]", return_tensors="pt")
    assert tokenizer.mask_token_id in given["input_ids"]
    assert model(**given).logits.shape == (*given["input_ids"].shape, len(tokenizer))
    assert sorted(file.name for file in made.folder.iterdir()) == [
        "config.json",
        "model.safetensors",
        "pretraining.json",
        "tokenizer.json",
        "tokenizer_config.json",
    ]
    assert [entry.name for entry in runs_folder(path).iterdir()] == ["own.encoder"]


def test_the_record_says_what_is_needed_to_repeat_it(path: Path) -> None:
    made = pretrain(path, ASKED)
    record = json.loads((made.folder / "pretraining.json").read_text(encoding="utf-8"))
    with Warehouse.reading(path) as warehouse:
        known = dict(warehouse.frame("select language, sha256 from text_set where split = 'train'").rows())
    sets = record["settings"]["text_sets"]
    names = [TextSetName(**{name: value for name, value in one.items() if name != "n_sentences"}) for one in sets]
    assert [name.place for name in names] == ["c.br train", "c.fr train"]
    assert all(known[name.language] == name.sha256 for name in names[:1])
    assert (record["settings"]["seed"], record["n_steps"], record["settings"]["values"]["steps"]) == (1, 4, 4)
    assert record["sha256"] == weights(made)
    assert record["versions"]["torch"] == torch.__version__
    assert record["loss_curve"]["rows"][-1][0] == 4


def test_the_same_settings_give_the_same_weights_and_another_seed_others(path: Path, tmp_path: Path) -> None:
    once, again = (pretrain(path, replace(ASKED, out=tmp_path / name)) for name in "ab")
    other = pretrain(path, replace(ASKED, out=tmp_path / "c", seed=2))
    assert weights(once) == weights(again) != weights(other)
    assert sha256(once.folder / "tokenizer.json") == sha256(other.folder / "tokenizer.json")


def test_no_test_set_is_read(path: Path) -> None:
    with Warehouse.writing(path) as warehouse:
        warehouse.execute(
            "update token set form = 'unheard' where text_set in (select text_set from text_set where split = 'test')"
        )
    made = pretrain(path, ASKED)
    vocabulary = AutoTokenizer.from_pretrained(made.folder).get_vocab()
    assert "Ġeo" in vocabulary
    assert not [piece for piece in vocabulary if "heard" in piece]


def test_a_language_in_a_form_shares_no_piece_with_letters_with_one_that_is_not(path: Path) -> None:
    made = pretrain(path, replace(ASKED, sources=("br", "fr:disguise"), vocabulary=600))
    assert [one["perturbation"] for one in made.record["settings"]["text_sets"]] == ["none", "disguise"]
    tokenizer = AutoTokenizer.from_pretrained(made.folder)
    pieces: dict[str, set[str]] = {}
    with Warehouse.reading(path) as warehouse:
        for form, language in (("none", "br"), ("disguise", "fr")):
            forms = warehouse.frame(
                "select distinct form from token join text_set using (text_set) where perturbation = $form "
                "and language = $language and split = 'train' and not regexp_matches(form, '[0-9]')",
                form=form,
                language=language,
            ).to_series()
            pieces[language] = {piece for word in forms for piece in tokenizer.tokenize(word)}
    assert pieces["br"] & pieces["fr"] <= {"Ġ"}


def test_a_form_for_all_is_that_of_the_languages_that_name_none(path: Path) -> None:
    made = pretrain(path, replace(ASKED, sources=("fr", "br:none"), form="disguise"))
    assert [one["perturbation"] for one in made.record["settings"]["text_sets"]] == ["disguise", "none"]


def test_without_a_language_every_training_set_is_read(path: Path) -> None:
    made = pretrain(path, replace(ASKED, sources=()))
    assert [one["language"] for one in made.record["settings"]["text_sets"]] == ["br", "cy", "fr"]


def test_it_is_made_once_and_never_overwritten_unless_told(path: Path) -> None:
    first = pretrain(path, ASKED)
    before = weights(first)
    assert pretrain(path, ASKED).was_there
    with pytest.raises(XlrError, match=r"pre-trained otherwise \(steps 4, not 5\)"):
        pretrain(path, replace(ASKED, steps=5))
    with pytest.raises(XlrError, match=r"br train of c .* not fr train of c"):
        pretrain(path, replace(ASKED, sources=("fr",)))
    assert weights(first) == before
    made = pretrain(path, replace(ASKED, steps=5, replace=True))
    assert not made.was_there
    assert weights(made) != before


def test_it_is_found_by_its_name_before_a_folder_and_fine_tuned_like_its_shape(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = pretrain(path, ASKED)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(made.folder, tmp_path / "own")
    found = find_encoder("own", made_in=runs_folder(path))
    assert (found.name, found.source, found.folder) == ("own", "pretrained here", made.folder)
    assert found.training == find_encoder("lab-tiny").training
    elsewhere = find_encoder("own")
    assert (elsewhere.source, elsewhere.revision, elsewhere.training) == ("folder", found.revision, found.training)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "../up"}, "cannot be named"),
        ({"name": ".hidden"}, "cannot be named"),
        ({"name": "lab_tiny"}, "There is an encoder lab_tiny already"),
        ({"size": "huge"}, "There is no size 'huge'; known are small, tiny"),
        ({"task": "pos"}, "There is no task 'pos'"),
        ({"steps": 0}, "number of steps must lie between 1 and"),
        ({"epochs": -1, "steps": None}, "number of epochs must lie between 1 and"),
        ({"epochs": 2}, "not both"),
        ({"vocabulary": 299}, "vocabulary must lie between 300 and"),
        ({"seed": -1}, "seed must lie between 0 and"),
        ({"splits": ()}, "No split is named"),
        ({"sources": ("br:entity_unshared",)}, "looks at a training set"),
        ({"form": "entity_unshared"}, "looks at a training set"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_read(changed: dict[str, object], said: str) -> None:
    with pytest.raises(XlrError, match=said):
        replace(ASKED, **changed)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sources": ("xx",)}, "No corpus here has training sets in xx"),
        ({"corpus": "d"}, "There is no corpus 'd'"),
        ({"task": "title"}, "No corpus here has training sets"),
        ({"sources": ("br:disguise",)}, "no c.br train in the form disguise here"),
        ({"sources": ("cy",)}, "There are 3 sentences in c.cy train, too few"),
        ({"splits": ("train", "dev")}, "no dev set in br here"),
    ],
)
def test_text_that_is_not_here_is_told_and_nothing_is_written(
    path: Path, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(XlrError, match=said):
        pretrain(path, replace(ASKED, **changed))
    assert not runs_folder(path).exists()


def test_an_unknown_perturbation_is_told_with_the_nearest_one() -> None:
    with pytest.raises(UnknownNameError, match="disguise"):
        replace(ASKED, sources=("br:disguse",))


def test_a_folder_that_is_something_else_is_left_alone(path: Path) -> None:
    folder = runs_folder(path) / "own.encoder"
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(XlrError, match="take another name"):
        pretrain(path, replace(ASKED, replace=True))
    assert (folder / "mine.txt").exists()


def test_a_record_that_cannot_be_read_is_told(path: Path) -> None:
    made = pretrain(path, ASKED)
    (made.folder / "pretraining.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        pretrain(path, ASKED)
    with pytest.raises(InputError, match="cannot be read"):
        find_encoder("own", made_in=runs_folder(path))


def test_the_command_says_what_it_did_and_refuses_in_one_sentence(path: Path) -> None:
    done = xlr("pretrain", "own", "br", "fr", "--epochs", "2", "--vocabulary", "400", warehouse=path)
    assert done.returncode == 0, done.stderr
    assert "on 120 sentences of 2 text sets" in done.stderr
    assert "Next: xlr train --encoder own" in done.stderr
    again = xlr("pretrain", "own", "br", "fr", "--epochs", "2", "--vocabulary", "400", warehouse=path)
    assert "was there already" in again.stderr
    refused(xlr("pretrain", "own", "br", warehouse=path), "pre-trained otherwise", "--replace")
    told = xlr("pretrain", "seen", "br", "--split", "train", "--split", "test", "--steps", "1", warehouse=path)
    assert "It has seen test" in told.stderr
