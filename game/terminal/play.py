"""``play --text``: a whole game, alone or in turns at one terminal."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
from collections.abc import Callable
from functools import partial
from typing import TextIO, assert_never

from game.errors import InputError
from game.match import Match
from game.match.seats import HUMAN
from game.rules.phase_table import PHASE_TABLE, Phase
from game.rules.state.commands import Advance, AnswerEvent, OfferDeal, Unseal
from game.rules.state.view import PendingEvent, View, Who
from game.rules.views.forecast import forecast
from game.scenario import numerals
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import Voice, acts, agendas, figures, front_page, near_ends, papers
from game.telling.cards import AnswerText, options
from game.telling.formatting import clean, listed, plural, refusal, sentence
from game.terminal import news, order_sheet, talks, thinking_sign
from game.terminal.briefing import briefing
from game.terminal.election_night import night
from game.terminal.ending import ending
from game.terminal.lookup import Lookup
from game.terminal.prompts import Console, StoppedError
from game.workshop.tables import must_wait


class RestartError(Exception):
    """The game went back: what is on the screen no longer holds."""


def play(match: Match, reader: TextIO, writer: TextIO, *, screen: bool) -> int:
    """Play the match to its end, or to the end of the input; return the exit code, 0."""
    return TextGame(match, Console(reader, writer, screen=screen)).run()


class TextGame:
    """One game in text. ``_who`` is the only reader who may be looking now."""

    def __init__(self, match: Match, console: Console) -> None:
        self._match = match
        self._console = console
        self._who: Who = SPECTATOR
        self._lookup = Lookup(match, console, lambda: self._match.view(self._who))
        self._told = 0  # how much of the log has been shown
        self._read: set[int] = set()  # deals whose terms have been
        self._trouble = ""
        self._over = False
        console.commands = self._command

    def run(self) -> int:
        """Play on until the game ends or nobody types any more."""
        console, scenario = self._console, self._match.pack.scenario
        try:
            title = clean(scenario.title)
            stop = "" if title.endswith(("?", "!")) else "."
            console.say(f"{title}{stop} {clean(scenario.headline)}")
            console.say(*self._match.warnings)
            console.say("Type help at any time.")
            if self._match.view(SPECTATOR).phase == "agendas":
                console.say(clean(scenario.background, 2600))
            self._trouble_said()
            self._open()
            self._told = len(self._match.log)
            while not self._over:
                try:
                    if self._match.ended:
                        self._ended()
                        self._over = True
                    else:
                        self._step()
                except RestartError:
                    self._open()
                    self._told = len(self._match.log)
        except (StoppedError, KeyboardInterrupt):
            self._left()
        console.flush()
        return 0

    # -- who is looking ---------------------------------------------------------------

    @property
    def _humans(self) -> list[Role]:
        return [role for role in ROLES if self._match.seats[role] == HUMAN]

    def _open(self) -> None:
        """Let everyone at the terminal read what follows."""
        humans = self._humans
        self._who = humans[0] if len(humans) == 1 else SPECTATOR

    def _private(self, role: Role, visit: Callable[[Role], None]) -> None:
        """Let one role alone read what follows: behind the curtain, if others play here."""
        alone = len(self._humans) == 1
        if not alone:
            self._who = SPECTATOR
            self._console.curtain(self._voice().office(role))
        self._who = role
        try:
            visit(role)
        finally:
            self._open()
            if not alone:
                self._console.clear()

    def _view(self) -> View:
        return self._match.view(self._who)

    def _voice(self) -> Voice:
        return Voice.of(self._match.pack.scenario, self._match.view(SPECTATOR))

    # -- phases -----------------------------------------------------------------------

    def _step(self) -> None:
        """Play one stretch of the game: AIs first, then whoever the phase waits for."""
        while self._stretch():
            self._news()
        self._trouble_said()
        waiting = self._match.pending()
        if not waiting:
            return
        kind, roles = waiting[0].kind, [p.role for p in waiting if p.role is not None]
        match kind:
            case "agenda":
                self._private(roles[0], partial(briefing, self._match, self._console))
            case "answer":
                self._event(roles[0])
            case "seal":
                self._orders(roles)
            case "advance":
                phase = self._view().phase
                self._visit(phase)
                if self._match.pending() == waiting and self._view().phase == phase:
                    self._go_on(phase)
            case _:
                assert_never(kind)

    def _go_on(self, phase: Phase) -> None:
        """Move on, unless the facilitator has all tables wait after these papers."""
        if phase == "papers" and must_wait(self._match.path, self._view().quarter + 1):
            self._console.say("The facilitator holds all tables here: wait for the others.")
        else:
            self._match.submit(Advance())

    def _stretch(self) -> bool:
        """Let AIs play to the end of a phase; return whether there was anything to play."""
        match = self._match
        view = match.view(SPECTATOR)
        began = view.quarter, view.phase
        if not self._humans and view.phase == "bulletin":
            self._console.heading(self._voice().quarter(view.quarter))
        while thinking_sign.step(match, self._console, self._voice()):
            view = match.view(SPECTATOR)
            if (view.quarter, view.phase) != began:
                return not match.ended
        self._news()
        return False

    def _visit(self, phase: Phase) -> None:
        """Show a phase that anyone may move on from, until somebody wants to."""
        match phase:
            case "bulletin":
                self._bulletin()
            case "talks":
                self._talks()
            case "reveal":
                self._console.wait("Press Enter for the market quarter.")
            case "papers":
                self._papers()
            case "agendas" | "event" | "orders" | "campaign" | "ended":
                pass  # left in other ways; an event that nobody answers is passed over
            case _:
                assert_never(phase)

    def _bulletin(self) -> None:
        console, view, voice = self._console, self._view(), self._voice()
        console.heading(f"{voice.quarter(view.quarter)}: bulletin")
        opens = acts.opening(voice, view.quarter)
        if opens:
            console.say(f"{acts.title(voice, view.quarter)}. {opens}")
        left = view.last - view.quarter + 1
        console.say(f"{left} market quarter{'s' if left != 1 else ''} to go before the campaign.")
        for told in figures.first_figures(voice, view):
            console.say(f"{told.line}.")
        console.wait("Press Enter to go on.")

    def _event(self, role: Role) -> None:
        """Let the office answer in the open; say with the reason what it may not choose."""
        console, voice = self._console, self._voice()
        view = self._view()  # in the open: with others here, only what everyone may know
        item: PendingEvent = next(e for e in view.events if e.answers == role)
        event = self._match.pack.scenario.event(item.event)
        console.heading(voice.event(item.event))
        answers = voice.verb(role, "answers", "answer")
        console.say(clean(event.prose, 900), f"{voice.office(role, start=True)} {answers}.")
        rows = options(voice, item, forecast(self._match.pack, view))
        for row in rows:
            if row.reasons:
                console.say(f"Not open: {row.title}. {' '.join(row.reasons)}")
        choices = [row for row in rows if not row.reasons]
        index = console.choose("Your answer?", [_answer_said(row) for row in choices])
        answer = AnswerEvent(role=role, event=item.event, option=choices[index or 0].option)
        try:
            self._match.submit(answer)
        except InputError as wrong:
            console.say(refusal(wrong))

    def _talks(self) -> None:
        console, voice, humans = self._console, self._voice(), self._humans
        console.heading("Talks")
        if len(humans) == 1:
            talks.talk(self._match, console, humans[0], "end the talks")
            return
        while True:
            index = console.choose(
                "Who speaks?", [voice.title_of(role) for role in humans], none="end the talks"
            )
            if index is None:
                return
            self._private(
                humans[index], lambda role: talks.talk(self._match, console, role, "finish")
            )

    def _orders(self, roles: list[Role]) -> None:
        """Let the first role that has not sealed do so; with others here, it may be taken back."""
        sealed = [r for r in self._humans if r not in roles]
        voice = self._voice()
        if sealed and len(self._humans) > 1:
            said = listed(voice.office(r) for r in sealed)
            self._console.say(
                f"Sealed: {said}. To take a sheet back, type withdraw and the office."
            )
            self._console.wait(f"Press Enter to go on to {voice.office(roles[0])}.")
        self._private(roles[0], self._fill)

    def _fill(self, role: Role) -> None:
        view, voice, console = self._match.view(role), self._voice(), self._console
        box = "the campaign" if view.phase == "campaign" else "red box"
        console.heading(f"{voice.office(role, start=True)}: {box}, {voice.quarter(view.quarter)}")
        private = [t for t in figures.all_told(voice, view) if t.exact and t.word]
        console.say(*(f"{told.line}." for told in private))
        console.say(*near_ends.lines(voice, view))
        if view.agenda is not None:
            console.say(f"Your agenda “{voice.agenda(view.agenda)}”:")
            console.say(*agendas.own_steps(voice, view))
        order_sheet.fill(self._match, console, role)

    def _papers(self) -> None:
        console, view, voice = self._console, self._view(), self._voice()
        console.heading(f"The papers, {voice.quarter(view.quarter)}")
        for story in front_page.front_page(
            voice, view, self._match.log_for(view.who), view.quarter
        ):
            console.say(f"{sentence(story.headline)} {story.sentence}")
        if rated := papers.standings_said(voice, view):
            console.say(rated)
        console.wait("Press Enter for the next quarter. Type why and a figure to ask about it.")

    def _ended(self) -> None:
        console = self._console
        night(self._match, console)
        self._match.announce()
        self._news()
        ending(self._match, console, self._view())
        self._kept()
        if self._humans:
            with contextlib.suppress(StoppedError):
                console.wait("Press Enter to leave. Questions, note and rewind are still answered.")

    def _news(self) -> None:
        """Tell what has happened since last time, as the present reader may know it.

        How it all ended is told when the night has been.
        """
        if self._match.night_waits:
            return
        view, voice = self._view(), self._voice()
        fresh = self._match.log_for(view.who, self._told)
        self._told = len(self._match.log)
        self._console.say(*news.lines(voice, view, fresh, self._humans, self._read))
        if not self._humans and view.phase == "papers":
            self._console.say(*news.headlines(voice, view, self._match.log_for(view.who)))

    # -- commands ---------------------------------------------------------------------

    def _command(self, line: str) -> bool:
        """Carry out a command that works at every prompt; return False for an answer."""
        word, _, rest = line.partition(" ")
        word, rest = word.lower(), rest.strip()
        try:
            if self._lookup.answers(word, rest):
                return True
            if word in ("quit", "exit"):
                raise StoppedError
            if word == "save":
                self._kept()
            elif word == "rewind":
                self._rewind(rest)
            elif word == "withdraw":
                self._withdraw(rest)
            elif word == "offer":
                self._offer(rest)
            elif word == "note" and rest:
                self._match.note(rest, author="" if self._who == SPECTATOR else self._who)
                self._console.say("Noted.")
            else:
                return False
        except InputError as wrong:
            self._console.say(refusal(wrong))
        return True

    def _rewind(self, rest: str) -> None:
        turn = numerals.whole(rest)
        if turn is None:
            self._console.say("Type rewind and a turn's number; turns lists them.")
            return
        self._match.rewind(turn)
        self._console.say(f"Back at turn {turn}. Nothing is erased: the journal keeps it all.")
        raise RestartError

    def _withdraw(self, rest: str) -> None:
        voice, humans = self._voice(), self._humans
        role = voice.role_named(rest) if rest else (humans[0] if len(humans) == 1 else None)
        if role is None or role not in humans:
            self._console.say("Type withdraw and the office whose sheet it is.")
            return
        self._match.submit(Unseal(role=role))
        self._console.say(f"The sheet of {voice.office(role)} is taken back.")
        raise RestartError

    def _offer(self, rest: str) -> None:
        view = self._view()
        if view.who == SPECTATOR or not PHASE_TABLE[view.phase].talks:
            self._console.say("Offers are made in the talks, by one office.")
            return
        found = view.offers
        if not 1 <= (number := numerals.whole(rest) or 0) <= len(found):
            there = plural(len(found), "ready-written offer")
            are = "is" if len(found) == 1 else "are"
            self._console.say(f"There {are} {there}; type offer 1.")
        else:
            command = OfferDeal(role=view.who, terms=found[number - 1])
            talks.offer(self._match, self._console, command)

    # -- keeping ----------------------------------------------------------------------

    def _trouble_said(self) -> None:
        while self._match.ais.notices:
            self._console.say(self._match.ais.notices.pop(0))
        if self._match.trouble != self._trouble:
            self._trouble = self._match.trouble
            self._console.say(self._trouble or "The game is being saved again.")

    def _kept(self) -> None:
        if self._match.trouble:
            self._console.say(self._match.trouble)
        elif self._match.path is not None:
            self._console.say(f"The journal {self._match.path} keeps this game.")
        else:
            self._console.say("This game is not kept: start with --journal FILE to keep one.")

    def _left(self) -> None:
        self._console.say("", "The game stops here.")
        self._kept()
        if self._match.path is not None and not self._match.trouble and not self._match.ended:
            command = ["failure-regime", "play", "--text", "--journal", str(self._match.path)]
            said = subprocess.list2cmdline(command) if os.name == "nt" else shlex.join(command)
            self._console.whole(f"To go on: {said}")


def _answer_said(row: AnswerText) -> str:
    """Return an answer with what is forecast of it."""
    spoken = f" {listed(row.spoken[:3])}." if row.spoken else ""
    return f"{row.title}: {row.prose}{spoken}"
