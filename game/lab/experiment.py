"""Compare the market with something replaced against the market as it is.

Two arms run on the same luck – the same seeds, and every draw keyed by quarter, subsystem and
entity – so their difference is what was replaced and nothing else. There are no players, no events
and no elections: only the market, and what is set or ordered.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game import __version__
from game.errors import InputError
from game.journal.format import RULES
from game.lab.arm_trace import TILE, Measure, Trace, trace
from game.lab.checkpoint import Checkpoint, GameTile
from game.lab.experiment_arm import LONGEST, Arm, ReadyArm, length, prepare
from game.lab.measures import LAB, standard
from game.lab.overrides import arms_of, as_json
from game.lab.shared_work import pieces, shared
from game.lab.simulate import UNITS, seed_of
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.world import quarter_calendar
from game.world.figure_names import GAUGES, PARTIES

F = NDArray[np.float64]
DRAWS: Final = 32
#: A run as told to a process: scenario, settings, orders, quarters.
_What = tuple[str, tuple[str, ...], tuple[str, ...], int | None]


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
    with Experiment(scenario, settings, orders, quarters, draws, seed) as run:
        run.play(done=done)
        return run.result()


class Experiment:
    """Two arms on the same luck, kept tile by tile, so that a run can be stopped and gone on with.

    Row for row, draws side by side equal each draw alone: tiles and processes change nothing.
    """

    def __init__(
        self,
        scenario: str,
        settings: Sequence[str] = (),
        orders: Sequence[str] = (),
        quarters: int | None = None,
        draws: int = DRAWS,
        seed: int = 1,
        keep: Path | None = None,
        *,
        resume: bool = False,
    ) -> None:
        """Begin a run; ``keep`` is the file of its checkpoint, gone on with by ``resume``.

        Raises InputError naming a key and its range, or if the file is not right.
        """
        self._what: _What = (scenario, tuple(settings), tuple(orders), quarters)
        self.draws, self._seed = draws, seed
        self._arms = _ready.__wrapped__(self._what)  # a person's own is read anew
        self.quarters = quarters_of(self._arms[0].arm, quarters)
        self._names = tuple(standard())
        model = self._arms[0].pack.model
        ends = range(model.first - 1, model.first + self.quarters)
        self._labels = tuple(quarter_calendar.label(end) for end in ends)
        run = {
            "version": __version__,
            "run": "experiment",
            "scenario": self._arms[1].pack.scenario.id,
            "seed": seed,
            "settings": list(settings),
            "orders": list(orders),
            "quarters": self._labels,
            "measures": self._names,
            "rules": RULES,
            "content": self._arms[0].pack.scenario.digest,
        }
        columns = 2 * len(self._names) * len(self._labels)
        self._checkpoint = Checkpoint(keep, run, columns, resume=resume)

    @property
    def steps(self) -> int:
        """How many quarters of games the whole run has."""
        return 2 * self.draws * self.quarters

    @property
    def finished(self) -> int:
        """How many draws are finished."""
        return min(self.draws, self._checkpoint.games)

    def play(
        self,
        jobs: int = 1,
        done: Callable[[int], None] = lambda count: None,
        cluster: str | None = None,
    ) -> None:
        """Run the draws that are not finished yet, on so many processes or on a cluster's workers.

        ``done`` is told how many quarters of games have been run. Whatever ends it, tiles that are
        finished are kept. Raises InputError if they can't be.
        """
        done(2 * self.quarters * self.finished)
        luck = seeds(self.draws, self._seed)[self._checkpoint.games :]
        tiles = pieces(luck, TILE, jobs, cluster)
        if cluster is None and min(jobs, len(tiles)) <= 1:
            for tile in tiles:
                self._checkpoint.append(_tile(self._arms, self.quarters, tile, done))
            return
        with shared(partial(_worker_tile, self._what), tiles, jobs, cluster) as made:
            for fresh in made:
                self._checkpoint.append(fresh)
                done(2 * self.quarters * len(fresh.results))

    def compared(self) -> Compared:
        """Return the finished draws of both arms."""
        shape = (2, len(self._names), len(self._labels), self.finished)
        held = self._checkpoint.columns(0, shape[0] * shape[1] * shape[2], self.draws)
        both = held.reshape(shape)
        base, changed = (
            Trace(self._labels, dict(zip(self._names, arm, strict=True))) for arm in both
        )
        return Compared(base, changed, self._arms)

    def result(self) -> dict[str, Any]:
        """Return the JSON of the finished draws."""
        both = self.compared()
        changed = both.ready_arms[1]
        pack = changed.pack
        _, settings, orders, _ = self._what
        return {
            "version": __version__,
            "scenario": pack.scenario.id,
            "seed": self._seed,
            "draws": self.finished,
            "players": dict.fromkeys(ROLES, "none"),
            "settings": list(settings),
            "orders": list(orders),
            "overrides": as_json(changed.arm),
            "notes": list(changed.notes),
            "quarters": list(both.changed.quarters),
            "results": [json.loads(line) for line in self._checkpoint.results(self.draws)],
            "metrics": metrics(pack, both.changed.values),
            "base": {"metrics": metrics(pack, both.base.values)},
            "difference": {"metrics": _differences(pack, both)},
        }

    def close(self, *, written: bool = False) -> None:
        """Let go of the checkpoint. It stays if the run was stopped with draws finished."""
        self._checkpoint.close(finished=written)

    def __enter__(self) -> Experiment:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@lru_cache(maxsize=1)
def _ready(what: _What) -> tuple[ReadyArm, ReadyArm]:
    """Both arms, ready to run; once in a process of workers."""
    scenario, settings, orders, quarters = what
    base, changed = arms_of(scenario, settings, orders, quarters)
    span = quarters_of(base, quarters)
    return prepare(base, span), prepare(changed, span)


def _tile(
    arms: tuple[ReadyArm, ReadyArm],
    quarters: int,
    luck: Sequence[int],
    done: Callable[[int], None] = lambda count: None,
) -> GameTile:
    """Run some draws of both arms."""
    measures = standard()
    traces = [trace(arm, luck, quarters, measures, done) for arm in arms]
    tracks = np.stack([np.stack([t.values[name] for name in measures]) for t in traces])
    results = tuple(json.dumps(_result(seed), allow_nan=False) for seed in luck)
    return GameTile(results, tracks.reshape(-1, len(luck)))


def _worker_tile(what: _What, luck: Sequence[int]) -> GameTile:
    """Run some draws in a process of its own."""
    arms = _ready(what)
    return _tile(arms, quarters_of(arms[0].arm, what[3]), luck)


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
