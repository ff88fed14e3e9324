"""A lever that is always pressed: paired games, their interval, what is kept and gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.lab.always_pressed import LIMIT, AlwaysPressed, Pressing
from game.lab.kept_run import RunAsked
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules import engine
from game.rules.state.commands import Seal
from game.rules.state.position import Position
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES
from game.telling.lever_reports import always_report as told
from tests.players.search.test_search_player import PACK, orders

__all__ = ["orders"]

SCENARIO = "december-2013"


def measured(levers: tuple[str, ...], games: int = 4, seed: int = 3) -> dict[str, object]:
    with AlwaysPressed(RunAsked(SCENARIO, games, seed), levers) as run:
        run.play()
        return run.result()


def test_a_lever_is_pressed_whenever_it_may_be_and_others_are_not_asked_for() -> None:
    (one,) = measured(("publish_list",))["found"]  # type: ignore[misc]
    # lawful in the first quarter and four quarters later
    assert one["pressed"] >= 1.5
    assert one["role"] == "secretary"
    assert one["gain"] == one["gains"]["secretary"]


def test_a_lever_that_is_never_lawful_changes_nothing() -> None:
    (one,) = measured(("top_slice_assent",))["found"]  # type: ignore[misc]
    assert one["pressed"] == 0
    assert one["gains"] == dict.fromkeys(one["gains"], 0.0)


def test_many_levers_at_once_come_out_as_each_alone() -> None:
    both = measured(("publish_list", "strike"))["found"]
    alone = [*measured(("publish_list",))["found"], *measured(("strike",))["found"]]  # type: ignore[misc]
    assert both == alone


def test_a_stopped_run_goes_on_to_the_same_result(tmp_path: Path) -> None:
    keep = tmp_path / "run.part"
    whole = measured(("publish_list", "strike"))
    done: list[int] = []

    def stop(count: int) -> None:
        done.append(count)
        if len(done) == 2:
            raise KeyboardInterrupt

    with (
        AlwaysPressed(RunAsked(SCENARIO, 4, 3, keep), ("publish_list", "strike")) as run,
        pytest.raises(KeyboardInterrupt),
    ):
        run.play(stop)
    again = RunAsked(SCENARIO, 4, 3, keep, resume=True)
    with AlwaysPressed(again, ("publish_list", "strike")) as run:
        assert run.finished == 12
        run.play()
        assert run.result() == whole


def test_an_unknown_lever_is_one_sentence() -> None:
    with pytest.raises(InputError, match=r"There is no lever 'hold_tarif'\. Did you mean"):
        AlwaysPressed(RunAsked(SCENARIO, 2), ("hold_tarif",))


def test_levers_are_chosen_by_their_tag() -> None:
    with AlwaysPressed(RunAsked(SCENARIO, 2), tag="price") as run:
        assert "tariff_up" in run.levers and "strike" not in run.levers
    with pytest.raises(InputError, match=r"There is no tag 'prize'\. Did you mean 'price'"):
        AlwaysPressed(RunAsked(SCENARIO, 2), tag="prize")


def test_the_table_names_what_fails() -> None:
    result = {
        "scenario": SCENARIO,
        "games": 2,
        "limit": LIMIT,
        "found": [
            {
                "lever": name,
                "role": "monitor",
                "pressed": 3.0,
                "gain": gain,
                "half_interval": 1.0,
                "gains": dict.fromkeys(("secretary", "number10", "monitor", "unions"), gain),
                "fails": gain > LIMIT,
            }
            for name, gain in (("mild", 1.0), ("strong", 19.0))
        ],
    }
    lines = told(result)
    (strong,) = (x for x in lines if "strong" in x)
    (mild,) = (x for x in lines if "mild" in x)
    assert "FAILS" in strong and "FAILS" not in mild
    assert lines.index(strong) < lines.index(mild)
    assert lines[-1].startswith("1 of 2")


def test_a_pressed_sheet_still_decides_what_falls_due(orders: Position) -> None:
    usual = {
        role: Persona(PACK, role, 9, DEFAULT_PERSONA[role]).act(view(PACK, orders, role), "seal")
        for role in ROLES
    }
    deciding = {role: s for role, s in usual.items() if isinstance(s, Seal) and s.lines}
    assert deciding
    for role, own in deciding.items():
        ordered = {order.lever for order in own.orders}
        seen = view(PACK, orders, role)
        lever = next(o.lever for o in seen.menu.open if o.lever not in ordered)
        sheet = Pressing(PACK, role, 9, lever).act(seen, "seal")
        assert isinstance(sheet, Seal)
        assert sheet.orders[0].lever == lever
        assert {(x.case, x.way) for x in sheet.lines} == {(x.case, x.way) for x in own.lines}
        engine.check(PACK, orders, sheet)
