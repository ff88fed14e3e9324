"""The shipped cards keep the design's promises: levers and events, all scenarios."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain

import pytest

from game.scenario.assembly import assemble
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import Event, Lever
from game.scenario.schema.effects import Bar, KnobSetting, Push, TrustKnobSetting
from game.scenario.schema.scenario import Scenario
from game.scenario.source_files import common_dir, shipped_ids
from game.world import quarter_calendar

SCENARIOS = sorted(shipped_ids())
#: Gauges that a role is scored on: none of its own levers may raise them for good.
SCORED: dict[Role, dict[str, int]] = {
    "secretary": {"reform_delivered": 1, "secretary_standing": 1},
    "number10": {"coalition_strain": -1, "treasury_nerves": -1},
    "monitor": {"board_independence": 1},
    "unions": {"morale": 1, "unions_standing": 1, "reform_delivered": -1},
}


@cache
def scenario(name: str) -> Scenario:
    return assemble(name).scenario


@cache
def every_lever() -> tuple[Lever, ...]:
    found = {x.id: x for name in SCENARIOS for x in scenario(name).levers}
    return tuple(found.values())


@cache
def every_event() -> tuple[Event, ...]:
    found = {x.id: x for name in SCENARIOS for x in scenario(name).events}
    return tuple(found.values())


def quarters(s: Scenario) -> range:
    return range(quarter_calendar.parse(s.first), quarter_calendar.parse(s.last) + 1)


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_levers_enough_to_rest_some(name: str, role: Role) -> None:
    s = scenario(name)
    for quarter in quarters(s):
        lawful = [
            x for x in s.levers if x.role == role and x.kind == "lever" and x.period.holds(quarter)
        ]
        free = [x for x in lawful if x.signer(quarter) is None and x.requires is None]
        assert len(lawful) >= 11, quarter_calendar.label(quarter)
        assert len(free) >= 8, quarter_calendar.label(quarter)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_role_answers_a_fifth_of_the_events(name: str) -> None:
    events = scenario(name).events
    answers = Counter(e.answers for e in events)
    assert min(answers[role] for role in ROLES) >= len(events) / 5


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_three_campaign_acts_and_three_signature_moves(role: Role) -> None:
    kinds = Counter(x.kind for x in scenario("december-2013").levers if x.role == role)
    assert kinds["campaign"] == 3
    assert kinds["signature"] == 3


def test_the_campaign_knows_neither_money_nor_law() -> None:
    for lever in every_lever():
        if lever.kind == "campaign":
            assert lever.purse_m == 0, lever.id
            assert "law" not in lever.tags, lever.id
            assert not any(isinstance(e, Bar) for e in lever.effects), lever.id


def test_no_lever_raises_its_owners_score_for_good() -> None:
    for lever in every_lever():
        scored = SCORED[lever.role]
        for effect in lever.effects:
            if isinstance(effect, Push) and effect.by * scored.get(effect.gauge, 0) > 0:
                assert effect.quarters is not None, lever.id
                assert effect.quarters <= lever.cool_down, lever.id


def test_no_bar_outlasts_the_rest_of_the_lever_that_sets_it() -> None:
    for lever in every_lever():
        for effect in lever.effects:
            if isinstance(effect, Bar):
                assert effect.quarters is not None, lever.id
                assert effect.quarters < (4 if lever.yearly else lever.cool_down), lever.id


def test_rhetoric_tires_unless_it_costs_two() -> None:
    for lever in every_lever():
        if "rhetoric" in lever.tags and lever.kind == "lever" and lever.clout < 2:
            assert lever.tired is not None, lever.id


def test_a_price_for_everybody_needs_somebodys_agreement() -> None:
    universal = {"tariff_pct", "tariff_set_pct"}
    for lever in every_lever():
        if any(isinstance(e, KnobSetting) and e.knob in universal for e in lever.effects):
            assert lever.countersign is not None or lever.requires is not None, lever.id


def test_a_levy_on_sound_trusts_costs_them_quality() -> None:
    for lever in every_lever():
        if any(isinstance(e, KnobSetting) and e.knob == "pool_levy_pct" for e in lever.effects):
            assert any(
                isinstance(e, TrustKnobSetting)
                and e.knob == "quality_push"
                and e.on.among == "sound"
                and e.by < 0
                for e in lever.effects
            ), lever.id


def test_nothing_useful_is_free_of_clout() -> None:
    free = {x.id for x in every_lever() if x.clout == 0}
    assert free == {"camp_quiet", "camp_silence"}  # saying nothing


def test_names_fit_a_card_and_prose_is_short() -> None:
    for lever in every_lever():
        assert all(len(n.title) <= 40 for n in lever.names), lever.id
        assert 30 <= len(lever.prose.split()) <= 80, lever.id
    for event in every_event():
        assert 40 <= len(event.prose.split()) <= 80, event.id


def test_no_prose_names_an_institution_before_its_time() -> None:
    for lever in every_lever():
        if not lever.period.holds(quarter_calendar.parse("2010Q3")):
            continue
        words = f"{lever.prose} {lever.title(quarter_calendar.parse('2010Q3'))}"
        for late in ("CCG", "NHS England", "NHS Improvement", "Qualified"):
            assert late not in words, lever.id


def test_any_willing_becomes_any_qualified_in_2011() -> None:
    lever = scenario("parliament").lever("any_qualified_provider")
    assert lever.title(quarter_calendar.parse("2010Q4")) == "Any willing provider"
    assert lever.title(quarter_calendar.parse("2012Q4")) == "Any qualified provider"


def test_the_cards_carry_every_claim_of_the_texts() -> None:
    rows = (common_dir() / "claims.csv").read_text(encoding="utf-8").splitlines()[1:]
    claims = {row.split(",", 1)[0] for row in rows}
    cited = set(chain.from_iterable(x.claims for x in (*every_lever(), *every_event())))
    assert cited == claims


def test_extensions_name_a_published_source() -> None:
    for card in (*every_lever(), *every_event()):
        if card.extension:
            assert len(card.source) > 20, card


def test_an_option_with_a_grant_pays_for_it() -> None:
    for event in every_event():
        for option in event.options:
            grants = sum(
                e.by
                for e in option.effects
                if isinstance(e, KnobSetting) and e.knob == "commissioner_grant_m"
            )
            assert grants <= option.purse_m, (event.id, option.id)


def test_the_spine_of_december_2013() -> None:
    s = scenario("december-2013")
    spine = sorted((e for e in s.events if e.spine is not None), key=lambda e: e.spine or 0)
    assert [e.id for e in spine] == [
        "twenty_consortia",  # waits for 31 March, then goes before all others
        "called_to_no10",
        "where_state_ends",
        "board_resignations",
        "status_quo_rises",
        "reforms_not_inheritance",
    ]
    assert [e.answers for e in spine] == [
        "secretary",
        "secretary",
        "monitor",
        "secretary",
        "unions",
        "number10",
    ]
