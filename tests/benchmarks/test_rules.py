"""How long the rules take; run with ``pytest tests/benchmarks --benchmark-only``."""

from __future__ import annotations

from typing import Any

from game.rules import engine
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
