"""A menu: the levers of its reader, with prices now and what each may name."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from game.scenario.schema.base import Role


@dataclass(frozen=True, slots=True)
class LegalOrder:
    """A lever on the reader's menu. ``reasons`` is empty when it may be ordered now."""

    lever: str
    clout: float  # price now
    purse_m: float
    reasons: tuple[str, ...]  # each a sentence
    trusts: tuple[str, ...] = ()  # trusts it may name
    n: int = 0  # how many trusts it names, at most
    roles: tuple[Role, ...] = ()
    tags: tuple[str, ...] = ()


class Menu(Sequence[LegalOrder]):
    """The reader's levers, each put together when it is first asked for."""

    __slots__ = ()

    @property
    @abstractmethod
    def means(self) -> tuple[float, float | None]:
        """Return the reader's clout, and £m in the purse that nothing is promised from yet.

        The latter is None where it doesn't know the purse.
        """

    @property
    @abstractmethod
    def open(self) -> tuple[LegalOrder, ...]:
        """Return those that may be ordered now, in the menu's order."""

    @abstractmethod
    def may(self, lever: str) -> LegalOrder | None:
        """Return the order for a lever if it may be ordered now: what ``open`` has of it."""

    @property
    @abstractmethod
    def prices(self) -> dict[str, float]:
        """Return by lever the clout it costs now, of those that don't cost what their cards say."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class NoMenu(Menu):
    """The menu of who orders nothing now."""

    __slots__ = ()

    @property
    def means(self) -> tuple[float, float | None]:
        """Return no clout, and that the purse is not known."""
        return 0.0, None

    @property
    def open(self) -> tuple[LegalOrder, ...]:
        """Return none."""
        return ()

    def may(self, lever: str) -> LegalOrder | None:
        """Return None."""

    @property
    def prices(self) -> dict[str, float]:
        """Return none."""
        return {}

    @overload
    def __getitem__(self, i: int) -> LegalOrder: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[LegalOrder, ...]: ...
    def __getitem__(self, i: int | slice) -> LegalOrder | tuple[LegalOrder, ...]:
        return ()[i]

    def __len__(self) -> int:
        return 0
