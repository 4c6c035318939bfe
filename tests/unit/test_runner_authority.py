"""What a model is given, against the tokenizers themselves: first pieces of words, and pairs of a text and a title."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
from torch import Tensor, nn

from ingest.forms.pieces import Cutter, cutter
from runners.batches import FormPieces, batch, windowed
from runners.tasks.pairs import Pairs, choice_logits
from tests.tiny_encoder import TOKENIZERS, tiny_encoder

REAL = ("bert-base-multilingual-cased", "xlm-roberta-base")
SENTENCES = (
    ["كتبت", "المترجمةُ", "رسالةً", "إلى", "القاهرة", "،", "ثمّ", "سافَرَت", "."],
    ["मैं", "दिल्ली", "में", "रहता", "हूँ", "और", "क्‍ष", "ज़रूर", "पढ़ूँगा", "।"],
    ["சென்னையில்", "உள்ளது", "ஒரு", "பெரிய", "நூலகம்", "ஸ்ரீ", "கொழும்பு"],
    ["می\u200cخواهم", "نمی\u200cروم", "کتاب\u200cها", "را", "\u200c"],  # noqa: RUF001 (Arabic)
    ["cafe\u0301", "Å\u030angström", "na\u0308ive", "e\u0301e\u0301", "\u0301", "ḧ̬́"],
    ["a\u200bb", "\u200bOslo", "Oslo\u200b", "\u200b", "word", "\u00ad", "sånn"],
    ["東京", "don't", "...", "№5", "ﬁnn", "Å", "👩\u200d👧", "x" * 120, "O'Brien-Łódź"],
)
TEXTS = (
    "كتبت المترجمةُ رسالةً إلى القاهرة، ثمّ سافَرَت.",
    "मैं दिल्ली में  रहता हूँ।\nऔर क्‍ष ज़रूर पढ़ूँगा।",
    " சென்னையில் உள்ளது ஒரு பெரிய நூலகம் ",
    "می\u200cخواهم کتاب\u200cها را a\u200bb \u200b cafe\u0301 na\u0308ive.",  # noqa: RUF001 (Arabic)
    "Don't, (really)… 東京 — «№5» 👩\u200d👧 [SEP] <s> </s>",
    "a",
)
TITLES = ("القاهرة", "ज़रूर  पढ़ूँगा", "நூலகம் (பெரிய)", "Early life & e\u0301tudes")


def tokenizer_folder(name: str, place: Path) -> Path:
    """The folder of a tokenizer; `fitted` is one of our own."""
    if name == "fitted":
        return tiny_encoder(place / name, real=False, num_hidden_layers=1)
    if not (TOKENIZERS / name / "tokenizer.json").is_file():
        pytest.skip(f"the tokenizer {name} is not in {TOKENIZERS}")
    return TOKENIZERS / name


def byte_level(folder: Path) -> Path:
    """A tokenizer as those of the RoBERTa family: it puts no space before a text, and two pieces between two texts."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>"],
        show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator([*TEXTS, *TITLES] * 3, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    folder.mkdir()
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "<pad>", "unk_token": "<unk>"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=(*REAL, "fitted"))
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Cutter, Any]:
    """Our cutter of a tokenizer, and the tokenizer as transformers opens it."""
    from transformers import AutoTokenizer

    folder = tokenizer_folder(request.param, tmp_path_factory.mktemp("tokenizer"))
    return cutter(folder / "tokenizer.json"), AutoTokenizer.from_pretrained(folder)


def first_pieces(reference: Any, words: list[str]) -> list[int | None]:  # noqa: ANN401 (a tokenizer of transformers)
    """The id of the first piece of each word as transformers tells it; None for a word that yields none."""
    whole = reference(words, is_split_into_words=True)
    owners = whole.word_ids()
    return [whole["input_ids"][owners.index(word)] if word in owners else None for word in range(len(words))]


@pytest.mark.parametrize("capacity", [500, 24, 7])
def test_the_first_piece_of_each_word_is_the_one_of_the_tokenizer_in_every_window(
    capacity: int, both: tuple[Cutter, Any]
) -> None:
    cut, reference = both
    words = [word for sentence in SENTENCES for word in sentence]
    wanted = [piece for sentence in SENTENCES for piece in first_pieces(reference, sentence)]
    number = pl.Series([number for number, sentence in enumerate(SENTENCES) for _ in sentence])
    forms = FormPieces.of(pl.Series(cut.cut(words), dtype=pl.List(pl.Int32)))
    text = windowed(number, pl.Series(range(len(words))), forms=forms, capacity=capacity)
    taken = batch(text, torch.arange(len(text.window_length)), specials=cut.specials)
    order = taken.token.argsort()
    assert taken.token[order].tolist() == list(range(len(words)))
    ours = taken.input_ids[taken.row, taken.column][order].tolist()
    assert ours == [cut.unknown if piece is None else piece for piece in wanted]
    assert sum(piece is None for piece in wanted) < 5


def test_sentences_that_fit_are_what_the_tokenizer_makes_of_their_words(both: tuple[Cutter, Any]) -> None:
    cut, reference = both
    for sentence in SENTENCES:
        words = [word for word, piece in zip(sentence, first_pieces(reference, sentence), strict=True) if piece]
        whole = reference(words, is_split_into_words=True)
        forms = FormPieces.of(pl.Series(cut.cut(words), dtype=pl.List(pl.Int32)))
        text = windowed(pl.Series([0] * len(words)), pl.Series(range(len(words))), forms=forms, capacity=500)
        taken = batch(text, torch.tensor([0]), specials=cut.specials)
        owners = whole.word_ids()
        assert taken.input_ids[0].tolist() == whole["input_ids"]
        assert taken.column.tolist() == [owners.index(word) for word in range(len(words))]


class Listener(nn.Module):
    """A model for multiple choice that keeps what it is given."""

    def __init__(self) -> None:
        """A model that tells two kinds of pieces apart."""
        super().__init__()
        self.config = SimpleNamespace(type_vocab_size=2)
        self.heard: dict[str, Tensor] = {}

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> SimpleNamespace:
        self.heard = {"ids": input_ids, "mask": attention_mask, "kinds": token_type_ids}
        return SimpleNamespace(logits=input_ids.sum(-1).float())


def test_pairs_are_what_the_tokenizer_makes_of_text_and_title(both: tuple[Cutter, Any]) -> None:
    check_pairs(*both)


def test_pairs_of_a_byte_level_tokenizer_begin_as_it_begins_a_text(tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    folder = byte_level(tmp_path / "roberta")
    cut = cutter(folder / "tokenizer.json")
    assert cut.cut(["a"]) != cut.running(["a"])
    check_pairs(cut, AutoTokenizer.from_pretrained(folder))


def check_pairs(cut: Cutter, reference: Any) -> None:  # noqa: ANN401 (a tokenizer of transformers)
    """Each pair of the texts and titles has the pieces, and where it tells them the kinds, that the tokenizer says."""
    cells = [*TEXTS, "", *TITLES]
    forms = FormPieces.of(pl.Series(cut.running(cells), dtype=pl.List(pl.Int32)))
    n = len(TEXTS) + 1
    options = pl.DataFrame({letter: [n + place] * n for place, letter in enumerate("abcd")})
    pairs = Pairs.of(text=pl.Series(range(n)), titles=options, forms=forms, specials=cut.specials, most=(400, 100))
    model = Listener()
    choice_logits(model, pairs, torch.arange(n), device=torch.device("cpu"))
    assert not pairs.is_truncated.any()
    for item, text in enumerate(cells[:n]):
        for option, title in enumerate(TITLES):
            whole = reference(text, title, truncation=False)
            seen = model.heard["mask"][item, option].bool()
            n_seen = int(seen.sum())
            assert seen[:n_seen].all()
            assert model.heard["ids"][item, option][seen].tolist() == whole["input_ids"], (text, title)
            if "token_type_ids" in whole:
                assert model.heard["kinds"][item, option][seen].tolist() == whole["token_type_ids"]
