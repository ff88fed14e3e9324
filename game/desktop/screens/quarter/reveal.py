"""The reveal: every sheet turned over, contests as strength against strength, what came of it."""

from __future__ import annotations

from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Flow, Grid, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Icon, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.screen_header import head
from game.desktop.screens.quarter.case_fights import case_fights, settled
from game.desktop.screens.quarter.contest_bars import ContestBars
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.screen import Screen, ScreenContext
from game.rules.state.facts import DealMoved, FigureTold, Sacked, TrustChanged
from game.scenario.schema.base import SPECTATOR, Role
from game.telling.formatting import number, plural
from game.telling.log import tell
from game.telling.names import CLOUT
from game.telling.reveal import SHORT, Contest, Revealed, by_role, contests

#: Seconds between two sheets being turned over.
EACH: Final = 0.6
_FILLS: Final = {"full": "good", "half": "warn", "cancelled": "danger", "fizzled": "none"}
_ICONS: Final = {"full": "check", "half": "minus", "cancelled": "close", "fizzled": "minus"}


class Reveal(Screen):
    """In the open: everybody sees the same."""

    title = "The reveal"

    def __init__(self, session: Session) -> None:
        self.session = session
        self.shown = 0
        self._next = 0.0

    def enter(self, c: ScreenContext) -> None:
        """Begin to turn the sheets one by one; turn all where motion is reduced."""
        if not c.settings.motion:
            self.shown = 4
        elif self.shown < 4:
            self._next = c.now + EACH
            c.wake(self._next)
            c.sound("reveal")

    def tick(self, c: ScreenContext) -> bool:
        """Turn the next sheet when its time has come."""
        if self.shown >= 4 or c.now < self._next:
            return False
        self.shown += 1
        self._next = c.now + EACH
        if self.shown < 4:
            c.wake(self._next)
            c.sound("card")
        return True

    # ---- the picture ----------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build four sheets side by side; below them the contests and what followed at once."""
        s = self.session
        quarter, facts = s.view.quarter, s.match.log_for(SPECTATOR)
        sheets = by_role(s.voice, facts, quarter)
        met = contests(s.voice, facts, quarter)
        done = self.shown >= 4
        columns = [
            self._sheet(role, found, turned=i < self.shown)
            for i, (role, found) in enumerate(sheets)
        ]
        wide = c.ems > 70
        body = Column(
            Spacer(),
            Grid(*columns, columns=4 if wide else 2 if c.ems > 40 else 1, gap=14),
            case_fights(s.voice, settled(facts, quarter)) if done else None,
            self._contests(met) if done else None,
            self._at_once() if done else None,
            Spacer(grow=1.6),
            gap=18,
        )
        run = Button(
            "Run the quarter",
            lambda: c.routes.advance(s),
            kind="primary",
            icon="play",
            hotkey="return",
            show_key=True,
            key="advance",
        )
        skip = Button("Turn all", self._all, hotkey="space", key="skip") if not done else None
        return game_page(
            head(s, c, "The reveal", skip, run, menu_button(c, s), sub=self._sub(sheets)),
            Scroll(body, key="reveal"),
            gap=14,
        )

    def _sub(self, sheets: list[tuple[Role, list[Revealed]]]) -> str:
        n = sum(len(found) for _, found in sheets)
        return f"{self.session.voice.quarter(self.session.view.quarter)} · {plural(n, 'order')}"

    def _all(self) -> None:
        self.shown = 4

    def _sheet(self, role: Role, found: list[Revealed], *, turned: bool) -> Node:
        voice = self.session.voice
        top = Level(
            RoleMark(role, size=30), Heading(voice.title_of(role), size="lead", grow=1), gap=10
        )
        if not turned:
            back = Panel(
                Column(
                    Icon("seal", size=44, colour="soft"),
                    Text("Sealed", colour="soft", align="centre"),
                    gap=6,
                    align="centre",
                ),
                fill="raised",
                pad=22,
                grow=1,
                min_h=150,
            )
            return Column(top, back)
        if not found:
            none = Panel(
                Column(
                    Text("An empty sheet", weight="semibold"),
                    Note(
                        f"{voice.office(role, start=True)} "
                        f"{voice.verb(role, 'keeps', 'keep')} "
                        f"{voice.verb(role, 'its', 'their')} {CLOUT[role]} for later."
                    ),
                    gap=4,
                ),
                fill="panel",
                grow=1,
            )
            return Column(top, none)
        return Column(top, *(self._order(o) for o in found))

    def _order(self, o: Revealed) -> Node:
        price = f"{number(o.strength, 1)} clout"
        if o.bid:
            price += f", {o.bid} of it a secret bid"
        return Panel(
            Column(
                Text(o.title, weight="semibold", size="title"),
                Note(f"On {o.on}") if o.on else None,
                Text(o.prose),
                Spacer(),
                Flow(
                    Chip(f"[icon {_ICONS[o.outcome]}] {SHORT[o.outcome]}", fill=_FILLS[o.outcome]),
                    Note(price),
                    gap=8,
                ),
                Text(o.why, size="small", colour="bad" if o.outcome != "full" else "soft")
                if o.why
                else None,
                gap=6,
            ),
            fill="paper",
            accent=o.role,
            pad=(18, 14),
            grow=1,
            min_h=150,
        )

    # ---- contests ----------------------------------------------------------------------------

    def _contests(self, met: list[Contest]) -> Node:
        if not met:
            return Panel(
                Level(
                    Icon("scales", size=24, colour="soft"),
                    Text("Nobody stood in anybody's way this quarter.", colour="soft", grow=1),
                    gap=12,
                )
            )
        return Column(
            Heading(plural(len(met), "contest")),
            Grid(*(self._contest(x) for x in met), min_column=430, gap=10),
        )

    def _contest(self, x: Contest) -> Node:
        strongest = x.counters[0]
        return Panel(
            Column(
                Row(self._fighter(x.target, "left"), self._fighter(strongest, "right"), gap=14),
                ContestBars(
                    f"{x.target.title} against {strongest.title}",
                    (x.target.role, x.target.strength, x.target.bid),
                    (strongest.role, strongest.strength, strongest.bid),
                    barred=x.barred,
                ),
                Text(
                    x.verdict,
                    weight="semibold",
                    colour={"target": "good", "counter": "bad", "neither": "warn"}[x.won_by],
                ),
                Note("Also against it: " + ", ".join(o.title for o in x.counters[1:]))
                if len(x.counters) > 1
                else None,
                gap=7,
            ),
            fill="panel",
        )

    def _fighter(self, o: Revealed, side: str) -> Node:
        mark = RoleMark(o.role, size=24)
        name = Text(o.title, weight="semibold", align="left" if side == "left" else "right", grow=1)
        parts = (mark, name) if side == "left" else (name, mark)
        return Level(*parts, share=1)

    # ---- what followed at once ------------------------------------------------------------

    def _at_once(self) -> Node | None:
        s = self.session
        quarter = s.view.quarter
        began = False
        rows: list[Node] = []
        deals = s.match.view(SPECTATOR).deals
        for fact in s.match.log_for(SPECTATOR):
            if fact.quarter != quarter:
                continue
            began = began or (fact.kind == "phase" and fact.phase == "reveal")
            if not began or not isinstance(fact, DealMoved | TrustChanged | FigureTold | Sacked):
                continue
            bad = isinstance(fact, DealMoved) and fact.move == "broken"
            icon = "deal" if isinstance(fact, DealMoved) else "hospital"
            rows.append(
                Row(
                    Icon(icon, size=18, colour="bad" if bad else "soft"),
                    Rich(esc(tell(s.voice, fact, deals)), grow=1),
                    gap=10,
                    align="start",
                )
            )
        if not rows:
            return None
        return Panel(Column(Heading("At once", size="lead"), *rows, gap=7))
