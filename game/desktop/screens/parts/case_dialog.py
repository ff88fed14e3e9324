"""One case opened: the hospital, its story, the ways out, and what one does about it in secret."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal

from game.desktop.kit.buttons import Button
from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Flow, Grid
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import CardArt
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.order_buttons import order_buttons
from game.desktop.screens.parts.tiles import arrow_markup
from game.desktop.screens.screen import ScreenContext
from game.rules.constants import STAKE_MAX
from game.rules.state.commands import CaseLine, Stake
from game.rules.state.view import SeenCase, SeenWay
from game.telling.beats import ARROWS
from game.telling.cases import CaseText, WayText, case_card, hospital, way_inside
from game.telling.formatting import plural, sentence

_STAKES_SAID: Final = (
    "Clout is staked in secret: with more against a way out than behind it, it is blocked; with as "
    "much, it is done by half. Half of a stake that met nothing returns."
)
_Side = Literal["for", "against"]
_SIDES: Final[tuple[tuple[_Side, str], ...]] = (
    ("for", "For"),
    ("against", "Against"),
)


class CaseDialog:
    """Keeps what is being chosen about a case until it is put on the sheet.

    Without ``orders`` it leads to no order: where one is chosen elsewhere, in the guided quarter.
    """

    def __init__(self, session: Session, case: SeenCase, *, orders: bool = True) -> None:
        self.s, self.case, self.orders = session, case, orders
        self.mine = session.role is not None and case.decider == session.role
        draft = session.draft
        line = next((x for x in draft.lines if x.case == case.number), None)
        stake = next((x for x in draft.stakes if x.case == case.number), None)
        self.on_sheet = line is not None or stake is not None
        self.way = line.way if line else stake.way if stake else ""
        self.clout = line.backing if line else stake.clout if stake else 0 if self.mine else 1
        self.side: _Side = stake.side if stake else "against"

    @property
    def open(self) -> bool:
        """Whether the reader may still put something about it on its sheet."""
        sealed = any(o.role == self.s.role and o.sealed for o in self.s.view.offices)
        return self.s.role is not None and self.case.falls_due and not sealed

    # ---- the picture --------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build the dialog."""
        s, case = self.s, self.case
        forecast = s.forecast if s.forecast.ready else {}
        text = case_card(s.voice, s.view, case, s.match.pack.model.country.seat_name, forecast)
        live = case.state == "open"
        orders = order_buttons(c, s, case.trust) if live and self.orders else None
        body = Column(
            self._facts(text, wide=c.ems > 60),
            None if self.open else orders,
            Grid(
                *(
                    self._way(seen, way)
                    for seen, way in zip(case.ways, text.ways, strict=True)
                    if way.may_choose or way.way == case.default or not self.mine
                ),
                min_column=250,
                gap=8,
                key="ways",
            )
            if live
            else None,
            Note(_STAKES_SAID) if self.open else None,
            orders if self.open else None,
            gap=10,
        )
        return Dialog(
            text.hospital,
            body,
            *self._buttons(c),
            on_close=c.close,
            accent=case.decider,
            width=1080,
        )

    def _facts(self, text: CaseText, *, wide: bool) -> Node:
        """Return the hospital as a place: a picture of it, who and where, its story so far."""
        lines = [text.where, text.fails, text.cash, text.default]
        said = Column(
            Level(
                RoleMark(self.case.decider, size=24),
                Text(sentence(f"{text.decides}; {text.clock}"), weight="semibold", grow=1),
                Chip("marginal", fill="warn") if self.case.marginal else None,
                gap=8,
            ),
            Text(" ".join(sentence(x) for x in lines if x), size="small"),
            self._story(text),
            gap=6,
            grow=1,
        )
        if not wide:
            return said
        return Row(CardArt("town", most=110, max_w=220), said, gap=14, align="start")

    def _way(self, seen: SeenWay, way: WayText) -> Node:
        voice = self.s.voice
        barred = bool(way.reasons) and self.mine
        can = self.open and not barred and (way.may_choose or not self.mine)
        by_default = way.way == self.case.default
        return Card(
            way.title,
            Level(
                Text(way.title, weight="semibold", grow=1),
                Chip("if nobody decides") if by_default else None,
                gap=6,
            ),
            Note(way.price),
            Text(way.does, size="small"),
            Flow(
                *(
                    Rich(arrow_markup(voice, a, self.s.role), size="small", wrap=False)
                    for a in seen.arrows[:ARROWS]
                ),
                Note(f"and {len(seen.arrows) - ARROWS} more", wrap=False)
                if len(seen.arrows) > ARROWS
                else None,
                gap=9,
                lead=1,
            )
            if seen.arrows
            else None,
            *self._sides(way),
            *(Rich(f"[bad][icon lock] {esc(r)}[/]", size="small") for r in way.reasons),
            on_press=partial(self._choose, way.way) if can else None,
            accent=self.case.decider,
            chosen=self.way == way.way,
            barred=barred,
            enabled=can,
            gap=4,
            key=f"way-{way.way}",
        )

    def _sides(self, way: WayText) -> list[Node]:
        """Return who gains and who loses by it, by office."""
        gains = [Rich(f"[good]▲[/] {esc(x)}", size="small") for x in way.gains]
        return [*gains, *(Rich(f"[bad]▼[/] {esc(x)}", size="small") for x in way.loses)]

    def _clout(self) -> list[Node]:
        """Return what is staked: clout behind one's own decision, or for or against another's."""
        least = 0 if self.mine else 1
        chosen = self.s.voice.way(self.way)
        said = f"Behind “{chosen}”" if self.mine else f"On “{chosen}”"
        sides: list[Node] = []
        if not self.mine:
            sides = [
                Button(
                    word,
                    partial(setattr, self, "side", side),
                    chosen=self.side == side,
                    size="small",
                    key=f"side-{side}",
                )
                for side, word in _SIDES
            ]
        amounts = (
            Button(
                f"{n} clout",
                partial(setattr, self, "clout", n),
                chosen=self.clout == n,
                size="small",
                key=f"stake-{n}",
            )
            for n in range(least, STAKE_MAX + 1)
        )
        return [Text(said, weight="semibold", size="small"), *sides, *amounts]

    def _story(self, text: CaseText) -> Node | None:
        if not text.story:
            return None
        return Column(
            Text("Its story", size="small", weight="semibold"),
            *(Note(line) for line in text.story),
            gap=3,
        )

    # ---- the sheet ----------------------------------------------------------------------

    def _buttons(self, c: ScreenContext) -> list[Node | None]:
        if not self.open:
            return []
        put = Button(
            "Change" if self.on_sheet else "Put on the sheet",
            partial(self._put, c),
            kind="primary",
            icon="check",
            enabled=bool(self.way),
            tip="" if self.way else "Choose a way out first.",
            hotkey="ctrl+return",
            key="put",
            first=bool(self.way),
        )
        take = Button("Take it off", partial(self._take, c), icon="undo") if self.on_sheet else None
        return [*(self._clout() if self.way else []), take, put]

    def _choose(self, way: str) -> None:
        self.way = way

    def _put(self, c: ScreenContext) -> None:
        number = self.case.number
        if self.mine:
            self.s.draft.decide(CaseLine(case=number, way=self.way, backing=self.clout))
        else:
            clout = max(1, self.clout)
            self.s.draft.stake(Stake(case=number, way=self.way, side=self.side, clout=clout))
        c.sound("card")
        c.close()

    def _take(self, c: ScreenContext) -> None:
        self.s.draft.leave(self.case.number)
        c.close()


def on_sheet(s: Session, case: SeenCase) -> str:
    """Return what the reader's sheet says of a case, in a few words; nothing if it says nothing."""
    for line in s.draft.lines:
        if line.case == case.number:
            backed = f", {plural(line.backing, 'clout', 'clout')} behind" if line.backing else ""
            return s.voice.way(line.way) + backed
    for stake in s.draft.stakes:
        if stake.case == case.number:
            staked = plural(stake.clout, "clout", "clout")
            return f"{staked} {stake.side} “{s.voice.way(stake.way)}”"
    return ""


def undecided(s: Session) -> list[str]:
    """Return a warning in markup for each hospital that falls due, is the reader's to decide and is
    not on its sheet: what comes of it of itself."""
    left = [x for x in s.view.cases if x.falls_due and x.decider == s.role and not on_sheet(s, x)]
    return [
        f"[warn][icon at-risk][/] {esc(hospital(s.view, x))}: nobody decides, so "
        f"{esc(way_inside(s.voice, x.default))}."
        for x in left
    ]
