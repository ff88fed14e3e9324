"""The order sheet: a hand of lever cards, what is drafted, and the seal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.desktop.app import App
from game.desktop.kit import (
    Button,
    Card,
    Chip,
    Column,
    Dialog,
    Excerpt,
    Flow,
    Grid,
    Hand,
    Heading,
    Node,
    Panel,
    Rich,
    Row,
    Spacer,
    Tabs,
    Text,
    esc,
)
from game.desktop.screens.tiles import arrow_markup, trust_tip
from game.rules.commands import Order, Seal, Unseal
from game.rules.views import LegalOrder
from game.scenario.content import Lever
from game.telling import orders as cards_of
from game.telling.text import money, number
from game.telling.voice import humanised

if TYPE_CHECKING:
    from game.desktop.session import Session


class Sheet:
    """Builds the hand and keeps nothing but what is being filled in."""

    def __init__(self, session: Session) -> None:
        self.s = session
        self.trusts: list[str] = []
        self.bid = 0
        self.to_role = ""
        self.tag = ""
        self._dealt: tuple[object, list[Node]] = (None, [])

    # ---- prices -----------------------------------------------------------------

    def clout(self) -> float:
        """What the reader has."""
        own = next((o for o in self.s.view.offices if o.role == self.s.role), None)
        return own.clout if own is not None and own.clout is not None else 0.0

    def spent(self) -> tuple[float, float]:
        """Clout and £m of the draft."""
        menu = {o.lever: o for o in self.s.view.menu}
        clout = money_m = 0.0
        for order in self.s.draft.orders:
            legal = menu.get(order.lever)
            if legal is not None:
                clout += legal.clout + order.bid
                money_m += legal.purse_m
        return clout, money_m

    # ---- the hand ---------------------------------------------------------------

    def build(self, c: App, *, can_seal: bool) -> Node:
        """Header with slots and seal, then the cards."""
        s, view = self.s, self.s.view
        menu = list(view.menu)
        suggested = {x.lever: x.why for x in s.voice.scenario.suggested if x.role == s.role}
        coach = c.settings.coach and view.quarter == view.first
        open_now = [o for o in menu if not o.reasons]
        barred = [o for o in menu if o.reasons]
        if s.ui.menu == "open" and not open_now:
            s.ui.menu = "barred"
        shown = open_now if s.ui.menu == "open" else barred
        if coach:
            shown = sorted(shown, key=lambda o: o.lever not in suggested)
        drafted = {o.lever for o in s.draft.orders}
        # Cards are costly to build and measure and change rarely: they outlive a picture.
        sign = (id(view), tuple(sorted(drafted)), s.ui.menu, coach, id(c.brush), s.role)
        if self._dealt[0] != sign:
            hints = suggested if coach else {}
            self._dealt = (sign, [self._card(c, o, drafted, hints.get(o.lever, "")) for o in shown])
        cards = self._dealt[1]
        head = Row(
            Tabs(
                [("open", "Can be ordered"), ("barred", "Not now")],
                s.ui.menu,
                partial(setattr, s.ui, "menu"),
                counts={"open": len(open_now), "barred": len(barred)},
                size="small",
                label="Levers",
                key="hand-tabs",
            ),
            Spacer(),
            self._slots(c, can_seal=can_seal),
            gap=10,
            align="centre",
        )
        hand: Node = Hand("Levers", cards, min_card=186, key="hand", grow=1)
        if not cards:
            hand = Text("No lever here.", colour="soft", grow=1)
        return Column(
            head if c.ems > 66 else Column(*head.children[::2], gap=6), hand, gap=8, grow=1
        )

    def _slots(self, c: App, *, can_seal: bool) -> Node:
        s = self.s
        voice, draft = s.voice, s.draft
        clout, money_m = self.spent()
        have = self.clout()
        sealed = self._sealed()
        chips: list[Node | None] = []
        for order in draft.orders:
            name = voice.lever(order.lever, s.view.quarter)
            bid = f" +{order.bid}" if order.bid else ""
            chips.append(
                Button(_shortened(name, 24) + bid, partial(self._ask, c, order.lever),
                            icon="check", size="small", chosen=True, tip=esc(name),
                            key=f"slot-{order.lever}")
            )  # fmt: skip
        over = clout > have
        cost = (
            f"[{'bad' if over else 'ink'}][icon clout] {number(clout, 1)}[/] of {number(have, 1)}"
        )
        if money_m:
            cost += f"   [icon cash] {money(money_m)}"
        return Flow(
            *chips,
            Rich(cost, size="small", wrap=False) if not sealed else None,
            Button("Undo", draft.undo, icon="undo", bare=True, hotkey="ctrl+z",
                   enabled=bool(draft.undone) and not sealed, size="small"),
            Button("Withdraw", partial(self._unseal, c), icon="unlock", size="small", key="unseal")
            if sealed and can_seal else None,
            Button(
                "Seal nothing" if not draft.orders else f"Seal {len(draft.orders)}",
                partial(self._ask_seal, c), kind="seal", icon="seal", hotkey="ctrl+return",
                enabled=not over, key="seal", size="small",
            ) if can_seal and not sealed else None,
            gap=8,
            align="end",
        )  # fmt: skip

    def _sealed(self) -> bool:
        return any(o.role == self.s.role and o.sealed for o in self.s.view.offices)

    def _card(self, c: App, order: LegalOrder, drafted: set[str], hint: str) -> Node:
        s = self.s
        lever = s.voice.scenario.lever(order.lever)
        title = s.voice.lever(order.lever, s.view.quarter)
        arrows = [arrow_markup(s.voice, a) for a in order.arrows[: 2 if order.reasons else 4]]
        more = len(order.arrows) - len(arrows)
        if more > 0:
            arrows[-1:] = [arrows[-1], f"[soft]+{more} more[/]"]
        price = f"[icon clout] [b]{number(order.clout, 1)}[/]" if order.clout else "[good]free[/]"
        if order.purse_m:
            price += f"   [icon cash] [b]{money(order.purse_m)}[/]"
        chips = [
            Chip("on the sheet", fill="good") if order.lever in drafted else None,
            Chip("suggested", fill="warn") if hint and order.lever not in drafted else None,
            Chip("once a game") if lever.kind == "signature" or lever.once else None,
            Chip(f"names {order.n}") if order.trusts and order.n else None,
        ]
        return Card(
            title,
            Heading(title, size="lead"),
            Row(Rich(price, size="small", wrap=False), Spacer(), *chips, gap=5, align="centre")
            if any(chips) else Rich(price, size="small"),
            Rich(f"[bad][icon lock][/] {esc(order.reasons[0])}", size="small")
            if order.reasons
            else None,
            Excerpt(f"{hint} {lever.prose}" if hint else lever.prose, least=1, grow=1),
            Flow(*(Rich(a, size="small", wrap=False) for a in arrows), gap=9),
            on_press=partial(self._ask, c, order.lever),
            accent=s.role or "",
            chosen=order.lever in drafted,
            barred=bool(order.reasons),
            gap=5,
            key=f"lever-{order.lever}",
        )  # fmt: skip

    # ---- one lever ----------------------------------------------------------------

    def _ask(self, c: App, lever: str) -> None:
        """Open a lever: everything about it, what it names, the bid, and the button."""
        s = self.s
        order = next((o for o in s.view.menu if o.lever == lever), None)
        if order is None:
            return
        old = next((o for o in s.draft.orders if o.lever == lever), None)
        self.bid = old.bid if old else 0
        self.trusts = list(old.trusts) if old else list(order.trusts[: order.n])
        self.to_role = (old.to_role or "") if old else (order.roles[0] if order.roles else "")
        self.tag = (old.tag or "") if old else (order.tags[0] if order.tags else "")
        c.open(lambda: self._dialog(c, order, old is not None), key="lever")

    def _dialog(self, c: App, order: LegalOrder, on_sheet: bool) -> Node:
        s = self.s
        lever = s.voice.scenario.lever(order.lever)
        said = cards_of.card(s.voice, order, s.view.quarter)
        full = len(s.draft.orders) >= 2 and not on_sheet
        arrows = Grid(
            *(
                Rich(f"{arrow_markup(s.voice, a)}[soft]{_when(a.after)}[/]", size="small")
                for a in order.arrows
            ),
            min_column=150,
            gap=3,
        )
        body = Column(
            Rich(f"[b]{esc(said.price[:1].upper() + said.price[1:])}[/]"
                 + (f" · {esc(said.asks)}" if said.asks else "")),
            Text(said.prose),
            Panel(
                Column(Text("What it should do (? not sure)", size="small", weight="semibold"),
                       arrows, gap=5),
                fill="desk", pad=(12, 9), border=False,
            ) if order.arrows else None,
            *(Rich(f"[bad][icon lock] {esc(r)}[/]") for r in said.reasons),
            self._targets(c, order),
            self._bid(c, lever) if not order.reasons else None,
            Rich(f"It {esc(said.counters)}.", size="small", colour="soft")
            if said.counters else None,
            Text("Source: " + "; ".join(said.sources), size="small", colour="soft")
            if said.sources else None,
            gap=10,
        )  # fmt: skip
        buttons: list[Node | None] = []
        if on_sheet:
            buttons.append(Button("Take it off", partial(self._take, c, order.lever), icon="undo"))
        if not order.reasons:
            label = "Change" if on_sheet else "Sheet is full" if full else "Put on the sheet"
            buttons.append(
                Button(label, partial(self._put, c, order), kind="primary", icon="check",
                       enabled=not full and not self._sealed(), key="put", first=True)
            )  # fmt: skip
        return Dialog(said.title, body, *buttons, on_close=c.close, accent=s.role or "", width=620)

    def _targets(self, c: App, order: LegalOrder) -> Node | None:
        if order.reasons:
            return None
        if order.trusts:
            t = self.s.view.trusts
            where = {name: i for i, name in enumerate(t.id)}
            rows = [
                Button(
                    t.name[where[x]] + (" · marginal" if t.marginal[where[x]] else ""),
                    partial(self._turn_trust, x, order.n),
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
                Text(head, weight="semibold", size="small"), Grid(*rows, min_column=230, gap=4),
                gap=5,
            )  # fmt: skip
        if order.roles:
            return self._choice(
                "To", [(r, self.s.voice.title_of(r)) for r in order.roles], self.to_role, "to_role"
            )
        if order.tags:
            return self._choice(
                "Which kind", [(x, humanised(x)) for x in order.tags], self.tag, "tag"
            )
        return None

    def _choice(self, name: str, options: list[tuple[str, str]], value: str, field: str) -> Node:
        return Flow(
            Text(name, size="small", weight="semibold"),
            *(
                Button(w, partial(setattr, self, field, v), chosen=v == value, size="small",
                       key=f"{field}-{v}")
                for v, w in options
            ),
            gap=6,
        )  # fmt: skip

    def _bid(self, c: App, lever: Lever) -> Node:
        return Row(
            Rich("[?bid]Secret bid[/]", size="small"),
            *(
                Button(f"+{n}", partial(setattr, self, "bid", n), chosen=self.bid == n,
                       size="small", key=f"bid-{n}")
                for n in (0, 1, 2)
            ),
            Text("makes it harder to counter", size="small", colour="soft"),
            gap=6,
            align="centre",
        )  # fmt: skip

    def _turn_trust(self, trust: str, most: int) -> None:
        if trust in self.trusts:
            self.trusts.remove(trust)
        else:
            self.trusts = [*self.trusts, trust][-max(1, most) :]

    def _put(self, c: App, legal: LegalOrder) -> None:
        self.s.draft.put(
            Order(
                lever=legal.lever,
                bid=self.bid,
                trusts=tuple(self.trusts) if legal.trusts else (),
                to_role=self.to_role or None if legal.roles else None,  # type: ignore[arg-type]
                tag=self.tag or None if legal.tags else None,
            )
        )
        c.sound("card")
        c.close()

    def _take(self, c: App, lever: str) -> None:
        self.s.draft.take(lever)
        c.close()

    # ---- sealing ----------------------------------------------------------------------

    def _ask_seal(self, c: App) -> None:
        s = self.s
        names = [s.voice.lever(o.lever, s.view.quarter) for o in s.draft.orders]
        listed = "\n".join(f"[icon check] [b]{esc(n)}[/]" for n in names)
        body = listed or "An empty sheet is a choice too: you keep your clout."
        others = [o for o in s.view.offices if not o.sealed and o.role != s.role]
        last = not any(s.table.seats[o.role] == "human" for o in others)
        body += (
            "\n\nYours is the last seal: the reveal follows at once."
            if last
            else "\n\nYou may withdraw it until the last office has sealed."
        )
        c.confirm("Seal your orders?", body, "Seal", partial(self._seal, c), "seal")

    def _seal(self, c: App) -> None:
        s = self.s
        assert s.role is not None
        if s.submit(c, Seal(role=s.role, orders=tuple(s.draft.orders))):
            c.sound("seal")
            self.after_seal(c)

    def after_seal(self, c: App) -> None:
        """On to the reveal, or back to the open table."""
        self.s.go(c)

    def _unseal(self, c: App) -> None:
        assert self.s.role is not None
        self.s.submit(c, Unseal(role=self.s.role))


def _when(after: int) -> str:
    return {0: "", 1: " next quarter"}.get(after, f" in {after} quarters")


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
