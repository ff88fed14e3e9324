"""Each scenario is known by its text: start figures, calendar, names, ending and dilemma."""

from __future__ import annotations

from functools import cache

import pytest

from game.lab.always_pressed import Pressing
from game.lab.batch import Game, begin, play, play_on
from game.lab.simulate import seed_of
from game.match.seats import player_seed
from game.rules import engine
from game.rules.scoring import OUTCOME
from game.rules.state import figures
from game.rules.state.commands import Advance, AnswerEvent, ChooseAgenda, Order, Seal
from game.rules.state.position import Position
from game.scenario.loader import load
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.scenario.source_files import shipped_ids
from game.world import quarter_calendar

IDS = sorted(shipped_ids())


@cache
def pack(name: str) -> Pack:
    return load(name)


@cache
def start(name: str) -> Position:
    return engine.start(pack(name), 1)[0]


def at_start(name: str, figure: str) -> float:
    position = start(name)
    return figures.value(position.board, position.world, figure)


def word(name: str, figure: str) -> str:
    """The word that the first screen gives a figure."""
    value, words = at_start(name, figure), pack(name).scenario.figure(figure).words
    return next(w for below, w in words if below is None or value < below)


def span(name: str) -> tuple[str, str, int]:
    s = pack(name).scenario
    return s.first, s.last, quarter_calendar.parse(s.last) - quarter_calendar.parse(s.first) + 1


# -- 002 --------------------------------------------------------------------------------


def test_the_honeymoon_begins_with_momentum_and_without_belief() -> None:
    name = "honeymoon"
    assert span(name) == ("2010Q4", "2015Q1", 18)
    assert at_start(name, "momentum") == 80
    assert at_start(name, "trusts_at_risk") == 20
    assert at_start(name, "commissioner_capability") == 35
    assert at_start(name, "reform_awareness") > 70 > 30 > at_start(name, "reform_support")
    s = pack(name).scenario
    assert "7 per cent" in s.background
    assert any("002.2" in e.claims for e in s.events)
    assert len(pack(name).model.place.commissioner_id) == 152


# -- 001 --------------------------------------------------------------------------------


def test_december_2013_begins_with_35_named_and_20_of_667() -> None:
    name = "december-2013"
    assert span(name) == ("2013Q4", "2015Q1", 6)
    assert at_start(name, "trusts_at_risk") == 35
    assert len(start(name).board.listed) == int(start(name).world.at_risk.sum()) == 35
    assert at_start(name, "commissioners_at_risk") == 20
    assert at_start(name, "commissioners_failing_pct") == pytest.approx(3, abs=0.05)
    assert at_start(name, "coalition_strain") == 52
    assert at_start(name, "backbench_nerves") == 55


def test_december_2013_opens_at_no_10_and_resolves_the_twenty_on_31_march() -> None:
    for game in played("december-2013", "persona"):
        events = {e: q for e, _, q in game.position.board.past.events}
        assert events["called_to_no10"] == quarter_calendar.parse("2013Q4")
        assert events["twenty_consortia"] == quarter_calendar.parse("2014Q1")
        if "status_quo_rises" in events and "board_resignations" in events:
            assert events["status_quo_rises"] > events["board_resignations"]


def test_local_offices_bring_the_row_and_then_the_letters_of_resignation() -> None:
    """The course that the text tells, forced: whoever steers through the offices meets it whole."""
    seeds = [seed_of(31, i) for i in range(20)]
    december = pack("december-2013")
    games = begin(december, dict.fromkeys(ROLES, "persona"), seeds)
    for game, seed in zip(games, seeds, strict=True):
        luck = player_seed(seed, "secretary")
        game.players["secretary"] = Pressing(december, "secretary", luck, "local_offices")
    play_on(december, games)
    as_told = 0
    for game in games:
        past = game.position.board.past
        came = {event: quarter for event, _, quarter in past.events}
        orders = [
            (quarter, how) for _, lever, quarter, how in past.orders if lever == "local_offices"
        ]
        assert min(orders)[0] == quarter_calendar.parse("2013Q4")
        used = min(quarter for quarter, how in orders if how in ("full", "half"))
        assert came["where_state_ends"] - used <= 2
        as_told += (
            came["where_state_ends"]
            < came.get("board_resignations", 0)
            <= came.get("status_quo_rises", quarter_calendar.parse("2099Q1"))
        )
    assert as_told >= 18  # nine in ten


# -- 000 --------------------------------------------------------------------------------


def test_if_it_works_begins_with_nearly_forty_at_risk_and_everything_working() -> None:
    name = "if-it-works"
    assert span(name) == ("2013Q4", "2015Q1", 6)
    assert 36 <= at_start(name, "trusts_at_risk") < 40
    assert at_start(name, "trusts_at_risk_ft") == 18  # and 20 that can't become one
    assert at_start(name, "commissioner_capability") == 66

    def against_december(figure: str) -> float:
        return at_start(name, figure) / at_start("december-2013", figure)

    assert against_december("new_entrant_share") > 1.4
    assert against_december("emergency_admissions") == pytest.approx(0.8, abs=0.02)
    paths = pack(name).scenario.paths
    assert paths.tariff_pct[2013] == paths.tariff_pct[2014] == 0
    assert pack(name).scenario.headline_figure == "signal"
    assert {o.id for o in pack(name).scenario.outcomes} == {
        "market_kept", "market_unforgiven", "market_bought_off", "collapse"}  # fmt: skip


def test_if_it_works_tells_its_text_in_the_texts_order() -> None:
    quarter = quarter_calendar.parse
    rescues = {"bail_out", "save_hospital", "top_slice_assent", "local_offices"}
    for game in played("if-it-works", "persona"):
        past = game.position.board.past
        came = {event: when for event, _, when in past.events}
        assert came["two_per_cent"] == quarter("2013Q4")
        assert came["twenty_more_miss"] == quarter("2014Q1")
        assert came.get("cabinet_disbelief", quarter("2014Q2")) >= quarter("2014Q2")
        used = [w for _, lever, w, how in past.orders if lever in rescues and how != "cancelled"]
        if "signals_blurred" in came and used:
            assert came["signals_blurred"] - min(used) <= 2


def test_if_it_works_may_end_kept_or_bought_off() -> None:
    left_alone = {outcome_of(game) for game in played("if-it-works", "idle")}
    played_out = {outcome_of(game) for game in played("if-it-works", "persona")}
    assert "market_bought_off" in played_out
    assert "market_bought_off" not in left_alone  # nobody paid, and the market did as it does


def outcome_of(game: Game) -> str:
    """The outcome that a game came to."""
    (outcome,) = (k for k, _ in game.position.board.result if k.startswith(OUTCOME))
    return outcome.removeprefix(OUTCOME)


def test_honeymoon_opens_with_murmurs_and_the_tier_condemned() -> None:
    quarter = quarter_calendar.parse
    for game in played("honeymoon", "persona"):
        came = {}
        for event, _, when in game.position.board.past.events:
            came.setdefault(event, when)
        assert came["conference_murmurs"] == quarter("2010Q4")
        assert came["lukewarm_responses"] == quarter("2011Q1")
        if "pcts_coalesce" in came:  # clusters follow where the savings slip
            assert came["pcts_coalesce"] > came["qipp_slips"]


def test_every_promise_of_if_it_works_is_green_on_the_first_screen() -> None:
    name = "if-it-works"
    s = pack(name).scenario
    for figure in ("waits", "quality", "commissioner_capability", "reform_delivered",
                   "management_capacity", "nhs_satisfaction"):  # fmt: skip
        words = [w for _, w in s.figure(figure).words]
        best = words[0] if s.figure(figure).good == "down" else words[-1]
        assert word(name, figure) == best, (figure, at_start(name, figure))


def test_left_alone_the_market_puts_more_at_risk_because_it_works() -> None:
    def ends(name: str, figure: str) -> float:
        games = played(name, "idle")
        values = [figures.value(g.position.board, g.position.world, figure) for g in games]
        return sum(values) / len(values)

    name = "if-it-works"
    assert ends(name, "trusts_at_risk") > at_start(name, "trusts_at_risk")
    assert ends(name, "new_entrant_share") > 1.5 * at_start(name, "new_entrant_share")
    # its exits happen by themselves, and put their patients on the neighbours' lists
    assert ends(name, "closures") > 2 + ends("december-2013", "closures")


# -- 003 --------------------------------------------------------------------------------


def test_culling_the_herd_has_six_slated_of_266_under_labour() -> None:
    name = "culling-the-herd"
    assert span(name) == ("2008Q4", "2010Q1", 6)
    s, place = pack(name).scenario, pack(name).model.place
    assert place.trusts == 266
    assert s.government.leading == "lab"
    assert s.government.partner is None
    # those that fail: what a regulator rules on is drawn beside them
    cases = [case for case in start(name).board.cases if case.about == "failing"]
    assert len(cases) == 6  # the six that the table names, whatever the seed
    named = start(name).world.named[:, 0].nonzero()[0].tolist()
    assert sorted(case.trust for case in cases) == named
    assert all(case.decider == "secretary" for case in cases)  # not Monitor's
    assert s.projection is not None
    assert (s.projection.years, s.projection.rate_pct) == (20, 2.1)
    assert "92" in s.background
    assert "2.1" in s.background


# -- 004 --------------------------------------------------------------------------------


def test_saving_the_plans_has_44_footprints_and_one_party() -> None:
    name = "saving-stps"
    assert span(name) == ("2017Q1", "2020Q1", 13)
    s = pack(name).scenario
    assert len(pack(name).model.place.commissioner_id) == 44
    assert s.office_names["monitor"] == "NHS Improvement"
    assert s.government.partner is None
    assert "discipline" in s.figure("coalition_strain").title.lower()
    assert s.crisis


def test_a_snap_election_in_2017_needs_the_oppositions_consent() -> None:
    asked = pack("saving-stps").scenario.lever("go_to_country").requires
    assert asked is not None
    assert any(c.flag == "opposition_consent" for c in asked.any)


# -- all of it --------------------------------------------------------------------------


def test_the_parliament_has_real_bodies_a_real_calendar_and_history_to_compare() -> None:
    name = "parliament"
    assert span(name) == ("2010Q3", "2015Q1", 19)
    s = pack(name).scenario
    before, after = quarter_calendar.parse("2012Q4"), quarter_calendar.parse("2013Q2")
    assert s.name("commissioner", before) != s.name("commissioner", after)
    dated = {e.id: e.on for e in s.events if e.on is not None}
    assert dated["bill_published"] == "2011Q1"
    assert dated["pensions_strike"] == "2011Q4"
    assert dated["act_passed"] == "2012Q1"
    assert dated["new_system_live"] == "2013Q2"
    assert len(dated) >= 15
    observed = {h.figure for h in s.history}
    assert {"deficit_share", "government_vote_intention", "ae_4h_share"} <= observed
    assert all(s.first <= h.quarter <= s.last or h.quarter == "2010Q2" for h in s.history)


def test_what_is_dated_happens_on_its_day_in_every_game() -> None:
    s = pack("parliament").scenario
    for game in played("parliament", "idle"):
        happened = {e: q for e, _, q in game.position.board.past.events}
        for event in s.events:
            if event.on is None or event.trigger is not None:
                continue
            if quarter_calendar.parse(event.on) <= game.position.board.quarter:
                assert happened[event.id] == quarter_calendar.parse(event.on), event.id


# -- each its own -----------------------------------------------------------------------


@cache
def played(name: str, kind: str) -> tuple[Game, ...]:
    return tuple(play(pack(name), dict.fromkeys(ROLES, kind), [11, 12]))


def test_each_scenario_has_a_headline_an_ending_and_a_lesson_of_its_own() -> None:
    found = [pack(name).scenario for name in IDS]
    assert len({s.headline for s in found}) == len(found)
    assert len({s.headline_figure for s in found}) >= len(found) - 1
    endings = [o.id for s in found for o in s.outcomes if o.id != "collapse"]
    assert len(set(endings)) == len(endings)
    assert all(3 <= len(s.outcomes) <= 9 for s in found)
    assert len({s.lesson for s in found}) == len(found)


@pytest.mark.parametrize("name", IDS)
def test_three_first_levers_a_role_are_lawful_at_the_start(name: str) -> None:
    from game.rules.orders import lever_menu

    s = pack(name).scenario
    for role in ROLES:
        mine = [x.lever for x in s.suggested if x.role == role]
        assert len(mine) == len(set(mine)) == 3, role
        position = to_orders(pack(name), start(name))
        for lever in mine:
            assert lever_menu.reasons(pack(name), position, lever) == (), lever


def to_orders(pack: Pack, position: Position) -> Position:
    """Plays to the first sheets: agendas and answers are whatever comes first."""
    while position.board.phase != "orders":
        item = engine.pending(pack, position)[0]
        if item.role is None:
            command: engine.Command = Advance()
        elif item.kind == "agenda":
            dealt = position.board.office(item.role).agendas_dealt
            command = ChooseAgenda(role=item.role, agenda=dealt[0])
        else:
            event = next(
                e for e in position.board.events if pack.scenario.event(e).answers == item.role
            )
            free = next(
                o for o in pack.scenario.event(event).options
                if not o.clout and not o.purse_m and o.requires is None
            )  # fmt: skip
            command = AnswerEvent(role=item.role, event=event, option=free.id)
        position, _ = engine.apply(pack, position, command)
    return position


#: The same orders for both: rescue, and more to market.
SCRIPT = {
    "2013Q4": {"secretary": "bail_out", "monitor": "market_rule", "number10": "save_hospital"},
    "2014Q1": {"secretary": "takeover", "unions": "joint_redesign"},
    "2014Q2": {"secretary": "bail_out", "number10": "brief_members"},
    "2014Q3": {"monitor": "market_rule", "unions": "bad_news"},
}


def scripted(name: str) -> Position:
    """The script, played as far as the law and the purse allow; then nobody does anything."""
    from game.rules.orders import lever_menu

    p, position = pack(name), start(name)
    while engine.pending(p, position):
        if position.board.phase in ("agendas", "bulletin", "event", "talks"):
            position = to_orders(p, position)
        elif position.board.phase in ("orders", "campaign"):
            now = SCRIPT.get(quarter_calendar.label(position.board.quarter), {})
            for role in ROLES:
                orders: tuple[Order, ...] = ()
                lever = now.get(role)
                if lever is not None and not lever_menu.reasons(p, position, lever):
                    menu = {m.lever: m for m in lever_menu.menu(p, position, role)}
                    orders = (Order(lever=lever, trusts=menu[lever].trusts[: menu[lever].n]),)
                position, _ = engine.apply(p, position, Seal(role=role, orders=orders))
        else:
            position, _ = engine.apply(p, position, Advance())
    return position


def test_the_same_orders_end_differently_in_december_2013_and_if_it_works() -> None:
    one, two = scripted("december-2013"), scripted("if-it-works")
    given = [(r, x, q) for r, x, q, _ in one.board.past.orders]
    assert given == [(r, x, q) for r, x, q, _ in two.board.past.orders]
    assert len(given) >= 8

    def ending(position: Position) -> str:
        return next(k for k, _ in position.board.result if k.startswith(OUTCOME))

    assert ending(one) != ending(two)
    share = [figures.value(p.board, p.world, "new_entrant_share") for p in (one, two)]
    assert share[1] > 1.7 * share[0]
    waits = [figures.value(p.board, p.world, "waits") for p in (one, two)]
    # fewer come to hospital; but hospitals leave the market, and the others' patients wait for that
    assert waits[1] < waits[0] - 5
    shut = [figures.value(p.board, p.world, "closures") for p in (one, two)]
    assert shut[1] > shut[0]
