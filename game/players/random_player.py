"""The random player: uniformly random lawful orders, bids, answers and deals."""

from __future__ import annotations

from typing import Literal

from game.players.persona import affordability
from game.players.player import BasePlayer, awaited_event, clout_of, purse_of
from game.rules.constants import STAKE_MAX
from game.rules.state.commands import (
    AnswerEvent,
    CaseLine,
    ChooseAgenda,
    Leak,
    OfferDeal,
    Order,
    ReplyDeal,
    Seal,
    Stake,
)
from game.rules.state.menu import LegalOrder
from game.rules.state.view import View

#: How often it speaks when it might, and how often it says yes.
_OFFERS = 0.3
_LEAKS = 0.1
_YES = 0.5
#: How often it decides a case that is due, and stakes on one that another decides.
_DECIDES = 0.8
_STAKES = 0.4


def _pick(u: float, n: int) -> int:
    """Return a uniform draw as an index below n."""
    return min(n - 1, int(u * n))


class RandomPlayer(BasePlayer):
    """Chooses uniformly among what is lawful."""

    def agenda(self, view: View) -> ChooseAgenda:
        """Keep any of the agendas dealt."""
        u = self.luck.uniform(view, "agenda", 1)[0]
        kept = view.agendas_dealt[_pick(u, len(view.agendas_dealt))]
        return ChooseAgenda(role=self.role, agenda=kept)

    def answer(self, view: View) -> AnswerEvent:
        """Choose any open option."""
        event_id = awaited_event(view, self.role)
        options = next(e.options for e in view.events if e.event == event_id)
        open_ones = [option for option, _, _, closed in options if not closed]
        u = self.luck.uniform(view, f"answer/{event_id}", 1)[0]
        return AnswerEvent(
            role=self.role, event=event_id, option=open_ones[_pick(u, len(open_ones))]
        )

    def seal(self, view: View) -> Seal:
        """Order none, one or two of the lawful orders that it can pay for."""
        clout, purse = clout_of(view), purse_of(view)
        u = self.luck.uniform(view, f"seal/{view.phase}", 40)
        orders: list[Order] = []
        for i in range(_pick(u[0], 3)):
            draws = u[1 + 19 * i :]
            choice = [
                o
                for o in view.menu.open
                if o.clout <= clout
                and o.purse_m <= purse
                and all(o.lever != done.lever for done in orders)
            ]
            if not choice:
                break
            order = self._order(choice[_pick(draws[0], len(choice))], clout, draws[1:])
            lever = next(o for o in choice if o.lever == order.lever)
            clout -= lever.clout + order.bid
            purse -= lever.purse_m
            orders.append(order)
        lines, stakes = self._cases(view, clout, purse)
        return Seal(role=self.role, orders=tuple(orders), lines=lines, stakes=stakes)

    def _cases(
        self, view: View, clout: float, purse: float
    ) -> tuple[tuple[CaseLine, ...], tuple[Stake, ...]]:
        """Take any lawful way out of what it decides, and stake now and then on the rest."""
        lines: list[CaseLine] = []
        stakes: list[Stake] = []
        for case in view.cases:
            if not case.falls_due:
                continue
            u = self.luck.uniform(view, f"case/{case.number}", 4)
            ways = [w for w in case.ways if w.may_choose and not w.reasons and w.purse_m <= purse]
            if case.decider == self.role:
                if ways and u[0] < _DECIDES:
                    way = ways[_pick(u[1], len(ways))]
                    backing = _pick(u[2], 1 + min(STAKE_MAX, int(clout)))
                    clout -= backing
                    purse -= way.purse_m
                    lines.append(CaseLine(case=case.number, way=way.way, backing=backing))
            elif u[0] < _STAKES and int(clout) >= 1:
                way = case.ways[_pick(u[1], len(case.ways))]
                put = 1 + _pick(u[2], min(STAKE_MAX, int(clout)))
                clout -= put
                side: Literal["for", "against"] = "for" if u[3] < 0.5 else "against"
                stakes.append(Stake(case=case.number, way=way.way, side=side, clout=put))
        return tuple(lines), tuple(stakes)

    def _order(self, choice: LegalOrder, clout: float, u: list[float]) -> Order:
        bid = _pick(u[0], 1 + min(2, int(clout - choice.clout)))
        trusts: list[str] = []
        if choice.trusts:
            left = list(choice.trusts)
            for draw in u[2 : 3 + _pick(u[1], min(choice.n, len(left)))]:
                trusts.append(left.pop(_pick(draw, len(left))))  # noqa: PERF401  (pops)
        return Order(
            lever=choice.lever,
            bid=bid,
            trusts=tuple(trusts),
            to_role=choice.roles[_pick(u[13], len(choice.roles))] if choice.roles else None,
            tag=choice.tags[_pick(u[14], len(choice.tags))] if choice.tags else None,
        )

    def talk(self, view: View) -> OfferDeal | ReplyDeal | Leak | None:
        """Answer the first open offer, else now and then make an offer or leak a figure."""
        talked = affordability.talks_so_far(view)
        for deal in talked.to_me:
            u = self.luck.uniform(view, f"reply/{deal.number}", 1)[0]
            yes = (
                u < _YES
                and affordability.affordable(view, deal.terms)
                and affordability.room_for_deal(view, deal.terms)
            )
            return ReplyDeal(role=self.role, deal=deal.number, reply="accept" if yes else "decline")
        u1, u2, u3, u4 = self.luck.uniform(view, f"talk/{view.phase}/{talked.made}", 4)
        offers = [t for t in view.offers if affordability.affordable(view, t)]
        if u1 < _OFFERS and offers and talked.made < 2 and talked.may_offer:
            return OfferDeal(role=self.role, terms=offers[_pick(u2, len(offers))])
        if u3 < _LEAKS and view.leakable:
            return Leak(role=self.role, figure=view.leakable[_pick(u4, len(view.leakable))])
        return None
