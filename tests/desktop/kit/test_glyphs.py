"""Whatever the desktop writes can be read: no character is shown as the empty box of a typeface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.desktop.kit.paint import face_file
from game.desktop.theme import Weight

ROOT = Path(__file__).parents[3]
#: Where words for the screen come from.
WORDS = (
    *(ROOT / "game" / floor for floor in ("desktop", "telling", "workshop", "rules")),
    ROOT / "assets",
    ROOT / "scenarios",
)
#: A character that no typeface has.
NONE = "\ufffe"


def _characters() -> Iterator[str]:
    found: set[str] = set()
    for folder in WORDS:
        for file in (*folder.rglob("*.py"), *folder.rglob("*.yaml")):
            found |= set(file.read_text(encoding="utf-8"))
    return iter(sorted(c for c in found if ord(c) > 0x7E and c.isprintable()))


def _drawn(font: pygame.Font, character: str) -> bytes:
    return pygame.image.tobytes(font.render(character, True, "white"), "RGBA")


@pytest.mark.parametrize("weight", ["regular", "semibold", "bold", "serif"])
def test_every_character_has_its_shape(weight: Weight) -> None:
    pygame.font.init()
    font = pygame.Font(face_file(weight), 20)
    box = _drawn(font, NONE)
    assert [c for c in _characters() if _drawn(font, c) == box] == []
