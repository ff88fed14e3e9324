"""The country as hexes: one a constituency, with the hospitals as tokens on them.

A hex map gives every seat the same room, so that London and the North West are not
buried; where two hospitals share a seat the second moves to the nearest free hex. Nothing
is told by colour alone: parties have letters or patterns, trusts have shapes, failing
hospitals are larger, marginals are ringed. The whole picture is supersampled and cached;
a frame is one blit and what is pointed at.
"""

from game.desktop.map.hexes import Geometry, Moving, Paint, Token, hex_points, spread
from game.desktop.map.layers import (
    LAYERS,
    REGION_NAMES,
    Layer,
    hex_tile,
    holders_of,
    party_paints,
    region_paints,
    scale_paints,
)
from game.desktop.map.map_widget import HexMap

__all__ = [
    "LAYERS",
    "REGION_NAMES",
    "Geometry",
    "HexMap",
    "Layer",
    "Moving",
    "Paint",
    "Token",
    "hex_points",
    "hex_tile",
    "holders_of",
    "party_paints",
    "region_paints",
    "scale_paints",
    "spread",
]
