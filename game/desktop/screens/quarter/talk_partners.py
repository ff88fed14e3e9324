"""Offices in the talks: whom one faces, and the law of deals in short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack

from game.desktop.kit.buttons import Pressable
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Row
from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.words import Icon, Note
from game.scenario.schema.base import Role
from game.telling.rulebook import filled


def rules() -> list[Node]:
    """Return the law of deals in four lines."""
    lines = (
        ("scales", "The game checks every promise: orders at the reveal, figures when published."),
        ("deal", "Two offices can have {live_deals} running."),
        ("eye-off", "A secret deal may come out: {secret_out} a quarter."),
        ("clock", "Offers lapse when the orders begin."),
    )
    return [
        Note("How deals work"),
        *(
            Row(Icon(icon, size=16, colour="soft"), Note(filled(said), grow=1), align="start")
            for icon, said in lines
        ),
    ]


class OfficeRow(Pressable):
    """A pressable row for an office, with any content."""

    def __init__(
        self,
        label: str,
        on_press: Callable[[], object],
        of: Role,
        content: Node,
        *,
        chosen: bool,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, on_press, **common)
        self.children = [
            Panel(
                content,
                pad=(12, 9),
                fill="raised" if chosen else "panel",
                accent=of if chosen else "",
            )
        ]
        self.chosen = chosen

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return whether it is the one faced."""
        return {"chosen": self.chosen}
