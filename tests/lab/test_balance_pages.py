"""The kept pages of bands are of today's par: made again whenever that is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.scenario import loader
from game.scenario.source_files import shipped_ids

PAGES = Path(__file__).parent / "balance"
ROW = re.compile(r"^\| (\w+) \| ([\d.]+) \| [\d.]+ \| ([\d.]+) \|$", re.M)


def test_every_shipped_scenario_has_a_page() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == set(shipped_ids())


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_a_page_is_of_todays_par_and_measured_with_400_games(name: str) -> None:
    text = (PAGES / f"{name}.md").read_text("utf-8")
    assert f"--scenario {name} --games 400" in text
    par = loader.load(name).scenario.scoring.par
    rows = ROW.findall(text)
    assert {role: float(kept) for role, _, kept in rows} == dict(par)
    # personas measured anew with the same seeds come to the par that they made
    assert all(abs(float(mean) - float(kept)) <= 0.15 for _, mean, kept in rows)
