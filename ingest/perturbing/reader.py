"""Reading what perturbations are given, once: a text while it is perturbed, training sets while there is room."""

import hashlib
import json
from collections.abc import Callable, Hashable
from typing import TypeVar

from ingest.forms.function_words import land_word_frequency
from ingest.forms.stop_lists import land_stop_words
from ingest.perturbing import facts
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Training
from ingest.perturbing.targets import Target, TrainingSet
from ingest.perturbing.text import Text, read_text
from xlr_warehouse.warehouse import Warehouse

KEPT_FORMS = 2_000_000
"""How many distinct forms training sets are kept of at a time: some 600 MB."""

Answer = TypeVar("Answer")


class Reader:
    """What a warehouse has for perturbations: read once, if asked for text by text."""

    def __init__(self, warehouse: Warehouse) -> None:
        """Read from an open warehouse."""
        self._warehouse = warehouse
        self._target: int | None = None
        self._of_target: dict[Hashable, object] = {}
        self._training_sets: dict[tuple[int, bool], Training] = {}

    def prepare(self, perturbation: Perturbation, target: Target) -> None:
        """Land the word lists that a perturbation reads, where they are not there. Call it within a transaction."""
        if "function_words" in perturbation.needs:
            land_word_frequency(self._warehouse, corpus=target.corpus, task=target.task, languages=[target.language])
        if "stop_words" in perturbation.needs:
            land_stop_words(self._warehouse)

    def lists_sha256(self, perturbation: Perturbation, target: Target) -> str | None:
        """What tells the names and word lists that a perturbation reads from others; None where it reads none.

        Raises `XlrError` naming the command that makes what is lacking.
        """
        stop_words: dict[str, list[str]] = {}
        if "stop_words" in perturbation.needs:
            languages = {target.language, *(one.language for one in target.against)}
            stop_words = {one: sorted(facts.stop_words(self._warehouse, one)) for one in sorted(languages)}
        lists = [self._pool(perturbation, target), sorted(self._function_words(perturbation, target)), stop_words]
        if not any(lists):
            return None
        return hashlib.sha256(json.dumps(lists).encode()).hexdigest()

    def text(self, target: Target) -> Text:
        """The text set to perturb."""
        return self._once(target, "text", lambda: read_text(self._warehouse, target.number, task=target.task))

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
        vectors = proposals = None
        if embedding is not None and "vectors" in needs:
            vectors = self._once(
                target,
                ("vectors", embedding),
                lambda: facts.vectors_of(warehouse, embedding, text.tokens, language=language),
            )
        if embedding is not None and "proposals" in needs:
            proposals = self._once(
                target,
                ("proposals", embedding),
                lambda: facts.proposals_of(warehouse, embedding, target.number, language=language),
            )
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
            pool=self._pool(perturbation, target),
            function_words=self._function_words(perturbation, target),
            stop_words=facts.stop_words(warehouse, language) if "stop_words" in needs else frozenset(),
            vectors=vectors,
            proposals=proposals,
            texts=text.items.select(sentence="item", text="text"),
        )

    def _pool(self, perturbation: Perturbation, target: Target) -> tuple[str, ...]:
        kind = next((need for need in ("given_name", "place") if need in perturbation.needs), None)
        if kind is None:
            return ()
        return self._once(target, kind, lambda: facts.name_pool(self._warehouse, target.language, kind=kind))

    def _function_words(self, perturbation: Perturbation, target: Target) -> frozenset[str]:
        if "function_words" not in perturbation.needs:
            return frozenset()
        return self._once(
            target,
            "function_words",
            lambda: facts.function_words(
                self._warehouse, corpus=target.corpus, task=target.task, language=target.language
            ),
        )

    def _training(self, one: TrainingSet, target: Target, perturbation: Perturbation) -> Training:
        """What a training set has; those asked for longest ago give way when there are too many."""
        with_stop_words = "stop_words" in perturbation.needs
        key = one.number, with_stop_words
        training = self._training_sets.pop(key, None)
        if training is None:
            training = facts.training_facts(
                self._warehouse,
                one.number,
                task=target.task,
                language=one.language,
                with_stop_words=with_stop_words,
            )
        self._training_sets[key] = training
        n_forms = sum(len(kept.forms) for kept in self._training_sets.values())
        for oldest in [
            other for other in self._training_sets if other[0] not in {each.number for each in target.against}
        ]:
            if n_forms <= KEPT_FORMS:
                break
            n_forms -= len(self._training_sets.pop(oldest).forms)
        return training

    def _once(self, target: Target, what: Hashable, read: Callable[[], Answer]) -> Answer:
        """What is read for a target, kept until another one is asked for."""
        if target.number != self._target:
            self._target, self._of_target = target.number, {}
        if what not in self._of_target:
            self._of_target[what] = read()
        return self._of_target[what]  # pyright: ignore[reportReturnType] (a name always stands for one kind of answer)
