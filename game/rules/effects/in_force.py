"""What is in force in a quarter: a board's modifiers, sorted once by what they do.

Menus, conditions, the reveal, knobs and explanations all read it, each its own part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, assert_never

from game.rules.cache import MANY, Memo
from game.rules.cards.index import CardIndex, LeverRow
from game.rules.state.position import Board, Modifier
from game.scenario.schema.base import Role
from game.scenario.schema.effects import KnobSetting, SpecialAct, TrustKnobSetting

#: By gauge index: thousandths of a point that each source asks for.
ShareBySource = dict[int, dict[str, int]]


@dataclass(slots=True)
class InForce:
    """The live modifiers of one quarter. Nobody writes to it once it is made."""

    shocks: ShareBySource = field(default_factory=dict)
    pushes: ShareBySource = field(default_factory=dict)
    #: What sets knobs, in the board's order; None is a price or a deal's money.
    settings: list[tuple[Modifier, KnobSetting | TrustKnobSetting | None]] = field(
        default_factory=list
    )
    clout: dict[Role, int] = field(default_factory=dict)  # hundredths, given as it begins
    barred: dict[str, Modifier] = field(default_factory=dict)  # by lever, by what first
    cheaper: dict[str, int] = field(default_factory=dict)  # hundredths of clout, by lever
    flags: set[str] = field(default_factory=set)
    #: Special consequences, with the quarter in which the latest began.
    acts: dict[SpecialAct, int] = field(default_factory=dict)

    def price(self, row: LeverRow) -> int:
        """Return what the lever costs, in hundredths of clout."""
        return max(0, row.cost - self.cheaper.get(row.id, 0))

    def copy(self) -> InForce:
        """Return the same, to be added to."""
        return InForce(
            {gauge: asked.copy() for gauge, asked in self.shocks.items()},
            {gauge: asked.copy() for gauge, asked in self.pushes.items()},
            self.settings.copy(),
            self.clout.copy(),
            self.barred.copy(),
            self.cheaper.copy(),
            self.flags.copy(),
            self.acts.copy(),
        )


_IN_FORCE: Memo[InForce] = Memo(MANY)
#: The modifiers that some were made of by adding to them.
_BEFORE: Final[Memo[tuple[Modifier, ...]]] = Memo(MANY)


def in_force(cards: CardIndex, board: Board) -> InForce:
    """Return what is in force in the board's quarter."""
    return in_force_of(cards, board.modifiers, board.quarter)


def in_force_of(cards: CardIndex, modifiers: tuple[Modifier, ...], quarter: int) -> InForce:
    """Return what of the modifiers is in force in the quarter."""
    return _IN_FORCE.get((cards, modifiers), quarter, lambda: _grown(cards, modifiers, quarter))


def more(modifiers: tuple[Modifier, ...], added: Iterable[Modifier]) -> tuple[Modifier, ...]:
    """Return the modifiers and some more.

    Within a quarter a board's only grow, and what is in force is then sorted out for those
    added alone.
    """
    grown = (*modifiers, *added)
    if modifiers and len(grown) > len(modifiers):
        _BEFORE.put(grown, modifiers)
    return grown


def _grown(cards: CardIndex, modifiers: tuple[Modifier, ...], quarter: int) -> InForce:
    """Return what is in force, from what was before the last of the modifiers were added."""
    before = _BEFORE.of(modifiers, lambda _: ())
    made = in_force_of(cards, before, quarter).copy() if before else InForce()
    _add(made, cards, modifiers[len(before) :], quarter)
    return made


def barred_by(cards: CardIndex, modifiers: Iterable[Modifier], quarter: int) -> dict[str, Modifier]:
    """Return the levers that the modifiers forbid, each with the first that does."""
    made = InForce()
    _add(made, cards, modifiers, quarter)
    return made.barred


def _add(made: InForce, cards: CardIndex, modifiers: Iterable[Modifier], quarter: int) -> None:
    """Add to ``made`` the modifiers that follow those already in it, by what they do."""
    known = cards.works
    for m in modifiers:
        # what ``m.live`` says, without a call: thousands are asked in every game
        if m.first > quarter or (m.last is not None and quarter > m.last):
            continue
        if m.effect < 0:
            made.settings.append((m, None))
            continue
        source = m.source
        works = known[source] if source in known else cards.works_of(source)
        gauge, by, effect = works[m.effect]
        # by the word and not by class: thousands are asked in every game, and a class asks pydantic
        if effect.do == "shock" or effect.do == "push":
            asked = made.shocks if effect.do == "shock" else made.pushes
            amount = round(by * m.factor)
            if gauge not in asked:
                asked[gauge] = {source: amount}
            else:
                of = asked[gauge]
                of[source] = of[source] + amount if source in of else amount
        elif effect.do == "knob" or effect.do == "trusts":
            made.settings.append((m, effect))
        elif effect.do == "bar":
            for lever in cards.bars[source, m.effect]:
                made.barred.setdefault(lever, m)
        elif effect.do == "flag":
            made.flags.add(effect.flag)
        elif effect.do == "cheaper":
            by_now = made.cheaper.get(effect.lever, 0)
            made.cheaper[effect.lever] = by_now + round(effect.by * m.factor / 1000 * 100)
        elif effect.do == "case_clock":
            pass  # moved at once, when it took effect
        elif effect.do == "special":
            made.acts[effect.act] = max(m.first, made.acts.get(effect.act, m.first))
        elif effect.do == "clout":
            if m.first == quarter:
                given = made.clout.get(effect.role, 0)
                made.clout[effect.role] = given + round(effect.by * m.factor / 10)
        else:
            assert_never(effect)
