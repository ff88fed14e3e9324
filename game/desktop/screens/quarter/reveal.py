"""The sheets: every sheet turned over in order, what met what fought out, and only then stamped."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop.art import kind_of
from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Flow, Grid, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import CardArt, Portrait
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.stage import Stack, Turned, WhenShown
from game.desktop.kit.words import Heading, Icon, Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.docket import case_words, next_due
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.tiles import OUTCOME_FILLS
from game.desktop.screens.quarter.beat_frame import Staged, beat_head, on_button, seen_of
from game.desktop.screens.quarter.contest_bars import UNCOVERED
from game.desktop.screens.quarter.fights import (
    case_fight,
    case_to_come,
    contest_fight,
    contest_to_come,
    fight_name,
    outcome,
)
from game.desktop.screens.screen import ScreenContext
from game.rules.state.case_facts import CaseSettled
from game.scenario.schema.base import SPECTATOR, Role
from game.telling.beats import Sheet, at_once, sheets_beat
from game.telling.formatting import number, plural
from game.telling.reveal import SHORT, Contest, Revealed

#: Seconds in which a sheet is turned over, and a fight is fought.
SHEET: Final = 0.9
FIGHT: Final = 4.5  # most of it for reading what came of it
#: The least height of the place where things are fought out.
_ARENA: Final = 232
#: How a wide window is shared between the sheets and that place.
_SHEETS_WIDE: Final = 3
_ARENA_WIDE: Final = 2
#: Hospitals that fall due next, which are told where there is room.
_AHEAD: Final = 4
_ICONS: Final = {"full": "check", "half": "minus", "cancelled": "close", "fizzled": "minus"}


class Reveal(Staged):
    """In the open: everybody sees the same."""

    title = "The sheets"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.facts = session.match.log_for(SPECTATOR)
        self.beat = sheets_beat(session.voice, self.facts, session.view.quarter)
        self.fights = [s for s in self.beat.steps if not isinstance(s, Sheet)]
        self.looked = -1  # the fight that is looked at again, once all are over

    def lengths(self) -> list[float]:
        """Return the seconds of each step: sheets turn fast, fights take their time."""
        return [SHEET if isinstance(step, Sheet) else FIGHT for step in self.beat.steps]

    def sounds(self, step: int) -> str:
        """Return the sound of a sheet, or of a fight."""
        return "card" if step < len(self.beat.sheets) else "reveal"

    # ---- the picture ----------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build four sheets, and beside them the place where what met is fought out; below them in
        a narrow window.

        Everything takes its whole room at once, so that nothing jumps.
        """
        s = self.session
        columns = [self._sheet(i, sheet) for i, sheet in enumerate(self.beat.sheets)]
        arena = self._arena()
        self._moves = {i: partial(seen_of, sheet) for i, sheet in enumerate(columns)}
        grid = Grid(*columns, columns=2 if c.ems > 40 else 1, gap=14)
        if c.ems > 70 and c.lines > 24:
            sheets = Scroll(grid, key="sheets", share=_SHEETS_WIDE, least=240)
            beside = Column(self._again_row(), arena, gap=12, share=_ARENA_WIDE)
            body: Node = Row(sheets, beside, gap=16, grow=1)
            moved = (sheets, arena)
        else:
            body = Scroll(Column(grid, self._again_row(), arena, gap=14), key="reveal")
            moved = (body, arena)
        for i in range(len(columns), len(self.beat.steps)):
            self._moves[i] = partial(seen_of, *moved)
        run = on_button("Run the quarter", lambda: c.routes.advance(s), icon="play")
        return game_page(
            beat_head(s, c, 1, *self.controls(c, "Turn all"), run, sub=self._sub()), body, gap=14
        )

    def _sub(self) -> str:
        n = sum(len(sheet.orders) for sheet in self.beat.sheets)
        return f"{self.session.voice.quarter(self.session.view.quarter)} · {plural(n, 'order')}"

    def _sheet(self, i: int, sheet: Sheet) -> Node:
        voice = self.session.voice
        name = voice.title_of(sheet.role)
        top = Level(Portrait(sheet.role, size=36), Heading(name, size="lead", grow=1), gap=10)
        back = Panel(
            Column(
                Spacer(),
                Icon("seal", size=44, colour="soft"),
                Text("Sealed", colour="soft", align="centre"),
                Spacer(),
                gap=6,
                align="centre",
            ),
            fill="raised",
            pad=22,
            grow=1,
            min_h=150,
        )
        if sheet.orders:
            face: Node = Column(*(self._order(o) for o in sheet.orders), gap=8, grow=1)
        else:
            title, said = self._no_orders(sheet.role)
            face = Panel(
                Column(Text(title, weight="semibold"), Note(said), gap=4), fill="panel", grow=1
            )
        return Column(top, Turned(face, back, partial(self.part, i), grow=1), gap=7)

    def _no_orders(self, role: Role) -> tuple[str, str]:
        """Return what a sheet without orders is called, and what there is to say of it."""
        voice = self.session.voice
        of_cases = [s for s in self.beat.steps if isinstance(s, CaseSettled)]
        decides = any(f.chosen and f.decider == role for f in of_cases)
        if decides or any(role == x[0] for f in of_cases for x in f.stakes):
            whose = voice.verb(role, "its", "their")
            return "No orders", f"What {whose} sheet says of hospitals is fought out apart."
        keeps = voice.verb(role, "keeps its", "keep their")
        return "An empty sheet", f"{voice.office(role, start=True)} {keeps} clout for later."

    def _order(self, o: Revealed) -> Node:
        price = f"{number(o.strength, 1)} clout"
        if o.bid:
            price += f", {o.bid} of it a secret bid"
        stamped = partial(self._stamped, o)
        stamp = Flow(
            Chip(f"[icon {_ICONS[o.outcome]}] {SHORT[o.outcome]}", fill=OUTCOME_FILLS[o.outcome]),
            Note(price),
            gap=8,
        )
        why = Text(o.why, size="small", colour="bad" if o.outcome != "full" else "soft")
        art = kind_of(self.session.voice.scenario.lever(o.lever).tags)
        return Panel(
            Column(
                Level(
                    CardArt(art, width=48),
                    Text(o.title, weight="semibold", size="lead", grow=1),
                    gap=10,
                ),
                WhenShown(stamp, stamped),
                WhenShown(why, stamped) if o.why else None,
                Note(f"On {o.on}") if o.on else None,
                self._news(o),
                gap=4,
            ),
            fill="paper",
            accent=o.role,
            pad=(14, 8),
            grow=1,
            min_h=84,
        )

    def _news(self, o: Revealed) -> Node | None:
        """Return what is said of the order, which is no longer said once it has been stopped."""
        if not o.news:
            return None
        told = Text(o.news, size="small", weight="serif")
        return WhenShown(told, lambda: not self._stamped(o)) if o.stopped else told

    def _stamped(self, o: Revealed) -> bool:
        return self.beat.stamped(o, self._fought(o))

    def _fought(self, o: Revealed) -> int:
        """Return the steps after which an order's stamp is judged: a fight stamps as it ends."""
        at = self.done
        if at < len(self.beat.steps) and self.part(at) >= UNCOVERED:
            step = self.beat.steps[at]
            if isinstance(step, Contest):
                return at + 1
        return at

    # ---- what met what ---------------------------------------------------------------------

    def _arena(self) -> Node:
        """Return the place of the fights: one is seen at a time, in the room of the largest."""
        panels: list[Node] = [self._to_come()]
        first = len(self.beat.sheets)
        for i, fight in enumerate(self.fights):
            part = partial(self.part, first + i)
            if isinstance(fight, Contest):
                panels.append(contest_fight(self.session.voice, fight, part))
            elif isinstance(fight, CaseSettled):
                panels.append(case_fight(self.session.voice, fight, part))
        panels.append(self._at_once())
        return Stack(*panels, top=self._on_top, key="arena", grow=1, basis=0, min_h=_ARENA)

    def _to_come(self) -> Node:
        """Return what stands there while the sheets are turned over: what will be fought out."""
        s, public = self.session, self.session.match.view(SPECTATOR)
        cases = {case.number: case for case in public.cases}
        coming: list[Node] = []
        for fight in self.fights:
            if isinstance(fight, Contest):
                coming.append(contest_to_come(fight))
            elif isinstance(fight, CaseSettled) and fight.case in cases:
                told = case_words(s, public, cases[fight.case])
                coming.append(case_to_come(told, fight.decider))
        said = "To be fought out:" if coming else "Nothing of this quarter meets anything else."
        head = Level(
            Icon("seal", size=24, colour="soft"),
            Text(f"The sheets are being turned over. {said}", colour="soft", grow=1),
            gap=12,
        )
        body = Grid(*coming, min_column=300, gap=12) if coming else next_due(s, public, _AHEAD)
        return Panel(
            Column(head, Scroll(Column(body), key="to-come"), gap=12), pad=(20, 14), grow=1
        )

    def _on_top(self) -> int:
        first, last = len(self.beat.sheets), len(self.fights) + 1
        if self.over:
            return self.looked if 0 <= self.looked <= last else last
        at = self.done if self.playing else self.done - 1  # the one that is on, or was just done
        return max(0, at - first + 1)

    def _again_row(self) -> Node:
        """Return the ways to look at each fight again, once all are over."""
        named = [(i + 1, fight_name(self.session.voice, f)) for i, f in enumerate(self.fights)]
        named.append((len(self.fights) + 1, "What came of it"))
        at = self._on_top()
        return Flow(
            *(
                Button(
                    name,
                    partial(setattr, self, "looked", i),
                    size="tiny",
                    kind="quiet",
                    chosen=self.over and i == at,
                    enabled=self.over,
                    key=f"fight-{i}",
                )
                for i, name in named
            ),
            gap=6,
        )

    # ---- what followed at once ------------------------------------------------------------

    def _at_once(self) -> Node:
        s, public = self.session, self.session.match.view(SPECTATOR)
        rows: list[Node] = [
            Row(
                Icon(x.about, size=18, colour="bad" if x.bad else "soft"),
                Rich(esc(x.said), grow=1),
                gap=10,
                align="start",
            )
            for x in at_once(s.voice, self.facts, public.quarter, public.deals)
        ]
        ended: list[Node] = [outcome(s.voice, fight) for fight in self.fights]
        stopped = [o for sheet in self.beat.sheets for o in sheet.orders if o.stopped and not o.met]
        lines = [o.why or f"“{o.title}” came to nothing." for o in stopped]
        if not (self.beat.contests or lines):
            lines = ["No order stood in another's way."]
        colour = "bad" if stopped else "soft"
        ended += [
            Row(
                Icon("scales", size=22, colour=colour),
                Text(line, colour=colour, grow=1),
                gap=10,
                align="start",
            )
            for line in lines
        ]
        fought = Column(Heading("Fought out", size="lead"), *ended, gap=9)
        ahead = next_due(s, public, _AHEAD)
        told = Column(Heading("At once", size="lead"), *rows, gap=7) if rows else None
        columns = [part for part in (fought, told, ahead) if part is not None]
        return Panel(Scroll(Grid(*columns, min_column=300, gap=22), key="came-of-it"), grow=1)
