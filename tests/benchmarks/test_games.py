"""How long games take; run with ``python -m pytest tests/benchmarks --benchmark-only``.

Where catanatron 3.2.1 can be imported (it is no dependency: put it on ``PYTHONPATH``), games
side by side are told as a multiple of its random players' games, measured in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from game.lab.batch import TILE, play, play_one
from game.match import Match
from game.players import make
from game.rules import engine
from game.rules.state.commands import Advance
from game.rules.state.position import Position
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

Tell = Callable[[str, float], None]
PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "persona")
FIELDS = tuple(View.__dataclass_fields__)


@pytest.fixture(scope="module")
def pack() -> Pack:
    pack = loader.load("december-2013")
    play_one(pack, PERSONAS, 1)
    return pack


def test_a_game_of_four_personas_alone(benchmark: Any, pack: Pack) -> None:
    seeds = iter(range(10_000))
    game = benchmark.pedantic(lambda: play_one(pack, PERSONAS, next(seeds)), rounds=20)
    assert game.ended


def test_a_game_at_a_table_without_disk(benchmark: Any, pack: Pack) -> None:
    def whole() -> Match:
        with Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 5) as match:
            match.run_ai()
        return match

    assert benchmark.pedantic(whole, rounds=10, warmup_rounds=1).ended


def test_a_quarter_of_four_personas(benchmark: Any, pack: Pack) -> None:
    game = benchmark.pedantic(lambda: play_one(pack, PERSONAS, 3, quarters=1), rounds=20)
    assert len(game.track) == 2


def test_games_side_by_side(benchmark: Any, pack: Pack, tell: Tell) -> None:
    rounds, seeds = 4, iter(range(0, 10**6, TILE))

    def tile() -> None:
        first = next(seeds)
        assert sum(game.ended for game in play(pack, PERSONAS, range(first, first + TILE))) == TILE

    benchmark.pedantic(tile, rounds=rounds, warmup_rounds=1)
    each = min(benchmark.stats.stats.data) / TILE
    tell("games a second", 1 / each)
    catanatron = pytest.importorskip("catanatron", reason="catanatron is not on PYTHONPATH")
    theirs = _random_game(catanatron)
    tell("catanatron's random games a second", 1 / theirs)
    tell("times catanatron", theirs / each)


def _random_game(catanatron: Any) -> float:
    """Return the seconds that a game of catanatron's random players takes."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(10):
            players = [catanatron.RandomPlayer(colour) for colour in catanatron.Color]
            catanatron.Game(players).play()
        times.append((time.perf_counter() - start) / 10)
    return min(times)


@pytest.mark.parametrize("level", ["standard", "hard", "expert"])
def test_a_decision_in_the_first_quarter(
    benchmark: Any, pack: Pack, tell: Tell, level: str
) -> None:
    """A sheet sealed by a player that searches, in catanatron's games where that is there."""
    players = {role: make("persona", role, pack, 5) for role in ROLES}
    position, _ = engine.start(pack, 5)
    while position.board.phase != "orders":
        waiting = engine.pending(pack, position)[0]
        command: engine.Command = Advance()
        if waiting.role is not None:
            seen = view(pack, position, waiting.role)
            command = players[waiting.role].act(seen, waiting.kind)
        position, _ = engine.apply(pack, position, command)
    seeds = iter(range(1, 100))

    def sealed() -> None:
        make(level, "secretary", pack, next(seeds)).act(view(pack, position, "secretary"), "seal")

    benchmark.pedantic(sealed, rounds=3, warmup_rounds=1)
    each = min(benchmark.stats.stats.data)
    catanatron = pytest.importorskip("catanatron", reason="catanatron is not on PYTHONPATH")
    tell("catanatron's games a decision", each / _random_game(catanatron))


@pytest.fixture(scope="module")
def talks(pack: Pack) -> Position:
    """The third quarter's talks."""
    (game,) = play(pack, PERSONAS, [2], quarters=2)
    position = game.position
    while position.board.phase != "talks":
        waiting = engine.pending(pack, position)[0]
        player = None if waiting.role is None else game.players[waiting.role]
        command = (
            Advance()
            if player is None
            else player.act(view(pack, position, player.role), waiting.kind)  # type: ignore[attr-defined]
        )
        position, _ = engine.apply(pack, position, command)
    return position


def _read(pack: Pack, position: Position) -> None:
    """All that a screen could show: every field, figure and order."""
    seen = view(pack, position, "secretary")
    for name in FIELDS:
        getattr(seen, name)
    assert len(dict(seen.figures)) and len(list(seen.menu))


def test_a_view_in_passing(benchmark: Any, pack: Pack, talks: Position) -> None:
    """What a persona in talks reads of it."""

    def glance() -> None:
        seen = view(pack, talks, "secretary")
        assert seen.phase == "talks" and seen.offices and seen.figures.value("waits")

    benchmark(glance)


def test_a_whole_view_warm(benchmark: Any, pack: Pack, talks: Position) -> None:
    benchmark(lambda: _read(pack, talks))


def test_a_whole_view_cold(benchmark: Any, pack: Pack, talks: Position) -> None:
    """Of a position that nobody has looked at: nothing of it can be remembered."""

    def unseen() -> tuple[tuple[Pack, Position], dict[str, Any]]:
        return (pack, engine.load(pack, engine.dump(pack, talks)).position), {}

    benchmark.pedantic(_read, setup=unseen, rounds=100, warmup_rounds=3)


def test_opening_any_quarter(benchmark: Any, pack: Pack, tmp_path_factory: Any) -> None:
    """Rewinding a game on disk to its third quarter."""
    path = tmp_path_factory.mktemp("games") / "game.jsonl"
    with Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 5, path) as match:
        match.run_ai()
        benchmark.pedantic(lambda: match.rewind(3), rounds=20, warmup_rounds=1)
        assert match.turn == 3


def test_loading_a_scenario(benchmark: Any) -> None:
    benchmark.pedantic(loader._load, args=("december-2013",), rounds=3)


def test_memory_grows_with_the_batch_alone(benchmark: Any, pack: Pack, tell: Tell) -> None:
    """Bytes a game that a batch keeps, from a small batch to a large one."""
    import tracemalloc

    from game.world.start import start

    def held(batch: int) -> int:
        tracemalloc.start()
        worlds = start(pack.model, range(batch))
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert worlds.batch == batch
        return size

    small, large = held(32), benchmark.pedantic(lambda: held(256), rounds=1)
    tell("kilobytes a game", large / 256 / 1000)
    assert large / small < 8 * 1.1
