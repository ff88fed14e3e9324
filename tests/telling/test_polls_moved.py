"""Why the seats that the polls come to have moved."""

from __future__ import annotations

from game.match import Match
from game.rules.state.commands import Advance
from game.rules.state.view import View
from game.scenario import loader
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import Voice
from game.telling.for_you import for_you
from game.telling.polls_moved import polls_moved


def _after_a_quarter(scenario: str, role: Role) -> tuple[Voice, View, Match]:
    pack = loader.load(scenario)
    match = Match.new(pack, dict.fromkeys(ROLES, "ai:idle"), 3)
    while match.view(SPECTATOR).phase != "papers":
        if not match.step_ai():
            match.submit(Advance())
    view = match.view(role)
    return Voice.of(pack.scenario, view), view, match


def test_seats_that_are_lost_by_parties_usual_course_say_so() -> None:
    """In 2016 the insurgents' voters go home, mostly to the opposition, whatever No 10 does."""
    voice, view, match = _after_a_quarter("saving-stps", "number10")
    told = for_you(voice, view, match.log_for("number10"))
    assert told is not None
    seats = next(term for term in told.terms if term.name == "Seats")
    assert seats.by < -5
    polls, usual = seats.why.split(" By the usual course, whatever is played: ")
    assert "Labour +" in polls and "UKIP −" in polls
    assert "Labour +" in usual and "UKIP −" in usual


def test_who_has_heard_of_no_poll_yet_is_told_nothing() -> None:
    voice, view, _ = _after_a_quarter("saving-stps", "secretary")
    assert len(view.figures["insurgent_vote_intention"].history) < 2
    assert polls_moved(voice, view) == ""
