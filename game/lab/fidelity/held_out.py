"""Measure published facts that are no target, and tell whether they agree.

Which facts, and what was published, stands in ``scenarios/common/held_out.yaml`` (looked up beside
the mechanisms) and ``unseen_facts.yaml`` (written down before any was measured). Most are read
from one historical run (``historical_facts``), others need an arm of their own (``fidelity.arms``)
or only the map (``patient_choice``).
"""

from __future__ import annotations

from dataclasses import dataclass

from game.lab import reference_data
from game.lab.fidelity import arms, historical_facts, patient_choice, unseen_facts
from game.lab.fidelity.measurement import Estimate, Progress


@dataclass(frozen=True, slots=True)
class HeldOutFact:
    """A published fact, its kind, and what was measured: None if the model has no such thing."""

    fact: reference_data.PublishedFact
    kind: str
    measured: Estimate | None

    @property
    def agrees(self) -> bool:
        """True if the measured number lies within what was published."""
        low, high = self.fact.within
        return self.measured is not None and low <= self.measured.value <= high

    @property
    def unseen(self) -> bool:
        """True if it was written down before it was measured."""
        return bool(self.fact.measured_as)

    @property
    def first(self) -> Estimate | None:
        """What it gave when it was first measured; None if it wasn't written down before."""
        found = reference_data.first_measurements().get(self.fact.id)
        return None if found is None else Estimate(*found)


def measure(draws: int, seed: int, done: Progress = lambda count: None) -> list[HeldOutFact]:
    """Measure every fact that is no target, kind by kind: those held out, then the unseen."""
    found = {
        **historical_facts.measure(draws, seed, done),
        **arms.measure(draws, seed, done),
        **unseen_facts.of_arms(draws, seed, done),
        **patient_choice.measure(),
        **unseen_facts.of_map(),
    }
    return [
        HeldOutFact(fact, kind.title, found.get(fact.id))
        for kind in (*reference_data.held_out(), *reference_data.unseen())
        for fact in kind.facts
    ]
