"""Many games side by side: each plays by the rules alone, one market steps them all.

Row b of the batched step is bit-equal to that game alone, so a game comes out the same
here as in a match, whatever the tile it was in.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from game.match.seats import player_seed
from game.match.speaking_order import SpeakingOrder
from game.players import Player, assess_all, make, seal_all
from game.rules import engine, phases, transition
from game.rules.election import campaign
from game.rules.phase_table import Awaited
from game.rules.state.commands import Advance, Seal
from game.rules.state.facts import Fact
from game.rules.state.figures import all_values
from game.rules.state.position import Position
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

#: New objects between two looks at the youngest, and how many looks make one at the older.
#: A tile makes some hundred thousands that stay, and next to none of them in circles.
_SELDOM: Final = (1_000_000, 20, 100)


@contextmanager
def seldom() -> Iterator[None]:
    """Collect garbage seldom, and none of what is there now; then as before.

    What is left in the end counts as old at once: most of it is given out and dropped soon.
    """
    keep()
    _at_the_end()
    usual, mine = gc.get_threshold(), gc.get_freeze_count() == 0
    if mine:
        gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        if mine:
            gc.freeze()
        gc.set_threshold(*usual)
        if mine:
            gc.unfreeze()


@lru_cache(maxsize=1)
def _at_the_end() -> None:
    """Freeze what this process holds when it ends: looking through it once more would take as long
    as some twenty games."""
    atexit.register(gc.freeze)


# Names and numbers of mallopt(3).
_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
#: The largest block that it can be asked to keep, and how much unused memory in all.
_BLOCK: Final = 32 * 2**20
_KEPT: Final = 256 * 2**20


@lru_cache(maxsize=1)
def keep() -> bool:
    """From now on this process keeps memory that is freed. False where it can't be asked to."""
    if sys.platform != "linux":
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library
        return False
    asked = [mallopt(_M_MMAP_THRESHOLD, _BLOCK), mallopt(_M_TRIM_THRESHOLD, _KEPT)]
    return all(asked)


#: Somebody who looks on, at positions that change nothing.
Look = Callable[[Position], None]
#: Games of one batch. Large enough that the processor stays long with one part of the rules
#: (a tenth quicker than 64); from 192 on what is remembered outgrows its cache.
TILE = 128
#: More commands in one quarter than any lawful quarter has: a player that never moves on.
_TOO_MANY = 400
_ADVANCE = Advance()


@dataclass(slots=True)
class Game:
    """One of the games: where it stands, who plays it, and what it has shown so far.

    ``track`` has one (F,) row of true figures for each quarter's end, the start included.
    ``happenings`` lack what moved gauges, trusts and money where that was not asked for.
    """

    seed: int
    position: Position
    players: dict[Role, Player]
    happenings: list[Fact] = field(default_factory=list)
    track: list[NDArray[np.float64]] = field(default_factory=list)
    ballot: campaign.Ballot | None = None  # while the game waits for its election night
    talk: SpeakingOrder = field(default_factory=SpeakingOrder)
    views: dict[Role, View] = field(default_factory=dict)  # the last that each player saw

    def view(self, pack: Pack, role: Role) -> View:
        """Return what the role may know now."""
        before = self.views.get(role)
        found = self.views[role] = view(pack, self.position, role, before)
        return found

    @property
    def ended(self) -> bool:
        """Whether the game is over."""
        return self.position.board.phase == "ended"


def begin(pack: Pack, kinds: dict[Role, str], seeds: Sequence[int]) -> list[Game]:
    """Return games at their starts; ``kinds`` are AI players' kinds without ``ai:``."""
    games = []
    for seed, (position, happenings) in zip(seeds, phases.begin(pack, seeds), strict=True):
        players = {role: make(kinds[role], role, pack, player_seed(seed, role)) for role in ROLES}
        games.append(Game(seed, position, players, list(happenings)))
    _tracked(games)
    return games


#: Where a game stops by itself: where the talks begin, where sheets are sealed, before a market
#: quarter, at its end.
Stop = Literal["talks", "orders", "market", "ended"]


def run(pack: Pack, game: Game, *, alone: bool = False) -> Stop:
    """Play up to the talks, or where none are held before that, to the sheets, to the next market
    quarter (reveal done) or to the end.

    ``alone``: neither the talks and the sheets nor the election night are waited for, the game
    plays them by itself.
    """
    for _ in range(_TOO_MANY):
        waiting = engine.pending(pack, game.position)
        if not waiting:
            return "ended"
        item, phase = waiting[0], game.position.board.phase
        if item.role is not None:
            if item.kind == "seal" and not alone:
                return "orders"
            _given(pack, game, _said(pack, game, item.role, item.kind), alone=alone)
        elif phase == "reveal":
            return "market"
        elif phase == "talks" and not alone:
            return "talks"
        else:
            _talked(pack, game, alone=alone)
    raise RuntimeError(f"Game {game.seed} does not move on from {game.position.board.phase}.")


def _given(pack: Pack, game: Game, command: engine.Command, *, alone: bool = False) -> None:
    """Do what the game's players said; ``alone``: once it has been checked."""
    do = engine.apply if alone else transition.after
    _moved(game, do(pack, game.position, command))
    game.talk.heard(command, game.position.board, ai=True)


def _talked(pack: Pack, game: Game, *, alone: bool = False) -> None:
    """Let the next player speak; advance the game if nobody has anything to say."""
    _given(pack, game, _someone_talks(pack, game) or _ADVANCE, alone=alone)


def talks(pack: Pack, games: Sequence[Game]) -> None:
    """Play the talks of games that come to them, up to the orders."""
    _assess(pack, games)  # events have been answered
    for game in games:
        for _ in range(_TOO_MANY):
            if game.position.board.phase != "talks":
                break
            _talked(pack, game)


def orders(pack: Pack, games: Sequence[Game], sealing: Look | None = None) -> None:
    """Seal and open the sheets that games wait for. Those of one game are sealed in secret, so all
    games' players are asked at once. A game that votes has its ballot then.

    ``sealing`` is shown the position at which a game's sheets are opened.
    """
    seats = []
    for i, game in enumerate(games):
        waiting = engine.pending(pack, game.position)
        if sealing is not None and len(waiting) == len(ROLES):
            sealing(game.position)
        for item in waiting:
            assert item.role is not None, "sheets are sealed by roles"
            seats.append((i, game.players[item.role], game.view(pack, item.role)))
    asked = seal_all(pack, [(player, seen) for _, player, seen in seats])
    sheets: list[list[Seal]] = [[] for _ in games]
    for (i, _, _), command in zip(seats, asked, strict=True):
        assert isinstance(command, Seal), "a sheet was asked for"
        sheets[i].append(command)
    for game, own in zip(games, sheets, strict=True):
        if game.position.board.phase == "campaign":
            sealed, facts = transition.with_sheets(game.position, own)
            ballot = campaign.before_night(pack, sealed)
            game.ballot = replace(ballot, told=(*facts, *ballot.told))
        else:
            _moved(game, transition.seal(pack, game.position, own))


def _said(pack: Pack, game: Game, role: Role, kind: Awaited) -> engine.Command:
    """Return what the role's player answers when that is asked of it."""
    return game.players[role].act(game.view(pack, role), kind)


def _someone_talks(pack: Pack, game: Game) -> engine.Command | None:
    """Return what the first AI that speaks says, in the order of their seats, as ``Match.step_ai``
    asks them; None if nobody has anything to say."""
    for role in game.talk.speakers(game.position.board):
        command = _said(pack, game, role, "advance")
        if not isinstance(command, Advance):
            return command
        game.talk.silent(role)
    return None


def _moved(game: Game, moved: engine.Moved) -> None:
    """Put the game where it has moved to."""
    game.position, happenings = moved
    game.happenings += happenings


def market(pack: Pack, games: Sequence[Game], *, explained: bool = False) -> None:
    """Play one market quarter of games that stand at the reveal, in one batched step."""
    moved = phases.markets(pack, [game.position for game in games], explained=explained)
    for game, its in zip(games, moved, strict=True):
        _moved(game, its)
    _tracked(games)


def _tracked(games: Sequence[Game]) -> None:
    """Add the true figures of now to the games' tracks."""
    rows = np.array([all_values(game.position.world) for game in games])
    for game, row in zip(games, rows, strict=True):
        game.track.append(row)


def vote(pack: Pack, games: Sequence[Game]) -> None:
    """Hold the election nights of games whose polls have closed, and draw their inheritances."""
    ballots = [game.ballot for game in games if game.ballot is not None]
    counts = campaign.night_of(pack, ballots)
    for game, ballot, counted in zip(games, ballots, counts, strict=True):
        _moved(game, campaign.after_night(pack, ballot, counted))
        game.ballot = None


def play(
    pack: Pack,
    kinds: dict[Role, str],
    seeds: Iterable[int],
    quarters: int | None = None,
    sealing: Look | None = None,
    *,
    explained: bool = False,
) -> Iterator[Game]:
    """Play games of the seeds, in their order, to their ends or to that many quarters.

    A tile is played as a whole and then given out, so what the caller does not keep is gone.
    ``explained``: with what moved gauges, trusts and money, which costs time and few read.
    """
    wanted = iter(seeds)
    while some := list(islice(wanted, TILE)):
        with seldom():
            tile = begin(pack, kinds, some)
            play_on(pack, tile, quarters, sealing, explained=explained)
            for game in tile:  # who is kept keeps no other's world
                game.position = Position(game.position.board, game.position.world.row(0))
        yield from tile


def play_on(
    pack: Pack,
    games: Sequence[Game],
    quarters: int | None = None,
    sealing: Look | None = None,
    *,
    explained: bool = False,
) -> None:
    """Play one tile of games side by side from where they stand, wherever that is."""
    live = list(games)
    while live:
        _open_quarter(pack, live)
        stops = [(run(pack, game), game) for game in live]
        talks(pack, [game for stop, game in stops if stop == "talks"])
        orders(pack, [game for stop, game in stops if stop in ("talks", "orders")], sealing)
        if voting := [game for game in live if game.ballot is not None]:
            vote(pack, voting)
        live = [game for game in live if not game.ended]
        if quarters is not None:
            live = [game for game in live if len(game.track) <= quarters]
        if live:
            market(pack, live, explained=explained)


def _open_quarter(pack: Pack, games: Sequence[Game]) -> None:
    """Have the agendas kept, or the papers put away, and then let all players look together."""
    for game in games:
        while game.position.board.phase == "agendas":
            item = engine.pending(pack, game.position)[0]
            assert item.role is not None, "agendas are kept by roles"
            command = _said(pack, game, item.role, item.kind)
            _moved(game, engine.apply(pack, game.position, command))
        if game.position.board.phase == "papers":
            _moved(game, transition.after(pack, game.position, _ADVANCE))
    _assess(pack, [game for game in games if not game.ended])


def _assess(pack: Pack, games: Sequence[Game]) -> None:
    """Let all players of the games look together at what has changed."""
    seats = [(game, role) for game in games for role in ROLES]
    assess_all(pack, [(game.players[role], game.view(pack, role)) for game, role in seats])


def play_one(pack: Pack, kinds: dict[Role, str], seed: int, quarters: int | None = None) -> Game:
    """Play one game alone, through ``engine.apply``: the plain way, for tests and oracles."""
    with seldom():
        (game,) = begin(pack, kinds, [seed])
        _open_quarter(pack, [game])
        while run(pack, game, alone=True) == "market":
            if quarters is not None and len(game.track) > quarters:
                break
            _moved(game, engine.apply(pack, game.position, _ADVANCE))
            _tracked([game])
            _open_quarter(pack, [game])
    return game
