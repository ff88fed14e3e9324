"""What all read speaks to none of them; what an office alone reads may speak to it."""

from __future__ import annotations

from typing import Any

import pytest

from game.scenario.assembly import assemble
from game.scenario.checks import voice
from game.scenario.schema.scenario import Scenario
from game.scenario.source_files import shipped_ids
from tests.scenario.checks.known_names import NOTHING_KNOWN

SPOKEN = "A long letter has come from the inspectors, and you will have to answer it."


@pytest.fixture(scope="module")
def shipped() -> Scenario:
    return assemble("december-2013").scenario


def said(scenario: Scenario) -> list[tuple[str, str, tuple[Any, ...]]]:
    return [(p.kind, p.key, tuple(p.path)) for p in voice.problems(scenario, NOTHING_KNOWN)]


def changed(scenario: Scenario, **fields: Any) -> Scenario:
    return scenario.model_copy(update=fields)


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_what_all_read_in_a_shipped_scenario_is_in_the_third_person(name: str) -> None:
    scenario = assemble(name).scenario
    assert [
        f"{p.key} {p.path}: {p.sentence}" for p in voice.problems(scenario, NOTHING_KNOWN)
    ] == []


def test_an_event_that_speaks_to_who_answers_is_found(shipped: Scenario) -> None:
    event = shipped.events[0]
    option = event.options[1].model_copy(update={"prose": "It is ours to lose, say our friends."})
    spoken = event.model_copy(
        update={"prose": SPOKEN, "options": (event.options[0], option, *event.options[2:])}
    )
    found = said(changed(shipped, events=(spoken, *shipped.events[1:])))
    assert found == [
        ("event", event.id, ("prose",)),
        ("event", event.id, ("options", 1, "prose")),
    ]


@pytest.mark.parametrize("field", ["background", "headline", "lesson", "tagline"])
def test_so_is_each_text_of_the_frame(shipped: Scenario, field: str) -> None:
    assert said(changed(shipped, **{field: SPOKEN})) == [("frame", shipped.id, (field,))]


def test_so_are_levers_agendas_ways_out_and_ends(shipped: Scenario) -> None:
    lever = shipped.levers[0].model_copy(update={"prose": SPOKEN})
    agenda = shipped.agendas[0].model_copy(update={"title": "Keep your word"})
    way = shipped.cases.ways[0].model_copy(update={"does": SPOKEN})
    end = shipped.outcomes[0].model_copy(update={"prose": SPOKEN})
    found = said(
        changed(
            shipped,
            levers=(lever, *shipped.levers[1:]),
            agendas=(agenda, *shipped.agendas[1:]),
            cases=shipped.cases.model_copy(update={"ways": (way, *shipped.cases.ways[1:])}),
            outcomes=(end, *shipped.outcomes[1:]),
        )
    )
    assert found == [
        ("frame", shipped.id, ("outcomes", 0, "prose")),
        ("lever", lever.id, ("prose",)),
        ("agenda", agenda.id, ("title",)),
        ("way out", way.id, ("does",)),
    ]


def test_a_letter_is_its_offices_own_and_may_speak_to_it(shipped: Scenario) -> None:
    assert any("you" in letter.split() for letter in shipped.letters.values())
    assert said(shipped) == []


def test_somebody_may_be_quoted_and_a_warning_stops_no_game(shipped: Scenario) -> None:
    quoted = "“You will all be consulted,” the slide says; a form lies on every second chair."
    assert said(changed(shipped, lesson=quoted)) == []
    (problem,) = voice.problems(changed(shipped, lesson=SPOKEN), NOTHING_KNOWN)
    assert not problem.stops
    assert "'you'" in problem.sentence
