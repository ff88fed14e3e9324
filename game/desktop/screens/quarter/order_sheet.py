"""The order sheet: two slots with what is drafted, what is left to spend, the seal, the hand."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note, Rich, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards import ask_case
from game.desktop.screens.parts.case_dialog import on_sheet, undecided
from game.desktop.screens.quarter.hand import LeverHand
from game.desktop.screens.quarter.lever_dialog import LeverDialog
from game.desktop.screens.quarter.sheet_advice import SheetAdvice
from game.desktop.screens.screen import ScreenContext
from game.rules.constants import ORDERS_A_SHEET
from game.rules.state.commands import Order, Unseal
from game.rules.state.view import SeenCase
from game.telling.cases import hospital, way_inside
from game.telling.formatting import listed, money, number, plural
from game.telling.names import humanised


class OrderSheet:
    """Builds the sheet; what is drafted is the session's."""

    def __init__(self, session: Session) -> None:
        self.s = session
        self.coach = SheetAdvice(session)
        self.hand = LeverHand(session, self._ask)

    # ---- prices -----------------------------------------------------------------

    def clout(self) -> float:
        """Return what the reader has."""
        own = next((o for o in self.s.view.offices if o.role == self.s.role), None)
        return own.clout if own is not None and own.clout is not None else 0.0

    def spent(self) -> tuple[float, float]:
        """Return clout and £m of the draft."""
        menu = {o.lever: o for o in self.s.view.menu}
        clout = money_m = 0.0
        for order in self.s.draft.orders:
            legal = menu.get(order.lever)
            if legal is not None:
                clout += legal.clout + order.bid
                money_m += legal.purse_m
        clout += sum(line.backing for line in self.s.draft.lines)
        clout += sum(stake.clout for stake in self.s.draft.stakes)
        for case in self._due():
            for line in self.s.draft.lines:
                if line.case == case.number:
                    money_m += sum(w.purse_m for w in case.ways if w.way == line.way)
        return clout, money_m

    def _due(self) -> list[SeenCase]:
        return [case for case in self.s.view.cases if case.falls_due]

    def sealed(self) -> bool:
        """Return whether the reader's sheet is sealed."""
        return any(o.role == self.s.role and o.sealed for o in self.s.view.offices)

    # ---- the whole --------------------------------------------------------------

    def build(self, c: ScreenContext, *, roomy: bool = False) -> Node:
        """Build what is drafted, then the hand with its filters; the cases that fall due scroll
        with the hand unless the sheet is ``roomy``: they would leave it no place."""
        hand = self.hand.build(c)
        cases, filters = self._cases(c), self.hand.filters(c)
        key = self.hand.key
        if cases is not None and not roomy:
            both = Scroll(Column(cases, filters, hand), key=key)
            return Column(self._slots(c), both, grow=1)
        return Column(self._slots(c), cases, filters, Scroll(hand, key=key), grow=1)

    # ---- what is drafted ----------------------------------------------------------

    def _slots(self, c: ScreenContext) -> Node:
        s = self.s
        if self.sealed():
            return Rich(
                "[icon seal] [b]Your sheet is sealed.[/] [soft]You may withdraw it until the last "
                "office has sealed.[/]"
            )
        slots = [self._slot(c, o) for o in s.draft.orders]
        while len(slots) < ORDERS_A_SHEET:
            slots.append(self._empty(len(slots)))
        return Row(*slots, self.coach.button(c))

    def _cases(self, c: ScreenContext) -> Node | None:
        """Return the cases that fall due with this sheet, each to be decided or staked on."""
        due = self._due()
        if not due or self.sealed():
            return None
        return Grid(*(self._case(c, case) for case in due), min_column=210, gap=8, key="due")

    def _case(self, c: ScreenContext, case: SeenCase) -> Node:
        s = self.s
        name = hospital(s.view, case)
        said = on_sheet(s, case)
        mine = case.decider == s.role
        if said:
            note = said
        elif mine:
            note = f"yours to decide; else: {way_inside(s.voice, case.default)}"
        else:
            verb = s.voice.verb(case.decider, "decides", "decide")
            note = f"{s.voice.office(case.decider)} {verb}; stake on it"
        return Button(
            name,
            partial(ask_case, c, s, case.number),
            icon="check" if said else "at-risk" if mine else "scales",
            size="small",
            note=esc(note),
            chosen=bool(said),
            align="left",
            tip=f"[b]{esc(name)}[/] falls due with this quarter's sheets.\n{esc(note)}",
            key=f"due-{case.number}",
        )

    def _slot(self, c: ScreenContext, order: Order) -> Node:
        s = self.s
        name = s.voice.lever(order.lever, s.view.quarter)
        told = [self._target_words(order)]
        if order.bid:
            told.append(f"bid +{order.bid}")
        note = " · ".join(esc(x) for x in told if x) or "press to change"
        return Button(
            name,
            partial(self._ask, c, order.lever),
            icon="check",
            size="small",
            note=note,
            chosen=True,
            align="left",
            share=1,
            tip=f"[b]{esc(name)}[/]\n{note}\n[soft]Press to change it or take it off.[/]",
            key=f"slot-{order.lever}",
        )

    def _target_words(self, order: Order) -> str:
        s = self.s
        if order.trusts:
            names = dict(zip(s.view.trusts.id, s.view.trusts.name, strict=True))
            shown = [names.get(t, t).removesuffix(" Hospitals") for t in order.trusts]
            return listed(shown) if len(shown) < 3 else f"{shown[0]} and {len(shown) - 1} more"
        if order.to_role:
            return f"to {s.voice.office(order.to_role)}"
        return humanised(order.tag) if order.tag else ""

    def _empty(self, n: int) -> Node:
        words = ("First order", "Second order")[n]
        return Panel(
            Column(
                Note(words, weight="semibold"),
                Note(("choose a card below", "or leave it empty")[n]),
                gap=0,
            ),
            fill="cloth",
            pad=(12, 7),
            radius=7,
            share=1,
        )

    def left(self) -> Node:
        """Return what is left of clout and of the purse once the draft is paid."""
        s = self.s
        clout, money_m = self.spent()
        left = self.clout() - clout
        token = "bad" if left < 0 else "ink"
        rows: list[Node] = [
            Rich(
                f"[icon clout] [{token}][b]{number(left, 1)}[/][/] [soft]of "
                f"{number(self.clout(), 1)} clout left[/]",
                size="small",
                wrap=False,
            )
        ]
        purse = s.view.figures.get("purse_m")
        if purse is not None:
            rest = purse.value - money_m
            token = "bad" if rest < 0 else "ink"
            said = ("" if purse.exact else "≈ ") + money(rest)
            rows.append(
                Rich(
                    f"[icon cash] [{token}][b]{said}[/][/] [soft]left in the purse[/]",
                    size="small",
                    wrap=False,
                )
            )
        return Column(*rows, gap=1)

    def buttons(self, c: ScreenContext, *, can_seal: bool) -> list[Node | None]:
        """Return Undo, Withdraw and Seal, as far as they can be done now."""
        draft, sealed = self.s.draft, self.sealed()
        over = self.spent()[0] > self.clout()
        n = len(draft.orders) + len(draft.lines) + len(draft.stakes)
        word = "order" if n == len(draft.orders) else "line"
        return [
            Button("Undo", draft.undo, icon="undo", bare=True, hotkey="ctrl+z", size="small")
            if draft.undone and not sealed
            else None,
            Button("Withdraw", partial(self._unseal, c), icon="unlock", size="small", key="unseal")
            if sealed and can_seal
            else None,
            Button(
                f"Seal {plural(n, word)}" if n else "Seal it empty",
                partial(self._ask_seal, c),
                kind="seal" if n else "normal",
                icon="seal",
                hotkey="ctrl+return",
                enabled=not over,
                key="seal",
                size="small",
                tip="Your clout does not cover this." if over else "",
            )
            if can_seal and not sealed
            else None,
        ]

    def _ask(self, c: ScreenContext, lever: str) -> None:
        order = next((o for o in self.s.view.menu if o.lever == lever), None)
        if order is not None:
            dialog = LeverDialog(self.s, order, sealed=self.sealed())
            c.open(partial(dialog.build, c), key="lever")

    # ---- sealing ----------------------------------------------------------------------

    def _ask_seal(self, c: ScreenContext) -> None:
        s = self.s
        names = [s.voice.lever(o.lever, s.view.quarter) for o in s.draft.orders]
        names += [
            f"{hospital(s.view, case)}: {on_sheet(s, case)}"
            for case in self._due()
            if on_sheet(s, case)
        ]
        said = "\n".join(f"[icon check] [b]{esc(n)}[/]" for n in names)
        said = said or "An empty sheet is a choice too: you keep your clout."
        said += "".join(f"\n{line}" for line in undecided(s))
        for o in s.draft.orders:
            if warning := s.against_aim(o.lever):
                name = s.voice.lever(o.lever, s.view.quarter)
                said += f"\n[bad][icon at-risk][/] {esc(name)}: {esc(warning)}"
        body = said
        others = [o for o in s.view.offices if not o.sealed and o.role != s.role]
        body += (
            "\n\nYou may withdraw it until the last office has sealed."
            if others
            else "\n\nYours is the last seal: the reveal follows at once."
        )
        c.confirm("Seal your orders?", body, "Seal", partial(self._seal, c), "seal")

    def _seal(self, c: ScreenContext) -> None:
        s = self.s
        assert s.role is not None
        if s.submit(c, s.draft.sheet(s.role)):
            c.sound("seal")
            c.routes.play(s)

    def _unseal(self, c: ScreenContext) -> None:
        assert self.s.role is not None
        self.s.submit(c, Unseal(role=self.s.role))
