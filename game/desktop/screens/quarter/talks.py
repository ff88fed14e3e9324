"""Talks: ready-written offers, a deal writer, answers, deals in force and Word, and leaks.

Private: with several people at one computer it is reached from behind the curtain only.
What the public may know of deals is shown by ``public_deals``, which anyone may open.
"""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Pips
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Rich, RoleMark, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.screen_header import columns, head
from game.desktop.screens.quarter.ai_turns import AiTurns
from game.desktop.screens.quarter.talk_partners import OfficeRow, rules
from game.desktop.screens.quarter.talks_pages import PAGES, TalksPages
from game.desktop.screens.screen import ScreenContext
from game.rules.constants import CLOUT_CAP, LIVE_DEALS, WORD_CAP
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.view import View
from game.scenario.schema.base import ROLES, Role
from game.telling.deals import word_of, word_said
from game.telling.formatting import number


class Talks(AiTurns):
    """One role's talks. ``lone`` when it came straight from the curtain: leaving ends the visit."""

    looks_ahead = False

    title = "Talks"
    private = True

    def __init__(self, session: Session, role: Role | None = None, *, lone: bool = False) -> None:
        self.session, self.lone = session, lone
        seat = role or session.role or (session.humans[0] if session.humans else "secretary")
        self.role: Role = seat
        self.pages = TalksPages(session, seat)

    # ---- coming and going ---------------------------------------------------------------

    def enter(self, c: ScreenContext) -> None:
        """Look through the role's eyes, at the office that has something to say."""
        self.session.look(self.role)
        self.pages.begin(self.session.view)

    def leave(self, c: ScreenContext) -> None:
        """End a visit that began at the curtain."""
        if self.lone:
            self.session.look()

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Drop the curtain when several people share the screen."""
        if self.session.hot_seat:
            c.routes.play(self.session)

    # ---- the picture ------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build offices at the left, pages at the right."""
        s, view = self.session, self.session.view
        self.wake()
        open_now = PHASE_TABLE[view.phase].talks
        tabs = self.pages.tabs(view)
        body = Scroll(self.pages.page(c, view), key=f"talks-{self.pages.tab}")
        main = Column(tabs, body, gap=12, share=1)
        side = self._side(view)
        done = Button(
            "Done", c.pop, kind="primary", hotkey="escape", show_key=True, key="talks-done"
        )
        closed = (
            None
            if open_now
            else Text(
                "The talks of this quarter are over; what stands can still be read.", colour="warn"
            )
        )
        c.hotkeys({str(i + 1): partial(self.pages.turn, name) for i, (name, _) in enumerate(PAGES)})
        laid: Node
        if columns(c):
            laid = Row(
                Scroll(side, grow=0, key="talks-side", min_w=250, max_w=300), main, gap=20, grow=1
            )
        else:
            laid = Scroll(Column(tabs, self.pages.page(c, view), side, gap=12), key="talks-all")
        title = f"Talks: {s.voice.title_of(self.role)}"
        return game_page(head(s, c, title, done), closed, laid, gap=14, room=self.role)

    # ---- left: offices and their Word --------------------------------------------------------

    def _side(self, view: View) -> Node:
        voice = self.session.voice
        own = next(o for o in view.offices if o.role == self.role)
        clout, top = own.clout or 0.0, WORD_CAP // 100
        mine = Panel(
            Column(
                Level(RoleMark(self.role, size=30), Heading("You", size="lead", grow=1), gap=10),
                Row(
                    Rich("Your [?clout]clout[/]", size="small"),
                    Spacer(),
                    Text(number(clout, 1), weight="semibold", size="small"),
                ),
                Pips(clout, CLOUT_CAP // 100, colour=self.role, label="Clout"),
                Row(
                    Rich("Your [?word]Word[/]", size="small"),
                    Spacer(),
                    Text(number(own.word, 1), weight="semibold", size="small"),
                ),
                Pips(own.word, top, colour="warn", label="Word"),
                Note(word_said(own.word)),
                gap=5,
            ),
            accent=self.role,
        )
        others = [
            OfficeRow(
                voice.title_of(r),
                partial(self.pages.face, r),
                r,
                Level(
                    RoleMark(r, size=30),
                    Column(
                        Text(voice.title_of(r), weight="semibold"),
                        Pips(word_of(view, r), top, colour="warn", size=9, label="Word"),
                        Note(self._between(view, r)),
                        gap=3,
                        grow=1,
                    ),
                    gap=10,
                ),
                chosen=r == self.pages.other,
                key=f"face-{r}",
                tip=f"Word {number(word_of(view, r), 1)} of {top}: {word_said(word_of(view, r))}.",
            )
            for r in ROLES
            if r != self.role
        ]
        return Column(mine, Note("The other offices"), *others, *rules())

    def _between(self, view: View, other: Role) -> str:
        live = sum(
            d.state == "live" and other in (d.terms.offerer, d.terms.other)
            for d in self.pages.own(view)
        )
        word = word_said(word_of(view, other))
        return f"Word {word}" if not live else f"{live} of {LIVE_DEALS} deals with you in force"
