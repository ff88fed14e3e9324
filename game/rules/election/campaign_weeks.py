"""The five weeks of a campaign told again: which act fell in which week, and a poll of each.

The acts are sealed once and move opinion as they are; told afterwards they fall into the weeks in
the order in which offices are heard. The poll of a week asks the country as it was with the acts
up to then, by the same luck as every other poll of the game.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.cards.index import card_index
from game.rules.constants import RESOLUTION
from game.rules.effects.modifiers import causes
from game.rules.election.campaign import house_of
from game.rules.state.position import Modifier, Position
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world.election.opinion import national, polls
from game.world.figure_names import PARTIES
from game.world.random_streams import Luck

#: From the dissolution to the vote.
WEEKS: Final = 5
#: Polls of a week, of which a newspaper prints the average.
_HOUSES: Final = 4


@dataclass(frozen=True, slots=True)
class CampaignWeek:
    """A week: the acts, (role, lever), the average of its polls, (party, per cent), and the seats
    of the governing parties if the country voted as that poll says and nothing else told."""

    number: int
    acts: tuple[tuple[Role, str], ...]
    poll: tuple[tuple[str, float], ...]
    seats: int


def weeks(pack: Pack, position: Position) -> tuple[CampaignWeek, ...]:
    """Return the weeks of a game whose campaign is over."""
    board, world = position.board, position.world
    fresh = [m for m in (*board.past.spent, *board.modifiers) if m.first == board.quarter]
    acts = _acts(pack, fresh)
    when = {act: 1 + i * WEEKS // len(acts) for i, act in enumerate(acts)}
    luck = Luck([board.seed])
    out = []
    for week in range(1, WEEKS + 1):
        later = [act for act in acts if when[act] > week]
        to_come = [m for m in fresh if (m.role, m.source) in later]
        gauge = world.gauge.copy()
        for g, milli in _moved(pack, to_come, board.quarter).items():
            gauge[g, 0] = min(100_000, max(0, int(gauge[g, 0]) - milli))
        share = national(pack.model, world.changed(gauge=gauge), luck)
        asked = polls(pack.model, share, luck, board.quarter, houses=WEEKS * _HOUSES)
        average = np.rint(asked[(week - 1) * _HOUSES : week * _HOUSES, :, 0].mean(axis=0))
        out.append(
            CampaignWeek(
                week,
                tuple(act for act in acts if when[act] == week),
                tuple((p, float(average[i])) for i, p in enumerate(PARTIES)),
                _seats(pack, average),
            )
        )
    return tuple(out)


def _seats(pack: Pack, poll: NDArray[np.float64]) -> int:
    """Return the governing parties' seats by a poll alone, (P,) per cent, in the middle case."""
    shares = (poll / poll.sum())[:, None]
    winner = np.argmax(pack.model.electorate.central(shares)[:, :, 0], axis=0)
    return round(house_of(pack, winner)["seats_government"])


def _acts(pack: Pack, fresh: list[Modifier]) -> list[tuple[Role, str]]:
    """Return the campaign's acts that took effect, in the order in which offices are heard.

    What was ordered in the last quarter and begins to act only now is none of them.
    """
    levers = {lever.id for lever in pack.scenario.levers if lever.kind == "campaign"}
    found = dict.fromkeys(
        (role, m.source) for m in fresh for role in ROLES if role == m.role and m.source in levers
    )
    return sorted(found, key=lambda act: RESOLUTION.index(act[0]))


def _moved(pack: Pack, modifiers: list[Modifier], quarter: int) -> dict[int, int]:
    """Return what acts add to gauges, in thousandths: a push counts by its gauge's rate."""
    cards = card_index(pack)
    shocks, pushes = causes(cards, modifiers, quarter)
    out = {g: sum(shocks.get(g, {}).values()) for g in {*shocks, *pushes}}
    for g, asked in pushes.items():
        out[g] += round(sum(asked.values()) * cards.rate.get(g, 1.0))
    return {g: int(np.rint(v)) for g, v in out.items() if v}
