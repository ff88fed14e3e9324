"""One office's pack: brief, agendas, cards, and the slips that it writes on."""

from __future__ import annotations

from typing import Any

from game.rules.constants import ORDERS_A_SHEET
from game.rules.state.menu import LegalOrder
from game.scenario.schema.base import ROLES, Role
from game.telling.agendas import steps_said
from game.telling.cards import card
from game.telling.figures import OWN, first_of
from game.telling.formatting import clean, number, quantity
from game.telling.names import CLOUT, humanised
from game.telling.rulebook import bonds, way_share
from game.telling.scores import wants
from game.workshop.press.game_start import Opening
from game.workshop.press.paper import Document, PaperSheet, by_height, chunks, paged
from game.workshop.press.phrases import Wording, words

#: Order sheets, deal slips and prediction slips on a page.
_SHEETS, _DEALS, _PREDICTIONS = 4, 3, 6
#: What a column of cards holds, in lines, and letters of such a line.
_ROOM, _LETTERS = 68.0, 62


def office_pack(opening: Opening, wording: Wording, role: Role, rounds: int) -> Document:
    """Return everything that one office holds in its hands."""
    voice = opening.voice
    sheets = [
        PaperSheet("brief", f"You are {voice.office(role)}", _brief(opening, wording, role)),
        PaperSheet("agendas", "Two secret agendas: keep one", {"agendas": _agendas(opening, role)}),
        PaperSheet("strategy", "Strategy slip", {"office": voice.title_of(role)}),
        *_cards(opening, role),
        *_order_sheets(opening, role, rounds),
        PaperSheet(
            "deals",
            "Deal slips",
            {
                "office": voice.title_of(role),
                "others": [voice.title_of(r) for r in ROLES if r != role],
                "clauses": list(words().clauses.values()),
                "bonds": bonds(),
                "slips": range(2),
            },
        ),
        PaperSheet(
            "predictions",
            "Prediction slips",
            {
                "office": voice.title_of(role),
                "figures": [voice.figure(f) for f in _public(opening)],
                "slips": range(_PREDICTIONS),
            },
        ),
    ]
    return Document(role, voice.title_of(role), "one for this office", tuple(sheets))


def _public(opening: Opening) -> list[str]:
    return [f for f in first_of(opening.voice) if f in opening.public.figures]


def _brief(opening: Opening, wording: Wording, role: Role) -> dict[str, Any]:
    voice, view = opening.voice, opening.views[role]
    scenario = voice.scenario
    public = opening.public.figures
    own = [
        s for s in scenario.figures if role in s.visibility.exact_to and s.figure in view.figures
    ]
    mine = [s.figure for s in own]
    shown = [f for f in OWN[role] if f in view.figures]
    shown += [f for f in mine if f not in shown][: 9 - len(shown)]
    first = [s for s in scenario.suggested if s.role == role][:3]
    return {
        "office": voice.title_of(role),
        "headline": clean(scenario.headline, 200),
        "span": f"{voice.quarter(view.first)} to {voice.quarter(view.last)}",
        "words": wording.office(role),
        "clout": CLOUT[role],
        "paying": wording.fill("{clout_start} to begin with, {clout_income} a quarter"),
        "on_the_way": way_share(scenario),
        "scored": [(points, name) for name, points in wants(voice, role)],
        "alone": [
            {
                "title": voice.figure(f),
                "value": quantity(view.figures[f].value, voice.unit(f)),
                "hidden": f not in public,
            }
            for f in shown
        ],
        "others_alone": max(0, len(mine) - len(shown)),
        "first": [
            {
                "code": voice.code(s.lever),
                "title": voice.lever(s.lever, view.quarter),
                "why": clean(s.why, 300),
            }
            for s in first
        ],
    }


def _agendas(opening: Opening, role: Role) -> list[dict[str, Any]]:
    voice, view = opening.voice, opening.views[role]
    found = []
    for agenda in view.agendas_dealt:
        said = voice.scenario.agenda(agenda)
        found.append(
            {
                "title": voice.agenda(agenda),
                "prose": clean(said.prose, 400),
                "steps": steps_said(voice, view, agenda),
            }
        )
    return found


def _cards(opening: Opening, role: Role) -> list[PaperSheet]:
    """Return the pages of lever cards, signature and campaign cards last."""
    voice, view = opening.voice, opening.views[role]
    arrows = opening.arrows(role)
    order = {"lever": 0, "signature": 1, "campaign": 2}
    lever = voice.scenario.lever
    menu = {o.lever: o for o in view.menu}
    found = []
    for item in sorted(
        (x for x in voice.scenario.levers if x.role == role),
        key=lambda x: (order[x.kind], int(voice.code(x.id)[1:])),
    ):
        legal = menu.get(item.id) or LegalOrder(item.id, item.clout, item.purse_m, ())
        text = card(voice, legal, view.quarter, arrows.get(item.id) or opening.rough[item.id])
        tags = item.target.tags if item.target is not None else ()
        found.append(
            {
                "code": text.code,
                "title": text.title,
                "price": text.price,
                "kind": {
                    "lever": "",
                    "signature": "signature: once a game",
                    "campaign": "campaign",
                }[lever(item.id).kind],
                "prose": text.prose,
                "arrows": [_kept_together(arrow) for arrow in text.arrows[:5]],
                "asks": text.asks,
                "kinds": [f"K{n} {humanised(t).lower()}" for n, t in enumerate(tags, 1)],
                "counters": text.counters,
                "needs": clean(item.requires_text, 200).removeprefix("needs "),
                "signer": voice.office(s) if (s := item.signer(view.quarter)) else "",
                "sources": "; ".join(text.sources),
            }
        )
    columns = by_height(found, [_lines(one) for one in found], _ROOM)
    return paged("cards", "Cards: your own alone", "columns", chunks(columns, 2))


def _kept_together(arrow: str) -> str:
    """Return an arrow that no line's end parts from what it points at."""
    return arrow.replace(" ", "\N{NO-BREAK SPACE}", 1)


def _lines(shown: dict[str, Any]) -> float:
    """Return about how many lines a card takes."""
    texts = [shown["prose"], shown["asks"], shown["counters"], shown["needs"], shown["sources"]]
    texts += ["; ".join(shown["arrows"]), "; ".join(shown["kinds"]), shown["signer"]]
    return 4.2 + sum(-(-len(text) // _LETTERS) for text in texts if text)


def _order_sheets(opening: Opening, role: Role, rounds: int) -> list[PaperSheet]:
    voice, view = opening.voice, opening.public
    quarters = [voice.quarter(view.first + n) for n in range(rounds)] + ["The campaign"]
    pages = [quarters[at : at + _SHEETS] for at in range(0, len(quarters), _SHEETS)]
    return paged(
        "orders",
        "Order sheets",
        "quarters",
        pages,
        office=voice.title_of(role),
        orders=range(1, ORDERS_A_SHEET + 1),
        letter=voice.code(next(x.id for x in voice.scenario.levers if x.role == role))[0],
        most=number(ORDERS_A_SHEET),
    )
