"""The inject library: what can come up, why not, and a preview that keeps its word."""

from __future__ import annotations

import pytest

from game.errors import InputError
from game.match import Match
from game.rules.state.commands import AnswerEvent, Inject
from game.rules.state.facts import EventDrawn
from game.telling import Voice
from game.workshop.library import asked_when, library, preview
from tests.workshop.conftest import Until


@pytest.fixture
def table(match: Match, until: Until) -> Match:
    until(match, "talks")
    return match


def _voice(match: Match) -> Voice:
    return Voice.of(match.pack.scenario, match.view("spectator"))


def test_each_event_can_come_up_or_says_why_not(table: Match) -> None:
    found = library(table, _voice(table), "now")
    assert len(found) == len(table.pack.scenario.events)
    assert found == sorted(found, key=lambda e: (bool(e.reason), e.title))
    for item in found:
        if item.reason:
            with pytest.raises(InputError) as refused:
                table.submit(Inject(event=item.event, when="now"))
            assert refused.value.sentence == item.reason
    assert any(not item.reason for item in found)


def test_an_answerer_who_is_a_computer_is_a_reason(table: Match) -> None:
    item = next(e for e in library(table, _voice(table), "now") if not e.reason)
    table.hand(item.answers, "ai:persona")
    reason = next(e.reason for e in library(table, _voice(table), "now") if e.event == item.event)
    assert "the computer plays that seat" in reason


def test_a_preview_is_what_comes_and_changes_nothing(table: Match, until: Until) -> None:
    voice = _voice(table)
    before = table.digest(), len(table.journal.entries)
    item = next(
        e
        for e in library(table, voice, "now")
        if not e.reason and any(a.moves for a in preview(table, voice, e.event, "now"))
    )
    option = table.pack.scenario.event(item.event).options[0].id
    told = next(o for o in table.trial().inject(item.event) if o.option == option)
    assert (table.digest(), len(table.journal.entries)) == before
    figures = {name: by for name, by in told.moved if name == "media_heat"} or dict(told.moved)
    without = _ended(table, until, [])
    table.rewind(table.turn)
    until(table, "talks")
    led = [
        Inject(event=item.event),
        AnswerEvent(role=item.answers, event=item.event, option=option),
    ]
    ended = _ended(table, until, led)
    for name, by in figures.items():
        if name in ended:
            assert ended[name] - without[name] == pytest.approx(by, abs=0.02), name


def _ended(table: Match, until: Until, commands: list[Inject | AnswerEvent]) -> dict[str, float]:
    """Gauges at the quarter's end, as those who know them exactly do."""
    for command in commands:
        table.submit(command)
    until(table, "papers")
    exact: dict[str, float] = {}
    for role in table.seats:
        figures = table.view(role).figures
        exact.update({n: figures[n].value for n in figures if figures[n].exact})
    return exact


def test_what_can_t_be_is_refused(table: Match) -> None:
    with pytest.raises(InputError, match="This scenario has no event 'none'"):
        preview(table, _voice(table), "none", "now")


@pytest.mark.parametrize(
    ("figure", "typed", "bound"),
    [("ae_4h_share", "95", 0.95), ("waiting_list", "3.1", 3_100_000), ("momentum", "20", 20)],
)
def test_a_bound_is_typed_as_the_figure_is_shown(
    table: Match, figure: str, typed: str, bound: float
) -> None:
    above = asked_when(_voice(table), figure, "above", typed)
    below = asked_when(_voice(table), figure, "below", typed)
    assert (above.figure, above.above) == (figure, pytest.approx(bound))
    assert (below.figure, below.below) == (figure, pytest.approx(bound))


def test_an_inject_waits_for_a_quarter(table: Match, until: Until) -> None:
    wanted = table.view("spectator").quarter + 2
    when = asked_when(_voice(table), "quarter", "above", str(wanted))
    event = next(e.event for e in library(table, _voice(table), when) if not e.reason)
    table.submit(Inject(event=event, when=when))
    for _ in range(3):
        until(table, "papers")
        if table.view("spectator").quarter >= wanted:
            break
        until(table, "talks")
    drawn = [f for f in table.log if isinstance(f, EventDrawn) and f.event == event]
    assert [f.quarter for f in drawn] == [wanted]


def test_no_number_is_said(table: Match) -> None:
    with pytest.raises(InputError, match="Type the number"):
        asked_when(_voice(table), "momentum", "below", "many")
