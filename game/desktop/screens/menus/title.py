"""The title: go on, begin, learn, set."""

from __future__ import annotations

import time
from functools import lru_cache, partial
from pathlib import Path

import pygame

from game import __version__
from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel, Spacer
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.popups import Ground
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note, Rich, Text, esc
from game.desktop.map import Paint, hex_tile
from game.desktop.screens.parts.page import menu_page
from game.desktop.screens.screen import Screen, ScreenContext
from game.desktop.theme import ROLE_MARKS, mix
from game.errors import InputError
from game.match import Match
from game.match.saves import SavedGame, finished, saved_games, summary
from game.scenario import loader
from game.telling.formatting import listed
from game.telling.office_briefs import ABOUT
from game.world import quarter_calendar


class Emblem(Node):
    """The four offices around one service: a field of hexes, a few of them failing."""

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.px(200), c.theme.px(520)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.px(160), c.theme.px(520)

    def _paint(self, c: Ctx, b: Brush) -> None:
        t = c.theme
        r = min(self.rect.w / 15.5, self.rect.h / 14.2)
        ground, line = t.colour("fill", "cloth"), t.colour("line", "panel")
        cx, cy = self.rect.center
        spots = _field()
        for x, y, far, mark in spots:
            fade = min(1.0, far / 5.6) ** 1.6
            colour = mix(line, ground, fade)
            pattern = ""
            if mark == "bad":
                colour, pattern = mix(t.fill("danger")[0], ground, fade * 0.6), "stripes"
            elif mark in t.fills:
                colour = t.fill(mark)[0]
            tile = hex_tile(Paint(colour, pattern), r)
            b.surface.blit(tile, tile.get_rect(center=(round(cx + x * r), round(cy + y * r))))
        for x, y, _far, mark in spots:
            if mark in ROLE_MARKS:
                size = round(r * 1.15)
                box = pygame.Rect(0, 0, size, size)
                box.center = (round(cx + x * r), round(cy + y * r))
                b.icon(ROLE_MARKS[mark].icon, box, t.fill(mark)[1])  # type: ignore[index]


@lru_cache(maxsize=1)
def _field() -> tuple[tuple[float, float, float, str], ...]:
    """Return hexes about the middle: x, y, how far out, and what is on them."""
    marks = {
        (-1, -1): "secretary",
        (2, -1): "number10",
        (1, 1): "unions",
        (-2, 1): "monitor",
        (3, -3): "bad",
        (-3, 3): "bad",
        (0, -3): "bad",
        (3, 1): "bad",
        (-4, 1): "bad",
        (0, 3): "bad",
    }
    out = []
    for q in range(-6, 7):
        for r in range(-6, 7):
            far = (abs(q) + abs(r) + abs(q + r)) / 2
            if far <= 5:
                out.append((1.7320508 * (q + r / 2), 1.5 * r, far, marks.get((q, r), "")))
    return tuple(out)


class Title(Screen):
    """The first screen."""

    title = "Failure Regime"

    def build(self, c: ScreenContext) -> Node:
        """Name and menu at the left, the emblem beside them where there is room."""
        games = [game for game in saved_games() if game.when is not None]
        last = next((game for game in games if not finished(game)), None)
        menu = Column(
            Button(
                "Continue",
                partial(resume, c, last.path),
                icon="play",
                kind="primary",
                size="lead",
                align="left",
                note=esc(f"{_title(last)} · {_where(last)}"),
                key="continue",
            )
            if last is not None
            else None,
            Button(
                "New game",
                c.routes.new_game,
                icon="plus",
                size="lead",
                align="left",
                key="new",
                kind="normal" if last is not None else "primary",
                hotkey="n",
            ),
            Button(
                "Open a saved game",
                c.routes.saved_games,
                icon="save",
                align="left",
                enabled=bool(games),
            ),
            Button("Record of games", c.routes.record, icon="crown", align="left", key="record"),
            Button("Help and glossary", c.help, icon="book", align="left", hotkey="f1"),
            Button("Settings", c.routes.settings, icon="settings", align="left", hotkey="s"),
            Button("Quit", c.quit, icon="exit", align="left", kind="quiet", hotkey="ctrl+q"),
            max_w=330,
        )
        words = Column(
            Text("Failure Regime", size="display", weight="bold", role="heading"),
            Rich(
                "Four offices, one health service, and an election. "
                "The market you build decides which hospitals fail; "
                "the people near them decide whether you do.",
                size="lead",
                colour="soft",
                max_w=470,
            ),
            Spacer(8),
            menu,
            gap=12,
            align="start",
        )
        left = Column(
            Spacer(),
            words,
            Spacer(),
            Note(f"Version {__version__} · offices, not persons; every place is fictional"),
        )
        wide = c.ems > 62
        body = Row(
            Scroll(left, share=1),
            Emblem(share=1.1) if wide else None,
            gap=24,
            pad=(56 if wide else 24, 28),
        )
        return Ground(body)


class SavedGames(Screen):
    """Every kept game."""

    title = "Saved games"

    def build(self, c: ScreenContext) -> Node:
        """Build a list; the newest first."""
        rows = [
            Button(
                _title(game),
                partial(resume, c, game.path),
                icon="save",
                align="left",
                note=esc(_where(game)),
                tip=f"Kept in {esc(game.path.name)}.",
                key=f"game-{game.path.stem}",
                enabled=game.when is not None,
            )
            for game in saved_games()
        ]
        return menu_page(
            c, "Saved games", Panel(Scroll(Column(*rows, gap=6)), grow=1), pad=(24, 24)
        )


def resume(c: ScreenContext, path: Path) -> None:
    """Open a kept game, or show what is wrong with it."""
    try:
        match = Match.resume(path)
    except InputError as wrong:
        c.toast(esc(str(wrong)), "at-risk", 8.0)
        return
    c.routes.begin(match)


def _title(game: SavedGame) -> str:
    """Return the title of a kept game's scenario; its file's name where that can't be read."""
    found = summary(game)
    titles = {s[0]: s[1] for s in loader.available()}
    if found is None:
        return game.path.stem
    return titles.get(found.scenario, found.scenario or game.path.stem)


def _where(game: SavedGame) -> str:
    """Return whose game it is, how far it has come, and when it was last played."""
    if game.when is None:
        return "can't be read"
    when = time.strftime("%d %b %Y, %H:%M", time.localtime(game.when)).removeprefix("0")
    found = summary(game)
    if found is None:
        return when
    who = listed(ABOUT[role][0] for role in found.people) or "nobody's seat"
    how_far = "over" if found.over else quarter_calendar.financial(found.quarter)
    return f"{who} · {how_far} · {when}"
