"""The hand: the levers of the reader's menu as cards, those that matter now first, with filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Final

from game.desktop.kit.choices import Dropdown, Tabs
from game.desktop.kit.layout import Flow, Grid, Spacer
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.words import Note, Text
from game.desktop.match_session import Session
from game.desktop.screens.quarter.campaign_polls import before_the_vote
from game.desktop.screens.quarter.lever_card import LEGEND, lever_card
from game.desktop.screens.screen import ScreenContext
from game.rules.state.menu import LegalOrder
from game.rules.state.view import View
from game.telling.hand import matters
from game.telling.names import humanised

#: A hand of no more cards is shown whole.
_FEW: Final = 4


class LeverHand:
    """Builds the cards and their filters; ``ask`` opens a lever that is pressed."""

    def __init__(self, session: Session, ask: Callable[[ScreenContext, str], None]) -> None:
        self.s = session
        self._ask = ask
        self._dealt: tuple[object, list[Node]] = (None, [])
        self._mattering: tuple[object, dict[str, str]] = (None, {})
        self._view: View | None = None
        self._made_of: tuple[object, ...] = ()
        self._version = 0

    @property
    def key(self) -> str:
        """What tells the place of one choice of cards from another's."""
        return f"hand-{self.s.ui.menu}-{self.s.ui.kind}"

    def build(self, c: ScreenContext) -> Node:
        """Build the cards of the kind that is chosen."""
        cards = self._cards(c)
        if not cards:
            return Text("No lever of this kind.", colour="soft")
        grid = Grid(*cards, min_column=196, gap=8, key="hand")
        below = before_the_vote(self.s)
        return grid if below is None else Column(grid, below, gap=12)

    def _look(self) -> int:
        """Look at the view; return a number that is another one when what the hand is made of has
        changed. That another office has sealed is no reason to make the cards anew."""
        view = self.s.view
        if view is not self._view:
            self._view = view
            about = view.who, view.quarter, view.phase, view.agenda, view.summons
            made_of = (*about, view.menu, view.figures, view.trusts, view.cases, view.deals)
            if made_of != self._made_of:
                self._made_of = made_of
                self._version += 1
        return self._version

    def _matters(self, c: ScreenContext) -> dict[str, str]:
        """Return the levers that matter now, each with why, kept while the view is the same; none
        where the whole hand is no more than a few cards."""
        s = self.s
        sign = (self._look(), s.coached(c))
        if self._mattering[0] != sign:
            few = len(self._wanted()[0]) <= _FEW
            found = {} if few else matters(s.voice, s.view, s.thumb, s.suggestions(c))
            self._mattering = (sign, found)
        return self._mattering[1]

    def _wanted(self) -> tuple[list[LegalOrder], list[LegalOrder]]:
        menu = self.s.view.menu
        return [o for o in menu if not o.reasons], [o for o in menu if o.reasons]

    def _tags(self, order: LegalOrder) -> tuple[str, ...]:
        return self.s.voice.scenario.lever(order.lever).tags

    def filters(self, c: ScreenContext) -> Node:
        """Build the choice of what the hand shows: which levers, of which kind."""
        ui = self.s.ui
        open_now, barred = self._wanted()
        now = self._matters(c)
        if ui.menu == "now" and not now:
            ui.menu = "open"
        c.hotkeys({"a": partial(self._whole, now)})
        shown = {
            "now": [o for o in open_now if o.lever in now],
            "open": open_now,
            "barred": barred,
        }[ui.menu]
        count = Counter(t for o in shown for t in self._tags(o))
        if ui.kind not in count:
            ui.kind = "all"
        kinds = [("all", f"All kinds · {len(shown)}")]
        kinds += [(t, f"{humanised(t)} · {n}") for t, n in count.most_common()]
        tabs = Tabs(
            [
                *([("now", "Matters now")] if now else []),
                ("open", "Whole hand"),
                ("barred", "Not now"),
            ],
            ui.menu,
            partial(setattr, ui, "menu"),
            counts={"now": len(now), "open": len(open_now), "barred": len(barred)},
            size="small",
            label="Levers",
            key="hand-tabs",
        )
        kind = Dropdown("Kind of order", kinds, ui.kind, partial(setattr, ui, "kind"), key="kind")
        if c.ems >= 66:
            legend = Note(LEGEND, wrap=False)
            return Level(tabs, kind, Spacer(), legend, gap=10)
        return Flow(tabs, kind, gap=8)

    def _whole(self, now: dict[str, str]) -> None:
        """Show the whole hand, or again what matters now."""
        self.s.ui.menu = "now" if now and self.s.ui.menu == "open" else "open"

    def _cards(self, c: ScreenContext) -> list[Node]:
        s, view = self.s, self.s.view
        ui = s.ui
        open_now, barred = self._wanted()
        now = self._matters(c)
        if ui.menu == "now" and not now:
            ui.menu = "open"
        if ui.menu == "open" and not open_now:
            ui.menu = "barred"
        hints = s.suggestions(c)
        if ui.menu == "now":
            rank = list(now)
            shown = sorted(
                (o for o in open_now if o.lever in now), key=lambda o: rank.index(o.lever)
            )
        else:
            shown = open_now if ui.menu == "open" else barred
            shown = sorted(shown, key=lambda o: o.lever not in hints)
        if ui.kind != "all":
            shown = [o for o in shown if ui.kind in self._tags(o)]
        drafted = {o.lever for o in s.draft.orders}
        # Cards are costly to build and measure and change rarely: they outlive a picture.
        sign = (
            self._look(),
            tuple(sorted(drafted)),
            ui.menu,
            ui.kind,
            bool(hints),
            id(c.brush),
            s.role,
            s.forecast.ready,
            tuple(now) if ui.menu == "now" else (),
        )
        if self._dealt[0] != sign:
            made = [
                lever_card(
                    s.voice,
                    o,
                    view.quarter,
                    s.forecast.so_far(o.lever),
                    accent=s.role or "",
                    hint=hints.get(o.lever, ""),
                    matter=now.get(o.lever, "") if ui.menu == "now" else "",
                    drafted=o.lever in drafted,
                    ready=s.forecast.ready,
                    on_press=partial(self._ask, c, o.lever),
                )
                for o in shown
            ]
            self._dealt = (sign, made)
        return self._dealt[1]
