"""The campaign before the night: five weeks, one after another, with a poll of each."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop import art
from game.desktop.charts import LineChart
from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Vignette
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Icon, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.poll_line import poll_line
from game.desktop.screens.parts.screen_header import head
from game.desktop.screens.screen import Screen, ScreenContext
from game.rules.election.campaign_weeks import WEEKS
from game.scenario.schema.base import Role
from game.telling.campaign_weeks import ToldWeek, told
from game.telling.election_night import LETTERS, majority
from game.telling.formatting import number
from game.telling.seat_cards import party

#: Seconds that a week stays before the next comes of itself, where motion is on.
WEEK_LASTS: Final = 4.0
#: What the papers print of an office whose act is of no kind that has a drawing.
_PICTURES: Final[dict[Role, str]] = {
    "secretary": "ward",
    "number10": "politics",
    "monitor": "regulation",
    "unions": "march",
}


class Campaign(Screen):
    """In the open: the acts are out, the polls are printed, the vote is to come."""

    title = "The campaign"

    def __init__(self, session: Session) -> None:
        self.session = session
        night = session.match.night()
        needed = majority(session.match.pack.model)
        self.weeks = told(session.voice, night.weeks, session.view.quarter, needed)
        self.shown = 1
        self._next_at = 0.0

    @property
    def over(self) -> bool:
        """Whether every week has been."""
        return self.shown >= len(self.weeks)

    def enter(self, c: ScreenContext) -> None:
        """Begin with the first week."""
        self._set_clock(c)

    def tick(self, c: ScreenContext) -> bool:
        """Turn to the next week when its time has come. True if it must be drawn again."""
        if self.over or not self._next_at or c.now < self._next_at:
            return False
        self.shown += 1
        self._set_clock(c)
        c.sound("card")
        return True

    def _set_clock(self, c: ScreenContext) -> None:
        self._next_at = 0.0
        if c.settings.motion and not self.over:
            self._next_at = c.now + WEEK_LASTS / c.settings.pace
            c.wake(self._next_at)

    def build(self, c: ScreenContext) -> Node:
        """Build the weeks that have been as columns, the polls below."""
        wide = c.ems > 66
        shown = self.weeks[: self.shown]
        cards = [self._week(w, latest=w is shown[-1]) for w in shown]
        cards += [_to_come(w) for w in self.weeks[self.shown :]] if wide else []
        grid = Grid(*cards, columns=WEEKS if wide else 2 if c.ems > 40 else 1, gap=10)
        body: Node = Scroll(Column(grid, self._polls(c, shown), gap=12), key="weeks")
        to_vote = Button(
            "Polling day",
            partial(self._vote, c),
            kind="primary" if self.over else "normal",
            icon="ballot",
            hotkey="return" if self.over else "s",
            show_key=True,
            key="polling-day",
        )
        following = Button(
            "Next week",
            partial(self._turn, c),
            kind="primary",
            icon="arrow-right",
            hotkey="return",
            show_key=True,
            key="next-week",
        )
        return game_page(
            head(
                self.session,
                c,
                self.title,
                None if self.over else following,
                to_vote,
                sub=f"Week {self.shown} of {len(self.weeks)}",
                course=False,
            ),
            body,
        )

    def _week(self, week: ToldWeek, *, latest: bool) -> Node:
        scenario = self.session.voice.scenario
        acts: list[Node | None] = []
        for role, headline, lever in week.headlines:
            told_of = [tag for tag in scenario.lever(lever).tags if tag != "campaign"]
            kind = art.kind_of(told_of)
            acts += [
                Vignette(_PICTURES[role] if kind == art.USUAL else kind, most=92)
                if not acts
                else None,
                Row(
                    RoleMark(role, size=22),
                    Text(headline, weight="serif_bold", grow=1),
                    gap=8,
                    align="start",
                ),
            ]
        if not acts:
            acts = [Text("A quiet week: nobody did anything that was printed.", colour="soft")]
        rows = [
            Level(
                Text(LETTERS[p], size="small", grow=1, label=party(p)),
                Text(number(value), weight="semibold"),
                Rich(_moved(moved), size="small", min_w=34),
                gap=8,
            )
            for p, value, moved in week.poll
        ]
        return Panel(
            Column(
                Text(week.name, size="small", weight="semibold", colour="soft"),
                *acts,
                Note("The poll, per cent"),
                *rows,
                Text(week.seats_said, size="small", weight="semibold"),
                gap=7,
            ),
            fill="paper",
            accent="primary" if latest else "",
            pad=(14, 10),
            key=f"week-{week.number}",
        )

    def _polls(self, c: ScreenContext, shown: list[ToldWeek]) -> Node:
        parties = [p for p, _, _ in shown[0].poll]
        lines = [
            poll_line(
                p, tuple((float(w.number), next(v for q, v, _ in w.poll if q == p)) for w in shown)
            )
            for p in parties
        ]
        return Panel(
            LineChart(
                "The polls of the campaign",
                lines,
                x_name=lambda x: f"Week {x:.0f}",
                y_name=lambda v: f"{v:.0f}%",
                height=190 if c.lines > 40 else 140,
                low=0.0,
            ),
            pad=(14, 10),
        )

    # ---- what is done -----------------------------------------------------------------

    def _turn(self, c: ScreenContext) -> None:
        self.shown = min(len(self.weeks), self.shown + 1)
        self._set_clock(c)
        c.sound("card")

    def _vote(self, c: ScreenContext) -> None:
        c.routes.election_night(self.session)


def _to_come(week: ToldWeek) -> Node:
    """Return the place of a week that is not yet, so that the page does not jump."""
    return Panel(
        Column(
            Text(week.name, size="small", weight="semibold", colour="soft"),
            Icon("calendar", size=30, colour="soft"),
            gap=10,
        ),
        pad=(14, 10),
        grow=1,
    )


def _moved(by: float | None) -> str:
    if not by:
        return "[soft]–[/]"
    return f"[soft]{'▲' if by > 0 else '▼'} {esc(number(abs(by)))}[/]"
