"""Tokens and shadows as pictures, drawn large and smoothed; the brush keeps them."""

from __future__ import annotations

import math

import numpy as np
import pygame

from game.desktop.theme import Colour

Point = tuple[float, float]


def shadow_picture(
    size: tuple[int, int], radius: int, spread: int, strength: int
) -> pygame.Surface:
    """Return a box's blurred shadow, twice its spread wider on every side.

    Farther in from its corners than a blur reaches a shadow is the same all along a side, so only
    a small box's is blurred, and its middle lines repeated: a large one's own takes 80 ms.
    """
    pad, most = spread * 2, 2 * (radius + spread * 4) + 1
    small = min(size[0], most), min(size[1], most)
    sheet = pygame.Surface((small[0] + 2 * pad, small[1] + 2 * pad), pygame.SRCALPHA)
    pygame.draw.rect(sheet, (0, 0, 0, strength), (pad, pad, *small), border_radius=radius)
    blurred = pygame.transform.gaussian_blur(sheet, spread)
    whole = pygame.Surface((size[0] + 2 * pad, size[1] + 2 * pad), pygame.SRCALPHA)
    across, down = (
        np.maximum(np.minimum(np.arange(new), old // 2), np.arange(new) - (new - old))
        for new, old in zip(whole.get_size(), blurred.get_size(), strict=True)
    )
    pygame.surfarray.pixels2d(whole)[:] = pygame.surfarray.array2d(blurred)[np.ix_(across, down)]
    return whole


def shape_points(kind: str, w: float, h: float) -> list[Point]:
    """Return the corners of a token's outline in a box of that size."""
    if kind == "diamond":
        return [(w / 2, 0), (w, h / 2), (w / 2, h), (0, h / 2)]
    if kind == "triangle":
        return [(w / 2, h * 0.04), (w, h * 0.92), (0, h * 0.92)]
    if kind == "hexagon":
        return [
            (w / 2 + w / 2 * math.cos(a), h / 2 + h / 2 * math.sin(a))
            for a in (math.pi / 3 * i for i in range(6))
        ]
    if kind == "cross":
        a, b = 0.3, 0.7
        return [
            (w * x, h * y)
            for x, y in (
                (a, 0),
                (b, 0),
                (b, a),
                (1, a),
                (1, b),
                (b, b),
                (b, 1),
                (a, 1),
                (a, b),
                (0, b),
                (0, a),
                (a, a),
            )
        ]
    if kind == "circle":
        return [
            (w / 2 + w / 2 * math.cos(a), h / 2 + h / 2 * math.sin(a))
            for a in (math.tau / 40 * i for i in range(40))
        ]
    m = 0.06
    return [(w * m, h * m), (w * (1 - m), h * m), (w * (1 - m), h * (1 - m)), (w * m, h * (1 - m))]


def shape_picture(
    kind: str, size: tuple[int, int], colour: Colour, border: Colour | None = None
) -> pygame.Surface:
    """Return a token as a surface, supersampled four times."""
    k = 4
    w, h = size[0] * k, size[1] * k
    big = pygame.Surface((w, h), pygame.SRCALPHA)
    big.fill((*(border or colour), 0))
    outer = shape_points(kind, w - 1, h - 1)
    pygame.draw.polygon(big, (*(border or colour), 255), outer)
    if border is not None:
        edge = max(k, round(min(w, h) * 0.13))
        inset = (w - 2 * edge) / w
        cx, cy = w / 2, h / 2 + (h * 0.04 if kind == "triangle" else 0)
        inner = [((x - w / 2) * inset + cx, (y - h / 2) * inset + cy) for x, y in outer]
        pygame.draw.polygon(big, (*colour, 255), inner)
    return pygame.transform.smoothscale(big, size)
