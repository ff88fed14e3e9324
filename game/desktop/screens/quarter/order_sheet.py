"""The order sheet: two slots with what is drafted, what is left to spend, the seal, the hand."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Dropdown, Tabs
from game.desktop.kit.layout import Flow, Grid, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards import ask_case
from game.desktop.screens.parts.case_dialog import on_sheet, undecided
from game.desktop.screens.quarter.lever_card import LEGEND, lever_card
from game.desktop.screens.quarter.lever_dialog import LeverDialog
from game.desktop.screens.quarter.sheet_advice import SheetAdvice
from game.desktop.screens.screen import ScreenContext
from game.rules.constants import ORDERS_A_SHEET
from game.rules.state.commands import Order, Unseal
from game.rules.state.menu import LegalOrder
from game.rules.state.view import SeenCase, View
from game.telling.cases import hospital, way_inside
from game.telling.formatting import listed, money, number, plural
from game.telling.hand import matters
from game.telling.names import humanised

#: A hand of no more cards is shown whole.
_FEW: Final = 4


class OrderSheet:
    """Builds the sheet; what is drafted is the session's."""

    def __init__(self, session: Session) -> None:
        self.s = session
        self._dealt: tuple[object, list[Node]] = (None, [])
        self._mattering: tuple[object, dict[str, str]] = (None, {})
        self.coach = SheetAdvice(session)
        self._view: View | None = None
        self._made_of: tuple[object, ...] = ()
        self._version = 0

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
        cards = self._cards(c)
        hand: Node = (
            Grid(*cards, min_column=196, gap=8, key="hand")
            if cards
            else Text("No lever of this kind.", colour="soft")
        )
        cases, filters = self._cases(c), self._filters(c)
        key = f"hand-{self.s.ui.menu}-{self.s.ui.kind}"
        if cases is not None and not roomy:
            both = Scroll(Column(cases, filters, hand), key=key)
            return Column(self._slots(c), both, grow=1)
        return Column(self._slots(c), cases, filters, Scroll(hand, key=key), grow=1)

    def _look(self) -> int:
        """Look at the view; return a number that is another one when what the hand is made of has
        changed. That another office has sealed is no reason to make the cards anew."""
        view = self.s.view
        if view is not self._view:
            self._view = view
            about = view.who, view.quarter, view.phase, view.agenda, view.summons
            made_of = (*about, view.menu, view.figures, view.trusts, view.cases, view.deals)
            if made_of != self._made_of:
                self._made_of = made_of
                self._version += 1
        return self._version

    def _matters(self, c: ScreenContext) -> dict[str, str]:
        """Return the levers that matter now, each with why, kept while the view is the same; none
        where the whole hand is no more than a few cards."""
        s = self.s
        sign = (self._look(), s.coached(c))
        if self._mattering[0] != sign:
            few = len(self._wanted()[0]) <= _FEW
            found = {} if few else matters(s.voice, s.view, s.thumb, s.suggestions(c))
            self._mattering = (sign, found)
        return self._mattering[1]

    def _wanted(self) -> tuple[list[LegalOrder], list[LegalOrder]]:
        menu = self.s.view.menu
        return [o for o in menu if not o.reasons], [o for o in menu if o.reasons]

    def _tags(self, order: LegalOrder) -> tuple[str, ...]:
        return self.s.voice.scenario.lever(order.lever).tags

    def _filters(self, c: ScreenContext) -> Node:
        ui = self.s.ui
        open_now, barred = self._wanted()
        now = self._matters(c)
        if ui.menu == "now" and not now:
            ui.menu = "open"
        c.hotkeys({"a": partial(self._whole, now)})
        shown = {
            "now": [o for o in open_now if o.lever in now],
            "open": open_now,
            "barred": barred,
        }[ui.menu]
        count = Counter(t for o in shown for t in self._tags(o))
        if ui.kind not in count:
            ui.kind = "all"
        kinds = [("all", f"All kinds · {len(shown)}")]
        kinds += [(t, f"{humanised(t)} · {n}") for t, n in count.most_common()]
        tabs = Tabs(
            [
                *([("now", "Matters now")] if now else []),
                ("open", "Whole hand"),
                ("barred", "Not now"),
            ],
            ui.menu,
            partial(setattr, ui, "menu"),
            counts={"now": len(now), "open": len(open_now), "barred": len(barred)},
            size="small",
            label="Levers",
            key="hand-tabs",
        )
        kind = Dropdown("Kind of order", kinds, ui.kind, partial(setattr, ui, "kind"), key="kind")
        if c.ems >= 66:
            legend = Note(LEGEND, wrap=False)
            return Level(tabs, kind, Spacer(), legend, gap=10)
        return Flow(tabs, kind, gap=8)

    def _whole(self, now: dict[str, str]) -> None:
        """Show the whole hand, or again what matters now."""
        self.s.ui.menu = "now" if now and self.s.ui.menu == "open" else "open"

    def _cards(self, c: ScreenContext) -> list[Node]:
        s, view = self.s, self.s.view
        ui = s.ui
        open_now, barred = self._wanted()
        now = self._matters(c)
        if ui.menu == "now" and not now:
            ui.menu = "open"
        if ui.menu == "open" and not open_now:
            ui.menu = "barred"
        hints = s.suggestions(c)
        if ui.menu == "now":
            rank = list(now)
            shown = sorted(
                (o for o in open_now if o.lever in now), key=lambda o: rank.index(o.lever)
            )
        else:
            shown = open_now if ui.menu == "open" else barred
            shown = sorted(shown, key=lambda o: o.lever not in hints)
        if ui.kind != "all":
            shown = [o for o in shown if ui.kind in self._tags(o)]
        drafted = {o.lever for o in s.draft.orders}
        # Cards are costly to build and measure and change rarely: they outlive a picture.
        sign = (
            self._look(),
            tuple(sorted(drafted)),
            ui.menu,
            ui.kind,
            bool(hints),
            id(c.brush),
            s.role,
            s.forecast.ready,
            tuple(now) if ui.menu == "now" else (),
        )
        if self._dealt[0] != sign:
            made = [
                lever_card(
                    s.voice,
                    o,
                    view.quarter,
                    s.forecast.so_far(o.lever),
                    accent=s.role or "",
                    hint=hints.get(o.lever, ""),
                    matter=now.get(o.lever, "") if ui.menu == "now" else "",
                    drafted=o.lever in drafted,
                    ready=s.forecast.ready,
                    on_press=partial(self._ask, c, o.lever),
                )
                for o in shown
            ]
            self._dealt = (sign, made)
        return self._dealt[1]

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
