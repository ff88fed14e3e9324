"""The hex map: its regions (``hexmap.txt``), distances and neighbours.

Axial coordinates (q, r); on the plane x = q + r/2, y = r·√3/2, in hexes.
"""

from __future__ import annotations

from typing import Final

from game.paths import scenarios_dir
from game.world.figure_names import NATIONS, REGIONS

Hex = tuple[int, int]
#: Letter on the drawn map -> region code.
LETTERS: Final = dict(zip("nwydmaLkczsi", (*REGIONS, *NATIONS), strict=True))
ROW_HEIGHT: Final = 0.75**0.5
STEPS: Final[tuple[Hex, ...]] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


def slots() -> dict[str, list[Hex]]:
    """Return the hexes of each region, north to south and west to east."""
    text = (scenarios_dir() / "common" / "hexmap.txt").read_text(encoding="utf-8")
    rows = [line for line in text.split("\n") if not line.startswith("#")]
    found: dict[str, list[Hex]] = {code: [] for code in LETTERS.values()}
    for r, line in enumerate(rows):
        for column, letter in enumerate(line[r % 2 :: 2]):
            if letter in LETTERS:
                found[LETTERS[letter]].append((column - (r - r % 2) // 2, r))
    return found


def plane(at: Hex) -> tuple[float, float]:
    """Return the hex's centre (x, y) on the plane."""
    return at[0] + at[1] / 2, at[1] * ROW_HEIGHT


def distance(a: Hex, b: Hex) -> int:
    """Return the number of steps from hex to hex."""
    q, r = a[0] - b[0], a[1] - b[1]
    return max(abs(q), abs(r), abs(q + r))


def neighbours(at: Hex) -> list[Hex]:
    """Return the six hexes around one."""
    return [(at[0] + q, at[1] + r) for q, r in STEPS]
