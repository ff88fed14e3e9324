"""Carries out what takes effect: modifiers, clout, openings of books, summonses, dissolution.

Orders, answers to events and campaign acts all go through ``Doings``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.constants import BOOKS_OPENED, CLOUT_CAP, PAID_TO_TRUSTS
from game.rules.effects.in_force import more
from game.rules.effects.modifiers import Deed, draws_k, modifiers_of
from game.rules.effects.targets import reached
from game.rules.state.counts import bump
from game.rules.state.facts import ElectionCalled, Fact, TrustChanged
from game.rules.state.position import Board, Modifier, Office, Opened, Outcome, Past
from game.rules.state.replace import replace
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.effects import Effect, Select, Special, TurnTrusts

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.world_state import World

Moved = tuple[Board, tuple[Fact, ...]]
_WORST: Final = Select(among="at_risk", by="cash", n=BOOKS_OPENED)


def with_office(board: Board, office: Office) -> Board:
    """The board with one office replaced."""
    offices = list(board.offices)
    offices[ROLES.index(office.role)] = office
    first, second, third, fourth = offices
    return replace(board, offices=(first, second, third, fourth))


def paid(board: Board, role: Role, hundredths: int) -> Board:
    """The board after a role gains (or, negative, loses) clout, between nothing and the cap."""
    office = board.office(role)
    after = credited(office, hundredths)
    return board if after is office else with_office(board, after)


def credited(office: Office, hundredths: int) -> Office:
    """The office with more (or, negative, less) clout, between nothing and the cap."""
    clout = clamped(office.clout, hundredths)
    return office if clout == office.clout else replace(office, clout=clout)


def clamped(clout: int, by: int) -> int:
    """Clout after more (or, negative, less) of it, between nothing and the cap.

    Clout above the cap, come by through deals, is not taken away.
    """
    return min(max(CLOUT_CAP, clout), max(0, clout + by))


def carry_out(pack: Pack, board: Board, world: World, deed: Deed) -> Moved:
    """The board after the deed took effect, its price in £m committed, and what happened."""
    doings = Doings(pack, board, world)
    told = doings.do(deed)
    return doings.done(), tuple(told)


class Doings:
    """A board on which deeds take effect one after another.

    What they change is gathered, and put on the board at once, by ``done``. ``clout`` is in
    hundredths, by role; ``orders`` are those revealed since.
    """

    __slots__ = (
        "_board", "_counted", "_pack", "_world", "clout", "committed_k", "dissolve", "made",
        "opened", "orders", "summons",
    )  # fmt: skip

    def __init__(self, pack: Pack, board: Board, world: World) -> None:
        self._pack = pack
        self._board = board
        self._world = world
        self._counted: list[tuple[str, float]] = []
        self.clout = {office.role: office.clout for office in board.offices}
        self.committed_k = board.committed_k
        self.dissolve = board.dissolve
        self.made: list[Modifier] = []
        self.opened = board.opened
        self.orders: list[tuple[Role, str, int, Outcome]] = []
        self.summons = board.summons

    def do(self, deed: Deed, tag: str | None = None) -> list[Fact]:
        """Lets the deed take effect; what happened. ``tag`` is the kind of lever that an order
        named."""
        pack, board = self._pack, self._board
        table = card_index(pack)
        made: Sequence[Modifier] = modifiers_of(pack, board, self._world, deed, self.done)
        told: list[Fact] = []
        if deed.source in _at_once(pack):
            told, made = self._begin(made, tag)
        self.made += made
        self.committed_k += deed.paid_k
        lever = table.levers.get(deed.source)
        if lever is not None:
            self._counted += [(name, 1) for name in lever.counts]
        else:
            effects = table.effects_of(deed.source)
            if any(_supports(effects, m) for m in made):
                self._counted.append(("bail_outs", 1))
        return told

    def _begin(
        self, made: Sequence[Modifier], tag: str | None
    ) -> tuple[list[Fact], list[Modifier]]:
        """What the modifiers do at once, and they as they are after that."""
        told: list[Fact] = []
        quarter, kept = self._board.quarter, list(made)
        for i, m in enumerate(made):
            if m.effect < 0:
                continue
            effect = card_index(self._pack).effects_of(m.source)[m.effect]
            if effect.do == "trusts":
                told += _announced(quarter, effect, m)
            elif effect.do == "clout" and m.first == quarter:
                by = round(effect.by * m.factor / 10)
                self.clout[effect.role] = clamped(self.clout[effect.role], by)
            elif effect.do == "special":
                more_told, kept[i] = self._special(effect, m, tag)
                told += more_told
        return told, kept

    def _special(
        self, effect: Special, m: Modifier, tag: str | None
    ) -> tuple[list[Fact], Modifier]:
        """The consequences that are rules of their own.

        ``dismiss_secretary`` and ``double_blame`` act at the quarter's end, the repeal pledge on
        election night: there the modifier itself is the record.
        """
        quarter = self._board.quarter
        if effect.act == "dissolve":
            self.dissolve = quarter
            return [ElectionCalled(quarter=quarter, by="number10")], m
        if effect.act == "summon_secretary" and tag is not None:
            self.summons = tag, quarter + 1
            return [], m
        if effect.act in ("open_books", "reveal_quality"):
            trusts = m.trusts or reached(self._pack, self._world, _WORST)
            m = replace(m, trusts=trusts)
            public = effect.act == "reveal_quality"
            to = None if public else m.to_role
            if not trusts or (to is None and not public):
                return [], m
            last = 10**6 if m.last is None else m.last
            self.opened = (*self.opened, Opened(to, trusts, last + 1))
            seen = None if public else tuple(r for r in ROLES if r in (m.role, to))
            return [
                TrustChanged(
                    quarter=quarter,
                    seen_by=seen,
                    trust=t,
                    change="books_opened",
                    by=m.source,
                    role=to,
                )
                for t in trusts
            ], m
        return [], m

    def done(self, **changes: Any) -> Board:
        """The board with all that was done so far, and other changes to it."""
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
            committed_k=self.committed_k,
            dissolve=self.dissolve,
            opened=self.opened,
            summons=self.summons,
            **changes,
        )
        return board


@per_pack
def _at_once(pack: Pack) -> frozenset[str]:
    """The sources whose deeds do something at once, before the market quarter."""
    return frozenset(
        source
        for source, effects in card_index(pack).effects.items()
        if any(effect.do in ("trusts", "clout", "special") for effect in effects)
    )


def _supports(effects: tuple[Effect, ...], m: Modifier) -> bool:
    """Whether a modifier pays income support to trusts."""
    effect = effects[m.effect] if m.effect >= 0 else None
    return isinstance(effect, TurnTrusts) and draws_k(effect, m) > 0


def _announced(quarter: int, effect: TurnTrusts, m: Modifier) -> list[TrustChanged]:
    """What an order openly does to trusts at once, before the market quarter."""
    if not m.live(quarter):
        return []
    if effect.knob == "protected":
        change = "pledged"
    elif effect.knob in PAID_TO_TRUSTS and effect.by > 0:
        change = "bailed_out"
    else:
        return []
    return [
        TrustChanged(
            quarter=quarter,
            trust=t,
            change="pledged" if change == "pledged" else "bailed_out",
            by=m.source,
            role=m.role,
        )
        for t in m.trusts
    ]
