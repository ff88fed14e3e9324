"""Compare the market with something replaced against the market as it is.

Two arms run on the same luck – the same seeds, and every draw keyed by quarter, subsystem and
entity – so their difference is what was replaced and nothing else. There are no players, no events
and no elections: only the market, and what is set or ordered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game import __version__
from game.errors import InputError
from game.lab.arm_trace import Measure, Trace, trace
from game.lab.experiment_arm import LONGEST, Arm, ReadyArm, length, prepare
from game.lab.measures import LAB, standard
from game.lab.overrides import arms_of, as_json
from game.lab.simulate import UNITS, seed_of
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.world.figure_names import GAUGES, PARTIES

F = NDArray[np.float64]
DRAWS: Final = 32


@dataclass(frozen=True, slots=True)
class Compared:
    """Two arms on the same luck."""

    base: Trace
    changed: Trace
    ready_arms: tuple[ReadyArm, ReadyArm]

    def difference(self, name: str) -> F:
        """Return changed less base, (quarters + 1, draws)."""
        return self.changed.values[name] - self.base.values[name]


def run(
    arm: Arm,
    draws: int = DRAWS,
    seed: int = 1,
    quarters: int | None = None,
    measures: Mapping[str, Measure] | None = None,
    done: Callable[[int], None] = lambda count: None,
) -> Trace:
    """Run one arm and return its measures (all, if none are named). Raises InputError."""
    span = quarters_of(arm, quarters)
    return trace(prepare(arm, span), seeds(draws, seed), span, measures or standard(), done)


def compare(
    base: Arm,
    changed: Arm,
    draws: int = DRAWS,
    seed: int = 1,
    quarters: int | None = None,
    measures: Mapping[str, Measure] | None = None,
    done: Callable[[int], None] = lambda count: None,
) -> Compared:
    """Run both arms over the same quarters with the same luck. Raises InputError."""
    span = quarters_of(base, quarters)
    ready_arms = prepare(base, span), prepare(changed, span)
    what = measures or standard()
    luck = seeds(draws, seed)
    return Compared(
        trace(ready_arms[0], luck, span, what, done),
        trace(ready_arms[1], luck, span, what, done),
        ready_arms,
    )


def seeds(draws: int, seed: int) -> list[int]:
    """Return the draws' own seeds: the i-th depends on ``seed`` and i alone.

    >>> seeds(3, 1)[:2] == seeds(2, 1)
    True
    """
    return [seed_of(seed, i) for i in range(draws)]


def quarters_of(arm: Arm, quarters: int | None) -> int:
    """Return how many quarters to run: the scenario's own, unless another number is asked for."""
    span = length(arm) if quarters is None else quarters
    if not 1 <= span <= LONGEST:
        raise InputError(f"A run has 1 to {LONGEST} quarters, not {span}.")
    return span


def experiment(
    scenario: str,
    settings: Sequence[str] = (),
    orders: Sequence[str] = (),
    quarters: int | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    done: Callable[[int], None] = lambda count: None,
) -> dict[str, Any]:
    """Run an experiment and return its JSON. Raises InputError naming a key and its range."""
    base, changed = arms_of(scenario, settings, orders, quarters)
    both = compare(base, changed, draws, seed, quarters, done=done)
    pack = both.ready_arms[1].pack
    return {
        "version": __version__,
        "scenario": pack.scenario.id,
        "seed": seed,
        "draws": draws,
        "players": dict.fromkeys(ROLES, "none"),
        "settings": list(settings),
        "orders": list(orders),
        "overrides": as_json(changed),
        "notes": list(both.ready_arms[1].notes),
        "quarters": list(both.changed.quarters),
        "results": [_result(s) for s in seeds(draws, seed)],
        "metrics": metrics(pack, both.changed.values),
        "base": {"metrics": metrics(pack, both.base.values)},
        "difference": {"metrics": _differences(pack, both)},
    }


def metrics(pack: Pack, values: Mapping[str, F]) -> dict[str, Any]:
    """Return n, mean, sd, 5th and 95th percentile of each measure at each quarter's end."""
    units = {spec.figure: UNITS[spec.unit] for spec in pack.scenario.figures}
    return {name: {"unit": _unit(name, units), **spread(v)} for name, v in values.items()}


def spread(values: F) -> dict[str, list[Any]]:
    """Return statistics of each quarter's draws, (quarters + 1, draws), as ``simulate`` does."""
    n = values.shape[1]
    sd = values.std(axis=1, ddof=1) if n > 1 else np.zeros(len(values))
    low, high = np.percentile(values, (5, 95), axis=1)
    return {
        "n": [n] * len(values),
        "mean": _plain(values.mean(axis=1)),
        "sd": _plain(sd),
        "p5": _plain(low),
        "p95": _plain(high),
    }


def _differences(pack: Pack, both: Compared) -> dict[str, Any]:
    """Return changed less base, draw by draw; ``se`` is the Monte-Carlo error of the mean."""
    out = metrics(pack, {name: both.difference(name) for name in both.base.values})
    for name, entry in out.items():
        d = both.difference(name)
        entry["se"] = _plain(error(d))
    return out


def error(values: F) -> F:
    """Return the Monte-Carlo error of the mean over the last axis."""
    n = values.shape[-1]
    if n < 2:
        return np.zeros(values.shape[:-1])
    out: F = values.std(axis=-1, ddof=1) / np.sqrt(n)
    return out


def _plain(values: F) -> list[float]:
    return [round(float(v), 6) for v in values]


def _unit(name: str, units: Mapping[str, str]) -> str:
    if name in LAB:
        return LAB[name][0]
    return units.get(name, "points" if name in GAUGES else "")


def _result(seed: int) -> dict[str, Any]:
    """Return a draw in the form of ``simulate``'s games: nobody played and nobody voted."""
    return {
        "seed": seed,
        "ending": None,
        "government_wins": None,
        "seats": dict.fromkeys(PARTIES, 0),
        "vote": dict.fromkeys(PARTIES, 0.0),
        "scores": {},
    }


def table(result: dict[str, Any]) -> str:
    """Return the experiment as CSV: a line for each arm, metric and quarter."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(
        ["scenario", "arm", "metric", "unit", "quarter", "n", "mean", "sd", "p5", "p95", "se"]
    )
    arms = (
        ("base", result["base"]["metrics"]),
        ("changed", result["metrics"]),
        ("difference", result["difference"]["metrics"]),
    )
    for arm, measured in arms:
        for name, m in measured.items():
            for i, quarter in enumerate(result["quarters"]):
                row = [m[key][i] for key in ("n", "mean", "sd", "p5", "p95")]
                se = m["se"][i] if "se" in m else ""
                lines.writerow([result["scenario"], arm, name, m["unit"], quarter, *row, se])
    return out.getvalue()
