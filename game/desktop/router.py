"""The router: which screen a phase asks for, and every way from one screen to the next.

It imports the screens; they ask for each other through ``Routes``.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from typing import Final, assert_never

from game.desktop.coach import Coach
from game.desktop.kit.words import esc
from game.desktop.match_session import Session
from game.desktop.screens.console.console_screen import ConsoleScreen
from game.desktop.screens.console.pin_screen import QUITTING, PinScreen
from game.desktop.screens.ending.campaign import Campaign
from game.desktop.screens.ending.election_night import ElectionNight
from game.desktop.screens.ending.scores import Scores
from game.desktop.screens.menus.help import Help
from game.desktop.screens.menus.new_game import NewGame
from game.desktop.screens.menus.record import RecordScreen
from game.desktop.screens.menus.settings import SettingsScreen
from game.desktop.screens.menus.title import SavedGames, Title
from game.desktop.screens.parts.save_trouble import warn_of_trouble
from game.desktop.screens.quarter.aims_kept import AimsKept
from game.desktop.screens.quarter.answered_event import AnsweredEvent
from game.desktop.screens.quarter.briefing import Briefing
from game.desktop.screens.quarter.curtain import Curtain
from game.desktop.screens.quarter.dashboard import Dashboard
from game.desktop.screens.quarter.first_quarter import FirstQuarter, guided
from game.desktop.screens.quarter.for_you import ForYouScreen
from game.desktop.screens.quarter.front_page import FrontPageScreen
from game.desktop.screens.quarter.history import History
from game.desktop.screens.quarter.lever_dialog import LeverDialog
from game.desktop.screens.quarter.market_run import MarketRun
from game.desktop.screens.quarter.public_deals import PublicDeals
from game.desktop.screens.quarter.report import ReportScreen
from game.desktop.screens.quarter.reveal import Reveal
from game.desktop.screens.quarter.talks import Talks
from game.desktop.screens.screen import Beside, Screen, ScreenContext
from game.journal.format import PracticeEntry
from game.match import Match
from game.match.pin import PinGate
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.commands import Advance
from game.rules.state.position import FACILITATOR
from game.scenario.schema.base import SPECTATOR, Role
from game.telling import Voice
from game.workshop.plan import Plan, plan_of
from game.workshop.room import Room, was_led
from game.workshop.tables import must_wait

#: Seconds that a picture of a skipped round waits for who thinks, before the next one.
_SKIPPING: Final = 0.01


def screen_of(session: Session) -> Screen:
    """Return a new screen for the present phase of a game, or for what was answered before it."""
    answered = session.unshown_event()
    if answered is not None:
        return AnsweredEvent(session, answered)
    key = PHASE_TABLE[session.view.phase].screen
    match key:
        case "briefing":
            return _briefing(session)
        case "dashboard":
            return FirstQuarter(session) if guided(session) else Dashboard(session)
        case "reveal":
            return Reveal(session)
        case "report":
            staged = session.staged == session.view.quarter
            return ReportScreen(session) if staged else MarketRun(session)
        case "election_night":
            return ElectionNight(session) if session.view.ending != "collapse" else Scores(session)
        case _:
            assert_never(key)


def _briefing(session: Session) -> Screen:
    """Return the briefing of the first person who has not taken office, behind a curtain if
    several share the screen; once all have, what says that the computer's are waited for."""
    waiting = [r for r in session.humans if session.match.awaits(r)]
    if not waiting:
        return AimsKept(session) if session.humans else Dashboard(session)
    role = waiting[0]
    if session.hot_seat:
        return Curtain(session, role, lambda: Briefing(session, role))
    return Briefing(session, role)


class Router:
    """The ways of one application. See ``Routes`` for what each does."""

    def __init__(self, c: ScreenContext) -> None:
        self._c = c
        self.session: Session | None = None
        self.plan: Plan | None = None  # what a facilitator's console begins with
        self._gate: PinGate | None = None
        self._gate_of = ""
        self._attended = 0.0
        self._beside: Beside | None = None  # the window of a console
        self._led: Session | None = None  # the game that it is the console of
        self._shown: tuple[object, ...] = ()  # how it stood as the table was shown last

    # ---- before a game ------------------------------------------------------------------

    def title(self) -> None:
        self._c.home(Title())

    def new_game(self) -> None:
        self._c.push(NewGame())

    def saved_games(self) -> None:
        self._c.push(SavedGames())

    def record(self) -> None:
        self._c.push(RecordScreen())

    def settings(self) -> None:
        self._c.push(SettingsScreen())

    def help(self, term: str = "", voice: Voice | None = None) -> None:
        self._c.push(Help(term, voice))

    def begin(self, match: Match, *, guided: bool = False) -> None:
        session = Session(match)
        session.guided = guided
        session.pace = round(self._c.settings.pace)
        led = None if self.session is None else self.session.room
        if led is not None and match.journal.header.parent:
            session.room = led.branched(match)
        elif was_led(match):
            session.room = Room(match, self.plan or plan_of(None), lambda: self._c.now)
        self.play(session)
        for warning in match.warnings:
            self._c.toast(esc(warning), "info", 8.0)

    # ---- in a game ------------------------------------------------------------------------

    def play(self, session: Session) -> None:
        begun = session.practice_of
        if begun is not None and session.view.quarter > session.view.first:
            self.play(begun)
            self._c.toast("That was the practice: now it counts.", "play", 6.0)
            return
        self.session = session
        self._console_follows(session)
        following = self._handed_on(session)
        if session.room is not None:
            session.room.follow()
        self._shown = self.stands()[1:]
        session.look()
        self._c.explain = session.explain
        self._c.advise = Coach(session).strip
        screen = screen_of(session)
        if isinstance(screen, ElectionNight) and session.match.night_waits:
            screen = Campaign(session)
        self._c.home(screen)
        if following is not None:
            self.visit(session, following)
        warn_of_trouble(self._c, session)

    @staticmethod
    def _handed_on(session: Session) -> Role | None:
        """Return whose sheet is open still, where several people seal and one just has."""
        role, phase = session.role, session.match.view(SPECTATOR).phase
        seals = PHASE_TABLE[phase].awaits == "seal"
        if role is None or not session.hot_seat or not seals or session.match.awaits(role):
            return None
        return next((r for r in session.humans if session.match.awaits(r)), None)

    def advance(self, session: Session) -> None:
        view = session.match.view(SPECTATOR)
        if view.phase == "papers" and must_wait(session.match.path, view.quarter + 1):
            self._c.toast("The facilitator holds all tables here: wait for the others.", "pause")
            return
        if session.room is not None and session.room.holds:
            self._c.toast("The facilitator says when the game goes on.", "pause")
            return
        if session.submit(self._c, Advance()):
            self.play(session)

    def let_ai_play(self, session: Session) -> bool:
        before = session.view.phase
        moved = session.think(self._c)
        if moved and (session.view.phase != before or session.unshown_event() is not None):
            self.play(session)
        return moved

    def front_page(self, session: Session) -> None:
        self._c.replace(FrontPageScreen(session))

    def for_you(self, session: Session) -> None:
        self._c.replace(ForYouScreen(session))

    def report(self, session: Session) -> None:
        self._c.replace(ReportScreen(session))

    def visit(self, session: Session, role: Role) -> None:
        self._c.push(Curtain(session, role, lambda: Dashboard(session, private=True)))

    def hand(self, session: Session, role: Role, seat: str) -> None:
        before = session.humans
        session.match.hand(role, seat)
        now = session.humans
        self.play(session)
        if len(now) == 1 and now != before:
            self._c.home(Curtain(session, now[0], lambda: screen_of(session)))

    def order(self, session: Session, lever: str, trust: str) -> None:
        order = next((o for o in session.view.menu if o.lever == lever), None)
        if order is not None:
            sealed = any(o.role == session.role and o.sealed for o in session.view.offices)
            dialog = LeverDialog(session, order, sealed=sealed, trust=trust)
            self._c.open(partial(dialog.build, self._c), key="lever")

    def deals(self, session: Session) -> None:
        role = session.role
        self._c.push(Talks(session, role) if role is not None else PublicDeals(session))

    def history(self, session: Session) -> None:
        self._c.push(History(session))

    # ---- the facilitator ----------------------------------------------------------------------

    def console(self, session: Session) -> None:
        session = session.practice_of or session

        def open_it() -> None:
            self.session = session
            if session.room is None:
                plan = self.plan or plan_of(None)
                session.room = Room(session.match, plan, lambda: self._c.now)
                session.room.follow()
            if self._beside is not None and self._beside.running:
                self._beside.show(ConsoleScreen(session, session.room, apart=True))
            else:
                console = ConsoleScreen(session, session.room, apart=True)
                self._beside = self._c.open_beside(console)
            self._led = session
            if self._beside is None:
                self._c.home(ConsoleScreen(session, session.room))
            else:
                self.play(session)

        self._ask_pin(open_it, "The facilitator's console")

    def _console_follows(self, session: Session) -> None:
        """Have the console in its own window lead the game that is played now, if one is open."""
        begun = session.practice_of or session
        if self._beside is None or begun is self._led:
            return
        if not self._beside.running:
            self._beside = None
        elif begun.room is None:
            self._beside.close()
        else:
            self._led = begun
            self._beside.show(ConsoleScreen(begun, begun.room, apart=True))

    def stands(self) -> tuple[object, ...]:
        """Return what tells whether the game has gone on, or changed hands."""
        if self._led is None:
            return ()
        match = self._led.match
        view = match.view(SPECTATOR)
        seats = tuple(match.seats.items())
        return len(match.journal.entries), (view.quarter, view.phase, seats, match.ended)

    def console_acted(self) -> None:
        """Show on the table what the console has done in its own window."""
        session = self.session
        if session is None or session is not self._led:
            return  # a practice, which is a game apart
        session.forget()
        if self._shown != self.stands()[1:]:
            self.play(session)
        self._c.dirty()

    def guarded(self, session: Session, why: str, do: Callable[[], object]) -> None:
        leads = (session.practice_of or session).room is not None
        if leads and self._c.settings.console_pin:
            self._ask_pin(do, why)
        else:
            do()

    def quit(self) -> None:
        if self.session is None:
            self._c.quit()
        else:
            self.guarded(self.session, QUITTING, self._c.quit)

    def pin_gate(self) -> PinGate | None:
        kept = self._c.settings.console_pin
        if self._gate is None or self._gate_of != kept:
            self._gate = PinGate(kept, lambda: self._c.now) if kept else None
            self._gate_of = kept
        return self._gate

    def _ask_pin(self, then: Callable[[], object], why: str) -> None:
        self._c.push(PinScreen(self.pin_gate(), then, why))

    def practise(self, session: Session) -> None:
        match = session.match
        seed = secrets.randbits(48)
        match.keep(PracticeEntry(author=FACILITATOR, seed=seed))
        apart = Session(Match.new(match.pack, match.seats, seed))
        apart.practice_of = session
        self.play(apart)
        self._c.toast("Practice: other luck, and nothing of it is kept.", "dice", 8.0)

    def attend(self) -> None:
        session = self.session
        room = None if session is None else session.room
        if session is None or room is None:
            return
        if room.playing_on:
            before = session.match.view(SPECTATOR).phase
            more = room.play_on(_SKIPPING)
            session.forget()
            if not more:
                self._show_again(session)
            elif session.match.view(SPECTATOR).phase != before:
                room.follow()
            self._c.wake(self._c.now)
        elif room.expired:
            session.out_of_time(self._c)
            self._show_again(session)
        elif room.clock is not None and self._c.now >= self._attended + 1:
            self._attended = self._c.now
            self._c.wake(self._c.now + 1)

    def _show_again(self, session: Session) -> None:
        """Show what the game has come to; the console stays where it is open."""
        if self._c.screens and isinstance(self._c.screens[-1], ConsoleScreen):
            self._c.dirty()
        else:
            self.play(session)

    # ---- after it ---------------------------------------------------------------------------

    def election_night(self, session: Session) -> None:
        self._c.replace(ElectionNight(session))

    def scores(self, session: Session) -> None:
        self._c.replace(Scores(session))

    def leave(self, session: Session) -> None:
        self.guarded(session, "Leaving the game is the facilitator's", partial(self._left, session))

    def _left(self, session: Session) -> None:
        session.match.close()
        if self._beside is not None and session.practice_of is None:
            self._beside.close()
            self._beside = self._led = None
        if session.practice_of is not None:
            self.play(session.practice_of)
            return
        self.session = self._c.advise = None
        self.title()
