"""Pieces of election night: the exit poll, hospital seats' cards, the list, the campaign."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.desktop import map as maps
from game.desktop.kit.layout import Grid, Panel
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
from game.telling.election_night import SeatCard, clock, party, ranges, result_said, seat_winner
from game.telling.formatting import plural
from game.telling.reveal import SHORT, by_role
from game.world.figure_names import NATIONS, REGIONS
from game.world.model import Model

#: At most so many cards at once; the others stay in the list of seats.
_MOST: Final = 40


def poll_rows(told: Telling) -> list[Node]:
    """Return the exit poll as ranges of seats."""
    return [
        Row(Text(party(p), grow=1), Rich(f"[b]{low}–{high}[/]"), gap=10, align="end")
        for p, low, _, high in ranges(told, 4)
    ]


def hospital_cards(session: Session, cards: list[SeatCard], minute: float) -> Node:
    """Return the hospital seats that have declared: independents' wins first, then those in which
    somebody decided something, then the others, the latest first."""
    out = [x for x in cards if x.minute <= minute]
    out.sort(key=lambda x: (x.winner != "insurgent", not x.happened, -x.minute))
    if not out:
        told_of = sum(x.happened for x in cards)
        waiting = empty(
            "hospital",
            f"{plural(told_of, 'hospital seat')} with a story {'has' if told_of == 1 else 'have'} "
            "yet to declare",
            "Ringed in gold on the map. Each comes with its card: the decision, who took it, when, "
            "and the swing against its region's. Below: what the offices did in the campaign.",
        )
        return Column(waiting, acts(session), grow=1)
    won = [x for x in out if x.winner == "insurgent"]
    rest = [x for x in out if x.winner != "insurgent"]
    shown = [_card(x) for x in rest[:_MOST]]
    more = len(rest) - len(shown)
    return Scroll(
        Column(
            *(_set_piece(x) for x in won),
            Grid(*shown, min_column=250, gap=9),
            Note(f"and {more} more in the list of seats") if more > 0 else None,
        ),
        key="night-cards",
    )


def _set_piece(x: SeatCard) -> Node:
    """Return the card of an independent's win over a hospital, which such a night is known for."""
    return Panel(
        Level(
            Icon("hospital", size=40, colour="bad"),
            Column(
                Level(
                    Heading(x.name, grow=1), Chip("independent", fill="warn"), Note(clock(x.minute))
                ),
                Text(f"{x.result}.", weight="semibold"),
                *(Text(said, size="small") for said, _ in x.story),
                Text(x.told_on, size="small") if x.told_on else None,
                gap=3,
                grow=1,
            ),
            gap=14,
        ),
        fill="paper",
        accent="warn",
        pad=(20, 12),
        key=f"seat-{x.seat}",
    )


def _card(x: SeatCard) -> Node:
    token = "bad" if x.beyond >= 0.5 else "good" if x.beyond <= -0.5 else "soft"
    fill = x.winner
    stories = [
        Row(
            RoleMark(role, size=20) if role else Icon("hospital", size=17, colour="soft"),
            Text(said, size="small", grow=1),
            align="start",
        )
        for said, role in x.story
    ]
    return Panel(
        Column(
            Level(
                Text(x.name, weight="semibold", size="lead", grow=1),
                Chip(
                    PARTY_STYLES[fill].letter if fill in PARTY_STYLES else "?",
                    fill=fill,
                    label=party(fill),
                ),
                Note(clock(x.minute)),
            ),
            Text(x.result, size="small", weight="semibold"),
            *stories,
            Rich(f"[{token}]{esc(x.swing)}.[/]", size="small"),
            Text(x.told_on, size="small", weight="semibold") if x.told_on else None,
            gap=4,
        ),
        fill="paper",
        accent=fill,
        pad=(16, 9),
        grow=1,
        key=f"seat-{x.seat}",
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
            Rich(
                f"[b]{esc(o.title)}[/] – {SHORT[o.outcome]}\n[soft]{esc(o.prose)}[/]", size="small"
            )
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
