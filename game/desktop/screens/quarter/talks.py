"""Talks: ready-written offers, a deal writer, answers, deals in force and Word, and leaks.

Private: with several people at one computer it is reached from behind the curtain only.
What the public may know of deals is shown by ``public_deals``, which anyone may open.
"""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Flow, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip, Pips
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Icon, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.contract import contract, empty
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.screen_header import columns, head
from game.desktop.screens.quarter.ai_turns import AiTurns
from game.desktop.screens.quarter.deal_draft import MOST, DealDraft
from game.desktop.screens.quarter.deal_writer import writing_page
from game.desktop.screens.quarter.talk_partners import OfficeRow, rules
from game.desktop.screens.screen import ScreenContext
from game.rules.constants import CLOUT_CAP, LIVE_DEALS, WORD_CAP
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.commands import Leak, OfferDeal, ReplyDeal
from game.rules.state.deal_terms import Terms
from game.rules.state.view import SeenDeal, View
from game.scenario.schema.base import ROLES, Role
from game.telling.deals import counted, fitting, word_of, word_said
from game.telling.figures import told
from game.telling.formatting import number
from game.telling.pitch import counter
from game.telling.rulebook import filled


class Talks(AiTurns):
    """One role's talks. ``lone`` when it came straight from the curtain: leaving ends the visit."""

    looks_ahead = False

    title = "Talks"
    private = True

    def __init__(self, session: Session, role: Role | None = None, *, lone: bool = False) -> None:
        self.session, self.lone = session, lone
        seat = role or session.role or (session.humans[0] if session.humans else "secretary")
        self.role: Role = seat
        others = [r for r in ROLES if r != self.role]
        self.other: Role = others[0]
        self.tab = ""
        self.writer: DealDraft | None = None

    # ---- coming and going ---------------------------------------------------------------

    def enter(self, c: ScreenContext) -> None:
        """Look through the role's eyes, at the office that has something to say."""
        self.session.look(self.role)
        waiting = self._incoming(self.session.view)
        if not self.tab:
            self.tab = "offers" if waiting else "ready"
            offered = [t.other for t in fitting(self.session.view)]
            if offered:
                self.other = offered[0]

    def leave(self, c: ScreenContext) -> None:
        """End a visit that began at the curtain."""
        if self.lone:
            self.session.look()

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Drop the curtain when several people share the screen."""
        if self.session.hot_seat:
            c.routes.play(self.session)

    # ---- the picture ------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build offices at the left, pages at the right."""
        s, view = self.session, self.session.view
        self.wake()
        open_now = PHASE_TABLE[view.phase].talks
        incoming = self._incoming(view)
        counts = {"offers": len(incoming), "live": sum(d.state == "live" for d in self._own(view))}
        tabs = Tabs(
            [
                ("offers", "Offers to you"),
                ("ready", "Make an offer"),
                ("write", "Write your own"),
                ("live", "Your deals"),
                ("leak", "Leak a figure"),
            ],
            self.tab,
            partial(setattr, self, "tab"),
            counts=counts,
            key="talks-tabs",
        )
        pages = {
            "offers": self._offers,
            "ready": self._ready,
            "write": self._write,
            "live": self._live,
            "leak": self._leaks,
        }
        body = Scroll(pages[self.tab](c, view), key=f"talks-{self.tab}")
        main = Column(tabs, body, gap=12, share=1)
        side = self._side(view)
        done = Button(
            "Done", c.pop, kind="primary", hotkey="escape", show_key=True, key="talks-done"
        )
        closed = (
            None
            if open_now
            else Text(
                "The talks of this quarter are over; what stands can still be read.", colour="warn"
            )
        )
        c.hotkeys({str(i + 1): partial(self._turn, name) for i, name in enumerate(pages)})
        laid: Node
        if columns(c):
            laid = Row(
                Scroll(side, grow=0, key="talks-side", min_w=250, max_w=300), main, gap=20, grow=1
            )
        else:
            laid = Scroll(Column(tabs, pages[self.tab](c, view), side, gap=12), key="talks-all")
        title = f"Talks: {s.voice.title_of(self.role)}"
        return game_page(head(s, c, title, done), closed, laid, gap=14, room=self.role)

    def _turn(self, tab: str) -> None:
        self.tab = tab

    # ---- left: offices and their Word --------------------------------------------------------

    def _side(self, view: View) -> Node:
        voice = self.session.voice
        own = next(o for o in view.offices if o.role == self.role)
        clout, top = own.clout or 0.0, WORD_CAP // 100
        mine = Panel(
            Column(
                Level(RoleMark(self.role, size=30), Heading("You", size="lead", grow=1), gap=10),
                Row(
                    Rich("Your [?clout]clout[/]", size="small"),
                    Spacer(),
                    Text(number(clout, 1), weight="semibold", size="small"),
                ),
                Pips(clout, CLOUT_CAP // 100, colour=self.role, label="Clout"),
                Row(
                    Rich("Your [?word]Word[/]", size="small"),
                    Spacer(),
                    Text(number(own.word, 1), weight="semibold", size="small"),
                ),
                Pips(own.word, top, colour="warn", label="Word"),
                Note(word_said(own.word)),
                gap=5,
            ),
            accent=self.role,
        )
        others = [
            OfficeRow(
                voice.title_of(r),
                partial(self._face, r),
                r,
                Level(
                    RoleMark(r, size=30),
                    Column(
                        Text(voice.title_of(r), weight="semibold"),
                        Pips(word_of(view, r), top, colour="warn", size=9, label="Word"),
                        Note(self._between(view, r)),
                        gap=3,
                        grow=1,
                    ),
                    gap=10,
                ),
                chosen=r == self.other,
                key=f"face-{r}",
                tip=f"Word {number(word_of(view, r), 1)} of {top}: {word_said(word_of(view, r))}.",
            )
            for r in ROLES
            if r != self.role
        ]
        return Column(mine, Note("The other offices"), *others, *rules())

    def _between(self, view: View, other: Role) -> str:
        live = sum(
            d.state == "live" and other in (d.terms.offerer, d.terms.other) for d in self._own(view)
        )
        word = word_said(word_of(view, other))
        return f"Word {word}" if not live else f"{live} of {LIVE_DEALS} deals with you in force"

    def _face(self, other: Role) -> None:
        self.other = other
        if self.tab not in ("ready", "write"):
            self.tab = "ready"
        if self.writer is not None:
            self.writer.turn_to(other)

    # ---- pages --------------------------------------------------------------------------

    def _own(self, view: View) -> list[SeenDeal]:
        return [d for d in view.deals if self.role in (d.terms.offerer, d.terms.other)]

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
            for mine in self._own(view)
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
        fits = [t for t in fitting(view) if t.other == self.other]
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
                    partial(self._face, r),
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
        mine = sorted(self._own(view), key=lambda d: (d.state != "live", -d.number))
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
            self.tab, self.writer = "offers", None

    def _counter(self, deal: SeenDeal) -> None:
        """Write a counter-offer out: what they offered, and a clout for one's trouble."""
        terms = deal.terms
        draft = DealDraft(self.session, self.role, terms.offerer)
        draft.kept = list(counter(terms, self.role, MOST))
        draft.bond, draft.secret = terms.bond, terms.secret
        self.writer, self.other, self.tab = draft, terms.offerer, "write"

    def _reply(self, c: ScreenContext, deal: SeenDeal, reply: str) -> None:
        given = ReplyDeal(role=self.role, deal=deal.number, reply=reply)  # type: ignore[arg-type]
        if self.session.submit(c, given) and reply == "accept":
            c.toast(f"Deal {deal.number} is struck: it binds you both.", "deal")
            c.sound("seal")
            self.tab = "live"

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
