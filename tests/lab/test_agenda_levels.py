"""Levels of agendas' steps: found from games, never easier from step to step."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from game.__main__ import main
from game.lab.agenda_levels import AgendaLevels, levels_of, rounds, shares
from game.lab.kept_run import RunAsked
from game.scenario.loader import load
from game.scenario.schema.base import ROLES
from game.scenario.schema.cards import STEPS, Agenda
from game.telling.agendas_report import page


def aim(*, rises: bool, measure: dict[str, str], levels: tuple[float, float, float]) -> Agenda:
    return Agenda.model_validate(
        {
            "id": "aim", "role": "unions", "title": "An aim", "measure": measure, "rises": rises,
            "prose": "An aim that only the tests know, in as many words as are asked.",
            "levels": levels, "since": (0.3, 0.6, 1.0), "extension": True,
        }
    )  # fmt: skip


UP = aim(rises=True, measure={"figure": "morale"}, levels=(10, 20, 30))
DOWN = aim(rises=False, measure={"figure": "waits"}, levels=(30, 20, 10))
SUM = aim(rises=False, measure={"count": "support_paid_m"}, levels=(10, 20, 30))
SINCE = [0, 1, 2]


def test_steps_are_counted_in_their_order_and_time() -> None:
    courses: list[list[float | None]] = [[15.0, 25.0, 35.0], [35.0, 5.0, 15.0], [None, 25.0, None]]
    assert shares(UP, SINCE, courses, UP.levels) == pytest.approx((1.0, 2 / 3, 1 / 3))


@pytest.mark.parametrize("agenda", [UP, DOWN, SUM])
@pytest.mark.parametrize("drift", [-4.0, 0.0, 4.0])
def test_levels_leave_most_at_the_first_step_and_few_at_the_third(
    agenda: Agenda, drift: float
) -> None:
    courses = [[40.0 + n + drift * q for q in range(3)] for n in range(40)]
    if agenda is SUM:
        courses = [sorted(course) for course in courses]
    levels = levels_of(agenda, SINCE, [list(course) for course in courses])
    reached = shares(agenda, SINCE, [list(course) for course in courses], levels)
    assert reached[0] >= 0.8 and 0.2 <= reached[1] <= 0.6 and reached[2] <= 0.35
    if agenda is not SUM:
        assert all((b >= a) if agenda.rises else (b <= a) for a, b in pairwise(levels))


@pytest.mark.parametrize("agenda", [UP, DOWN, SUM], ids=["up", "down", "sum"])
def test_where_every_game_comes_to_the_same_there_is_a_level_for_each_step(agenda: Agenda) -> None:
    levels = levels_of(agenda, SINCE, [[0.0, 0.0, 0.0]] * 4)
    assert len(levels) == STEPS


def test_no_step_is_set_where_what_is_measured_cannot_come() -> None:
    courses: list[list[float | None]] = [[98.0, 100.0, 100.0]] * 9 + [[90.0, 95.0, 98.0]]
    assert max(levels_of(UP, SINCE, courses)) >= 99.0
    assert max(levels_of(UP, SINCE, courses, (0.0, 100.0))) < 100.0
    below: list[list[float | None]] = [[0.0, 0.0, 0.0]] * 9 + [[1.0, 1.0, 1.0]]
    assert min(levels_of(DOWN, SINCE, below, (0.0, 100.0))) > 0.0


def test_every_agenda_is_kept_about_as_often_and_in_other_company() -> None:
    pack = load("saving-stps")
    games = [game for one in rounds(pack, 12) for game in one]
    kept = Counter(agenda.id for game in games for agenda in game.values())
    assert set(kept) == {a.id for a in pack.scenario.agendas}
    for role in ROLES:
        own = [kept[a.id] for a in pack.scenario.agendas if a.role == role]
        assert max(own) <= 2 * min(own)
    assert all(a.role == role for game in games for role, a in game.items())
    company = {game["number10"].id for game in games if game["monitor"].id == "arms_length"}
    assert len(company) >= 3


def test_the_command_prints_a_line_for_every_agenda(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "agendas", "--scenario", "december-2013", "--games", "4"]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if ": {levels: [" in line]
    assert [line.split(":")[0] for line in said] == [
        a.id for a in load("december-2013").scenario.agendas
    ]


def test_a_run_says_what_agendas_add_to_scores_and_goes_on_where_it_was_stopped(
    tmp_path: Path,
) -> None:
    keep = tmp_path / "run.part"
    with AgendaLevels(RunAsked("december-2013", 4, 3)) as run:
        run.play()
        whole = run.result()
    for one in whole["offices"]:
        assert one["games"] == run.total
        assert one["met"] == (one["share"] <= whole["must"])
    assert sum(one["games"] for one in whole["found"]) == 4 * run.total

    def stop(count: int) -> None:
        if count:
            raise KeyboardInterrupt

    with (
        pytest.raises(KeyboardInterrupt),
        AgendaLevels(RunAsked("december-2013", 4, 3, keep)) as run,
    ):
        run.play(stop)
    with AgendaLevels(RunAsked("december-2013", 4, 3, keep, resume=True)) as run:
        run.play()
        assert run.result() == whole
    written = page(whole, "the command")
    assert "| secretary |" in written and "```yaml" in written
