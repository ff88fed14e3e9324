"""The decisions of one quarter of a kept game, and what each could have been instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.lab.held_course import Answered, Change, Dropped, Ordered
from game.rules.cards.index import card_index
from game.rules.constants import ORDERS_A_SHEET
from game.rules.orders.lever_menu import in_period
from game.rules.state.commands import Order
from game.rules.state.position import Position
from game.scenario.schema.base import ROLES, Role
from game.telling.names import Voice
from game.workshop.kept_game import KeptGame


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a decision could have been instead, in words, and the changes that make it so."""

    said: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PastDecision:
    """An order, an answer to an event, or a sheet that could have held one order more."""

    role: Role
    said: str
    otherwise: tuple[Alternative, ...]


def past_decisions(game: KeptGame, last: Position, quarter: int) -> tuple[PastDecision, ...]:
    """Return the decisions of a quarter that could have been otherwise; ``last`` is a position
    after it.

    Orders in place of others are those that name no trust: which one it would have been is not
    the program's to guess.
    """
    return tuple(one for one in _all(game, last, quarter) if one.otherwise)


def _all(game: KeptGame, last: Position, quarter: int) -> Iterator[PastDecision]:
    voice, past, cards = game.voice, last.board.past, card_index(game.pack)
    for event, option, when in past.events:
        if when == quarter and event in cards.events:
            yield _answer(game, event, option, quarter)
    for role in ROLES:
        given = [o[1] for o in past.orders if o[0] == role and o[2] == quarter]
        if not given and not _sealed(last, quarter):
            continue
        for lever in given:
            if lever not in cards.levers:
                continue
            campaign = cards.levers[lever].campaign
            others = _orders(game, role, quarter, given, campaign=campaign)
            dropped = Dropped(quarter, role, lever)
            instead = (
                Alternative(f"Instead: {said}", (dropped, Ordered(quarter, role, order)))
                for said, order in others
            )
            said = f"{voice.title_of(role)}: {voice.lever(lever, quarter)}"
            yield PastDecision(role, said, (Alternative("Not ordered", (dropped,)), *instead))
        if len(given) >= ORDERS_A_SHEET:
            continue
        besides = tuple(
            Alternative(f"Besides: {said}", (Ordered(quarter, role, order),))
            for said, order in _orders(game, role, quarter, given, campaign=False)
        )
        yield PastDecision(role, f"{voice.title_of(role)}: an order more", besides)


def _sealed(last: Position, quarter: int) -> bool:
    return last.world.quarter >= quarter


def _orders(
    game: KeptGame, role: Role, quarter: int, given: list[str], *, campaign: bool
) -> list[tuple[str, Order]]:
    """Return the orders that an office could have given besides, by their titles."""
    rows = in_period(game.pack, role, quarter, campaign)
    free = (r for r in rows if r.lever.target is None and r.id not in given)
    return sorted((game.voice.lever(r.id, quarter), Order(lever=r.id)) for r in free)


def _answer(game: KeptGame, event: str, option: str, quarter: int) -> PastDecision:
    voice: Voice = game.voice
    card = card_index(game.pack).events[event]
    others = tuple(
        Alternative(voice.option(event, o.id), (Answered(quarter, event, o.id),))
        for o in card.options
        if o.id != option
    )
    chosen = voice.option(event, option)
    said = f"{voice.title_of(card.answers)}: {voice.event(event)} – {chosen}"
    return PastDecision(card.answers, said, others)
