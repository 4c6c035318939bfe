"""How long runs take, by those that have landed of the same encoder and task."""

from collections.abc import Mapping
from dataclasses import dataclass

from runners.encoder import Encoder
from runners.layout import is_small, n_cores
from runners.studies.here import Here, Size

RATES = """
with trained as (
    select r.encoder, r.task, count(*) as n_runs, max(r.device) as device,
    sum(epoch(r.finished_at) - epoch(r.started_at)) as seconds,
    sum(t.n_tokens * coalesce(cast(json_extract(r.config, '$.epochs') as integer), 1)) as n_seen
    from run r join text_set t on t.text_set = r.train_set
    where r.finished_at > r.started_at
    group by r.encoder, r.task
),
tested as (
    select r.encoder, r.task, sum(e.seconds) as seconds, sum(e.n_tokens) as n_tested
    from evaluation e join run r using (run) where e.seconds is not null
    group by r.encoder, r.task
)
select encoder, task, n_runs, device, trained.seconds / n_seen, coalesce(tested.seconds / nullif(n_tested, 0), 0)
from trained left join tested using (encoder, task) where n_seen > 0
"""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Seconds of training for a token seen once, and of testing for a token (or title item), over some runs."""

    n_runs: int
    device: str
    training: float
    testing: float


def rates(here: Here) -> Mapping[tuple[str, str], Rate]:
    """By encoder and task, how fast runs were that have landed."""
    return {
        (encoder, task): Rate(n_runs=n_runs, device=device or "", training=training, testing=testing)
        for encoder, task, n_runs, device, training, testing in here.rows(RATES)
    }


def seconds_of_training(rate: Rate, train: Size, *, epochs: int) -> float:
    """How long a training takes."""
    return rate.training * train.n_tokens * epochs


def seconds_of_testing(rate: Rate, test: Size, *, task: str) -> float:
    """How long a test takes."""
    return rate.testing * (test.n_items if task == "title" else test.n_tokens)


def at_once(encoders: list[Encoder | None], *, jobs: int | None, device: str) -> int:
    """How many runs are made at a time, as far as it can be told without loading torch."""
    if jobs is not None:
        return jobs
    if not device.startswith("cpu"):
        return 1
    are_small = all(encoder is not None and is_small(encoder.folder) for encoder in encoders)
    return n_cores() if are_small else 1
