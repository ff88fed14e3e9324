"""The House on election night as it fills: seats on a bar, the forecast or verdict, the swing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.desktop.charts import SeatBar, Swingometer
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.stage import Live
from game.desktop.kit.words import Heading, Note, Rich, Text
from game.desktop.match_session import Session
from game.desktop.screens.ending.constituency_cards import poll_rows
from game.rules.election.election_night import Telling
from game.telling.election_night import (
    LETTERS,
    NightTally,
    bellwether_said,
    majority,
    result_of_the_night,
)
from game.telling.seat_cards import party
from game.world.figure_names import PARTIES

#: Parties in the House from the government's side to the opposition's.
_BENCHES: Final = ("ukip", "oth", "green", "nat")


class NightHouse:
    """What is told of the House at the night's minute, which ``standing`` and ``minute`` give."""

    def __init__(
        self,
        session: Session,
        told: Telling,
        standing: Callable[[], NightTally],
        minute: Callable[[], float],
        over: Callable[[], bool],
    ) -> None:
        self.session, self.told = session, told
        self.model = session.match.pack.model
        self.standing, self._minute, self._over = standing, minute, over
        self.seats = len(told.declared.minute)
        self.parts: list[Live] = []  # what moves

    @property
    def minute(self) -> float:
        """Minutes after 22:00."""
        return self._minute()

    @property
    def over(self) -> bool:
        """Whether every seat has declared."""
        return self._over()

    def build(self) -> Node:
        """Build it: what moves in it is built anew by itself."""
        bar = Live(self._bar, lambda: self.standing().count)
        side = Live(lambda: Column(*self._verdict(self.standing()), gap=3), self._forecast_now)
        gauge = Live(lambda: Column(self._gauge()), self._swing_now)
        side.grow = gauge.grow = 1.0
        side.basis = gauge.basis = 0.0
        self.parts = [bar, side, gauge]
        return Panel(Column(bar, Row(side, gauge, gap=14)), pad=(14, 11))

    def _forecast_now(self) -> object:
        forecast = tuple(self.standing().forecast.items())
        return self.over, forecast, bellwether_said(self.model, self.told, self.minute)

    def _swing_now(self) -> object:
        now = self.standing()
        changes = tuple(round(change, 1) for change in now.changes.values())
        return bool(now.count), round(now.swing, 1), changes

    def _bar(self) -> Node:
        now = self.standing()
        g = self.model.government
        gov, opp = PARTIES[g.leading], PARTIES[g.opposition]
        partner = [PARTIES[g.partner]] if g.partner is not None else []
        order = [gov, *partner, *(p for p in _BENCHES if p not in (gov, opp)), opp]
        shown = [(p, LETTERS[p], now.declared[p]) for p in order]
        return SeatBar("Seats declared", shown, house=self.seats, majority=majority(self.model))

    def _gauge(self) -> Node:
        now, g = self.standing(), self.model.government
        gov, opp = PARTIES[g.leading], PARTIES[g.opposition]
        if not now.count:
            return Text(
                f"{majority(self.model)} seats make a majority. Seats fill on the map as "
                "they declare, with their party's letter and pattern; the five "
                "to watch are ringed in gold.",
                colour="soft",
            )
        return Swingometer(
            "Swing",
            now.swing,
            (opp, LETTERS[opp]),
            (gov, LETTERS[gov]),
            changes=[
                (p, LETTERS[p], now.changes[p]) for p in ("con", "lab", "ld", "ukip", "green")
            ],
            height=132,
        )

    def _verdict(self, now: NightTally) -> list[Node]:
        if self.over:
            view = self.session.view
            won = dict(view.result).get("government_wins", 0) > 0
            seats = round(dict(view.result).get("seats_government", 0))
            said = "The government holds on" if won else "The government falls"
            return [
                Heading(said, size="head", colour="good" if won else "bad"),
                Text(result_of_the_night(won, seats, majority(self.model))),
                Note(self._insurgents()),
                self._bellwether(),
            ]
        if not now.count:
            return [
                Heading("Exit poll, 22:00", size="lead"),
                *poll_rows(self.told),
                Note("A range, and honestly a little wrong."),
                self._bellwether(),
            ]
        ranked = sorted(now.forecast.items(), key=lambda kv: (kv[0] == "oth", -kv[1][1]))[:4]
        rows = [
            Row(
                Text(party(p), grow=1),
                Rich(f"[b]{mid}[/]"),
                Note(f"{low}–{high}"),
                gap=10,
                align="end",
            )
            for p, (low, mid, high) in ranked
        ]
        return [Heading("Forecast", size="lead"), *rows, self._bellwether()]

    def _bellwether(self) -> Node:
        said = bellwether_said(self.model, self.told, self.minute)
        return Note(said)

    def _insurgents(self) -> str:
        n = int(self.told.night.insurgent.sum())
        if not n:
            return "No independent won over a hospital."
        return f"{n} independent{'' if n == 1 else 's'} won over a hospital."
