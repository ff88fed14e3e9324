"""What deals are worth: both sides as they agreed, and each office beside silent talks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.lab.deal_runs import MUST, DealRuns
from game.lab.kept_run import RunAsked
from game.scenario.schema.base import ROLES
from game.telling.deals_report import page, report

SCENARIO = "december-2013"


def run(keep: Path | None = None, *, resume: bool = False) -> dict[str, Any]:
    with DealRuns(RunAsked(SCENARIO, 4, 3, keep, resume=resume)) as made:
        made.play()
        return made.result()


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return run()


def test_both_sides_of_every_deal_are_known(found: dict[str, Any]) -> None:
    assert found["made"] > 1
    assert found["both"]["deals"] == pytest.approx(4 * found["made"])
    assert found["both"]["low"] <= found["both"]["share"] <= found["both"]["high"]
    sides = [one[side]["deals"] for one in found["offices"] for side in ("offers", "accepts")]
    assert sum(sides) == 2 * found["both"]["deals"]
    # who accepts a deal thinks it worth something
    accepted = [one["accepts"]["points"] for one in found["offices"] if one["accepts"]["deals"]]
    assert all(points > 0 for points in accepted)


def test_silent_talks_make_no_deal_and_cost_what_deals_bring(found: dict[str, Any]) -> None:
    with DealRuns(RunAsked(SCENARIO, 4, 3)) as made:
        made.play()
        rows = made.rows()
    silent = rows[4:8]
    assert not any(row["deals"] for row in silent)
    for one in found["offices"]:
        role = one["role"]
        gains = [a["scores"][role] - b["scores"][role] for a, b in zip(rows, silent, strict=False)]
        assert one["all"]["points"] == pytest.approx(sum(gains) / 4, abs=1e-3)
        assert one["all"]["met"] == (one["all"]["points"] >= MUST)


def test_report_and_page_have_a_row_for_every_office(found: dict[str, Any]) -> None:
    told, written = "\n".join(report(found)), page(found, "the command")
    for role in ROLES:
        assert role in told
        assert f"| {role} |" in written
    assert "Written by `the command`" in written
