"""The figures that everyone sees first, as tiles: the scenario's headline, the usual five,
and two of the reader's own office."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from game.desktop.kit.node import Node
from game.desktop.kit.words import esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.tiles import Tile, short
from game.telling.figures import OWN, first_of, how_sure, told

_ICONS: Final[dict[str, str]] = {
    "trusts_at_risk": "at-risk",
    "waits": "waits",
    "quality": "quality",
    "nhs_satisfaction": "public",
    "purse_m": "purse",
    "secretary_standing": "briefcase",
    "treasury_headroom_m": "cash",
    "backbench_nerves": "nerves",
    "coalition_strain": "link",
    "monitor_standing": "scales",
    "morale": "heart",
    "goodwill": "people",
    # headlines of scenarios
    "signal": "pulse",
    "closures": "hospital",
    "momentum": "flag",
    "deficit_share": "chart",
    "reform_delivered": "target",
}


def headline(s: Session, ask: Callable[[str], object], chosen: str = "") -> list[Node]:
    """Return a tile for each; ``ask`` is what pressing one does, ``chosen`` the one asked about."""
    first = first_of(s.voice)
    names = dict.fromkeys([*first, *(OWN[s.role] if s.role else ())])
    return [
        Tile(
            short(s.voice, name),
            told(s.voice, s.view.figures[name], s.role),
            s.view.figures[name],
            partial(ask, name),
            icon=_ICONS.get(name, ""),
            accent=(s.role or "") if name not in first else "",
            chosen=name == chosen,
            tip=_tip(s, name),
            key=f"tile-{name}",
            share=1,
        )
        for name in names
        if name in s.view.figures
    ]


def _tip(s: Session, name: str) -> str:
    said = told(s.voice, s.view.figures[name])
    spec = s.voice.scenario.figure(name)
    known = f"[soft]{said.when}, {how_sure(s.voice, said)}[/]"
    return f"[b]{esc(said.title)}[/] {known}\n{esc(spec.glossary)}"
