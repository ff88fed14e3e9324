"""Who may do what, when: the shipped levers' powers by the law of each period, and their sums."""

from __future__ import annotations

import re
from functools import cache

import pytest

from game.scenario.assembly import assemble
from game.scenario.schema.base import Role
from game.scenario.schema.cards import Lever, Option
from game.scenario.schema.effects import Effect, KnobSetting, TrustKnobSetting
from game.scenario.schema.scenario import Scenario
from game.scenario.source_files import shipped_ids
from game.world import quarter_calendar

SCENARIOS = sorted(shipped_ids())
#: Share of acute capacity that the ``n`` largest or all hospitals of an effect have.
WHOLE = 1.0


@cache
def scenario(name: str) -> Scenario:
    return assemble(name).scenario


@cache
def levers() -> dict[str, Lever]:
    return {x.id: x for name in SCENARIOS for x in scenario(name).levers}


def at(label: str) -> int:
    return quarter_calendar.parse(label)


@pytest.mark.parametrize(
    ("lever", "role", "never", "signed", "alone"),
    [
        # the competition panel advised until Monitor had the rule in April 2013
        ("market_rule", "monitor", "2008Q4", "2012Q1", "2013Q2"),
        # Monitor's notice, the Secretary's order; then Monitor appoints
        ("failure_trigger", "monitor", None, "2013Q1", "2013Q2"),
        # prices are the Department's to 2013/14, then Monitor's with the Board, and no minister's
        ("tariff_up", "monitor", "2013Q3", None, "2013Q4"),
        ("tariff_down", "monitor", "2013Q3", None, "2013Q4"),
        ("hold_price", "monitor", "2013Q3", None, "2014Q4"),
        ("freeze_tariff", "secretary", "2013Q2", None, "2009Q1"),
        ("hold_tariff", "secretary", "2013Q2", None, "2011Q1"),
        # one winter's operating framework
        ("price_competition", "secretary", "2011Q2", None, "2010Q4"),
        # after April 2013 commissioners' money is the Board's
        ("top_slice", "secretary", "2013Q2", None, "2013Q1"),
        ("top_slice_assent", "secretary", "2013Q1", "2013Q2", None),
        ("special_measures", "monitor", "2013Q2", None, "2013Q3"),
        ("authority_measures", "secretary", "2016Q2", None, "2016Q1"),
        ("chain_review", "secretary", "2013Q4", None, "2014Q1"),
        ("price_review", "monitor", "2013Q3", None, "2013Q4"),
        ("cost_collection", "monitor", "2013Q1", None, "2013Q2"),
        ("ae_support", "monitor", "2013Q1", None, "2013Q2"),
        ("control_totals", "monitor", "2016Q1", None, "2016Q2"),
        ("borrowing_code", "monitor", "2013Q2", None, "2013Q1"),
    ],
)
def test_a_power_is_its_holders_in_its_time(
    lever: str, role: Role, never: str | None, signed: str | None, alone: str | None
) -> None:
    card = levers()[lever]
    assert card.role == role
    if never is not None:
        assert not card.period.holds(at(never))
    if signed is not None:
        assert card.period.holds(at(signed))
        assert card.signer(at(signed)) is not None
    if alone is not None:
        assert card.period.holds(at(alone))
        assert card.signer(at(alone)) is None


def _reaches(effect: Effect, quarter: int) -> bool:
    """Whether the effect may reach a trust that is no foundation trust in the quarter."""
    if not isinstance(effect, TrustKnobSetting) or effect.on.status == "ft":
        return False
    when = effect.when
    if when is not None and when.asks == "quarter":
        first = at(when.from_quarter) if when.from_quarter else 0
        last = at(when.to_quarter) if when.to_quarter else quarter
        return first <= quarter <= last
    return True


@pytest.mark.parametrize(
    "lever", ["special_measures", "turnaround_team", "remove_board", "licence_enforcement"]
)
def test_monitor_steps_in_at_foundation_trusts_alone_before_april_2016(lever: str) -> None:
    card = levers()[lever]
    if card.target is not None:
        assert card.target.among.status == "ft"
        return
    assert not any(_reaches(e, at("2015Q4")) for e in card.effects)
    assert any(_reaches(e, at("2017Q1")) for e in card.effects)


def test_the_department_may_lend_to_foundation_trusts_before_the_act() -> None:
    reached = [e.on.status for e in levers()["trust_loans"].effects if e.do == "trusts"]
    assert reached and set(reached) == {"any"}


def test_a_loan_is_cash_and_never_income() -> None:
    for card in levers().values():
        if re.search(r"\bloans?\b", f"{card.prose} {card.names[0].title}".lower()):
            assert not any(
                e.knob == "support_k" for e in card.effects if isinstance(e, TrustKnobSetting)
            ), card.id


def test_a_ballot_meets_thresholds_from_march_2017_on() -> None:
    (flag,) = (e for e in levers()["ballot"].effects if e.do == "flag")
    assert flag.when is not None
    dates = {c.to_quarter for c in flag.when.any if c.asks == "quarter"}
    assert dates == {"2017Q1"}


def _capacity_bought(card: Lever | Option) -> float:
    """Points of acute capacity times quarters that a card with a price in £m buys."""
    return sum(
        e.by * (e.quarters or 8)
        for e in card.effects
        if isinstance(e, KnobSetting | TrustKnobSetting)
        and e.knob == "capacity_pct"
        and e.by > 0
        and (isinstance(e, KnobSetting) or (e.on.kind == "acute" and e.on.n is None))
    )


def test_a_point_of_winter_capacity_has_one_price() -> None:
    cards: dict[str, Lever | Option] = {"winter_plan": levers()["winter_plan"]}
    for name in SCENARIOS:
        for event in scenario(name).events:
            cards.update({f"{event.id}/{o.id}": o for o in event.options if o.purse_m})
    prices = {
        name: card.purse_m / _capacity_bought(card)
        for name, card in cards.items()
        if _capacity_bought(card)
    }
    assert len(prices) >= 3
    assert max(prices.values()) - min(prices.values()) < 1.0, prices
    assert 330 <= levers()["winter_plan"].purse_m <= 700  # what winters were given


def test_no_source_is_later_than_the_card_that_cites_it() -> None:
    """The earliest year that a source names lies not after the card's last quarter's year, and
    for what opens later than the first scenario, not after the year in which it opens."""
    earliest = min(at(scenario(name).first) for name in SCENARIOS)
    for card in levers().values():
        years = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", card.source)]
        if not years:
            continue
        first = at(card.period.first) if card.period.first else earliest
        assert min(years) <= max(first, earliest) // 4, card.id
