"""The facilitator's room: the plan's clock, what the wall is told, and what is kept of it.

The room stands beside one match. It knows no screen: the console gives it what the facilitator
does and asks it what to show. Whoever makes it says what time it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Literal

from game.journal.format import (
    NoteCategory,
    NoteEntry,
    PlanEntry,
    PracticeEntry,
    QuestionEntry,
    StepDone,
    StepEntry,
    kept_text,
)
from game.match import Match
from game.match.seats import HUMAN
from game.rules.phase_table import Phase
from game.rules.state.commands import Command, Seal
from game.rules.state.position import FACILITATOR
from game.rules.state.view import View
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling.formatting import clean
from game.workshop.clock import Clock, ClockReading
from game.workshop.kept_clock import kept_advice, kept_clock, kept_going, kept_part, plan_entry
from game.workshop.plan import GoesOn, Plan
from game.workshop.prompts import Measured
from game.workshop.wall_check import WallCheck

#: Which part of a round a phase belongs to.
_PART: Final[dict[Phase, Literal["", "talk", "enter", "resolve"]]] = {
    "agendas": "",
    "bulletin": "talk",
    "event": "talk",
    "talks": "talk",
    "orders": "enter",
    "reveal": "resolve",
    "papers": "resolve",
    "campaign": "enter",
    "ended": "",
}
_PART_WORDS: Final = {"talk": "Talk", "enter": "Sheets", "resolve": "Papers"}
#: The computer that takes a seat for a while.
_STAND_IN: Final = "ai:persona"
#: The longest exam question.
_QUESTION_LENGTH: Final = 240


def was_led(match: Match) -> bool:
    """Return whether a facilitator has led the game before, as its journal shows."""
    kept = (PlanEntry, StepEntry, QuestionEntry, NoteEntry, PracticeEntry)
    entries = match.journal.entries
    return any(isinstance(e, kept) and e.author == FACILITATOR for e in entries)


class Room:
    """One match's workshop. ``now`` gives seconds."""

    def __init__(self, match: Match, plan: Plan, now: Callable[[], float]) -> None:
        self.match, self.plan = match, plan
        self._now = now
        self.clock: Clock | None = None
        self.question = ""
        self.blank = False
        self.wall_check = WallCheck(match)
        self.playing_on = ""  # "round" or "election" while the computer plays for all
        self.goes_on: GoesOn = plan.goes_on
        self.advice = True  # whether people may ask the coach about their drafts
        self._until: Callable[[View], bool] | None = None
        self._handed: dict[Role, str] = {}
        self._phase: tuple[int, Phase] | None = None
        self._phase_began = now()
        self._notes: list[int] = []  # quarters in which something was noted
        self._injected = False
        self.took_up()

    def took_up(self) -> None:
        """Take up what the journal keeps of the room: question, plan's clock, how it goes on.

        Step, part of a round and minutes in hand are where they stood.
        """
        entries = self.match.journal.entries
        for entry in entries:
            if isinstance(entry, QuestionEntry):
                self.question = clean(entry.text, _QUESTION_LENGTH)
        if self.question:
            self.match.show("room", {"question": self.question})
        kept = kept_clock(entries, self.match.view(SPECTATOR).first, self._now())
        if kept is not None:
            view, now = self.match.view(SPECTATOR), self._now()
            over = view.phase in ("campaign", "ended")
            self.clock = kept.at_kind("night", now) if over else kept
            self.plan, self.goes_on = kept.plan, kept.plan.goes_on
            self._phase = view.quarter, view.phase
            part = kept_part(entries)
            stands = part == self._part() and (not part or self.clock.phase is not None)
            if self.clock.step_now.kind in ("rounds", "night") and not stands:
                self._begin_part(now)
            self._show_clock()
        self.goes_on = kept_going(entries) or self.goes_on
        self.advice = kept_advice(entries)

    def branched(self, match: Match) -> Room:
        """Return the room beside a game that was branched from its own; the clock runs on."""
        self.match = self.wall_check.match = match
        self._phase = None
        if self.question:
            self.ask(self.question)
        if self.clock is not None:
            self._keep_plan()
            self._did("begun")
        if self.goes_on != self.plan.goes_on:
            self.go_on_when(self.goes_on)
        if not self.advice:
            self.allow_advice(False)
        self.follow()
        return self

    # ---- the wall -----------------------------------------------------------------------

    def turn_blank(self) -> None:
        """Blank the wall, or show it again."""
        self.blank = not self.blank
        self.match.show("room", {"blank": self.blank})

    def ask(self, question: str) -> None:
        """Put the exam question on the wall, and keep it."""
        self.question = clean(question, _QUESTION_LENGTH)
        self.match.keep(QuestionEntry(author=FACILITATOR, text=kept_text(self.question)))
        self.match.show("room", {"question": self.question})

    def show_all(self) -> None:
        """Tell the wall everything of the room again: it was begun after the console."""
        self.match.show("room", {"question": self.question, "blank": self.blank})
        self._show_clock()

    def _show_clock(self) -> None:
        if self.clock is None:
            self.match.show("room", {"clock": None})
            return
        read = self.clock.read(self._now())
        part = self._part()
        minutes = read.phase_left if part else read.step_left
        left = None if minutes is None else 60 * minutes
        what = _PART_WORDS.get(part, read.step.title)
        told = {"what": what, "left": left, "paused": read.paused, "in_hand": read.in_hand}
        self.match.show("room", {"clock": told})

    # ---- the plan -----------------------------------------------------------------------

    def begin(self) -> None:
        """Begin the plan, and keep it."""
        self._keep_plan()
        self.clock = Clock.begin(self.plan, self._now())
        self._did("begun")
        self.follow()

    def _keep_plan(self) -> None:
        self.match.keep(plan_entry(self.plan))

    def take_plan(self, plan: Plan) -> None:
        """Take another plan, before it is begun; the table goes on as it says."""
        self.plan, self.goes_on = plan, plan.goes_on

    def go_on_when(self, goes_on: GoesOn) -> None:
        """Have the table go on when all are ready, or when the facilitator says; and keep it."""
        self.goes_on = goes_on
        step = "" if self.clock is None else self.clock.step_now.title
        did: StepDone = "when_said" if goes_on == "said" else "when_ready"
        self.match.keep(StepEntry(author=FACILITATOR, step=step, did=did))

    def allow_advice(self, allowed: bool) -> None:
        """Let people ask the coach about their drafts, or not; and keep it."""
        self.advice = allowed
        step = "" if self.clock is None else self.clock.step_now.title
        did: StepDone = "advice_on" if allowed else "advice_off"
        self.match.keep(StepEntry(author=FACILITATOR, step=step, did=did))

    @property
    def holds(self) -> bool:
        """Whether the table waits for the facilitator's word before a phase ends."""
        return self.goes_on == "said" and not self.playing_on

    def keeps_open(self, command: Command) -> bool:
        """Return whether a sheet is the last that people seal, and waits for the facilitator."""
        return self.holds and isinstance(command, Seal) and self.unsealed() == [command.role]

    def read(self) -> ClockReading | None:
        """Return what the clock says; None before it was begun."""
        return None if self.clock is None else self.clock.read(self._now())

    def next_step(self) -> None:
        """Go on to the plan's next step."""
        if self.clock is not None:
            self.clock = self.clock.next_step(self._now())
            self._did("begun")
            self._show_clock()

    def pause(self) -> None:
        """Stop what runs, or let it run on."""
        if self.clock is None:
            return
        now = self._now()
        paused = self.clock.read(now).paused
        self.clock = self.clock.resume(now) if paused else self.clock.pause(now)
        self._did("resumed" if paused else "paused")
        self._show_clock()

    def extend(self, minutes: float = 1) -> None:
        """Give what is being done so much more time."""
        if self.clock is not None:
            self.clock = self.clock.extend(minutes)
            self._did("extended", minutes)
            self._show_clock()

    def _did(self, did: StepDone, minutes: float = 0.0) -> None:
        assert self.clock is not None
        step = self.plan.steps[self.clock.place].title
        self.match.keep(StepEntry(author=FACILITATOR, step=step, did=did, minutes=minutes))

    def follow(self) -> None:
        """Follow the match into the phase that it has come to: its part of a round begins."""
        view = self.match.view(SPECTATOR)
        phase = view.quarter, view.phase
        if phase == self._phase:
            return
        before, self._phase = self._phase, phase
        now = self._now()
        entered = before is None or before[0] != phase[0] or _PART[before[1]] != _PART[phase[1]]
        if entered:
            self._phase_began = now
        if self.clock is None:
            return
        if view.phase in ("campaign", "ended"):
            self.clock = self.clock.at_kind("night", now)
        elif view.phase != "agendas":
            self.clock = self.clock.at_round(view.quarter - view.first + 1, now)
        if entered:
            self._begin_part(now)
        self._show_clock()

    def _begin_part(self, now: float) -> None:
        """Begin the time for the part of a round that the match is in."""
        assert self.clock is not None
        part = self._part()
        if part or self.clock.phase is not None:
            self.match.keep(StepEntry(author=FACILITATOR, step=part, did="part"))
        self.clock = self.clock.at_part(part, now)

    def _part(self) -> Literal["", "talk", "enter", "resolve"]:
        return _PART[self.match.view(SPECTATOR).phase]

    @property
    def expired(self) -> bool:
        """Whether the time for the sheets is out, so that the plan's rule for it holds."""
        if self.clock is None or self._part() != "enter" or self.playing_on:
            return False
        return self.clock.expired(self._now())

    def unsealed(self) -> list[Role]:
        """Return the people's offices whose sheet is waited for."""
        waiting = [p.role for p in self.match.pending() if p.kind == "seal"]
        seats = self.match.seats
        return [role for role in waiting if role is not None and seats[role] == HUMAN]

    def fill_by_computer(self) -> None:
        """Let the computer fill the sheets that are missing, and give the seats back."""
        for role in self.unsealed():
            self.match.hand(role, _STAND_IN)
            self.match.step_ai()
            self.match.hand(role, HUMAN)
        self.follow()

    # ---- rounds that nobody has time for ----------------------------------------------------

    def skip_round(self) -> None:
        """Let the computer play for all until the next quarter has begun."""
        quarter = self.match.view(SPECTATOR).quarter
        self._play_on("round", lambda view: view.quarter > quarter and view.phase != "agendas")

    def to_election(self) -> None:
        """Let the computer play for all up to the campaign's sheets."""
        self._play_on("election", lambda view: view.phase == "campaign")

    def _play_on(self, what: str, until: Callable[[View], bool]) -> None:
        if self.playing_on or self.match.ended or until(self.match.view(SPECTATOR)):
            return
        self.playing_on, self._until = what, until
        if self.clock is not None:
            self._did("skipped")
        people = [role for role in ROLES if self.match.seats[role] == HUMAN]
        self._handed = dict.fromkeys(people, HUMAN)
        for role in people:
            self.match.hand(role, _STAND_IN)

    def play_on(self, seconds: float | None = None) -> bool:
        """Play one command of a skipped round; return whether there is more to play.

        After so many ``seconds`` a player that still thinks is asked again next time.
        """
        if self._until is None:
            return False
        done = self._until(self.match.view(SPECTATOR))
        if not done and not self.match.step_ai(seconds):
            done = self.match.ais.thinking is None
        if done or self._until(self.match.view(SPECTATOR)):
            for role, seat in self._handed.items():
                self.match.hand(role, seat)
            self._handed, self._until, self.playing_on = {}, None, ""
            self.follow()
            return False
        return True

    # ---- what is kept, and what is whispered ------------------------------------------------

    def note(self, text: str, category: NoteCategory = "other") -> None:
        """Keep a bookmark, with text or without."""
        kept = kept_text(text) or "Bookmark"
        self.match.keep(NoteEntry(author=FACILITATOR, category=category, text=kept))
        self._notes.append(self.match.view(SPECTATOR).quarter)

    def injected(self) -> None:
        """Note that an inject was made."""
        self._injected = True

    def measured(self) -> Iterator[Measured]:
        """Yield what prompts ask of the room."""
        view = self.match.view(SPECTATOR)
        read = self.read()
        if read is not None:
            yield Measured("minutes_behind", -read.in_hand)
            yield Measured("minutes_left", -read.step_left)
            planned = read.step.inject and not self._injected
            yield Measured("inject_due", float(planned))
        yield Measured("no_question", float(not self.question))
        yield Measured("no_guard", float(not self.wall_check.passed))
        begun = view.quarter - view.first
        last = max(self._notes, default=view.first - 1)
        yield Measured("rounds_without_note", float(min(begun, view.quarter - 1 - last)))
        minutes = (self._now() - self._phase_began) / 60
        for role in self.unsealed():
            yield Measured("minutes_waiting", minutes, role)
        for role in ROLES:
            made = [d.quarter for d in view.deals if role in (d.terms.offerer, d.terms.other)]
            ordered = [o.quarter for o in view.orders if o.role == role]
            for measure, quarters in (
                ("rounds_without_deal", made),
                ("rounds_without_orders", ordered),
            ):
                since = max(quarters, default=view.first - 1)
                rounds = float(max(0, view.quarter - 1 - since))
                yield Measured(measure, rounds, role)  # type: ignore[arg-type]
