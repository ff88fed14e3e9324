"""What an office may know as a row of numbers in 0–1, each with a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.phase_table import PHASE_TABLE
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world.figure_names import FIGURES

_MOST_CLOUT: Final = 12.0
_MOST_WORD: Final = 5.0
_MOST_CASES: Final = 6.0


@lru_cache(maxsize=16)
def columns(pack: Pack, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of an observation's numbers, in their order."""
    named = [f"asked {kind}" for kind in kinds]
    named += [f"phase {phase}" for phase in PHASE_TABLE]
    named += ["played", "early election"]
    for name in FIGURES:
        named += [name, f"{name} known"]
    named += ["clout", *(f"word {role}" for role in ROLES)]
    named += [f"sealed {role}" for role in ROLES]
    named += [f"agenda {agenda.id}" for agenda in pack.scenario.agendas]
    return (*named, "open cases", "cases due", "own cases due", "listed")


def observe(
    pack: Pack, seen: View, role: Role, kind: str | None, kinds: Sequence[str]
) -> NDArray[np.float32]:
    """Return a view as numbers: figures between their bounds, 0 where the office doesn't know."""
    row: list[float] = [float(kind == k) for k in kinds]
    row += [float(seen.phase == phase) for phase in PHASE_TABLE]
    span = seen.last - seen.first + 2
    row += [(seen.quarter - seen.first) / span, float(seen.called is not None)]
    for name in FIGURES:
        value = seen.figures.value(name) if name in seen.figures else None
        row += [0.0 if value is None else _scaled(pack, name, value), float(value is not None)]
    own = next(office for office in seen.offices if office.role == role)
    row.append((own.clout or 0.0) / _MOST_CLOUT)
    row += [office.word / _MOST_WORD for office in seen.offices]
    row += [float(office.sealed) for office in seen.offices]
    row += [float(seen.agenda == agenda.id) for agenda in pack.scenario.agendas]
    live = [case for case in seen.cases if case.state == "open"]
    due = [case for case in live if case.falls_due]
    mine = [case for case in due if case.decider == role]
    row += [len(part) / _MOST_CASES for part in (live, due, mine)]
    row.append(len(seen.listed) / max(len(seen.trusts.id), 1))
    return np.clip(np.array(row, np.float32), 0.0, 1.0)


def _scaled(pack: Pack, name: str, value: float) -> float:
    try:
        low, high = pack.scenario.figure(name).bounds
    except KeyError:
        low, high = 0.0, 100.0
    return (value - low) / (high - low)
