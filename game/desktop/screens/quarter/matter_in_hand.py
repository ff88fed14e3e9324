"""The matter in hand: what the phase asks of whoever looks, and the buttons by which it goes on."""

from __future__ import annotations

from functools import partial
from typing import Final, assert_never

from game.desktop.kit.buttons import Button, RoleButton
from game.desktop.kit.layout import Flow, Grid, Spacer
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Text
from game.desktop.match_session import Session
from game.desktop.screens.quarter import phase_panel
from game.desktop.screens.quarter.order_sheet import OrderSheet
from game.desktop.screens.quarter.talks_pages import TalksPages
from game.desktop.screens.screen import ScreenContext
from game.desktop.theme import ROLE_MARKS
from game.rules.phase_table import PHASE_TABLE, Phase
from game.telling.formatting import listed, plural
from game.telling.rulebook import filled

HEADS: Final[dict[Phase, tuple[str, str]]] = {
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


_AHEAD: Final = ("Your levers", "Drafting ahead: nothing is sealed yet")


class MatterInHand:
    """What is done in a phase: the order sheet, an event's answers, talks, or what is read."""

    def __init__(self, session: Session, *, behind_curtain: bool) -> None:
        self.session = session
        self.behind_curtain = behind_curtain
        self.sheet = OrderSheet(session)
        self._talks: TalksPages | None = None

    def hand(self) -> bool:
        """Return whether the reader's levers are shown."""
        s = self.session
        ordering = PHASE_TABLE[s.view.phase].awaits == "seal"
        return s.role is not None and (ordering or s.ui.planning) and bool(s.view.menu)

    def ahead(self) -> bool:
        """Return whether orders are drafted before their time: Escape goes back from there."""
        return self.hand() and PHASE_TABLE[self.session.view.phase].awaits != "seal"

    @property
    def name(self) -> str:
        """What its page is called beside the boards'."""
        phase = self.session.view.phase
        if not self.hand():
            return HEADS[phase][0]
        return "Orders" if PHASE_TABLE[phase].awaits == "seal" else "Levers"

    def tools(self, c: ScreenContext) -> list[Node | None]:
        """Return what stands at the right of the pages' names where it has all the room."""
        hand = self.hand()
        ordering = PHASE_TABLE[self.session.view.phase].awaits == "seal"
        buttons = self._buttons(c, hand=hand, tight=True)
        if not hand:
            return [*buttons]
        return [self.sheet.left(), *self.sheet.buttons(c, can_seal=ordering), *buttons]

    def plan(self) -> None:
        """Take up one's levers before their time, or put them away."""
        self.session.ui.planning = not self.session.ui.planning
        self.session.ui.desk = "hand"

    def _own_talks(self, c: ScreenContext) -> Node:
        """Return the reader's talks as on their own screen, without the offices at the left."""
        role, view = self.session.role, self.session.view
        assert role is not None, "talks are an office's own"
        if self._talks is None or self._talks.role != role:
            self._talks = TalksPages(self.session, role)
        self._talks.begin(view)
        page = Scroll(self._talks.page(c, view), key=f"talks-{self._talks.tab}")
        return Column(self._talks.tabs(view), page, gap=10)

    def panel(self, c: ScreenContext) -> Node:
        """Return the matter with its head and buttons, where it shares its place."""
        s = self.session
        phase = s.view.phase
        ordering = PHASE_TABLE[phase].awaits == "seal"
        hand = self.hand()
        content = self.content(c)
        head, note = HEADS[phase][0], filled(HEADS[phase][1])
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
        return Column(top if title or buttons else None, self.visits(c), content)

    def content(self, c: ScreenContext, *, roomy: bool = False) -> Node:
        """Return the matter alone; ``roomy`` where it need not share its place with the boards."""
        phase = self.session.view.phase
        if self.hand():
            return self.sheet.build(c, roomy=roomy)
        match phase:
            case "event":
                return phase_panel.event(c, self.session, roomy=roomy)
            case "talks":
                talking = self.session.role is not None
                return self._own_talks(c) if talking else phase_panel.talks(c, self.session)
            case "orders" | "campaign":
                return self._seats_to_seal(c)
            case "agendas" | "bulletin" | "reveal" | "papers" | "ended":
                return phase_panel.bulletin(c, self.session)
            case _:
                assert_never(phase)

    def visits(self, c: ScreenContext) -> Node | None:
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
                    self.plan,
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
        # on the open table nobody may be told of an offer in secret: its view has the public ones
        asked = s.humans if s.role is None else (s.role,)
        offered = [d for d in s.view.deals if d.state == "offered" and d.terms.other in asked]
        if s.view.phase == "talks" and offered:
            to = dict.fromkeys(s.voice.office(d.terms.other) for d in offered)
            whom = "you" if s.role is not None else listed(to)
            c.confirm(
                "Close the talks?",
                f"{plural(len(offered), 'offer')} to {whom} would lapse.",
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
        waits = next((o.role for o in s.view.offices if o.role in s.humans and not o.sealed), None)
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
                    first=role == waits,
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
            Grid(*cards, columns=2 if c.ems > 40 else 1, gap=10),
            gap=12,
            grow=1,
        )
