"""Sharing a number out over the regions, and a region's seats in groups."""

from __future__ import annotations

from game.scenario.generate import hexmap
from game.scenario.generate.constituencies import Region
from game.scenario.generate.random_source import RandomSource
from game.world.exact_sums import in_order


def share_out(total: int, weight: dict[str, float]) -> dict[str, int]:
    """``total`` things divided in proportion, largest remainders first."""
    whole = in_order(weight.values())
    exact = {c: total * w / whole for c, w in weight.items()}
    out = {c: int(x) for c, x in exact.items()}
    for c in sorted(exact, key=lambda c: out[c] - exact[c])[: total - sum(out.values())]:
        out[c] += 1
    return out


def clusters(region: Region, n: int, rng: RandomSource) -> list[list[int]]:
    """A region's seats in ``n`` groups around centres far apart."""
    centres = [rng.below(len(region.hexes))]
    while len(centres) < n:

        def apart(i: int) -> tuple[int, int]:
            return min(hexmap.distance(region.hexes[i], region.hexes[c]) for c in centres), -i

        centres.append(max(range(len(region.hexes)), key=apart))
    groups: list[list[int]] = [[] for _ in centres]
    for i, h in enumerate(region.hexes):
        k = min(range(n), key=lambda k: (hexmap.distance(h, region.hexes[centres[k]]), k))
        groups[k].append(i)
    return groups
