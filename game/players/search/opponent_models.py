"""What a player makes of a moment: guesses of how things stand, and the others' likely moves.

In each guess the other offices are played by the personas that suit them, with luck of their own;
what they know there is what they would know if things stood so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.players import batch
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.players.search.regrets import Choices
from game.rules.rollouts.guesses import (
    Guess,
    agreed,
    answered,
    awaited,
    gone_on,
    guessed,
    opened,
    seen,
)
from game.rules.state.commands import AnswerEvent, Seal
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

#: Keys of guesses that one player may use in a quarter, and its quarters.
_GUESSES: Final = 4096
_QUARTERS: Final = 16_384
_TOP: Final = 2**61
#: Guesses in which offices seal at once: some ten milliseconds' work.
_AT_ONCE: Final = 4

Sheets = dict[Role, Seal]


class OpponentModels:
    """Guesses that a view allows, and who plays in them.

    ``seed`` is the luck of who thinks; the same view and seed give the same guesses.
    """

    def __init__(self, pack: Pack, view: View, own: Persona, seed: int, guesses: int) -> None:
        self.pack, self.own = pack, own
        first = (seed % (_TOP // _GUESSES // _QUARTERS)) * _QUARTERS + view.quarter
        keys = [first * _GUESSES + i for i in range(guesses)]
        self._view, self.keys = view, keys
        self.guesses: list[Guess] = []
        self.players: list[dict[Role, Persona]] = [
            {
                role: own
                if role == own.role
                else Persona(pack, role, key % _TOP, DEFAULT_PERSONA[role])
                for role in ROLES
            }
            for key in keys
        ]

    def guess(self) -> Iterator[None]:
        """Make the guesses, yielding after each."""
        for key in self.keys:
            self.guesses += guessed(self.pack, self._view, [key])
            yield

    def at_sheets(self, i: int, guess: Guess) -> Guess:
        """Return the ``i``-th guess, from wherever it stands, where sheets are asked for; events
        are answered by their offices."""
        guess = agreed(self.pack, guess)
        while (item := awaited(self.pack, guess)[0]).kind == "answer":
            assert item.role is not None, "an office answers"
            command = self.players[i][item.role].act(seen(self.pack, guess, item.role), "answer")
            assert isinstance(command, AnswerEvent), "an answer was asked for"
            guess = answered(self.pack, guess, command)
        return guess

    def played(self, guesses: Sequence[Guess], found: list[Guess]) -> Iterator[None]:
        """Add to ``found`` the guesses, from wherever they stand, with everybody's sheets opened;
        yields after a few."""
        for first in range(0, len(guesses), _AT_ONCE):
            some = [
                (i, self.at_sheets(i, guesses[i]))
                for i in range(first, min(len(guesses), first + _AT_ONCE))
            ]
            for (_, guess), sheets in zip(
                some, self._sealed(some, self.players, own=True), strict=True
            ):
                found.append(opened(self.pack, guess, tuple(sheets.values())))
            yield

    def to_the_vote(self, guesses: Sequence[Guess], found: list[Guess]) -> Iterator[None]:
        """Add to ``found`` the guesses played on by everybody's personas until the campaign begins
        or the game ends; yields after a few. Nobody makes deals on the way."""
        live, ends = dict(enumerate(guesses)), dict[int, Guess]()
        while live:
            todo, live = list(live.items()), {}
            for first in range(0, len(todo), _AT_ONCE):
                some = [(i, self.at_sheets(i, g)) for i, g in todo[first : first + _AT_ONCE]]
                sheets = self._sealed(some, self.players, own=True)
                yield
                done = [
                    opened(self.pack, guess, tuple(own.values()))
                    for (_, guess), own in zip(some, sheets, strict=True)
                ]
                for (i, _), guess in zip(some, gone_on(self.pack, done), strict=True):
                    over = guess.board.phase in ("campaign", "ended")
                    (ends if over else live)[i] = guess
                yield
        found += [ends[i] for i in range(len(guesses))]

    def choices(self, usual: Sequence[Sheets]) -> list[Choices]:
        """Return what each other office may choose from in each guess: its persona's sheet, that of
        the same persona in another mood, and no orders at all."""
        asked = list(enumerate(self.guesses[: len(usual)]))
        moods = [
            {
                role: player
                if role == self.own.role
                else Persona(self.pack, role, self.keys[i] % _TOP + 1, player.name)
                for role, player in players.items()
            }
            for i, players in enumerate(self.players[: len(usual)])
        ]
        others = self._sealed(asked, moods, own=False)
        return [
            {
                role: list(
                    dict.fromkeys([sheet, other[role], sheet.model_copy(update={"orders": ()})])
                )
                for role, sheet in sheets.items()
            }
            for sheets, other in zip(usual, others, strict=True)
        ]

    def sheets(self, found: list[Sheets]) -> Iterator[None]:
        """Add to ``found`` what the others would seal in each guess; yields after a few."""
        asked = list(enumerate(self.guesses))
        for first in range(0, len(asked), _AT_ONCE):
            found += self.sealed(asked[first : first + _AT_ONCE])
            yield

    def sealed(self, asked: Sequence[tuple[int, Guess]]) -> list[Sheets]:
        """Return what the others would seal in guesses that stand at the sheets, each with its
        number."""
        return self._sealed(asked, self.players, own=False)

    def _sealed(
        self,
        asked: Sequence[tuple[int, Guess]],
        players: Sequence[dict[Role, Persona]],
        *,
        own: bool,
    ) -> list[Sheets]:
        wanted = [r for r in ROLES if own or r != self.own.role]
        seats = [
            (players[i][role], seen(self.pack, guess, role))
            for i, guess in asked
            for role in wanted
        ]
        batch.assess_all(self.pack, seats)
        found = iter(batch.sheets(self.pack, seats))
        out: list[Sheets] = []
        for _ in asked:
            sheets: Sheets = {}
            for role in wanted:
                sheet = next(found)
                assert sheet is not None, "personas seal"
                sheets[role] = sheet
            out.append(sheets)
        return out
