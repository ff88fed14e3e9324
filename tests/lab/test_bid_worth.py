"""What bids are worth: the same games with them and without, one office at a time."""

from __future__ import annotations

import pytest

from game.__main__ import main
from game.lab import bid_worth
from game.lab.batch import begin, play_on
from game.match.seats import player_seed
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.state.case_facts import CaseSettled
from game.rules.state.facts import OrderRevealed
from game.scenario.loader import load
from game.scenario.schema.base import ROLES


def test_who_does_not_bid_puts_clout_on_nothing() -> None:
    pack = load("december-2013")
    games = begin(pack, dict.fromkeys(ROLES, "persona"), [3, 4, 5])
    for game in games:
        for role in ("secretary", "unions"):
            own = player_seed(game.seed, role)
            game.players[role] = bid_worth.Unbidding(pack, role, own, DEFAULT_PERSONA[role])
    play_on(pack, games)
    facts = [f for game in games for f in game.happenings]
    staked = {who for f in facts if isinstance(f, CaseSettled) for who, _, _, _ in f.stakes}
    assert staked == {"number10", "monitor"}
    orders = [f for f in facts if isinstance(f, OrderRevealed)]
    assert {f.role for f in orders} == set(ROLES)
    assert not any(f.bid for f in orders if f.role in ("secretary", "unions"))
    settled = [f for f in facts if isinstance(f, CaseSettled) and f.decider == "secretary"]
    assert settled


def test_each_office_is_measured_on_the_same_games(capsys: pytest.CaptureFixture[str]) -> None:
    found = bid_worth.measure("december-2013", 3, seed=2)
    assert [one.role for one in found] == list(ROLES)
    assert found == bid_worth.measure("december-2013", 3, seed=2)
    assert any(one.stakes > 0 for one in found) and any(one.points != 0 for one in found)
    assert main(["lab", "bids", "--scenario", "december-2013", "--games", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == list(ROLES)
