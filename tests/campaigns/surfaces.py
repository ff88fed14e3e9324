"""Everything that a reader of a match can be shown in words, each surface as one text."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np

from game.errors import InputError
from game.journal.format import Header
from game.journal.public_file import PublicFile, plain, public_path
from game.journal.store import Journal
from game.match import Match
from game.rules import engine
from game.rules.phase_table import PHASE_TABLE
from game.rules.state import deal_terms
from game.rules.state.commands import (
    Advance,
    AnswerEvent,
    ChooseAgenda,
    Command,
    Leak,
    OfferDeal,
    Order,
    ReplyDeal,
    Seal,
    Unseal,
)
from game.rules.state.deal_terms import Terms
from game.rules.state.view import Who
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import Voice, front_page, gauge_changes, log, money_flows, papers, reveal, scores
from game.telling.cards import cards
from game.terminal import order_sheet, talks
from game.terminal.lookup import Lookup
from game.terminal.prompts import Console, StoppedError
from game.terminal.watch import Wall
from game.workshop.kept_game import kept_game
from game.workshop.press.debrief import debrief
from game.workshop.tables import Pulse, said
from game.workshop.wall import WallState
from game.workshop.wall_pages import pages
from game.world import quarter_calendar

QUESTIONS = ("figures", "log 500", "deals", "trusts", "trusts LN", "turns", "notes", "help",
             "source morale", "source word")  # fmt: skip
SHEET = ("menu", "closed", "show 1", "show 2", "show 3", "show 4", "1+9", "0")


def surfaces(match: Match, who: Who) -> Iterator[tuple[str, str]]:
    """Yield (surface, text) of all that the reader can see and ask for now."""
    view = match.view(who)
    for field in fields(view):
        value = getattr(view, field.name)
        said = [plain(item) for item in value] if field.name == "menu" else plain(value)
        yield f"view: {field.name}", json.dumps(said)
    voice, heard = Voice.of(match.pack.scenario, view), match.log_for(who)
    yield "questions at a terminal", _asked(match, who)
    yield "the papers", _papers(match, who)
    yield "the reveal", repr(reveal.by_role(voice, heard, view.quarter))
    yield "contests", repr(reveal.contests(voice, heard, view.quarter))
    yield "scores", repr(scores.cards(voice, view, heard))
    yield "cards", repr(cards(voice, view))
    for back in (0, 1):
        quarter = view.quarter - back
        yield f"waterfalls {back}", repr(gauge_changes.moves(voice, heard, quarter))
        yield f"money {back}", repr(money_flows.flows(heard, quarter))
    for mark in match.turns:
        then = match.history_view(mark.turn, who)
        told = [getattr(then, f.name) for f in fields(then) if f.name not in ("menu", "offers")]
        yield f"history of turn {mark.turn}", json.dumps(plain(told))
    if who != SPECTATOR and PHASE_TABLE[view.phase].drafts:
        yield (
            "the order sheet",
            _typed(lambda console: order_sheet.fill(match, console, who), *SHEET),
        )
    if who != SPECTATOR and PHASE_TABLE[view.phase].talks:
        yield "the talks", _typed(lambda console: talks.talk(match, console, who, "finish"), "")


#: What of a match may be seen by a whole room, in the order of ``wall``.
WALL = ("the public file", "the wall", "the wall's window", "the pulse of the tables")


def wall(match: Match, folder: Path) -> tuple[str, str, str, str]:
    """What the public file says of the match now, and what ``watch`` in text, its window and
    ``pulse`` make of it."""
    journal = folder / "wall.jsonl"
    public = public_path(journal)
    public.unlink(missing_ok=True)
    file = PublicFile(journal, match.journal.header, match.pack.scenario.title, anew=True)
    if not match.night_waits:
        file.tell(match.view(SPECTATOR), match.log_for(SPECTATOR), turn=match.turn)
    file.close()
    written = public.read_text("utf-8")
    out = io.StringIO()
    shown = Wall(Console(out, out, screen=False), public, match.pack)
    for line in written.splitlines():
        shown.show(json.loads(line))
    window = WallState(public, lambda: 0.0, match.pack)
    for line in written.splitlines():
        window.read(json.loads(line))
    alone = folder / "tables"
    alone.mkdir(exist_ok=True)
    pulsed = public.rename(alone / public.name)
    tables = said(Pulse(alone).read(0.0), None)
    pulsed.unlink()
    return written, out.getvalue(), repr(pages(window)), "\n".join(tables)


def exported(match: Match, path: Path) -> dict[str, str]:
    """What the debrief of a match writes, its journal kept at a path; nothing before its start."""
    header, *entries = match.journal.entries
    assert isinstance(header, Header)
    Journal.create(path, header, entries).close()
    try:
        return debrief([kept_game(path)])
    except InputError:
        return {}


def answers(match: Match, commands: Sequence[Command]) -> list[str]:
    """What the match says to each command: its refusal, or that it is lawful."""
    said = []
    for command in commands:
        try:
            engine.check(match.pack, match._position, command)
            said.append("lawful")
        except InputError as refused:
            said.append(str(refused))
    return said


def tried(match: Match, who: Role, rng: np.random.Generator) -> list[Command]:
    """Commands of an office that may or may not be lawful now, about anything."""
    scenario, place = match.pack.scenario, match.pack.model.place
    view = match.view(who)
    own = [lever for lever in scenario.levers if lever.role == who]
    found: list[Command] = [Advance(), Unseal(role=who), Seal(role=who)]
    found += [ChooseAgenda(role=who, agenda=a.id) for a in scenario.agendas[:6]]
    for pending in view.events:
        event, options = pending.event, pending.options
        found += [AnswerEvent(role=who, event=event, option=option[0]) for option in options]
    ids = place.trust_id
    for lever in own:
        named = tuple(str(ids[k]) for k in rng.integers(len(ids), size=int(rng.integers(3))))
        to = ROLES[int(rng.integers(4))] if rng.random() < 0.3 else None
        order = Order(lever=lever.id, bid=int(rng.integers(3)), trusts=named, to_role=to)
        found += [Seal(role=who, orders=(order,)), Seal(role=who, orders=(Order(lever=lever.id),))]
    shown = [order for order in view.menu if order.trusts]
    for legal in shown:
        order = Order(lever=legal.lever, trusts=legal.trusts[: max(1, legal.n)])
        found.append(Seal(role=who, orders=(order,)))
    numbers = [*range(8), *(deal.number for deal in match._position.board.deals)]
    for number in numbers:
        found += [ReplyDeal(role=who, deal=number, reply=r) for r in ("accept", "decline")]  # type: ignore[arg-type]
    found += [Leak(role=who, figure=spec.figure) for spec in scenario.figures]
    found += [OfferDeal(role=who, terms=terms) for terms in _offers(match, who, rng)]
    return found


def _offers(match: Match, who: Role, rng: np.random.Generator) -> Iterator[Terms]:
    scenario, view = match.pack.scenario, match.view(who)
    now = quarter_calendar.label(view.quarter)
    for other in ROLES:
        if other == who:
            continue
        lever = next(x.id for x in scenario.levers if x.role == other and x.kind == "lever")
        figure = scenario.figures[int(rng.integers(len(scenario.figures)))].figure
        for clause in (
            deal_terms.Abstain(by=other, until=now, lever=lever),
            deal_terms.PayClout(by=who, until=now, clout=1 + int(rng.integers(3))),
            deal_terms.Keep(by=other, until=now, figure=figure, above=float(rng.integers(90))),
            deal_terms.Tell(by=other, until=now, figure=figure),
            deal_terms.PayMoney(by=who, until=now, money_m=200, to="staff"),
        ):
            secret = bool(rng.random() < 0.5)
            yield Terms(offerer=who, other=other, clauses=(clause,), bond=1, secret=secret)


def _papers(match: Match, who: Who) -> str:
    view = match.view(who)
    voice, heard = Voice.of(match.pack.scenario, view), match.log_for(who)
    said: list[str] = [papers.standings_said(voice, view)]
    for quarter in range(view.first, view.quarter + 1):
        stories = front_page.front_page(voice, view, heard, quarter)
        said += [f"{story.headline}: {story.sentence}" for story in stories]
    return "\n".join(said)


def _asked(match: Match, who: Who) -> str:
    out = io.StringIO()
    lookup = Lookup(match, Console(io.StringIO(), out, screen=False), lambda: match.view(who))
    why = [f"why {spec.figure}" for spec in match.pack.scenario.figures]
    for question in (*QUESTIONS, *why):
        word, _, rest = question.partition(" ")
        lookup.answers(word, rest)
    facts = log.reveal_lines(
        Voice.of(match.pack.scenario, match.view(who)), match.log_for(who), match.view(who).deals
    )
    return out.getvalue() + "\n".join(facts)


def _typed(part: Callable[[Console], object], *lines: str) -> str:
    """What a part of the text game shows when those lines are typed and no more."""
    out = io.StringIO()
    console = Console(io.StringIO("".join(f"{line}\n" for line in lines)), out, screen=False)
    with contextlib.suppress(StoppedError):
        part(console)
    return out.getvalue()
