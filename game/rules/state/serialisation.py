"""Positions and facts as JSON values and back, by the names of their rows; and digests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final

from pydantic import Field, TypeAdapter, ValidationError

from game.errors import InputError
from game.rules.state.facts import Fact
from game.rules.state.failing_list import listing
from game.rules.state.position import Board, Position
from game.rules.state.replace import replace
from game.rules.state.trust_rows import board_with_rows, facts_with_rows
from game.scenario.pack import Pack
from game.world import handover, world_snapshot
from game.world.commissioners import period
from game.world.row_names import Axis, RowMap, grouping_kept, row_maps, row_names

FACTS: Final[TypeAdapter[tuple[Fact, ...]]] = TypeAdapter(
    tuple[Annotated[Fact, Field(discriminator="kind")], ...]
)
#: What reading a value of the wrong shape may raise.
_FAULTS: Final = (
    *(ValidationError, LookupError, TypeError, ValueError, AttributeError),
    *(ArithmeticError, RecursionError, OSError),
)

#: Fields of a board that only a facilitator fills.
_OF_A_ROOM: Final = {"injects"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A position as this version and scenario have its rows, and how those have changed.

    ``same``: nothing was added, dropped or put elsewhere since the position was kept.
    ``regrouped``: how many commissioners it was kept with and how many it has, where the scenario
    has others in its quarter by now.
    """

    position: Position
    rows: dict[Axis, RowMap]
    same: bool
    regrouped: tuple[int, int] | None = None


@cache
def _board() -> TypeAdapter[Board]:
    return TypeAdapter(Board)


def digest(position: Position) -> str:
    """Return a digest of a position, equal on every machine for an equal position."""
    board = position.board
    unled = None if board.injects else _OF_A_ROOM  # digests of before there were any hold
    h = hashlib.sha256(_board().dump_json(board, exclude=unled))
    h.update(position.world.digest().encode())
    return h.hexdigest()


def dump(pack: Pack, position: Position) -> dict[str, Any]:
    """Return the position (batch 1, at a command's end) as a JSON value.

    Trusts are numbers of rows in the board; the value says which trust each row is.
    """
    return {
        "board": _board().dump_python(position.board, mode="json"),
        "world": world_snapshot.dump(
            position.world,
            row_names(pack.model, period(pack.model.place, position.world.quarter)),
        ),
    }


def load(pack: Pack, value: Any, start: Callable[[int], Position]) -> Loaded:
    """Return the position of a dump with the rows that the scenario has today.

    A figure or trust that the dump doesn't have stands as in the position that ``start``
    gives for the game's seed; what the scenario no longer has is left out. Raises
    InputError in one sentence if the dump is not whole.
    """
    try:
        have, rows = _rows(pack, value)
        model, want = pack.model, period(pack.model.place, int(value["world"]["quarter"]))
        board = _board().validate_python(value["board"], strict=False)
        unlisted = "listed" not in value["board"]  # kept before there was a list
        first = cache(lambda: start(board.seed))
        world = world_snapshot.load(
            value["world"], rows, lambda: handover.in_grouping(model, first().world, 0, have)
        )
        regrouped = None
        if have != want:
            kept = len(world.balance_k)
            world = handover.in_grouping(model, world, have, want)
            regrouped = kept, len(world.balance_k)
        same = regrouped is None and all(m.same for m in rows.values())
        same = same and not world_snapshot.arrays_changed(value["world"])
        if not same:
            board = board_with_rows(board, rows["trust"], lambda: first().board)
        if unlisted:
            board = replace(board, listed=listing(board, world, world.quarter))
    except InputError:
        raise
    except _FAULTS as error:
        raise InputError("The saved position is damaged.") from error
    return Loaded(Position(board, world), rows, same, regrouped)


def dump_facts(facts: Iterable[Fact]) -> list[Any]:
    """Return facts as JSON values; trusts are rows of the position they are kept with."""
    found: list[Any] = FACTS.dump_python(tuple(facts), mode="json")
    return found


def load_facts(pack: Pack, facts: Any, beside: Any) -> tuple[Fact, ...]:
    """Return facts kept ``beside`` the dump of a position, with the rows of today.

    Those about a trust that is gone are left out. Raises InputError in one sentence if they
    are damaged.
    """
    try:
        _, rows = _rows(pack, beside)
        return facts_with_rows(FACTS.validate_python(_renamed(facts)), rows["trust"])
    except InputError:
        raise
    except _FAULTS as error:
        raise InputError("What has happened is damaged in the saved game.") from error


def _renamed(facts: Any) -> tuple[Any, ...]:
    """Return facts with the words of today: to be named in public was once to be listed."""
    return tuple({**f, "change": "named"} if f.get("change") == "listed" else f for f in facts)


def _rows(pack: Pack, value: Any) -> tuple[int, dict[Axis, RowMap]]:
    """Return the grouping of commissioners of a dump, and where its rows lie in it."""
    kept = world_snapshot.names_in(value["world"])
    grouping = grouping_kept(pack.model, kept, int(value["world"]["quarter"]))
    return grouping, row_maps(kept, row_names(pack.model, grouping))
