"""A kept game's commands given again, a decision changed: what can be held, and what can't.

A command is given in its own quarter and phase. Where the game waits for something that it did not
wait for as it was played, the plainest is done; what has become unlawful is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from game.errors import IllegalCommandError, InputError
from game.journal.format import Played
from game.match.seats import player_seed
from game.match.speaking_order import SpeakingOrder
from game.players import Player, make
from game.players.idle import Idle
from game.rules import engine
from game.rules.constants import ORDERS_A_SHEET
from game.rules.phase_table import PHASE_TABLE, Phase
from game.rules.state import commands as c
from game.rules.state.commands import Command, Order, Seal
from game.rules.state.figures import all_values
from game.rules.state.position import Position
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

#: The number of a deal that nobody offered in the changed course.
_NEVER_MADE: Final = 0
_PHASES: Final[dict[Phase, int]] = {phase: n for n, phase in enumerate(PHASE_TABLE)}


@dataclass(frozen=True, slots=True)
class Dropped:
    """An order is not given."""

    quarter: int
    role: Role
    lever: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order is given besides."""

    quarter: int
    role: Role
    order: Order


@dataclass(frozen=True, slots=True)
class Answered:
    """An event is answered otherwise."""

    quarter: int
    event: str
    option: str


Change = Dropped | Ordered | Answered


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was played and could not be done again, and why; of a sheet the order, the case's line
    or the stake alone."""

    quarter: int
    command: Command
    why: str
    lever: str = ""
    line: c.CaseLine | None = None
    stake: c.Stake | None = None


@dataclass(slots=True)
class GameCourse:
    """One course of a game: where it stands, its commands, and its true figures by quarter's end.

    ``track`` begins with the quarter before the first that is played.
    """

    position: Position
    commands: list[tuple[str, Command]] = field(default_factory=list)
    track: dict[int, list[float]] = field(default_factory=dict)

    def do(self, pack: Pack, author: str, command: Command) -> None:
        """Carry out a command. Raises IllegalCommandError."""
        self.came_to(engine.apply(pack, self.position, command)[0], author, command)

    def came_to(self, position: Position, author: str, command: Command) -> None:
        """Take up a position to which a command has led."""
        self.position = position
        self.commands.append((author, command))
        self.look()

    def look(self) -> None:
        """Keep the figures of the quarter that has ended last."""
        world = self.position.world
        if world.quarter not in self.track or self.position.board.phase in ("papers", "ended"):
            self.track[world.quarter] = all_values(world)


@dataclass(frozen=True, slots=True)
class KeptCommand:
    """A kept command with the quarter and phase that it was given in; ``deal`` is the number that
    an offer got."""

    kept: Played
    quarter: int
    phase: Phase
    deal: int | None = None


class HeldCourse:
    """The changed course: kept commands given again as far as they can be.

    ``came_up`` are events (quarter, id) that nobody answered as it was played; ``left_out`` what
    could not be done again.
    """

    def __init__(self, pack: Pack, start: Position, changes: Sequence[Change]) -> None:
        self.course = GameCourse(start)
        self.course.look()
        self.left_out: list[LeftOut] = []
        self.came_up: list[tuple[int, str]] = []
        self._pack = pack
        self._changes = changes
        self._deals: dict[int, int] = {}  # as played -> in this course

    def give(self, one: KeptCommand) -> None:
        """Give one kept command in its place, changed if it is to be."""
        command = self._changed(one)
        if not self._reached(one, command):
            if not isinstance(command, c.Advance):
                self._leave(one, command, "The game had gone on by then.")
            if one.deal is not None:
                self._deals[one.deal] = _NEVER_MADE
            return
        if isinstance(command, c.ReplyDeal):
            deal = self._deals.get(command.deal, command.deal)
            if deal == _NEVER_MADE:
                self._leave(one, command, "The offer that it replies to was not made.")
                return
            command = command.model_copy(update={"deal": deal})
        try:
            self._do(one.kept.author, command)
            if one.deal is not None:
                self._deals[one.deal] = self.course.position.board.deals[-1].number
        except IllegalCommandError as refusal:
            if one.deal is not None:
                self._deals[one.deal] = _NEVER_MADE
            if isinstance(command, Seal):
                self._seal_what_can_be(one, command)
            elif not isinstance(command, c.Advance):
                self._leave(one, command, refusal.sentence)

    def finish(self, told: Sequence[KeptCommand]) -> None:
        """Play on to where the kept game ended, where that came to its end and this did not."""
        last = told[-1] if told else None
        if last is None or last.phase != "campaign":
            return
        while self.course.position.board.phase != "ended":
            self._fill()

    def _changed(self, one: KeptCommand) -> Command:
        command = one.kept.command
        for change in self._changes:
            if change.quarter != one.quarter:
                continue
            match change:
                case Answered():
                    if isinstance(command, c.AnswerEvent) and command.event == change.event:
                        command = command.model_copy(update={"option": change.option})
                case Dropped():
                    if isinstance(command, Seal) and command.role == change.role:
                        kept = tuple(o for o in command.orders if o.lever != change.lever)
                        command = command.model_copy(update={"orders": kept})
                case Ordered():
                    if isinstance(command, Seal) and command.role == change.role:
                        orders = (*command.orders, change.order)
                        if len(orders) > ORDERS_A_SHEET:
                            raise InputError(
                                f"The sheet of {change.role} was full in that quarter: drop one of "
                                f"its orders to give '{change.order.lever}'."
                            )
                        command = Seal.model_validate(
                            {**command.model_dump(), "orders": [o.model_dump() for o in orders]}
                        )
                case _:
                    assert_never(change)
        return command

    def _reached(self, one: KeptCommand, command: Command) -> bool:
        """Play on plainly to the command's quarter and phase; return whether it has come."""
        want = one.quarter, _PHASES[one.phase]
        while True:
            board = self.course.position.board
            if board.phase == "ended":
                return False
            if "campaign" in (board.phase, one.phase):
                if board.phase == one.phase:
                    return True
                if board.phase == "campaign":
                    return False
            now = board.quarter, _PHASES[board.phase]
            talk = isinstance(command, c.OfferDeal | c.ReplyDeal | c.Leak)
            if now >= want or (talk and now[0] == want[0] and PHASE_TABLE[board.phase].talks):
                return now == want or talk
            self._fill()

    def _fill(self) -> None:
        """Do the plainest thing that the game waits for: it was not waited for as it was played."""
        position = self.course.position
        item = engine.pending(self._pack, position)[0]
        if item.role is None:
            self._do("table", c.Advance())
            return
        if item.kind == "answer":
            self.came_up.append((position.board.quarter, position.board.events[0]))
        seen = view(self._pack, position, item.role)
        self._do("ai:idle", Idle(item.role, position.board.seed).act(seen, item.kind))

    def _seal_what_can_be(self, one: KeptCommand, sheet: Seal) -> None:
        """Seal what of a sheet is still lawful; each order, line and stake that isn't is listed."""
        fit = Seal(role=sheet.role)
        out = LeftOut(one.quarter, one.kept.command, "")
        for order in sheet.orders:
            fit = self._more(fit, {"orders": (*fit.orders, order)}, replace(out, lever=order.lever))
        for line in sheet.lines:
            fit = self._more(fit, {"lines": (*fit.lines, line)}, replace(out, line=line))
        for stake in sheet.stakes:
            fit = self._more(fit, {"stakes": (*fit.stakes, stake)}, replace(out, stake=stake))
        try:
            self._do(one.kept.author, fit)
        except IllegalCommandError as refusal:
            self._leave(one, sheet, refusal.sentence)

    def _more(self, fit: Seal, more: dict[str, object], out: LeftOut) -> Seal:
        """Return the sheet with one thing more; as it is where that is unlawful: that is listed."""
        longer = fit.model_copy(update=more)
        try:
            engine.check(self._pack, self.course.position, longer)
        except IllegalCommandError as refusal:
            self.left_out.append(replace(out, why=refusal.sentence))
            return fit
        return longer

    def _do(self, author: str, command: Command) -> None:
        self.course.do(self._pack, author, command)

    def _leave(self, one: KeptCommand, command: Command, why: str) -> None:
        self.left_out.append(LeftOut(one.quarter, command, why))

    def rechoose(self, told: Sequence[KeptCommand], held: Role, kind: str) -> None:
        """Play on with AI players of that kind in all seats but one, whose sheets and answers are
        given as played; up to where the kept game stands."""
        seed = self.course.position.board.seed
        players = {r: make(kind, r, self._pack, player_seed(seed, r)) for r in ROLES if r != held}
        own = [one for one in told if one.kept.command.role == held]
        last = told[-1]
        talk = SpeakingOrder()
        while (waiting := engine.pending(self._pack, self.course.position)) and not self._past(
            last
        ):
            item = waiting[0]
            if item.role == held:
                self._own(own)
            elif item.role is None:
                self._talked(players, talk)
            else:
                seen = view(self._pack, self.course.position, item.role)
                self._heard(talk, f"ai:{kind}", players[item.role].act(seen, item.kind))

    def _past(self, last: KeptCommand) -> bool:
        """Return whether the course has come to where the kept game stands."""
        board = self.course.position.board
        if board.phase == "ended":
            return True
        if last.phase == "campaign":
            return False
        return (board.quarter, _PHASES[board.phase]) > (last.quarter, _PHASES[last.phase])

    def _own(self, own: Sequence[KeptCommand]) -> None:
        """Do what the held office did in this phase; the plainest where it did nothing."""
        board = self.course.position.board
        before = len(self.course.commands)
        for one in own:
            command = one.kept.command
            there = one.phase == board.phase and one.quarter == board.quarter
            if board.phase == "campaign":
                there = one.phase == "campaign"
            if isinstance(command, c.AnswerEvent):
                there = there and command.event in board.events
            if there and isinstance(command, c.AnswerEvent | Seal):
                self.give(one)
                if len(self.course.commands) > before:
                    return
        self._fill()

    def _talked(self, players: dict[Role, Player], talk: SpeakingOrder) -> None:
        """Let the next AI speak; move on where nobody has anything to say."""
        for role in talk.speakers(self.course.position.board):
            if role in players:
                seen = view(self._pack, self.course.position, role)
                command = players[role].act(seen, "advance")
                if not isinstance(command, c.Advance):
                    self._heard(talk, "ai:", command)
                    return
            talk.silent(role)
        self._heard(talk, "table", c.Advance())

    def _heard(self, talk: SpeakingOrder, author: str, command: Command) -> None:
        self._do(author, command)
        talk.heard(command, self.course.position.board, ai=author.startswith("ai:"))
