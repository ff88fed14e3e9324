"""Positions as JSON values and back, and their digests."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from game.errors import InputError
from game.rules.state.position import Board, Position
from game.world.world_state import World


@cache
def _board() -> TypeAdapter[Board]:
    return TypeAdapter(Board)


def digest(position: Position) -> str:
    """Return a position's digest, equal on every machine for an equal position."""
    h = hashlib.sha256(_board().dump_json(position.board))
    h.update(position.world.digest().encode())
    return h.hexdigest()


def dump(position: Position) -> dict[str, Any]:
    """Return the position (batch 1, between two commands) as a JSON value for ``load``."""
    return {
        "board": _board().dump_python(position.board, mode="json"),
        "world": position.world.dump(),
    }


def load(value: Any) -> Position:
    """Return the position of a dump. Raises InputError in one sentence if it is not whole."""
    try:
        board = _board().validate_python(value["board"], strict=False)
        world = World.load(value["world"])
    except (ValidationError, KeyError, TypeError, ValueError, ArithmeticError, OSError) as error:
        raise InputError("The saved position is damaged.") from error
    except Exception as error:  # zlib.error is no ValueError
        if type(error).__name__ != "error":
            raise
        raise InputError("The saved position is damaged.") from error
    return Position(board, world)
