"""What lies in the middle of a table: rules, cases, the board, events, hospitals and seats."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.scenario.card_codes import way_codes
from game.scenario.schema.cards import Event
from game.scenario.schema.scenario import GaugeRule, PoliticsTerm
from game.telling import glossary
from game.telling.cards import price, sources
from game.telling.cases import case_card
from game.telling.figures import arrow, first_of
from game.telling.formatting import clean, number, quantity
from game.telling.names import Voice, humanised
from game.workshop.press import causal_map
from game.workshop.press.game_start import Opening
from game.workshop.press.paper import Document, PaperSheet, by_height, chunks, paged
from game.workshop.press.phrases import Wording, words
from game.world import quarter_calendar
from game.world.figure_names import DERIVED, NATIONS, REGIONS, WINGS

#: Hospitals, seats, and terms of the glossary on a page.
_HOSPITALS, _SEATS = 128, 116
#: What a column of event cards holds, in lines, and letters of a line.
_ROOM, _LETTERS = 68.0, 60


def table_pack(opening: Opening, wording: Wording, rounds: int) -> Document:
    """Return everything that a table shares."""
    return Document(
        "table",
        "The table",
        "one for each table",
        (
            PaperSheet("rules", "The rules on a page", _rules(opening, wording)),
            *_cases(opening),
            PaperSheet("stakes", "Stake slips", {"slips": range(8)}),
            *_glossary(opening),
            _drawn_map(opening),
            *_causal_map(opening),
            PaperSheet("board", "Timeline board", _board(opening, rounds)),
            *_events(opening),
            *_hospitals(opening),
            *_seats(opening),
        ),
    )


def _rules(opening: Opening, wording: Wording) -> dict[str, Any]:
    rules = words().rules
    return {
        "headline": clean(opening.voice.scenario.headline, 200),
        "paragraphs": [{"head": p.head, "text": wording.fill(p.text)} for p in rules],
        "outcomes": [o.title for o in opening.voice.scenario.outcomes],
    }


def _cases(opening: Opening) -> list[PaperSheet]:
    voice, view = opening.voice, opening.public
    codes = way_codes(voice.scenario)
    seats = opening.pack.model.country.seat_name
    found = []
    for case in view.cases:
        said = case_card(voice, view, case, seats)
        ways = [
            {
                "code": codes[way.way],
                "title": way.title,
                "price": way.price,
                "does": way.does,
                "gains": "; ".join(way.gains),
                "loses": "; ".join(way.loses),
                "itself": not seen.may_choose,
            }
            for way, seen in zip(said.ways, case.ways, strict=True)
        ]
        found.append({"case": said, "trust": case.trust, "ways": ways})
    empty: list[dict[str, Any]] = []
    pages = chunks(found, 1) or [tuple(empty)]
    return paged("cases", "Case cards", "cases", pages, blank=False)


def _glossary(opening: Opening) -> list[PaperSheet]:
    voice = opening.voice
    known = {s.figure for s in voice.scenario.figures if s.figure in opening.public.figures}
    wanted = [
        e
        for e in glossary.entries(voice)
        if e.kind == "word" or (e.kind == "figure" and e.id in known)
    ]
    wanted.sort(key=lambda e: e.term.lower())
    heights = [0.6 + -(-(len(e.term) + len(e.text) + 2) // 66) for e in wanted]
    pages = by_height(wanted, heights, 146.0)
    return paged("glossary", "Glossary", "entries", pages)


def _drawn_map(opening: Opening) -> PaperSheet:
    voice = opening.voice
    rules = [rule for rule in voice.scenario.politics if rule.terms]
    pushes = [
        causal_map.CausalTerm(_source(term), rule.gauge, term.weight > 0)
        for rule in rules
        for term in rule.terms
    ]
    pushes += [causal_map.CausalTerm(wing, derived, True) for derived in DERIVED for wing in WINGS]
    titles = {_source(t): _title_inside(voice, t) for rule in rules for t in rule.terms}
    titles |= {wing: voice.figure_inside(wing) for wing in WINGS}
    titles |= {p.gauge: voice.figure(p.gauge) for p in pushes}
    shows = {
        "map": causal_map.drawn(titles, pushes),
        "width": causal_map.WIDTH,
        "height": causal_map.HEIGHT,
    }
    return PaperSheet("map_drawn", "Causal map", shows)


def _source(term: PoliticsTerm) -> str:
    """Return where a term's push comes from: a figure, or, from outside, what is usual of it."""
    return f"usual {term.figure}" if term.usual else term.figure


def _title_inside(voice: Voice, term: PoliticsTerm) -> str:
    """Return the name of what a term reads, inside a sentence."""
    title = voice.figure_inside(term.figure)
    return f"usual {title}" if term.usual else title


def _causal_map(opening: Opening) -> list[PaperSheet]:
    rules = [_gauge(opening, rule) for rule in opening.voice.scenario.politics if rule.terms]
    heights = [1.4 + max(len(r["up"]), len(r["down"])) for r in rules]
    return paged("map", "Causal map: what moves what", "rules", by_height(rules, heights, 80.0))


def _gauge(opening: Opening, rule: GaugeRule) -> dict[str, Any]:
    voice = opening.voice

    def told(sign: int) -> list[dict[str, str]]:
        terms = [t for t in rule.terms if t.weight * sign > 0]
        return [{"cause": humanised(t.cause), "figure": _title_inside(voice, t)} for t in terms]

    return {"title": voice.figure(rule.gauge), "up": told(1), "down": told(-1)}


def _board(opening: Opening, rounds: int) -> dict[str, Any]:
    voice, view = opening.voice, opening.public
    figures = [f for f in first_of(voice) if f in view.figures][:5]
    return {
        "quarters": [voice.quarter(view.first + n) for n in range(min(rounds, 8))],
        "figures": [
            {"title": voice.figure(f), "start": quantity(view.figures[f].value, voice.unit(f))}
            for f in figures
        ],
    }


def event_card(opening: Opening, event: Event) -> dict[str, Any]:
    """Return an event as it is printed: its prose, answers with prices, and what they move."""
    voice = opening.voice
    options = [
        {
            "title": voice.option(event.id, option.id),
            "price": price(option.clout, option.purse_m),
            "prose": clean(option.prose, 400),
            "arrows": "  ".join(
                arrow(voice, a) for a in opening.rough.get(f"{event.id}/{option.id}", ())[:3]
            ),
        }
        for option in event.options
    ]
    return {
        "id": event.id,
        "title": voice.event(event.id),
        "prose": clean(event.prose, 900),
        "answers": voice.office(event.answers),
        "options": options,
        "when": when(opening, event),
        "sources": "; ".join(sources(event.claims, event.source)),
    }


def when(opening: Opening, event: Event) -> str:
    """Return when an event may come, in words."""
    voice = opening.voice
    if event.on is not None:
        return f"comes in {voice.quarter(quarter_calendar.parse(event.on))}"
    first, last = (
        None if q is None else voice.quarter(quarter_calendar.parse(q))
        for q in (event.period.first, event.period.last)
    )
    if first and last:
        return first if first == last else f"{first} to {last}"
    if first or last:
        return f"from {first}" if first else f"up to {last}"
    return "any quarter"


def _events(opening: Opening) -> list[PaperSheet]:
    cards = [event_card(opening, event) for event in opening.voice.scenario.events]
    columns = by_height(cards, [_lines(one) for one in cards], _ROOM)
    return paged("events", "Event cards", "columns", chunks(columns, 2))


def _lines(shown: dict[str, Any]) -> float:
    texts = [shown["prose"], shown["sources"]]
    for option in shown["options"]:
        texts += [f"{option['title']} ({option['price']})", option["prose"], option["arrows"]]
    return 4.5 + sum(-(-len(text) // _LETTERS) for text in texts if text)


def _hospitals(opening: Opening) -> list[PaperSheet]:
    columns = opening.public.trusts
    rows = [
        {
            "id": columns.id[n],
            "name": clean(columns.name[n], 80),
            "region": REGIONS[int(columns.region[n])],
            "ft": int(columns.status[n]) == 1,
            "listed": bool(columns.listed[n]),
            "marginal": bool(columns.marginal[n]),
        }
        for n in np.argsort(np.array(columns.name), kind="stable").tolist()
    ]
    pages = chunks(rows, _HOSPITALS)
    listed = sum(row["listed"] for row in rows)
    return paged("hospitals", "Hospitals at the start", "rows", pages, listed=listed)


def _seats(opening: Opening) -> list[PaperSheet]:
    country, columns = opening.pack.model.country, opening.public.trusts
    regions = (*REGIONS, *NATIONS)
    rows = []
    votes = np.sort(country.votes, axis=0)
    leads = 100 * (votes[-1] - votes[-2]) / np.maximum(votes.sum(axis=0), 1)
    for seat in np.argsort(leads, kind="stable").tolist():
        if not country.marginal[seat]:
            continue
        near = int(country.near_trust[seat, 0])
        rows.append(
            {
                "name": clean(country.seat_name[seat], 60),
                "region": regions[int(country.region[seat])],
                "lead": number(float(leads[seat]), 1),
                "trust": columns.id[near] if near >= 0 else "",
                "hospital": clean(columns.name[near], 80) if near >= 0 else "",
                "listed": near >= 0 and bool(columns.listed[near]),
            }
        )
    pages = chunks(rows, _SEATS)
    return paged("seats", "The government's marginal seats", "rows", pages)
