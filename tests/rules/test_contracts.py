"""Newcomers that grow take a named hospital's service; who slows them stops it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.rules.cases.clock import open_cases
from game.rules.state.case_facts import CaseClockMoved
from game.rules.state.facts import Fact, TrustChanged
from game.rules.views.builder import view
from game.scenario.checks.common import Item, KnownNames
from game.scenario.checks.contracts import of_contracts
from game.scenario.loader import load
from game.scenario.schema.contracts import SERVICE_LOST, ServiceContract
from game.scenario.schema.scenario import Scenario
from game.telling import Voice
from game.telling.front_page import front_page
from game.telling.log import tell
from tests.rules import fixtures, small_cards
from tests.rules.fixtures import Game
from tests.rules.small_cards import knob, lever

HURT = {"do": "trusts", "knob": "income_pct", "by": -3.0, "on": {"among": "chosen"}, "after": 1,
        "quarters": None}  # fmt: skip
#: Newcomers multiply, or are held where they are.
MORE = lever("more", "secretary", 0, knob("entry_target", 0.3, quarters=8))
NONE = lever("none", "secretary", 0, knob("entry_uptake", 0, quarters=8))


def contract(**changes: Any) -> ServiceContract:
    raw = {"line": "long_term", "growth": 0.001, "effects": [HURT], "claims": ["000.3"]}
    return ServiceContract.model_validate(raw | changes)


def game(*contracts: ServiceContract, seed: int = 7) -> Game:
    made = fixtures.pack(levers=(*small_cards.LEVERS, MORE, NONE), events=(), agendas=())
    scenario = made.scenario.model_copy(update={"contracts": contracts})
    return Game(replace(made, scenario=scenario), seed)


def quarter(of: Game, order: str | None) -> tuple[Fact, ...]:
    of.orders(secretary=order)
    return of.market()


def lost(told: tuple[Fact, ...]) -> list[TrustChanged]:
    return [f for f in told if isinstance(f, TrustChanged) and f.change == "service_lost"]


def test_growth_takes_one_service_a_quarter_from_a_hospital_with_a_name() -> None:
    played = game(contract())
    (gone,) = lost(quarter(played, "more"))
    assert gone.by == f"{SERVICE_LOST}long_term"
    assert gone.seen_by is None  # everybody may know
    (again,) = lost(quarter(played, None))
    assert again.trust != gone.trust  # no hospital loses it twice


def test_whoever_stops_the_newcomers_stops_the_contracts() -> None:
    assert lost(quarter(game(contract()), "none")) == []
    assert lost(quarter(game(contract(growth=0.09)), "more")) == []
    assert lost(quarter(game(), "more")) == []  # a scenario that has none


def test_it_costs_the_hospital_from_the_next_quarter_on() -> None:
    with_, without = game(contract()), game()
    (gone,) = lost(quarter(with_, "more"))
    quarter(without, "more")
    t = gone.trust
    assert with_.position.world.margin[t, 0] == without.position.world.margin[t, 0]
    quarter(with_, None)
    quarter(without, None)
    assert with_.position.world.margin[t, 0] < without.position.world.margin[t, 0]


def test_other_seeds_bring_other_hospitals() -> None:
    found = {lost(quarter(game(contract(), seed=seed), "more"))[0].trust for seed in range(12)}
    assert len(found) >= 5


def test_a_case_falls_due_sooner_when_its_hospital_loses_a_service() -> None:
    pack = load("if-it-works")
    for seed in range(12):
        played = Game(pack, seed)
        for _ in range(3):
            played.to("orders")
            before = {case.trust: case for case in open_cases(played.board)}
            told = quarter(played, None)
            moved = {f.trust: f for f in told if isinstance(f, CaseClockMoved)}
            for gone in lost(told):
                case = before.get(gone.trust)
                if case is not None and gone.trust in moved:
                    assert moved[gone.trust].quarters == -1
                    assert moved[gone.trust].by == "service_lost"
                    (after,) = (c for c in played.board.cases if c.trust == gone.trust)
                    assert after.due == case.due - 1
                    assert after.story[-1].what == "clock"
                    return
    raise AssertionError("no contract fell on a case")


def test_papers_and_log_name_hospital_and_service() -> None:
    pack = load("if-it-works")
    played = Game(pack, 4)
    told = quarter(played, None)
    while not lost(told):
        told = quarter(played, None)
    seen = view(pack, played.position, "spectator")
    voice = Voice.of(pack.scenario, seen)
    gone = lost(told)
    name = voice.trust(gone[0].trust)
    assert name in tell(voice, gone[0])
    assert "long-term conditions" in tell(voice, gone[0]) or "operations" in tell(voice, gone[0])
    page = front_page(voice, seen, told, gone[0].quarter, limit=20)
    assert any("newcomer" in s.headline.lower() or "lose services" in s.headline for s in page)


@pytest.mark.parametrize(
    ("contracts", "fault"),
    [
        ((contract(), contract()), "has two contracts"),
        ((contract(line="mental_health"),), "no share of 'mental_health'"),
        ((contract(effects=[{**HURT, "on": {"among": "all"}}]),), "on the hospital that loses it"),
        ((contract(effects=[{**HURT, "by": -90}]),), "takes -10 to 10"),
    ],
)
def test_a_fault_is_a_sentence(contracts: tuple[ServiceContract, ...], fault: str) -> None:
    scenario: Scenario = fixtures.pack().scenario.model_copy(update={"contracts": contracts})
    known = KnownNames(
        levers=frozenset(),
        events={},
        tags=frozenset(),
        flags=frozenset(),
        claims=frozenset({"000.3"}),
        results=frozenset(),
        params=frozenset(),
    )
    said = [p.sentence for p in of_contracts(Item("frame", "small", known), scenario)]
    assert any(fault in sentence for sentence in said), said
