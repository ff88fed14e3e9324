"""A game as a decision process: offices are asked, and answer by a number.

Several offices may be asked at once; all answer before the game goes on. Seats that nobody here
plays are AIs'. A process is its scenario, seed and answers: the same give the same, and a copy goes
its own way.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from game.adapters import observation
from game.adapters.sheet_draft import (
    SHEET_KINDS,
    SheetChoice,
    SheetDraft,
    SheetKind,
    sheet_actions,
)
from game.errors import IllegalCommandError, InputError
from game.match.seats import player_seed
from game.match.speaking_order import SpeakingOrder
from game.players import Player, make, parsed
from game.players.persona import affordability
from game.rules import engine
from game.rules.state.commands import (
    Advance,
    AnswerEvent,
    ChooseAgenda,
    Command,
    OfferDeal,
    ReplyDeal,
)
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

Kind = Literal["agenda", "answer", "reply", "talk"] | SheetKind
KINDS_ASKED: Final[tuple[Kind, ...]] = ("agenda", "answer", "reply", "talk", *SHEET_KINDS)
PASS: Final = 0
_ADVANCE: Final = Advance()
#: Ready-written offers that may be made, at the most.
OFFERS: Final = 8
#: More steps than any game takes between two questions.
_TOO_MANY: Final = 10_000


#: What an answer may be: a command at once, a part of a sheet, or nothing.
Said = ChooseAgenda | AnswerEvent | OfferDeal | ReplyDeal
Choice = Said | SheetChoice


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """What an office is asked: its kind, and what each open action would do."""

    kind: Kind
    open: Mapping[int, Choice]


@lru_cache(maxsize=8)
def actions_of(pack: Pack) -> tuple[str, ...]:
    """Return the names of a scenario's actions by number; ``pass`` is the first."""
    s = pack.scenario
    named = ["pass", "accept", "decline", *(f"offer {n + 1}" for n in range(OFFERS))]
    named += [f"agenda {agenda.id}" for agenda in s.agendas]
    named += [f"answer {e.id} {option.id}" for e in s.events for option in e.options]
    return (*named, *sheet_actions(pack))


class DecisionProcess:
    """A game whose offices in ``seats`` are asked; the others are AIs of one kind."""

    def __init__(
        self,
        scenario: str = "december-2013",
        seats: Iterable[Role] = ROLES,
        others: str = "persona",
        seed: int = 0,
    ) -> None:
        """Begin a game. Raises InputError for a scenario, seat, kind or seed that there is not."""
        self.seats: tuple[Role, ...] = tuple(role for role in ROLES if role in set(seats))
        if not self.seats or set(seats) - set(ROLES):
            raise InputError(f"Seats are one or more of {', '.join(ROLES)}.")
        parsed(others)
        self.pack = loader.load(scenario)
        self.others = others
        self.actions = actions_of(self.pack)
        self._number = {name: i for i, name in enumerate(self.actions)}
        self.columns = observation.columns(self.pack, KINDS_ASKED)
        self.reset(seed)

    def reset(self, seed: int) -> None:
        """Begin again with a seed. Raises InputError for one outside 0 … 2⁶³−1."""
        self.seed = seed
        self._position, _ = engine.start(self.pack, seed)
        self._players: dict[Role, Player] = {
            role: make(self.others, role, self.pack, player_seed(seed, role))
            for role in ROLES
            if role not in self.seats
        }
        self._talk = SpeakingOrder()
        self._spoken: set[Role] = set()
        self._sheets: dict[Role, SheetDraft] = {}
        self._questions: dict[Role, DecisionPoint] = {}
        self._go_on()

    def copy(self) -> DecisionProcess:
        """Return a process that stands as this one does and goes its own way."""
        other = copy.copy(self)
        other._players = copy.deepcopy(self._players)
        other._talk = copy.deepcopy(self._talk)
        other._spoken = set(self._spoken)
        other._sheets = {role: sheet.copy() for role, sheet in self._sheets.items()}
        other._questions = dict(self._questions)
        return other

    def __deepcopy__(self, memo: object) -> DecisionProcess:
        return self.copy()

    @property
    def asked(self) -> tuple[Role, ...]:
        """The offices that are asked now, in the order of seats; none when the game has ended."""
        return tuple(role for role in self.seats if role in self._questions)

    @property
    def ended(self) -> bool:
        """Whether the game is over."""
        return self._position.board.phase == "ended"

    @property
    def scores(self) -> dict[Role, float]:
        """Each office's score over 100 at the end; 0 before."""
        found = {role: float(score) / 100 for role, score in self._position.board.scores}
        return {role: found.get(role, 0.0) if self.ended else 0.0 for role in ROLES}

    def view(self, role: Role) -> View:
        """Return what the office may know now."""
        return view(self.pack, self._position, role)

    def question(self, role: Role) -> DecisionPoint | None:
        """Return what the office is asked, None if it isn't."""
        return self._questions.get(role)

    def legal(self, role: Role) -> list[int]:
        """Return the actions that are open to the office now; ``[0]``, pass, if it isn't asked."""
        asked = self._questions.get(role)
        return [PASS] if asked is None else sorted(asked.open)

    def mask(self, role: Role) -> NDArray[np.int8]:
        """Return 1 for each open action, (actions,)."""
        found = np.zeros(len(self.actions), np.int8)
        found[self.legal(role)] = 1
        return found

    def observe(self, role: Role) -> NDArray[np.float32]:
        """Return what the office may know as numbers in 0–1, (columns,)."""
        asked = self._questions.get(role)
        kind = None if asked is None else asked.kind
        return observation.observe(self.pack, self.view(role), role, kind, KINDS_ASKED)

    def act(self, answers: Mapping[Role, int]) -> None:
        """Take the answer of every office that is asked, and go on to the next questions.

        An action that isn't open counts as the lowest that is. Raises InputError if an office that
        is asked gives none.
        """
        asked = self.asked
        missing = [role for role in asked if role not in answers]
        if missing:
            raise InputError(f"{', '.join(missing)} is asked and gives no answer.")
        taken = {role: self._questions.pop(role) for role in asked}
        for role, question in taken.items():
            action = int(answers[role])
            chosen = action if action in question.open else min(question.open)
            self._take(role, question, chosen)
        self._go_on()

    def narration(self) -> str:
        """Return where the game stands, for a person to read."""
        board = self._position.board
        asked = ", ".join(f"{role}: {q.kind}" for role, q in self._questions.items())
        told = f"quarter {self.view(ROLES[0]).quarter}, {board.phase}"
        scores = ", ".join(f"{role} {score:.3f}" for role, score in self.scores.items())
        return f"{told}; {scores if self.ended else asked}"

    def _take(self, role: Role, question: DecisionPoint, action: int) -> None:
        """Do what an office chose."""
        chosen = question.open[action]
        if question.kind == "talk":
            self._spoken.add(role)
        match chosen:
            case OfferDeal() | ReplyDeal():
                self._say(chosen)
            case ChooseAgenda() | AnswerEvent():
                self._apply(chosen)
            case _ if question.kind in SHEET_KINDS:
                self._sheets[role].take(question.kind, chosen)
                self._ask_sheet(role)
            case _:
                pass  # nothing is said in talks

    def _ask_sheet(self, role: Role) -> None:
        """Ask what is next on the office's sheet; seal it when it is full."""
        sheet = self._sheets[role]
        asked = sheet.question(self.view(role), self._lawful)
        if asked is None:
            self._apply(self._sheets.pop(role).seal())
            return
        kind, choices = asked
        open_now: dict[int, Choice] = {self._number[name]: c for name, c in choices.items()}
        self._questions[role] = DecisionPoint(kind, open_now)

    def _say(self, command: OfferDeal | ReplyDeal) -> None:
        """Make an offer, or answer one; what became impossible meanwhile is not said."""
        try:
            self._apply(command)
        except IllegalCommandError:
            if isinstance(command, ReplyDeal) and command.reply == "accept":
                self._apply(command.model_copy(update={"reply": "decline"}))

    def _apply(self, command: Command) -> None:
        self._position, _ = engine.apply(self.pack, self._position, command)
        self._talk.heard(command, self._position.board, ai=command.role in self._players)

    def _go_on(self) -> None:
        """Play on until an office of the seats is asked, or to the end."""
        for _ in range(_TOO_MANY):
            waiting = engine.pending(self.pack, self._position)
            if self._questions or not waiting:
                return
            kind = waiting[0].kind
            if kind == "advance":
                if self._position.board.phase != "talks" or not self._talks():
                    self._apply(_ADVANCE)
                    self._spoken.clear()
                continue
            for item in waiting:
                assert item.role is not None
                if item.role in self._players:
                    player = self._players[item.role]
                    self._apply(player.act(self.view(item.role), item.kind))
            for item in waiting:
                if item.role in self.seats:
                    assert item.role is not None
                    self._ask(item.role, kind)
        raise RuntimeError(f"The game does not move on from {self._position.board.phase}.")

    def _talks(self) -> bool:
        """Have offices talk; False if nobody has anything to say any more."""
        board = self._position.board
        for role in self.seats:
            if (offer := self._offer_to(role)) is not None and role not in self._questions:
                accept, decline = (
                    ReplyDeal(role=role, deal=offer, reply=reply) for reply in _REPLIES
                )
                open_now: dict[int, Choice] = {self._number["decline"]: decline}
                if self._lawful(accept):
                    open_now[self._number["accept"]] = accept
                self._questions[role] = DecisionPoint("reply", open_now)
        if self._questions:
            return True
        for role in self._talk.speakers(board):
            if role not in self._players:
                continue
            command = self._players[role].act(self.view(role), "advance")
            if not isinstance(command, Advance):
                self._apply(command)
                return True
            self._talk.silent(role)
        for role in self.seats:
            if role not in self._spoken:
                self._ask_talk(role)
        return bool(self._questions)

    def _offer_to(self, role: Role) -> int | None:
        """The first open offer to the office."""
        for deal in self._position.board.deals:
            if deal.state == "offered" and deal.terms.other == role:
                return deal.number
        return None

    def _ask_talk(self, role: Role) -> None:
        seen = self.view(role)
        offers = [terms for terms in seen.offers if affordability.affordable(seen, terms)]
        commands = [OfferDeal(role=role, terms=terms) for terms in offers[:OFFERS]]
        open_now: dict[int, Choice] = {PASS: None}
        for n, command in enumerate(commands, 1):
            if self._lawful(command):
                open_now[self._number[f"offer {n}"]] = command
        if len(open_now) > 1:
            self._questions[role] = DecisionPoint("talk", open_now)
        else:
            self._spoken.add(role)

    def _lawful(self, command: Command) -> bool:
        try:
            engine.check(self.pack, self._position, command)
        except IllegalCommandError:
            return False
        return True

    def _ask(self, role: Role, kind: str) -> None:
        seen = self.view(role)
        if kind == "agenda":
            agendas: dict[int, Choice] = {
                self._number[f"agenda {agenda}"]: ChooseAgenda(role=role, agenda=agenda)
                for agenda in seen.agendas_dealt
            }
            self._questions[role] = DecisionPoint("agenda", agendas)
        elif kind == "answer":
            event = next(e for e in seen.events if e.answers == role)
            self._questions[role] = DecisionPoint(
                "answer",
                {
                    self._number[f"answer {event.event} {option}"]: AnswerEvent(
                        role=role, event=event.event, option=option
                    )
                    for option, _, _, closed in event.options
                    if not closed
                },
            )
        else:
            self._sheets[role] = SheetDraft.of(role, seen)
            self._ask_sheet(role)


_REPLIES: Final[tuple[Literal["accept", "decline"], ...]] = ("accept", "decline")
