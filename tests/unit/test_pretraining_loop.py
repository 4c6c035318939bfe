"""Batches, masks and the loop of pre-training: what is asked, of which words, and going on where it stopped."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
import torch
from torch import Tensor

from ingest.forms.pieces import Cutter, cutter
from runners import tokenizer
from runners.model import make_model
from runners.pretraining.examples import Examples, batch_ends, batch_of, epoch_batches, examples_of
from runners.pretraining.loop import Upkeep, learn
from runners.pretraining.masking import Masked, Vocabulary, masked
from runners.pretraining.presets import PretrainingConfig
from runners.scratch import ScratchEncoder
from runners.training import learning_rate

CONFIG = PretrainingConfig(steps=130, batch_pieces=64, learning_rate=1e-2, max_length=12)
SENTENCES = [[f"gêr{(7 * number + place) % 23}" for place in range(1 + number % 9)] for number in range(40)]
SHAPE = ScratchEncoder(
    hidden_size=16, n_layers=1, n_heads=2, intermediate_size=16, vocabulary=300, training={}, dropout=0.2
)


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """As `pretrain` has it for what is small: threads that share cores with other work wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Cutter:
    folder = tmp_path_factory.mktemp("fitted") / "tokenizer"
    tokenizer.fit([" ".join(sentence) for sentence in SENTENCES], vocabulary=268, into=folder)
    return cutter(folder / "tokenizer.json")


@pytest.fixture(scope="module")
def words() -> pl.DataFrame:
    rows = [(number, form) for number, sentence in enumerate(SENTENCES) for form in sentence]
    return pl.DataFrame(rows, schema={"sentence": pl.Int64, "form": pl.String}, orient="row")


@pytest.fixture(scope="module")
def examples(words: pl.DataFrame, cut: Cutter) -> Examples:
    return examples_of(words, cutter=cut, max_length=CONFIG.max_length)


def vocabulary_of(cut: Cutter) -> Vocabulary:
    return Vocabulary(mask=4, ordinary=torch.arange(5, cut.n_pieces))


def test_examples_hold_every_piece_of_every_sentence_in_order(examples: Examples, cut: Cutter) -> None:
    expected = [piece for sentence in SENTENCES for pieces in cut.cut(sentence) for piece in pieces]
    assert examples.pieces.tolist() == expected
    assert int(examples.begins_word.sum()) == sum(map(len, SENTENCES))
    assert int(examples.length.sum()) == len(expected)
    assert int(examples.length.max()) == CONFIG.max_length - 2
    n_parts = [-(-sum(map(len, cut.cut(sentence))) // 10) for sentence in SENTENCES]
    assert len(examples.length) == sum(n_parts)


def test_an_epoch_has_each_example_once_in_batches_of_like_length(examples: Examples) -> None:
    ends = batch_ends(examples, batch_pieces=CONFIG.batch_pieces)
    epochs = [list(epoch_batches(examples, ends=ends, seed=1, epoch=epoch)) for epoch in (0, 0, 1)]
    for batches in epochs:
        assert sorted(torch.cat(batches).tolist()) == list(range(len(examples.length)))
        for numbers in batches:
            length = examples.length[numbers]
            assert (int(length.max()) + 2) * len(numbers) <= CONFIG.batch_pieces
    as_lists: Callable[[list[Tensor]], list[list[int]]] = lambda batches: [numbers.tolist() for numbers in batches]  # noqa: E731 (short)
    assert as_lists(epochs[0]) == as_lists(epochs[1]) != as_lists(epochs[2])


def test_rows_are_framed_and_padded_and_words_are_numbered(examples: Examples) -> None:
    numbers = torch.tensor([0, 1, 2, 8])
    batch = batch_of(examples, numbers)
    for row, number in enumerate(numbers.tolist()):
        start, length = int(examples.start[number]), int(examples.length[number])
        ids = batch.ids[row].tolist()
        assert ids[: length + 2] == [2, *examples.pieces[start : start + length].tolist(), 3]
        assert set(ids[length + 2 :]) <= {0}
        assert batch.is_text[row].tolist() == [0 < place <= length for place in range(len(ids))]
        begins = examples.begins_word[start : start + length].long()
        inside = batch.word[row][1 : length + 1]
        assert inside.tolist() == (begins.cumsum(0) - begins[0]).tolist()
        assert batch.attention_mask is not None
        assert int(batch.attention_mask[row].sum()) == length + 2


def test_examples_as_long_as_each_other_need_no_mask(examples: Examples) -> None:
    longest = (examples.length == examples.length.max()).nonzero().squeeze(1)
    assert batch_of(examples, longest).attention_mask is None


def drawn(examples: Examples, cut: Cutter, *, step: int, seed: int = 1) -> tuple[Masked, torch.Tensor]:
    batch = batch_of(examples, torch.arange(len(examples.length)))
    asked = masked(batch, vocabulary=vocabulary_of(cut), config=CONFIG, seed=seed, step=step)
    is_asked = torch.zeros(batch.ids.numel(), dtype=torch.bool)
    is_asked[asked.places] = True
    assert torch.equal(asked.wanted, batch.ids.flatten()[asked.places])
    assert torch.equal(asked.ids.flatten()[~is_asked], batch.ids.flatten()[~is_asked])
    assert not (is_asked & ~batch.is_text.flatten()).any()
    return asked, is_asked.view_as(batch.ids)


def test_whole_words_are_asked_for_and_drawn_by_seed_and_step(examples: Examples, cut: Cutter) -> None:
    batch = batch_of(examples, torch.arange(len(examples.length)))
    _, is_asked = drawn(examples, cut, step=1)
    for row in range(len(batch.ids)):
        fates: dict[int, set[bool]] = {}
        for place in batch.is_text[row].nonzero().squeeze(1).tolist():
            fates.setdefault(int(batch.word[row, place]), set()).add(bool(is_asked[row, place]))
        assert all(len(fate) == 1 for fate in fates.values())
    assert torch.equal(is_asked, drawn(examples, cut, step=1)[1])
    assert not torch.equal(is_asked, drawn(examples, cut, step=2)[1])
    assert not torch.equal(is_asked, drawn(examples, cut, step=1, seed=2)[1])


def test_shares_are_those_of_the_settings(examples: Examples, cut: Cutter) -> None:
    fates: Counter[str] = Counter()
    n_text = 0
    for step in range(1000):
        asked, is_asked = drawn(examples, cut, step=step)
        shown = asked.ids.flatten()[asked.places]
        fates["asked"] += int(is_asked.sum())
        fates["hidden"] += int((shown == 4).sum())
        fates["same"] += int((shown == asked.wanted).sum())
        assert int(shown.min()) >= 4
        n_text += examples.n_pieces
    assert fates["asked"] / n_text == pytest.approx(0.15, abs=0.01)
    assert fates["hidden"] / fates["asked"] == pytest.approx(0.8, abs=0.01)
    assert fates["same"] / fates["asked"] == pytest.approx(0.1, abs=0.01)


def test_a_batch_of_one_word_is_asked_for_it(examples: Examples, cut: Cutter) -> None:
    one = batch_of(examples, torch.tensor([0]))
    for step in range(20):
        asked = masked(one, vocabulary=vocabulary_of(cut), config=CONFIG, seed=1, step=step)
        assert len(asked.places) == int(one.is_text.sum())


def test_the_learning_rate_rises_and_falls_to_nothing() -> None:
    rates = [learning_rate(step, n_steps=100, config=CONFIG) for step in range(1, 101)]
    assert rates.index(max(rates)) == 5
    assert max(rates) == pytest.approx(CONFIG.learning_rate)
    assert rates[:6] == sorted(rates[:6])
    assert rates[5:] == sorted(rates[5:], reverse=True)
    assert 0 < rates[-1] < 2e-4


class Stopped(Exception):  # noqa: N818 (it is no error)
    pass


def learned(examples: Examples, cut: Cutter, folder: Path, *, stops: int | None = None, mark: str = "") -> list[Tensor]:
    """The weights after learning, or after learning was stopped at a step."""
    config = SHAPE.hub_config(vocab_size=cut.n_pieces, pad_token_id=0)
    model = make_model("AutoModelForMaskedLM", config, settings={}, seed=1)

    def tell(step: int, _: int) -> None:
        if step == stops:
            raise Stopped

    upkeep = Upkeep(folder=folder, fingerprint=mark, save_every_s=0, tell=tell)
    cpu = torch.device("cpu")
    curve = learn(model, examples, vocabulary=vocabulary_of(cut), config=CONFIG, seed=1, device=cpu, upkeep=upkeep)
    assert [int(row[0]) for row in curve] == [50, 100, 130]
    assert curve[-1][2] < curve[0][2]
    return [parameter.detach() for parameter in model.parameters()]


def test_what_is_stopped_goes_on_to_the_same_weights_also_with_dropout(
    examples: Examples, cut: Cutter, tmp_path: Path
) -> None:
    whole = learned(examples, cut, tmp_path / "whole")
    with pytest.raises(Stopped):
        learned(examples, cut, tmp_path / "stopped", stops=100)
    assert [found.name for found in (tmp_path / "stopped").iterdir()] == ["000000050"]
    with pytest.raises(Stopped):
        learned(examples, cut, tmp_path / "stopped", stops=130)
    assert [found.name for found in (tmp_path / "stopped").iterdir()] == ["000000100"]
    again = learned(examples, cut, tmp_path / "stopped")
    assert all(torch.equal(one, other) for one, other in zip(whole, again, strict=True))


def test_a_checkpoint_of_another_machine_is_not_gone_on_with(examples: Examples, cut: Cutter, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        learned(examples, cut, tmp_path, stops=130, mark="one")
    with pytest.raises(Stopped):  # it begins at the beginning, and so comes by step 50
        learned(examples, cut, tmp_path, stops=50, mark="another")
