"""What the effects in force say of the rules themselves: bars, prices, flags, special acts.

Worked out once for a board's modifiers; menus, the reveal and conditions read it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from game.rules.memo import Memo
from game.rules.position import Board, Modifier
from game.rules.tables import LeverTable, Tables
from game.scenario.effects import Bar


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one quarter: ``cheaper`` in hundredths by lever, ``flags`` that are set, ``acts`` the
    special consequences in force with the quarter in which the latest began."""

    bars: tuple[tuple[Bar, Modifier], ...]
    cheaper: dict[str, int]
    flags: frozenset[str]
    acts: dict[str, int]

    def bar_on(self, table: LeverTable) -> Modifier | None:
        """The modifier that forbids the lever, if there is one."""
        for bar, m in self.bars:
            if covers(bar, table):
                return m
        return None

    def price(self, table: LeverTable) -> int:
        """What the lever costs, in hundredths of clout."""
        return max(0, table.cost - self.cheaper.get(table.id, 0)) if self.cheaper else table.cost


def covers(bar: Bar, table: LeverTable) -> bool:
    """Whether a bar speaks of the lever: by its role and by its id and tags."""
    if bar.role is not None and bar.role != table.role:
        return False
    if not bar.tags and not bar.levers:
        return bar.role is not None
    return not table.words.isdisjoint(bar.tags) or not table.words.isdisjoint(bar.levers)


_STANDING: Memo[Standing] = Memo()


def standing(tables: Tables, board: Board) -> Standing:
    """What is in force in the board's quarter (remembered for its modifiers)."""
    return _STANDING.get(
        (tables, board.modifiers),
        board.quarter,
        lambda: _standing(tables, board.modifiers, board.quarter),
    )


def _standing(tables: Tables, modifiers: tuple[Modifier, ...], quarter: int) -> Standing:
    bars: list[tuple[Bar, Modifier]] = []
    cheaper: Counter[str] = Counter()
    flags: set[str] = set()
    acts: dict[str, int] = {}
    for m in modifiers:
        if m.source not in tables.standing or m.effect < 0 or not m.live(quarter):
            continue
        effect = tables.effects_of(m.source)[m.effect]
        if effect.do == "bar":
            bars.append((effect, m))
        elif effect.do == "cheaper":
            cheaper[effect.lever] += round(effect.by * m.factor / 1000 * 100)
        elif effect.do == "flag":
            flags.add(effect.flag)
        elif effect.do == "special":
            acts[effect.act] = max(m.first, acts.get(effect.act, m.first))
    return Standing(tuple(bars), dict(cheaper), frozenset(flags), acts)
