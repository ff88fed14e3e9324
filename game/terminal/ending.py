"""The end of a game in text, once its night is over."""

from __future__ import annotations

from game.match import Match
from game.rules.state.view import View
from game.scenario.schema.base import SPECTATOR
from game.scenario.title_case import inside
from game.telling import Voice, scores, verdicts
from game.telling.formatting import clean, listed, number
from game.telling.rulebook import filled
from game.terminal.own_end import own_end
from game.terminal.prompts import Console


def ending(match: Match, console: Console, view: View) -> None:
    """Say how it came out: who won, what became of the service, the scores, and the lesson."""
    voice = Voice.of(match.pack.scenario, match.view(SPECTATOR))
    console.heading("The end")
    console.say(f"{verdicts.who_won(view)}. {verdicts.what_became(view)}.")
    own_end(match, console)
    console.say(verdicts.lesson(view), f"{verdicts.national_said(view)}.")
    span = filled("{idle_time}")
    for row in verdicts.courses(voice, view):
        later = f", {span} on {row.later}" if row.later else ""
        console.say(f"  {row.title}: {row.first} at the start, {row.last} at the vote{later}")
    made = scores.cards(voice, view, match.log_for(view.who))
    for shown in made:
        console.say(*shown.lines(voice))
        parts = verdicts.parts(voice, shown.role, shown.terms)
        said = (f"{inside(name)} {number(got)} of {number(most)}" for name, got, most in parts)
        console.say(f"  By part: {listed(said)}.")
    best = scores.role_of_the_match(voice, view)
    if best is not None:
        console.say(f"Role of the match: {voice.office(best)}.")
    console.say(clean(match.pack.scenario.lesson, 1000))
