"""The orders that could name a hospital, as buttons on its card."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Flow
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.words import Text
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext


def order_buttons(c: ScreenContext, s: Session, trust: str) -> Node | None:
    """Return a button for each order of the reader's that may name the hospital now; None if
    there is none."""
    named = [o.lever for o in s.view.menu if trust in o.trusts and not o.reasons]
    if s.role is None or not named:
        return None

    def give(lever: str) -> None:
        c.close()
        c.routes.order(s, lever, trust)

    return Column(
        Text("Orders that could name it", size="small", weight="semibold"),
        Flow(
            *(
                Button(
                    s.voice.lever(lever, s.view.quarter),
                    partial(give, lever),
                    icon="briefcase",
                    size="small",
                    key=f"order-{lever}",
                )
                for lever in named
            ),
            gap=6,
        ),
        gap=5,
    )
