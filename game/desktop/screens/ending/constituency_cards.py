"""Pieces of election night: the exit poll, hospital seats' cards, the list, the campaign."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.desktop import map as maps
from game.desktop.kit.layout import Flow, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.words import Heading, Icon, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.contract import empty
from game.rules.election.election_night import Telling
from game.scenario.schema.base import SPECTATOR
from game.telling.charts.palette import PARTY_STYLES
from game.telling.election_night import clock, ranges
from game.telling.formatting import plural
from game.telling.night_moments import (
    HospitalStory,
    MomentKind,
    NightMoment,
    WatchedSeat,
    about,
    stories,
)
from game.telling.reveal import SHORT, by_role
from game.telling.seat_cards import SeatCard, party, result_said, seat_winner
from game.world.figure_names import NATIONS, REGIONS
from game.world.model import Model

#: At most so many cards at once, and seats on each; the others stay in the list of seats.
_MOST: Final = 24
_SEATS: Final = 6
#: The edge and icon of a moment's banner.
_BANNERS: Final[dict[MomentKind, tuple[str, str]]] = {
    "first": ("primary", "ballot"),
    "watched": ("warn", "eye"),
    "insurgent": ("danger", "hospital"),
    "certain": ("good", "flag"),
    "conceded": ("none", "megaphone"),
}


def poll_rows(told: Telling) -> list[Node]:
    """Return the exit poll as ranges of seats."""
    return [
        Row(Text(party(p), grow=1), Rich(f"[b]{low}–{high}[/]"), gap=10, align="end")
        for p, low, _, high in ranges(told, 4)
    ]


def hospital_cards(session: Session, cards: list[SeatCard], minute: float) -> Node:
    """Return the hospitals of seats that have declared, each told once, the weightiest first."""
    out = stories(cards, minute)
    if not out:
        told_of = len(stories(cards, float("inf")))
        waiting = empty(
            "hospital",
            f"{plural(told_of, 'hospital')} with a story {'has' if told_of == 1 else 'have'} "
            "yet to be heard of",
            "Their seats are ringed in gold on the map. Each hospital comes with its card: the "
            "decision, who took it, when, and what it cost. Below: what the offices did in the "
            "campaign.",
        )
        return Column(waiting, acts(session), grow=1)
    more = len(out) - _MOST
    return Scroll(
        Column(
            *(_story(x) for x in out[:_MOST]),
            Note(f"and {more} more in the list of seats") if more > 0 else None,
            gap=9,
        ),
        key="night-cards",
    )


def watch_list(watched: list[WatchedSeat], minute: float) -> Node:
    """Return the seats to watch: why before they declare, how they went after."""
    return Scroll(
        Column(*(_watched(i, w, minute) for i, w in enumerate(watched, 1)), gap=9),
        key="night-watched",
    )


def _watched(number: int, w: WatchedSeat, minute: float) -> Node:
    x, out = w.card, w.card.minute <= minute
    (said, role) = x.story[0]
    due = Note(clock(x.minute))
    return Panel(
        Column(
            Level(
                Text(str(number), size="title", weight="serif_bold", colour="soft"),
                Text(x.name, weight="serif_bold", size="lead", grow=1),
                Chip(_letter(x.winner), fill=x.winner, label=party(x.winner)) if out else None,
                due if out else Note(f"about {about(w)}"),
                gap=10,
            ),
            Row(
                RoleMark(role, size=20) if role else Icon("hospital", size=17, colour="soft"),
                Text(said, size="small", grow=1),
                align="start",
            ),
            Text(f"{x.result}.", size="small", weight="semibold")
            if out
            else Text(w.why, size="small", colour="soft"),
            Text(x.told_on, size="small") if out and x.told_on else None,
            gap=4,
        ),
        fill="paper" if out else "panel",
        accent=x.winner if out else "warn",
        pad=(16, 9),
        key=f"watched-{x.seat}",
    )


def _letter(winner: str) -> str:
    """Return the letter that stands for a party on the map."""
    return PARTY_STYLES[winner].letter if winner in PARTY_STYLES else "?"


def banner(moment: NightMoment | None, otherwise: str) -> Node:
    """Return a moment across the screen, as a broadcaster shows it; a quiet line between two."""
    if moment is None:
        said = Text(otherwise or "The last seats are counted.", colour="soft", grow=1)
        return Panel(Level(Icon("clock", size=26, colour="soft"), said, gap=14), pad=(18, 8))
    fill, icon = _BANNERS[moment.kind]
    return Panel(
        Level(
            Icon(icon, size=26),
            Text(moment.headline, size="title", weight="serif_bold", role="status"),
            Text(moment.said, grow=1),
            Note(clock(moment.minute)),
            gap=14,
        ),
        fill="paper",
        accent=fill,
        pad=(18, 8),
        key="banner",
    )


def _story(h: HospitalStory) -> Node:
    """Return a hospital's card: what was done, what it cost, and its seats."""
    first = h.seats[0]
    won = first.winner == "insurgent"
    token = "bad" if first.local <= -0.05 else "good" if first.local >= 0.05 else "soft"
    shown = h.seats[:_SEATS]
    rows = [
        Row(
            RoleMark(role, size=20) if role else Icon("hospital", size=17, colour="soft"),
            Text(said, size="small", grow=1),
            align="start",
        )
        for said, role in first.story
    ]
    others = len(h.seats) - len(shown)
    return Panel(
        Column(
            Level(
                Text(h.trust or first.name, weight="serif_bold", size="lead", grow=1),
                Chip("an independent won", fill="warn") if won else None,
                Note(clock(max(x.minute for x in h.seats))),
            ),
            *rows,
            Rich(f"[{token}]{esc(h.said)}[/]", size="small"),
            Flow(
                *(
                    Chip(
                        f"[b]{_letter(x.winner)}[/] {esc(x.name)}",
                        fill=x.winner,
                        label=f"{x.name}: {x.result}",
                        tip=f"[b]{esc(x.name)}[/]\n{esc(x.result)}\n{esc(x.swing)}. "
                        f"{esc(x.told_on)}",
                    )
                    for x in shown
                ),
                Note(f"and {others} more") if others > 0 else None,
                gap=5,
            ),
            Text(first.told_on, size="small", weight="semibold")
            if "Without" in first.told_on
            else None,
            gap=4,
        ),
        fill="paper",
        accent=first.winner,
        pad=(16, 9),
        key=f"hospital-{first.seat}",
    )


def declared_table(model: Model, told: Telling, minute: float) -> Node:
    """Return every seat that has declared, the latest first."""
    done = [int(s) for s in told.declared.order[::-1] if told.declared.minute[s] <= minute]
    done.sort(key=lambda s: -int(told.declared.minute[s]))
    codes = [*REGIONS, *NATIONS]
    country = model.country
    return Table(
        "Seats declared",
        [
            Col(
                "Seat",
                lambda s: esc(country.seat_name[s]),
                lambda s: country.seat_name[s],
                grow=1,
                rank=9,
            ),
            Col(
                "Region",
                lambda s: maps.REGION_NAMES[codes[int(country.region[s])]],
                lambda s: int(country.region[s]),
                rank=3,
            ),
            Col(
                "Result",
                lambda s: esc(_result(model, told, s)),
                lambda s: seat_winner(told, s),
                rank=8,
            ),
            Col(
                "Swing",
                lambda s: _swing(told, s),
                lambda s: float(told.declared.swing[s]),
                align="right",
                rank=6,
                down=True,
                tip="From the leading governing party to the opposition, in points.",
            ),
            Col(
                "Time",
                lambda s: clock(float(told.declared.minute[s])),
                lambda s: int(told.declared.minute[s]),
                align="right",
                rank=5,
            ),
        ],
        done,
        row_key=str,
        key="declared",
        grow=1,
        empty="No seat has declared yet.",
    )


def _result(model: Model, told: Telling, seat: int) -> str:
    return result_said(model, told, seat).split(",")[0]


def _swing(told: Telling, seat: int) -> str:
    value = float(told.declared.swing[seat])
    if np.isclose(value, 0.0):
        return "[soft]–[/]"
    return f"[{'bad' if value > 0 else 'good'}]{value:+.1f}[/]".replace("-", "−")


def acts(session: Session) -> Node:
    """Return what the offices did in the five weeks, revealed with the poll."""
    voice, quarter = session.voice, session.view.quarter
    rows: list[Node] = []
    for role, found in by_role(voice, session.match.log_for(SPECTATOR), quarter):
        said = [
            Rich(f"[b]{esc(o.title)}[/] – {SHORT[o.outcome]}\n[soft]{esc(o.news)}[/]", size="small")
            for o in found
        ] or [Rich("[soft]Nothing in public.[/]", size="small")]
        rows.append(
            Panel(
                Row(
                    RoleMark(role, size=26),
                    Column(Heading(voice.title_of(role), size="lead"), *said, gap=4, grow=1),
                    gap=12,
                    align="start",
                ),
                pad=(14, 10),
            )
        )
    return Scroll(Column(*rows), key="acts")
