"""The interface of AI players, and what their kinds share: a view in, a command out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, assert_never

import numpy as np
from numpy.typing import NDArray

from game.rules.phase_table import Awaited
from game.rules.state import commands
from game.rules.state.commands import Command
from game.rules.state.deal_terms import Terms
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role, with_article
from game.world.random_streams import Luck

#: The command of a player that has nothing to say in talks.
_SILENCE: Final = commands.Advance()
#: Choices of a decision that are kept with their reasons.
CHOICES_TOLD: Final = 3


class Player(Protocol):
    """An AI player: it is given views, never a position, and has luck of its own."""

    def act(self, view: View, kind: Awaited) -> Command:
        """Return the player's command for what is pending.

        Asked to ``advance``, it may talk; it returns ``Advance`` when it has nothing to say.
        """
        ...

    def why(self) -> tuple[dict[str, object], ...]:
        """Return the best choices of the last decision, best first, each as a dict of plain
        values: ``choice``, ``value`` (points) and ``reasons``."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One option that a player considered, its worth in points, and the reasons in words."""

    what: str
    worth: float
    reasons: tuple[str, ...] = ()
    done: bool = False  # told whatever its worth: it is on the sheet


class PlayerLuck:
    """Draws random numbers for one player, keyed by its seed, role, quarter and purpose."""

    __slots__ = ("_ahead", "_luck", "_role")

    def __init__(self, seed: int, role: Role) -> None:
        self._luck = Luck([seed])
        self._role = role
        self._ahead: dict[tuple[str, int, int], NDArray[np.float64]] = {}

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

    def normal_ahead(self, view: View, purpose: str, n: int) -> NDArray[np.float64]:
        """Return the draws of ``normal``, (n,), having drawn those of all quarters to come."""
        if (purpose, n, view.quarter) not in self._ahead:
            draw_ahead([self], view, purpose, n)
        return self._ahead[purpose, n, view.quarter]


def draw_ahead(some: Sequence[PlayerLuck], view: View, purpose: str, n: int) -> None:
    """Draw what ``normal_ahead`` will return to several players of one role.

    Draws cover the quarters from the view's on, and the same as for each player alone.
    """
    wanting = [own for own in some if (purpose, n, view.quarter) not in own._ahead]
    if not wanting:
        return
    quarters = range(view.quarter, max(view.quarter, view.last + 1) + 1)
    luck = Luck([own._luck.seeds[0] for own in wanting])
    drawn = luck.normals(quarters, wanting[0]._key(purpose), n)
    for b, own in enumerate(wanting):
        for quarter, draws in zip(quarters, drawn, strict=True):
            own._ahead[purpose, n, quarter] = draws[:, b]


def choice_records(choices: list[Choice]) -> tuple[dict[str, object], ...]:
    """Return the best ``CHOICES_TOLD`` choices as plain values for the journal, best first, and
    behind them what was done besides."""
    by_worth = sorted(choices, key=lambda c: -c.worth)
    best = [c for c in by_worth if not c.done][:CHOICES_TOLD] + [c for c in by_worth if c.done]
    return tuple(
        {"choice": c.what, "value": round(c.worth, 2), "reasons": list(c.reasons)} for c in best
    )


def _no_choices(player: object) -> list[Choice]:
    return []


class BasePlayer:
    """Gives each pending kind a method of its own, and keeps the last decision's reasons."""

    def __init__(self, role: Role, seed: int) -> None:
        self.role: Final = role
        self.luck = PlayerLuck(seed, role)
        #: Words the last decision, given this player. It must not hold the player: reference
        #: cycles would wait for the garbage collector, game after game.
        self._considered: Callable[[Any], list[Choice]] = _no_choices

    def act(self, view: View, kind: Awaited) -> Command:
        """Return the command for what is pending."""
        self._considered = _no_choices
        match kind:
            case "agenda":
                return self.agenda(view)
            case "answer":
                return self.answer(view)
            case "seal":
                return self.seal(view)
            case "advance":
                return self.talk(view) or _SILENCE
            case _:
                assert_never(kind)

    def why(self) -> tuple[dict[str, object], ...]:
        """Return the last decision's best choices, best first; they are worded only now."""
        return choice_records(self._considered(self))

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


def awaited_event(view: View, role: Role) -> str:
    """Return the id of the event that awaits the role's answer; raise ValueError if none does."""
    for event in view.events:
        if event.answers == role:
            return event.event
    raise ValueError(f"no event waits for {role}")


def offer_said(pack: Pack, terms: Terms) -> str:
    """Return an offer as a choice is told."""
    return f"offer a deal to {with_article(pack.scenario.office(terms.other))}"


def clout_of(view: View) -> float:
    """Return the reader's own clout."""
    return next(o.clout or 0.0 for o in view.offices if o.role == view.who)


def purse_of(view: View) -> float:
    """Return the £m of the purse that are not committed, as the reader knows it.

    An overdrawn purse counts as empty: it bars nobody from what is free.
    """
    return max(0.0, view.purse_left_m or 0.0)
