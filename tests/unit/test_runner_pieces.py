"""Cutting forms into pieces, against the tokenizers themselves."""

import os
from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers

from ingest.forms.pieces import cutter
from runners.batches import FormPieces, batch, windowed
from runners.tokenizer import fit, open_tokenizer
from xlr_warehouse.errors import InputError

REAL = Path(os.environ.get("XLR_TOKENIZERS", Path(__file__).parents[3] / "shared" / "data" / "tokenizers"))
NAMES = ("bert-base-multilingual-cased", "xlm-roberta-base")
WORDS = ["Die", "Übersetzerin", "كتبت", "القاهرة", "दिल्ली", "में", "சென்னையில்", "உள்ளது", "東京", "\u200b", "don't", "."]


def real(name: str) -> Path:
    folder = REAL / name
    if not (folder / "tokenizer.json").is_file():
        pytest.skip(f"the tokenizer {name} is not in {REAL}")
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_words_cut_alone_align_with_the_tokenizer_on_the_whole_sentence(name: str) -> None:
    from transformers import AutoTokenizer

    folder = real(name)
    cut = cutter(folder / "tokenizer.json")
    visible = [word for word in WORDS if word != "\u200b"]
    reference = AutoTokenizer.from_pretrained(folder)(visible, is_split_into_words=True)
    ours = [*cut.specials.prefix, *(piece for pieces in cut.cut(visible) for piece in pieces), *cut.specials.suffix]
    owners = [None, *(word for word, pieces in enumerate(cut.cut(visible)) for _ in pieces), None]
    assert ours == reference["input_ids"]
    assert owners == reference.word_ids()


@pytest.mark.parametrize("name", NAMES)
def test_a_word_that_yields_no_piece_gets_the_unknown_one(name: str) -> None:
    cut = cutter(real(name) / "tokenizer.json")
    assert cut.backend.encode(["\u200b"], is_pretokenized=True, add_special_tokens=False).ids == []
    assert cut.cut(["\u200b"]) == [[cut.unknown]]


def test_byte_level_words_are_cut_as_words_after_a_space(tmp_path: Path) -> None:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=300,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>"],
        show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator(["the cat saw the cat"] * 5, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    cut = cutter(tmp_path / "tokenizer.json")
    assert cut.cut(["the", "cat"]) == [[cut.backend.token_to_id("Ġthe")], [cut.backend.token_to_id("Ġcat")]]
    assert (cut.specials.prefix, cut.specials.suffix, cut.specials.padding, cut.unknown) == ((0,), (2,), 1, 3)


def test_a_fitted_tokenizer_is_the_same_to_the_byte_and_knows_every_word(tmp_path: Path) -> None:
    sentences = ["Ana bor i Oslo", "சென்னை मुंबई القاهرة", "Ana reiste til Bergen"] * 7
    fit(sentences, vocabulary=400, into=tmp_path / "one")
    fit(reversed(sentences), vocabulary=400, into=tmp_path / "two")
    one, two = (open_tokenizer(tmp_path / name, name="t", source="s") for name in ("one", "two"))
    assert one.facts.revision == two.facts.revision
    assert one.cutter.unknown not in {piece for pieces in one.cutter.cut([*WORDS, "Ωμέγα"]) for piece in pieces}


def test_a_fitted_tokenizer_is_one_that_transformers_loads(tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    fit(["Ana bor i Oslo"] * 3, vocabulary=300, into=tmp_path / "own")
    cut = cutter(tmp_path / "own" / "tokenizer.json")
    words = ["Ana", "Oslo"]
    want = AutoTokenizer.from_pretrained(tmp_path / "own")(words, is_split_into_words=True)["input_ids"]
    pieces = [piece for word in cut.cut(words) for piece in word]
    assert [*cut.specials.prefix, *pieces, *cut.specials.suffix] == want


def test_a_file_that_is_no_tokenizer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(InputError, match=r"tokenizer\.json: "):
        cutter(tmp_path / "tokenizer.json")


@pytest.mark.parametrize("capacity", [4, 5, 100])
def test_batches_hold_the_pieces_of_their_windows_and_find_every_token_once(tmp_path: Path, capacity: int) -> None:
    import polars as pl

    pieces = [[10], [20, 21], [30, 31, 32], [40, 41, 42, 43, 44, 45]]
    pl.DataFrame({"pieces": pieces}).write_ipc(tmp_path / "forms.arrow")
    forms = FormPieces.read(tmp_path / "forms.arrow")
    sentence = pl.Series([0, 0, 0, 0, 1, 2, 2])
    form = pl.Series([0, 1, 2, 1, 3, 0, 2])
    text = windowed(sentence, form, forms=forms, capacity=capacity)
    fit(["a b"], vocabulary=300, into=tmp_path / f"own{capacity}")
    specials = cutter(tmp_path / f"own{capacity}" / "tokenizer.json").specials
    import torch

    taken = batch(text, torch.arange(len(text.window_length)), specials=specials)
    firsts = taken.input_ids[taken.row, taken.column].tolist()
    order = taken.token.argsort().tolist()
    assert sorted(taken.token.tolist()) == list(range(len(form)))
    assert [firsts[place] for place in order] == [pieces[number][0] for number in form]
    assert text.is_truncated.tolist() == [len(pieces[number]) > capacity for number in form]
    assert taken.input_ids.shape[1] <= capacity + specials.n
    assert taken.input_ids[:, 0].tolist() == [specials.prefix[0]] * len(taken.input_ids)
    is_inside = torch.ones_like(taken.input_ids) if taken.attention_mask is None else taken.attention_mask
    last = is_inside.sum(1) - 1
    assert taken.input_ids[torch.arange(len(last)), last].tolist() == [specials.suffix[0]] * len(last)
    assert (taken.input_ids[is_inside == 0] == specials.padding).all()
