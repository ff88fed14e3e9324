"""The workshop's clock against its plan. Whoever holds it says what time it is, in seconds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from game.workshop.plan import Plan, PlanStep

_MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Countdown:
    """A span that runs down: ``seconds`` long, begun at ``began``; None for one without an end.

    ``held_since`` is when it was paused, ``held`` how long it has been in all before that.
    """

    began: float
    seconds: float | None
    held: float = 0.0
    held_since: float | None = None

    def elapsed(self, now: float) -> float:
        """Return the seconds that have run."""
        at = now if self.held_since is None else self.held_since
        return max(0.0, at - self.began - self.held)

    def left(self, now: float) -> float | None:
        """Return the seconds that are left, below nought when it is over; None without an end."""
        return None if self.seconds is None else self.seconds - self.elapsed(now)

    def expired(self, now: float) -> bool:
        """Return whether the time is out."""
        left = self.left(now)
        return left is not None and left <= 0

    @property
    def paused(self) -> bool:
        """Return whether it stands still."""
        return self.held_since is not None

    def pause(self, now: float) -> Countdown:
        """Return it standing still."""
        return self if self.paused else replace(self, held_since=now)

    def resume(self, now: float) -> Countdown:
        """Return it running on."""
        if self.held_since is None:
            return self
        return replace(self, held=self.held + now - self.held_since, held_since=None)

    def extend(self, minutes: float) -> Countdown:
        """Return it with so many minutes more; one without an end stays so."""
        if self.seconds is None:
            return self
        return replace(self, seconds=self.seconds + minutes * _MINUTE)


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What a clock says at a moment, in minutes."""

    step: PlanStep
    place: int  # of the step in the plan, from 0
    elapsed: float  # since the workshop began
    step_left: float  # below nought when the step is over
    in_hand: float  # before (or, below nought, behind) the plan
    paused: bool
    phase_left: float | None  # None: no clock runs on what is being done


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a workshop stands in its plan. Frozen: each deed gives another clock.

    ``round`` is the round of play being played, from 1; 0 before the first. The whole runs on
    while what is being done is paused: a pause costs minutes in hand.
    """

    plan: Plan
    began: float
    place: int
    step: Countdown
    round: int = 0
    phase: Countdown | None = None

    @classmethod
    def begin(cls, plan: Plan, now: float) -> Clock:
        """Return a clock at the plan's first step."""
        return cls(plan, now, 0, Countdown(now, plan.steps[0].minutes * _MINUTE))

    @property
    def step_now(self) -> PlanStep:
        """The plan's step that it stands at."""
        return self.plan.steps[self.place]

    def next_step(self, now: float) -> Clock:
        """Return the clock at the plan's next step; at the last it stays."""
        return self.at_step(self.place + 1, now)

    def at_step(self, place: int, now: float) -> Clock:
        """Return the clock at a step of the plan, begun now."""
        if not 0 <= place < len(self.plan.steps):
            return self
        seconds = self.plan.steps[place].minutes * _MINUTE
        return replace(self, place=place, step=Countdown(now, seconds), phase=None)

    def at_round(self, number: int, now: float) -> Clock:
        """Return the clock in a round of play: at the step that holds it, which may have begun."""
        count = 0
        for place, step in enumerate(self.plan.steps):
            count += step.rounds
            if step.rounds and number <= count:
                there = self if place == self.place else self.at_step(place, now)
                return replace(there, round=number)
        return replace(self, round=number)

    def at_kind(self, kind: str, now: float) -> Clock:
        """Return the clock at the plan's first step of a kind, where it has one."""
        for place, step in enumerate(self.plan.steps):
            if step.kind == kind:
                return self if place == self.place else self.at_step(place, now)
        return self

    def begin_phase(self, minutes: float, now: float) -> Clock:
        """Return the clock with so much time for what is being done; none in untimed rounds."""
        untimed = self.round <= self.plan.untimed_rounds
        seconds = None if untimed else minutes * _MINUTE
        return replace(self, phase=Countdown(now, seconds))

    def at_part(self, part: str, now: float) -> Clock:
        """Return the clock at a part of a round, its time begun now; ``part`` empty: at none."""
        minutes = {
            "talk": self.plan.round.talk,
            "enter": self.plan.round.enter,
            "resolve": self.plan.round.resolve,
        }.get(part)
        if minutes is None:
            return self.end_phase()
        begun = self.begin_phase(minutes, now)
        return begun.pause(now) if self.step.paused else begun

    def end_phase(self) -> Clock:
        """Return the clock with no time for what is being done."""
        return replace(self, phase=None)

    def pause(self, now: float) -> Clock:
        """Return the clock with step and phase standing still."""
        phase = None if self.phase is None else self.phase.pause(now)
        return replace(self, step=self.step.pause(now), phase=phase)

    def resume(self, now: float) -> Clock:
        """Return the clock running on."""
        phase = None if self.phase is None else self.phase.resume(now)
        return replace(self, step=self.step.resume(now), phase=phase)

    def extend(self, minutes: float) -> Clock:
        """Return the clock with more time for what is being done, else for the step."""
        if self.phase is not None and self.phase.seconds is not None:
            return replace(self, phase=self.phase.extend(minutes))
        return replace(self, step=self.step.extend(minutes))

    def expired(self, now: float) -> bool:
        """Return whether the time for what is being done is out."""
        return self.phase is not None and self.phase.expired(now)

    def read(self, now: float) -> ClockReading:
        """Return what the clock says."""
        step = self.plan.steps[self.place]
        elapsed = (now - self.began) / _MINUTE
        planned = step.minutes
        rest = max(0.0, planned - self.step.elapsed(now) / _MINUTE)
        later = sum(s.minutes for s in self.plan.steps[self.place + 1 :])
        left = self.step.left(now)
        of_phase = None if self.phase is None else self.phase.left(now)
        return ClockReading(
            step=step,
            place=self.place,
            elapsed=elapsed,
            step_left=(left or 0.0) / _MINUTE,
            in_hand=self.plan.minutes - elapsed - rest - later,
            paused=self.step.paused,
            phase_left=None if of_phase is None else of_phase / _MINUTE,
        )


def said(minutes: float) -> str:
    """Return minutes as a clock shows them.

    >>> said(4.5), said(-1.25), said(0.0)
    ('4:30', '−1:15', '0:00')
    """
    seconds = round(abs(minutes) * _MINUTE)
    sign = "−" if minutes < 0 and seconds else ""
    return f"{sign}{seconds // 60}:{seconds % 60:02d}"
