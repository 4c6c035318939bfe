"""The outlook of a study: what is there already, what is to do, what is lacking, and how long it will take."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from runners.bundle import runs_folder
from runners.encoder import Encoder
from runners.request import Means
from runners.studies import lacking
from runners.studies.ahead import RunsAhead, runs_ahead
from runners.studies.counting import Part, parts
from runners.studies.encoders import encoder_here, label
from runners.studies.estimating import Rate, at_once, rates
from runners.studies.grid import expected, wanted
from runners.studies.here import Here, look
from runners.studies.study import EncoderAsked, Study
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What a study comes to here.

    `parts` are the steps before the runs; `lacking` is what keeps some of it from being done, `said` what else should
    be known; `at_once` is how many runs are made at a time. `is_possible` says that there is text for at least one
    pair, or will be.
    """

    parts: tuple[Part, ...]
    runs: tuple[RunsAhead, ...]
    lacking: tuple[str, ...]
    said: tuple[str, ...]
    at_once: int
    is_possible: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self.lacking and not any(one.n_left for one in (*self.parts, *self.runs))

    @property
    def seconds(self) -> float | None:
        """How long the runs take that can be estimated; None where none can."""
        known = [one.seconds for one in self.runs if one.seconds is not None and one.n_left]
        return sum(known) / self.at_once if known else None


def outlook(warehouse: Path, study: Study, *, means: Means) -> Outlook:
    """What a study comes to in a warehouse, which need not be there yet; nothing is written and nothing fetched."""
    if not warehouse.exists():
        return _outlook(look(None, study), study, made_in=runs_folder(warehouse), means=means)
    with Warehouse.reading(warehouse) as opened:
        return _outlook(look(opened, study), study, made_in=runs_folder(warehouse), means=means)


def _outlook(here: Here, study: Study, *, made_in: Path, means: Means) -> Outlook:
    refused, fetched = lacking.lacking_encoders(study, made_in=made_in)
    found = {encoder: _found(encoder, made_in) for encoder in study.encoders}
    known = rates(here)
    device = next((rate.device for rate in known.values()), "") if means.device == "auto" else means.device
    return Outlook(
        parts=parts(here, study, made_in=made_in),
        runs=tuple(_runs(here, study, found, known)),
        lacking=(
            *lacking.lacking_text(study, here),
            *lacking.lacking_names(study, here),
            *refused,
            *lacking.lacking_extras(study),
        ),
        said=tuple(fetched),
        at_once=at_once(list(found.values()), jobs=means.jobs, device=device or "cpu"),
        is_possible=any(lacking.pairs_here(study, task, here) for task in study.tasks),
    )


def _runs(
    here: Here,
    study: Study,
    found: Mapping[EncoderAsked, Encoder | None],
    known: Mapping[tuple[str, str], Rate],
) -> list[RunsAhead]:
    runs: list[RunsAhead] = []
    for task in study.tasks:
        pairs = lacking.pairs_here(study, task, here)
        perturbed = expected(study, task, task.pairs)
        for encoder in study.encoders:
            able = wanted(study, task, encoder, pairs) if pairs else [None] * len(task.forms)
            runs += [
                runs_ahead(
                    here,
                    whole,
                    able=part,
                    asked=encoder,
                    encoder=found[encoder],
                    perturbed=[one for one in perturbed if one.encoder in (None, label(encoder))],
                    rate=known.get((label(encoder), task.task)),
                )
                for whole, part in zip(wanted(study, task, encoder, task.pairs), able, strict=True)
            ]
    return runs


def _found(encoder: EncoderAsked, made_in: Path) -> Encoder | None:
    try:
        return encoder_here(encoder, made_in=made_in)
    except XlrError:  # which `lacking_encoders` has told
        return None
