"""Which levers of a hand matter now, and why: what one is held to, what ripens, what one counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from game.rules.cases.ways_out import ends_alike
from game.rules.state.deal_terms import Do
from game.rules.state.menu import LegalOrder
from game.rules.state.view import Arrow, SeenCase, View
from game.scenario.schema.base import Role
from game.scenario.schema.conditions import Condition
from game.scenario.schema.scenario import ScoreTerm
from game.scenario.score_values import bare, rises
from game.telling.formatting import listed, money, number
from game.telling.names import Voice

#: The most levers that matter at once.
MOST: Final = 8
#: A case that falls due within so many quarters makes the levers that may name it matter.
_SOON: Final = 1


def matters(
    voice: Voice,
    view: View,
    arrows: Callable[[str], tuple[Arrow, ...]],
    suggested: dict[str, str] | None = None,
) -> dict[str, str]:
    """Return the levers that may be ordered now and matter, each with why, the weightiest first.

    ``arrows`` gives where a lever points; best by its card alone, lest cards move while they are
    looked ahead.
    """
    open_now = [order for order in view.menu if not order.reasons]
    found: list[tuple[float, str, str]] = []
    terms: dict[str, _Served] = {}
    for order in open_now:
        pointed = arrows(order.lever)
        reason = _reason(voice, view, order, pointed, suggested or {})
        if reason is not None:
            found.append((reason[0], order.lever, reason[1]))
            terms[order.lever] = _served(voice, view, pointed)
    found.sort(key=lambda x: -x[0])
    return _each_its_own(voice, view, found[:MOST], terms, arrows)


def _each_its_own(
    voice: Voice,
    view: View,
    found: list[tuple[float, str, str]],
    terms: dict[str, _Served],
    arrows: Callable[[str], tuple[Arrow, ...]],
) -> dict[str, str]:
    """Return why each lever matters, so that one hand says nothing twice: what a term of the score
    counts with the first lever that serves it, and of levers that do alike, by what this one
    differs from the first.
    """
    orders = {order.lever: order for order in view.menu}
    said: dict[str, str] = {}
    first: dict[str, str] = {}
    counted: set[str] = set()
    for _, lever, why in found:
        served = terms[lever]
        own = next((x for x in _wordings(voice, lever, served) if why + x not in first), None)
        if own is None:
            like = first[why + served.sentence]
            apart = _apart(voice, view, orders[lever], orders[like], arrows)
            said[lever] = f"{why} {served.sentence}".strip() + f" {apart}"
            continue
        first[why + own] = lever
        if served.term and served.term not in counted:
            counted.add(served.term)
            name = f"“{served.term}”"
            own = own.replace(name, f"{name} ({served.points:.0f} points of your score)", 1)
        said[lever] = f"{why} {own}".strip()
    return said


def _apart(
    voice: Voice,
    view: View,
    order: LegalOrder,
    like: LegalOrder,
    arrows: Callable[[str], tuple[Arrow, ...]],
) -> str:
    """Return a sentence of another lever that does as much, and by what this one differs: what it
    costs, else what it moves besides."""
    title = f"“{voice.lever(like.lever, view.quarter)}”"
    clout, purse = order.clout - like.clout, order.purse_m - like.purse_m
    costs = [f"{number(abs(clout), 1)} clout {_less(clout)}"] if round(clout, 1) else []
    costs += [f"{money(abs(purse))} {_less(purse)}"] if round(purse) else []
    if costs:
        return f"So does {title}; this costs {' and '.join(costs)}."
    mine, others = ({a.figure for a in arrows(x.lever) if a.by} for x in (order, like))
    besides = [a.figure for a in arrows(order.lever) if a.by and a.figure not in others]
    if besides:
        return f"So does {title}; this also moves {voice.figure_inside(besides[0])}."
    lacks = [a.figure for a in arrows(like.lever) if a.by and a.figure not in mine]
    if lacks:
        return f"So does {title}, which also moves {voice.figure_inside(lacks[0])}."
    return f"So does {title}, at the same price."


def _less(by: float) -> str:
    return "more" if by > 0 else "less"


def _wordings(voice: Voice, lever: str, served: _Served) -> Iterator[str]:
    """Yield what a lever serves, and the same with who will mind."""
    yield served.sentence
    annoyed = voice.scenario.lever(lever).annoys
    if served.sentence and annoyed:
        yield f"{served.sentence[:-1]}; {listed(voice.office(role) for role in annoyed)} will mind."


#: Figures that move a count, for who looks ahead: what is paid in a quarter adds up.
_ADDS_TO: Final = {"support_m": "support_paid_m"}


def against_aim(voice: Voice, view: View, lever: str, arrows: tuple[Arrow, ...]) -> str:
    """Return a sentence if a lever works against the reader's own secret aim, else nothing."""
    if view.agenda is None:
        return ""
    try:
        aim, card = voice.scenario.agenda(view.agenda), voice.scenario.lever(lever)
    except KeyError:
        return ""
    wants = {aim.measure.name: aim.rises}
    wants |= dict(_bounds(aim.throughout)) if aim.throughout is not None else {}
    counted = any(wants.get(count) is False for count in card.counts)
    moved = any(wants.get(_ADDS_TO.get(a.figure, a.figure)) is (a.by < 0) for a in arrows if a.by)
    if not counted and not moved:
        return ""
    return f"It works against your own aim, “{voice.agenda(view.agenda)}”."


def _bounds(condition: Condition) -> Iterator[tuple[str, bool]]:
    """Yield what a condition asks of figures and counts: its name, and whether it must be high."""
    name = condition.figure or condition.count
    if name is not None:
        yield name, condition.below is None
    for part in condition.all:
        yield from _bounds(part)


def _reason(
    voice: Voice,
    view: View,
    order: LegalOrder,
    arrows: tuple[Arrow, ...],
    suggested: dict[str, str],
) -> tuple[float, str] | None:
    """Return how much a lever matters and why; None if it doesn't."""
    try:
        lever = voice.scenario.lever(order.lever)
    except KeyError:
        return None
    if against_aim(voice, view, order.lever, arrows):
        return None
    if order.lever in suggested:
        return 100.0, suggested[order.lever]
    promised = _promised(view, order.lever, lever.tags)
    if promised is not None:
        return 95.0, f"You promised it to {voice.office(promised)}."
    if view.summons is not None and view.who == "secretary" and view.summons[0] in lever.tags:
        return 90.0, f"{voice.office('number10', start=True)} has summoned you to use one of these."
    due = [
        case
        for case in view.cases
        if case.state == "open"
        and case.trust in order.trusts
        and case.due - view.quarter <= _SOON
        and not over_before_orders(voice, view, case, order.lever)
    ]
    weight = _served(voice, view, arrows).weight
    if due:
        first = min(due, key=lambda c: (c.due, c.decider != view.who, c.number))
        when = "" if first.falls_due else " next quarter"
        said = f"It may name {voice.hospital(first.trust)}, which falls due{when}."
        return 60.0 + weight, said
    if lever.kind == "signature" and 2 * (view.quarter - view.first) >= view.last - view.first:
        return 50.0 + weight, "Once a game, and half of it is over."
    if weight > 0:
        return weight, ""  # what it serves is said of every lever
    return None


def _promised(view: View, lever: str, tags: tuple[str, ...]) -> Role | None:
    """Return to whom the reader has promised the lever, or one of its kind; None to nobody."""
    for deal in view.deals:
        terms = deal.terms
        for clause in terms.clauses:
            if deal.state != "live" or not isinstance(clause, Do) or clause.by != view.who:
                continue
            if clause.lever == lever or (clause.tag is not None and clause.tag in tags):
                return terms.other if view.who == terms.offerer else terms.offerer
    return None


class _Served(NamedTuple):
    """How arrows serve one's score: by how much on balance, the term that they serve most with its
    points, and a sentence of what they serve and cost; empty where they serve none."""

    weight: float
    term: str = ""
    points: float = 0.0
    sentence: str = ""


def _served(voice: Voice, view: View, arrows: tuple[Arrow, ...]) -> _Served:
    """Return how arrows serve the reader's score."""
    if view.own_score is None or view.who == "spectator":
        return _Served(0.0)
    gains: list[tuple[float, ScoreTerm, Arrow]] = []
    for term in voice.scenario.scoring.roles.get(view.who, ()):
        for arrow in arrows:
            if arrow.figure == bare(term.value) and arrow.by:
                served = arrow.by * (1 if rises(term.value, term.zero_at, term.full_at) else -1)
                gains.append((served * term.points * (1.0 if arrow.sure else 0.5), term, arrow))
    gains.sort(key=lambda gain: -gain[0])  # stable: of equal ones the first
    total = sum(gain for gain, _, _ in gains)
    if not gains or gains[0][0] <= 0:
        return _Served(min(0.0, total))
    _, best, arrow = gains[0]
    verb = "should" if arrow.sure else "may"
    much = " much" if abs(arrow.by) > 1 else ""
    late = {0: "", 1: " from next quarter"}.get(arrow.after, f" in {arrow.after} quarters")
    also = [term.name for gain, term, _ in gains[1:] if gain > 0 and term.name != best.name]
    lost = [term.name for gain, term, _ in reversed(gains) if gain < 0 and term.name != best.name]
    said = f"It {verb} serve “{best.name}”{much}{late}"
    said += f", and “{also[0]}”" if also else ""
    said += f", at the cost of “{lost[0]}”" if lost else ""
    return _Served(total, best.name, best.points, f"{said}.")


def over_before_orders(voice: Voice, view: View, case: SeenCase, lever: str) -> bool:
    """Return whether an order that names a case's hospital would come too late if nobody decides
    the case: cases come first, unless the decider's own order does what a way out would."""
    if not case.falls_due:
        return False
    cases = voice.scenario.cases
    try:
        if not cases.way(case.default).done.ends:
            return False
        effects = voice.scenario.lever(lever).effects
        open_ways = [cases.way(seen.way) for seen in case.ways if not seen.reasons]
    except KeyError:
        return False
    settles = any(ends_alike(effects, way) for way in open_ways)
    return not (settles and case.decider == view.who)


def ranked_targets(voice: Voice, view: View, order: LegalOrder) -> tuple[str, ...]:
    """Return the hospitals that an order may name, by id, the likeliest first.

    First those that fall due, the soonest before and the reader's own before others'; then those on
    the failing list, in marginals before elsewhere; else as they stand in the menu. Where an order
    would come too late unless somebody decides otherwise, the hospital comes last; where the
    reader's own order would settle the case it comes as early as any that falls due.
    """
    t = view.trusts
    last = (view.last + 2, True)
    due = {
        c.trust: last
        if over_before_orders(voice, view, c, order.lever)
        else (c.due, c.decider != view.who)
        for c in view.cases
        if c.state == "open"
    }
    elsewhere = zip(~t.listed, ~t.marginal, strict=True)
    trouble = dict(zip(t.id, ((bool(a), bool(b)) for a, b in elsewhere), strict=True))
    never = (view.last + 1, True)
    return tuple(sorted(order.trusts, key=lambda x: (due.get(x, never), trouble[x])))
