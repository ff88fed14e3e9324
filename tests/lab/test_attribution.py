"""Attribution: shares that sum to the last digit, that brute force confirms, that find the doer."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest

from game.errors import InputError
from game.lab import batch
from game.lab.attribution import SEATS, Attribution
from game.rules import engine, reruns
from game.rules.counterfactual import COMPARED
from game.rules.state.commands import AnswerEvent, Inject, Override
from game.rules.state.figures import value
from game.rules.state.position import FACILITATOR
from game.scenario.schema.base import ROLES
from tests.rules import fixtures
from tests.rules.fixtures import Game
from tests.rules.small_cards import shock
from tests.rules.test_events import event

PACK = fixtures.pack()


def shares(found: Attribution, figure: str) -> dict[str, Fraction]:
    return {share.who: share.whole for share in found.split(figure).shares}


def quiet() -> Game:
    return Game(fixtures.pack(events=(), agendas=()))


@pytest.mark.slow
def test_drift_and_shares_sum_to_the_change_exactly_in_200_random_games() -> None:
    kinds = dict.fromkeys(ROLES, "random")
    told = 0
    for game in batch.play(PACK, kinds, range(200)):
        board, world = game.position.board, game.position.world
        found = Attribution(PACK, game.position)
        for split in found.splits():
            assert split.start + split.drift + sum(s.whole for s in split.shares) == split.end
            assert all(s.answers + s.orders == s.whole for s in split.shares)
            if split.figure != SEATS and not dict(board.past.counts).get("sackings"):
                assert float(split.end) == value(board, world, split.figure)
                told += 1
        if found.voted and not dict(board.past.counts).get("sackings"):
            assert found.split(SEATS).end == dict(board.result)["seats_government"]
    assert told > 200


def test_the_shares_are_those_of_every_order_of_coming_in() -> None:
    (game,) = batch.play(PACK, dict.fromkeys(ROLES, "random"), [5], quarters=4)
    board = game.position.board
    began = set(engine.start(PACK, board.seed)[0].board.modifiers)
    done = (*board.past.spent, *board.modifiers)
    assert len({m.role for m in done}) > 3

    def worth(who: tuple[str, ...], figure: str) -> Fraction:
        some = [m for m in done if m.role is None or m in began or m.role in who]
        world = reruns.run(PACK, board.seed, some, game.position.world.quarter)
        return Fraction(value(board, world, figure))

    found = Attribution(PACK, game.position)
    for figure in ("waits", "morale", "trusts_at_risk"):
        brute = dict.fromkeys(ROLES, Fraction(0))
        known = {(): worth((), figure)}
        orders = list(permutations(ROLES))
        for order in orders:
            for n, role in enumerate(order):
                with_it = tuple(sorted(order[: n + 1]))
                known.setdefault(with_it, worth(with_it, figure))
                brute[role] += known[with_it] - known[tuple(sorted(order[:n]))]
        assert shares(found, figure) == {r: s / len(orders) for r, s in brute.items()}


def test_a_single_decision_is_found() -> None:
    game, idle = quiet(), quiet()
    game.orders(secretary="offer")
    idle.orders()
    for one in (game, idle):
        one.market()
    found = Attribution(game.pack, game.position)
    for figure in COMPARED:
        split = found.split(figure)
        alone = shares(found, figure)
        assert {w for w, s in alone.items() if s} <= {"secretary"}
        unmoved = value(idle.board, idle.position.world, figure)
        assert float(split.start + split.drift) == unmoved
        assert float(split.end) == value(game.board, game.position.world, figure)
    assert any(shares(found, figure)["secretary"] for figure in COMPARED)
    assert all(s.answers == 0 for f in COMPARED for s in found.split(f).shares)


def test_an_override_is_the_facilitator_s() -> None:
    game = quiet()
    game.to("papers").do(Override(figure="morale", to=20, reason="A strike elsewhere."))
    found = Attribution(game.pack, game.position)
    assert found.who == (*ROLES, FACILITATOR)
    split = found.split("morale")
    assert float(split.end) == 20
    assert {s.who: s.whole for s in split.shares if s.whole} == {
        FACILITATOR: split.change - split.drift
    }


def test_what_an_inject_brought_is_half_the_facilitator_s_and_half_the_answerer_s() -> None:
    options = [
        {"id": "yes", "title": "Yes", "prose": "It is agreed to.", "effects": [shock("morale", 8)]},
        {"id": "no", "title": "Refuse", "prose": "It is not agreed to."},
    ]
    never = {"figure": "treasury_nerves", "above": 99}
    game = Game(fixtures.pack(events=(event("pay", trigger=never, options=options),), agendas=()))
    game.do(Inject(event="pay"))
    game.to("event").do(AnswerEvent(role="unions", event="pay", option="yes"))
    game.to("papers")
    found = Attribution(game.pack, game.position)
    by = shares(found, "morale")
    assert by["unions"] == by[FACILITATOR] == 4
    (depends,) = found.depends
    assert (depends.role, depends.on, depends.why) == ("unions", FACILITATOR, "injected")
    assert next(s for s in found.split("morale").shares if s.who == "unions").answers == 4


def test_trusts_whose_place_on_the_list_hangs_on_somebody_have_shares_that_sum() -> None:
    (game,) = batch.play(PACK, dict.fromkeys(ROLES, "random"), [9])
    world = game.position.world
    on = (world.at_risk & world.open)[:, 0]
    found = Attribution(PACK, game.position)
    for one in found.at_risk:
        assert one.drift + sum(s.whole for s in one.shares) == int(one.ended)
        assert one.ended == on[one.row]
    assert found.at_risk


def test_a_signature_that_was_needed_is_said() -> None:
    signed = 0
    for game in batch.play(PACK, dict.fromkeys(ROLES, "random"), range(12)):
        orders = [o for o in game.position.board.past.orders if o[1] == "tariff"]
        found = [d for d in Attribution(PACK, game.position).depends if d.why == "countersigned"]
        took = [o[2] for o in orders if o[3] in ("full", "half")]
        assert [(d.role, d.on, d.quarter) for d in found] == [
            ("monitor", "secretary", quarter) for quarter in took
        ]
        signed += len(took)
    assert signed


@pytest.mark.parametrize(
    ("figure", "said"),
    [("media_heat", "There is no split of 'media_heat'"), (SEATS, "has not voted")],
)
def test_what_can_t_be_split_is_refused(figure: str, said: str) -> None:
    found = Attribution(PACK, Game(PACK).to("papers").position)
    with pytest.raises(InputError, match=said):
        found.split(figure)


def test_before_the_first_quarter_there_is_nothing_to_split() -> None:
    with pytest.raises(InputError, match="before the first quarter"):
        Attribution(PACK, Game(PACK).position)
