"""What the computer's players decided in a kept game, and what they weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.journal.format import Played, Snapshot
from game.rules.phase_table import Phase
from game.rules.state.commands import AnswerEvent, Command, OfferDeal, ReplyDeal, Seal
from game.scenario.schema.base import Role
from game.telling.choices import WeighedChoice, weighed
from game.telling.names import humanised
from game.telling.transcript import command
from game.workshop.kept_game import KeptGame

#: The decisions that are told, and where each is made.
_PHASES: Final[dict[type[Command], Phase]] = {
    AnswerEvent: "event",
    OfferDeal: "talks",
    ReplyDeal: "talks",
    Seal: "orders",
}


@dataclass(frozen=True, slots=True)
class AiDecision:
    """One decision of a computer's player: when, whose, as what kind of player, and in words.

    ``phase`` is where it was made: an answer in the event, offers and replies in talks, sheets in
    the orders. ``choices`` are what it weighed, the best first.
    """

    quarter: int
    turn: int
    role: Role
    player: str
    did: str
    phase: Phase
    choices: tuple[WeighedChoice, ...]


def ai_decisions(game: KeptGame) -> tuple[AiDecision, ...]:
    """Return the decisions of the line of play of which reasons are kept, oldest first."""
    quarter, turn = game.pack.model.first, 0
    cases: dict[int, str] = {}
    found = []
    for moment in game.moments:
        kept = moment.kept
        if isinstance(kept, Snapshot):
            quarter, turn = kept.quarter, kept.turn
        elif isinstance(kept, Played) and kept.author.startswith("ai:"):
            given, choices, role = kept.command, weighed(kept.why), kept.command.role
            if choices and role is not None and isinstance(given, tuple(_PHASES)):
                said = command(game.voice, given, quarter, game.trust_names, cases)
                did = said.removeprefix(f"{game.voice.title_of(role)}: ")
                player = humanised(kept.author.removeprefix("ai:").replace(":", ", "))
                phase = _PHASES[type(given)]
                found.append(AiDecision(quarter, turn, role, player, did, phase, choices))
        if moment.position is not None:
            names = game.pack.model.place.trust_name
            cases |= {x.number: names[x.trust] for x in moment.position.board.cases}
    return tuple(found)
