"""Shadows as pictures: made fast, and the same as if they were made slowly."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.kit.shapes import shadow_picture


@pytest.mark.parametrize("size", [(700, 500), (90, 400), (60, 30), (301, 122)])
@pytest.mark.parametrize(("radius", "spread"), [(12, 10), (10, 15), (18, 25), (0, 7)])
def test_a_large_shadow_is_as_if_it_were_blurred_whole(
    size: tuple[int, int], radius: int, spread: int
) -> None:
    pad = 2 * spread
    sheet = pygame.Surface((size[0] + 2 * pad, size[1] + 2 * pad), pygame.SRCALPHA)
    pygame.draw.rect(sheet, (0, 0, 0, 110), (pad, pad, *size), border_radius=radius)
    whole = pygame.transform.gaussian_blur(sheet, spread)
    made = shadow_picture(size, radius, spread, 110)
    assert pygame.image.tobytes(made, "RGBA") == pygame.image.tobytes(whole, "RGBA")
