"""Agendas in words: what each step asks, how it stands, and who has reached which."""

from __future__ import annotations

from typing import Final, assert_never

from game.rules.constants import STEP_POINTS
from game.rules.state.view import StepSeen, View
from game.scenario.schema.cards import STEPS, Agenda
from game.scenario.schema.conditions import Count
from game.telling.formatting import number, quantity
from game.telling.names import Voice

#: What agendas count, as in "more than two ...".
COUNTED: Final[dict[Count, str]] = {
    "closures_in_marginals": "hospitals closed or cut in marginals",
    "administrations_begun": "administrations begun",
    "administrations_upheld": "administrations carried through",
    "takeovers": "takeovers",
    "bail_outs": "bail-outs",
    "support_paid_m": "support paid",
    "strikes": "strikes",
    "reviews_won": "reviews won in court",
    "joint_redesigns": "joint redesigns",
    "pay_deals": "pay deals",
    "deals_made": "deals struck",
    "deals_broken": "deals broken",
    "sackings": "Secretaries sacked",
    "elected_commissioners": "commissioners elected",
    "private_income_levers": "orders for private income",
    "turn": "quarters played",
}


def asked(voice: Voice, agenda: Agenda, step: int) -> str:
    """Return what a step asks of its measure: "at least three pay deals", "waits below 30"."""
    measure, level = agenda.measure, agenda.levels[step]
    if measure.count is not None and measure.count != "support_paid_m":
        noun = COUNTED[measure.count]
        if agenda.rises:
            return f"{noun}: at least {number(level // 1 + 1)}"
        return f"{noun}: no more than {number(-(-level // 1) - 1)}"
    if measure.count is not None:
        name, said = COUNTED[measure.count], quantity(level, "money_m")
    else:
        name = voice.figure_inside(measure.name)
        said = quantity(level, voice.unit(measure.name))
    if measure.ratio:
        said = f"{number(100 * level)}% of the level at the start"
    return f"{name} {'above' if agenda.rises else 'below'} {said}"


def step_title(voice: Voice, agenda: str, step: int) -> str:
    """Return a step as others are told it: the agenda's title and what was asked."""
    try:
        found = voice.scenario.agenda(agenda)
    except KeyError:
        return voice.agenda(agenda)
    return f"“{voice.agenda(agenda)}”, step {step + 1} of {STEPS}: {asked(voice, found, step)}"


def steps_said(voice: Voice, view: View, agenda: str) -> list[str]:
    """Return what the steps of an agenda ask, before it is kept."""
    found, span = voice.scenario.agenda(agenda), view.last - view.first + 1
    said = []
    for n in range(STEPS):
        since = view.first + max(1, -int(-span * found.since[n] // 1)) - 1
        when = f", from {voice.quarter(since)} on" if since > view.first else ""
        said.append(f"{_points(n)}: {asked(voice, found, n)}{when}.")
    return said


def own_steps(voice: Voice, view: View) -> list[str]:
    """Return how the steps of the reader's own agenda stand; empty without one."""
    if view.agenda is None or not view.steps:
        return []
    found = voice.scenario.agenda(view.agenda)
    said: list[str] = []
    measured = ""  # where the measure stands is said once: it is the same for each step
    for n, step in enumerate(view.steps):
        when = f", from {voice.quarter(step.since)} on" if step.since > view.quarter else ""
        found_now = now(voice, view, n)
        stands = state(voice, step, found_now)
        if found_now and step.reached is None and not step.barred and step.holds is False:
            stands, measured = "not yet" if found_now == measured else stands, found_now
        said.append(f"{_points(n)}: {asked(voice, found, n)}{when} – {stands}.")
    return said


def now(voice: Voice, view: View, step: int) -> str:
    """Return where the measure of a step of the reader's own agenda stands, in words; empty where
    the reader does not know it, or where it is not what keeps the step from being held."""
    agenda = voice.scenario.agenda(view.agenda or "")
    seen = view.figures.get(agenda.measure.figure or "")
    if seen is None:
        return ""
    value, said = seen.value, quantity(seen.value, voice.unit(seen.figure))
    if agenda.measure.ratio:
        began = seen.history[0] if seen.history else (view.quarter, 0.0)
        if began[0] > view.first or not began[1]:
            return ""
        value /= began[1]
        said = f"{number(100 * value)}%"
    short = value <= agenda.levels[step] if agenda.rises else value >= agenda.levels[step]
    return said if short else ""


def state(voice: Voice, step: StepSeen, stands: str = "") -> str:
    """Return how a step stands: reached, out of reach, or as things are now; ``stands`` is where
    its measure stands, if that is known."""
    if step.reached is not None:
        return f"reached in {voice.quarter(step.reached)}"
    if step.barred:
        return "out of reach"
    match step.holds:
        case True:
            return "holds as things stand"
        case False:
            return f"now {stands}" if stands else "does not hold now"
        case None:
            return "open"
        case _:
            assert_never(step.holds)


def _points(step: int) -> str:
    return f"+{number(STEP_POINTS[step], 1)}"


def milestones(voice: Voice, view: View) -> list[str]:
    """Return which offices have reached which steps, as all were told."""
    said = []
    for m in view.milestones:
        step = step_title(voice, m.agenda, m.step)
        said.append(f"{voice.title_of(m.role)}: {step} ({voice.quarter(m.quarter)}).")
    return said
