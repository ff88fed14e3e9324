"""The persona: an AI player that orders the levers of most value to its role and character.

A lever's value is the points that it brings the player's score (``lever_values``), plus what the
persona's priorities add while their conditions hold (``priority_arrays``), plus noise of its own,
less its price. A counter's is what it would stop, times how likely that comes (``threats``).
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from game.players.persona import (
    affordability,
    breach_values,
    case_values,
    figure_weights,
    offers,
    trust_choice,
)
from game.players.persona.agendas import Aims, aims, figures_asked
from game.players.persona.assessment import Assessment, AssessmentRequest, assess
from game.players.persona.deal_values import SuitableDeal
from game.players.persona.lever_values import PER_100M, RoleValues, axes
from game.players.persona.order_values import OrderRequest, OrderValues, order_values
from game.players.persona.priorities import Character, characters, holds
from game.players.persona.priority_arrays import priority_arrays
from game.players.persona.threats import Valuation, counter_chance
from game.players.player import CHOICES_TOLD, BasePlayer, Choice, awaited_event, offer_said
from game.rules.cache import Memo, per_pack
from game.rules.cards.index import card_index
from game.rules.cases import ways_out
from game.rules.state.commands import (
    AnswerEvent,
    ChooseAgenda,
    Leak,
    OfferDeal,
    Order,
    ReplyDeal,
    Seal,
)
from game.rules.state.menu import LegalOrder
from game.rules.state.view import SeenDeal, View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.schema.cards import STEPS
from game.scenario.title_case import inside

F = NDArray[np.float64]
#: The purpose of the quarterly draws by which it misjudges each of its levers.
NOISE: Final = "levers"
#: The purpose of the draws for what a persona makes of cases, how many they are, and their size
#: beside those of its levers.
ON_CASES: Final = "cases"
CASE_DRAWS: Final = 16
CASE_NOISE: Final = 0.3
#: Points for the best lever not yet ordered, above which a bid is worth its clout.
WORTH_A_BID: Final = 1.2


@per_pack
def _titles(pack: Pack) -> dict[str, str]:
    """Return what figures are called within a sentence."""
    return {f.figure: inside(f.title) for f in pack.scenario.figures}


class Persona(BasePlayer):
    """An office played by a character of ``personas.yaml``."""

    def __init__(self, pack: Pack, role: Role, seed: int, name: str) -> None:
        super().__init__(role, seed)
        self.pack = pack
        self.name = name
        self.character: Character = characters().personas[name]
        self._priorities = priority_arrays(pack)[name]
        self._levers = len(card_index(pack).of_role[role])
        self._assessed: tuple[tuple[object, ...], Assessment] | None = None
        self._valuations: Memo[Valuation] = Memo(1)

    # -- what it makes of a view ------------------------------------------------------

    def aims(self, view: View) -> Aims:
        """Return its aims, the agenda's included."""
        return aims(self.pack, self.role, self.name, view.agenda)

    def assessment_request(self, view: View) -> AssessmentRequest | None:
        """Return what its assessment of the view is made of, None if the last one still holds."""
        if self._assessed is not None and _same(self._assessed[0], self._assessed_from(view)):
            return None
        return AssessmentRequest(self.name, self.aims(view).wants, view)

    def take_assessment(self, view: View, assessment: Assessment) -> None:
        """Keep the assessment of the view (made by ``assessment.assess``)."""
        self._assessed = self._assessed_from(view), assessment

    def _assessed_from(self, view: View) -> tuple[object, ...]:
        """Return the parts of the view on which an assessment depends."""
        # flags are set by orders and answers alone
        answered = view.answered if self._priorities.flags else None
        return view.figures, view.agenda, view.orders, answered

    def valuation(self, view: View) -> Valuation:
        """Return the view as the player values it, kept while the view shows it nothing new."""
        assessment = self._assessment_of(view)
        live = [d.terms for d in view.deals if d.state == "live"]
        words = tuple([o.word for o in view.offices])
        return self._valuations.get(
            (assessment, view.cases, *live),
            (view.quarter, words),
            lambda: Valuation(self.pack, view, self.role, assessment, self.character.thrift),
        )

    def _assessment_of(self, view: View) -> Assessment:
        """Return its assessment of the view, kept while the view shows it nothing new."""
        request = self.assessment_request(view)
        if request is not None:
            self.take_assessment(view, assess(self.pack, [request])[0])
        assert self._assessed is not None
        return self._assessed[1]

    def _own_values(self, view: View) -> RoleValues:
        return self._assessment_of(view).lever_values.of_role(self.role)

    # -- decisions --------------------------------------------------------------------

    def agenda(self, view: View) -> ChooseAgenda:
        """Keep the agenda that suits its wants best."""
        draws = self.luck.normal(view, "agenda", len(view.agendas_dealt))
        wants = figure_weights.wanted_by(self.pack, self.role, self.name)
        choices = []
        for name, z in zip(view.agendas_dealt, draws, strict=True):
            card = self.pack.scenario.agenda(name)
            value = self.character.noise * z
            for figure, sign in figures_asked(card):
                value += sign * wants.get(figure, 0.0)
            # a step that holds already is as good as reached; what is barred now is not
            value += 0.5 * sum(holds(self.pack, view, card.step(n)) for n in range(STEPS))
            if not holds(self.pack, view, card.throughout):
                value -= 1.0
            choices.append((value, name, card.title))
        self._considered = lambda me: [
            Choice(title, value, ("it suits the seat",)) for value, _, title in choices
        ]
        return ChooseAgenda(role=self.role, agenda=max(choices)[1])

    def answer(self, view: View) -> AnswerEvent:
        """Choose the option worth most at its price."""
        event_id = awaited_event(view, self.role)
        options = next(e.options for e in view.events if e.event == event_id)
        draws = self.luck.normal(view, f"answer/{event_id}", len(options))
        role_values = self._own_values(view)
        found: list[tuple[float, str]] = []
        for (option, clout, money, closed), z in zip(options, draws, strict=True):
            if not closed:
                value = role_values.value(f"{event_id}/{option}")
                value += self.character.noise * z - clout * self.character.thrift
                found.append((value - PER_100M * money / 100, option))

        def considered(me: Persona) -> list[Choice]:
            titles = {o.id: o.title for o in card_index(me.pack).events[event_id].options}
            return [
                Choice(titles[option], value, me._words(role_values, f"{event_id}/{option}"))
                for value, option in found
            ]

        self._considered = considered
        return AnswerEvent(role=self.role, event=event_id, option=max(found)[1])

    def seal(self, view: View) -> Seal:
        """Order the best one or two that it can pay for, with bids where it fears a counter."""
        (values,) = order_values(self.pack, [self.order_request(view)])
        return self.sheet(view, values)

    def order_request(self, view: View) -> OrderRequest:
        """Return what the values of its orders are made of."""
        assessment = self._assessment_of(view)
        running = affordability.live_contracts(self.pack, view)
        against = breach_values.unforgiven(view)
        levers = self.aims(view).levers
        if against:
            levers = levers + breach_values.answers(self.pack, self.role, sorted(against))
        return OrderRequest(
            self.role,
            view,
            assessment,
            self.valuation(view).likely if running else assessment.chances,
            levers,
            self.luck.normal_ahead(view, NOISE, self._levers),
            self.character.noise,
            self.character.thrift,
            breach_values.dues(self.valuation(view), self.pack, view) if running else {},
            breach_values.costs(self.valuation(view), self.pack, view) if running else {},
            self._summoned(view),
        )

    def sheet(self, view: View, of: OrderValues) -> Seal:
        """Return a sheet of the best one or two orders that it can pay for, by their values."""
        hand, menu, prices = of.hand, view.menu, of.prices
        clout, known = menu.means
        due = case_values.due(view)
        bound = breach_values.bound_by(self.valuation(view), self.pack, view) if due else None
        money = 0.0 if bound is None else case_values.promised_m(due, bound.decided)
        # an overdrawn purse bars no order that is free; what is promised to cases is kept for them
        purse = max(0.0, (known or 0.0) - money)
        kept, at_stake = self._at_stake(view)
        chosen: list[tuple[float, LegalOrder]] = []
        for value, j in of.best:  # most are never asked for: only the best must be lawful
            lever = hand.ids[j]
            cost = prices[lever] if lever in prices else hand.costs[j]
            if cost > clout or hand.purse_m[j] > purse:
                continue
            if cost > clout - kept and value < at_stake:
                continue  # what falls due is worth more
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
            for value, order in _lawful(view, of)[:CHOICES_TOLD]
        ]
        orders: list[Order] = []
        for value, order in chosen:
            left = int(clout - kept)
            bid = min(self.bid(order, value, of.likely), left) if left > 0 else 0
            clout -= bid
            orders.append(self.order(view, order, bid))
        if bound is None:
            return Seal(role=self.role, orders=tuple(orders))
        purse_m = max(0.0, known or 0.0) - sum([order.purse_m for _, order in chosen])
        return self._with_cases(view, tuple(orders), clout, purse_m, bound)

    def _at_stake(self, view: View) -> tuple[float, float]:
        """Return the clout wanted for what falls due, and what that is worth in points."""
        if not case_values.due(view):
            return 0.0, 0.0
        return case_values.wanted(view, self.role, self._assessment_of(view).case_values)

    def _with_cases(
        self,
        view: View,
        orders: tuple[Order, ...],
        clout: float,
        purse_m: float,
        bound: breach_values.CasesBound,
    ) -> Seal:
        """Return the sheet with lines and stakes on what is due, by the clout that is left."""
        values = self._assessment_of(view).case_values
        draws = self.luck.normal_ahead(view, ON_CASES, CASE_DRAWS).tolist()
        spread = self.character.noise * CASE_NOISE
        lines, taken = case_values.lines(
            view, self.role, values, draws, spread, clout, purse_m, bound.decided
        )
        clout -= sum([line.backing for line in lines])
        stakes, staked = case_values.stakes(
            view, self.role, values, draws, spread, clout, bound.left_alone
        )
        of_orders = self._considered
        self._considered = lambda me: [
            *of_orders(me),
            *map(me._of_case, case_values.put([*taken, *staked], lines, stakes)),
        ]
        return Seal(role=self.role, orders=orders, lines=lines, stakes=stakes)

    def _of_case(self, choice: case_values.CaseChoice) -> Choice:
        """Return a way out that is on the sheet, and what of it counts most for the role."""
        row = card_index(self.pack).trust_row[choice.case.trust]
        name = self.pack.model.place.trust_name[row]
        way = self.pack.scenario.cases.way(choice.way.way)
        assert self._assessed is not None, "who seals has assessed the view"
        own = self._assessed[1].lever_values.of_role(self.role)
        words = self._words(own, ways_out.source(choice.way.way))
        return Choice(f"{way.title}: {name}", choice.worth, words, done=True)

    def order(self, view: View, order: LegalOrder, bid: int = 0) -> Order:
        """Return the order for a lever on the menu with the targets that this character names."""
        if not (order.trusts or order.roles or order.tags):
            return trust_choice.plain_order(order.lever, bid)
        values, first = self._own_values(view), self.character.marginals_first
        return trust_choice.order(self.pack, view, order, bid, values, marginals_first=first)

    def rank(self, view: View) -> list[tuple[float, LegalOrder]]:
        """Return the lawful levers, (points, lever), best first."""
        return _lawful(view, order_values(self.pack, [self.order_request(view)])[0])

    def _summoned(self, view: View) -> str | None:
        """Return the kind of lever that No 10 has asked the Secretary for, None if none."""
        if self.role != "secretary" or view.summons is None:
            return None
        return view.summons[0]

    def reasons(self, view: View, order: LegalOrder) -> tuple[str, ...]:
        """Return the reasons for the value that ``rank`` gives the order."""
        valuation, row = self.valuation(view), card_index(self.pack).levers[order.lever]
        stopped = valuation.stops(row)
        found = [f"it would stop {stopped}"] if stopped else []
        found += self._priorities.reasons(
            valuation.assessment.holding, axes(self.pack).row[order.lever]
        )
        live = affordability.live_contracts(self.pack, view)
        if order.lever in affordability.due_levers(view, live):
            found.append("it is promised")
        if order.lever in breach_values.costs(valuation, self.pack, view):
            found.append("it is worth breaking a promise for")
        if self._summoned(view) in row.words:
            found.append("No 10 has asked for it")
        if not found[2:]:
            found += self._words(valuation.own, order.lever)
        return tuple(found)

    def bid(self, order: LegalOrder, value: float, likely: F) -> int:
        """Return 0–2 clout to bid: more the likelier a counter and the more is at stake."""
        if self.character.bids * value <= WORTH_A_BID / 2:
            return 0  # however likely that is
        fear = counter_chance(self.pack, order.lever, likely) * self.character.bids * value
        return 2 if fear > 2 * WORTH_A_BID else 1 if fear > WORTH_A_BID / 2 else 0

    def _words(self, role_values: RoleValues, source: str) -> tuple[str, ...]:
        """Return the two largest parts of a card's value in words."""
        out = []
        for part, figure in role_values.parts(source)[:2]:
            if figure == "clout":
                name = "clout"
            else:
                name = _titles(self.pack).get(figure) or figure.replace("_", " ")
            out.append(f"{name}: {part:+.1f} points")
        return tuple(out)

    # -- talks ------------------------------------------------------------------------

    def talk(self, view: View) -> OfferDeal | ReplyDeal | Leak | None:
        """Answer the first open offer by its worth; in talks, make the one that suits both best.

        An offer that was declined for too little is haggled over once: the same, and clout for it.
        """
        talked = affordability.talks_so_far(view)
        if talked.to_me:
            return self._reply(view, talked.to_me[0])
        return self._offer(view) if offers.may_offer(view, talked) else None

    def _reply(self, view: View, deal: SeenDeal) -> ReplyDeal:
        valuation, terms = self.valuation(view), deal.terms
        value = valuation.worth(terms) - breach_values.grudge(view, terms.offerer)
        yes = (
            value > 0
            and affordability.affordable(view, terms, keeping=offers.KEEPS)
            and affordability.room_for_deal(view, terms)
        )
        reply: Literal["accept", "decline"] = "accept" if yes else "decline"
        self._considered = lambda me: [
            Choice(f"{reply} the offer", value, tuple(valuation.reasons(terms)[:3]))
        ]
        return offers.replied(self.role, deal.number, reply)

    def _offer(self, view: View) -> OfferDeal | None:
        found = self.offering(view)
        if not found:
            return None
        valuation = self.valuation(view)
        self._considered = lambda me: [
            Choice(offer_said(me.pack, terms), value, tuple(valuation.reasons(terms)[:3]))
            for value, _, terms in found
        ]
        best = max(found, key=lambda deal: min(deal.own, deal.theirs))  # of equal ones the first
        return offers.made(best.terms)

    def offering(self, view: View) -> list[SuitableDeal]:
        """Return the suggested deals that suit both parties and that it can pay for."""
        return offers.suitable(self.pack, self.valuation(view), view)


def _lawful(view: View, of: OrderValues) -> list[tuple[float, LegalOrder]]:
    """Return the lawful levers, (points, lever), best first."""
    menu = view.menu
    asked = [(value, menu.may(lever)) for value, lever in of.ranked()]
    return [(value, order) for value, order in asked if order is not None]


def _same(some: Sequence[object], others: Sequence[object]) -> bool:
    """Return whether these are the very same objects."""
    return len(some) == len(others) and all(map(is_, some, others))
