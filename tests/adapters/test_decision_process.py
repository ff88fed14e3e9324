"""A game as questions with numbered answers: lawful, secret, the same again, and copied whole."""

from __future__ import annotations

import random

import numpy as np
import pytest

from game.adapters.baselines import ActionValues, play, random_policy
from game.adapters.decision_process import KINDS_ASKED, DecisionProcess
from game.errors import InputError
from game.rules.state.commands import Command, Seal
from game.scenario.schema.base import ROLES, Role


class Heard(DecisionProcess):
    """A process that keeps the sheets that were sealed."""

    def reset(self, seed: int) -> None:
        self.sealed: list[Seal] = []
        super().reset(seed)

    def _apply(self, command: Command) -> None:
        if isinstance(command, Seal):
            self.sealed.append(command)
        super()._apply(command)


#: Orders that name an office, a tag and trusts; chance alone comes to them seldom.
NAMING = ("order early_warning", "order summon", "order bail_out")


def chosen(process: DecisionProcess, role: Role, luck: random.Random) -> int:
    """An order that names something if one is open, else any open action."""
    legal = process.legal(role)
    naming = [action for action in legal if process.actions[action] in NAMING]
    return luck.choice(naming or legal)


def to_the_end(process: DecisionProcess, seed: int) -> list[dict[Role, int]]:
    luck = random.Random(seed)
    answers: list[dict[Role, int]] = []
    while not process.ended:
        given = {role: luck.choice(process.legal(role)) for role in process.asked}
        answers.append(dict(given))
        process.act(given)
    return answers


def test_random_answers_come_to_the_end_and_the_same_answers_to_the_same_end() -> None:
    process = DecisionProcess(seed=5)
    answers = to_the_end(process, 1)
    again = DecisionProcess(seed=5)
    for given in answers:
        again.act(given)
    assert again.ended and again.scores == process.scores
    assert all(0 < score < 1 for score in process.scores.values())


def test_offices_are_asked_everything_there_is() -> None:
    kinds: set[str] = set()
    for seed in range(2):
        process, luck = DecisionProcess(seed=seed), random.Random(seed)
        while not process.ended:
            for role in process.asked:
                question = process.question(role)
                assert question is not None
                kinds.add(question.kind)
            process.act({role: chosen(process, role, luck) for role in process.asked})
    assert kinds == set(KINDS_ASKED)


def test_names_bids_backing_and_stakes_are_the_players_own() -> None:
    """What random answers chose stands on the sheets: not the first that may be named alone."""
    bids: set[int] = set()
    backings: set[int] = set()
    stakes: set[tuple[str, int]] = set()
    trusts: set[str] = set()
    offices: set[Role | None] = set()
    tags: set[str | None] = set()
    several = 0
    for seed in range(3):
        process, luck = Heard(seed=seed), random.Random(seed)
        while not process.ended:
            process.act({role: chosen(process, role, luck) for role in process.asked})
        for sheet in process.sealed:
            for order in sheet.orders:
                bids.add(order.bid)
                trusts.update(order.trusts)
                offices.add(order.to_role)
                tags.add(order.tag)
                several += len(order.trusts) > 1
            backings |= {line.backing for line in sheet.lines}
            stakes |= {(stake.side, stake.clout) for stake in sheet.stakes}
    assert bids == backings == {0, 1, 2}
    assert {side for side, _ in stakes} == {"for", "against"}
    assert {clout for _, clout in stakes} == {1, 2}
    assert len(trusts) > 5 and len(offices - {None}) > 1 and len(tags - {None}) > 1 and several


def test_an_observation_is_whole_and_within_its_bounds() -> None:
    process, luck = DecisionProcess(seed=2), random.Random(2)
    for _ in range(20):
        for role in ROLES:
            seen = process.observe(role)
            assert seen.shape == (len(process.columns),) and seen.dtype == np.float32
            assert ((seen >= 0) & (seen <= 1)).all()
            assert process.mask(role).sum() == len(process.legal(role)) > 0
        process.act({role: luck.choice(process.legal(role)) for role in process.asked})


def test_what_an_office_may_not_know_is_nought_and_said_to_be_unknown() -> None:
    process = DecisionProcess(seed=2)
    columns = list(process.columns)
    for role in ROLES:
        seen = process.observe(role)
        for name in process.pack.scenario.figures:
            known = seen[columns.index(f"{name.figure} known")]
            assert known == float(name.figure in process.view(role).figures)
            assert known or seen[columns.index(name.figure)] == 0


def test_a_copy_goes_its_own_way() -> None:
    process = DecisionProcess(seats=["unions"], others="random", seed=3)
    other = process.copy()
    to_the_end(other, 4)
    assert other.ended and not process.ended
    third = DecisionProcess(seats=["unions"], others="random", seed=3)
    to_the_end(third, 4)
    assert third.scores == other.scores


def test_an_action_that_is_not_open_counts_as_the_lowest_that_is() -> None:
    one, two = DecisionProcess(seed=6), DecisionProcess(seed=6)
    one.act(dict.fromkeys(one.asked, 10**6))
    two.act({role: two.legal(role)[0] for role in two.asked})
    assert one.narration() == two.narration()
    assert all(np.array_equal(one.observe(role), two.observe(role)) for role in ROLES)


def test_who_is_asked_must_answer() -> None:
    with pytest.raises(InputError, match="is asked and gives no answer"):
        DecisionProcess().act({})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"seats": []}, "Seats are"),
        ({"seats": ["king"]}, "Seats are"),
        ({"others": "wizard"}, "There is no AI player 'wizard'"),
        ({"scenario": "atlantis"}, "There is no scenario 'atlantis'"),
        ({"seed": -1}, "seed"),
    ],
)
def test_what_there_is_not_is_refused(given: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        DecisionProcess(**given)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_trained_table_beats_chance() -> None:
    """On games that it was not trained on, the regulator's seat among idle others."""
    process = DecisionProcess(seats=["monitor"], others="idle")
    learner = ActionValues(seed=1)
    learner.train(process, "monitor", games=60)
    fresh = range(1000, 1020)
    trained = [play(process, "monitor", learner.greedy, seed) for seed in fresh]
    chance = [play(process, "monitor", random_policy(seed), seed) for seed in fresh]
    assert np.mean(trained) > np.mean(chance) + 0.05
