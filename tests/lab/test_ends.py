"""Where games end: published values of the right years, a verdict on each, and a page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.__main__ import main
from game.lab import ends, reference_data
from game.lab.ends import judged, measure, published, table
from game.telling import ends_report

PAGE = Path(__file__).parent / "ENDS.md"
ROWS = {row.figure: row for row in table().figures}


def test_published_values_are_of_the_years_about_the_end() -> None:
    assert list(published(ROWS["waiting_list"], 2014)) == [2012, 2013, 2014, 2015, 2016]
    assert list(published(ROWS["waiting_list"], 2019)) == [2017, 2018, 2019]
    series = {s.id: s for s in reference_data.published()}
    assert published(ROWS["rtt_18w_share"], 2014)[2014] == series["rtt_18w"].values[2014]
    # blank years: the nearest before and after the end stand in
    assert list(published(ROWS["occupancy"], 2013)) == [2010, 2015]
    assert published(ROWS["hhi"], 2014) == {}


@pytest.mark.parametrize(
    ("low", "mean", "high", "said"),
    [
        (2.8, 3.0, 3.2, ("within", None)),
        (2.7, 3.0, 3.7, ("within", None)),
        (2.5, 2.9, 3.0, ("partly", "below")),
        (2.9, 3.5, 4.0, ("partly", "above")),
        (3.8, 4.0, 4.4, ("outside", "above")),
        (1.5, 1.7, 2.0, ("outside", "below")),
    ],
)
def test_ends_are_judged_by_their_spread_and_mean(
    low: float, mean: float, high: float, said: tuple[str, str | None]
) -> None:
    assert judged(low, mean, high, [2.7, 3.7]) == said
    assert judged(low, mean, high, []) == ("unpublished", None)


def test_reasons_are_of_figures_and_scenarios_that_there_are() -> None:
    known = {*ends.shipped(), "all"}
    for reason in table().reasons:
        assert reason.figure in ROWS and reason.scenario in known, reason
    keys = [(r.figure, r.scenario, r.side) for r in table().reasons]
    assert len(set(keys)) == len(keys)


def test_a_game_of_personas_is_told_by_scenario(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page, out = tmp_path / "ends.md", tmp_path / "ends.json"
    args = ["lab", "ends", "--scenario", "december-2013", "--games", "2"]
    assert main([*args, "--page", str(page), "--json", str(out)]) == 0
    found = json.loads(out.read_text("utf-8"))
    (scenario,) = found["scenarios"]
    assert [row["figure"] for row in scenario["figures"]] == list(ROWS)
    for row in scenario["figures"]:
        assert row["p5"] <= row["mean"] <= row["p95"], row
    assert page.read_text("utf-8") == ends_report.ends_page(found, ends.COMMAND)
    lines = ends_report.ends(found)
    assert lines[0].startswith("Of 6 figures with published values")
    assert any(line.startswith("Waiting list") for line in lines)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--scenario", "no-such"], "no-such"),
        (["--scenario", "honeymoon", "--scenario", "honeymoon"], "named twice"),
        (["--games", "1"], "--games"),
    ],
)
def test_what_cannot_be_played_is_said(
    args: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lab", "ends", *args]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.slow
def test_the_kept_page_is_what_the_command_makes() -> None:
    text = PAGE.read_text("utf-8")
    games, seed = map(int, re.findall(r"(\d+) games of four personas.*seed (\d+)", text)[0])
    found = measure(["december-2013"], games, seed)
    again = ends_report.ends_page(found, ends.COMMAND)
    section = again[again.index("## ") :]
    assert section.strip() in text


def test_what_ends_outside_of_itself_is_said_to_and_a_given_reason_goes_first() -> None:
    found = measure(["culling-the-herd"], 2)
    (scenario,) = found["scenarios"]
    for row in scenario["figures"]:
        seen = list(row["published"].values())
        alone = round(row["idle"], row["digits"])
        both = (alone, round(row["mean"], row["digits"]))
        if seen and (max(both) < min(seen) or min(both) > max(seen)):
            assert row["why"], row
    given = {(r.figure, r.scenario) for r in table().reasons}
    assert ("waiting_list", "if-it-works") in given
