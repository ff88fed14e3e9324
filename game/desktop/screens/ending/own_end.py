"""The top of the end card: your title, score and three decisive acts, and what next."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button, RoleButton
from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Flow, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Bar, Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Portrait
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts import new_match
from game.desktop.screens.parts.papers import FILLS
from game.desktop.screens.screen import ScreenContext
from game.rules.state.view import View
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import deeds, titles, verdicts
from game.telling.for_you import in_tenths
from game.telling.formatting import number
from game.telling.scores import ScoreCard, par_said, rank_said


class OwnEnd:
    """The panel of one person at the screen; among several, a tab each."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.people = session.humans
        self.about: Role = self.people[0] if self.people else "secretary"
        self._deeds: dict[Role, list[deeds.ToldDeed]] = {}

    def deeds(self) -> list[deeds.ToldDeed]:
        """Return the decisive acts of the office shown, reckoned once."""
        if self.about not in self._deeds:
            s = self.session
            self._deeds[self.about] = deeds.told(s.voice, s.match.decisive(self.about))
        return self._deeds[self.about]

    def panel(self, c: ScreenContext, view: View, made: list[ScoreCard]) -> Node | None:
        """Return it; None where nobody sat, or nothing was scored."""
        card = next((x for x in made if x.role == self.about), None)
        if not self.people or card is None:
            return None
        wide = c.ems > 66
        said, acts, terms = self._verdict(view, card), self._acts(), self._terms(card)
        body: Node
        if wide:
            for part, share in ((said, 1.15), (acts, 1.25), (terms, 0.9)):
                part.grow, part.basis = share, 0
            body = Row(said, acts, terms, gap=26, align="start")
        else:
            body = Column(said, acts, terms, gap=16)
        tabs = None
        if len(self.people) > 1:
            tabs = Tabs(
                [(r, self.session.voice.title_of(r)) for r in self.people],
                self.about,
                partial(setattr, self, "about"),
                key="whose-end",
            )
        return Panel(
            Column(tabs, body, self._next(c), gap=14),
            fill="paper",
            accent=self.about,
            pad=(22, 16),
            key="own-end",
        )

    # ---- its parts ------------------------------------------------------------------------

    def _verdict(self, view: View, card: ScoreCard) -> Node:
        voice = self.session.voice
        measured = titles.measures(view, card, self.session.match.log_for(SPECTATOR))
        title = titles.earned(self.about, measured)
        colour = {True: "good", False: "bad", None: "soft"}[card.par_good]
        return Row(
            Portrait(self.about, "strained" if card.par_good is False else "calm", 132),
            Column(
                Note(f"You were {voice.office(self.about)}. {verdicts.who_won(view)}."),
                Text(title.title, size="head", weight="serif_bold", role="heading"),
                Level(
                    Text(number(card.score), size="display", weight="semibold"),
                    Column(
                        Chip(card.band, fill=FILLS[card.band]),
                        Text(par_said(card.above_par), size="small", colour=colour),
                        gap=3,
                    ),
                    gap=12,
                ),
                Note(f"{rank_said(card.rank).capitalize()}.") if card.rank is not None else None,
                Text(title.said, weight="serif_italic"),
                gap=5,
                grow=1,
            ),
            gap=16,
            align="start",
        )

    def _acts(self) -> Node:
        rows: list[Node] = []
        for x in self.deeds():
            token = "soft" if x.good is None else "good" if x.good else "bad"
            rows.append(
                Column(
                    Rich(f"[b]{esc(x.title)}[/] [soft]{esc(x.when)}[/]"),
                    Rich(
                        f"[{token}]{esc(x.worth)}[/]"
                        + (f" [soft]· {esc(x.changed)}[/]" if x.changed else ""),
                        size="small",
                    ),
                    gap=1,
                )
            )
        if not rows:
            rows = [Text("Nothing that you did by itself would have changed the end.")]
        note = "Each by itself undone, on the same luck, all others as they played."
        return Column(Text("What you did that told", weight="semibold"), *rows, Note(note), gap=8)

    def _terms(self, card: ScoreCard) -> Node:
        top = {
            t.name: t.points for t in self.session.voice.scenario.scoring.roles.get(self.about, ())
        }
        # in tenths that add up as they are read
        *read, aimed = in_tenths([*(points for _, points, _ in card.terms), card.agenda_points])
        rows: list[Node] = [
            Column(
                Row(
                    Text(name, size="small", grow=1),
                    Text(
                        number(said, 1) + (f" of {number(top[name])}" if name in top else ""),
                        size="small",
                    ),
                    gap=6,
                ),
                Bar(max(0.0, points) / top[name], colour=self.about) if name in top else None,
                gap=1,
            )
            for (name, points, _), said in zip(card.terms, read, strict=True)
        ]
        if card.agenda:
            aim = f"{card.agenda}: {card.agenda_said}"
            rows.append(
                Row(
                    Text(aim, size="small", grow=1),
                    Text(f"+{number(aimed, 1)}", size="small"),
                )
            )
        rows.append(
            Row(
                Text("In all", size="small", weight="semibold", grow=1),
                Text(number(card.score, 1), size="small", weight="semibold"),
            )
        )
        return Column(Text("How you scored", weight="semibold"), *rows, gap=5)

    # ---- what next ------------------------------------------------------------------------

    def _next(self, c: ScreenContext) -> Node:
        s = self.session
        after = new_match.next_scenario(s)
        return Flow(
            Button(
                "Play again",
                partial(new_match.again, c, s),
                icon="refresh",
                kind="primary",
                tip="The same scenario and seat; other luck.",
                key="again",
            ),
            Button(
                "Another office, same luck",
                partial(self._offer_offices, c),
                icon="people",
                tip="The same winters, rulings and events, from another desk.",
                key="other-office",
            )
            if len(self.people) == 1
            else None,
            Button(
                f"Next scenario: {after[1]}",
                partial(new_match.begin_scenario, c, after[0], s),
                icon="arrow-right",
                key="next-scenario",
            )
            if after
            else None,
            gap=10,
        )

    def _offer_offices(self, c: ScreenContext) -> None:
        voice = self.session.voice
        c.open(
            lambda: Dialog(
                "Which office on the same luck?",
                Column(
                    *(
                        RoleButton(
                            r,
                            voice.title_of(r),
                            partial(new_match.as_other_office, c, self.session, r),
                            key=f"office-{r}",
                        )
                        for r in ROLES
                        if r not in self.people
                    ),
                    gap=8,
                ),
                on_close=c.close,
            ),
            key="other-office-dialog",
        )
