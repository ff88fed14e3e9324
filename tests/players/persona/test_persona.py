"""What personas care for, fear, promise and keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.players.persona import breach_values, figure_weights, trust_choice
from game.players.persona.figure_arrays import figure_arrays
from game.players.persona.figure_weights import figure_changes
from game.players.persona.lever_values import axes, lever_values
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA, characters, holds
from game.players.persona.threats import Valuation, counter_arrays
from game.rules import engine
from game.rules.cards.index import card_index
from game.rules.effects import predicates
from game.rules.state.commands import OfferDeal, ReplyDeal, Seal
from game.rules.state.deal_terms import Abstain, PayClout, PayMoney, Terms
from game.rules.state.view import SeenOrder
from game.scenario import loader, source_files
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.conditions import Condition
from game.scenario.schema.effects import KnobSetting, Push, Shock
from game.world import quarter_calendar
from game.world.figure_names import FIGURES
from tests.players.persona.december import DECEMBER, persona, seen, shipped
from tests.rules.fixtures import Game

# -- data -----------------------------------------------------------------------------


def test_priorities_speak_of_levers_and_tags_of_the_common_scenarios() -> None:
    words = {w for t in card_index(loader.load(DECEMBER)).levers.values() for w in t.words}
    known = {p.lever or p.tag for c in characters().personas.values() for p in c.priorities}
    sources = (source_files.common_dir() / "levers").glob("*.yaml")
    common = {lever["id"] for path in sources for lever in source_files.read(path).data}
    assert known <= words | common


def test_cares_and_proxies_are_figures() -> None:
    named = {f for c in characters().personas.values() for f in c.cares}
    named |= {f for proxies in characters().proxies.values() for f in proxies}
    assert named <= set(FIGURES)


def test_whatever_is_scored_is_a_figure_or_has_a_proxy() -> None:
    pack = loader.load(DECEMBER)
    for terms in (*pack.scenario.scoring.roles.values(), pack.scenario.scoring.national):
        for term in terms:
            assert figure_weights.term_weights(term) or term.value == "national", term.value


@pytest.mark.parametrize("role", ROLES)
def test_wants_follow_the_scoring(role: Role) -> None:
    pack = loader.load(DECEMBER)
    wants = figure_weights.wants(pack, role, characters().personas[DEFAULT_PERSONA[role]])
    expected = {
        "secretary": ("reform_delivered", 1),
        "number10": ("coalition_strain", -1),
        "monitor": ("board_independence", 1),
        "unions": ("reform_delivered", -1),
    }
    figure, sign = expected[role]
    assert wants[figure] * sign > 0
    assert wants["waits"] < 0  # the state of the service is in everybody's score


# -- worth ----------------------------------------------------------------------------


def test_leanings_count_size_length_and_doubt() -> None:
    assert figure_changes((Shock(gauge="morale", by=5),)) == (("morale", 2.0, True),)
    (year,) = figure_changes((Push(gauge="morale", by=5, quarters=4),))
    (moment,) = figure_changes((Push(gauge="morale", by=5, quarters=1),))
    (doubted,) = figure_changes((Push(gauge="morale", by=5, quarters=4, uncertain=True),))
    assert year[1] > moment[1]
    assert doubted[1] == year[1] / 2
    (market, risk) = figure_changes((KnobSetting(knob="entry_target", by=0.04, quarters=4),))
    assert (market[0], market[1] > 0, risk[0]) == ("new_entrant_share", True, "trusts_at_risk")


def test_a_shock_counts_for_more_near_the_end() -> None:
    game = shipped()
    now = seen(game, "unions")
    late = replace(now, quarter=now.last)
    wanted = np.array([axes(game.pack).wants({"morale": 1.0}, role) for role in ROLES])
    both = np.stack([wanted, wanted])
    urgency = figure_arrays(game.pack, [now.figures, late.figures])[1]
    early, last = (
        of.of_role("unions") for of in lever_values(game.pack, [now, late], urgency, both)
    )
    shocks = [
        source
        for source, effects in card_index(game.pack).effects.items()
        if any(isinstance(e, Shock) and e.gauge == "morale" for e in effects)
    ]
    assert any(abs(early.value(s)) < abs(last.value(s)) for s in shocks)
    assert not any(abs(early.value(s)) > abs(last.value(s)) for s in shocks)


def test_parts_sum_to_the_worth() -> None:
    game = shipped()
    player = persona(game, "secretary")
    role_values = player.valuation(seen(game, "secretary")).own
    for match in card_index(game.pack).of_role["secretary"]:
        parts = sum(p for p, _ in role_values.parts(match.lever.id))
        assert parts == role_values.value(match.lever.id)  # on a grid: to the last bit


# -- orders ---------------------------------------------------------------------------


def promised_away(role: Role, lever: str, quarters: int = 1) -> tuple[Game, Persona]:
    """A game at its orders in which the role has promised, for a clout, not to use the lever."""
    game = shipped("talks")
    other: Role = "unions" if role != "unions" else "secretary"
    until = quarter_calendar.label(game.board.quarter + quarters)
    terms = Terms(
        offerer=role,
        other=other,
        clauses=(
            Abstain(by=role, until=until, lever=lever),
            PayClout(by=other, until=until, clout=1),
        ),
    )
    game.do(OfferDeal(role=role, terms=terms))
    game.do(ReplyDeal(role=other, deal=1, reply="accept"))
    game.to("orders")
    return game, persona(game, role)


@pytest.mark.parametrize("role", ROLES)
def test_a_promise_is_kept_while_its_lever_is_worth_less_than_breaking_costs(role: Role) -> None:
    plain = shipped("talks")
    ranked = persona(plain, role).rank(seen(plain, role))
    third = ranked[2][1].lever
    game, player = promised_away(role, third)
    sheet = player.act(seen(game, role), "seal")
    assert isinstance(sheet, Seal)
    assert all(order.lever != third for order in sheet.orders)


def test_a_promise_is_broken_if_its_lever_is_worth_more_than_breaking_costs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = {}
    for word in (0.0, 50.0):
        monkeypatch.setattr(breach_values, "WORD", word)
        monkeypatch.setattr(breach_values, "REPRISAL", 0.0)
        broken[word] = 0
        for role in ROLES:
            plain = shipped("talks")
            best = persona(plain, role).rank(seen(plain, role))[0][1].lever
            game, player = promised_away(role, best)
            sheet = player.act(seen(game, role), "seal")
            assert isinstance(sheet, Seal)
            broken[word] += any(order.lever == best for order in sheet.orders)
    assert broken[0.0] >= 2 and broken[50.0] == 0


def test_who_was_let_down_makes_no_deal_with_the_breaker_for_a_year_and_answers() -> None:
    game, _ = promised_away("unions", "bma_campaign")
    deal = replace(game.board.deals[0], state="broken", broken_by="unions",
                   broken_in=game.board.quarter)  # fmt: skip
    game.position = replace(game.position, board=replace(game.board, deals=(deal,)))
    mine = seen(game, "secretary")
    assert breach_values.unforgiven(mine) == {"unions"}
    assert breach_values.unforgiven(seen(game, "unions")) == set()
    assert breach_values.grudge(mine, "unions") > 0 == breach_values.grudge(mine, "monitor")
    hits = breach_values.answers(game.pack, "secretary", ["unions"])
    row = axes(game.pack).row
    assert {hits[row[t.id]] for t in card_index(game.pack).of_role["secretary"]} == {
        0.0, breach_values.ANSWER
    }  # fmt: skip
    for _ in range(4):
        game.to("bulletin").to("orders")
    assert breach_values.unforgiven(seen(game, "secretary")) == set()


def test_a_summons_is_listened_to() -> None:
    game = shipped()
    now = seen(game, "secretary")
    player = persona(game, "secretary")
    plain = {o.lever: v for v, o in player.rank(now)}
    summoned = replace(now, summons=("staff", now.quarter))
    asked = {o.lever: v for v, o in player.rank(summoned)}
    levers = card_index(game.pack).levers
    for lever, value in plain.items():
        expected = 2.0 if "staff" in levers[lever].words else 0.0
        assert asked[lever] - value == pytest.approx(expected)


def test_nothing_is_ordered_that_is_not_worth_its_price() -> None:
    game = shipped()
    player = persona(game, "monitor")
    worthless = {order.lever for value, order in player.rank(seen(game, "monitor")) if value < 0}
    sheet = player.act(seen(game, "monitor"), "seal")
    assert not worthless & {o.lever for o in sheet.orders}  # type: ignore[union-attr]


def test_orders_that_may_be_met_carry_a_bid_when_much_is_at_stake() -> None:
    game = shipped()
    player = persona(game, "secretary")
    now = seen(game, "secretary")
    order = next(o for o in now.menu if o.lever == "any_qualified_provider")
    likely = player.order_request(now).likely
    counters = counter_arrays(game.pack).counters
    assert likely[counters[order.lever]].any()
    assert player.bid(order, 20.0, likely) == 2
    assert player.bid(order, 0.1, likely) == 0
    unmet = next(o for o in now.menu if not len(counters[o.lever]))
    assert player.bid(unmet, 20.0, likely) == 0


def test_the_worst_known_trusts_are_named_and_marginals_first_for_some() -> None:
    game = shipped()
    now = seen(game, "number10")
    everyone = now.trusts.id
    plain = trust_choice.worst_trusts(now, everyone, 5, marginals_first=False)
    first = trust_choice.worst_trusts(now, everyone, 5, marginals_first=True)
    rows = trust_choice.trust_rows(now)
    assert all(now.trusts.listed[rows[t]] for t in plain)
    assert all(now.trusts.marginal[rows[t]] for t in first)


# -- deals ----------------------------------------------------------------------------


def valuation(game: Game, role: Role) -> Valuation:
    return persona(game, role).valuation(seen(game, role))


def test_clout_paid_is_a_loss_to_one_and_a_gain_to_the_other() -> None:
    game = shipped("talks")
    gift = Terms(
        offerer="monitor",
        other="number10",
        clauses=(PayClout(by="monitor", until="2013Q4", clout=2),),
    )
    assert valuation(game, "monitor").worth(gift) < 0 < valuation(game, "number10").worth(gift)


def test_who_hates_a_lever_likes_its_being_forsworn() -> None:
    game = shipped("talks")
    peace = Terms(
        offerer="secretary",
        other="unions",
        clauses=(Abstain(by="secretary", until="2014Q1", lever="any_qualified_provider"),),
    )
    assert valuation(game, "unions").worth(peace) > 0 > valuation(game, "secretary").worth(peace)


def test_money_for_staff_is_worth_something_to_the_unions() -> None:
    game = shipped("talks")
    small, large = (
        Terms(
            offerer="secretary",
            other="unions",
            clauses=(PayMoney(by="secretary", until="2013Q4", money_m=m, to="staff"),),
        )
        for m in (20, 200)
    )
    unions = valuation(game, "unions")
    assert unions.worth(large) > unions.worth(small)


def test_a_lever_that_rests_is_not_feared() -> None:
    game = shipped()
    now = seen(game, "secretary")
    campaign = axes(game.pack).row["bma_campaign"]
    player = persona(game, "secretary")
    fresh = player.valuation(now).likely[campaign]
    used = replace(now, orders=(SeenOrder(now.quarter - 1, "unions", "bma_campaign", "full"),))
    assert fresh > 0 == player.valuation(used).likely[campaign]


# -- conditions -----------------------------------------------------------------------

ASKED: dict[str, tuple[dict[str, Any], bool]] = {
    "a figure it sees": ({"figure": "media_heat", "above": 1}, True),
    "a figure it can't see": ({"figure": "treasury_headroom_m", "above": -1e9}, False),
    "turns": ({"count": "turn", "below": 1}, True),
    "the calendar": ({"from_quarter": "2014Q1"}, False),
    "not": ({"no": {"used": "strike"}}, True),
    "all": ({"all": [{"figure": "media_heat", "above": 1}, {"used": "strike"}]}, False),
    "any": ({"any": [{"figure": "media_heat", "above": 1}, {"used": "strike"}]}, True),
}


@pytest.mark.parametrize("name", ASKED)
def test_conditions_ask_only_what_is_seen(name: str) -> None:
    game = shipped()
    raw, expected = ASKED[name]
    condition = Condition.model_validate(raw)
    assert holds(game.pack, seen(game, "unions"), condition) == expected


def test_an_event_that_came_up_is_a_condition_that_holds() -> None:
    game = Game().to("talks")  # of the tests' own scenario, whose first event is always answered
    (answered,) = seen(game, "unions").answered
    event, option, _ = answered
    for raw, expected in (
        ({"event": event}, True),
        ({"event": event, "option": option, "within": 1}, True),
        ({"event": event, "option": "another"}, False),
        ({"event": "doubts"}, False),
    ):
        assert holds(game.pack, seen(game, "unions"), Condition.model_validate(raw)) == expected


def test_personas_agree_with_the_rules_on_what_the_role_knows() -> None:
    game = shipped()
    for lever in game.pack.scenario.levers:
        asks = lever.requires
        if asks is None or "change" in str(asks.model_dump(exclude_defaults=True)):
            continue
        role = lever.role
        if any(c.count for c in _flat(asks)):
            continue
        mine = holds(game.pack, seen(game, role), asks)
        rules = predicates.holds(asks, predicates.known(game.pack, game.position, role))
        assert mine == rules, lever.id


def test_used_names_a_lever_and_never_a_kind_of_levers() -> None:
    """Else a lever whose tag is another's name would pass for it."""
    game = Game().to("orders")
    game.orders(monitor="price_war")
    asked = predicates.of_view(game.pack, seen(game, "unions"))
    for raw, expected in (
        ({"used": "price_war"}, True),
        ({"used": "market"}, False),
        ({"tagged": "market"}, True),
    ):
        assert predicates.holds(Condition.model_validate(raw), asked) == expected


def _flat(c: Condition) -> list[Condition]:
    inner = [*c.all, *c.any, *([c.no] if c.no else [])]
    return [c, *(x for part in inner for x in _flat(part))]


def test_a_persona_beats_nobody_by_breaking_rules() -> None:
    game = shipped()
    for role in ROLES:
        engine.check(game.pack, game.position, persona(game, role).act(seen(game, role), "seal"))
