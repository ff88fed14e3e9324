"""The campaigns in short, with other seeds than the long ones: nothing fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.paths import scenarios_dir
from game.scenario.schema.base import ROLES
from tests.campaigns import __main__ as command
from tests.campaigns import damage, hostile, kills, leaks, races, random_games, soak
from tests.campaigns.report import Report

pytestmark = pytest.mark.slow
POSIX = pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")


@POSIX
def test_kills(tmp_path: Path) -> None:
    report = Report("kills", 1)
    kills.run(report, 6, tmp_path)
    assert report.failures == []
    assert report.tried.total() == 6


@POSIX
def test_races(tmp_path: Path) -> None:
    report = Report("races", 1)
    races.run(report, 6, tmp_path)
    assert report.failures == []
    assert report.found["entries confirmed and there"] > 6


def test_damage(tmp_path: Path) -> None:
    report = Report("damage", 1)
    damage.run(report, 60, tmp_path)
    assert report.failures == []
    assert report.found["opened with a warning"] > 0
    assert report.found["refused in a sentence"] > 0


def test_hostile(tmp_path: Path) -> None:
    report = Report("hostile", 1)
    hostile.run(report, 12, tmp_path)
    assert report.failures == []
    assert report.found["refused"] > 0


def test_leaks(tmp_path: Path) -> None:
    report = Report("leaks", 1)
    leaks.run(report, 8, tmp_path, "december-2013")
    assert report.failures == []
    for way in (
        "permuted: refusals",
        "permuted: the wall",
        "played twice: files",
        "permuted: the wall's window",
        "permuted: the pulse of the tables",
        "drawn: screens",
        "exported: a file",
    ):
        assert report.tried[way] > 0
    assert report.found["secret doings"] > 0
    assert report.found["deals that the reader doesn't know"] > 0


@pytest.mark.parametrize(
    "leak",
    [
        ("game.match.match.disclosed", lambda pack, facts, who: list(facts)),
        ("game.rules.views.builder.POLLSTERS", ROLES),
    ],
    ids=["facts", "views"],
)
def test_a_leak_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leak: tuple[str, object]
) -> None:
    monkeypatch.setattr(*leak)
    report = Report("leaks", 1)
    leaks.run(report, 2, tmp_path, "december-2013", drawn=False)
    assert report.failures


def test_an_export_that_says_where_it_was_made_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "game.workshop.press.chronicle.versions", lambda game: str(game.path.absolute())
    )
    report = Report("leaks", 1)
    leaks.run(report, 1, tmp_path, "december-2013", drawn=False)
    assert report.failures


def test_random(tmp_path: Path) -> None:
    report = Report("random", 1)
    random_games.run(report, 6, tmp_path, tile=1)
    assert report.failures == []
    assert report.tried.total() == 6


def test_soak(tmp_path: Path) -> None:
    report = Report("soak", 1)
    soak.run(report, 2, tmp_path, str(scenarios_dir() / "common" / "example"))
    assert report.failures == []
    assert report.tried["one-region"] == 2


def test_a_stopped_campaign_tells_what_it_has(tmp_path: Path) -> None:
    report = Report("random", 1)
    report.stop()
    random_games.run(report, 12, tmp_path)
    assert report.lines() == ["random, seed 1: 0 tried, 0 failed (stopped before its end)"]


@POSIX
def test_what_fails_is_said_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(races, "opened", races.Journal.read)  # it confirms what it doesn't keep
    assert command.main(["races", "--n", "1", "--seed", "5", "--keep", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "races, seed 5: 1 tried, 1 failed" in said
    assert "FAILED race 0 (kept as race-0.jsonl)" in said
    assert (tmp_path / "race-0.jsonl").exists()
