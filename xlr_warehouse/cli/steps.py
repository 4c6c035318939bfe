"""What the steps of a study came to, told as each ends."""

from xlr_warehouse.cli.outcome import say_measured, say_perturbed
from xlr_warehouse.cli.say import counted, say
from xlr_warehouse.cli.training import say_trained

HEADINGS = {
    "ingest": "Text",
    "names": "Names",
    "forms": "Training sets in the forms that are trained on",
    "pretrain": "Encoders that are pre-trained here",
    "overlap": "Overlap: what training sets and test sets share",
    "embed": "Word vectors",
    "propose": "Words that encoders propose",
    "align": "How alike encoders represent the languages of a pair",
    "perturb": "Perturbation: test sets that lack what is shared, and their placebos",
    "train": "Runs: each model is trained once and tested everywhere",
}


def tell_step(told: object) -> None:
    """Tell the beginning of a step, by its name, or what it came to, by its summary."""
    from ingest.load import Landed
    from ingest.overlap import Measured
    from ingest.perturb import PerturbSummary
    from runners.fine_tune import Summary

    match told:
        case str():
            say(HEADINGS[told])
        case Landed():
            known = f", {told.n_known:,} known"
            say(f"{counted(told.n_new, 'new text set')}{known}; {told.n_tokens:,} tokens landed.")
        case Measured():
            say_measured(told)
        case PerturbSummary():
            say_perturbed(told)
        case Summary():
            say_trained(told)
        case _:
            _tell_of_encoders(told)


def _tell_of_encoders(told: object) -> None:
    """What came of asking encoders about words, or of making one."""
    from ingest.alignment.measuring import Aligned
    from runners.embedding.embed import Embedded
    from runners.embedding.propose import Proposed
    from runners.pretraining.pretrain import Pretrained

    match told:
        case Embedded():
            say(f"{told.embedding}: {counted(told.n_new, 'vector')}; {told.n_known:,} were there.")
        case Proposed():
            say(f"{told.embedding}: {counted(told.n_proposals, 'proposal')} for {counted(told.n_new, 'word')}.")
        case Aligned():
            say(f"{counted(told.n_new, 'pair')} of test sets, {counted(told.n_values, 'value')}.")
        case Pretrained():
            steps = counted(told.record["n_steps"], "step")
            say(f"{told.record['encoder']}: {'was there' if told.was_there else steps}.")
        case _:
            raise TypeError(f"nobody tells a {type(told).__name__}")
