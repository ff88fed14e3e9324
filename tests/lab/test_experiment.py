"""Experiments: same luck in both arms, every key refused by name and range, whole JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.__main__ import main
from game.errors import InputError
from game.lab import overrides
from game.lab.arm_trace import TILE
from game.lab.experiment import Experiment, compare, experiment, run, table
from game.lab.experiment_arm import LONGEST, Arm, KnobOverride, prepare
from game.lab.measures import LAB, figure
from game.world import quarter_calendar
from game.world.figure_names import FIGURES
from game.world.knobs import NATIONAL, TRUST
from game.world.parameters import Params

SCENARIO = "december-2013"
FEW = {"risk": figure("trusts_at_risk"), "list": figure("waiting_list")}


def last(result: dict[str, Any], name: str, arm: str = "difference") -> float:
    metrics = result["metrics"] if arm == "changed" else result[arm]["metrics"]
    return float(metrics[name]["mean"][-1])


def test_with_nothing_replaced_the_arms_are_equal_to_the_last_bit() -> None:
    both = compare(Arm(SCENARIO), Arm(SCENARIO), 3, 1, 4)
    for name in both.base.values:
        assert np.array_equal(both.base.values[name], both.changed.values[name]), name


def test_a_draw_is_the_same_whatever_the_number_of_draws() -> None:
    many = run(Arm(SCENARIO), TILE + 2, 5, 2, FEW)
    few = run(Arm(SCENARIO), 3, 5, 2, FEW)
    for name in FEW:
        assert np.array_equal(many.values[name][:, :3], few.values[name])


def test_the_json_has_every_figure_with_one_value_for_each_quarter() -> None:
    result = experiment(SCENARIO, ["outside_wage_pct=10"], quarters=3, draws=2)
    assert result["quarters"] == ["2013Q3", "2013Q4", "2014Q1", "2014Q2"]
    assert {*FIGURES, *LAB} == set(result["metrics"])
    for part in (result, result["base"], result["difference"]):
        for entry in part["metrics"].values():
            assert {len(entry[k]) for k in ("n", "mean", "sd", "p5", "p95")} == {4}
    assert len(result["results"]) == result["draws"] == 2
    assert result["players"] == dict.fromkeys(
        ("secretary", "number10", "monitor", "unions"), "none"
    )
    json.dumps(result, allow_nan=False)


def test_the_csv_says_what_the_json_says() -> None:
    result = experiment(SCENARIO, ["tariff_pct=-2"], quarters=2, draws=2)
    rows = list(csv.DictReader(io.StringIO(table(result))))
    assert len(rows) == 3 * len(result["metrics"]) * 3
    one = next(
        r for r in rows
        if (r["arm"], r["metric"], r["quarter"]) == ("difference", "net_surplus_m", "2014Q1")
    )  # fmt: skip
    assert float(one["mean"]) == result["difference"]["metrics"]["net_surplus_m"]["mean"][2]


@pytest.mark.parametrize(
    ("setting", "figure", "sign"),
    [
        ("tariff_pct=-4", "net_surplus_m", -1),
        ("outside_wage_pct=10", "ami_mortality", 1),
        ("hhi_factor=0.9", "ami_mortality", -1),
        ("rivals=1", "ami_mortality", -1),
        ("occupancy_set=0.97", "ae_4h_share", -1),
        ("price_competition=1", "waiting_list", -1),
        ("integration=1", "emergency_admissions", -1),
        ("fund_emergency_m=450", "deficit_share", -1),
        # at once; how many are at risk rebounds within months (tests/world says how)
        ("top_slice_pct@2014Q2..2015Q1=2", "deficit_share", -1),
        ("path.tariff_pct@2014..2015=2", "net_surplus_m", 1),
        ("param.efficiency_base_year=0.012", "underlying_margin", -1),
        ("close=12", "hhi", 1),
        ("close=12", "travel_km", 1),
        ("support_k[acute]=3000", "deficit_share", -1),
    ],
)
def test_what_is_replaced_moves_what_it_should(setting: str, figure: str, sign: int) -> None:
    assert sign * last(experiment(SCENARIO, [setting], draws=2), figure) > 0


def test_the_number_of_commissioners_and_the_tables_can_be_replaced() -> None:
    result = experiment(SCENARIO, ["commissioners=211", "trusts=2008"], quarters=1, draws=2)
    assert last(result, "commissioners", "changed") == 211
    assert last(result, "trusts", "changed") == 266
    assert last(result, "commissioners", "base") == 667


def test_two_trusts_can_be_merged_by_name() -> None:
    model = prepare(Arm(SCENARIO)).pack.model
    left = int(np.flatnonzero(model.baseline.acute[:, 0] > 0)[5])
    ids = model.place.trust_id
    right = ids[int(model.links.near[left, 0])]
    result = experiment(SCENARIO, [f"merge={ids[left]}+{right}"], quarters=2, draws=2)
    assert last(result, "trusts") == -1
    assert last(result, "travel_km") == 0  # the site is kept


def test_a_lever_at_full_effect_acts_from_its_quarter() -> None:
    result = experiment(SCENARIO, orders=["secretary:2014Q1:bail_out"], quarters=3, draws=2)
    moved = result["difference"]["metrics"]["support_m"]["mean"]
    assert moved[1] == 0
    assert moved[2] > 0


def test_a_run_may_outlast_the_scenario_and_says_so() -> None:
    result = experiment("saving-stps", quarters=30, draws=2)
    assert len(result["quarters"]) == 31
    assert any("runs on" in note for note in result["notes"])
    assert any("last value" in note for note in result["notes"])


def test_another_first_quarter_holds_for_both_arms() -> None:
    result = experiment(SCENARIO, ["first=2014Q2"], quarters=1, draws=2)
    assert result["quarters"] == ["2014Q1", "2014Q2"]
    assert last(result, "trusts_at_risk") == 0


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("tariff_pct=-40", "tariff_pct must be a number from -10 to 10"),
        ("tariff_pct=nan", "tariff_pct must be a number"),
        ("tariff_pct", "KEY=VALUE"),
        ("tarif_pct=1", "Did you mean tariff_pct"),
        ("Tariff=1", "is not a key"),
        ("support_k=5", "knob of trusts"),
        ("support_k[T999]=5", "no trust 'T999'"),
        ("close=900", "acute trusts"),
        ("merge=T008", "merge takes two trusts"),
        ("param.ami_hhi=9", "param.ami_hhi must be a number from 0.2 to 0.35"),
        ("param.nothing=9", "no key 'param.nothing'"),
        ("path.tariff_pct@2014Q1=1", "by financial year"),
        ("path.tariff_pct@2014=99", "path.tariff_pct@2014 must be a number from -10 to 10"),
        ("commissioners=100", "commissioners must be one of 44, 152, 211, 667"),
        ("top_slice_pct@2015Q1..2014Q1=2", "ends before it begins"),
        ("top_slice_pct@soon=2", "is not a key"),
        ("first=2014", "is not a quarter"),
    ],
)
def test_what_does_not_fit_is_refused_by_name_and_range(setting: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        experiment(SCENARIO, [setting], quarters=1, draws=2)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("secretary:2014Q1", "ROLE:QUARTER:LEVER"),
        ("minister:2014Q1:bail_out", "no role 'minister'"),
        ("secretary:2014Q1:bailout", "no lever 'bailout'"),
        ("unions:2014Q1:bail_out", "a lever of secretary"),
        ("secretary:1999Q1:bail_out", "nobody had that power then"),
    ],
)
def test_an_order_that_nobody_could_give_is_refused(order: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        experiment(SCENARIO, orders=[order], quarters=1, draws=2)
    assert said in str(refused.value)


@pytest.mark.parametrize("key", ["path.tariff_pct@2031", "path.tariff_pct@2009..2011"])
def test_a_paths_year_outside_the_run_is_refused_by_the_runs_years(key: str) -> None:
    said = "the run's financial years are 2013 to 2014; it would change nothing"
    with pytest.raises(InputError, match=said):
        overrides.arms_of(SCENARIO, [f"{key}=-1"], [])
    overrides.arms_of(SCENARIO, ["path.tariff_pct@2014..2031=-1"], [])
    overrides.arms_of(SCENARIO, ["path.tariff_pct@2031=-1"], [], LONGEST)


def test_a_key_set_twice_and_a_run_too_long_are_refused() -> None:
    with pytest.raises(InputError, match="set twice"):
        experiment(SCENARIO, ["tariff_pct=1", "tariff_pct=2"], draws=2)
    with pytest.raises(InputError, match=f"1 to {LONGEST}"):
        experiment(SCENARIO, quarters=LONGEST + 1, draws=2)


def test_the_list_has_every_knob_path_and_parameter_with_unit_range_and_source() -> None:
    listed = {e.key: e for e in overrides.entries()}
    assert set(NATIONAL) <= set(listed)
    assert {f"{name}[TRUSTS]" for name in TRUST} <= set(listed)
    assert {f"param.{name}" for name in Params.__dataclass_fields__} <= set(listed)
    assert all(e.unit and len(e.source) >= 5 for e in listed.values())
    assert all(e.low < e.high for e in listed.values() if e.low is not None and e.high is not None)
    assert set(overrides.catalogue().knobs) <= {*NATIONAL, *TRUST}
    assert all(p.low <= p.value <= p.high for p in overrides.parameters().values())


def test_a_knob_is_turned_only_in_its_quarters() -> None:
    first, end = quarter_calendar.parse("2014Q1"), quarter_calendar.parse("2014Q2")
    turned = KnobOverride("tariff_pct", 1.0, first, end)
    assert [turned.live(q) for q in (first - 1, first, end, end + 1)] == [False, True, True, False]


def test_the_command_writes_files_and_refuses_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, sheet = tmp_path / "x.json", tmp_path / "x.csv"
    args = ["experiment", "--scenario", SCENARIO, "--draws", "2", "--quarters", "1"]
    assert main([*args, "--set", "tariff_pct=1", "--json", str(out), "--csv", str(sheet)]) == 0
    assert json.loads(out.read_text("utf-8"))["settings"] == ["tariff_pct=1"]
    assert sheet.read_text("utf-8").startswith("scenario,arm,metric")
    assert main([*args, "--set", "tariff_pct=100"]) == 2
    assert main(["experiment"]) == 2
    assert main(["experiment", "--list"]) == 0
    assert "hhi_factor" in capsys.readouterr().out


def test_the_trusts_of_the_list_s_example_are_in_every_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["experiment", "--list"]) == 0
    (pair,) = re.findall(r"taken over by the second: (T\d+\+T\d+)", capsys.readouterr().out)
    for year in ("2008", "2010", "2013", "2017"):
        args = ["experiment", "--scenario", SCENARIO, "--draws", "2", "--quarters", "1"]
        assert main([*args, "--set", f"trusts={year}", "--set", f"merge={pair}"]) == 0


class _StoppedError(Exception):
    pass


def test_a_run_that_was_stopped_goes_on_to_the_same_result(tmp_path: Path) -> None:
    keep = tmp_path / "e.json.part"
    asked = (SCENARIO, ["tariff_pct=-2"], (), 1, TILE + 2, 3)
    whole = experiment(*asked)

    def stop(count: int) -> None:
        told.append(count)
        if sum(told) >= 2 * TILE + 1:  # within the second tile
            raise _StoppedError

    told: list[int] = []
    with pytest.raises(_StoppedError), Experiment(*asked, keep) as run:
        run.play(done=stop)
    assert keep.exists()
    with pytest.raises(InputError, match="its settings is not the same"):
        Experiment(SCENARIO, ["tariff_pct=2"], (), 1, TILE + 2, 3, keep, resume=True)
    with Experiment(*asked, keep, resume=True) as run:
        assert run.finished == TILE
        run.play()
        assert run.result() == whole
        run.close(written=True)
    assert not keep.exists()


def test_processes_change_nothing() -> None:
    asked = (SCENARIO, ["outside_wage_pct=10"], ["secretary:2013Q4:bail_out"], 2, 5, 1)
    with Experiment(*asked) as run:
        run.play(jobs=2)
        assert run.result() == experiment(*asked)


def test_a_stopped_run_is_gone_on_with_by_the_command(tmp_path: Path) -> None:
    out = tmp_path / "e.json"
    args = ("experiment", "--scenario", SCENARIO, "--quarters", "1", "--draws", "2")
    assert main([*args, "--json", str(out), "--resume", "--jobs", "2"]) == 0
    assert json.loads(out.read_text("utf-8"))["draws"] == 2
    assert not (tmp_path / "e.json.part").exists()
    assert main([*args, "--resume"]) == 2  # there is no file to go on with
