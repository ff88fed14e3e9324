"""The pages of one office's talks: offers to it, offers it may make, its deals, and leaks.

They are shown whole by the talks' own screen, and beside the map while the talks are on.
"""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Flow, Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.words import Icon, Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.contract import contract, empty
from game.desktop.screens.quarter.deal_draft import MOST, DealDraft
from game.desktop.screens.quarter.deal_writer import writing_page
from game.desktop.screens.screen import ScreenContext
from game.rules.state.commands import Leak, OfferDeal, ReplyDeal
from game.rules.state.deal_terms import Terms
from game.rules.state.view import SeenDeal, View
from game.scenario.schema.base import ROLES, Role
from game.telling.deals import counted
from game.telling.figures import told
from game.telling.pitch import counter
from game.telling.rulebook import filled

#: Each page with what its tab says.
PAGES = (
    ("offers", "Offers to you"),
    ("ready", "Make an offer"),
    ("write", "Write your own"),
    ("live", "Your deals"),
    ("leak", "Leak a figure"),
)


class TalksPages:
    """Which page is open, whom the office faces, and what it is writing."""

    def __init__(self, session: Session, role: Role) -> None:
        self.session, self.role = session, role
        self.other: Role = next(r for r in ROLES if r != role)
        self.tab = ""
        self._meant = False  # whether somebody turned to the page that is open
        self.writer: DealDraft | None = None

    def begin(self, view: View) -> None:
        """Open the page on which somebody has something to say, until one turns to another."""
        if self._meant or (self.tab and not self._incoming(view)):
            return
        self.tab = "offers" if self._incoming(view) else "ready"
        offered = [t.other for t in view.offers]
        if offered:
            self.other = offered[0]

    def tabs(self, view: View) -> Tabs:
        """Return the row of the pages' names."""
        live = sum(d.state == "live" for d in self.own(view))
        return Tabs(
            list(PAGES),
            self.tab,
            self.turn,
            counts={"offers": len(self._incoming(view)), "live": live},
            key="talks-tabs",
        )

    def turn(self, tab: str) -> None:
        """Turn to a page."""
        self.tab, self._meant = tab, True

    def page(self, c: ScreenContext, view: View) -> Node:
        """Return the page that is open."""
        pages = {
            "offers": self._offers,
            "ready": self._ready,
            "write": self._write,
            "live": self._live,
            "leak": self._leaks,
        }
        return pages[self.tab](c, view)

    def face(self, other: Role) -> None:
        """Turn to an office, on a page on which one speaks to it."""
        self.other = other
        self.turn(self.tab if self.tab in ("ready", "write") else "ready")
        if self.writer is not None:
            self.writer.turn_to(other)

    def own(self, view: View) -> list[SeenDeal]:
        """Return the deals and offers to which the office is a party."""
        return [d for d in view.deals if self.role in (d.terms.offerer, d.terms.other)]

    # ---- pages --------------------------------------------------------------------------

    def _incoming(self, view: View) -> list[SeenDeal]:
        return [d for d in view.deals if d.state == "offered" and d.terms.other == self.role]

    def _outgoing(self, view: View) -> list[SeenDeal]:
        return [d for d in view.deals if d.state == "offered" and d.terms.offerer == self.role]

    def _countered(self, view: View, deal: SeenDeal) -> bool:
        """Return whether the reader has offered its own version of an offer already."""
        return any(
            mine.terms.offerer == self.role
            and mine.terms.other == deal.terms.offerer
            and mine.quarter == deal.quarter
            and not set(mine.terms.clauses).isdisjoint(deal.terms.clauses)
            for mine in self.own(view)
        )

    def _offers(self, c: ScreenContext, view: View) -> Node:
        incoming, outgoing = self._incoming(view), self._outgoing(view)
        cards = [
            contract(
                self.session,
                c,
                view,
                d.terms,
                Button("Decline", partial(self._reply, c, d, "decline"), key=f"decline-{d.number}"),
                Button(
                    "Counter",
                    partial(self._counter, d),
                    icon="pencil",
                    key=f"counter-{d.number}",
                    enabled=not self._countered(view, d),
                    tip="You have made your counter-offer to this: accept it or decline it."
                    if self._countered(view, d)
                    else "Ask for a little more, once: the offer is written out for you to change.",
                ),
                Button(
                    "Accept",
                    partial(self._reply, c, d, "accept"),
                    kind="primary",
                    icon="deal",
                    key=f"accept-{d.number}",
                ),
                deal=d,
                title=self._from(d),
                key=f"deal-{d.number}",
            )
            for d in incoming
        ]
        cards += [
            contract(
                self.session,
                c,
                view,
                d.terms,
                Button(
                    "Withdraw it",
                    partial(self._reply, c, d, "withdraw"),
                    key=f"withdraw-{d.number}",
                ),
                deal=d,
                title="Your offer, waiting for an answer",
            )
            for d in outgoing
        ]
        if not incoming:
            cards.insert(
                0,
                empty(
                    "envelope",
                    counted(0),
                    "Make one yourself: ready-written offers fit the state of the game, or write "
                    "your own. Offers lapse when the sealed orders begin.",
                ),
            )
        else:
            cards.insert(0, Text(counted(len(incoming)), weight="semibold", size="lead"))
        return Column(*cards, gap=12)

    def _from(self, d: SeenDeal) -> str:
        voice = self.session.voice
        who = voice.office(d.terms.offerer, start=True)
        return f"{who} {voice.verb(d.terms.offerer, 'offers', 'offer')} you this"

    def _ready(self, c: ScreenContext, view: View) -> Node:
        fits = [t for t in view.offers if t.other == self.other]
        who = self.session.voice.office(self.other)
        cards: list[Node] = [
            contract(
                self.session,
                c,
                view,
                terms,
                Button(
                    "Offer it",
                    partial(self._offer, c, terms),
                    kind="primary",
                    icon="deal",
                    key=f"offer-{i}",
                ),
                title=f"To {who}",
            )
            for i, terms in enumerate(fits)
        ]
        if not cards:
            cards.append(
                empty(
                    "deal",
                    f"No ready-written offer to {who} fits just now",
                    filled(
                        "You may have too little clout to stake, or {live_deals} run between you "
                    )
                    + "already. You can still write your own.",
                )
            )
        lead = Flow(
            *(
                Button(
                    self.session.voice.title_of(r),
                    partial(self.face, r),
                    chosen=r == self.other,
                    key=f"to-{r}",
                )
                for r in ROLES
                if r != self.role
            ),
            gap=6,
        )
        return Column(lead, *cards, gap=12)

    def _write(self, c: ScreenContext, view: View) -> Node:
        if self.writer is None:
            self.writer = DealDraft(self.session, self.role, self.other)
        return writing_page(self.writer, c, partial(self._offer, c))

    def _live(self, c: ScreenContext, view: View) -> Node:
        mine = sorted(self.own(view), key=lambda d: (d.state != "live", -d.number))
        mine = [d for d in mine if d.state not in ("offered", "declined", "withdrawn", "lapsed")]
        if not mine:
            return empty(
                "deal",
                "You have struck no deal yet",
                "What is promised here is checked by the game at the reveal and at the "
                "quarter's end.",
            )
        return Column(
            *(
                contract(self.session, c, view, d.terms, deal=d, price=d.state == "live")
                for d in mine
            ),
            gap=12,
        )

    def _leaks(self, c: ScreenContext, view: View) -> Node:
        voice = self.session.voice
        lead = Rich(
            "A leak makes one of your private figures public, certified by the game. It costs you "
            + filled("nothing but [bad]{leak_heat} media heat[/], and {leaks} a quarter is all; ")
            + "the papers will know where it came from.",
            colour="soft",
        )
        figures = [told(voice, view.figures[f]) for f in view.leakable if f in view.figures]
        if not figures:
            return Column(
                lead,
                empty(
                    "media",
                    "There is nothing that you could leak now",
                    "You have leaked this quarter, or the talks are over.",
                ),
                gap=12,
            )
        rows = [
            Panel(
                Level(
                    Icon("eye-off", size=18, colour="soft"),
                    Column(
                        Text(f.title, weight="semibold"),
                        Note(f"{f.value}{', ' + f.word if f.word else ''} – true, {f.when}"),
                        gap=1,
                        grow=1,
                    ),
                    Chip(f.change) if f.change else None,
                    Button(
                        f"Leak {voice.figure_inside(f.figure)}",
                        partial(self._ask_leak, c, f.figure),
                        icon="media",
                        key=f"leak-{f.figure}",
                    ),
                    gap=12,
                ),
                pad=(14, 9),
            )
            for f in figures
        ]
        return Column(lead, *rows)

    # ---- what is done ---------------------------------------------------------------------

    def _offer(self, c: ScreenContext, terms: Terms) -> None:
        if self.session.submit(c, OfferDeal(role=self.role, terms=terms)):
            c.sound("card")
            self.writer = None
            self.turn("offers")

    def _counter(self, deal: SeenDeal) -> None:
        """Write a counter-offer out: what they offered, and a clout for one's trouble."""
        terms = deal.terms
        draft = DealDraft(self.session, self.role, terms.offerer)
        draft.kept = list(counter(terms, self.role, MOST))
        draft.bond, draft.secret = terms.bond, terms.secret
        self.writer, self.other = draft, terms.offerer
        self.turn("write")

    def _reply(self, c: ScreenContext, deal: SeenDeal, reply: str) -> None:
        given = ReplyDeal(role=self.role, deal=deal.number, reply=reply)  # type: ignore[arg-type]
        if self.session.submit(c, given) and reply == "accept":
            other = self.session.voice.office(deal.terms.offerer)
            c.toast(f"Your deal with {other} is struck: it binds you both.", "deal")
            c.sound("seal")
            self.turn("live")

    def _ask_leak(self, c: ScreenContext, figure: str) -> None:
        name = self.session.voice.figure_inside(figure)
        c.confirm(
            f"Leak {name}?",
            "Everyone will know the true number, and that it was you. "
            + filled("Media heat rises by [b]{leak_heat}[/]. It can't be taken back."),
            "Leak it",
            partial(self._leak, c, figure),
            "danger",
        )

    def _leak(self, c: ScreenContext, figure: str) -> None:
        if self.session.submit(c, Leak(role=self.role, figure=figure)):
            c.toast(f"{esc(self.session.voice.figure(figure))} is in tomorrow's papers.", "media")
