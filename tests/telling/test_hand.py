"""Which levers matter now, and which work against one's own aim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.match import Match
from game.players import make
from game.rules.cards.rules_of_thumb import by_source
from game.rules.cases.ways_out import ends_alike
from game.rules.state.commands import Advance
from game.rules.state.view import Arrow, SeenCase, View
from game.scenario import loader
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import Voice
from game.telling.hand import MOST, against_aim, matters, over_before_orders, ranked_targets


def _at_orders(role: Role, quarter: int = 1, scenario: str = "december-2013") -> tuple[Voice, View]:
    pack = loader.load(scenario)
    seats = {r: "human" if r == role else "ai:persona" for r in ROLES}
    match = Match.new(pack, seats, 3)
    person = make("persona", role, pack, 5)
    while True:
        public = match.view(SPECTATOR)
        if public.phase == "orders" and public.quarter - public.first == quarter:
            return Voice.of(pack.scenario, public), match.view(role)
        if match.step_ai():
            continue
        item = match.pending()[0]
        command = Advance() if item.role is None else person.act(match.view(role), item.kind)
        match.submit(command)


def _none(_: str) -> tuple[Arrow, ...]:
    return ()


def test_a_hand_is_a_few_levers_that_may_be_ordered_each_with_why() -> None:
    voice, view = _at_orders("secretary")
    now = matters(voice, view, _none)
    assert 0 < len(now) <= MOST
    assert set(now) <= {o.lever for o in view.menu if not o.reasons}
    assert all(why.endswith(".") for why in now.values())


def test_who_is_summoned_finds_what_was_asked_for_first() -> None:
    voice, view = _at_orders("secretary")
    tags = [t for o in view.menu if not o.reasons for t in voice.scenario.lever(o.lever).tags]
    summoned = replace(view, summons=(tags[0], view.quarter))
    first, why = next(iter(matters(voice, summoned, _none).items()))
    assert tags[0] in voice.scenario.lever(first).tags
    assert "summoned" in why


def test_a_lever_that_serves_the_weightiest_term_matters_more() -> None:
    voice, view = _at_orders("secretary")
    levers = [o.lever for o in view.menu if not o.reasons and not o.trusts][:2]
    good = Arrow("reform_delivered", 2, sure=True)
    bad = Arrow("reform_delivered", -2, sure=True)
    now = matters(voice, view, lambda x: (good,) if x == levers[0] else (bad,))
    assert levers[0] in now and levers[1] not in now
    assert "“Reform delivered”" in now[levers[0]]


def test_a_bail_out_works_against_an_aim_that_forbids_it_and_is_not_suggested() -> None:
    voice, view = _at_orders("secretary")
    sworn = replace(view, agenda="no_bail_outs")
    assert "Not a penny" in against_aim(voice, sworn, "bail_out", ())
    assert against_aim(voice, replace(view, agenda=None), "bail_out", ()) == ""
    assert "bail_out" not in matters(voice, sworn, _none, {"bail_out": "It pays the bills."})


def test_an_arrow_the_wrong_way_works_against_an_aim_too() -> None:
    voice, view = _at_orders("secretary")
    sworn = replace(view, agenda="no_bail_outs")
    lever = next(o.lever for o in view.menu if not voice.scenario.lever(o.lever).counts)
    assert against_aim(voice, sworn, lever, (Arrow("support_m", 1, sure=True),))
    assert not against_aim(voice, sworn, lever, (Arrow("support_m", -1, sure=True),))


def test_an_order_proposes_what_falls_due_then_what_fails() -> None:
    voice, view = _at_orders("secretary")
    order = next(o for o in view.menu if o.lever == "bail_out")
    ranked = ranked_targets(voice, view, order)
    assert sorted(ranked) == sorted(order.trusts)
    due = {c.trust: c.due for c in view.cases if c.state == "open" and c.trust in order.trusts}
    assert due, "a case is open at one that it may name"
    assert set(ranked[: len(due)]) == set(due)
    assert [due[t] for t in ranked[: len(due)]] == sorted(due.values())
    columns = zip(view.trusts.listed, view.trusts.marginal, strict=True)
    trouble = dict(zip(view.trusts.id, ((bool(a), bool(b)) for a, b in columns), strict=True))
    rest = [trouble[t] for t in ranked[len(due) :]]
    assert rest == sorted(rest, reverse=True) and len(set(rest)) > 1


def test_a_hospital_that_is_gone_before_orders_come_is_not_what_an_order_is_for() -> None:
    """Where the market shuts what nobody decides, an order that names it would come too late."""
    voice, view = _at_orders("secretary", scenario="if-it-works")
    now = matters(voice, view, _none)
    met = 0
    for order in view.menu:
        late = {c.trust for c in view.cases if over_before_orders(voice, view, c, order.lever)}
        named = late & set(order.trusts)
        if named:
            met += 1
            assert set(ranked_targets(voice, view, order)[-len(named) :]) == named
            assert not any(voice.hospital(trust) in now.get(order.lever, "") for trust in named)
    assert met, "a hospital falls due"


def test_the_decider_s_own_order_settles_its_case_and_names_it_first() -> None:
    """What does to the hospital what a way out would do comes in time, for who decides it alone."""
    voice, view = _at_orders("monitor", scenario="if-it-works")
    ends = next(
        (order, case)
        for order in view.menu
        for case in view.cases
        if case.falls_due
        and case.trust in order.trusts
        and voice.scenario.cases.way(case.default).done.ends
        and any(
            ends_alike(voice.scenario.lever(order.lever).effects, voice.scenario.cases.way(w.way))
            for w in case.ways
            if not w.reasons
        )
    )
    order, case = ends
    mine = replace(view, cases=tuple(replace(c, decider="monitor") for c in view.cases))
    others = replace(view, cases=tuple(replace(c, decider="secretary") for c in view.cases))
    assert not over_before_orders(voice, mine, case_of(mine, case.trust), order.lever)
    assert over_before_orders(voice, others, case_of(others, case.trust), order.lever)
    assert case.trust in ranked_targets(voice, mine, order)[: len(view.cases)]
    assert case.trust not in ranked_targets(voice, others, order)[:1]


def test_a_card_names_what_falls_due_first_and_says_when() -> None:
    voice, view = _at_orders("secretary")
    orders = {o.lever: o for o in view.menu}
    told = 0
    for lever, why in matters(voice, view, _none).items():
        if "which falls due" not in why:
            continue
        cases = [c for c in view.cases if c.state == "open" and c.trust in orders[lever].trusts]
        cases = [c for c in cases if not over_before_orders(voice, view, c, lever)]
        soonest = min(c.due for c in cases)
        assert any(voice.hospital(c.trust) in why for c in cases if c.due == soonest)
        assert ("which falls due next quarter" in why) == (soonest > view.quarter)
        told += 1
    assert told


def case_of(view: View, trust: str) -> SeenCase:
    return next(c for c in view.cases if c.trust == trust)


def test_a_hospital_that_is_lent_to_if_nobody_decides_may_well_be_named() -> None:
    voice, view = _at_orders("secretary")
    assert any(c.falls_due for c in view.cases)
    loans = [c for c in view.cases if c.falls_due and c.default == "loan"]
    assert not any(over_before_orders(voice, view, c, o.lever) for c in loans for o in view.menu)


@pytest.mark.parametrize("role", ROLES)
def test_no_two_cards_of_a_hand_say_the_same(role: Role) -> None:
    """By how much, when, what else and at whose cost; points of a term are told once."""
    voice, view = _at_orders(role)
    pack = loader.load(view.scenario)
    now = matters(voice, view, lambda lever: by_source(pack).get(lever, ()))
    assert len(set(now.values())) == len(now)
    assert not [why for why in now.values() if why.startswith(("As “", "So does"))]
    counted = [why for why in now.values() if "points of your score" in why]
    assert len(counted) < max(2, len(now) - 2)


def test_a_card_says_how_much_it_serves_when_and_at_what_cost() -> None:
    voice, view = _at_orders("secretary")
    one, two, three, *_ = [o.lever for o in view.menu if not o.reasons and not o.trusts]
    arrows = {
        one: (Arrow("reform_delivered", 2, sure=True, after=1),),
        two: (
            Arrow("reform_delivered", 1, sure=False),
            Arrow("secretary_standing", -1, sure=False),
        ),
        three: (Arrow("reform_delivered", 2, sure=True, after=1),),
    }
    now = matters(voice, view, lambda lever: arrows.get(lever, ()))
    assert "“Reform delivered”" in now[one] and "much from next quarter" in now[one]
    assert now[two].startswith("It may serve") and "at the cost of “Own standing”" in now[two]
    assert f"So does “{voice.lever(one, view.quarter)}”" in now[three]
    assert now[three].endswith((" more.", " less.", "at the same price."))
