"""What an office is scored on, with the weights: in sight from the first minute."""

from __future__ import annotations

from game.desktop.kit.layout import Grid
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.words import Rich, Text, esc
from game.scenario.schema.base import Role
from game.telling.names import Voice
from game.telling.scores import wants


def role_card(voice: Voice, role: Role, *, head: str = "What you are scored on") -> Node:
    """Return the terms of an office's score, each with the points that it can bring."""
    terms = wants(voice, role)
    rows = (Rich(f"[b]{points}[/] [soft]{esc(name)}[/]", size="small") for name, points in terms)
    return Column(
        Text(f"{head}, in points", size="small", weight="semibold"),
        Grid(*rows, min_column=170, gap=3),
        gap=3,
    )
