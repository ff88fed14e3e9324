"""What a player is: someone who reads a view and answers with a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, assert_never

import numpy as np
from numpy.typing import NDArray

from game.rules.phase_table import Awaited
from game.rules.state import commands
from game.rules.state.commands import Command
from game.rules.state.view import View
from game.scenario.schema.base import Role
from game.world.random_streams import Luck

#: What who has nothing to say in talks says.
_NOTHING: Final = commands.Advance()
#: So many reasons are told.
TOLD: Final = 3


class Player(Protocol):
    """An AI player. It sees views only, and has luck of its own."""

    def act(self, view: View, kind: Awaited) -> Command:
        """Return the command it gives when ``kind`` is pending.

        ``advance`` asks it to talk; the answer ``Advance`` says that it has nothing to say.
        """
        ...

    def why(self) -> tuple[dict[str, object], ...]:
        """Return the last best choices: ``{"choice", "value", "reasons"}``, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a player considered: its worth to the player and why, in words."""

    what: str
    worth: float
    reasons: tuple[str, ...] = ()


class Own:
    """A player's own luck: keyed by its seed, role, quarter and purpose, never the game's."""

    __slots__ = ("_luck", "_role", "_steady")

    def __init__(self, seed: int, role: Role) -> None:
        self._luck = Luck([seed])
        self._role = role
        self._steady: dict[tuple[str, int, int], NDArray[np.float64]] = {}

    def _key(self, purpose: str) -> str:
        return f"player/{self._role}/{purpose}"

    def uniform(self, view: View, purpose: str, n: int) -> list[float]:
        """Return ``n`` uniform draws for a purpose in the view's quarter."""
        drawn: list[float] = self._luck.uniform(view.quarter, self._key(purpose), n)[:, 0].tolist()
        return drawn

    def normal(self, view: View, purpose: str, n: int) -> list[float]:
        """Return ``n`` standard normal draws for a purpose in the view's quarter."""
        drawn: list[float] = self._luck.normal(view.quarter, self._key(purpose), n)[:, 0].tolist()
        return drawn

    def steady(self, view: View, purpose: str, n: int) -> NDArray[np.float64]:
        """Return what ``normal`` gives, for purposes of every quarter: drawn for all together."""
        if (purpose, n, view.quarter) not in self._steady:
            draw_steady([self], view, purpose, n)
        return self._steady[purpose, n, view.quarter]


def draw_steady(some: Sequence[Own], view: View, purpose: str, n: int) -> None:
    """Draws what ``steady`` will give to several players of one role, from the view's quarter
    on: quicker than one by one, and the same."""
    wanting = [own for own in some if (purpose, n, view.quarter) not in own._steady]
    if not wanting:
        return
    quarters = range(view.quarter, max(view.quarter, view.last + 1) + 1)
    luck = Luck([own._luck.seeds[0] for own in wanting])
    drawn = luck.normals(quarters, wanting[0]._key(purpose), n)
    for b, own in enumerate(wanting):
        for quarter, draws in zip(quarters, drawn, strict=True):
            own._steady[purpose, n, quarter] = draws[:, b]


def told(choices: list[Choice]) -> tuple[dict[str, object], ...]:
    """Return the best choices as plain values for the journal."""
    best = sorted(choices, key=lambda c: -c.worth)[:TOLD]
    return tuple(
        {"choice": c.what, "value": round(c.worth, 2), "reasons": list(c.reasons)} for c in best
    )


def _nothing(player: object) -> list[Choice]:
    return []


class BasePlayer:
    """What all players share: each pending kind goes to a method of its own."""

    def __init__(self, role: Role, seed: int) -> None:
        self.role: Final = role
        self.luck = Own(seed, role)
        #: Puts the last decision into words when it is given this player. It must not hold the
        #: player itself: circles are left to the garbage collector, game after game.
        self._considered: Callable[[Any], list[Choice]] = _nothing

    def act(self, view: View, kind: Awaited) -> Command:
        """Return the command for what is pending."""
        self._considered = _nothing
        match kind:
            case "agenda":
                return self.agenda(view)
            case "answer":
                return self.answer(view)
            case "seal":
                return self.seal(view)
            case "advance":
                return self.talk(view) or _NOTHING
            case _:
                assert_never(kind)

    def why(self) -> tuple[dict[str, object], ...]:
        """Return the last decision's best choices, best first, worded when asked for."""
        return told(self._considered(self))

    def agenda(self, view: View) -> commands.ChooseAgenda:
        """Choose which agenda to keep."""
        raise NotImplementedError

    def answer(self, view: View) -> commands.AnswerEvent:
        """Choose how to answer the event that waits for this role."""
        raise NotImplementedError

    def seal(self, view: View) -> commands.Seal:
        """Choose the sheet of orders."""
        raise NotImplementedError

    def talk(self, view: View) -> commands.OfferDeal | commands.ReplyDeal | commands.Leak | None:
        """Return something to say in talks, or None."""
        return None


def waiting(view: View, role: Role) -> str:
    """Return the event that waits for the role's answer. Raises ValueError if none does."""
    for event in view.events:
        if event.answers == role:
            return event.event
    raise ValueError(f"no event waits for {role}")


def clout_of(view: View) -> float:
    """Return the reader's own clout."""
    return next(o.clout or 0.0 for o in view.offices if o.role == view.who)


def purse_of(view: View) -> float:
    """Return £m in the purse that nothing has been promised from yet, as the reader knows it:
    nothing where it is overdrawn, which bars nobody from what is free."""
    return max(0.0, view.purse_left_m or 0.0)
