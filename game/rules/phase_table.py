"""Each phase of a game once: whom it awaits, what it allows, its screen, what may follow.

A new phase is a name and a row here, the case that leaves it in ``rules.phases.leave`` and
words in ``telling.names``; whoever asks what a phase allows reads the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Phase = Literal[
    "agendas",  # each role keeps one of two agendas
    "bulletin",  # last quarter's published figures; red boxes
    "event",  # a named role answers
    "talks",
    "orders",  # sealed
    "reveal",  # who did what; contests
    "papers",  # the market quarter has run: press, polls, checks, bands
    "campaign",  # five weeks: campaign acts only, sealed
    "ended",
]
#: The command that a phase waits for: of every office that has not yet kept its agenda, of the
#: role that an event names, of every office whose sheet is open, or of anyone ("advance").
Awaited = Literal["agenda", "answer", "seal", "advance"]
#: The screen on which a phase is played, by its noun; surfaces know how each looks.
ScreenKey = Literal["briefing", "dashboard", "reveal", "report", "election_night"]


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase: what it awaits and allows, its screen, and the phases that may follow."""

    awaits: Awaited | None  # None: nothing, the game has ended
    screen: ScreenKey
    next: tuple[Phase, ...]
    talks: bool = False  # offers, replies and leaks are heard
    drafts: bool = False  # a role sees its levers, and may draft its orders
    in_quarter: bool = False  # one of the steps of every quarter
    begins_turn: bool = False  # a turn begins with it: a snapshot is kept
    market_over: bool = False  # no market quarter is to come: all figures are out


#: In the order of play.
PHASE_TABLE: Final[dict[Phase, PhaseRow]] = {
    "agendas": PhaseRow(awaits="agenda", screen="briefing", next=("bulletin",), drafts=True),
    "bulletin": PhaseRow(
        awaits="advance",
        screen="dashboard",
        next=("event", "talks"),
        talks=True,
        drafts=True,
        in_quarter=True,
        begins_turn=True,
    ),
    "event": PhaseRow(
        awaits="answer",
        screen="dashboard",
        next=("talks",),
        talks=True,
        drafts=True,
        in_quarter=True,
    ),
    "talks": PhaseRow(
        awaits="advance",
        screen="dashboard",
        next=("orders", "event"),  # the facilitator may let an event come up
        talks=True,
        drafts=True,
        in_quarter=True,
    ),
    "orders": PhaseRow(
        awaits="seal", screen="dashboard", next=("reveal",), drafts=True, in_quarter=True
    ),
    "reveal": PhaseRow(
        awaits="advance", screen="reveal", next=("papers", "ended"), in_quarter=True
    ),
    "papers": PhaseRow(
        awaits="advance", screen="report", next=("bulletin", "campaign"), in_quarter=True
    ),
    "campaign": PhaseRow(
        awaits="seal",
        screen="dashboard",
        next=("ended",),
        drafts=True,
        begins_turn=True,
        market_over=True,
    ),
    "ended": PhaseRow(
        awaits=None, screen="election_night", next=(), begins_turn=True, market_over=True
    ),
}
