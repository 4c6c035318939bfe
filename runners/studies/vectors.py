"""The steps of a study that ask encoders about words: vectors, proposals, and how alike languages are represented."""

from ingest.alignment.measuring import measure_alignment
from runners.embedding.embed import embed
from runners.embedding.propose import propose
from runners.studies.counting import aligned_pairs
from runners.studies.here import Here
from runners.studies.lacking import pairs_here
from runners.studies.study import VECTORS
from runners.studies.work import Work


def ask_encoders(work: Work, asked: dict[str, list[str]], need: str) -> None:
    """Make what lacks of vectors, or proposals, and note the names of all embeddings that are there then."""
    how = work.study.vectors
    for encoder in work.encoders:
        for corpus, languages in asked.items():
            same = {
                "warehouse": work.warehouse,
                "encoder": encoder.name,
                "revision": encoder.revision,
                "corpus": corpus,
                "languages": languages,
                "device": work.means.device.partition(",")[0],
            }
            with work.collecting(encoder.name):
                if need == VECTORS:
                    made = embed(**same, pooling=how.pooling, layer=how.layer, casing=how.casing)  # pyright: ignore[reportArgumentType] (of their types)
                    known, name = made.n_new, made.embedding
                else:
                    proposed = propose(**same, top=how.top)  # pyright: ignore[reportArgumentType] (likewise)
                    made, known, name = proposed, proposed.n_new, proposed.embedding
                if known:
                    work.tell(made)
                names = work.made.setdefault(need, [])
                names += [] if name in names else [name]


def align(work: Work, here: Here) -> None:
    """Measure how alike each pair is represented in the vectors that were made."""
    for task in work.study.tasks:
        pairs = aligned_pairs(here, work.study, task, pairs_here(work.study, task, here))
        if pairs and work.made.get(VECTORS):
            with work.collecting(f"alignment, {task.task}"), work.writing() as opened:
                work.tell(
                    measure_alignment(
                        opened,
                        corpus=task.corpus,
                        pairs=[str(pair) for pair in pairs],
                        embeddings=work.made[VECTORS],
                        leak_free=work.study.leak_free,
                    )
                )
