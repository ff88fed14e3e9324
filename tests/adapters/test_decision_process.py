"""A game as questions with numbered answers: lawful, secret, the same again, and copied whole."""

from __future__ import annotations

import random

import numpy as np
import pytest

from game.adapters.baselines import ActionValues, play, random_policy
from game.adapters.decision_process import DecisionProcess
from game.errors import InputError
from game.scenario.schema.base import ROLES


def to_the_end(process: DecisionProcess, seed: int) -> list[dict[str, int]]:
    luck, answers = random.Random(seed), []
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
        again.act(given)  # type: ignore[arg-type]
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
            process.act({role: luck.choice(process.legal(role)) for role in process.asked})
    assert kinds == {"agenda", "answer", "reply", "talk", "case", "order"}


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
        ({"others": "wizard"}, "There is no AI 'wizard'"),
        ({"scenario": "atlantis"}, "There is no scenario 'atlantis'"),
        ({"seed": -1}, "seed"),
    ],
)
def test_what_there_is_not_is_refused(given: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        DecisionProcess(**given)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_trained_table_beats_chance() -> None:
    """On games that it was not trained on, the seat of No 10 among idle others."""
    process = DecisionProcess(seats=["number10"], others="idle")
    learner = ActionValues(seed=1)
    learner.train(process, "number10", games=60)
    fresh = range(1000, 1020)
    trained = [play(process, "number10", learner.greedy, seed) for seed in fresh]
    chance = [play(process, "number10", random_policy(seed), seed) for seed in fresh]
    assert np.mean(trained) > np.mean(chance) + 0.02
