"""Who sits where: people and AI players, as the command line and the journal write them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from game.errors import InputError
from game.players import DEFAULT, KINDS, is_kind, parsed
from game.rules.cards.index import card_index
from game.rules.state.commands import Command, Inject, Override
from game.rules.state.position import FACILITATOR
from game.scenario.characters import quoted
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

HUMAN: Final = "human"


def default_seats(human: Role | None = "secretary") -> dict[Role, str]:
    """Return seats with one person (or none) and AI elsewhere."""
    return {role: HUMAN if role == human else f"ai:{DEFAULT}" for role in ROLES}


def parse_seats(text: str, base: dict[Role, str] | None = None) -> dict[Role, str]:
    """Read seats from ``secretary=human,all=persona``; seats not named keep ``base``.

    ``all`` sets every seat that is not named. Without a base they are AI, but for the
    Secretary's where no person is named. Raises InputError.
    """
    named: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        who, equals, kind = (p.strip() for p in part.partition("="))
        kind = kind.removeprefix("ai:")
        if not equals or not kind:
            raise InputError(
                f"{quoted(part)} is not a seat such as secretary=human or all=persona."
            )
        if who not in (*ROLES, "all"):
            said = f"There is no seat {quoted(who)}"
            raise InputError(f"{said}; the seats are {', '.join(ROLES)} and all.")
        if kind != HUMAN and ":" in kind:
            parsed(kind)  # which says what is wrong with its level or style
        elif kind != HUMAN and kind not in KINDS:
            said = f"Nobody called {quoted(kind)} can sit"
            raise InputError(f"{said}: choose human, {', '.join(KINDS)}.")
        if who in named:
            raise InputError(f"The seat '{who}' is given twice.")
        named[who] = HUMAN if kind == HUMAN else f"ai:{kind}"
    if base is None:
        base = default_seats(None if HUMAN in named.values() else "secretary")
    seats = dict(base)
    for role in ROLES:
        seats[role] = named.get(role, named.get("all", seats[role]))
    return seats


def player_seed(seed: int, role: Role) -> int:
    """Return the key of an AI's own luck: from it nothing of the game's luck can be known."""
    return int.from_bytes(hashlib.sha256(f"player/{role}/{seed}".encode()).digest()[:7])


def check_seat(seat: str) -> None:
    """Refuse a seat that nobody can take. Raises InputError."""
    kind = seat.removeprefix("ai:")
    if seat != HUMAN and (not seat.startswith("ai:") or not is_kind(kind)):
        raise InputError(f"Nobody called {quoted(seat)} can sit here.")


def check_seats(seats: Mapping[Role, str]) -> None:
    """Raise InputError unless somebody who can sits in every seat."""
    for role in ROLES:
        check_seat(seats.get(role, ""))


def check_sender(pack: Pack, seats: Mapping[Role, str], command: Command, author: str) -> str:
    """Return as whose a command is kept: the author's if one is named, else the facilitator's
    where it is the facilitator's alone, else a person's.

    Raises InputError for a seat that the computer plays, and for an event injected that it would
    answer: nobody in the room would.
    """
    led = isinstance(command, Inject | Override)
    event = card_index(pack).events.get(command.event) if isinstance(command, Inject) else None
    role = command.role if event is None else event.answers
    if role is not None and seats[role] != HUMAN and (event is not None or not author):
        name = pack.scenario.office(role)
        name = name[:1].upper() + name[1:]
        if event is not None:
            raise InputError(
                f"{name} would answer “{event.title}”, and the computer plays that seat: take it "
                "first."
            )
        raise InputError(f"{name} is played by the computer: take the seat first.")
    return author or (FACILITATOR if led else HUMAN)


def learners(seats: Mapping[Role, str]) -> tuple[Role, ...]:
    """Return the offices whose seats learners hold, in whatever style."""
    return tuple(role for role, seat in seats.items() if _kind_of(seat) == "learner")


def _kind_of(seat: str) -> str:
    return "" if seat == HUMAN else parsed(seat.removeprefix("ai:")).name
