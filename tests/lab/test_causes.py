"""Pulls, their signs and sizes, and extremes that must stay physical."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from game.__main__ import main
from game.cli import kept_runs
from game.errors import InputError
from game.lab import cause_list, causes, physical_bounds
from game.lab.arm_trace import trace, trusts_of
from game.lab.experiment import compare
from game.lab.experiment_arm import Arm, prepare
from game.lab.measures import figure
from game.lab.overrides import arms_of
from game.telling import causes_report
from game.world.endowments import of_games
from game.world.figure_names import REGIONS
from game.world.start import start

PAGE = Path(__file__).parent / "CAUSES.md"
LIST = cause_list.causes()


def tried(pull: str, period: str, draws: int = 2) -> causes.Tried:
    """One pull in one period."""
    todo = causes.tasks(
        cause_list.chosen_periods((period,), None), cause_list.chosen_pulls((pull,))
    )
    return next(iter(causes.run(todo, draws)))


def test_there_are_thirty_pulls_in_four_periods_with_sources_and_extremes() -> None:
    assert [p.id for p in LIST.periods] == ["2008", "2010", "2013", "2017"]
    assert len(LIST.pulls) >= 30
    assert len(LIST.extremes) >= 10
    assert all(e.source for p in (*LIST.pulls, *LIST.extremes) for e in p.effects)


@pytest.mark.parametrize("period", [p.id for p in LIST.periods])
def test_every_pull_can_be_set_in_every_period_that_it_is_asked_in(period: str) -> None:
    (start,) = cause_list.chosen_periods((period,), None)
    first = prepare(Arm(start.scenario)).pack.model.first
    for _, pull in causes.tasks((start,), (*LIST.pulls, *LIST.extremes)):
        arm = arms_of(start.scenario, (*start.base, *cause_list.settings(pull, first)), ())[1]
        assert arm != arms_of(start.scenario, start.base, ())[1]


def test_a_pull_is_measured_against_its_own_luck() -> None:
    found = tried("budget_less", "2013")
    assert "budget_pct@2013Q4..2015Q3=-3" in found.settings
    base, changed = arms_of("december-2013", found.settings, ())
    both = compare(base, changed, 2, 1, 8, {"list": figure("waiting_list")})
    by_hand = 100.0 * (both.changed.values["list"][8] / both.base.values["list"][8] - 1.0)
    moved = found.moved[0]
    assert moved is not None
    assert moved.value == pytest.approx(float(by_hand.mean()), abs=1e-12)


def test_what_lies_outside_its_source_or_has_no_sure_sign_differs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honest = cause_list.chosen_pulls(("budget_less",))[0]
    one = honest.effects[0].model_copy(update={"within": (50.0, 60.0)})
    pull = honest.model_copy(update={"effects": (one,)})
    start = cause_list.chosen_periods(("2013",), None)
    found = next(iter(causes.run([(start[0], pull)], 2)))
    assert found.moved[0] is not None
    assert not found.moved[0].agrees
    assert not found.fine
    unsure = honest.model_copy(
        update={"set": ("param.trust_demand_sd=0.0121",), "effects": (honest.effects[0],)}
    )
    found = next(iter(causes.run([(start[0], unsure)], 2)))
    assert not found.fine


def test_an_extreme_that_leaves_its_bounds_says_which_and_when(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words, measure = physical_bounds.BOUNDS["bound_beds"]
    tight = {**physical_bounds.BOUNDS, "bound_beds": (words, lambda m, w, r: measure(m, w, r) + 1)}
    monkeypatch.setattr(physical_bounds, "BOUNDS", tight)
    found = tried("cost_ruin", "2013")
    assert found.beyond
    assert words in found.beyond[0]
    assert "from 2013Q4 on" in found.beyond[0]


@pytest.mark.parametrize("name", list(physical_bounds.BOUNDS))
def test_nobody_s_country_is_within_every_bound(name: str) -> None:
    _, measure = physical_bounds.BOUNDS[name]
    model = prepare(Arm("december-2013"), 4)
    values = trace(model, [1, 2], 4, {name: measure}).values[name]
    assert values[1:].max() <= physical_bounds.SLIGHT


def test_the_worst_of_a_region_are_of_that_region() -> None:
    model = prepare(Arm("december-2013")).pack.model
    worst = trusts_of(model, ("3_LN",))
    dealt = start(model, range(5)).endowment
    rows = worst.rows(model, dealt)
    assert rows.shape == (3, 5)
    assert set(model.place.trust_region[rows].ravel()) == {REGIONS.index("LN")}
    assert (model.place.trust_kind[rows] == 0).all()
    assert len({tuple(game) for game in rows.T}) > 1, "which they are is the game's"
    margin = of_games(model.baseline, "margin", dealt)
    others = np.isin(np.arange(len(margin)), rows[:, 0], invert=True)
    others &= (model.place.trust_kind == 0) & (model.place.trust_region == REGIONS.index("LN"))
    assert margin[rows[:, 0], 0].max() <= margin[others, 0].min()
    with pytest.raises(InputError, match="acute trusts in LN"):
        trusts_of(model, ("90_LN",))
    with pytest.raises(InputError, match="no trust"):
        trusts_of(model, ("3_XX",))


def test_the_command_tells_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = ["lab", "causes", "--only", "strike,cost_ruin", "--period", "2017", "--draws", "2"]
    out, page = tmp_path / "c.json", tmp_path / "c.md"
    assert main(run) == 0
    assert "physical to the end" in capsys.readouterr().out
    assert main([*run, "--json", str(out), "--page", str(page)]) == 0
    table = json.loads(out.read_text("utf-8"))
    assert [r["id"] for r in table["rows"]] == ["strike", "cost_ruin"]
    assert table["asked"] == 3
    assert "# Signs and sizes" in page.read_text("utf-8")
    alone = out.read_bytes()
    assert main([*run, "--jobs", "2", "--json", str(out)]) == 0
    assert out.read_bytes() == alone
    assert main(["lab", "causes", "--list"]) == 0
    assert "budget_ruin" in capsys.readouterr().out


def test_a_scenario_s_own_start_is_asked_everything(capsys: pytest.CaptureFixture[str]) -> None:
    run = ["lab", "causes", "--scenario", "honeymoon", "--only", "no_tier", "--draws", "2"]
    assert main([*run, "--json", "-"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert row["period"] == row["scenario"] == "honeymoon"
    assert row["effects"][0]["value"] is not None


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--period", "2011"), "there are 2008, 2010, 2013, 2017"),
        (("--only", "budgets_less"), "Did you mean budget_less"),
        (("--scenario", "parliament", "--period", "2010"), "not both"),
        (("--scenario", "nowhere"), "nowhere"),
        (("--draws", "1"), "--draws"),
        (("--jobs", "0"), "--jobs"),
    ],
)
def test_bad_input_is_a_sentence(
    args: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lab", "causes", *args]) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert shown.count("\n") == 1


def test_ctrl_c_tells_what_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    @contextlib.contextmanager
    def impatient(total: int, what: str) -> Iterator[Callable[[int], None]]:
        def advance(count: int) -> None:
            raise KeyboardInterrupt

        yield advance

    monkeypatch.setattr(kept_runs, "progress", impatient)
    run = ["lab", "causes", "--only", "strike,loan", "--period", "2013", "--draws", "2"]
    assert main(run) == 130
    shown = capsys.readouterr()
    assert "A strike stops" in shown.out
    assert "1 of 2 pulls are finished." in shown.err
    page = tmp_path / "c.md"
    page.write_text("the older one", "utf-8")
    assert main([*run, "--page", str(page)]) == 130
    assert page.read_text("utf-8") == "the older one"


@pytest.mark.slow
def test_the_page_is_current_and_what_differs_is_explained() -> None:
    """Measured again with the page's own draws and seed: the same to the last digit."""
    text = PAGE.read_text("utf-8")
    said = re.search(r"seed (\d+), (\d+) draws", text)
    assert said is not None
    seed, draws = int(said[1]), int(said[2])
    todo = causes.tasks(cause_list.chosen_periods((), None), cause_list.chosen_pulls(()))
    result = causes.as_json(list(causes.run(todo, draws, seed)), draws, seed)
    assert causes_report.causes_page(result, causes.COMMAND) == text
    for row in result["rows"]:
        for e in row["effects"]:
            assert e["agrees"] is not False or e["why"], (row["id"], row["period"], e["figure"])


def test_the_bounds_see_work_without_beds() -> None:
    ready = prepare(Arm("december-2013"), 1)
    _, measure = physical_bounds.BOUNDS["bound_work"]

    def robbed(model: object, world: object, report: object) -> object:
        if report is None:
            return np.zeros(2)
        world.capacity[0] = 0.0  # type: ignore[attr-defined]
        return measure(model, world, report)  # type: ignore[arg-type]

    assert trace(ready, [1, 2], 1, {"w": robbed}).values["w"][1].min() > 0  # type: ignore[dict-item]
