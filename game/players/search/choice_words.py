"""What a searching player says of its choices: plain values, in words, for journal and debrief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.rules.cards.index import card_index
from game.rules.rollouts.outlook import AGENDA, BREACHES, CLOUT, SACKINGS
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.title_case import inside

#: Differences that are told of one choice, and the least that is told, in points.
TOLD: Final = 3
LEAST: Final = 0.05
#: What moves a worth besides the terms of an outlook: what a sheet leaves room for a quarter later,
#: what others do who weigh it too, and what a deal may bring that can't be worked out.
ROOM: Final = "room"
MATCHED: Final = "matched"
TRUST: Final = "trust"
_NAMES: Final = {
    SACKINGS: "sackings",
    BREACHES: "deals broken late",
    AGENDA: "own aim",
    CLOUT: "clout kept",
    ROOM: "what it leaves room for",
    MATCHED: "what others answer",
    TRUST: "trust in the deal",
}


def sheet_title(pack: Pack, view: View, sheet: Seal) -> str:
    """Return what stands on a sheet, in the titles of its cards."""
    cards, names = card_index(pack), pack.model.place.trust_name
    found = []
    for order in sheet.orders:
        title = cards.levers[order.lever].title(view.quarter)
        found.append(f"{title} (bid {order.bid})" if order.bid else title)
    places = {case.number: names[cards.trust_row[case.trust]] for case in view.cases}
    for line in sheet.lines:
        way = pack.scenario.cases.way(line.way).title
        backed = f" (backed by {line.backing})" if line.backing else ""
        found.append(f"{way}: {places[line.case]}{backed}")
    for stake in sheet.stakes:
        way = pack.scenario.cases.way(stake.way).title
        found.append(f"{stake.clout} {stake.side} {way}: {places[stake.case]}")
    return "; ".join(found) if found else "an empty sheet"


def on_sheet(sheet: Seal) -> frozenset[Order | CaseLine | Stake]:
    """Return what stands on a sheet, in whatever order."""
    return frozenset((*sheet.orders, *sheet.lines, *sheet.stakes))


def term_said(name: str) -> str:
    """Return a term of an outlook inside a sentence.

    >>> term_said("Seats"), term_said("clout"), term_said("A&E within four hours")
    ('seats', 'clout kept', 'A&E within four hours')
    """
    return _NAMES.get(name) or inside(name)


def differences(terms: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    """Return the largest differences of terms in words.

    >>> differences([("Seats", 1.25), ("clout", -0.35), ("Morale", 0.01)])
    ('seats: +1.2 points', 'clout kept: -0.3 points')
    """
    return tuple(
        f"{term_said(name)}: {by:+.1f} points" for name, by in terms[:TOLD] if abs(by) >= LEAST
    )
