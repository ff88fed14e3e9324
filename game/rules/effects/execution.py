"""Carries out what takes effect: modifiers, clout, openings of books, summonses, dissolution.

Orders, answers to events and campaign acts all go through ``Execution``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal, assert_never

from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.constants import BOOKS_OPENED, CLOUT_CAP, PAID_TO_TRUSTS
from game.rules.effects.in_force import more
from game.rules.effects.modifiers import Enactment, draws_k, modifiers_of
from game.rules.effects.targets import reached
from game.rules.state import case_story
from game.rules.state.case_facts import CaseClockMoved
from game.rules.state.counts import bump
from game.rules.state.facts import ElectionCalled, Fact, TrustChanged
from game.rules.state.position import Board, Modifier, Office, Opened, Outcome, Past
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.effects import (
    Bar,
    CaseClock,
    Cheaper,
    Clout,
    Effect,
    Flag,
    KnobSetting,
    Push,
    Select,
    Shock,
    Special,
    TrustKnobSetting,
)
from game.world.world_state import World

Moved = tuple[Board, tuple[Fact, ...]]
_WORST: Final = Select(among="at_risk", by="cash", n=BOOKS_OPENED)


def with_office(board: Board, office: Office) -> Board:
    """Return the board with one office replaced."""
    offices = list(board.offices)
    offices[ROLES.index(office.role)] = office
    first, second, third, fourth = offices
    return replace(board, offices=(first, second, third, fourth))


def paid(board: Board, role: Role, hundredths: int) -> Board:
    """Return the board after a role gains (or, negative, loses) so many hundredths of clout."""
    office = board.office(role)
    after = credited(office, hundredths)
    return board if after is office else with_office(board, after)


def credited(office: Office, hundredths: int) -> Office:
    """Return the office with so many hundredths of clout more (or, negative, less)."""
    clout = clamped(office.clout, hundredths)
    return office if clout == office.clout else replace(office, clout=clout)


def clamped(clout: int, by: int) -> int:
    """Return clout after ``by`` more (or, negative, less) of it, between nothing and the cap.

    Clout above the cap, come by through deals, is not taken away.
    """
    return min(max(CLOUT_CAP, clout), max(0, clout + by))


def carry_out(pack: Pack, board: Board, world: World, enactment: Enactment) -> Moved:
    """Return the board once the enactment took effect, its price committed, and what happened."""
    execution = Execution(pack, board, world)
    told = execution.enact(enactment)
    return execution.done(), tuple(told)


class Execution:
    """A board on which one enactment after another takes effect.

    What they change is gathered, and put on the board at once, by ``done``. ``clout`` is in
    hundredths, by role; ``orders`` are those revealed since.
    """

    __slots__ = (
        *("_pack", "_board", "_world", "_counted"),
        *("cases", "clout", "committed_k", "dissolve", "made", "opened", "orders", "summons"),
    )

    def __init__(self, pack: Pack, board: Board, world: World) -> None:
        self._pack = pack
        self._board = board
        self._world = world
        self._counted: list[tuple[str, float]] = []
        self.cases = board.cases
        self.clout = {office.role: office.clout for office in board.offices}
        self.committed_k = board.committed_k
        self.dissolve = board.dissolve
        self.made: list[Modifier] = []
        self.opened = board.opened
        self.orders: list[tuple[Role, str, int, Outcome]] = []
        self.summons = board.summons

    def enact(self, enactment: Enactment, tag: str | None = None) -> list[Fact]:
        """Let the enactment take effect; return what happened.

        ``tag`` is the kind of lever that an order named.
        """
        pack, board = self._pack, self._board
        cards = card_index(pack)
        made: Sequence[Modifier] = modifiers_of(pack, board, self._world, enactment, self.done)
        told: list[Fact] = []
        if enactment.source in _at_once(pack):
            told, made = self._begin(made, tag)
        self.made += made
        self.committed_k += enactment.paid_k
        lever = cards.levers.get(enactment.source)
        if lever is not None and enactment.trusts:
            self._remember(enactment)
        if lever is not None:
            self._counted += [(name, 1) for name in lever.counts]
        else:
            effects = cards.effects_of(enactment.source)
            if any(_supports(effects, m) for m in made):
                self._counted.append(("bail_outs", 1))
        return told

    def _remember(self, enactment: Enactment) -> None:
        """Put down in the stories of open cases that an order has named their trusts."""
        named = set(enactment.trusts)
        quarter = self._board.quarter
        for case in self.cases:
            if case.trust in named and case.state == "open":
                kept = case_story.ordered(case, quarter, enactment.source, enactment.role)
                self.cases = case_story.with_case(self.cases, kept)

    def _wind(self, effect: CaseClock, m: Modifier) -> list[CaseClockMoved]:
        """Move the clocks of open cases of the modifier's trusts: one source moves a case once."""
        told: list[CaseClockMoved] = []
        for case in self.cases:
            moved = m.source in case_story.moved_by(case)
            if case.trust in m.trusts and case.state == "open" and not moved:
                kept, fact = case_story.moved(
                    case, effect.by, self._board.quarter, m.source, m.office
                )
                self.cases = case_story.with_case(self.cases, kept)
                told.append(fact)
        return told

    def _begin(
        self, made: Sequence[Modifier], tag: str | None
    ) -> tuple[list[Fact], list[Modifier]]:
        """Do what the modifiers do at once; return what happened, and them as they are then."""
        told: list[Fact] = []
        quarter, kept = self._board.quarter, list(made)
        for i, m in enumerate(made):
            if m.effect < 0:
                continue
            effect = card_index(self._pack).effects_of(m.source)[m.effect]
            match effect:
                case TrustKnobSetting():
                    told += _announced(quarter, effect, m)
                case Clout():
                    if m.first == quarter:  # what comes later is given as its quarter begins
                        by = round(effect.by * m.factor / 10)
                        self.clout[effect.role] = clamped(self.clout[effect.role], by)
                case CaseClock():
                    told += self._wind(effect, m)
                case Special():
                    more_told, kept[i] = self._special(effect, m, tag)
                    told += more_told
                case Shock() | Push() | KnobSetting() | Bar() | Flag() | Cheaper():
                    pass  # in force from its quarter on: nothing is done at once
                case _:
                    assert_never(effect)
        return told, kept

    def _special(
        self, effect: Special, m: Modifier, tag: str | None
    ) -> tuple[list[Fact], Modifier]:
        """Do what of the consequences with a rule of their own is done at once.

        Returns what happened, and the modifier as it is then.
        """
        quarter = self._board.quarter
        match effect.act:
            case "dissolve":
                self.dissolve = quarter
                return [ElectionCalled(quarter=quarter, by="number10")], m
            case "summon_secretary":
                if tag is not None:
                    self.summons = tag, quarter + 1
                return [], m
            case "open_books":
                return self._open(m, m.to_role, public=False)
            case "reveal_quality":
                return self._open(m, None, public=True)
            case "dismiss_secretary" | "double_blame" | "cash_repeal_pledge":
                return [], m  # the quarter's end and election night read the modifier
            case _:
                assert_never(effect.act)

    def _open(self, m: Modifier, to: Role | None, *, public: bool) -> tuple[list[Fact], Modifier]:
        """Open books of trusts to a role, or to everyone; return as ``_special`` does."""
        trusts = m.trusts or reached(self._pack, self._world, _WORST)
        m = replace(m, trusts=trusts)
        if not trusts or (to is None and not public):
            return [], m
        last = 10**6 if m.last is None else m.last
        self.opened = (*self.opened, Opened(to, trusts, last + 1))
        seen = None if public else tuple(r for r in ROLES if r in (m.role, to))
        return [
            TrustChanged(
                quarter=self._board.quarter,
                seen_by=seen,
                trust=t,
                change="books_opened",
                by=m.source,
                role=to,
            )
            for t in trusts
        ], m

    def done(self, **changes: Any) -> Board:
        """Return the board with all that was done so far, and other changes to it."""
        board = self._board
        if self.orders or self._counted:
            past = board.past
            past = Past(past.events, (*past.orders, *self.orders), past.counts, past.spent)
            changes["past"] = bump(past, self._counted)
        if "offices" not in changes:
            first, second, third, fourth = [
                o if o.clout == self.clout[o.role] else replace(o, clout=self.clout[o.role])
                for o in board.offices
            ]
            changes["offices"] = first, second, third, fourth
        if self.made:
            changes["modifiers"] = more(board.modifiers, self.made)
        self.made, self.orders, self._counted = [], [], []
        self._board = board = replace(
            board,
            cases=self.cases,
            committed_k=self.committed_k,
            dissolve=self.dissolve,
            opened=self.opened,
            summons=self.summons,
            **changes,
        )
        return board


@per_pack
def _at_once(pack: Pack) -> frozenset[str]:
    """Return the sources whose effects do something at once, before the market quarter."""
    return frozenset(
        source
        for source, effects in card_index(pack).effects.items()
        if any(_acts_at_once(effect) for effect in effects)
    )


def _acts_at_once(effect: Effect) -> bool:
    """Return whether the effect may do something before the market quarter."""
    match effect:
        case TrustKnobSetting() | Clout() | Special() | CaseClock():
            return True
        case Shock() | Push() | KnobSetting() | Bar() | Flag() | Cheaper():
            return False
        case _:
            assert_never(effect)


def _supports(effects: tuple[Effect, ...], m: Modifier) -> bool:
    """Return whether a modifier pays income support to trusts."""
    effect = effects[m.effect] if m.effect >= 0 else None
    return isinstance(effect, TrustKnobSetting) and draws_k(effect, m) > 0


def _announced(quarter: int, effect: TrustKnobSetting, m: Modifier) -> list[TrustChanged]:
    """Return what an order openly does to trusts at once, before the market quarter."""
    change: Literal["pledged", "bailed_out"]
    if not m.live(quarter):
        return []
    if effect.knob == "protected":
        change = "pledged"
    elif effect.knob in PAID_TO_TRUSTS and effect.by > 0:
        change = "bailed_out"
    else:
        return []
    return [
        TrustChanged(quarter=quarter, trust=t, change=change, by=m.source, role=m.office)
        for t in m.trusts
    ]
