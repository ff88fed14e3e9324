"""The arithmetic of threats and deals, from what a view shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.players import worth
from game.players.priorities import DEFAULT_PERSONA, characters
from game.rules.deals import (
    Abstain,
    AnyClause,
    Consent,
    Do,
    Keep,
    PayClout,
    PayMoney,
    Tell,
    Terms,
)
from game.rules.memo import Memo
from game.rules.tables import LeverTable, tables
from game.world import calendar

if TYPE_CHECKING:
    from game.players.persona import Persona
    from game.rules.views import View
    from game.scenario.base import Role
    from game.scenario.pack import Pack

#: How likely a seat is to use a given open lever in a quarter, and one it has promised not to.
LIKELY: Final = 0.2
FORSWORN: Final = 0.03
#: How likely a promise is kept, and what a kept deal pays (1 clout and half a point of Word).
KEPT: Final = 0.85
#: What a figure told is worth to who hears it, and costs who tells it.
NEWS: Final = 0.15


def likely(pack: Pack, view: View, table: LeverTable) -> float:
    """How likely the lever's owner is to use it this quarter, from public facts alone.

    Its period, when it was last used, who has promised what, and whether its owner's default
    persona would like what it does.
    """
    if not table.first <= view.quarter <= table.last:
        return 0.0
    role = table.lever.role
    for order in reversed(view.orders):
        if order.role == role and order.lever == table.lever.id:
            if table.lever.once or view.quarter - order.quarter < table.cool_down:
                return 0.0
            break
    for deal in view.deals:
        if deal.state == "live" and any(
            isinstance(c, Abstain)
            and c.by == role
            and (c.lever in table.words or c.tag in table.words)
            and calendar.parse(c.until) >= view.quarter
            for c in deal.terms.clauses
        ):
            return FORSWORN
    liking = lever_value(pack, view, table, role)
    return LIKELY * (2.0 if liking > 2.0 else 1.0 if liking > 0.3 else 0.4)


_DEFAULT: Memo[dict[str, float]] = Memo()


def default_wants(pack: Pack, role: Role) -> dict[str, float]:
    """What the role's usual persona wants: a guess at any other player."""
    character = characters().personas[DEFAULT_PERSONA[role]]
    return _DEFAULT.get((pack,), role, lambda: worth.wants(pack, role, character))


_VALUES: Memo[dict[tuple[str, str], float]] = Memo()


def lever_value(pack: Pack, view: View, table: LeverTable, role: Role) -> float:
    """What the lever is worth to ``role``'s usual persona, as the reader sees the world."""
    known = _VALUES.get((pack, view.figures), view.quarter, dict)
    key = (table.lever.id, role)
    if key not in known:
        moves = worth.by_source(pack, role)[table.lever.id]
        known[key] = worth.value(pack, view, moves, default_wants(pack, role))[0]
    return known[key]


def harm(pack: Pack, view: View, table: LeverTable, wanted: dict[str, float]) -> float:
    """Points that the lever would cost who wants that, or 0."""
    moves = worth.by_source(pack, table.lever.role)[table.lever.id]
    return max(0.0, -worth.value(pack, view, moves, wanted)[0])


def stops(
    pack: Pack, view: View, counter: LeverTable, wanted: dict[str, float]
) -> tuple[float, str]:
    """What a counter is likely to save, and the lever that it is most likely to stop."""
    if not counter.meets:
        return 0.0, ""
    total, best, what = 0.0, 0.0, ""
    for table in tables(pack).levers.values():
        if table.lever.role == counter.lever.role or counter.meets.isdisjoint(table.words):
            continue
        saved = likely(pack, view, table) * harm(pack, view, table, wanted)
        total += saved
        if saved > best:
            best, what = saved, table.lever.title(view.quarter)
    return total, what


def countered(pack: Pack, view: View, table: LeverTable) -> float:
    """How likely it is that somebody meets the lever with a counter."""
    clear = 1.0
    for other in tables(pack).levers.values():
        if other.lever.role == table.lever.role or other.meets.isdisjoint(table.words):
            continue
        clear *= 1.0 - min(0.6, 1.5 * likely(pack, view, other))
    return 1.0 - clear


def _clause(
    pack: Pack, view: View, clause: AnyClause, me: Role, wanted: dict[str, float], thrift: float
) -> tuple[float, str]:
    """Points that one promise is worth to ``me``, and why in words."""
    mine = clause.by == me
    quarters = max(1, calendar.parse(clause.until) - view.quarter + 1)
    if isinstance(clause, PayClout):
        worth_of = clause.clout * max(thrift, 0.3) * 1.5
        return (-worth_of, "it costs clout") if mine else (worth_of, "it pays clout")
    if isinstance(clause, PayMoney):
        moves: tuple[worth.Leaning, ...] = (("morale", clause.money_m / 80 * 1.6, True),)
        if clause.to == "commissioners":
            moves = (("commissioners_failing_pct", -clause.money_m / 60, False),)
        value = worth.value(pack, view, moves, wanted)[0]
        return (value - 0.35 * clause.money_m / 100 * mine, "money changes hands")
    if isinstance(clause, Tell):
        return (-NEWS, "a secret is given away") if mine else (NEWS * 1.5, "a secret is learnt")
    if isinstance(clause, Keep):
        return (-0.5, "a figure must be kept") if mine else (0.3, "they must keep a figure")
    named = [
        t
        for t in tables(pack).of_role[me if isinstance(clause, Consent) and not mine else clause.by]
        if clause.lever in t.words or (not isinstance(clause, Consent) and clause.tag in t.words)
    ]
    if isinstance(clause, Consent):
        table = tables(pack).levers[clause.lever]
        moves = worth.by_source(pack, table.lever.role)[clause.lever]
        value = worth.value(pack, view, moves, wanted)[0]
        if mine:
            return value, f"{table.lever.title(view.quarter)} would go ahead"
        return max(0.0, value), f"{table.lever.title(view.quarter)} becomes possible"
    if not named:
        return 0.0, ""
    title = named[0].lever.title(view.quarter)
    if isinstance(clause, Do):
        moves = worth.by_source(pack, clause.by)[named[0].lever.id]
        value = worth.value(pack, view, moves, wanted)[0]
        if mine:
            return min(0.0, value) - named[0].cost / 100 * thrift, f"{title} must be done"
        return KEPT * value, f"{title} will be done"
    assert isinstance(clause, Abstain)
    if mine:
        lost = sum(
            LIKELY * 2 * max(0.0, worth.value(
                pack, view, worth.by_source(pack, me)[t.lever.id], wanted
            )[0])
            for t in named
        )  # fmt: skip
        return -lost * min(2, quarters), f"{title} is given up"
    saved = sum(likely(pack, view, t) * harm(pack, view, t, wanted) for t in named)
    return KEPT * saved * min(2, quarters), f"{title} is off the table"


def _worth(
    pack: Pack, view: View, terms: Terms, me: Role, wanted: dict[str, float], thrift: float
) -> tuple[float, list[str]]:
    """The whole deal to ``me``: its promises, and what keeping it pays."""
    found = [_clause(pack, view, c, me, wanted, thrift) for c in terms.clauses]
    total = sum(value for value, _ in found)
    other = terms.other if me == terms.offerer else terms.offerer
    trust = next(o.word for o in view.offices if o.role == other) / 5
    lasting = any(isinstance(c, Do | Abstain | Keep) for c in terms.clauses)
    if lasting and len({c.by for c in terms.clauses}) == 2:
        total += thrift * 1.2 * KEPT * (0.5 + trust / 2)
    found.sort(key=lambda f: -abs(f[0]))
    return total - 0.2, [why for value, why in found if why]


def value(player: Persona, view: View, terms: Terms) -> tuple[float, list[str]]:
    """What the deal is worth to the player, and why."""
    character = player.character
    return _worth(player.pack, view, terms, player.role, player.wants(view), character.thrift)


def guess(pack: Pack, view: View, terms: Terms) -> float:
    """What the deal may be worth to the other party, as the reader sees the world."""
    who = terms.other if view.who == terms.offerer else terms.offerer
    thrift = characters().personas[DEFAULT_PERSONA[who]].thrift
    return _worth(pack, view, terms, who, default_wants(pack, who), thrift)[0]
