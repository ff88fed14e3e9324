"""Whose turn it is to speak in talks, where AIs sit: nobody is asked twice for nothing."""

from __future__ import annotations

from typing import Final, assert_never

from game.rules.phase_table import PHASE_TABLE
from game.rules.state import commands
from game.rules.state.commands import Command
from game.rules.state.position import Board
from game.scenario.schema.base import ROLES, Role

#: Most talk commands (offers, replies, leaks) that one AI may make in a quarter.
MOST: Final = 6


class SpeakingOrder:
    """Who has nothing more to say, and how often each has spoken this quarter.

    An AI that was silent is asked again when a deal of its own moved or a person spoke. All
    of this follows from the commands alone, so a resumed game asks as the unbroken one did.
    Used by the match and by the lab alike, so that their games agree.
    """

    __slots__ = ("_quarter", "_quiet", "_times")

    def __init__(self) -> None:
        self._quarter = 0
        self._quiet: set[Role] = set()
        self._times: dict[Role, int] = {}

    def speakers(self, board: Board) -> list[Role]:
        """Return the roles that may have something to say now, in the order of seats."""
        if board.quarter != self._quarter:
            self.forget()
            self._quarter = board.quarter
        answering = any(deal.state == "offered" for deal in board.deals)
        if not PHASE_TABLE[board.phase].talks or (board.phase != "talks" and not answering):
            return []
        return [r for r in ROLES if r not in self._quiet and self._times.get(r, 0) < MOST]

    def silent(self, role: Role) -> None:
        """Note that the role had nothing to say."""
        self._quiet.add(role)

    def heard(self, command: Command, board: Board, *, ai: bool) -> None:
        """Note a command of an AI or a person; ``board`` is as it is afterwards."""
        match command:
            case commands.OfferDeal():
                parties = {command.terms.offerer, command.terms.other}
            case commands.ReplyDeal():
                terms = next(deal.terms for deal in board.deals if deal.number == command.deal)
                parties = {terms.offerer, terms.other}
            case commands.Leak():
                parties = set(ROLES)  # everyone has news
            case (
                commands.Advance()
                | commands.ChooseAgenda()
                | commands.AnswerEvent()
                | commands.Seal()
                | commands.Unseal()
                | commands.Inject()
                | commands.Override()
            ):
                self._quiet.clear()
                return
            case _:
                assert_never(command)
        self._times[command.role] = self._times.get(command.role, 0) + 1
        if not ai:
            self._quiet.clear()
            return
        # Those before it in the order of seats were asked first, and had nothing to say.
        self._quiet.update(ROLES[: ROLES.index(command.role)])
        self._quiet -= parties

    def forget(self) -> None:
        """Let everyone speak again."""
        self._quiet.clear()
        self._times.clear()
