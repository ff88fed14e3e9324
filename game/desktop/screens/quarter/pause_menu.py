"""The menu of a game in progress: help, settings, the seats, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from game.desktop.kit.buttons import Button, RoleButton
from game.desktop.kit.layout import Grid
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Note, Rich, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.level_dialog import ask_level
from game.desktop.screens.parts.seat_pin import ask_seat_pin
from game.desktop.screens.screen import ScreenContext
from game.match.seats import HUMAN
from game.scenario.schema.base import ROLES, Role

_TAKING: Final = "Whoever takes it sees all that the office knows."


def menu_button(c: ScreenContext, s: Session, *, hotkey: str = "escape") -> Node:
    """Return the button that opens the menu. Every screen of a game has it, or a way back."""
    open_it = partial(open_menu, c, s)
    return Button("Menu", open_it, icon="list", bare=True, hotkey=hotkey, key="menu")


def open_menu(c: ScreenContext, s: Session) -> None:
    """Open the menu over a screen of the game."""

    def go(way: Callable[[], object]) -> None:
        c.close()
        way()

    def seat(role: Role) -> None:
        office = esc(s.voice.office(role))
        c.close()
        ask: Callable[[], None]
        if role in s.humans:
            hand = partial(c.routes.hand, s, role)
            ask = partial(ask_level, c, f"Pass {office} to AI?", hand)
        else:
            ask = partial(
                c.confirm,
                f"Pass {office} to a person?",
                _TAKING,
                "Pass the seat",
                partial(c.routes.hand, s, role, HUMAN),
            )
        c.routes.guarded(s, "Passing a seat is the facilitator's", ask)

    def build() -> Node:
        own = "" if s.role is None else s.voice.office(s.role)
        return Dialog(
            "Menu",
            Column(
                Button(
                    "Help and glossary",
                    partial(go, partial(c.routes.help, voice=s.voice)),
                    icon="book",
                    align="left",
                ),
                Button("Settings", partial(go, c.routes.settings), icon="settings", align="left"),
                Button(
                    "History",
                    partial(go, partial(c.routes.history, s)),
                    icon="history",
                    align="left",
                ),
                Button(
                    "The facilitator's console",
                    partial(go, partial(c.routes.console, s)),
                    icon="presentation",
                    align="left",
                    key="console",
                ),
                Button(
                    f"{'Change' if s.pins.has(s.role) else 'Set'} the PIN of {esc(own)}",
                    partial(go, partial(ask_seat_pin, c, s, s.role)),
                    icon="lock",
                    align="left",
                    tip="Asked for each time the curtain is lifted to this seat.",
                    key="set-pin",
                )
                if s.hot_seat and s.role is not None
                else None,
                Note("Seats: press one to pass it between a person and AI"),
                Grid(
                    *(
                        RoleButton(
                            r,
                            s.voice.title_of(r),
                            partial(seat, r),
                            note="a person" if r in s.humans else "AI",
                            chosen=r in s.humans,
                            key=f"pass-{r}",
                        )
                        for r in ROLES
                    ),
                    min_column=190,
                    gap=6,
                ),
                Rich(_kept(s), size="small"),
            ),
            Button("Leave the game", partial(_ask_leave, c, s), icon="exit", key="leave"),
            Button("Go on playing", c.close, kind="primary", key="go-on"),
            on_close=c.close,
            icon="list",
            width=470,
        )

    c.open(build, key="menu")


def _kept(s: Session) -> str:
    """Return whether the game is kept and where, as a line of markup."""
    if s.match.trouble:
        return f"[warn][icon at-risk][/] {esc(s.match.trouble)}"
    kept = s.match.path
    if kept is None:
        return "[icon at-risk] This game is not kept."
    return f"[icon save] Kept as [b]{esc(kept.name)}[/]"


def _ask_leave(c: ScreenContext, s: Session) -> None:
    c.close()
    if s.practice_of is not None or (s.match.path is not None and not s.match.trouble):
        c.routes.leave(s)
    else:
        lost = "It is not kept and would be lost."
        if s.match.trouble:
            lost = f"{esc(s.match.trouble)} What was played since is lost."
        c.confirm(
            "Leave this game?",
            lost,
            "Leave",
            partial(c.routes.leave, s),
            "danger",
        )
