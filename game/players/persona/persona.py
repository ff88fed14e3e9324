"""The quick AI: a character with priorities, a little noise, and some arithmetic.

A lever is worth what it brings the player's score (``lever_values``), plus what the persona's
priorities say while their conditions hold (``priority_arrays``), plus noise of its own, less its
price. Counters are worth what they would stop, times how likely it is to come (``threats``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import is_
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from game.players.persona import affordability, figure_weights, trust_choice
from game.players.persona.agendas import Aims, aims, condition_of, figures_asked
from game.players.persona.assessment import Asking, Look, looks
from game.players.persona.deal_values import Suiting, suiting
from game.players.persona.lever_values import PER_100M, Judge, cards
from game.players.persona.order_values import LEAST, Weighing, Worths, worths
from game.players.persona.parsed_terms import contracts
from game.players.persona.priorities import Character, characters, holds
from game.players.persona.priority_arrays import fancies
from game.players.persona.threats import Reading, countered, likely
from game.players.player import TOLD, BasePlayer, Choice, waiting
from game.rules.cache import MANY, Memo, per_pack
from game.rules.cards.index import card_index
from game.rules.state.commands import (
    AnswerEvent,
    ChooseAgenda,
    Leak,
    OfferDeal,
    Order,
    ReplyDeal,
    Seal,
)
from game.rules.state.deal_terms import Terms
from game.rules.state.view import LegalOrder, SeenDeal, View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

F = NDArray[np.float64]
#: Clout that deals must leave for the orders: who comes with nothing can only watch.
KEEPS: Final = 2.0
#: What its luck is asked for each quarter: how it misjudges each of its levers.
NOISE: Final = "levers"
#: Points for the best lever not yet ordered, above which a bid is worth its clout.
WORTH_A_BID: Final = 1.2


@per_pack
def _titles(pack: Pack) -> dict[str, str]:
    """Return what figures are called within a sentence."""
    return {f.figure: f.title.lower() for f in pack.scenario.figures}


class Persona(BasePlayer):
    """An office played by a character of ``personas.yaml``."""

    def __init__(self, pack: Pack, role: Role, seed: int, name: str) -> None:
        super().__init__(role, seed)
        self.pack = pack
        self.name = name
        self.character: Character = characters().personas[name]
        self._fancies = fancies(pack)[name]
        self._levers = len(card_index(pack).of_role[role])
        self._look: tuple[tuple[object, ...], Look] | None = None
        self._readings: Memo[Reading] = Memo(1)

    # -- what it makes of a view ------------------------------------------------------

    def aims(self, view: View) -> Aims:
        """Return what it is out for, the agenda included."""
        return aims(self.pack, self.role, self.name, view.agenda)

    def asking(self, view: View) -> Asking | None:
        """Return what it would look at to read the view, None if it has seen it all."""
        if self._look is not None and _same(self._look[0], self._sees(view)):
            return None
        return Asking(self.name, self.aims(view).wants, view)

    def seen(self, view: View, look: Look) -> None:
        """Take what it sees in the view (``assessment.looks``)."""
        self._look = self._sees(view), look

    def _sees(self, view: View) -> tuple[object, ...]:
        """Return what a look depends on, by identity."""
        # flags are set by orders and answers alone
        answered = view.answered if self._fancies.flags else None
        return view.figures, view.agenda, view.orders, answered

    def reading(self, view: View) -> Reading:
        """Return the view as this player reads it: the same one while it sees nothing new."""
        look = self._looked(view)
        live = [d.terms for d in view.deals if d.state == "live"]
        words = tuple([o.word for o in view.offices])
        return self._readings.get(
            (look, *live),
            (view.quarter, words),
            lambda: Reading(self.pack, view, self.role, look, self.character.thrift),
        )

    def _looked(self, view: View) -> Look:
        """Return what it sees in the view (remembered while it sees nothing new)."""
        asking = self.asking(view)
        if asking is not None:
            self.seen(view, looks(self.pack, [asking])[0])
        assert self._look is not None
        return self._look[1]

    # -- decisions --------------------------------------------------------------------

    def agenda(self, view: View) -> ChooseAgenda:
        """Keep the agenda that its wants already lean to."""
        draws = self.luck.normal(view, "agenda", len(view.agendas_dealt))
        wants = figure_weights.wanted_by(self.pack, self.role, self.name)
        choices = []
        for name, z in zip(view.agendas_dealt, draws, strict=True):
            card = self.pack.scenario.agenda(name)
            value = self.character.noise * z
            for figure, sign in figures_asked(card):
                value += sign * wants.get(figure, 0.0)
            if holds(self.pack, view, condition_of(card)):
                value += 1.0
            choices.append((value, name, card.title))
        self._considered = lambda me: [
            Choice(title, value, ("it suits the seat",)) for value, _, title in choices
        ]
        return ChooseAgenda(role=self.role, agenda=max(choices)[1])

    def answer(self, view: View) -> AnswerEvent:
        """Choose the option worth most at its price."""
        event_id = waiting(view, self.role)
        options = next(e.options for e in view.events if e.event == event_id)
        draws = self.luck.normal(view, f"answer/{event_id}", len(options))
        judge = self._looked(view).bench.judge(self.role)
        found: list[tuple[float, str]] = []
        for (option, clout, money, closed), z in zip(options, draws, strict=True):
            if not closed:
                value = judge.value(f"{event_id}/{option}")
                value += self.character.noise * z - clout * self.character.thrift
                found.append((value - PER_100M * money / 100, option))

        def considered(me: Persona) -> list[Choice]:
            titles = {o.id: o.title for o in card_index(me.pack).events[event_id].options}
            return [
                Choice(titles[option], value, me._words(judge, f"{event_id}/{option}"))
                for value, option in found
            ]

        self._considered = considered
        return AnswerEvent(role=self.role, event=event_id, option=max(found)[1])

    def seal(self, view: View) -> Seal:
        """Order the best one or two that it can pay for, with bids where it fears a counter."""
        (figure_weights,) = worths(self.pack, [self.weighing(view)])
        return self.sheet(view, figure_weights)

    def weighing(self, view: View) -> Weighing:
        """Return what it would weigh to order."""
        look = self._looked(view)
        running = affordability.running(self.pack, view)
        due, forsworn = affordability.bound(view, running)
        return Weighing(
            self.role,
            view,
            look,
            likely(view, look, running),
            self.aims(view).levers,
            self.luck.steady(view, NOISE, self._levers),
            self.character.noise,
            self.character.thrift,
            due,
            forsworn,
            self._summoned(view),
        )

    def sheet(self, view: View, of: Worths) -> Seal:
        """Return the best one or two orders that it can pay for, by what levers are worth to it."""
        hand, menu, prices = of.hand, view.menu, of.prices
        clout, known = menu.means
        purse = max(0.0, known or 0.0)  # an overdrawn purse bars no order that is free
        chosen: list[tuple[float, LegalOrder]] = []
        for value, j in of.best:  # most are never asked for: only the best must be lawful
            lever = hand.ids[j]
            cost = prices[lever] if lever in prices else hand.costs[j]
            if cost > clout or hand.purse_m[j] > purse:
                continue
            order = menu.may(lever)
            if order is None:
                continue
            chosen.append((value, order))
            clout -= order.clout
            purse -= order.purse_m
            if len(chosen) == 2:
                break
        self._considered = lambda me: [
            Choice(
                card_index(me.pack).levers[order.lever].title(view.quarter),
                value,
                me.reasons(view, order),
            )
            for value, order in _lawful(view, of)[:TOLD]
        ]
        orders: list[Order] = []
        for value, order in chosen:
            left = int(clout)
            bid = min(self.bid(order, value, of.likely), left) if left else 0
            clout -= bid
            orders.append(self.order(view, order, bid))
        return Seal(role=self.role, orders=tuple(orders))

    def order(self, view: View, order: LegalOrder, bid: int = 0) -> Order:
        """Return the order as this character would give it: with the targets that it would name."""
        if not (order.trusts or order.roles or order.tags):
            return trust_choice.plain(order.lever, bid)
        judge, first = self._looked(view).bench.judge(self.role), self.character.marginals_first
        return trust_choice.order(self.pack, view, order, bid, judge, marginals_first=first)

    def rank(self, view: View) -> list[tuple[float, LegalOrder]]:
        """Return the lawful levers by worth, best first, without those it has forsworn."""
        return _lawful(view, worths(self.pack, [self.weighing(view)])[0])

    def _summoned(self, view: View) -> str | None:
        """Return the kind of lever that No 10 has asked for."""
        if self.role != "secretary" or view.summons is None:
            return None
        return view.summons[0]

    def reasons(self, view: View, order: LegalOrder) -> tuple[str, ...]:
        """Return why the order is worth what ``rank`` says, in words."""
        reading, row = self.reading(view), card_index(self.pack).levers[order.lever]
        stopped = reading.stops(row)
        found = [f"it would stop {stopped}"] if stopped else []
        found += self._fancies.reasons(reading.look.holding, cards(self.pack).row[order.lever])
        if order.lever in affordability.bound(view, affordability.running(self.pack, view))[0]:
            found.append("it is promised")
        if self._summoned(view) in row.words:
            found.append("No 10 has asked for it")
        if not found[2:]:
            found += self._words(reading.own, order.lever)
        return tuple(found)

    def bid(self, order: LegalOrder, value: float, likely: F) -> int:
        """0–2 clout more where somebody may well counter, by how much is at stake."""
        if self.character.bids * value <= WORTH_A_BID / 2:
            return 0  # however likely that is
        fear = countered(self.pack, order.lever, likely) * self.character.bids * value
        return 2 if fear > 2 * WORTH_A_BID else 1 if fear > WORTH_A_BID / 2 else 0

    def _words(self, judge: Judge, source: str) -> tuple[str, ...]:
        """Return the largest parts of a worth in words."""
        out = []
        for part, figure in judge.parts(source)[:2]:
            if figure == "clout":
                name = "clout"
            else:
                name = _titles(self.pack).get(figure) or figure.replace("_", " ")
            out.append(f"{name}: {part:+.1f} points")
        return tuple(out)

    # -- talks ------------------------------------------------------------------------

    def talk(self, view: View) -> OfferDeal | ReplyDeal | Leak | None:
        """Answer offers by their worth; in the talks make the one that suits both best."""
        talked = affordability.talked(view)
        if talked.to_me:
            return self._reply(view, talked.to_me[0])
        return self._offer(view) if may_offer(view, talked) else None

    def _reply(self, view: View, deal: SeenDeal) -> ReplyDeal:
        reading, terms = self.reading(view), deal.terms
        value = reading.worth(terms)
        yes = (
            value > 0
            and affordability.affordable(view, terms, keeping=KEEPS)
            and affordability.room(view, terms)
        )
        reply: Literal["accept", "decline"] = "accept" if yes else "decline"
        self._considered = lambda me: [
            Choice(f"{reply} the offer", value, tuple(reading.reasons(terms)[:3]))
        ]
        return _replied(self.role, deal.number, reply)

    def _offer(self, view: View) -> OfferDeal | None:
        found = self.offering(view)
        if not found:
            return None
        reading = self.reading(view)
        self._considered = lambda me: [
            Choice(f"offer a deal to {terms.other}", value, tuple(reading.reasons(terms)[:3]))
            for value, _, terms in found
        ]
        best = max(found, key=lambda of: min(of[0], of[1]))  # the first of those
        return _OFFERS.of(best[2], _offered)

    def offering(self, view: View) -> list[Suiting]:
        """Return the offers that suit both sides and that it can pay for."""
        found = suiting(self.reading(view), contracts(self.pack, view.offers), LEAST)
        if not found:
            return found
        means = affordability.means(view)
        return [of for of in found if means.cover(of[2], keeping=KEEPS)]


#: Ready-written offers are the same in every game, and so are the commands that make them.
_OFFERS: Final[Memo[OfferDeal]] = Memo(8 * MANY)


def _offered(terms: Terms) -> OfferDeal:
    return OfferDeal(role=terms.offerer, terms=terms)


@lru_cache(maxsize=4096)
def _replied(role: Role, deal: int, reply: Literal["accept", "decline"]) -> ReplyDeal:
    return ReplyDeal(role=role, deal=deal, reply=reply)


def may_offer(view: View, talked: affordability.Talked) -> bool:
    """Return whether the reader may make an offer: one a quarter."""
    return view.phase == "talks" and not talked.made and talked.may_offer


def _lawful(view: View, of: Worths) -> list[tuple[float, LegalOrder]]:
    """Return the lawful levers by worth, best first."""
    menu = view.menu
    asked = [(value, menu.may(lever)) for value, lever in of.ranked()]
    return [(value, order) for value, order in asked if order is not None]


def _same(some: Sequence[object], others: Sequence[object]) -> bool:
    """Return whether these are the very same objects."""
    return len(some) == len(others) and all(map(is_, some, others))
