"""The menu of a game in progress: help, settings, the seats, and the way out."""

from __future__ import annotations

from functools import partial

from game.desktop.app.app import App
from game.desktop.kit import Button, Column, Dialog, Grid, Node, Note, Rich, RoleButton, esc
from game.desktop.kit.screen import Screen
from game.desktop.match_session import Session
from game.scenario.schema.base import ROLES


def open_menu(c: App, s: Session) -> None:
    """Open the menu over the table."""
    from game.desktop.screens.menus.help import Help
    from game.desktop.screens.menus.settings import SettingsScreen
    from game.desktop.screens.quarter.history import History

    def go(screen: Screen) -> None:
        c.close()
        c.push(screen)

    def seat(role: str) -> None:
        taken = s.match.seats[role] == "human"  # type: ignore[index]
        s.match.hand(role, "ai:persona" if taken else "human")  # type: ignore[arg-type]
        c.close()
        s.go(c)

    def build() -> Node:
        kept = s.match.path
        return Dialog(
            "Menu",
            Column(
                Button(
                    "Help and glossary", lambda: go(Help(voice=s.voice)), icon="book", align="left"
                ),
                Button("Settings", lambda: go(SettingsScreen()), icon="settings", align="left"),
                Button("History", lambda: go(History(s)), icon="history", align="left"),
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
                Rich(
                    f"[icon save] Kept as [b]{esc(kept.name)}[/]"
                    if kept
                    else "[icon at-risk] This game is not kept.",
                    size="small",
                ),
                gap=8,
            ),
            Button("Leave the game", partial(_ask_leave, c, s), icon="exit", key="leave"),
            Button("Go on playing", c.close, kind="primary", key="go-on"),
            on_close=c.close,
            icon="list",
            width=470,
        )

    c.open(build, key="menu")


def _ask_leave(c: App, s: Session) -> None:
    c.close()
    if s.match.path is not None:
        s.home(c)
    else:
        c.confirm(
            "Leave this game?",
            "It is not kept and would be lost.",
            "Leave",
            partial(s.home, c),
            "danger",
        )
