"""Ends of score terms that a figure never comes to are told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.paths import scenarios_dir
from game.scenario.assembly import read

TERM = "value: inherited_waits, zero_at: 100, full_at: 40"


@pytest.mark.parametrize(("changed", "told"), [
    (TERM, False),
    (TERM.replace("100", "114"), True),
    (TERM.replace("40", "-5"), True),
    (TERM.replace("inherited_waits, zero_at: 100", "change_waits, zero_at: -200"), False),
])  # fmt: skip
def test_an_end_that_a_figure_never_comes_to_is_told(
    tmp_path: Path, changed: str, *, told: bool
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(scenarios_dir() / "saving-stps", folder)
    text = (folder / "scoring.yaml").read_text("utf-8")
    line = 1 + text[: text.index(TERM)].count("\n")
    (folder / "scoring.yaml").write_text(text.replace(TERM, changed), "utf-8")
    content = read(folder)
    said = [str(content.error(p)) for p in content.problems() if p.kind == "scoring"]
    assert bool(said) is told
    assert all(
        "waits lies between 0 and 100 and never comes there." in one
        and f"scoring.yaml:{line}" in one
        for one in said
    )


def test_no_shipped_term_ends_beyond_its_figure() -> None:
    for folder in sorted(scenarios_dir().iterdir()):
        if (folder / "scenario.yaml").exists():
            assert not [p for p in read(folder).problems() if p.kind == "scoring"]
