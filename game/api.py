"""The engine for other programs: load a scenario, start a match, read views, give commands.

Every name in ``__all__`` keeps its meaning within a minor version; everything else in the
package may move. Nothing here opens a window, and nothing is written unless a journal is asked for.
Ten examples that run with the tests are in ``game/EXAMPLES.md``. Learners of other packages meet
the game through ``game.adapters``.

A person's seat is ``"human"``, a computer's ``"ai:KIND"`` with a kind of ``AI_KINDS``. The match
waits for what ``pending`` says; the AIs of its own play when they are told to:

>>> from game import api
>>> pack = api.load_scenario("december-2013")
>>> match = api.start_match(pack, {"unions": "human"}, seed=7)
>>> played = match.run_ai()
>>> match.pending()
(Pending(role='unions', kind='agenda'),)

A view holds all that a role may know, and nothing else:

>>> view = match.view("unions")
>>> facts = match.submit(api.ChooseAgenda(role="unions", agenda=view.agendas_dealt[0]))
>>> [fact.kind for fact in facts]
['agenda', 'phase']
>>> match.view("unions").phase, match.view("monitor").agenda == view.agendas_dealt[0]
('bulletin', False)

What may be ordered now, and at what price; what may not says why:

>>> menu = match.view("unions").menu
>>> first = menu.open[0]
>>> first.clout <= 4 and first.reasons == ()
True
>>> match.submit(api.Seal(role="unions", orders=(api.Order(lever=first.lever),)))
Traceback (most recent call last):
    ...
game.errors.IllegalCommandError: Sheets are sealed in the orders phase and in the campaign.

A player of one's own has ``act(view, kind)`` and ``why()``, and is never shown more than a view:

>>> api.play(match, {"unions": api.make_player("idle", "unions", pack, seed=1)})
>>> match.ended, [role for role, score in match.view("spectator").scores]
(True, ['secretary', 'number10', 'monitor', 'unions'])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from game.errors import IllegalCommandError, InputError
from game.lab.experiment import experiment as run_experiment
from game.lab.simulate import simulate as run_many
from game.match import Match
from game.match.seats import HUMAN, default_seats
from game.match.speaking_order import MOST
from game.players import KINDS as AI_KINDS
from game.players import Player, parsed
from game.players import make as make_player
from game.rules.engine import Pending
from game.rules.state.commands import (
    Advance,
    AnswerEvent,
    CaseLine,
    ChooseAgenda,
    Command,
    Leak,
    OfferDeal,
    Order,
    ReplyDeal,
    Seal,
    Stake,
    Unseal,
)
from game.rules.state.deal_terms import Terms
from game.rules.state.facts import Fact
from game.rules.state.menu import LegalOrder
from game.rules.state.view import View
from game.scenario.loader import available
from game.scenario.loader import load as load_scenario
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.validate import validate

__all__ = [
    "AI_KINDS",
    "ROLES",
    "Advance",
    "AnswerEvent",
    "CaseLine",
    "ChooseAgenda",
    "Command",
    "Fact",
    "IllegalCommandError",
    "InputError",
    "Leak",
    "LegalOrder",
    "Match",
    "OfferDeal",
    "Order",
    "Pack",
    "Pending",
    "Player",
    "ReplyDeal",
    "Role",
    "Seal",
    "Stake",
    "Terms",
    "Unseal",
    "View",
    "check_scenario",
    "experiment",
    "legal_orders",
    "load_scenario",
    "make_player",
    "play",
    "resume_match",
    "scenarios",
    "simulate",
    "start_match",
]


def scenarios() -> tuple[str, ...]:
    """Return the ids of the shipped scenarios, in the menu's order."""
    return tuple(name for name, _, _, _ in available())


def start_match(
    pack: Pack,
    seats: Mapping[Role, str] | None = None,
    *,
    seed: int = 0,
    journal: Path | None = None,
) -> Match:
    """Start a match and return it; seats that aren't named are the usual AI's.

    With ``journal`` every command is on disk before it is carried out. Raises InputError if the
    seed or a seat is impossible, or the journal exists.
    """
    return Match.new(pack, {**default_seats(None), **(seats or {})}, seed, journal)


def resume_match(journal: Path, pack: Pack | None = None) -> Match:
    """Go on with the match that a journal keeps; ``pack`` if its scenario isn't a shipped one.

    Raises InputError if the file is no journal.
    """
    return Match.resume(journal, pack)


def play(match: Match, players: Mapping[Role, Player]) -> None:
    """Play a match to its end with players of one's own in the human seats, AIs in the others.

    Raises InputError if a human seat has no player, and IllegalCommandError if a player gives a
    command that isn't lawful; the match then stands as it was before that command.
    """
    missing = [r for r in ROLES if match.seats[r] == HUMAN and r not in players]
    if missing:
        raise InputError(f"Nobody plays for {', '.join(missing)}.")
    while not match.ended:
        match.run_ai()
        waiting = match.pending()
        if not waiting:
            break
        role, kind = waiting[0].role, waiting[0].kind
        if role is not None:
            match.submit(players[role].act(match.view(role), kind))
        else:
            _talk(match, players)
            match.submit(Advance())
    match.announce()


def legal_orders(match: Match, role: Role) -> tuple[LegalOrder, ...]:
    """Return the levers that the role may order now, each with its price and possible targets."""
    return match.view(role).menu.open


def check_scenario(folder: str | Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is wrong with a scenario, and what makes it a poor one: errors, warnings.

    Each is a sentence with file and line. Raises InputError where a file can't be read at all.
    """
    report = validate(folder)
    return report.errors, report.warnings


def simulate(
    scenario: str,
    games: int,
    *,
    seats: Mapping[Role, str] | None = None,
    seed: int = 1,
    quarters: int | None = None,
    jobs: int = 1,
) -> dict[str, Any]:
    """Play games of AIs side by side; return results and figures as the command's JSON has them.

    ``seats`` are kinds of ``AI_KINDS`` by role, personas where nothing is said. Game for game it is
    what ``play`` would make of the seeds. On Windows and macOS ``jobs`` above 1 wants the calling
    program's main part under ``if __name__ == "__main__":``. Raises InputError.
    """
    kinds: dict[Role, str] = dict.fromkeys(ROLES, "persona")
    kinds.update(seats or {})
    for kind in kinds.values():
        parsed(kind)
    return run_many(scenario, kinds, games, seed, quarters, jobs)


def experiment(
    scenario: str,
    settings: Sequence[str] = (),
    *,
    orders: Sequence[str] = (),
    quarters: int | None = None,
    draws: int = 32,
    seed: int = 1,
) -> dict[str, Any]:
    """Run the market with something replaced, against itself on the same luck; return its JSON.

    ``settings`` are ``key=value`` as ``failure-regime experiment --list`` has them, ``orders``
    ``role:quarter:lever``. Raises InputError naming a key and its range.
    """
    return run_experiment(scenario, settings, orders, quarters, draws, seed)


def _talk(match: Match, players: Mapping[Role, Player]) -> None:
    """Let every player speak in talks, until none has anything to say or each has said enough."""
    spoken: Counter[Role] = Counter()
    quiet = False
    while not quiet:
        quiet = True
        for role, player in players.items():
            view = match.view(role)
            if view.phase != "talks" or spoken[role] >= MOST or match.seats[role] != HUMAN:
                continue
            command = player.act(view, "advance")
            if not isinstance(command, Advance):
                match.submit(command)
                match.run_ai()
                spoken[role] += 1
                quiet = False
