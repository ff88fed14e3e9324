"""The idle player: empty sheets, free answers, no talk. What the others are measured against."""

from __future__ import annotations

from game.players.player import BasePlayer, waiting
from game.rules.state.commands import AnswerEvent, ChooseAgenda, ReplyDeal, Seal
from game.rules.state.view import View


class Idle(BasePlayer):
    """Keeps the first agenda, takes the first free option, declines every offer."""

    def agenda(self, view: View) -> ChooseAgenda:
        """Keep the first agenda dealt."""
        return ChooseAgenda(role=self.role, agenda=view.agendas_dealt[0])

    def answer(self, view: View) -> AnswerEvent:
        """Choose the first option that is free and open."""
        event_id = waiting(view, self.role)
        options = next(e.options for e in view.events if e.event == event_id)
        free = next(o for o, clout, money, closed in options if not (clout or money or closed))
        return AnswerEvent(role=self.role, event=event_id, option=free)

    def seal(self, view: View) -> Seal:
        """Order nothing: an empty sheet is a choice."""
        return Seal(role=self.role)

    def talk(self, view: View) -> ReplyDeal | None:
        """Decline politely what was offered."""
        for deal in view.deals:
            if deal.state == "offered" and deal.terms.other == self.role:
                return ReplyDeal(role=self.role, deal=deal.number, reply="decline")
        return None
