"""The market runs on the map: hospitals that really changed, one by one, with name and cause."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Unpack

import pygame

from game.desktop import map as maps
from game.desktop.kit.layout import Panel, Rule
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.markup import esc
from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.stage import WhenShown
from game.desktop.kit.words import Heading, Icon, Rich, Text
from game.desktop.map.hexes import Moving
from game.desktop.match_session import Session
from game.desktop.screens.boards.country import MapBoard, token_of
from game.desktop.screens.parts.docket import next_due
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.quarter.beat_frame import Staged, beat_head, on_button, seen_of
from game.desktop.screens.screen import ScreenContext
from game.rules.state.facts import TrustChange
from game.scenario.schema.base import SPECTATOR
from game.telling.beats import MarketMove, market_beat
from game.telling.formatting import plural

#: Seconds in which a hospital changes.
EACH: Final = 1.3
#: With more changes than this, each takes less, so that all take no more than a minute.
_MANY: Final = 12
#: With no more than this their lines are set larger.
_FEW: Final = 8
#: Hospitals that fall due next, which are told beneath a few lines.
_AHEAD: Final = 5
_ICONS: Final[dict[TrustChange, str]] = {
    "closed": "close",
    "downgraded": "minus",
    "taken_over": "link",
    "administration": "gavel",
    "quashed": "scales",
    "stayed": "pause",
    "bailed_out": "cash",
    "service_lost": "exit",
    "recovered": "check",
    "authorised": "check",
    "at_risk": "at-risk",
    "named": "eye",
    "pledged": "flag",
    "pledge_broken": "flag",
    "books_opened": "book",
}


class TickingCount(Node):
    """A number that ticks: large, with what it counts beneath."""

    role = "figure"

    def __init__(self, number: Callable[[], int], before: int, **common: Unpack[Common]) -> None:
        super().__init__(label="On the failing list", **common)
        self.number, self.before = number, before

    def _px(self, c: Ctx) -> tuple[int, int]:
        return c.theme.font_px("display"), c.theme.font_px("body")

    def _widths(self, c: Ctx) -> tuple[int, int]:
        big, small = self._px(c)
        said = c.brush.width("hospitals on the failing list", "semibold", small)
        w = c.brush.width("888", "bold", big) + c.theme.px(14) + said
        return c.brush.width("888", "bold", big), w

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.brush.line(self._px(c)[0])
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        big, small = self._px(c)
        t, now = c.theme, self.number()
        token = "bad" if now > self.before else "good" if now < self.before else "ink"
        at = b.text(str(now), self.rect.topleft, "bold", big, t.colour(token, self.tone))
        x = at.right + t.px(12)
        y = self.rect.centery - b.line(small)
        soft = t.colour("soft", self.tone)
        room = self.rect.right - x
        b.text(b.cut("hospitals on", "semibold", small, room), (x, y), "semibold", small, soft)
        y += b.line(small)
        moved = now - self.before
        sign = f" ({moved:+d})".replace("-", "−") if moved else ""
        said = b.cut(f"the failing list{sign}", "semibold", small, room)
        b.text(said, (x, y), "semibold", small, soft)

    def sem_state(self, c: Ctx) -> dict[str, object]:
        """Return the number as it stands."""
        return {"value": str(self.number())}


class MarketRun(Staged):
    """In the open: everybody sees the same."""

    title = "The market"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        match, quarter = session.match, session.view.quarter
        public = match.view(SPECTATOR)
        self.beat = market_beat(session.voice, public, match.log_for(SPECTATOR), quarter)
        self.map = MapBoard(session)
        self._before = match.history_view(match.turn, SPECTATOR).trusts
        self._after = public.trusts

    def lengths(self) -> list[float]:
        """Return the seconds of each change."""
        n = len(self.beat.moves)
        return [EACH * min(1.0, _MANY / max(1, n))] * n

    def sounds(self, step: int) -> str:
        """Return the sound of a hospital that changes."""
        if step >= len(self.beat.moves):
            return ""
        good = self.beat.moves[step].good
        return "" if good is None else "click" if good else "bad"

    def again(self, step: int) -> bool:
        """Return whether a line may have come that is out of sight."""
        return step >= 7

    def _count(self) -> int:
        """Return the list's count as far as the market has run."""
        at = self.done + (1 if self.part(self.done) >= 0.5 else 0)
        return self.beat.moves[at - 1].count if at else self.beat.before

    # ---- the picture ----------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build the map at the left, the count and what happened at the right."""
        s = self.session
        the_map = self._map(c)
        counter = TickingCount(self._count, self.beat.before, key="count")
        lines = [self._line(i, move) for i, move in enumerate(self.beat.moves)]
        if not lines:
            lines = [self._none()]
        ahead = next_due(s, s.match.view(SPECTATOR), _AHEAD) if len(lines) <= _FEW else None
        below = [Rule(), ahead] if ahead is not None else []
        moves = Scroll(Column(*lines, *below, gap=8), key="moves")
        right = Panel(
            Column(counter, Rule(), moves, Rule(), self._key(), gap=10, grow=1), pad=(18, 14)
        )
        area: Node
        if c.ems > 66:
            the_map.grow = 1
            right.grow, right.basis = 1.0, 0
            board = Panel(the_map, pad=8, grow=1.55, basis=0)
            area = Row(board, right, gap=14, grow=1)
        else:
            area = Scroll(Column(right, Panel(the_map, pad=6, min_h=240), gap=10), key="market-all")
        self._moves = {}
        for i, line in enumerate(lines[: len(self.beat.moves)]):
            self._moves[i] = partial(self._seen, c, line, counter, the_map, i)
        on = on_button("Go on", partial(self._on, c))
        if self.playing or self.done:
            self._follow(c, moves)
        return game_page(
            beat_head(s, c, 2, *self.controls(c, "Run all"), on, sub=self._sub()), area
        )

    def _seen(
        self, c: ScreenContext, line: Node, counter: Node, the_map: maps.HexMap, i: int
    ) -> list[pygame.Rect]:
        """Return what a step draws again: its line, the count, the hospital's place."""
        spots = the_map.boxes(c, self.beat.moves[i].trust)
        return [*seen_of(line, counter), *(spot.clip(the_map.rect) for spot in spots)]

    def _on(self, c: ScreenContext) -> None:
        self.session.staged = self.session.view.quarter
        c.routes.front_page(self.session)

    def _sub(self) -> str:
        n = len(self.beat.moves)
        changed = f"{plural(n, 'hospital')} changed" if n else "no hospital changed"
        return f"{self.session.voice.quarter(self.session.view.quarter)} · {changed}"

    def _follow(self, c: ScreenContext, moves: Scroll) -> None:
        """Let the list show the line that comes next."""
        if self.done >= 7:
            moves.path = "#moves"
            moves.offset(c).at = 10_000 if not self.over else moves.offset(c).at

    def _map(self, c: ScreenContext) -> maps.HexMap:
        changing = {m.trust for m in self.beat.moves}
        calm, moving = [], []
        for i in range(len(self._after.id)):
            now = token_of(self._after, i)
            if self._after.id[i] in changing:
                was = token_of(self._before, i)
                at = [n for n, m in enumerate(self.beat.moves) if m.trust == self._after.id[i]]
                moving.append(Moving(was, now, partial(self._moved, at)))
            elif now is not None:
                calm.append(now)
        return self.map.plain_map(c, calm, moving, key="market-map")

    def _moved(self, steps: list[int]) -> float:
        """Return how far a hospital has changed: whole once its last change is done."""
        return max(self.part(step) for step in steps[-1:])

    def _line(self, i: int, move: MarketMove) -> Node:
        colour = {True: "good", False: "bad", None: "warn"}[move.good]
        line = Row(
            Icon(_ICONS[move.change], size=22, colour=colour),
            Rich(
                esc(move.said).replace(esc(move.name), f"[b]{esc(move.name)}[/]", 1),
                size="lead" if len(self.beat.moves) <= _FEW else "body",
                grow=1,
            ),
            gap=10,
            align="start",
        )
        return WhenShown(line, lambda: self.part(i) > 0.15, key=f"move-{i}")

    def _none(self) -> Node:
        return Column(
            Heading("The market ran, and nothing showed", size="lead"),
            Text(
                "No hospital was listed, came off the list, changed hands or lost a service. "
                "Money moved all the same.",
                colour="soft",
            ),
            gap=6,
        )

    def _key(self) -> Node:
        return Rich(
            "[icon dot] NHS trust   [icon box] foundation trust   "
            "[bad][icon at-risk] failing[/]   [warn][icon ring] marginal[/]",
            size="tiny",
            colour="soft",
        )
