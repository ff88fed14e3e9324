"""The end: two verdicts kept apart, every office's score and aim, and what choices changed."""

from __future__ import annotations

from functools import partial

from game.desktop.charts import Bars, SeatBar
from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Flow, Grid, Panel
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.words import Heading, Note, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.ending.outcome import endings
from game.desktop.screens.ending.own_end import OwnEnd
from game.desktop.screens.ending.score_cards import score_card
from game.desktop.screens.parts.figure_history import course
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.screen_header import head
from game.desktop.screens.screen import Screen, ScreenContext
from game.rules.state.view import View
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import verdicts
from game.telling.election_night import LETTERS
from game.telling.formatting import number
from game.telling.historical_overlay import as_it_was
from game.telling.names import PARTIES as NAMES
from game.telling.other_nights import Over, over_nights, over_said
from game.telling.record import recorded
from game.telling.rulebook import filled
from game.telling.scores import cards, role_of_the_match
from game.world.figure_names import PARTIES


class Scores(Screen):
    """In the open: everything is known now."""

    title = "The end"

    def __init__(self, session: Session) -> None:
        self.session = session
        self.about: Role = session.humans[0] if session.humans else "secretary"
        self.figure = ""
        self.own = OwnEnd(session)
        self._nights: Over | None = None
        self._unmade: dict[Role, list[verdicts.Changed]] = {}

    @property
    def eager(self) -> bool:
        """An Enter too many must not leave it unread."""
        return False

    def enter(self, c: ScreenContext) -> None:
        """Let the wall know too: the night was shown, or passed over. The end is recorded."""
        self.session.match.announce()
        if self.session.match.path is not None:
            recorded(self.session.match)

    # ---- the picture ----------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build verdicts, scores, and what was changed, one below another."""
        s = self.session
        view = s.match.view(SPECTATOR)
        made = cards(s.voice, view, s.match.log_for(SPECTATOR))
        best = role_of_the_match(s.voice, view)
        wide = c.ems > 66
        two = [self._won(view), self._service(view)]
        for panel in two:
            panel.grow, panel.basis = 1, 0 if wide else None
        body = Column(
            self.own.panel(c, view, made),
            *endings(s),
            Row(*two, gap=14) if wide else Column(*two, gap=12),
            Grid(
                *(score_card(c, s.voice, x, best=x.role == best) for x in made),
                columns=4 if wide else 2 if c.ems > 44 else 1,
                gap=10,
            ),
            self._after(c),
            gap=14,
        )
        night = view.ending in ("election", "snap")
        return game_page(
            head(
                s,
                c,
                "The end",
                Button(
                    "The night",
                    partial(c.routes.election_night, s),
                    icon="ballot",
                    hotkey="n",
                    kind="quiet",
                    bare=not wide,
                )
                if night
                else None,
                Button(
                    "History",
                    partial(c.routes.history, s),
                    icon="history",
                    hotkey="h",
                    kind="quiet",
                    bare=not wide,
                ),
                Button(
                    "To the title",
                    partial(c.routes.leave, s),
                    kind="primary",
                    icon="home",
                    key="home",
                ),
                sub=verdicts.lesson(view) if wide else "",
                course=False,
            ),
            Scroll(body, key="scores"),
        )

    def _won(self, view: View) -> Panel:
        result = dict(view.result)
        if view.ending == "collapse":
            rows = [
                (self.session.voice.title_of(r), 100 * result.get(f"blame/{r}", 0.0), r)
                for r in ROLES
            ]
            rows.sort(key=lambda x: -x[1])
            inner: list[Node] = [
                Heading(verdicts.who_won(view), size="head", colour="bad"),
                Text(
                    "The service collapsed before a vote. Whose doings would have spared it most, "
                    "had they not been done, under the same luck:"
                ),
                Bars(
                    "Blame for the collapse",
                    [(n, v, r) for n, v, r in rows],
                    top=100,
                    show=lambda v: f"{v:.0f}%",
                ),
            ]
        else:
            g = self.session.match.pack.model.government
            gov, opp = PARTIES[g.leading], PARTIES[g.opposition]
            rest = [p for p in ("ld", "ukip", "oth", "green", "nat") if p not in (gov, opp)]
            seats = [(p, LETTERS[p], round(result.get(f"seats_{p}", 0))) for p in (gov, *rest, opp)]
            votes = sorted(PARTIES, key=lambda p: -result.get(f"vote_{p}", 0.0))[:5]
            won = result.get("government_wins", 0) > 0
            inner = [
                Heading(verdicts.who_won(view), size="head", colour="good" if won else "bad"),
                SeatBar(
                    "The House",
                    seats,
                    house=sum(n for _, _, n in seats),
                    majority=sum(n for _, _, n in seats) // 2 + 1,
                ),
                Bars(
                    "Votes",
                    [(NAMES[p], result.get(f"vote_{p}", 0.0), p) for p in votes],
                    show=lambda v: f"{number(v, 1)}%",
                ),
                Note(
                    f"{number(100 * result.get('marginals_held', 0))}% of the government's "
                    f"marginals held; {number(100 * result.get('marginals_safe', 0))}% have no "
                    "hospital at risk."
                ),
                *self._over(),
            ]
        top = Note("Who won the election", weight="semibold")
        return Panel(Column(top, *inner, gap=7))

    def _over(self) -> list[Node]:
        """Return the same campaign over many nights; the verdict stays the one night's."""
        if self._nights is None:
            match = self.session.match
            self._nights = over_nights(match.pack.model, match.night())
        over = self._nights
        party = PARTIES[self.session.match.pack.model.government.leading]
        rows = [
            (f"{a}–{b}" + (", this night" if a <= over.own <= b else ""), float(n), party)
            for a, b, n in over.bars
        ]
        return [
            Bars(f"The same campaign over {over.nights} nights", rows, show=lambda v: f"{v:.0f}"),
            Note(" ".join(over_said(over))),
        ]

    def _service(self, view: View) -> Panel:
        rows = verdicts.courses(self.session.voice, view)
        later = any(r.later for r in rows)
        columns: list[Col[verdicts.ServiceCourse]] = [
            Col("", lambda r: esc(r.title), grow=1, rank=9),
            Col("Start", lambda r: esc(r.first), align="right", rank=6),
            Col("The vote", lambda r: esc(r.last), align="right", rank=7),
        ]
        if later:
            columns.append(
                Col(
                    filled("{idle_time} on").capitalize(),
                    lambda r: self._coloured(r.later or r.last, r.good),
                    align="right",
                    rank=9,
                )
            )
        sound = dict(view.result).get("national", 0.0) >= 55
        chosen = next((r for r in rows if r.figure == self._figure(rows)), None)
        table = Table(
            "The service",
            columns,
            rows,
            row_key=lambda r: r.figure,
            key="service",
            least_rows=len(rows),
            chosen=chosen.figure if chosen else "",
            on_choose=lambda r: setattr(self, "figure", r.figure),
        )
        return Panel(
            Column(
                Note("What happened to patients, staff and money", weight="semibold"),
                Heading(verdicts.what_became(view), size="head", colour="good" if sound else "bad"),
                table,
                Note(verdicts.national_said(view)),
                *self._course(view, chosen),
                gap=7,
            )
        )

    def _figure(self, rows: list[verdicts.ServiceCourse]) -> str:
        """Return the figure whose course is drawn: the chosen one, else the scenario's headline."""
        listed = [r.figure for r in rows]
        for figure in (self.figure, self.session.voice.scenario.headline_figure):
            if figure in listed:
                return str(figure)
        return listed[0] if listed else ""

    def _course(self, view: View, row: verdicts.ServiceCourse | None) -> list[Node | None]:
        if row is None:
            return []
        voice, seen = self.session.voice, view.figures[row.figure]
        was = as_it_was(voice, row.figure, seen.of_quarter)
        return [
            Text(row.title, size="small", weight="semibold"),
            course(voice, seen, was, row.then, height=150),
            Note(was.said) if was else None,
        ]

    @staticmethod
    def _coloured(said: str, good: bool | None) -> str:
        token = "ink" if good is None else "good" if good else "bad"
        return f"[{token}]{esc(said)}[/]"

    # ---- what choices changed ---------------------------------------------------------------

    def _after(self, c: ScreenContext) -> Node:
        s = self.session
        if self.about not in self._unmade:
            self._unmade[self.about] = verdicts.changed(s.voice, s.match.unmade(self.about))
        rows = self._unmade[self.about]
        who = s.voice.office(self.about)
        table = Table(
            "What changed",
            [
                Col("", lambda r: esc(r.title), grow=1, rank=9),
                Col("As it came", lambda r: esc(r.came), align="right", rank=7),
                Col("Without", lambda r: esc(r.without), align="right", rank=8),
                Col("Changed", lambda r: self._coloured(r.change, r.good), align="right", rank=9),
            ],
            rows,
            row_key=lambda r: r.title,
            key="unmade",
            least_rows=len(rows),
        )
        changed = Panel(
            Column(
                Heading("What choices changed", size="lead"),
                Tabs(
                    [(r, s.voice.title_of(r)) for r in ROLES],
                    self.about,
                    lambda r: setattr(self, "about", r),
                    size="small",
                    key="about",
                ),
                Note(
                    f"The same luck, everybody else as they played, without the orders, answers "
                    f"and money of {who}. These are the true figures; those of the service are as "
                    "last published, late and rounded, so that the two may differ a little."
                ),
                table,
                gap=7,
            ),
            grow=1,
            basis=0 if c.ems > 66 else None,
        )
        thought = Panel(
            Column(
                Heading("To talk about", size="lead"),
                Text(s.match.pack.scenario.lesson),
                Flow(Chip(f"seed {s.match.seed}"), Chip(esc(s.match.pack.scenario.title)), gap=6),
            ),
            fill="paper",
            pad=18,
            grow=1,
            basis=0 if c.ems > 66 else None,
        )
        return Row(changed, thought, gap=14) if c.ems > 66 else Column(changed, thought, gap=12)

    # ---- what is done -------------------------------------------------------------------------
