"""The idle player, a baseline for the others: empty sheets, free answers, no talk."""

from __future__ import annotations

from game.players.player import BasePlayer, awaited_event
from game.rules.state.commands import AnswerEvent, ChooseAgenda, ReplyDeal, Seal
from game.rules.state.view import View


class Idle(BasePlayer):
    """Keeps the first agenda, takes the first free option, declines every offer."""

    def agenda(self, view: View) -> ChooseAgenda:
        """Keep the first agenda dealt."""
        return ChooseAgenda(role=self.role, agenda=view.agendas_dealt[0])

    def answer(self, view: View) -> AnswerEvent:
        """Choose the first option that is free and open."""
        event_id = awaited_event(view, self.role)
        options = next(e.options for e in view.events if e.event == event_id)
        free = next(o for o, clout, money, closed in options if not (clout or money or closed))
        return AnswerEvent(role=self.role, event=event_id, option=free)

    def seal(self, view: View) -> Seal:
        """Return an empty sheet."""
        return Seal(role=self.role)

    def talk(self, view: View) -> ReplyDeal | None:
        """Decline the first open offer, if there is one."""
        for deal in view.deals:
            if deal.state == "offered" and deal.terms.other == self.role:
                return ReplyDeal(role=self.role, deal=deal.number, reply="decline")
        return None
