"""The first order of a newcomer: a few to choose from, what they cost, and the seal."""

from __future__ import annotations

from functools import partial

from game.desktop import art
from game.desktop.kit.buttons import Button
from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import CardArt
from game.desktop.kit.words import Icon, Note, Rich, Text
from game.desktop.match_session import Session
from game.desktop.screens.boards.cases import ask_case, open_cases, words
from game.desktop.screens.parts.arrow_lines import ArrowLines
from game.desktop.screens.parts.case_dialog import on_sheet, undecided
from game.desktop.screens.quarter.lever_card import price_markup
from game.desktop.screens.screen import ScreenContext
from game.rules.state.commands import Order, Seal
from game.rules.state.menu import LegalOrder
from game.rules.state.view import SeenCase, View
from game.scenario.schema.base import Role
from game.telling.formatting import money, number, sentence
from game.telling.hand import ranked_targets
from game.telling.names import Voice

#: At most so many orders to choose from, and cases that fall due.
_ORDERS = 3
_DUE = 2


def proposed(voice: Voice, view: View, legal: LegalOrder) -> Order:
    """Return a lever as an order with what it proposes: its first targets, no bid."""
    return Order(
        lever=legal.lever,
        trusts=ranked_targets(voice, view, legal)[: legal.n],
        to_role=legal.roles[0] if legal.roles else None,
        tag=legal.tags[0] if legal.tags else None,
    )


class FirstOrder:
    """One order of an office, chosen from a few; ``chosen`` is its lever."""

    def __init__(self, session: Session, role: Role) -> None:
        self.session = session
        self.role: Role = role
        self.chosen = ""

    def choices(self) -> list[tuple[LegalOrder, str]]:
        """Return the orders to choose from, each with why: those suggested that are lawful, then
        the first others that are open. None works against the office's own secret aim."""
        s = self.session
        open_now = {o.lever: o for o in s.view.menu if not o.reasons and not s.against_aim(o.lever)}
        out = [
            (open_now[x.lever], x.why)
            for x in s.voice.scenario.suggested
            if x.role == self.role and x.lever in open_now
        ]
        known = {o.lever for o, _ in out}
        out += [(o, "") for o in open_now.values() if o.lever not in known]
        return out[:_ORDERS]

    def build(self, c: ScreenContext) -> Node:
        """Build the orders to choose from, and the cases that fall due with the sheet."""
        s = self.session
        cards = [self._order_card(c, legal, why) for legal, why in self.choices()]
        due = [x for x in open_cases(s) if x.falls_due]
        due.sort(key=lambda x: x.decider != self.role)
        return Column(
            Grid(*cards, min_column=300, gap=12), *(self._due(c, x) for x in due[:_DUE]), gap=12
        )

    def means(self) -> Node:
        """Return what there is to pay with: the cards say only what they cost."""
        view = self.session.view
        own = next(o for o in view.offices if o.role == self.role)
        held = f"You have [icon clout] [b]{number(own.clout or 0.0, 1)}[/] clout"
        purse = view.figures.get("purse_m")
        if purse is not None:
            about = "" if purse.exact else "about "
            held += f"; the purse holds {about}[icon cash] [b]{money(purse.value)}[/]"
        return Rich(f"{held}.")

    def _due(self, c: ScreenContext, case: SeenCase) -> Node:
        """Return a case that falls due with this sheet, and the way to decide it or take a side."""
        told = words(self.session, case)
        mine = case.decider == self.role
        stands = on_sheet(self.session, case)
        said = f"On your sheet: {stands}" if stands else told.default if mine else told.decides
        return Panel(
            Level(
                Icon("clock", size=26, colour="warn"),
                Column(
                    Text(f"{told.hospital} falls due", size="lead", weight="serif_bold"),
                    Text(sentence(said), size="small"),
                    gap=2,
                    grow=1,
                ),
                Button(
                    "Decide it" if mine else "Take a side",
                    partial(ask_case, c, self.session, case.number, orders=False),
                    key=f"due-{case.number}",
                ),
                gap=14,
            ),
            fill="paper",
            accent=case.decider,
            pad=(16, 10),
        )

    def _order_card(self, c: ScreenContext, legal: LegalOrder, why: str) -> Node:
        s = self.session
        voice, quarter = s.voice, s.view.quarter
        lever = voice.scenario.lever(legal.lever)
        title = voice.lever(legal.lever, quarter)
        first = ranked_targets(s.voice, s.view, legal)[: legal.n]
        named = [s.view.trusts.name[s.view.trusts.id.index(t)] for t in first]
        arrows = s.forecast[legal.lever] if s.forecast.ready else ()
        return Card(
            title,
            CardArt(art.kind_of(lever.tags), most=96),
            Level(
                Text(title, weight="serif_bold", size="lead", grow=1),
                Rich(price_markup(legal.clout, legal.purse_m), size="small", wrap=False),
            ),
            Text(why or lever.prose, size="small"),
            Note("On " + ", ".join(named)) if named else None,
            ArrowLines(voice, arrows, self.role, ready=s.forecast.ready, lines=2),
            on_press=partial(setattr, self, "chosen", legal.lever),
            chosen=legal.lever == self.chosen,
            accent=self.role,
            key=f"first-{legal.lever}",
        )

    def seal(self, c: ScreenContext) -> Node:
        """Build what seals the order that is chosen."""
        return Button(
            "Seal this order",
            partial(self._give, c),
            kind="seal",
            icon="seal",
            size="lead",
            hotkey="ctrl+return",
            show_key=True,
            enabled=bool(self.chosen),
            key="seal",
        )

    def _give(self, c: ScreenContext) -> None:
        legal = next((o for o, _ in self.choices() if o.lever == self.chosen), None)
        if legal is None:
            return
        draft = self.session.draft
        sheet = Seal(
            role=self.role,
            orders=(proposed(self.session.voice, self.session.view, legal),),
            lines=tuple(draft.lines),
            stakes=tuple(draft.stakes),
        )
        left = undecided(self.session)
        if left:
            c.confirm(
                "Seal it so?", "\n".join(left), "Seal", partial(self._seal_it, c, sheet), "seal"
            )
        else:
            self._seal_it(c, sheet)

    def _seal_it(self, c: ScreenContext, sheet: Seal) -> None:
        if self.session.submit(c, sheet):
            c.sound("seal")
            c.routes.play(self.session)
