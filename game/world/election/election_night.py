"""Draw election nights: from vote intention and hospitals to the winners of all seats.

The game's result is one draw; more draws show what might have been (display, debrief, ``--draws``).
Every draw of every game has luck of its own, keyed, so a game's night does not depend on what is
drawn beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.world.election import noise
from game.world.election.electorate import Electorate
from game.world.election.hospital_effects import beyond_the_nation
from game.world.election.insurgents import Insurgents, insurgents, take_votes
from game.world.election.opinion import national
from game.world.election.swing import GREEN, OTH, UKIP
from game.world.exact_sums import largest, total
from game.world.figure_names import NATIONS, REGIONS
from game.world.health_map import F, I
from game.world.model import Model
from game.world.random_streams import Luck, U, normal_of, uniform_of
from game.world.world_state import World

_TILE: Final = 32  # draws worked at once: what fits a processor's cache
_REGIONS: Final = len(REGIONS) + len(NATIONS) - 1
_HEAD: Final = 4 + 3 * _REGIONS  # words for the country and the regions, before the seats'
_EACH: Final = len(noise.FIELDS) + 4  # words a seat


@dataclass(frozen=True, slots=True)
class Night:
    """N = games × draws nights; draw d of game b is column b·draws + d.

    ``winner`` (S, N) party; ``share`` (P, S, N) 0–1, an independent's votes among ``oth``;
    ``seats`` (P, N); ``vote`` (P, N) per cent of the United Kingdom; ``insurgent`` (S, N)
    an independent won over a hospital; ``standing`` (S, N) its share, 0–1; ``pact`` (S, N).
    """

    winner: I
    share: F
    seats: I
    vote: F
    insurgent: NDArray[np.bool_]
    standing: F
    pact: NDArray[np.bool_]

    def draw(self, n: int) -> Night:
        """Return the n-th night alone."""
        return Night(*(np.ascontiguousarray(a[..., n : n + 1]) for a in self._arrays()))

    def _arrays(self) -> tuple[NDArray[np.generic], ...]:
        return tuple(getattr(self, field.name) for field in fields(self))


def night(
    model: Model,
    world: World,
    luck: Luck,
    draws: int = 1,
    boost: F | None = None,
    *,
    nhs: bool = True,
    local: bool = True,
    pact: NDArray[np.bool_] | None = None,
) -> Night:
    """Draw ``draws`` nights for each game of ``world``.

    ``boost`` (P,) or (P, B) are points added to parties' shares of Great Britain, at the expense of
    the opposition and, in part, of the insurgent party. ``nhs`` False leaves out what the game did
    to national opinion, ``local`` False the hospitals and independents: the same luck without them,
    for the end card. ``pact`` (S, B) forces pacts.
    """
    e, quarter = model.electorate, world.quarter
    expected = _result(model, national(model, world, luck, nhs=nhs, campaign=True))
    if boost is not None:
        given = boost[:, None] if boost.ndim == 1 else boost
        expected = expected + given
        left = np.add.reduce(given, axis=0)  # what is taken from one goes to the others
        expected[model.government.opposition] -= e.params.to_opposition * left
        expected[UKIP] -= (1.0 - e.params.to_opposition) * left
    effect = (
        beyond_the_nation(e, world.local_effect) if local else np.zeros_like(world.local_effect)
    )
    anger = world.anger if local else np.zeros_like(world.anger)
    size = _HEAD + _EACH * e.country.seats
    parts: list[Night] = []
    for columns in _tiles(world.batch, draws):
        # draw 0 is the game's own; the others are asked for by number
        words = np.concatenate(
            [
                luck.part(b, b + 1).words(quarter, f"night {d}" if d else "night", size)
                for b, d, _ in columns
            ],
            axis=1,
        )
        games = np.array([b for b, _, _ in columns])
        parts.append(
            _tile(
                model,
                expected[:, games],
                effect[:, games],
                anger[:, games],
                words,
                np.array([first for _, _, first in columns]),
                None if pact is None else pact[:, games],
                local,
            )
        )
    if len(parts) == 1:
        return parts[0]
    return Night(
        *(np.concatenate(a, axis=-1) for a in zip(*(p._arrays() for p in parts), strict=True))
    )


def _tiles(games: int, draws: int) -> list[list[tuple[int, int, int]]]:
    """Return which (game, draw, column of the game's first draw) are worked together.

    Games of one draw go side by side, a game of many draws by itself.
    """
    if draws == 1:
        return [
            [(b, 0, b - a) for b in range(a, min(a + _TILE, games))] for a in range(0, games, _TILE)
        ]
    return [
        [(b, d, 0) for d in range(a, min(a + _TILE, draws))]
        for b in range(games)
        for a in range(0, draws, _TILE)
    ]


def _result(model: Model, share: F) -> F:
    """Return the expected result of an intention, (P, B) per cent: swingback of the government."""
    g, p = model.government, model.electorate.params
    before = 100.0 * model.electorate.gb[g.leading]
    back = p.result_constant + (p.result_slope - 1.0) * (share[g.leading] - before)
    out = share.copy()
    out[g.leading] += back
    out[g.opposition] -= p.to_opposition * back
    out[UKIP] -= (1.0 - p.to_opposition) * back
    return out


def _tile(
    model: Model,
    expected: F,
    effect: F,
    anger: F,
    words: U,
    first: I,
    forced: NDArray[np.bool_] | None,
    local: bool,
) -> Night:
    e, g = model.electorate, model.government
    p = e.params
    n, seats = words.shape[1], e.country.seats
    # the country's and regions' errors, then the seats'
    head = normal_of(uniform_of(words[:_HEAD]))
    tail = words[_HEAD:].reshape(_EACH, seats, n)
    gb = expected.copy()
    z = head[:4]
    holder = np.argmax(e.share, axis=0)
    gb[g.leading] += p.night_national_sd * z[0]
    gb[g.opposition] += p.night_national_sd * (-p.to_opposition * z[0] + 0.4 * z[1])
    gb[UKIP] += p.night_others_sd * z[2]
    gb[GREEN] += 0.4 * p.night_others_sd * z[3]
    gb = np.maximum(gb, 0.3)
    gb /= np.add.reduce(gb, axis=0)
    share = e.central(gb, first)
    # those who won narrowly last time have a name of their own by now
    share[g.leading, e.country.marginal & (holder == g.leading)] += p.night_incumbent / 100.0
    noise.region_errors(e, share, head[4:].reshape(_REGIONS, 3, n))
    noise.seat_errors(p, share, tail[: len(noise.FIELDS)])
    share = noise.normalised(share)
    share[:, e.still] = e.share[:, e.still][:, :, None]
    if local:
        share = _hospitals(model, e, share, effect, holder)
    luck = uniform_of(tail[len(noise.FIELDS) : len(noise.FIELDS) + 3])
    strength = noise.nearly_normal(tail[len(noise.FIELDS) + 3])
    who = _standing(e, anger, luck, strength, forced, local)
    ruling = (g.leading,) if g.partner is None else (g.leading, g.partner)
    share = take_votes(p, share, who, holder, ruling)
    return _count(e, share, who)


def _standing(
    e: Electorate, anger: F, luck: F, strength: F, forced: NDArray[np.bool_] | None, local: bool
) -> Insurgents:
    english = (e.nation == 0) & ~e.still
    pact = None if forced is None else forced & english[:, None]
    who = insurgents(e.params, anger, luck, strength, pact)
    here = english[:, None] & local
    return Insurgents(who.serious & here, who.pact & here, np.where(here, who.share, 0.0))


def _hospitals(model: Model, e: Electorate, share: F, points: F, holder: I) -> F:
    """Move ``points`` (S, N) of the holder's share to or from the others in proportion.

    Where the government does not hold the seat, the leading party's share is moved.
    """
    g = model.government
    ours = (holder == g.leading) | (holder == (-1 if g.partner is None else g.partner))
    party = np.where(ours, holder, g.leading)
    cols = np.arange(len(party))
    now = share[party, cols]
    to = np.minimum(np.maximum(now + points / 100.0, 0.1 * now), 0.97)
    to = np.where(e.still[:, None], now, to)
    out = share * ((1.0 - to) / np.maximum(1.0 - now, 2.0**-40))
    out[party, cols] = to
    return out


def _count(e: Electorate, share: F, who: Insurgents) -> Night:
    winner = largest(share.reshape(len(share), -1)).reshape(share.shape[1:])
    best = np.maximum.reduce(share, axis=0)
    won = who.share > best
    share[OTH] += who.share
    winner = np.where(won, OTH, winner)
    parties = len(share)
    seats = np.stack([np.add.reduce(winner == p, axis=0) for p in range(parties)])
    cast = e.cast[:, None]
    votes = np.stack([total(share[p] * cast, 8) for p in range(parties)])
    vote = 100.0 * votes / np.add.reduce(votes, axis=0)
    return Night(winner, share, seats.astype(np.int64), vote, won, who.share, who.pact)
