"""The learner: plays plainly, so that whoever begins can follow it, and beat it."""

from __future__ import annotations

from game.players.persona.persona import Persona
from game.players.player import BasePlayer
from game.rules.state.commands import AnswerEvent, ChooseAgenda, Leak, OfferDeal, ReplyDeal, Seal
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

#: Orders that it seals: what it did can be told in a sentence.
_ORDERS = 1


def plain(sheet: Seal) -> Seal:
    """Return what a learner makes of its persona's sheet: the best order, and lines of cases, with
    no bid, backing or stake."""
    orders = tuple(o.model_copy(update={"bid": 0}) for o in sheet.orders[:_ORDERS])
    lines = tuple(line.model_copy(update={"backing": 0}) for line in sheet.lines)
    return sheet.model_copy(update={"orders": orders, "lines": lines, "stakes": ()})


class Learner(BasePlayer):
    """One order a quarter, the one that suits its office best; no bids, no stakes, no offers.

    It decides its own cases, with nothing behind them, and says yes to a deal that suits it.
    """

    def __init__(self, pack: Pack, role: Role, seed: int, persona: str) -> None:
        super().__init__(role, seed)
        self.persona = Persona(pack, role, seed, persona)

    def agenda(self, view: View) -> ChooseAgenda:
        """Keep the agenda that suits it best."""
        return self.persona.agenda(view)

    def answer(self, view: View) -> AnswerEvent:
        """Answer as its persona would."""
        return self.persona.answer(view)

    def seal(self, view: View) -> Seal:
        """Seal the best order of its persona's sheet, and its cases' lines without backing."""
        return plain(self.persona.seal(view))

    def talk(self, view: View) -> OfferDeal | ReplyDeal | Leak | None:
        """Answer offers; make none."""
        said = self.persona.talk(view)
        return said if isinstance(said, ReplyDeal) else None

    def why(self) -> tuple[dict[str, object], ...]:
        """Return what its persona says of the last decision."""
        return self.persona.why()
