"""Coverage: how far what comes up is the scenario's own text, and what hardly anybody meets."""

from __future__ import annotations

from game.lab import coverage
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.scenario.schema.cards import Event
from tests.rules import fixtures, small_cards


def event(name: str, claims: list[str], **more: object) -> Event:
    options = [
        {"id": "yes", "title": "Yes", "prose": "It is agreed to."},
        {"id": "no", "title": "Refuse", "prose": "It is not agreed to."},
    ]
    whole = {"id": name, "title": f"Event {name}", "prose": small_cards.PROSE, "answers": "unions"}
    return Event.model_validate({**whole, "options": options, "claims": claims, **more})


NEVER = {"figure": "waits", "above": 1000}


def pack(text: str) -> Pack:
    return fixtures.pack(
        text=text,
        agendas=(),
        events=(
            event("own", ["000.1", "002.1"], spine=0),
            event("another", ["001.1"], spine=1),
            event("own_never", ["000.2"], trigger=NEVER),
            event("own_rare", ["000.2"], trigger=NEVER, rare=True),
        ),
    )


def found(text: str) -> tuple[Pack, coverage.CardCoverage]:
    made = pack(text)
    return made, coverage.cover(made, dict.fromkeys(ROLES, "idle"), [1, 2, 3])


def test_an_event_of_two_texts_counts_for_both() -> None:
    _, seen = found("000")
    assert coverage.of_texts(seen) == {"000": 0.5, "001": 0.5, "002": 0.5, "003": 0, "004": 0}


def test_own_events_are_counted_by_games_and_rare_ones_are_let_be() -> None:
    made, seen = found("000")
    assert coverage.own_events(made, seen) == {"own_never": 0, "own_rare": 0, "own": 1}
    assert coverage.seldom(made, seen) == ["own_never"]
    made, seen = found("all")
    assert coverage.own_events(made, seen) == {}


def test_a_claim_is_lived_when_a_third_of_games_meet_a_card_that_cites_it() -> None:
    made, seen = found("000")
    assert seen.claims["000.1"] == 3
    assert coverage.mentioned(made, seen) == ["000.2"]  # on cards that never come up


def test_the_bands_are_told_with_whether_they_are_met() -> None:
    told = "\n".join(coverage.lines(*found("000")))
    assert "Events by the text they cite: 000 50%, 001 50%, 002 50%, 003 0%, 004 0%" in told
    assert "(at least 65% of text 000: NOT met)" in told
    assert "Games in which each event of the text comes up: own_never 0%, own_rare 0%" in told
    assert "Under 10% and not meant to be rare: own_never" in told
    assert "Claims met in under 33% of games: 000.2" in told
    assert "(at least 10% of each text: NOT met)" in "\n".join(coverage.lines(*found("all")))


def test_counts_of_several_runs_add_up() -> None:
    _, seen = found("000")
    _, more = found("000")
    seen.add(more)
    assert seen.met["own"] == seen.drawn["own"] == 6
    assert coverage.of_texts(seen)["000"] == 0.5
