"""Figures, cards and trusts come, go and change places: every kept journal opens and plays on."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journal import changed_game
from tests.journal.changed_game import EVENT, GAUGE, LEVER, METRIC, ROOT, TRUST

KEPT = sorted((Path(__file__).parent / "kept").glob("*.jsonl.gz"))
SCRIPT = Path(__file__).parent / "reopened.py"


def run(game: Path, *args: str | Path) -> Any:
    """What ``reopened.py`` says under the game in that folder."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, args)],
        env=os.environ | {"PYTHONPATH": str(game)},
        cwd=game,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A game with a gauge, a metric, a lever, an event and a trust more, in another order."""
    return changed_game.make(tmp_path_factory.mktemp("later"))


def unpacked(folder: Path) -> list[Path]:
    """Copies of the kept journals, to play on in."""
    folder.mkdir()
    for packed in KEPT:
        path = folder / packed.name.removesuffix(".gz")
        path.write_bytes(gzip.decompress(packed.read_bytes()))
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def both(later: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, Any]]:
    """What each kept journal is today, and in the later game."""
    folder = tmp_path_factory.mktemp("kept")
    today = run(ROOT, "open", *unpacked(folder / "today"))
    return list(zip(today, run(later, "open", *unpacked(folder / "later")), strict=True))


def test_what_was_kept_is_found_again_under_its_name(both: list[tuple[Any, Any]]) -> None:
    for today, late in both:
        for key in ("gauges", "metrics", "cash", "beds", "ratings"):
            found = late["before"][key].items()
            kept = {n: v for n, v in found if n not in (GAUGE, METRIC, TRUST)}
            assert kept == today["before"][key], key
        for key in ("quarter", "turns", "told_of", "opened", "modifiers"):
            assert late["before"][key] == today["before"][key], key


def test_what_is_new_begins_as_at_the_scenarios_start_and_is_said(
    both: list[tuple[Any, Any]],
) -> None:
    for _, late in both:
        assert late["before"]["gauges"][GAUGE] == 61_000
        assert late["before"]["beds"][TRUST] > 0
        (said,) = (w for w in late["warnings"] if w.startswith("New since this game was saved"))
        assert f"1 gauge ({GAUGE}), " in said
        # alone, or first of those that are newer than the journal
        assert f"1 metric ({METRIC}), " in said or f" metrics ({METRIC}, " in said
        assert f", 1 trust ({TRUST})" in said


def test_it_plays_a_quarter_on_and_opens_again_without_a_word(
    both: list[tuple[Any, Any]],
) -> None:
    for _, late in both:
        assert late["after"]["turns"] == late["before"]["turns"] + 1
        assert late["after"]["metrics"][METRIC] == 40.0
        assert late["again"]["warnings"] == []
        assert late["again"]["found"] == late["after"]


@pytest.mark.parametrize("scenario", ["parliament"])
def test_what_the_scenario_no_longer_has_is_let_go_and_said(
    later: Path, tmp_path: Path, scenario: str
) -> None:
    path = tmp_path / "later.jsonl"
    was = run(later, "play", path, scenario)
    assert any(source == LEVER for source, _, _ in was["modifiers"])
    assert any(source.startswith(EVENT) for source, _, _ in was["modifiers"])
    (found,) = run(ROOT, "open", path)
    (said,) = (w for w in found["warnings"] if w.startswith("No longer in the scenario"))
    for name in (GAUGE, METRIC, LEVER, EVENT, TRUST):
        assert name in said
    for key in ("gauges", "metrics", "cash", "beds"):
        kept = {n: v for n, v in was[key].items() if n not in (GAUGE, METRIC, TRUST)}
        assert found["before"][key] == kept, key
    gone = [m for m in was["modifiers"] if m[0] == LEVER or m[0].startswith(EVENT)]
    trusts_left = [[s, e, [t for t in rows if t != TRUST]] for s, e, rows in was["modifiers"]]
    assert found["before"]["modifiers"] == [
        left
        for left, m in zip(trusts_left, was["modifiers"], strict=True)
        if m not in gone and (left[2] or not m[2])
    ]
    assert found["after"]["turns"] == found["before"]["turns"] + 1
    assert found["again"]["warnings"] == []
