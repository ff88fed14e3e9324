"""The brush: a line of type is as wide as it looks, and no letter lies under another."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.kit.paint import Brush, face_file, set_parts
from game.desktop.theme import Theme, Weight

#: What is printed besides letters and digits.
SIGNS = "“”„\"'‘’«»%£&§()–—.,;:!?¼½¾/"
SERIFS: tuple[Weight, ...] = ("serif", "serif_bold", "serif_italic", "masthead")


@pytest.fixture
def brush() -> Brush:
    pygame.font.init()
    return Brush(pygame.Surface((900, 80), pygame.SRCALPHA), Theme())


def _overhang(weight: Weight, sign: str) -> float:
    """How far a sign is drawn past the place where the next begins, in ems."""
    found = pygame.Font(face_file(weight), 100).metrics(sign)[0]
    assert found is not None
    return (found[1] - found[4]) / 100


@pytest.mark.parametrize("weight", SERIFS)
def test_a_sign_that_reaches_far_into_the_next_ends_its_part(weight: Weight) -> None:
    pygame.font.init()
    slant = 0.1 if weight == "serif_italic" else 0.0  # italics lean over what follows
    reach = [sign for sign in SIGNS if _overhang(weight, sign) > 0.1 + slant]

    assert [sign for sign in reach if len(set_parts(f"a{sign}a", weight)) == 1] == []


@pytest.mark.parametrize("weight", [*SERIFS, "regular"])
@pytest.mark.parametrize("text", ["“In a week”, she said", '15% of a "view" – “so”'])
def test_a_line_is_drawn_as_wide_as_it_is_measured(brush: Brush, text: str, weight: Weight) -> None:
    drawn = brush.text(text, (0, 0), weight, 40, (255, 255, 255))

    assert drawn.w == brush.width(text, weight, 40)
    assert brush.surface.get_bounding_rect().right <= drawn.right


def test_what_follows_a_quotation_mark_stands_clear_of_it(brush: Brush) -> None:
    alone = brush.width("“", "serif", 40)

    assert brush.width("“In", "serif", 40) == alone + brush.width("In", "serif", 40)


def test_a_line_is_drawn_with_printed_marks_and_measured_so(brush: Brush) -> None:
    drawn = brush.text("O'Brien's \"plan\"", (0, 0), "regular", 40, (255, 255, 255))

    assert drawn.w == brush.width("O’Brien’s “plan”", "regular", 40, typed=True)
    assert drawn.w != brush.width("O'Brien's \"plan\"", "regular", 40, typed=True)


def test_a_line_that_is_being_typed_is_drawn_as_it_is(brush: Brush) -> None:
    brush.log = []
    brush.text("O'Brien", (0, 0), "regular", 40, (255, 255, 255), typed=True)

    assert [ink.text for ink in brush.log] == ["O'Brien"]
