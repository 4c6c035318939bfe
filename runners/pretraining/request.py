"""What is asked for when an encoder is to be pre-trained, checked where it is made."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from runners.config import LARGEST_SEED
from runners.encoder import known_encoders
from runners.pretraining.presets import SIZES, PretrainingConfig, Size
from runners.record import ORIGINAL
from runners.request import form_named
from xlr_warehouse.errors import UnknownNameError, XlrError

SMALLEST_VOCABULARY = 300
"""256 bytes, five special pieces, and a few that are more than a byte."""
LARGEST_VOCABULARY = 200_000
TASKS = ("ner", "title")
NAME = r"\w[\w.-]*"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A language whose text is taken, and the form it is taken in: `none`, or a perturbation."""

    language: str
    form: str


@dataclass(frozen=True, kw_only=True)
class Request:
    """An encoder of that name, of a size, from the text of the sources: `da`, or `da:disguise` for it in a form.

    Without a source every language of the corpus is taken. `form` is that of the sources that name none. `splits` are
    those whose text is taken: `train` unless said otherwise, so that no test set is seen. `steps` or `epochs` say how
    long, `vocabulary` how many pieces at most; None stands for what the size has. The encoder is written into a folder
    beside the warehouse, or as `out/name`; with `replace` it takes the place of another of its name. Raises `XlrError`.
    """

    name: str
    sources: tuple[str, ...] = ()
    size: str = "tiny"
    corpus: str | None = None
    task: str = "ner"
    splits: tuple[str, ...] = ("train",)
    form: str = ORIGINAL
    steps: int | None = None
    epochs: int | None = None
    seed: int = 1
    vocabulary: int | None = None
    device: str = "auto"
    out: Path | None = None
    replace: bool = False

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if not re.fullmatch(NAME, self.name):
            raise XlrError(
                f"An encoder cannot be named {self.name!r}: letters, digits, '.', '_' and '-' make a name, and it "
                "begins with a letter or digit."
            )
        if self.name.replace("_", "-") in known_encoders():
            raise XlrError(f"There is an encoder {self.name} already, defined by a configuration: take another name.")
        if self.size not in SIZES:
            raise UnknownNameError("size", self.size, list(SIZES))
        if self.task not in TASKS:
            raise UnknownNameError("task", self.task, list(TASKS))
        if not self.splits:
            raise XlrError("No split is named: name at least one, such as train.")
        if self.steps is not None and self.epochs is not None:
            raise XlrError("Name the steps or the epochs, not both: one follows from the other.")
        _check("number of steps", self.steps, 1, 10**9)
        _check("number of epochs", self.epochs, 1, 10**6)
        _check("seed", self.seed, 0, LARGEST_SEED)
        _check("vocabulary", self.vocabulary, SMALLEST_VOCABULARY, LARGEST_VOCABULARY)
        self.forms_of_languages()

    def forms_of_languages(self) -> tuple[Source, ...]:
        """The sources, each once; raises `XlrError` for a form that is none."""
        parted = [source.partition(":") for source in self.sources]
        named = [Source(language=language, form=form_named(form or self.form)) for language, _, form in parted]
        form_named(self.form)
        return tuple(dict.fromkeys(named))

    def sized(self) -> Size:
        """The size with the values that were asked for."""
        size = SIZES[self.size]
        values: PretrainingConfig = size.pretraining
        if self.steps is not None or self.epochs is not None:
            values = replace(values, steps=self.steps, epochs=self.epochs)
        # No place is left untrained: what the encoder can see later is what it sees here.
        shape = replace(
            size.shape, vocabulary=self.vocabulary or size.shape.vocabulary, max_positions=values.max_length
        )
        return replace(size, shape=shape, pretraining=values)


def _check(what: str, value: int | None, least: int, most: int) -> None:
    if value is not None and not least <= value <= most:
        raise XlrError(f"The {what} must lie between {least:,} and {most:,}, not {value:,}.")
