"""Which levers of a hand matter now, and why: what one is held to, what ripens, what one counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from game.rules.state.deal_terms import Do
from game.rules.state.view import Arrow, LegalOrder, SeenCase, View
from game.scenario.schema.base import Role
from game.scenario.schema.conditions import Condition
from game.scenario.score_values import bare, rises
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
    for order in open_now:
        reason = _reason(voice, view, order, arrows(order.lever), suggested or {})
        if reason is not None:
            found.append((reason[0], order.lever, reason[1]))
    found.sort(key=lambda x: -x[0])
    return {lever: why for _, lever, why in found[:MOST]}


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
        and not over_before_orders(voice, case)
    ]
    weight = _score_weight(voice, view, arrows)
    if due:
        return 60.0 + weight[0], f"It may name {voice.hospital(due[0].trust)}, which falls due."
    if lever.kind == "signature" and 2 * (view.quarter - view.first) >= view.last - view.first:
        return 50.0 + weight[0], "Once a game, and half of it is over."
    if weight[0] > 0:
        return weight[0], f"It should serve “{weight[1]}”, {weight[2]:.0f} points of your score."
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


def _score_weight(voice: Voice, view: View, arrows: tuple[Arrow, ...]) -> tuple[float, str, float]:
    """Return by how much arrows serve the weightiest terms of one's score, and the best term."""
    if view.own_score is None or view.who == "spectator":
        return 0.0, "", 0.0
    terms = sorted(voice.scenario.scoring.roles.get(view.who, ()), key=lambda t: -t.points)
    total, best = 0.0, (0.0, "", 0.0)
    for term in terms:
        for arrow in arrows:
            if arrow.figure != bare(term.value):
                continue
            served = arrow.by * (1 if rises(term.value, term.zero_at, term.full_at) else -1)
            gain = served * term.points * (1.0 if arrow.sure else 0.5)
            total += gain
            if gain > best[0]:
                best = (gain, term.name, term.points)
    return (total, best[1], best[2]) if best[0] > 0 else (min(0.0, total), "", 0.0)


def over_before_orders(voice: Voice, case: SeenCase) -> bool:
    """Return whether a case is over with this quarter's sheets if nobody decides it: cases come
    first, and an order that names its hospital would come too late."""
    if not case.falls_due:
        return False
    try:
        return voice.scenario.cases.way(case.default).done.ends
    except KeyError:
        return False


def ranked_targets(voice: Voice, view: View, order: LegalOrder) -> tuple[str, ...]:
    """Return the hospitals that an order may name, by id, the likeliest first.

    First those that fall due, the soonest before and the reader's own before others'; then those on
    the failing list, in marginals before elsewhere; else as they stand in the menu. Where an order
    would come too late unless somebody decides otherwise, the hospital comes last.
    """
    t = view.trusts
    last = (view.last + 2, True)
    due = {
        c.trust: last if over_before_orders(voice, c) else (c.due, c.decider != view.who)
        for c in view.cases
        if c.state == "open"
    }
    elsewhere = zip(~t.listed, ~t.marginal, strict=True)
    trouble = dict(zip(t.id, ((bool(a), bool(b)) for a, b in elsewhere), strict=True))
    never = (view.last + 1, True)
    return tuple(sorted(order.trusts, key=lambda x: (due.get(x, never), trouble[x])))
