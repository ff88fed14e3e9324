"""The quarter's report: front page, figures, why gauges moved, hospitals, money, politics."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Grid
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note
from game.desktop.match_session import Session
from game.desktop.screens.parts.headline_figures import headline
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.papers import front_page
from game.desktop.screens.parts.screen_header import head
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.quarter.report_hospitals import changes, hospitals_page
from game.desktop.screens.quarter.report_money import money_page
from game.desktop.screens.quarter.report_politics import politics_page, verdicts
from game.desktop.screens.quarter.report_why import why_page
from game.desktop.screens.screen import Screen, ScreenContext
from game.scenario.schema.base import SPECTATOR
from game.telling.front_page import edition
from game.telling.gauge_changes import Move, moves
from game.telling.papers import standings

TABS: Final = (
    ("why", "Why it moved"),
    ("hospitals", "Hospitals"),
    ("money", "Money"),
    ("politics", "Polls and deals"),
)


class ReportScreen(Screen):
    """What came of the quarter. One person alone sees its own; a shared screen the public's."""

    title = "The quarter in full"

    def __init__(self, session: Session) -> None:
        self.session = session
        self.tab = "why"
        self.gauge = ""
        self.trust = ""

    # ---- the picture --------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build the paper at the left, the pages at the right, figures above both."""
        s = self.session
        facts = s.heard()
        moved = moves(s.voice, facts, s.view.quarter, s.role)
        counts = {
            "hospitals": len(changes(s)),
            "politics": len(verdicts(s)),
        }
        tabs = Tabs(
            list(TABS), self.tab, partial(setattr, self, "tab"), counts=counts, key="report-tabs"
        )
        c.hotkeys({str(i + 1): partial(setattr, self, "tab", t) for i, (t, _) in enumerate(TABS)})
        page = self._page(c, moved)
        public = s.match.view(SPECTATOR)
        wide = c.ems > 66
        paper = front_page(
            edition(s.voice, public, s.match.log_for(SPECTATOR), s.view.quarter),
            standings(s.voice, public),
            scroll=wide,
        )
        if wide:
            paper.grow, paper.basis = 0.82, 0
            body: Node = Row(paper, Column(tabs, page, gap=10, share=1), gap=18, grow=1)
        else:
            body = Scroll(Column(paper, tabs, page, gap=14), key="report-all")
        last = s.view.quarter >= s.view.last or s.view.called is not None
        on = Button(
            "To the campaign" if last else "Next quarter",
            partial(c.routes.advance, s),
            kind="primary",
            icon="arrow-right",
            hotkey="return",
            show_key=True,
            key="advance",
        )
        history = Button(
            "History",
            partial(c.routes.history, s),
            icon="history",
            kind="quiet",
            hotkey="h",
            key="history",
            bare=not wide,
        )
        top = head(s, c, "The quarter in full", history, on, menu_button(c, s))
        return game_page(top, self._figures(c) if wide else None, body)

    def _page(self, c: ScreenContext, moved: list[Move]) -> Node:
        if self.tab == "why":
            return why_page(c, self.session, moved, self.gauge, self._ask)
        if self.tab == "hospitals":
            return hospitals_page(c, self.session, self.trust, partial(setattr, self, "trust"))
        if self.tab == "money":
            return money_page(c, self.session)
        return politics_page(self.session)

    def _figures(self, c: ScreenContext) -> Node:
        """Return the five headline figures, and two of one's own."""
        tiles = headline(self.session, self._ask, self.gauge if self.tab == "why" else "")
        return Column(
            Grid(*tiles, columns=len(tiles), gap=8),
            Note(
                "As published for the quarter before: late, rounded, with sampling error. "
                "The numbers of your own office are true."
            )
            if c.lines > 34
            else None,
            gap=4,
        )

    # ---- what is done ----------------------------------------------------------------------

    def _ask(self, figure: str) -> None:
        self.tab, self.gauge = "why", figure
