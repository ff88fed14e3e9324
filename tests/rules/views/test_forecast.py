"""Arrows are what the model says, looked ahead from what the reader may know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest

from game.rules.effects import look_ahead
from game.rules.state.position import Office, Position
from game.rules.state.view import Arrow
from game.rules.views.arrow_sizes import ECHOES, MOST
from game.rules.views.builder import view
from game.rules.views.forecast import Forecast, forecast
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.scenario.source_files import shipped_ids
from game.world.figure_names import FIGURES
from tests.rules.fixtures import Game

SCENARIOS = sorted(shipped_ids())


@cache
def pack(name: str) -> Pack:
    return loader.load(name)


@cache
def opened(name: str) -> Position:
    return Game(pack(name)).to("orders").position


@cache
def seen(name: str, role: Role) -> Forecast:
    return forecast(pack(name), view(pack(name), opened(name), role))


def arrows(name: str, role: Role, lever: str) -> dict[str, Arrow]:
    return {a.figure: a for a in seen(name, role)[lever] if not a.there}


def test_holding_a_falling_price_is_relief_and_says_so() -> None:
    told = arrows("parliament", "secretary", "hold_tariff")
    assert told["net_surplus_m"].by == 2
    assert told["treasury_nerves"].by == 2
    assert told["commissioner_capability"].by < 0


def test_a_price_that_is_set_waits_for_its_april() -> None:
    told = arrows("parliament", "secretary", "hold_tariff")
    assert told["net_surplus_m"].after == 3  # July 2010 to April 2011
    assert told["treasury_nerves"].after == 0


def test_freezing_a_rising_price_hurts() -> None:
    assert arrows("culling-the-herd", "secretary", "freeze_tariff")["net_surplus_m"].by < 0


def test_a_price_above_the_path_helps_hospitals_and_one_below_it_hurts_them() -> None:
    assert arrows("december-2013", "monitor", "tariff_up")["net_surplus_m"].by > 0
    assert arrows("december-2013", "monitor", "tariff_down")["net_surplus_m"].by < 0


def test_what_helps_a_few_trusts_is_told_of_them() -> None:
    told = seen("december-2013", "monitor")["special_measures"]
    (care,) = (a for a in told if a.figure == "quality")
    assert care.there and care.by > 0


def test_what_begins_later_says_when() -> None:
    told = arrows("december-2013", "secretary", "commissioner_support")
    assert told["commissioner_capability"] == Arrow("commissioner_capability", 2, True, 1)


def test_what_may_not_come_is_not_sure() -> None:
    told = arrows("december-2013", "secretary", "qipp")
    assert not told["emergency_admissions"].sure


def test_what_acts_only_at_a_closure_says_so() -> None:
    given = {a.given for a in seen("december-2013", "number10")["save_hospital"]}
    assert "closure" in given


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("role", ROLES)
def test_every_lever_has_arrows_that_its_reader_can_see(name: str, role: Role) -> None:
    shown = view(pack(name), opened(name), role)
    for source, told in seen(name, role).items():
        assert len(told) <= MOST
        assert len({(a.figure, a.there) for a in told}) == len(told), source
        for a in told:
            assert a.figure in FIGURES
            assert a.figure in shown.figures, (source, a.figure)
            assert a.by in (-2, -1, 1, 2)
        for echo, of in ECHOES.items():
            if echo in {a.figure for a in told if abs(a.by) == 1 and not a.there}:
                assert not {a.figure for a in told if not a.there} & set(of), (source, echo)


def test_the_public_sees_no_hand() -> None:
    shown = view(pack("december-2013"), opened("december-2013"), SPECTATOR)
    assert not [s for s in Forecast(pack("december-2013"), shown) if "/" not in s]


def test_equal_views_give_equal_arrows() -> None:
    """What another office holds in secret moves no arrow."""
    name: str = "december-2013"
    at = opened(name)
    board = at.board

    def other(o: Office) -> Office:
        return o if o.role == "secretary" else replace(o, clout=o.clout + 100, agenda=None)

    first, second, third, fourth = (other(o) for o in board.offices)
    secret = Position(replace(board, offices=(first, second, third, fourth)), at.world)
    mine = Forecast(pack(name), view(pack(name), at, "secretary"))
    same = Forecast(pack(name), view(pack(name), secret, "secretary"))
    assert dict(mine) == dict(same)


def test_a_lever_that_is_tired_promises_less() -> None:
    name = "december-2013"
    at = opened(name)
    office = replace(at.board.office("number10"), fatigue=(("whip", 200),))
    offices = tuple(office if o.role == "number10" else o for o in at.board.offices)
    orders = tuple(("number10", "whip", at.board.quarter - 1 - i, "full") for i in range(2))
    past = replace(at.board.past, orders=(*at.board.past.orders, *orders))  # type: ignore[arg-type]
    board = replace(at.board, offices=offices, past=past)  # type: ignore[arg-type]
    tired = Forecast(pack(name), view(pack(name), Position(board, at.world), "number10"))
    (fresh,) = (a for a in seen(name, "number10")["whip"] if a.figure == "backbench_nerves")
    (less,) = (a for a in tired["whip"] if a.figure == "backbench_nerves")
    assert abs(fresh.by) == 2 and abs(less.by) == 1


def test_the_work_is_done_in_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two asks of a screen at most so many quarters of trials are stepped; how long that
    takes is a benchmark's business. All are there in the end."""
    asked: list[int] = []
    kept = look_ahead.by_quarter

    def counted(
        pack: Pack, trials: Sequence[look_ahead.Trial], quarter: int, quarters: int
    ) -> Iterator[list[look_ahead.Change]]:
        for ended in kept(pack, trials, quarter, quarters):
            asked[-1] += len(trials)
            yield ended

    monkeypatch.setattr(look_ahead, "by_quarter", counted)
    name = "parliament"
    work = Forecast(pack(name), view(pack(name), opened(name), "secretary"))
    while not work.ready:
        asked.append(0)
        work.think(0.0)
    assert len(asked) > 10
    assert 0 < max(asked) <= 12 < sum(asked) / 20
    assert all(work.so_far(source) == work[source] for source in work)


def test_answers_to_an_event_have_arrows_too() -> None:
    name = "december-2013"
    at = opened(name)
    event = next(e for e in pack(name).scenario.events if e.id == "twenty_consortia")
    board = replace(at.board, events=(event.id,))
    for who in ("secretary", SPECTATOR):
        told = Forecast(pack(name), view(pack(name), Position(board, at.world), who))  # type: ignore[arg-type]
        assert all(told[f"{event.id}/{option.id}"] for option in event.options)
