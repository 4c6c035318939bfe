"""Reading what perturbations are given, once: texts and training sets are kept while they are still asked for."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from ingest.forms.function_words import land_word_frequency
from ingest.forms.stop_lists import land_stop_words
from ingest.perturbing import facts
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Training
from ingest.perturbing.targets import Target, TrainingSet
from ingest.perturbing.text import Text, read_text
from xlr_warehouse.warehouse import Warehouse

KEPT = 32
"""How many training sets, texts and lists are kept at a time."""

Answer = TypeVar("Answer")


class Reader:
    """What a warehouse has for perturbations, read once."""

    def __init__(self, warehouse: Warehouse) -> None:
        """Read from an open warehouse."""
        self._warehouse = warehouse
        self._kept: dict[Hashable, object] = {}

    def prepare(self, perturbation: Perturbation, target: Target) -> None:
        """Land the word lists that a perturbation reads, where they are not there. Call it within a transaction."""
        if "function_words" in perturbation.needs:
            land_word_frequency(self._warehouse, corpus=target.corpus, task=target.task, languages=[target.language])
        if "stop_words" in perturbation.needs:
            land_stop_words(self._warehouse)

    def text(self, target: Target) -> Text:
        """The text set to perturb."""
        return self._once(("text", target.number), lambda: read_text(self._warehouse, target.number, task=target.task))

    def given(
        self,
        perturbation: Perturbation,
        target: Target,
        *,
        names: tuple[object, ...],
        dose: float,
        parameters: dict[str, float],
        embedding: str | None,
    ) -> PerturbationInput:
        """All that a perturbation asked for; raises `XlrError` naming the command that makes what is lacking."""
        warehouse, language, needs, text = self._warehouse, target.language, perturbation.needs, self.text(target)
        training = [self._training(one, target, perturbation) for one in target.against]
        kind = next((need for need in ("given_name", "place") if need in needs), None)
        function_words = stop_words = frozenset[str]()
        if "function_words" in needs:
            function_words = facts.function_words(warehouse, corpus=target.corpus, task=target.task, language=language)
        if "stop_words" in needs:
            stop_words = facts.stop_words(warehouse, language)
        vectors = proposals = None
        if embedding is not None and "vectors" in needs:
            vectors = self._once(
                ("vectors", embedding, target.number),
                lambda: facts.vectors_of(warehouse, embedding, text.tokens, language=language),
            )
        if embedding is not None and "proposals" in needs:
            proposals = facts.proposals_of(warehouse, embedding, target.number, language=language)
        return PerturbationInput(
            task=target.task,
            language=language,
            tokens=text.tokens,
            mentions=text.mentions,
            option_words=text.option_words,
            options=text.options,
            names=names,
            dose=dose,
            parameters=parameters,
            training=training[0] if training else None,
            partner=training[1] if len(training) > 1 else None,
            pool=facts.name_pool(warehouse, language, kind=kind) if kind else (),
            function_words=function_words,
            stop_words=stop_words,
            vectors=vectors,
            proposals=proposals,
            texts=text.items.select(sentence="item", text="text"),
        )

    def _training(self, one: TrainingSet, target: Target, perturbation: Perturbation) -> Training:
        with_stop_words = "stop_words" in perturbation.needs
        return self._once(
            ("training", one.number, with_stop_words),
            lambda: facts.training_facts(
                self._warehouse,
                one.number,
                task=target.task,
                language=one.language,
                with_stop_words=with_stop_words,
            ),
        )

    def _once(self, key: Hashable, read: Callable[[], Answer]) -> Answer:
        if key not in self._kept:
            while len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = read()
        return self._kept[key]  # pyright: ignore[reportReturnType] (a key always stands for one kind of answer)
