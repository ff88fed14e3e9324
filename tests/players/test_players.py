"""Every kind of player plays whole games lawfully, alike for equal seeds, and says why."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from typing import Any

import pytest

import game.players as players
from game.errors import InputError
from game.players import QUICK_KINDS, make
from game.rules import engine
from game.rules.state.commands import Advance, AnswerEvent, Command, OfferDeal, ReplyDeal, Seal
from game.rules.state.position import Position
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from tests.rules import fixtures
from tests.rules.cases.tables import at_orders


def play(
    pack: Pack, kinds: tuple[str, ...], seed: int, to: str = "campaign"
) -> tuple[Position, list[Command]]:
    """A game to the phase ``to``, everybody's talk included; its end and all commands."""
    position, _ = engine.start(pack, seed)
    seats = {
        role: make(kind, role, pack, seed + 100 * i)
        for i, (role, kind) in enumerate(zip(ROLES, kinds, strict=True))
    }
    done: list[Command] = []
    while (pending := engine.pending(pack, position)) and position.board.phase != to:
        item = pending[0]
        command: Command = Advance()
        if item.role is not None:
            command = seats[item.role].act(view(pack, position, item.role), item.kind)
        elif position.board.phase in ("bulletin", "event", "talks"):
            for role in ROLES:
                said = seats[role].act(view(pack, position, role), "advance")
                if not isinstance(said, Advance):
                    command = said
                    break
        position, _ = engine.apply(pack, position, command)  # raises if it isn't lawful
        done.append(command)
        assert len(done) < 2000
    return position, done


@pytest.mark.parametrize("kind", (*QUICK_KINDS, "learner", "learner:militant"))
def test_every_kind_plays_a_whole_game_in_every_seat(kind: str) -> None:
    pack = fixtures.pack()
    position, _ = play(pack, (kind,) * 4, seed=5)
    assert position.board.phase in ("campaign", "ended")


@pytest.mark.parametrize("seed", range(6))
def test_random_players_are_never_refused_in_a_shipped_scenario(seed: int) -> None:
    play(loader.load("december-2013"), ("random",) * 4, seed)


@pytest.mark.parametrize("seed", range(3))
def test_personas_are_never_refused_in_a_shipped_scenario(seed: int) -> None:
    play(loader.load("december-2013"), ("persona",) * 4, seed)


@pytest.mark.parametrize("kind", ["random", "persona", "idle"])
def test_the_same_seeds_play_the_same_game(kind: str) -> None:
    pack = fixtures.pack()
    assert play(pack, (kind,) * 4, 3)[1] == play(pack, (kind,) * 4, 3)[1]


def test_players_have_luck_of_their_own() -> None:
    pack = fixtures.pack()
    position, _ = engine.start(pack, 1)
    sheets = set()
    for seed in range(12):
        position, _ = play(pack, ("idle",) * 4, 1, to="orders")
        player = make("random", "secretary", pack, seed)
        sheets.add(player.act(view(pack, position, "secretary"), "seal").model_dump_json())
    assert len(sheets) > 4


def test_a_decision_depends_on_the_view_alone() -> None:
    pack = fixtures.pack()
    position, _ = play(pack, ("idle",) * 4, 1, to="orders")
    seen = view(pack, position, "unions")
    for kind in ("random", "persona"):
        fresh, used = make(kind, "unions", pack, 4), make(kind, "unions", pack, 4)
        used.act(seen, "seal")
        assert used.act(seen, "seal") == fresh.act(seen, "seal")


def test_an_idle_player_does_nothing_that_costs() -> None:
    _, commands = play(fixtures.pack(), ("idle",) * 4, 2)
    assert all(c.orders == () for c in commands if isinstance(c, Seal))
    assert not any(isinstance(c, OfferDeal) for c in commands)


def test_an_idle_player_declines_offers() -> None:
    _, commands = play(fixtures.pack(), ("random", "idle", "idle", "random"), 4)
    for command in commands:
        if isinstance(command, ReplyDeal) and command.role in ("number10", "monitor"):
            assert command.reply == "decline"


def test_random_players_use_all_that_is_theirs() -> None:
    pack = fixtures.pack()
    done = [c for seed in range(12) for c in play(pack, ("random",) * 4, seed)[1]]
    orders = [o for c in done if isinstance(c, Seal) for o in c.orders]
    assert {o.bid for o in orders} == {0, 1, 2}
    assert any(o.trusts for o in orders)
    assert any(o.to_role for o in orders)
    assert {len(c.orders) for c in done if isinstance(c, Seal)} == {0, 1, 2}
    assert {c.reply for c in done if isinstance(c, ReplyDeal)} == {"accept", "decline"}


@pytest.mark.parametrize("kind", ["persona", "random", "idle"])
def test_reasons_are_plain_values(kind: str) -> None:
    pack = loader.load("december-2013")
    position, _ = play(pack, ("idle",) * 4, 1, to="orders")
    player = make(kind, "monitor", pack, 1)
    player.act(view(pack, position, "monitor"), "seal")
    why: Any = player.why()
    assert json.loads(json.dumps(why)) == list(why)
    assert len(why) <= 3
    if kind == "persona":
        assert why
        assert all(choice["choice"] and choice["reasons"] for choice in why)


def test_a_personas_reasons_say_what_it_made_of_what_falls_due() -> None:
    told = 0
    for seed in range(3):
        game = at_orders(seed=seed)
        names = game.pack.model.place.trust_name
        for role in ROLES:
            player = make("persona", role, game.pack, seed)
            sheet = player.act(view(game.pack, game.position, role), "seal")
            assert isinstance(sheet, Seal)
            for x in (*sheet.lines, *sheet.stakes):
                hospital = names[game.board.cases[x.case - 1].trust]
                way = game.pack.scenario.cases.way(x.way)
                why: Any = player.why()
                assert [one for one in why if one["choice"] == f"{way.title}: {hospital}"]
                told += 1
    assert told >= 3


def test_an_unknown_player_is_refused_in_a_sentence() -> None:
    with pytest.raises(InputError, match="no AI player 'wizard'"):
        make("wizard", "unions", fixtures.pack(), 1)


def test_no_player_is_given_a_position() -> None:
    for found in pkgutil.walk_packages(players.__path__, f"{players.__name__}."):
        name = found.name
        source = inspect.getsource(importlib.import_module(name))
        assert "Position" not in source, name
        assert "game.world.world_state" not in source, name


def test_answers_are_free_when_nothing_can_be_paid() -> None:
    pack = fixtures.pack()
    _, commands = play(pack, ("persona",) * 4, 9)
    assert any(isinstance(c, AnswerEvent) for c in commands)
