"""A kept game as a transcript: every command and what followed, in words a person can diff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from game.journal.format import Played, Snapshot
from game.journal.scenario_folders import pack_of
from game.journal.store import Journal
from game.journal.timeline import line_of_play, seats
from game.rules import engine
from game.rules.state import commands as c
from game.rules.state.facts import Fact, GaugeMoved, MoneyMoved
from game.rules.state.view import SeenDeal, Who
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES, SPECTATOR
from game.telling.deals import contract
from game.telling.formatting import listed
from game.telling.log import tell
from game.telling.names import Voice


def transcript(path: Path, who: str = "spectator") -> Iterator[str]:
    """The line of play as lines; ``who`` is a reader, or ``all`` for everything.

    Plays the commands again. Raises InputError for what is no journal of this game.
    """
    with Journal.read(path) as journal:
        entries = list(journal.entries)
        header = journal.header
        warnings = list(journal.warnings)
    pack = pack_of(header, path)
    position, first = engine.start(pack, header.seed)
    voice = Voice(pack.scenario, pack.model.place.trust_name)
    yield f"{pack.scenario.title} ({pack.scenario.id})"
    sitting = seats(entries)
    yield "Seats: " + listed(f"{voice.title_of(role)} {sitting[role]}" for role in ROLES) + "."
    yield from warnings
    yield from _facts(voice, first, who, ())
    for number in line_of_play(entries):
        entry = entries[number]
        if isinstance(entry, Snapshot):
            digest = f", digest {engine.digest(position)[:16]}" if who == "all" else ""
            yield f"-- Turn {entry.turn}: {voice.quarter(entry.quarter)}{digest} --"
        elif isinstance(entry, Played):
            position, happenings = engine.apply(pack, position, entry.command)
            if who in ("all", entry.command.role):
                yield "> " + command(voice, entry.command, position.board.quarter)
            reader = _reader(who)
            deals = view(pack, position, reader).deals
            yield from _facts(voice, happenings, who, deals)


def command(voice: Voice, given: c.Command, quarter: int) -> str:
    """A command as one line."""
    match given:
        case c.Advance():
            return "The table moves on"
        case c.ChooseAgenda():
            what = f"keep the agenda “{voice.agenda(given.agenda)}”"
        case c.AnswerEvent():
            what = f"answer “{voice.option(given.event, given.option)}”"
        case c.OfferDeal():
            what = f"offer – {contract(voice, given.terms)}"
        case c.ReplyDeal():
            what = f"{given.reply} deal {given.deal}"
        case c.Leak():
            what = f"leak {voice.figure_inside(given.figure)}"
        case c.Seal():
            what = f"seal {listed(order(voice, o, quarter) for o in given.orders) or 'nothing'}"
        case c.Unseal():
            what = "take the sheet back"
        case _:
            assert_never(given)
    return f"{voice.title_of(given.role)}: {what}"


def order(voice: Voice, given: c.Order, quarter: int) -> str:
    """One order of a sheet."""
    bid = f" +{given.bid}" if given.bid else ""
    on = [*given.trusts, *([given.to_role] if given.to_role else []), *filter(None, [given.tag])]
    return f"“{voice.lever(given.lever, quarter)}”{bid}" + (f" on {listed(on)}" if on else "")


def _facts(
    voice: Voice, facts: tuple[Fact, ...], who: str, deals: tuple[SeenDeal, ...]
) -> Iterator[str]:
    for fact in facts:
        known = who == "all" or fact.seen_by is None or who in fact.seen_by
        if known and not isinstance(fact, (MoneyMoved, GaugeMoved)):
            yield "  " + tell(voice, fact, deals)


def _reader(who: str) -> Who:
    """The reader meant; ``all`` hears everything, but deals are told as the public knows them."""
    return next((role for role in ROLES if role == who), SPECTATOR)
