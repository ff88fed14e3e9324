"""What is to be different in a what-if, as people write it: from words to changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, cast

from game.errors import InputError
from game.lab.held_course import Answered, Change, Dropped, Ordered
from game.rules.cards.index import card_index
from game.rules.constants import BID_MAX
from game.rules.state.commands import Order
from game.scenario.card_codes import KIND_CODE, ROLE_OF, codes
from game.scenario.characters import quoted
from game.scenario.schema.base import ROLES, Role
from game.workshop.kept_game import KeptGame
from game.world import quarter_calendar

#: An order by its lever's id or by its card's code, and what it names behind it.
_ORDER: Final = re.compile(r"([^:]+):([^:]+):([a-z0-9_]+)(?:\+(\d))?((?:[@\s,]+[A-Za-z0-9_-]+)*)")
_CARD: Final = re.compile(r"([^:]+):\s*([A-Z]\d{1,3})(?:\+(\d))?((?:[@\s,]+[A-Za-z0-9_-]+)*)")
_NAMES: Final = re.compile(r"[@\s,]+")
_ANSWER: Final = re.compile(r"([^:]+):([a-z0-9_]+)=([a-z0-9_]+)")


def changes(
    game: KeptGame, drops: Sequence[str], answers: Sequence[str], orders: Sequence[str]
) -> tuple[Change, ...]:
    """Return the changes that a person has written. Raises InputError."""
    found: list[Change] = []
    for text in drops:
        quarter, role, order = _order(game, "--drop", text)
        found.append(Dropped(quarter, role, order.lever))
    found += [Ordered(*_order(game, "--order", text)) for text in orders]
    for text in answers:
        match = _ANSWER.fullmatch(text.strip())
        if match is None:
            raise InputError(f"--answer {quoted(text)} is not QUARTER:EVENT=OPTION.")
        found.append(Answered(_quarter(game, match[1]), match[2], match[3]))
    return tuple(found)


def _order(game: KeptGame, option: str, text: str) -> tuple[int, Role, Order]:
    """Return the quarter, office and order of ``2014Q1:unions:strike`` or ``2014Q1:S4+1 T107``."""
    by_id = _ORDER.fullmatch(text.strip())
    by_code = _CARD.fullmatch(text.strip().upper())
    if by_id is not None:
        if by_id[2] not in ROLES:
            raise InputError(f"There is no office {quoted(by_id[2])}; they are {', '.join(ROLES)}.")
        role, lever = cast("Role", by_id[2]), by_id[3]
        if lever not in card_index(game.pack).levers:
            raise InputError(f"This scenario has no lever {quoted(lever)}.")
        when, bid, names = by_id[1], by_id[4], by_id[5]
    elif by_code is not None:
        role, lever = _card(game, by_code[2])
        when, bid, names = by_code[1], by_code[3], by_code[4]
    else:
        raise InputError(
            f"{option} {quoted(text)} is not QUARTER:ROLE:LEVER, such as 2014Q1:unions:strike, and "
            "not QUARTER:CODE, such as 2014Q1:S4 T107."
        )
    quarter = _quarter(game, when)
    return quarter, role, _named(game, lever, int(bid or 0), _NAMES.split(names)[1:])


def _card(game: KeptGame, code: str) -> tuple[Role, str]:
    """Return the office and lever of a card's code."""
    for lever, own in codes(game.pack.scenario).items():
        if own == code:
            return ROLE_OF[code[0]], lever
    raise InputError(f"This scenario has no card {quoted(code)}.")


def _named(game: KeptGame, lever: str, bid: int, names: Sequence[str]) -> Order:
    """Return the order with what it names: hospitals, an office by its letter, a kind as K2."""
    if bid > BID_MAX:
        raise InputError(f"A bid is at most {BID_MAX} clout, not {bid}.")
    ids = {trust.upper(): trust for trust in game.pack.model.place.trust_id}
    target = card_index(game.pack).levers[lever].lever.target
    trusts: list[str] = []
    office: Role | None = None
    kind: str | None = None
    for name in names:
        word = name.upper()
        place = KIND_CODE.fullmatch(word)
        if word in ids:
            trusts.append(ids[word])
        elif word in ROLE_OF:
            office = ROLE_OF[word]
        elif name in ROLES:
            office = name
        elif target is not None and name in target.tags:
            kind = name
        elif place is not None and target is not None and 0 < int(place[1]) <= len(target.tags):
            kind = target.tags[int(place[1]) - 1]
        else:
            raise InputError(
                f"{quoted(name)} is no hospital of this game such as {min(ids)}, no office's "
                "letter, and no kind that the card knows."
            )
    return Order(lever=lever, bid=bid, trusts=tuple(trusts), to_role=office, tag=kind)


def _quarter(game: KeptGame, text: str) -> int:
    try:
        return quarter_calendar.parse(text.strip())
    except ValueError:
        first = quarter_calendar.label(game.pack.model.first)
        raise InputError(f"{quoted(text)} is no quarter such as {first}.") from None
