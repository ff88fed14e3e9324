"""The index of collapse that a scenario gives can be read in every quarter, and reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.scenario.assembly import assemble


def one_term(value: str, zero_at: int, full_at: int) -> str:
    """A scoring.yaml whose index is of one term."""
    term = f"{{name: One, value: {value}, zero_at: {zero_at}, full_at: {full_at}, points: 50}}"
    return f"collapse: [{term}]\ncollapse_at: 40\n"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("collapse_at: 101\n", "comes to 100 at most: no service would collapse"),
        (one_term("seats", 300, 200), "seats"),
        (one_term("waits", 50, 50), "full_at must differ from zero_at"),
    ],
)
def test_an_index_of_collapse_that_cannot_be_is_refused(
    folder: Path, changed: str, told: str
) -> None:
    (folder / "scoring.yaml").write_text(changed, "utf-8")
    with pytest.raises(InputError, match=told) as found:
        assemble(folder)
    assert "scoring.yaml" in str(found.value)
