"""One lever opened: everything about it, what it names, the secret bid, and the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Flow, Grid, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.tiles import arrow_markup, trust_tip
from game.desktop.screens.quarter.lever_card import LEGEND, when_said
from game.desktop.screens.screen import ScreenContext
from game.rules.state.commands import Order
from game.rules.state.view import LegalOrder
from game.telling import cards as cards_of
from game.telling.names import humanised


class LeverDialog:
    """Keeps what is being filled in until it is put on the sheet."""

    def __init__(self, session: Session, order: LegalOrder, *, sealed: bool) -> None:
        self.s, self.order, self.sealed = session, order, sealed
        self.arrows = session.forecast[order.lever]
        old = next((o for o in session.draft.orders if o.lever == order.lever), None)
        self.on_sheet = old is not None
        self.bid = old.bid if old else 0
        self.trusts = list(old.trusts) if old else list(order.trusts[: order.n])
        first = order.roles[0] if order.roles else None
        self.to_role = old.to_role if old else first
        self.tag = (old.tag or "") if old else (order.tags[0] if order.tags else "")

    def build(self, c: ScreenContext) -> Node:
        """Build the dialog."""
        s, order = self.s, self.order
        said = cards_of.card(s.voice, order, s.view.quarter, self.arrows)
        asks = f" · {esc(said.asks)}" if said.asks else ""
        hint = next(
            (
                x.why
                for x in s.voice.scenario.suggested
                if x.role == s.role and x.lever == order.lever
            ),
            "",
        )
        body = Column(
            Rich(f"[b]{esc(said.price[:1].upper() + said.price[1:])}[/]{asks}"),
            Text(said.prose),
            Rich(f"[warn][icon info][/] {esc(hint)}", size="small")
            if hint and c.settings.coach
            else None,
            self._arrows(),
            *(Rich(f"[bad][icon lock] {esc(r)}[/]") for r in said.reasons),
            self._targets(),
            self._bid() if not order.reasons else None,
            Rich(f"It {esc(said.counters)}.", size="small", colour="soft")
            if said.counters
            else None,
            Note("Source: " + "; ".join(said.sources)) if said.sources else None,
            gap=10,
        )
        full = len(s.draft.orders) >= 2 and not self.on_sheet
        buttons: list[Node | None] = []
        if self.on_sheet:
            buttons.append(Button("Take it off", partial(self._take, c), icon="undo"))
        if not order.reasons:
            label = "Change" if self.on_sheet else "Sheet is full" if full else "Put on the sheet"
            buttons.append(
                Button(
                    label,
                    partial(self._put, c),
                    kind="primary",
                    icon="check",
                    enabled=not full and not self.sealed,
                    key="put",
                    first=True,
                )
            )
        return Dialog(said.title, body, *buttons, on_close=c.close, accent=s.role or "", width=620)

    def _arrows(self) -> Node | None:
        if not self.arrows:
            return None
        shown = (
            Rich(f"{arrow_markup(self.s.voice, a)}[soft]{when_said(a.after)}[/]", size="small")
            for a in self.arrows
        )
        head = Row(
            Text("What it should do", size="small", weight="semibold", grow=1), Note(LEGEND), gap=10
        )
        return Panel(
            Column(head, Grid(*shown, min_column=150, gap=3), gap=5),
            fill="desk",
            pad=(12, 9),
            border=False,
        )

    # ---- what it names ------------------------------------------------------------

    def _targets(self) -> Node | None:
        order, voice = self.order, self.s.voice
        if order.reasons:
            return None
        if order.trusts:
            return self._trust_list()
        if order.roles:
            offices = [(r, voice.title_of(r)) for r in order.roles]
            return self._choice("To", offices, self.to_role, "to_role")
        if order.tags:
            kinds = [(x, humanised(x)) for x in order.tags]
            return self._choice("Which kind", kinds, self.tag, "tag")
        return None

    def _trust_list(self) -> Node:
        t, order = self.s.view.trusts, self.order
        where = {name: i for i, name in enumerate(t.id)}
        rows = [
            Button(
                t.name[where[x]]
                + (" · failing" if t.listed[where[x]] else "")
                + (" · marginal" if t.marginal[where[x]] else ""),
                partial(self._turn, x),
                chosen=x in self.trusts,
                icon="check" if x in self.trusts else "ring",
                size="small",
                align="left",
                tip=trust_tip(t, where[x]),
                key=f"pick-{x}",
            )
            for x in order.trusts
            if x in where
        ]
        head = f"Names {len(self.trusts)} of at most {order.n}"
        return Column(
            Text(head, weight="semibold", size="small"), Grid(*rows, min_column=230, gap=4), gap=5
        )

    def _choice(
        self, name: str, options: Sequence[tuple[str, str]], value: str | None, field: str
    ) -> Node:
        return Flow(
            Text(name, size="small", weight="semibold"),
            *(
                Button(
                    w,
                    partial(setattr, self, field, v),
                    chosen=v == value,
                    size="small",
                    key=f"{field}-{v}",
                )
                for v, w in options
            ),
            gap=6,
        )

    def _bid(self) -> Node:
        return Level(
            Rich("[?bid]Secret bid[/]", size="small"),
            *(
                Button(
                    f"+{n}",
                    partial(setattr, self, "bid", n),
                    chosen=self.bid == n,
                    size="small",
                    key=f"bid-{n}",
                )
                for n in (0, 1, 2)
            ),
            Note("makes it harder to counter"),
            gap=6,
        )

    # ---- the sheet ------------------------------------------------------------------

    def _turn(self, trust: str) -> None:
        if trust in self.trusts:
            self.trusts.remove(trust)
        else:
            self.trusts = [*self.trusts, trust][-max(1, self.order.n) :]

    def _put(self, c: ScreenContext) -> None:
        legal = self.order
        self.s.draft.put(
            Order(
                lever=legal.lever,
                bid=self.bid,
                trusts=tuple(self.trusts) if legal.trusts else (),
                to_role=self.to_role if legal.roles else None,
                tag=self.tag or None if legal.tags else None,
            )
        )
        c.sound("card")
        c.close()

    def _take(self, c: ScreenContext) -> None:
        self.s.draft.take(self.order.lever)
        c.close()
