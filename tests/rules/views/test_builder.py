"""Views show what the rule book lets a reader know, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.players import make
from game.rules import engine
from game.rules.knowledge import visibility
from game.rules.state.commands import Advance, Leak, OfferDeal, Order, ReplyDeal
from game.rules.state.deal_terms import Abstain, Tell, Terms
from game.rules.state.position import Opened, Position
from game.rules.views.builder import view
from game.rules.views.figures_seen import read
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from tests.rules import fixtures
from tests.rules.fixtures import Game
from tests.rules.peeking import READERS, equal, permuted


def random_game(pack: Pack, seed: int, kind: str = "random") -> list[Position]:
    """Positions of a game between random players, one for each command."""
    position, _ = engine.start(pack, seed)
    players = {role: make(kind, role, pack, seed * 5 + i) for i, role in enumerate(ROLES)}
    seen = [position]
    while pending := engine.pending(pack, position):
        if position.board.phase == "campaign":
            break
        item = pending[0]
        if item.role is not None:
            commands = [players[item.role].act(view(pack, position, item.role), item.kind)]
        else:
            commands = []
            for role in ROLES if position.board.phase in ("bulletin", "talks") else ():
                said = players[role].act(view(pack, position, role), "advance")
                if not isinstance(said, Advance):
                    position, _ = engine.apply(pack, position, said)
                    seen.append(position)
            commands.append(Advance())
        for command in commands:
            position, _ = engine.apply(pack, position, command)
            seen.append(position)
    return seen


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("seed", [3, 4])
def test_nobody_peeks_in_a_random_game(who: Any, seed: int) -> None:
    pack = fixtures.pack()
    rng = np.random.default_rng(seed)
    for position in random_game(pack, seed)[::3]:
        other = permuted(pack, position, who, rng)
        assert equal(view(pack, position, who), view(pack, other, who)), position.board.phase


@pytest.mark.parametrize("who", READERS)
def test_nobody_peeks_in_a_shipped_scenario(who: Any) -> None:
    pack = loader.load("december-2013")
    rng = np.random.default_rng(1)
    for position in random_game(pack, 11)[::9]:
        other = permuted(pack, position, who, rng)
        assert equal(view(pack, position, who), view(pack, other, who)), position.board.phase


@pytest.mark.parametrize("who", READERS)
def test_what_is_shown_again_is_what_would_be_put_together_anew(who: Any) -> None:
    pack = fixtures.pack()
    positions = random_game(pack, 3)
    before = None
    for position in (*positions, *positions[::-5]):  # whichever way the game goes
        seen = view(pack, position, who, before)
        assert equal(seen, view(pack, position, who)), position.board.phase
        assert equal(view(pack, position, who, seen), seen)
        before = seen


def test_nothing_is_shown_again_of_what_another_saw() -> None:
    game = Game().to("talks")
    before = view(game.pack, game.position, "secretary")
    assert before.offices[0].clout is not None
    assert view(game.pack, game.position, "unions", before).offices[0].clout is None


def test_the_helper_tells_views_apart() -> None:
    game = Game().to("orders")
    mine = view(game.pack, game.position, "monitor")
    world = game.position.world.copy()
    world.cash_k[0] += 1000
    assert not equal(mine, view(game.pack, replace(game.position, world=world), "monitor"))
    assert not equal(mine, view(game.pack, game.position, "unions"))


def test_a_view_holds_no_seed() -> None:
    game = Game(seed=987654321).to("orders")
    for who in READERS:
        assert "987654321" not in repr(view(game.pack, game.position, who))


def test_the_public_reads_a_quarter_late() -> None:
    game = Game().to("papers")
    late = view(game.pack, game.position, "spectator").figures["waits"]
    assert not late.exact
    assert late.of_quarter == game.board.quarter - 1
    game.do(Advance())
    assert view(game.pack, game.position, "spectator").figures["waits"].of_quarter == (
        game.board.quarter - 1
    )


def test_a_role_reads_its_own_figures_exactly_and_at_once() -> None:
    game = Game().to("papers")
    seen = view(game.pack, game.position, "unions").figures["morale"]
    assert seen.exact
    assert seen.of_quarter == game.board.quarter
    assert seen.value == float(game.position.world.gauge_of("morale")[0])


def test_hidden_figures_are_missing_not_empty() -> None:
    game = Game().to("talks")
    assert "treasury_headroom_m" in view(game.pack, game.position, "secretary").figures
    for who in ("number10", "monitor", "unions", "spectator"):
        assert "treasury_headroom_m" not in view(game.pack, game.position, who).figures  # type: ignore[arg-type]


def test_monitor_alone_sees_true_cash_and_two_quarters_ahead() -> None:
    game = Game().to("talks")
    world = game.position.world
    seen = view(game.pack, game.position, "monitor").trusts
    assert np.array_equal(seen.cash_m, world.cash_k[:, 0] / 1000)
    expected = (world.cash_k[:, 0] + 2 * world.underlying_k[:, 0]) / 1000
    assert np.array_equal(seen.cash_ahead_m, expected)
    for who in ("secretary", "number10", "unions", "spectator"):
        assert np.isnan(view(game.pack, game.position, who).trusts.cash_m).all()  # type: ignore[arg-type]


def test_opened_books_show_those_trusts_to_that_role_until_they_close() -> None:
    game = Game().to("talks")
    opened = Opened("unions", (2, 5), game.board.quarter)
    position = replace(game.position, board=replace(game.board, opened=(opened,)))
    seen = view(game.pack, position, "unions").trusts
    assert list(np.flatnonzero(~np.isnan(seen.cash_m))) == [2, 5]
    assert list(np.flatnonzero(~np.isnan(seen.quality))) == [2, 5]
    assert np.isnan(view(game.pack, position, "secretary").trusts.cash_m).all()
    later = replace(position.board, quarter=game.board.quarter + 1)
    assert np.isnan(view(game.pack, replace(position, board=later), "unions").trusts.cash_m).all()


def test_only_number_10_has_marginal_polling() -> None:
    game = Game().to("talks")
    marginal = game.pack.model.country.marginal
    assert np.array_equal(~np.isnan(view(game.pack, game.position, "number10").polling), marginal)
    assert np.isnan(view(game.pack, game.position, "monitor").polling).all()


def test_a_leak_tells_everyone_the_truth_and_heats_the_press() -> None:
    game = Game().to("talks")
    truth = float(game.position.world.gauge_of("nerves_local")[0])
    game.do(Leak(role="number10", figure="nerves_local"))
    seen = view(game.pack, game.position, "spectator").figures["nerves_local"]
    assert (seen.value, seen.exact) == (truth, True)
    assert view(game.pack, game.position, "number10").leakable == ()
    assert any(m.source == "rule/leak" for m in game.board.modifiers)


def test_a_figure_shown_in_a_deal_is_seen_by_its_parties_only() -> None:
    game = Game().to("talks")
    now = "2013Q4"
    terms = Terms(
        offerer="unions",
        other="secretary",
        clauses=(
            Tell(by="unions", until=now, figure="morale"),
            Abstain(by="secretary", until=now, lever="freeze"),
        ),
        secret=True,
    )
    before = view(game.pack, game.position, "secretary").figures["morale"]
    game.do(OfferDeal(role="unions", terms=terms))
    assert view(game.pack, game.position, "monitor").deals == ()
    game.do(ReplyDeal(role="secretary", deal=game.board.deals[-1].number, reply="accept"))
    after = view(game.pack, game.position, "secretary").figures["morale"]
    assert not before.exact
    assert after.exact
    assert not view(game.pack, game.position, "monitor").figures["morale"].exact
    assert view(game.pack, game.position, "monitor").deals == ()


def test_sealed_orders_are_seen_by_their_owner_only() -> None:
    game = Game().to("orders")
    from game.rules.state.commands import Seal

    game.do(Seal(role="secretary", orders=(Order(lever="freeze"),)))
    own = view(game.pack, game.position, "secretary")
    assert own.draft == ("freeze",)
    for who in ("number10", "monitor", "unions", "spectator"):
        seen = view(game.pack, game.position, who)  # type: ignore[arg-type]
        assert next(o for o in seen.offices if o.role == "secretary").sealed
        assert "freeze" not in seen.draft
        assert all(o.lever != "freeze" for o in seen.orders)


def test_the_arrays_of_a_view_cannot_be_written_to() -> None:
    game = Game().to("talks")
    trusts = view(game.pack, game.position, "monitor").trusts
    for name in ("status", "listed", "cash_m", "rating", "surplus_m", "warned", "pledged"):
        with pytest.raises(ValueError):
            getattr(trusts, name)[0] = 1


def test_a_count_of_secret_deals_is_nobodys_to_know() -> None:
    assert all(visibility.knows(fixtures.pack(), who, "deals_made") is None for who in READERS)


def test_the_column_of_figures_says_what_each_figure_says() -> None:
    pack = loader.load("december-2013")
    names = [spec.figure for spec in pack.scenario.figures]
    told, some, expected = 0, [], []
    for position in random_game(pack, 3)[::7]:
        told += bool(position.board.told)
        for who in READERS:
            figures = view(pack, position, who).figures
            some.append(figures)
            expected.append([figures.value(name) for name in names])
            assert [None if np.isnan(v) else v for v in read([figures])[0]] == expected[-1]
    assert told, "nothing was leaked or shown in the whole game"
    together = np.array(expected, np.float64)
    np.testing.assert_array_equal(read(some), together)
    np.testing.assert_array_equal(read(some[::-3]), together[::-3])
