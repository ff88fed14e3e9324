"""A kept game as a transcript: every command and what followed, in words a person can diff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import assert_never

from game.journal.format import JournalEntry, NoteEntry, Played, Snapshot
from game.journal.positions import moments
from game.journal.scenario_folders import pack_of
from game.journal.store import Journal
from game.journal.timeline import seats
from game.rules.knowledge.disclosure import hears
from game.rules.state import commands as c
from game.rules.state.facts import (
    AgendaChosen,
    DealMoved,
    Fact,
    GaugeMoved,
    MoneyMoved,
    Sealed,
)
from game.rules.state.view import SeenDeal, View, Who
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES, SPECTATOR
from game.telling.choices import choice_lines
from game.telling.deals import contract
from game.telling.figures import told
from game.telling.formatting import clean, listed, number
from game.telling.log import tell, told_before
from game.telling.names import Voice


def transcript(
    path: Path,
    who: str = "spectator",
    *,
    scenario: str | None = None,
    figures: bool = False,
    why: bool = False,
) -> Iterator[str]:
    """Yield the line of play as lines; ``who`` is a reader, or ``all`` for everything.

    With ``figures`` every turn begins with the figures as that reader had read them by then, the
    public for ``all``. With ``why`` each command of an AI's that is told is followed by its best
    choices, with what tells them apart.

    What was played is told, also where the scenario has changed since; ``scenario`` is where a
    person says that it is. Raises InputError for what is no journal of this game.
    """
    with Journal.read(path) as journal:
        entries = list(journal.entries)
        header = journal.header
        warnings = list(journal.warnings)
    pack = pack_of(header, path, scenario)
    place = pack.model.place
    voice = Voice(pack.scenario, place.trust_name, place.trust_id)
    names = dict(zip(place.trust_id, place.trust_name, strict=True))
    cases: dict[int, str] = {}
    yield f"{pack.scenario.title} ({pack.scenario.id})"
    sitting = seats(entries)
    yield "Seats: " + listed(f"{voice.title_of(role)} {sitting[role]}" for role in ROLES) + "."
    yield from warnings
    quarter, said, at = pack.model.first, "", 0
    read: set[int] = set()  # deals whose terms have been told
    for moment in moments(entries, pack):
        yield from _notes(voice, entries[at : moment.entry], who)
        at = moment.entry
        if moment.fault and moment.fault != said:
            said = moment.fault
            yield f"{said} It is told here as it was kept."
        kept, position = moment.kept, moment.position
        if position is not None:
            quarter = position.board.quarter
        given: c.Command | None = None
        if isinstance(kept, Played) and who in ("all", kept.command.role):
            given = kept.command
            yield "> " + command(voice, given, quarter, names, cases)
            if why:
                yield from (f"    {line}" for line in choice_lines(kept.why))
        if position is not None:
            cases |= {x.number: place.trust_name[x.trust] for x in position.board.cases}
            deals = view(pack, position, _reader(who)).deals if moment.facts else ()
            yield from _facts(voice, moment.facts, who, deals, given, read)
        if isinstance(kept, Snapshot):
            digest = f", digest {kept.digest[:16]}" if who == "all" else ""
            yield f"-- Turn {kept.turn}: {voice.quarter(kept.quarter)}{digest} --"
            if figures and position is not None:
                yield from _figures(voice, view(pack, position, _reader(who)))
    yield from _notes(voice, entries[at:], who)


def _figures(voice: Voice, seen: View) -> Iterator[str]:
    """Yield the figures that a view shows, a line each."""
    for spec in voice.scenario.figures:
        figure = seen.figures.get(spec.figure)
        if figure is not None:
            yield f"  {told(voice, figure).line}"


def _notes(voice: Voice, entries: Sequence[JournalEntry], who: str) -> Iterator[str]:
    """Yield the notes among entries: those of the open table, and the reader's own."""
    for entry in entries:
        if isinstance(entry, NoteEntry) and (who == "all" or entry.author in ("", who)):
            by = next((f" of {voice.office(r)}" for r in ROLES if r == entry.author), "")
            yield f"  Note{by}: {clean(entry.text)}"


def command(
    voice: Voice,
    given: c.Command,
    quarter: int,
    trusts: Mapping[str, str] | None = None,
    cases: Mapping[int, str] | None = None,
) -> str:
    """Return a command as one line; ``trusts`` are names by id, ``cases`` hospitals' by number."""
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
            sealed = [order(voice, o, quarter, trusts or {}) for o in given.orders]
            sealed += [case_line(voice, x, cases or {}) for x in given.lines]
            sealed += [case_stake(voice, x, cases or {}) for x in given.stakes]
            what = f"seal {listed(sealed) or 'nothing'}"
        case c.Unseal():
            what = "take the sheet back"
        case c.Inject():
            return f"The facilitator: let “{voice.event(given.event)}” come up"
        case c.Override():
            figure = voice.figure_inside(given.figure)
            return f"The facilitator: set {figure} to {number(given.to, 1)}"
        case _:
            assert_never(given)
    return f"{voice.title_of(given.role)}: {what}"


def order(voice: Voice, given: c.Order, quarter: int, trusts: Mapping[str, str]) -> str:
    """Return one order of a sheet, with whatever it is about by its name."""
    bid = f" +{given.bid}" if given.bid else ""
    on = [clean(trusts.get(trust, trust), 80) for trust in given.trusts]
    on += [voice.office(given.to_role)] if given.to_role else []
    on += [voice.tag(given.tag)] if given.tag else []
    return f"“{voice.lever(given.lever, quarter)}”{bid}" + (f" on {listed(on)}" if on else "")


def _case(number: int, cases: Mapping[int, str]) -> str:
    """Return what a case is called: its hospital, its number where that isn't known."""
    return clean(cases[number], 80) if number in cases else f"case {number}"


def case_line(voice: Voice, given: c.CaseLine, cases: Mapping[int, str]) -> str:
    """Return what a sheet decides about a case."""
    backing = f" +{given.backing}" if given.backing else ""
    return f"“{voice.way(given.way)}”{backing} for {_case(given.case, cases)}"


def case_stake(voice: Voice, given: c.Stake, cases: Mapping[int, str]) -> str:
    """Return what a sheet stakes on a case."""
    return f"{given.clout} {given.side} “{voice.way(given.way)}” for {_case(given.case, cases)}"


def _facts(
    voice: Voice,
    facts: tuple[Fact, ...],
    who: str,
    deals: tuple[SeenDeal, ...],
    given: c.Command | None,
    read: set[int],
) -> Iterator[str]:
    """Yield facts as lines; what the command above them has just said is not said again."""
    for fact in facts:
        known = who == "all" or hears(fact, _reader(who))
        if not known or isinstance(fact, (MoneyMoved, GaugeMoved)) or _said(fact, given):
            continue
        if isinstance(fact, DealMoved) and isinstance(given, c.OfferDeal):
            told_before(fact, read)
            yield f"  It is deal {fact.deal}."
        else:
            yield "  " + tell(voice, fact, deals, terms_known=told_before(fact, read))


def _said(fact: Fact, given: c.Command | None) -> bool:
    """Tell whether a fact says no more than its command: a sheet sealed, an agenda kept."""
    match given:
        case c.ChooseAgenda():
            return isinstance(fact, AgendaChosen)
        case c.Seal() | c.Unseal():
            return isinstance(fact, Sealed)
        case c.ReplyDeal():
            return isinstance(fact, DealMoved) and fact.move in ("declined", "withdrawn")
        case _:
            return False


def _reader(who: str) -> Who:
    """Return the reader meant; ``all`` hears everything, but of deals what the public knows."""
    return next((role for role in ROLES if role == who), SPECTATOR)
