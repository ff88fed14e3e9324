"""Measure the targets: which check measures which, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from game.errors import InputError
from game.lab import reference_data
from game.lab.fidelity import care, failure, money
from game.lab.fidelity.held_out import HeldOutFact
from game.lab.fidelity.measurement import Estimate, Measurement, Progress
from game.lab.overrides import parameters
from game.lab.shared_work import shared

#: What writes the page of the tests.
COMMAND: Final = "failure-regime lab fidelity --page tests/lab/FIDELITY.md"

Check = Callable[[int, int, Progress], Measurement]

CHECKS: Final[dict[str, Check]] = {
    "hazard": failure.hazard,
    "three_tests": failure.three_tests,
    "commissioners": failure.commissioners,
    "ft_break_even": money.ft_break_even,
    "long_term_programme": money.long_term_programme,
    "competition": care.competition,
    "price_competition": care.price_competition,
    "merger": care.merger,
    "history": money.historical,
    "fund": money.fund,
    "occupancy": care.occupancy,
    "outside_wage": care.outside_wage,
    "administration": failure.administration,
    "top_slice": failure.top_slice,
    "money": money.money,
}


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target, what was measured, and which of it lies outside the tolerance."""

    target: reference_data.PublishedTarget
    measured: Measurement

    @property
    def missed(self) -> tuple[str, ...]:
        """Names of the numbers outside their tolerance."""
        return tuple(
            name
            for name, (low, high) in self.target.within.items()
            if not low <= self.measured.judged[name].value <= high
        )

    @property
    def passed(self) -> bool:
        """True if every number lies within its tolerance."""
        return not self.missed


def chosen(numbers: Sequence[int] = ()) -> list[reference_data.PublishedTarget]:
    """Return the targets of these numbers, or all. Raises InputError for an unknown number."""
    known = {t.n: t for t in reference_data.targets()}
    for n in numbers:
        if n not in known:
            raise InputError(f"There is no target {n}; they are numbered 1 to {max(known)}.")
    return [known[n] for n in (numbers or sorted(known))]


def count(numbers: Sequence[int] = ()) -> int:
    """Return how many targets will be measured. Raises InputError for an unknown number."""
    return len(chosen(numbers))


def run(
    draws: int,
    seed: int = 1,
    numbers: Sequence[int] = (),
    jobs: int = 1,
    cluster: str | None = None,
) -> Generator[TargetResult]:
    """Measure each target in turn, on so many processes or on a cluster's workers.

    Raises InputError for an unknown number.
    """
    with shared(partial(_measured, draws, seed), chosen(numbers), jobs, cluster) as made:
        yield from made


def _measured(draws: int, seed: int, target: reference_data.PublishedTarget) -> TargetResult:
    return TargetResult(target, CHECKS[target.id](draws, seed, lambda count: None))


def as_json(
    results: Sequence[TargetResult], draws: int, seed: int, facts: Sequence[HeldOutFact] = ()
) -> dict[str, Any]:
    """Return the results as plain values."""
    return {
        "draws": draws,
        "seed": seed,
        "passed": sum(r.passed for r in results),
        "of": len(results),
        "targets": [_one(r) for r in results],
        "held_out": [_fact(f) for f in facts],
        "moved": moved_with_facts_in_view(),
    }


def moved_with_facts_in_view() -> dict[str, list[str]]:
    """Return the parameters that were fitted to published numbers, and those that were moved by
    hand with a fact in view: each says so where its source stands."""
    said = {name: p.source for name, p in parameters().items()}
    fitted = [name for name, source in said.items() if source.startswith("fitted")]
    seen = [name for name, source in said.items() if "in view" in source]
    return {"fitted": fitted, "in view": [name for name in seen if name not in fitted]}


def _one(result: TargetResult) -> dict[str, Any]:
    t, m = result.target, result.measured
    return {
        "n": t.n,
        "id": t.id,
        "text": t.text,
        "evidence": t.evidence,
        "unit": t.unit,
        "source": t.source,
        "note": t.note,
        "pass": result.passed,
        "measured": {
            name: {
                **_number(m.judged[name]),
                "low": low,
                "high": high,
                "pass": name not in result.missed,
            }
            for name, (low, high) in t.within.items()
        },
        "beside": {name: _number(value) for name, value in m.beside.items()},
    }


def _fact(found: HeldOutFact) -> dict[str, Any]:
    f = found.fact
    return {
        "id": f.id,
        "text": f.text,
        "unit": f.unit,
        "source": f.source,
        "seen": f.seen,
        "why": f.why,
        "evidence": f.evidence,
        "untouched": f.untouched,
        "within_why": f.within_why,
        "measured_as": f.measured_as,
        "unseen": found.unseen,
        "kind": found.kind,
        **_number_or_none(found.measured),
        "first": found.first and _number(found.first),
        "low": f.within[0],
        "high": f.within[1],
        "agrees": found.agrees,
    }


def _number_or_none(n: Estimate | None) -> dict[str, float | None]:
    return {"value": None, "error": None} if n is None else dict(_number(n))


def _number(n: Estimate) -> dict[str, float]:
    return {"value": round(n.value, 4), "error": round(n.error, 4)}
