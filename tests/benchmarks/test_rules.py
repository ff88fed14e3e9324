"""How long the rules take; run with ``pytest tests/benchmarks --benchmark-only``."""

from __future__ import annotations

from typing import Any

from game.lab.batch import play
from game.rules import engine
from game.rules.orders import lever_menu
from game.rules.state.commands import Advance
from game.rules.state.position import Position
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from tests.rules.fixtures import Game


def test_a_whole_game_of_plain_play(benchmark: Any) -> None:
    game = benchmark(lambda: Game().to("ended"))
    assert game.board.ending == "election"


def test_a_reveal_of_full_sheets(benchmark: Any) -> None:
    game = Game().to("orders")
    position = game.position

    def reveal() -> None:
        game.position = position
        game.orders(
            secretary=["offer", "open_market"], number10=["whip", "speech"],
            unions=["organise", "attack"], monitor="stand_firm",
        )  # fmt: skip

    benchmark(reveal)
    assert game.board.phase == "reveal"


def test_a_digest(benchmark: Any) -> None:
    position = Game().to("papers").position
    assert len(benchmark(engine.digest, position)) == 64


def _bulletin(pack: Pack) -> Position:
    """The bulletin after three quarters of a game of four personas."""
    (game,) = play(pack, dict.fromkeys(ROLES, "persona"), [2], quarters=2)
    position = game.position  # its third sheets are revealed
    while position.board.phase != "bulletin":
        position, _ = engine.apply(pack, position, Advance())
    return position


def test_four_menus_of_a_position_that_nobody_has_looked_at(benchmark: Any) -> None:
    pack = loader.load("december-2013")
    position = _bulletin(pack)

    def unseen() -> tuple[tuple[Position], dict[str, Any]]:
        return (engine.load(pack, engine.dump(pack, position)).position,), {}

    def open_all(position: Position) -> int:
        return sum(len(lever_menu.menu(pack, position, role).open) for role in ROLES)

    assert benchmark.pedantic(open_all, setup=unseen, rounds=50, warmup_rounds=3) > 0


def test_the_events_of_a_quarter(benchmark: Any) -> None:
    pack = loader.load("december-2013")
    position = _bulletin(pack)
    assert benchmark(lambda: engine.apply(pack, position, Advance()))[0].board.phase != "bulletin"
