"""The coach: one hint at a time for a newcomer, in a strip that covers nothing.

The hints are data (``assets/coach.yaml``). A hint points at a part of the screen by its key;
the part gets a ring. A hint goes when it is put away or when its moment has passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final, Literal

import pygame
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from game import paths
from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Level, Row
from game.desktop.kit.node import Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.popups import FOOT, Dialog
from game.desktop.kit.words import Heading, Icon, Text
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.match.seats import HUMAN
from game.rules.phase_table import Phase
from game.rules.state.view import SeenDeal
from game.scenario import yaml_reader
from game.telling.formatting import number
from game.telling.names import private_papers

#: The width in ems from which a hint is spelt out in its strip.
_SPELT_OUT: Final = 66


class Hint(BaseModel):
    """One hint, as the file has it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    phase: Phase
    quarter: int = Field(ge=1)
    needs: Literal["", "event", "offer", "due", "empty", "drafted"] = ""
    open: bool = False
    at: tuple[str, ...] = Field(min_length=1)
    title: str = Field(max_length=40)
    text: str = Field(max_length=190)


@lru_cache(maxsize=1)
def hints() -> tuple[Hint, ...]:
    """Return every hint, in the order of a game. Raises InputError if the file is no YAML."""
    path = paths.assets_dir() / "coach.yaml"
    raw = yaml_reader.parse(path.read_text(encoding="utf-8"), path.name)
    return TypeAdapter(tuple[Hint, ...]).validate_python(raw)


@dataclass(frozen=True, slots=True)
class ShownHint:
    """A hint with its words filled in."""

    id: str
    at: tuple[str, ...]
    title: str
    text: str


class Coach:
    """Hints for the reader of one game; what was put away is kept in the session."""

    def __init__(self, session: Session) -> None:
        self.s = session

    def hint(self, c: ScreenContext, tree: Node) -> ShownHint | None:
        """Return the hint for this moment that has something on the screen to point at, if the
        reader wants hints and there is one."""
        s = self.s
        if not s.coached(c):
            return None
        for item in hints():
            fits = item.phase == s.view.phase and item.quarter == self._nth
            if (
                fits
                and item.id not in s.ui.hints_done
                and (item.open or s.role)
                and self._holds(item)
            ):
                words = self._words()
                at = tuple(x.format(**words) for x in item.at)
                if pointed(tree, at):
                    title, text = item.title.format(**words), item.text.format(**words)
                    return ShownHint(item.id, at, title, text)
        return None

    @property
    def _nth(self) -> int:
        """Which quarter it is, 1 for the first."""
        return self.s.view.quarter - self.s.view.first + 1

    def _holds(self, item: Hint) -> bool:
        s = self.s
        if item.needs == "event":
            return any(s.match.seats[e.answers] == HUMAN for e in s.view.events)
        if item.needs == "offer":
            return self._offer() is not None
        if item.needs == "due":
            said = {x.case for x in s.draft.lines} | {x.case for x in s.draft.stakes}
            waits = any(x.falls_due and x.number not in said for x in s.view.cases)
            return waits and bool(s.draft.orders)
        if item.needs:
            return bool(s.draft.orders) == (item.needs == "drafted")
        return True

    def _offer(self) -> SeenDeal | None:
        """Return a deal offered to the reader, the Unions' before others'."""
        found = [
            d for d in self.s.view.deals if d.state == "offered" and d.terms.other == self.s.role
        ]
        return min(found, key=lambda d: d.terms.offerer != "unions", default=None)

    def _words(self) -> dict[str, str]:
        s, offer = self.s, self._offer()
        words = {
            "levers": number(sum(not o.reasons for o in s.view.menu)),
            "office": "",
            "deal": "",
            "papers": "" if s.role is None else private_papers(s.role).lower(),
        }
        if offer is not None and s.role is not None:
            words["office"] = s.voice.office(offer.terms.offerer, start=True)
            words["deal"] = str(offer.number)
        return words

    # ---- on the screen ----------------------------------------------------------------

    def strip(self, c: ScreenContext, tree: Node) -> Node:
        """Return the screen with the strip below it; without, where no hint can stand.

        Where there is room the strip stays when its hint is put away: what one was just looking at
        does not move.
        """
        said = self.hint(c, tree)
        if said is not None:
            return CoachedScreen(tree, self._bar(c, said), pointed(tree, said.at))
        stays = c.ems >= _SPELT_OUT and self.s.coached(c) and self._may_come(tree)
        return CoachedScreen(tree, self._quiet(c) if stays else None, "")

    def _may_come(self, tree: Node) -> bool:
        """Return whether a screen has what a hint of this moment points at, said already or not."""
        s, words = self.s, self._words()
        return any(
            item.phase == s.view.phase
            and item.quarter == self._nth
            and (item.open or s.role)
            and pointed(tree, tuple(x.format(**words) for x in item.at))
            for item in hints()
        )

    def _quiet(self, c: ScreenContext) -> Node:
        return _strip(
            Icon("info", size=20, colour="soft"),
            Text("No hint for now.", size="small", colour="soft", share=1),
            _off(c),
            Button("Got it", size="small", enabled=False, key="coach-done"),  # none slides there
        )

    def _bar(self, c: ScreenContext, said: ShownHint) -> Node:
        away = Button(
            "Got it",
            partial(self.s.ui.hints_done.add, said.id),
            size="small",
            kind="primary",
            key="coach-done",
        )
        if c.ems < _SPELT_OUT:  # large print: the words on a page of their own
            read = Button(
                f"{said.title} – read on",
                partial(self._read, c, said),
                icon="info",
                size="small",
                align="left",
                grow=1,
                key="coach-read",
            )
            return Panel(Row(read, away), pad=(8, 4), fill="raised", radius=0, key=FOOT)
        return _strip(
            Icon("info", size=20, colour="link"),
            Heading(said.title, size="body"),
            Text(said.text, size="small", share=1),
            _off(c),
            away,
        )

    def _read(self, c: ScreenContext, said: ShownHint) -> None:
        c.open(
            lambda: Dialog(
                said.title,
                Text(said.text),
                Button("No more hints", partial(_no_more, c), key="coach-off"),
                on_close=c.close,
                icon="info",
            ),
            key="coach",
        )


def _strip(*parts: Node) -> Node:
    return Panel(Level(*parts, gap=12), pad=(16, 7), fill="raised", radius=0, key=FOOT)


def _off(c: ScreenContext) -> Node:
    return Button(
        "No more hints",
        partial(_no_more, c),
        size="small",
        kind="quiet",
        tip="Settings bring them back.",
        key="coach-off",
    )


def _no_more(c: ScreenContext) -> None:
    c.close()
    c.change(c.settings.with_(coach=False))


def pointed(tree: Node, at: tuple[str, ...]) -> str:
    """Return the first of the keys that the tree has; "" if it has none. ``*`` is any ending."""
    keys = [node.key for node in tree.walk() if node.key]
    for wanted in at:
        for key in keys:
            if key == wanted or (wanted.endswith("*") and key.startswith(wanted[:-1])):
                return key
    return ""


class CoachedScreen(Node):
    """A screen, the strip below it, and corners about what the hint points at: a whole ring
    would look like the keyboard's focus."""

    def __init__(self, tree: Node, bar: Node | None, points_at: str) -> None:
        super().__init__(tree, bar)
        self.points_at = points_at

    def _place(self, c: Ctx) -> None:
        rect = self.rect.copy()
        if len(self.children) > 1:
            h = self.children[1].heights(c, rect.w)[1]
            rect.h -= h
            self.children[1].place(c, pygame.Rect(rect.x, rect.bottom, rect.w, h))
        self.children[0].place(c, rect)

    def paint(self, c: Ctx, b: Brush) -> None:
        """Draw the screen, then the corners over it."""
        super().paint(c, b)
        node = self.find(f"#{self.points_at}") if self.points_at else None
        if node is None:
            return
        seen = node.visible_rect()
        if seen.w and seen.h:
            t = c.theme
            about = seen.inflate(t.px(9), t.px(9)).clip(self.children[0].rect)
            for part in corners(about, t.px(20), max(3, t.px(3))):
                b.surface.fill(t.colour("link", "cloth"), part)


def corners(rect: pygame.Rect, arm: int, width: int) -> list[pygame.Rect]:
    """Return the eight strokes of the four corners inside a rectangle; arms are no longer than a
    third of its sides."""
    across, down = min(arm, rect.w // 3), min(arm, rect.h // 3)
    return [
        pygame.Rect(x, y, w, h)
        for w, h in ((across, width), (width, down))
        for x in (rect.x, rect.right - w)
        for y in (rect.y, rect.bottom - h)
    ]
