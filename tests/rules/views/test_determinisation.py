"""A guessed position fits the view it was guessed from, and holds nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.lab.batch import begin, play_on
from game.rules import engine
from game.rules.knowledge import visibility
from game.rules.state.commands import Seal
from game.rules.views.builder import view
from game.rules.views.determinisation import determinise
from game.scenario import loader
from game.scenario.schema.base import ROLES
from tests.rules import fixtures
from tests.rules.fixtures import Game
from tests.rules.peeking import READERS, equal, permuted
from tests.rules.views.test_builder import random_game


@pytest.mark.parametrize("who", READERS)
def test_nothing_hidden_leaks_into_a_guess(who: Any) -> None:
    pack = fixtures.pack()
    rng = np.random.default_rng(2)
    for position in random_game(pack, 6)[::8]:
        other = permuted(pack, position, who, rng)
        mine = determinise(pack, view(pack, position, who), 5)
        same = determinise(pack, view(pack, other, who), 5)
        assert engine.digest(mine) == engine.digest(same)


@pytest.mark.parametrize("who", ROLES)
def test_what_the_reader_knows_holds_in_the_guess(who: Any) -> None:
    pack = fixtures.pack()
    for position in random_game(pack, 8)[::8]:
        seen = view(pack, position, who)
        again = view(pack, determinise(pack, seen, 3), who)
        for name, figure in seen.figures.items():
            if figure.exact and figure.of_quarter == position.world.quarter:
                assert again.figures[name].value == pytest.approx(figure.value, abs=1e-3), name
        for column in ("status", "listed", "cash_m", "warned", "rating", "pledged"):
            assert equal(getattr(again.trusts, column), getattr(seen.trusts, column)), column
        own = next(o for o in seen.offices if o.role == who)
        assert next(o for o in again.offices if o.role == who).clout == own.clout
        assert (again.agenda, again.orders, again.in_force) == (
            seen.agenda,
            seen.orders,
            seen.in_force,
        )


def test_published_figures_hold_within_their_error() -> None:
    game = Game().to("papers").to("talks")
    seen = view(game.pack, game.position, "spectator")
    guess = determinise(game.pack, seen, 1)
    for name in ("waits", "quality"):
        value = float(guess.world.metric_of(name)[0])
        assert value == pytest.approx(seen.figures[name].value, rel=0.051)


def test_another_key_is_another_guess_and_the_same_key_is_the_same() -> None:
    game = Game().to("talks")
    seen = view(game.pack, game.position, "unions")
    first, again, other = (determinise(game.pack, seen, key) for key in (1, 1, 2))
    assert engine.digest(first) == engine.digest(again)
    assert engine.digest(first) != engine.digest(other)


def test_a_guess_does_not_know_the_games_luck_or_others_sheets() -> None:
    game = Game(seed=424242).to("orders")
    game.do(Seal(role="secretary"))
    guess = determinise(game.pack, view(game.pack, game.position, "unions"), 1)
    assert guess.board.seed != 424242
    assert guess.board.office("secretary").sealed is None


def test_a_guess_can_be_played_on() -> None:
    game = Game().to("papers").to("orders")
    for who in ROLES:
        guess = Game(game.pack)
        guess.position = determinise(game.pack, view(game.pack, game.position, who), 9)
        guess.to("papers")
        assert guess.position.world.quarter == game.board.quarter


def test_the_list_holds_and_the_number_that_is_warned_fits_what_was_published() -> None:
    game = Game().to("talks")
    for who in ("secretary", "spectator"):
        seen = view(game.pack, game.position, who)  # type: ignore[arg-type]
        guess = determinise(game.pack, seen, 4)
        assert visibility.knows(game.pack, who, "trusts_warned") == "published"  # type: ignore[arg-type]
        assert list(guess.world.at_risk[:, 0]) == list(game.position.world.at_risk[:, 0])
        warned = (guess.world.fails > 0) & ~guess.world.at_risk
        assert int(warned.sum()) == round(seen.figures["trusts_warned"].value)


def test_a_guess_has_the_weak_hospitals_where_the_public_sees_them() -> None:
    """Who started weak is dealt by a seed that no reader knows: results, ratings and the list tell
    most of it, and what goes with it – costs, slack – comes along."""
    pack = loader.load("honeymoon")
    found: dict[str, list[float]] = {}
    for seed in (50, 51, 52):
        (game,) = begin(pack, dict.fromkeys(ROLES, "random"), [seed])
        play_on(pack, [game], 4)
        true = game.position.world
        guess = determinise(pack, view(pack, game.position, "spectator"), 1).world
        still = (true.open & guess.open)[:, 0]
        for name in ("margin", "quality", "unit_cost", "slack"):
            pair = [getattr(world, name)[still, 0] for world in (true, guess)]
            found.setdefault(name, []).append(float(np.corrcoef(*pair)[0, 1]))
        assert sorted(guess.endowment[:, 0].tolist()) == list(range(pack.model.place.trusts))
        assert (guess.endowment != true.endowment).any(), "and not all of it"
    least = {name: min(values) for name, values in found.items()}
    assert least["margin"] > 0.6 and least["quality"] > 0.8, least
    assert least["unit_cost"] > 0.6 and least["slack"] > 0.5, least
