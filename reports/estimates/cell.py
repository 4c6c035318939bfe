"""What an estimate is of, and what it came to."""

from dataclasses import asdict, dataclass

from reports.estimates.intervals import LEVEL, Spread


@dataclass(frozen=True, kw_only=True, order=True)
class Cell:
    """What a number of the table `estimate` is of; what plays no part is None."""

    quantity: str
    task: str | None = None
    corpus: str | None = None
    split: str | None = None
    subset: str | None = None
    outcome: str | None = None
    measure: str | None = None
    tokenizer: str | None = None
    moderator: str | None = None
    encoder: str | None = None
    configuration: str | None = None
    setting: str | None = None
    train_language: str | None = None
    test_language: str | None = None
    perturbation: str | None = None
    placebo: str | None = None
    perturbed_against: str | None = None
    embedding: str | None = None
    parameters: str | None = None
    dose: float | None = None
    type: str | None = None


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A number, its interval and how it was made; what is undefined is None."""

    cell: Cell
    method: str
    n: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_corrected: float | None = None
    without_source_low: float | None = None
    without_source_high: float | None = None
    sd: float | None = None
    n_seeds: int | None = None
    replicates: int | None = None
    seed: int | None = None

    def as_row(self) -> dict[str, object]:
        """The row of the table `estimate`."""
        own = {name: value for name, value in asdict(self).items() if name != "cell"}
        return {**asdict(self.cell), **own, "level": None if self.low is None else LEVEL}


@dataclass(frozen=True, kw_only=True)
class PairEstimate:
    """A resampled estimate of one pair of languages, with what is needed to put pairs together.

    source: the language whose model is shared with other pairs. train_set and test_set: text sets it is of.
    """

    cell: Cell
    spread: Spread
    source: str
    train_set: int | None
    test_set: int
    n: int
    n_seeds: int
    sd: float | None = None
