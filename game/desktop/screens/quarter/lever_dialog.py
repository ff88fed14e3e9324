"""One lever opened: everything about it, what it names, the secret bid, and the sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Flow, Grid, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards.country import MapBoard, token_of
from game.desktop.screens.parts.tiles import arrow_markup, trust_tip
from game.desktop.screens.quarter.lever_card import LEGEND, when_said
from game.desktop.screens.screen import ScreenContext
from game.rules.state.commands import Order
from game.rules.state.menu import LegalOrder
from game.telling import cards as cards_of
from game.telling.for_you import when
from game.telling.formatting import money
from game.telling.hand import ranked_targets
from game.telling.names import humanised
from game.world.figure_names import REGIONS

#: With more letters across the window than this, hospitals are picked on the map.
_MAPPED: Final = 66


class LeverDialog:
    """Keeps what is being filled in until it is put on the sheet."""

    def __init__(
        self, session: Session, order: LegalOrder, *, sealed: bool, trust: str = ""
    ) -> None:
        self.s, self.order, self.sealed = session, order, sealed
        self.arrows = session.forecast[order.lever]
        old = next((o for o in session.draft.orders if o.lever == order.lever), None)
        self.on_sheet = old is not None
        self.may_name = ranked_targets(session.voice, session.view, order)
        self.bid = old.bid if old else 0
        self.trusts = list(old.trusts if old else self.may_name[: order.n])
        if trust in order.trusts and trust not in self.trusts:
            self._turn(trust)
        self.map = MapBoard(session)
        self.at = trust or (self.trusts[0] if self.trusts else "")  # where the map's ring is
        first = order.roles[0] if order.roles else None
        self.to_role = old.to_role if old else first
        self.tag = (old.tag or "") if old else (order.tags[0] if order.tags else "")

    def build(self, c: ScreenContext) -> Node:
        """Build the dialog."""
        s, order = self.s, self.order
        said = cards_of.card(s.voice, order, s.view.quarter, self.arrows)
        lever = s.voice.scenario.lever(order.lever)
        asks = " · once a game" if lever.kind == "signature" or lever.once else ""
        asks += f" · {esc(said.asks)}" if said.asks else ""
        hint = s.suggestions(c).get(order.lever, "")
        against = s.against_aim(order.lever)
        about = Column(
            Rich(f"[b]{esc(said.price[:1].upper() + said.price[1:])}[/]{asks}"),
            Text(said.prose),
            Rich(f"[warn][icon info][/] {esc(hint)}", size="small") if hint else None,
            Rich(f"[bad][icon at-risk] {esc(against)}[/]") if against else None,
            self._arrows(),
            *(Rich(f"[bad][icon lock] {esc(r)}[/]") for r in said.reasons),
            gap=10,
        )
        mapped = bool(order.trusts) and not order.reasons and c.ems > _MAPPED
        if mapped:
            about.grow, about.basis = 1.0, 0
        body = Column(
            Row(self._places(c), about, gap=14, align="start") if mapped else about,
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
                    hotkey="ctrl+return",
                    key="put",
                    first=True,
                )
            )
        width = 940 if mapped else 620
        return Dialog(
            said.title, body, *buttons, on_close=c.close, accent=s.role or "", width=width
        )

    def _arrows(self) -> Node | None:
        if not self.arrows:
            return None
        shown = (
            Rich(
                f"{arrow_markup(self.s.voice, a, self.s.role)}[soft]{when_said(a.after)}[/]",
                size="small",
            )
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

    def _places(self, c: ScreenContext) -> Node:
        """Return the map with the hospitals that the order may name."""
        t = self.s.view.trusts
        may = set(self.order.trusts)
        shown = [token_of(t, i) for i in range(len(t.id)) if t.id[i] in may]
        the_map = self.map.plain_map(
            c,
            [token for token in shown if token is not None],
            picked=self.trusts,
            chosen=self.at,
            on_choose=partial(setattr, self, "at"),
            on_pick=self._turn,
            key="targets-map",
        )
        the_map.label = "Hospitals that it may name"
        note = Note("Click a hospital to name it; arrows and Enter do the same.")
        return Panel(Column(the_map, note), pad=8, min_h=300, max_h=330, share=1)

    def _trust_list(self) -> Node:
        t, order = self.s.view.trusts, self.order
        where = {name: i for i, name in enumerate(t.id)}
        rows = [
            Button(
                t.name[where[x]],
                partial(self._turn, x),
                note=self._about(where[x]),
                chosen=x in self.trusts,
                icon="check" if x in self.trusts else "ring",
                size="small",
                align="left",
                tip=trust_tip(t, where[x]),
                key=f"pick-{x}",
            )
            for x in self.may_name
            if x in where
        ]
        rows.sort(key=lambda row: not row.chosen)
        head = f"Names {len(self.trusts)} of at most {order.n}"
        return Column(
            Text(head, weight="semibold", size="small"), Grid(*rows, min_column=230, gap=4), gap=5
        )

    def _about(self, i: int) -> str:
        """Return where a hospital is, how it fares, and its clock, as a line of markup."""
        t, s = self.s.view.trusts, self.s
        said = [REGIONS[int(t.region[i])]]
        if t.marginal[i]:
            said.append("marginal")
        if t.listed[i]:
            said.append("[bad]failing[/]")
        if not math.isnan(t.surplus_m[i]):
            said.append(esc(money(float(t.surplus_m[i]))))
        said += [
            esc(when(max(0, case.due - s.view.quarter)))
            for case in s.view.cases
            if case.trust == t.id[i] and case.state == "open"
        ]
        return " · ".join(said)

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
