"""One game on the desktop: the match, whose eyes look at it, and what they have in hand.

Screens get a ``Session`` and drive nothing but ``session.match``. ``session.view`` is what
the present reader may know; with several people at one computer the reader is the public
until someone goes behind the curtain, and becomes the public again when they leave. Which
screen a phase asks for is the router's to say.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field
from typing import Final

from game.desktop.kit.markup import esc
from game.desktop.kit.node import Ctx
from game.desktop.order_draft import Draft
from game.errors import InputError
from game.journal.format import Played
from game.match import Match
from game.match.pins import Pins
from game.match.seats import HUMAN
from game.rules.cards import rules_of_thumb
from game.rules.phase_table import PHASE_TABLE, Phase
from game.rules.state.commands import Advance, Command, Seal
from game.rules.state.facts import DealMoved, EventAnswered, Fact, FigureTold
from game.rules.state.view import Arrow, View, Who
from game.rules.views.forecast import Forecast, forecast
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import Voice, deals, glossary
from game.telling.hand import against_aim
from game.telling.log import tell
from game.workshop.room import Room

#: How long AI that decide at once may go on between two pictures, in seconds.
_AT_ONCE: Final = 0.01
#: How long an AI may think about one decision while people wait, in seconds: then the best that
#: it has found is taken.
_PATIENCE: Final = 12.0
#: How long cards' arrows may be worked on between two pictures, in seconds.
FORECASTING: Final = 0.01


@dataclass(slots=True)
class Ui:
    """Where a reader is on the dashboard; nothing of it is part of the game."""

    page: str = "now"  # on a small or large-print screen
    layer: str = "hospitals"
    trust: str = ""
    figure: str = "trusts_at_risk"
    region: str = "all"
    wanted: str = ""  # typed into the search
    only_listed: bool = False
    menu: str = "now"  # which levers are in the hand: that matter now, all, or barred
    kind: str = "all"  # the tag of orders that the hand shows
    desk: str = "hand"  # the page beside the map
    planning: bool = False  # the hand is shown before its time
    hints_done: set[str] = field(default_factory=set)  # of the coach, put away


class Session:
    """A game in progress and its readers."""

    def __init__(self, match: Match) -> None:
        self.match = match
        match.ais.patience = _PATIENCE
        match.ais.apart = True  # a picture waits for no player's arithmetic
        self.guided = False  # whether the first quarter is met one thing at a time
        self.pins = Pins(match.path)
        self.drafts: dict[Role, Draft] = {role: Draft() for role in ROLES}
        self.who: Who = SPECTATOR
        self.drafted_in = -1
        self._typed: dict[tuple[int, Phase, Role], Seal] = {}  # from paper, at the console
        self.pace = 1  # how fast the beats of a quarter's end run
        self.staged = -1  # the quarter whose market has been shown
        self.room: Room | None = None  # the facilitator's, once a console was opened
        self.practice_of: Session | None = None  # the game that this one only practises for
        self._trouble_read = False  # whether somebody has read that it is not being saved
        #: Where the answers pointed as the only person was shown them before choosing.
        self.foreseen: dict[str, tuple[Arrow, ...]] = {}
        self._recalled: set[Role] = set()  # whose sealed sheets have been looked for this quarter
        self._uis: dict[Who, Ui] = {}
        self._view: View | None = None
        self._voice: Voice | None = None
        #: Answers to events that need no showing: told before this sitting, or shown.
        self._shown = {(f.quarter, f.event) for f in match.log if isinstance(f, EventAnswered)}
        self.look()

    # ---- who looks --------------------------------------------------------------

    @property
    def humans(self) -> list[Role]:
        """Seats that people have."""
        return [r for r in ROLES if self.match.seats[r] == HUMAN]

    @property
    def hot_seat(self) -> bool:
        """Whether several people share this screen, so that the curtain is needed."""
        return len(self.humans) > 1

    def look(self, who: Who | None = None) -> None:
        """Look through someone's eyes: the only person's, or the public's."""
        if who is not None:
            self.who = who
        else:
            self.who = self.humans[0] if len(self.humans) == 1 else SPECTATOR
        self.forget()

    def forget(self) -> None:
        """Drop the view, which is asked for anew: the position has changed."""
        self._view = None

    @property
    def view(self) -> View:
        """What the reader may know now."""
        if self._view is None:
            self._view = self.match.view(self.who)
        return self._view

    @property
    def forecast(self) -> Forecast:
        """What the cards before the reader are forecast to do; worked out between pictures."""
        return forecast(self.match.pack, self.view)

    @property
    def voice(self) -> Voice:
        """The scenario's names."""
        if self._voice is None:
            self._voice = Voice.of(self.match.pack.scenario, self.match.view(SPECTATOR))
        return self._voice

    @property
    def role(self) -> Role | None:
        """The reader's role, None for the public."""
        return None if self.who == SPECTATOR else self.who

    @property
    def ui(self) -> Ui:
        """Where the reader is on the dashboard: what one has looked at is no other's to see."""
        return self._uis.setdefault(self.who, Ui())

    @property
    def draft(self) -> Draft:
        """The reader's sheet; the public has none. A new quarter begins with an empty one.

        One that was sealed in another sitting is what was sealed then.
        """
        if self.drafted_in != self.view.quarter:
            self.drafted_in = self.view.quarter
            self._recalled.clear()
            for draft in self.drafts.values():
                draft.clear()
        role = self.role
        if role is None:
            return Draft()
        own = self.drafts[role]
        if role not in self._recalled:
            self._recalled.add(role)
            sealed = any(o.role == role and o.sealed for o in self.view.offices)
            if sealed and own.empty:
                self._recall(own, role)
        return own

    def _recall(self, draft: Draft, role: Role) -> None:
        """Put on a draft what the office sealed last, as the journal has it."""
        for entry in reversed(self.match.journal.entries):
            command = entry.command if isinstance(entry, Played) else None
            if isinstance(command, Seal) and command.role == role:
                draft.become(command)
                draft.undone.clear()
                return

    def coached(self, c: Ctx) -> bool:
        """Return whether hints are wanted; among several people they last one quarter.

        Who is guided through the first quarter is told on the guide's own pages what the moment
        asks; what follows them – the reveal, the papers – has its hints.
        """
        first = self.view.quarter == self.view.first
        if self.guided and first and PHASE_TABLE[self.view.phase].screen == "dashboard":
            return False
        return c.settings.coach and (first or not self.hot_seat)

    def advised(self, c: Ctx) -> bool:
        """Return whether the coach may be asked about a draft: by the reader's settings, and by
        the facilitator of the room."""
        room = (self.practice_of or self).room
        return c.settings.advice and (room is None or room.advice)

    def suggestions(self, c: Ctx) -> dict[str, str]:
        """Return levers that a newcomer might choose in the first quarter, each with why.

        What an answer to the first event has barred is left out.
        """
        if not self.coached(c) or self.view.quarter != self.view.first:
            return {}
        suggested = self.match.pack.scenario.suggested
        open_now = {order.lever for order in self.view.menu if not order.reasons}
        return {
            x.lever: x.why
            for x in suggested
            if x.role == self.role and x.lever in open_now and not self.against_aim(x.lever)
        }

    def against_aim(self, lever: str) -> str:
        """Return a sentence if a lever works against the reader's own secret aim, else nothing."""
        return against_aim(self.voice, self.view, lever, self.thumb(lever))

    def foresee(self, event: str) -> None:
        """Keep what the forecast says of an event's answers, which one's own answer ends: its paper
        must show what was weighed. What several people are shown is not kept, for it is private."""
        if not self.hot_seat and self.forecast.ready:
            own = f"{event}/"
            self.foreseen = {k: v for k, v in self.forecast.items() if k.startswith(own)}

    def thumb(self, lever: str) -> tuple[Arrow, ...]:
        """Return where a lever points by its card alone, which is known at once."""
        return rules_of_thumb.by_source(self.match.pack).get(lever, ())

    def heard(self) -> tuple[Fact, ...]:
        """Return the facts that the reader may know."""
        return self.match.log_for(self.who)

    def unshown_event(self) -> EventAnswered | None:
        """Return this quarter's oldest answer to an event that nobody at this screen has seen, if
        any: those of a round that was skipped are in the papers and the log."""
        answers = [f for f in self.match.log_for(SPECTATOR) if isinstance(f, EventAnswered)]
        self._shown &= {(f.quarter, f.event) for f in answers}  # less what was gone back behind
        now = self.match.view(SPECTATOR).quarter
        fresh = (f for f in answers if f.quarter == now)
        return next((f for f in fresh if (f.quarter, f.event) not in self._shown), None)

    def shown_event(self, fact: EventAnswered) -> None:
        """Note that an answer has been seen."""
        self._shown.add((fact.quarter, fact.event))

    # ---- what happens -----------------------------------------------------------

    def submit(self, c: Ctx, command: Command) -> bool:
        """Give a command to the match; a refusal is shown as a notice. True if it was taken.

        Where the facilitator says when the sheets are opened, the last one stays as it stands.
        """
        if self.room is not None and self.room.keeps_open(command):
            said = "Your sheet stands as it is: the facilitator says when all are opened."
            c.toast(said, "pause", 6.0)
            return False
        try:
            self.match.submit(command)
        except InputError as refused:
            c.toast(esc(refused.sentence), "at-risk", 6.0)
            c.sound("bad")
            return False
        finally:
            self.forget()
        self.show_trouble(c)
        c.dirty()
        return True

    def out_of_time(self, c: Ctx) -> None:
        """Do with the sheets that are not sealed what the plan says: the time for them is out."""
        assert self.room is not None
        if self.room.plan.on_expiry == "ai":
            self._seal_typed()
            self.room.fill_by_computer()
        else:
            self.seal_drafts()
        self.forget()
        c.sound("bell")
        c.toast("Time is out: the sheets are closed.", "clock", 6.0)

    def go_on(self, c: Ctx) -> None:
        """Go on as the facilitator says: open the sheets as they stand, else end the phase."""
        assert self.room is not None
        if self.room.unsealed():
            self.seal_drafts()
        elif not self.submit(c, Advance()):
            return
        self.forget()
        self.room.follow()

    def type_sheet(self, role: Role, sheet: Seal | None) -> None:
        """Note what an office's paper sheet says as it is typed; None while it says nothing."""
        view = self.match.view(SPECTATOR)
        key = view.quarter, view.phase, role
        self._typed.pop(key, None)
        if sheet is not None:
            self._typed[key] = sheet

    def _seal_typed(self) -> None:
        """Seal what was typed from paper; what is refused is left to the draft."""
        assert self.room is not None
        view = self.match.view(SPECTATOR)
        for role in self.room.unsealed():
            sheet = self._typed.pop((view.quarter, view.phase, role), None)
            if sheet is not None:
                with contextlib.suppress(InputError):
                    self.match.submit(sheet)

    def seal_drafts(self) -> None:
        """Seal every draft as it stands, what was typed from paper before what was drafted here.

        One that can't be is an empty sheet.
        """
        assert self.room is not None
        self._seal_typed()
        for role in self.room.unsealed():
            draft = self.drafts[role] if self.drafted_in == self.view.quarter else Draft()
            try:
                self.match.submit(draft.sheet(role))
            except InputError:
                self.match.submit(Seal(role=role))

    @property
    def unread_trouble(self) -> str:
        """What went wrong with saving, in a sentence, until somebody has read it; else nothing."""
        trouble = self.match.trouble
        if not trouble:
            self._trouble_read = False  # it is saved again: what comes then is said again
        return "" if self._trouble_read else trouble

    def trouble_is_read(self) -> None:
        """Note that somebody has read what went wrong with saving."""
        self._trouble_read = True

    def show_trouble(self, c: Ctx) -> None:
        """Say what went wrong with saving, while nobody has read it."""
        if self.unread_trouble:
            c.toast(esc(self.unread_trouble), "save", 8.0)

    def think(self, c: Ctx) -> bool:
        """Let AI play for a moment. True if anything happened."""
        end = time.perf_counter() + _AT_ONCE
        moved = False
        known = len(self.match.log)
        while self.match.step_ai(0.0):  # who thinks for longer goes on beside the pictures
            moved = True
            self.forget()
            if self.unshown_event() is not None or time.perf_counter() > end:
                break  # an answer is read before anything else is done
        while self.match.ais.notices:
            c.toast(esc(self.match.ais.notices.pop(0)), "at-risk", 8.0)
        if moved:
            self._tell_news(c, known)
        return moved

    def _tell_news(self, c: Ctx, known: int) -> None:
        """Say what an AI did in the open: an answer, an offer, a reply."""
        for fact in self.match.log_for(self.who, known):
            if isinstance(fact, DealMoved):
                said = deals.notice(self.voice, fact, self.view.deals, self.who)
                if said:
                    c.toast(esc(said), "deal", 5.0)
            elif isinstance(fact, FigureTold):
                c.toast(esc(tell(self.voice, fact, self.view.deals)), "megaphone", 7.0)

    def explain(self, term: str) -> str:
        """Return what a term means, as a tooltip says it."""
        voice = self.voice
        found = next((t for w, t in glossary.words().items() if w.lower() == term), "")
        title = term.capitalize()
        for spec in voice.scenario.figures:
            if spec.figure == term:
                title, found = spec.title, spec.glossary
        return f"[b]{esc(title)}[/]\n{esc(found)}" if found else ""
