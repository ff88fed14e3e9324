"""The targets: one check each, judged as written, and the page that says how it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.__main__ import main
from game.errors import InputError
from game.lab import reference_data
from game.lab.fidelity import held_out, published_targets
from game.lab.fidelity.measurement import Estimate, Measurement
from game.telling import fidelity_report

PAGE = Path(__file__).parents[1] / "FIDELITY.md"


def test_there_is_one_check_for_each_of_the_fifteen_targets() -> None:
    assert [t.n for t in reference_data.targets()] == list(range(1, 16))
    assert {t.id for t in reference_data.targets()} == set(published_targets.CHECKS)
    assert all(low <= high for t in reference_data.targets() for low, high in t.within.values())


def test_a_number_outside_its_tolerance_misses() -> None:
    target = next(t for t in reference_data.targets() if t.id == "occupancy")
    near = Measurement({"at_92": Estimate(-3, 0), "at_100": Estimate(-8, 0)})
    far = Measurement({"at_92": Estimate(-3, 0), "at_100": Estimate(-10, 0)})
    assert published_targets.TargetResult(target, near).passed
    assert published_targets.TargetResult(target, far).missed == ("at_100",)


@pytest.mark.slow
def test_the_page_is_current() -> None:
    """Measured again with the page's own draws and seed: the same to the last digit."""
    text = PAGE.read_text("utf-8")
    found = re.search(r"seed (\d+), (\d+) draws", text)
    assert found is not None
    seed, draws = int(found[1]), int(found[2])
    results = list(published_targets.run(draws, seed))
    facts = held_out.measure(draws, seed)
    page = fidelity_report.fidelity_page(
        published_targets.as_json(results, draws, seed, facts), published_targets.COMMAND
    )
    assert page == text


def test_the_command_measures_what_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "f.json"
    assert main(["lab", "fidelity", "--only", "11,15", "--draws", "2", "--json", str(out)]) == 0
    table = json.loads(out.read_text("utf-8"))
    assert [t["n"] for t in table["targets"]] == [11, 15]
    assert main(["lab", "fidelity", "--only", "16"]) == 2
    assert main(["lab", "fidelity", "--only", "x"]) == 2
    capsys.readouterr()
    assert main(["lab", "fidelity", "--only", "11", "--draws", "2"]) == 0
    assert "at_92" in capsys.readouterr().out


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(InputError, match="1 to 15"):
        published_targets.chosen([99])
