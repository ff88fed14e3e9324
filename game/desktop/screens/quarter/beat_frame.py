"""What the five beats of a quarter's end have in common: their head, their pace, their clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import pygame

from game.desktop.kit.buttons import Button
from game.desktop.kit.node import Node
from game.desktop.kit.words import Rich, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.screen_header import head
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.screen import Screen, ScreenContext

#: The beats, as the head of each shows them.
BEATS: Final = ("The event", "The sheets", "The market", "The front page", "For you")
#: How fast beats run, and the speed after each.
PACES: Final = {1: 2, 2: 4, 4: 1}


def beat_head(
    session: Session, c: ScreenContext, at: int, *actions: Node | None, sub: str = ""
) -> Node:
    """Return the head of a beat: its title, where it is among the five, and its actions."""
    shown = BEATS if session.role is not None else BEATS[:-1]
    said = [
        f"[b]{esc(beat)}[/]" if i == at else f"[soft]{esc(beat)}[/]" for i, beat in enumerate(shown)
    ]
    label = f"Beat {at + 1} of {len(shown)}: {BEATS[at]}"
    strip = Rich("[soft] › [/]".join(said), size="small", label=label) if c.ems > 78 else None
    menu = menu_button(c, session)
    return head(session, c, BEATS[at], *actions, menu, sub=sub, middle=strip)


def seen_of(*nodes: Node) -> list[pygame.Rect]:
    """Return what is to be seen of some nodes."""
    return [node.visible_rect() for node in nodes]


def on_button(label: str, on_press: Callable[[], object], icon: str = "arrow-right") -> Button:
    """Return the button that leads to the next beat: one key."""
    return Button(
        label,
        on_press,
        kind="primary",
        icon=icon,
        hotkey="return",
        show_key=True,
        key="advance",
    )


class Staged(Screen):
    """A beat that runs through steps of its own, each of so many seconds.

    It runs by itself; where motion is reduced it goes a step at a key. What moves is drawn again
    without anything being built: nodes ask ``part`` how far their step has come.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.done = 0  # steps that are over
        self.playing = False
        self._since = 0.0
        self._now = 0.0
        self._moves: dict[int, Callable[[], list[pygame.Rect]]] = {}  # what steps draw again

    # ---- what a beat says -----------------------------------------------------------------

    def lengths(self) -> Sequence[float]:
        """Return the seconds of each step."""
        raise NotImplementedError

    def sounds(self, step: int) -> str:
        """Return the sound with which a step begins; empty for none."""
        return "card"

    # ---- time -----------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        """Whether every step is done."""
        return self.done >= len(self.lengths())

    @property
    def busy(self) -> bool:
        """Whether it moves."""
        return self.playing

    def part(self, step: int) -> float:
        """Return how far a step has come, 0 to 1."""
        if step != self.done or not self.playing:
            return 1.0 if step < self.done else 0.0
        passed = (self._now - self._since) * self.session.pace
        return min(1.0, max(0.0, passed / self.lengths()[step]))

    def enter(self, c: ScreenContext) -> None:
        """Begin; where motion is reduced it waits for a key."""
        if self.over:
            return
        self._now = c.now
        if c.settings.motion:
            self.playing, self._since = True, c.now
            c.wake(c.now)
        self._sound(c)

    def tick(self, c: ScreenContext) -> bool:
        """Go on. True if the picture must be built again: its buttons change at the end."""
        self._now = c.now
        if not self.playing:
            return False
        lengths, pace = self.lengths(), self.session.pace
        before = self.done
        while not self.over and (c.now - self._since) * pace >= lengths[self.done]:
            self._since += lengths[self.done] / pace
            self.done += 1
        for step in range(before, min(self.done + 1, len(lengths))):
            moved = self._moves.get(step)
            for rect in moved() if moved is not None else ():
                c.damage(rect)
        if self.done == before:
            return False
        if self.over:
            self.playing = False
            c.sound("bell")
            return True
        self._sound(c)
        return self.again(before)

    def again(self, step: int) -> bool:
        """Return whether the picture must be built again after a step."""
        return False

    def _sound(self, c: ScreenContext) -> None:
        name = self.sounds(self.done)
        if name:
            c.sound(name)

    # ---- keys -----------------------------------------------------------------------------

    def skip(self) -> None:
        """Come to the end at once."""
        self.done, self.playing = len(self.lengths()), False

    def step(self, c: ScreenContext) -> None:
        """Do the next step whole, where nothing moves by itself."""
        if not self.over:
            self.done += 1
            self._sound(c)

    def _faster(self) -> None:
        part = self.part(self.done)
        self.session.pace = PACES[self.session.pace]
        if self.playing:
            length = self.lengths()[self.done]
            self._since = self._now - part * length / self.session.pace

    def controls(self, c: ScreenContext, all_label: str) -> list[Node]:
        """Return the buttons that steer it: pace and skip, or the next step."""
        if self.over:
            return []
        skip = Button(all_label, self.skip, hotkey="end", key="skip", kind="quiet")
        if not self.playing:
            return [
                Button("Next step", partial(self.step, c), hotkey="space", key="step"),
                skip,
            ]
        return [
            Button(
                f"{self.session.pace}×",
                self._faster,
                hotkey="x",
                key="pace",
                kind="quiet",
                tip="How fast this runs: 1×, 2× or 4×.",
            ),
            Button(all_label, self.skip, hotkey="space", key="skip"),
        ]
