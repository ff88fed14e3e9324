"""The curtain: nothing of any seat until one person deliberately lifts it."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Final

import pygame

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Centre, Panel
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.popups import Ground
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.screen import Screen, ScreenContext
from game.desktop.theme import mix
from game.match.pin import LONGEST
from game.scenario.schema.base import SPECTATOR, Role

_FOLD: Final = 72  # width of a fold, in units of space
_STRIPS: Final = 12  # shades of a fold


class Drapes(Ground):
    """Cloth in an office's colour, hanging in folds; flat with high contrast."""

    def __init__(self, office: Role, child: Node) -> None:
        super().__init__(child)
        self.office: Role = office

    def _paint(self, c: Ctx, b: Brush) -> None:
        t = c.theme
        ground = t.colour("fill", "cloth")
        b.surface.fill(ground, self.rect)
        if t.contrast:
            return
        colour = t.fill(self.office)[0]
        fold = max(8, t.px(_FOLD))
        wide = max(1, -(-fold // _STRIPS))
        for x in range(self.rect.x, self.rect.right, wide * _STRIPS):
            for i in range(_STRIPS):  # light in the middle of a fold, dark where two meet
                part = 0.36 - 0.13 * math.cos(math.tau * (i + 0.5) / _STRIPS)
                strip = pygame.Rect(x + i * wide, self.rect.y, wide, self.rect.h)
                b.surface.fill(mix(ground, colour, part), strip.clip(self.rect))
        rail = pygame.Rect(self.rect.x, self.rect.y, self.rect.w, max(4, t.px(14)))
        b.surface.fill(mix(ground, t.fill("warn")[0], 0.55), rail)


class Curtain(Screen):
    """Asks for one office by name and shows its screen when its person says so."""

    title = "Curtain"

    def __init__(self, session: Session, role: Role, then: Callable[[], Screen]) -> None:
        self.session, self.role, self.then = session, role, then
        self.pin = ""
        self.wrong = ""

    @property
    def eager(self) -> bool:
        """An Enter too many must not lift it."""
        return False

    def enter(self, c: ScreenContext) -> None:
        """Look with the public's eyes, so that nothing private is in the first picture."""
        self.session.look(SPECTATOR)
        if self.session.pins.has(self.role):
            c.set_focus("pin")

    def leave(self, c: ScreenContext) -> None:
        """Forget what was typed."""
        self.pin = self.wrong = ""

    def build(self, c: ScreenContext) -> Node:
        """Build the same picture for every office but for its colour and name."""
        voice = self.session.voice
        below = len(c.screens) > 1
        locked = self.session.pins.has(self.role)
        board = Panel(
            Column(
                Row(RoleMark(self.role, size=72), justify="centre"),
                Heading(voice.title_of(self.role), size="display", align="centre"),
                Text(
                    f"For {voice.office(self.role)} only",
                    size="lead",
                    align="centre",
                    weight="semibold",
                ),
                Rich(
                    "Hand the screen over. When nobody else is looking, lift the curtain: "
                    "it falls again when you are done.",
                    align="centre",
                    colour="soft",
                    max_w=520,
                ),
                self._asked(c) if locked else None,
                Row(
                    # the menu is public, and a facilitator's console opens before anybody plays
                    Button("Not now", c.pop, kind="quiet", hotkey="escape")
                    if below
                    else menu_button(c, self.session),
                    Button(
                        f"I am {voice.office(self.role)}: lift it",
                        partial(self._lift, c),
                        kind="primary",
                        size="lead",
                        key="curtain-open",
                    ),
                    justify="centre",
                    gap=12,
                ),
                gap=14,
                align="centre",
            ),
            accent=self.role,
            pad=(34, 26),
            shadow=True,
            label="Curtain",
        )
        return Drapes(self.role, Centre(board))

    def _asked(self, c: ScreenContext) -> Node:
        """Return the field for the PIN, why it did not open, and the way out of a lost one."""
        return Column(
            TextInput(
                "PIN",
                self.pin,
                partial(setattr, self, "pin"),
                on_enter=lambda _typed: self._lift(c),
                icon="lock",
                hint="PIN",
                limit=LONGEST,
                allowed="0123456789",
                masked=True,
                min_w=200,
                key="pin",
            ),
            Text(self.wrong, size="small", colour="bad", role="status") if self.wrong else None,
            Button(
                "I have forgotten it",
                partial(
                    c.confirm,
                    "Take the PIN away?",
                    f"The PIN of {esc(self.session.voice.office(self.role))} goes, and the log "
                    "says so to everybody at the table.",
                    "Take it away",
                    self._reset,
                    "danger",
                ),
                kind="quiet",
                size="small",
                key="reset-pin",
            ),
            gap=6,
            align="centre",
        )

    def _lift(self, c: ScreenContext) -> None:
        pins = self.session.pins
        if not pins.opens(self.role, self.pin):
            seconds = round(pins.wait(self.role))
            self.wrong = (
                f"Wait {seconds} seconds before the next try."
                if seconds
                else "That is another PIN."
            )
            self.pin = ""
            c.sound("bad")
            return
        self.session.look(self.role)
        c.replace(self.then())

    def _reset(self) -> None:
        self.session.pins.reset(self.role)
        office = self.session.voice.office(self.role)
        self.session.match.note(f"The PIN of {office} was taken away.")
        self.wrong = ""
