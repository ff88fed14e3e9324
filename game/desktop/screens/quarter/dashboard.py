"""The dashboard: figures above, the country at the left, the boards, and the matter in hand.

On a wide screen everything is seen at once; where the letters are large for the window
the same parts are pages of one row of tabs.
"""

from __future__ import annotations

from functools import partial
from typing import Final, assert_never

from game.desktop.kit.buttons import Button, RoleButton
from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Flow, Grid, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.words import Heading, Note, Text
from game.desktop.match_session import Session
from game.desktop.screens.boards import (
    MapBoard,
    cases_panel,
    figures_panel,
    log_panel,
    offices_panel,
    trusts_panel,
)
from game.desktop.screens.parts.page import ground_of
from game.desktop.screens.quarter import phase_panel, topbar
from game.desktop.screens.quarter.ai_turns import AiTurns
from game.desktop.screens.quarter.order_sheet import OrderSheet
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.screen import ScreenContext
from game.desktop.theme import ROLE_MARKS
from game.rules.phase_table import PHASE_TABLE, Phase
from game.scenario.schema.base import Role
from game.telling.formatting import plural
from game.telling.rulebook import filled

_HEADS: Final[dict[Phase, tuple[str, str]]] = {
    "bulletin": ("The bulletin", "Last quarter as published: late and rounded"),
    "event": ("The event", "Answered in the open"),
    "talks": ("Talks", "Talk is free; a written deal binds"),
    "orders": ("Sealed orders", "Seal {sheet}, in secret"),
    "campaign": ("The campaign", "Five weeks of purdah: no money, orders or law"),
    "reveal": ("The reveal", "All at once"),
    "papers": ("The papers", "The quarter has run"),
    "agendas": ("Secret aims", "Each office keeps one"),
    "ended": ("The end", ""),
}


#: Lines of text in a window below which an event and the boards don't fit one above the other.
_FEW_LINES: Final = 42
_AHEAD: Final = ("Your levers", "Drafting ahead: nothing is sealed yet")
_BOARDS: Final[list[tuple[str, str]]] = [
    ("figures", "Figures"),
    ("cases", "Cases"),
    ("trusts", "Trusts"),
    ("offices", "Offices"),
    ("log", "Log"),
]


class Dashboard(AiTurns):
    """The screen on which most of the game is played."""

    title = "The table"

    def __init__(self, session: Session, *, private: bool = False) -> None:
        self.session = session
        self.behind_curtain = private
        self.private = private
        self.map = MapBoard(session)
        self.sheet = OrderSheet(session)
        session.ui.desk = "hand"  # what is in hand comes before the board looked at last

    @property
    def room(self) -> Role | None:
        """The reader's; none at the open table."""
        return self.session.role

    @property
    def eager(self) -> bool:
        """Only while there is nothing but to read: an Enter too many must not close the talks."""
        return self.session.view.phase == "bulletin" and not self.session.hot_seat

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Drop the curtain over what is private when several people share the screen."""
        if self.session.hot_seat and self.session.role is not None:
            c.routes.play(self.session)

    @property
    def busy(self) -> bool:
        """Also while the coach works."""
        return super().busy or self.sheet.coach.busy

    def tick(self, c: ScreenContext) -> bool:
        """Show what the coach has worked out; let the AI play."""
        told = self.sheet.coach.news()
        return super().tick(c) or told

    def leave(self, c: ScreenContext) -> None:
        """Have the coach stop."""
        self.sheet.coach.stop()

    # ---- the whole ------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build all at once where there is room, else the same as pages."""
        s = self.session
        self.wake()
        c.hotkeys(
            {
                "f": partial(self._tab, "figures"),
                "c": partial(self._tab, "cases"),
                "t": partial(self._tab, "trusts"),
                "g": partial(self._tab, "log"),
                "o": partial(self._tab, "offices"),
                "l": self._plan,
            }
        )
        menu = menu_button(c, s, hotkey="" if self._ahead() else "escape")
        bar = topbar.bar(c, s, self.sheet.clout(), menu)
        tiles = topbar.tiles(c, s, desk=self._desked(c))
        if c.ems >= 66 and c.lines >= 30:
            right = self._desk(c) if self._desked(c) else self._two(c)
            body = Row(Column(self.map.build(c), share=0.66), right, gap=10, grow=1)
            return ground_of(self.room, Column(bar, tiles, body, gap=10, pad=(12, 10)))
        pages = [
            ("now", _HEADS[s.view.phase][0]),
            ("map", "Map"),
            ("figures", "Figures"),
            ("cases", "Cases"),
            ("trusts", "Trusts"),
            ("offices", "Offices"),
            ("log", "Log"),
        ]
        page: Node
        if s.ui.page == "map":
            page = self.map.build(c)
        elif s.ui.page == "now":
            page = Panel(self._matter(c), pad=10, grow=1)
        else:
            page = Panel(self._board(c, s.ui.page), pad=10, grow=1)
        roomy = c.lines >= 26
        return ground_of(
            self.room,
            Column(
                bar,
                tiles if roomy else None,
                Tabs(pages, s.ui.page, partial(setattr, s.ui, "page"), label="Pages", key="pages"),
                page,
                pad=(10, 8),
            ),
        )

    def _hand(self) -> bool:
        """Return whether the reader's levers are shown."""
        s = self.session
        ordering = PHASE_TABLE[s.view.phase].awaits == "seal"
        return s.role is not None and (ordering or s.ui.planning) and bool(s.view.menu)

    def _ahead(self) -> bool:
        """Return whether orders are drafted before their time: Escape goes back from there."""
        return self._hand() and PHASE_TABLE[self.session.view.phase].awaits != "seal"

    def _desked(self, c: ScreenContext) -> bool:
        """Return whether the matter in hand has all the room, the boards as pages behind it."""
        small = c.lines < _FEW_LINES and self.session.view.phase == "event"
        return self._hand() or small

    def _two(self, c: ScreenContext) -> Node:
        """Return the boards above, the matter in hand below: of an event everything is seen."""
        event = self.session.view.phase == "event"
        return Column(
            Panel(self._boards(c), pad=(14, 6), share=1),
            Panel(
                self._matter(c),
                pad=(14, 10),
                grow=0 if event else 1.35,
                basis=None if event else 0,
                accent=self.session.role or "",
            ),
            gap=10,
            share=1,
        )

    def _desk(self, c: ScreenContext) -> Node:
        """Give the order sheet, or an event, all the room; the boards are pages behind it."""
        s, ui, hand = self.session, self.session.ui, self._hand()
        ordering = PHASE_TABLE[s.view.phase].awaits == "seal"
        name = _HEADS["event"][0] if not hand else "Orders" if ordering else "Levers"
        if ui.desk != "hand":
            content = self._board(c, ui.desk)
        else:
            content = self.sheet.build(c) if hand else phase_panel.event(c, s, roomy=True)
        tabs = [("hand", name), *_BOARDS]
        top = Level(
            Tabs(
                tabs,
                ui.desk,
                partial(setattr, ui, "desk"),
                label="Boards",
                key="boards",
                size="small",
            ),
            Spacer(),
            *([self.sheet.left(), *self.sheet.buttons(c, can_seal=ordering)] if hand else []),
            *self._buttons(c, hand=hand, tight=True),
            gap=10,
        )
        visits = None if hand else self._visits(c)
        return Panel(Column(top, visits, content), pad=(14, 8), share=1, accent=s.role or "")

    def _tab(self, tab: str) -> None:
        ui = self.session.ui
        ui.tab = ui.page = ui.desk = tab

    def _plan(self) -> None:
        self.session.ui.planning = not self.session.ui.planning
        self.session.ui.desk = "hand"

    # ---- the boards -----------------------------------------------------------------------

    def _boards(self, c: ScreenContext) -> Node:
        ui = self.session.ui
        return Column(
            Tabs(_BOARDS, ui.tab, partial(setattr, ui, "tab"), label="Boards", key="boards"),
            self._board(c, ui.tab),
        )

    def _board(self, c: ScreenContext, which: str) -> Node:
        if which == "cases":
            return cases_panel(c, self.session)
        if which == "trusts":
            return trusts_panel(c, self.session)
        if which == "offices":
            return offices_panel(self.session)
        if which == "log":
            return log_panel(self.session)
        return figures_panel(c, self.session)

    # ---- the matter in hand -----------------------------------------------------------------

    def _matter(self, c: ScreenContext) -> Node:
        s = self.session
        phase = s.view.phase
        ordering = PHASE_TABLE[phase].awaits == "seal"
        hand = self._hand()
        if hand:
            content: Node = self.sheet.build(c)
        elif ordering:
            content = self._seats_to_seal(c)
        else:
            content = self._of_phase(c, phase)
        head, note = _HEADS[phase][0], filled(_HEADS[phase][1])
        if hand and not ordering:
            head, note = _AHEAD
        # The curtain's button takes the note's place first: words of a button stay on one line.
        wide = c.ems >= (86 if self.behind_curtain else 66)
        buttons = self._buttons(c, hand=hand, tight=hand)
        title: list[Node | None] = [
            Heading(head, size="title", wrap=False),
            Note(note, wrap=False) if wide else None,
        ]
        if c.ems < 66 and s.ui.page == "now" and not s.ui.planning:
            title = []  # the page's tab says it
        if hand:
            spend = [self.sheet.left(), *self.sheet.buttons(c, can_seal=ordering)]
            content = Column(Flow(*spend, *([] if title else buttons), gap=10), content, grow=1)
            buttons = buttons if title else []
        top = Level(*title, Spacer(), *buttons, gap=10)
        return Column(top if title or buttons else None, self._visits(c), content)

    def _of_phase(self, c: ScreenContext, phase: Phase) -> Node:
        """Return what is read in a phase in which no sheet is open."""
        match phase:
            case "event":
                return phase_panel.event(c, self.session)
            case "talks":
                return phase_panel.talks(c, self.session)
            case "agendas" | "bulletin" | "orders" | "reveal" | "papers" | "campaign" | "ended":
                return phase_panel.bulletin(c, self.session)
            case _:
                assert_never(phase)

    def _visits(self, c: ScreenContext) -> Node | None:
        """Return the ways behind the curtain, where several people share the screen."""
        s = self.session
        if not s.hot_seat or s.role is not None or not PHASE_TABLE[s.view.phase].talks:
            return None
        return Flow(
            *(
                Button(
                    f"Visit as {s.voice.title_of(r)}",
                    partial(c.routes.visit, s, r),
                    icon=ROLE_MARKS[r].icon,
                    size="small",
                    key=f"visit-{r}",
                )
                for r in s.humans
            ),
            gap=8,
        )

    def _buttons(self, c: ScreenContext, *, hand: bool, tight: bool = False) -> list[Node]:
        """Return what is done from here; ``tight`` draws the curtain's button without its words."""
        s = self.session
        phase = s.view.phase
        out: list[Node] = []
        if self.behind_curtain:
            out.append(
                Button(
                    "Drop the curtain",
                    partial(self._leave, c),
                    icon="eye-off",
                    key="curtain",
                    hotkey="ctrl+d",
                    bare=tight,
                    tip="Drop the curtain" if tight else "",
                )
            )
        if s.role is not None and PHASE_TABLE[phase].talks:
            out.append(
                Button(
                    "Back" if hand else "Levers",
                    self._plan,
                    key="plan",
                    hotkey="escape" if hand else "l",
                    icon="undo" if hand else "briefcase",
                    tip="Draft your orders ahead.",
                )
            )
        if PHASE_TABLE[phase].talks:
            out.append(
                Button(
                    "Deals",
                    partial(c.routes.deals, s),
                    icon="deal",
                    key="deals",
                    hotkey="d",
                    tip="Write, answer and read deals.",
                )
            )
        if any(p.kind == "advance" for p in s.match.pending()) and not self.behind_curtain:
            words = {
                "bulletin": "Go on",
                "talks": "Close the talks",
                "reveal": "Run the quarter",
                "papers": "Next quarter",
            }
            out.append(
                Button(
                    words.get(phase, "Go on"),
                    partial(self._advance, c),
                    kind="primary",
                    icon="arrow-right",
                    hotkey="ctrl+return",
                    key="advance",
                )
            )
        return out

    def _advance(self, c: ScreenContext) -> None:
        s = self.session
        s.ui.planning = False
        open_offers = [
            d
            for d in s.view.deals
            if d.state == "offered" and s.role is not None and s.role == d.terms.other
        ]
        if s.view.phase == "talks" and open_offers:
            c.confirm(
                "Close the talks?",
                f"{plural(len(open_offers), 'offer')} to you would lapse.",
                "Close them",
                partial(c.routes.advance, s),
            )
        else:
            c.routes.advance(s)

    def _leave(self, c: ScreenContext) -> None:
        self.session.look()
        c.pop()

    def _seats_to_seal(self, c: ScreenContext) -> Node:
        """Return who has sealed, and the ways behind the curtain, on a screen that is shared."""
        s = self.session
        cards = []
        for office in s.view.offices:
            role = office.role
            human = role in s.humans
            cards.append(
                RoleButton(
                    role,
                    s.voice.title_of(role),
                    partial(c.routes.visit, s, role) if human else None,
                    note="sealed" if office.sealed else "go behind the curtain" if human else "AI",
                    enabled=human,
                    size="lead",
                    key=f"visit-{role}",
                )
            )
        return Column(
            Text(
                "Each office goes behind the curtain and seals its sheet. The reveal follows the "
                "last seal.",
                colour="soft",
            ),
            Grid(*cards, min_column=220, gap=10),
            gap=12,
            grow=1,
        )
