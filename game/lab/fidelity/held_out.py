"""Measure published facts that are no target, and tell whether they agree.

Which facts, and what was published, stands in ``scenarios/common/held_out.yaml``. Most are read
from one historical run (``historical_facts``), others need an arm of their own (``fidelity.arms``)
or only the map (``patient_choice``).
"""

from __future__ import annotations

from dataclasses import dataclass

from game.lab import reference_data
from game.lab.fidelity import arms, historical_facts, patient_choice
from game.lab.fidelity.measurement import Estimate, Progress


@dataclass(frozen=True, slots=True)
class HeldOutFact:
    """A published fact, its kind, and what was measured."""

    fact: reference_data.PublishedFact
    kind: str
    measured: Estimate

    @property
    def agrees(self) -> bool:
        """True if the measured number lies within what was published."""
        low, high = self.fact.within
        return low <= self.measured.value <= high


def measure(draws: int, seed: int, done: Progress = lambda count: None) -> list[HeldOutFact]:
    """Measure every held-out fact, kind by kind."""
    found = {
        **historical_facts.measure(draws, seed, done),
        **arms.measure(draws, seed, done),
        **patient_choice.measure(),
    }
    return [
        HeldOutFact(fact, kind.title, found[fact.id])
        for kind in reference_data.held_out()
        for fact in kind.facts
    ]
