"""Cases as readers see them: all the same, but for what only a decider or a regulator knows."""

from __future__ import annotations

from dataclasses import fields

import pytest

from game.lab.batch import play
from game.rules.cases import ways_out
from game.rules.orders import case_lines
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.rules.state.view import SeenCase
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role

PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "persona")
#: What may differ between readers: cash by who reads the books, ways by who knows the purse, and
#: what is on one's own sheet.
OWN = {"cash", "cash_quarters", "ways", "line", "backing", "stake"}
PUBLIC = [f.name for f in fields(SeenCase) if f.name not in OWN]


@pytest.fixture(scope="module", params=["december-2013", "culling-the-herd"])
def game(request: pytest.FixtureRequest) -> tuple[Pack, Position]:
    """A game after a year, its purse nearly all committed."""
    pack = loader.load(request.param)
    (played,) = play(pack, PERSONAS, [3], quarters=4)
    board = replace(played.position.board, phase="orders", committed_k=10**9)
    return pack, Position(board, played.position.world)


def test_all_read_the_same_docket(game: tuple[Pack, Position]) -> None:
    public = view(*game, SPECTATOR).cases
    assert public
    for role in ROLES:
        seen = view(*game, role).cases
        assert [[getattr(c, f) for f in PUBLIC] for c in seen] == [
            [getattr(c, f) for f in PUBLIC] for c in public
        ]


def test_the_decider_reads_what_a_sheet_would_be_told_and_nobody_else_the_purse(
    game: tuple[Pack, Position],
) -> None:
    pack, position = game
    public, barred = view(pack, position, SPECTATOR).cases, 0
    for role in ROLES:
        for case, seen, of_all in zip(
            position.board.cases, view(pack, position, role).cases, public, strict=True
        ):
            if case.decider != role:
                assert seen.ways == of_all.ways
                continue
            for way, known in zip(seen.ways, of_all.ways, strict=True):
                if way.may_choose:
                    rule = case_lines.line_reasons(pack, position, role, case, way.way)
                    assert way.reasons == rule
                    assert rule[: len(known.reasons)] == known.reasons
                    more = rule[len(known.reasons) :]
                    assert not more or ways_out.unpaid(pack.scenario.cases.way(way.way), 0)
                    barred += len(more)
    assert barred, "the purse barred nothing: nothing was tried"


def test_only_who_reads_the_books_knows_cash_in_quarters(game: tuple[Pack, Position]) -> None:
    pack, position = game
    assert all(c.cash_quarters is None for c in view(pack, position, SPECTATOR).cases)
    assert all(c.cash_quarters is not None for c in view(pack, position, "monitor").cases)
