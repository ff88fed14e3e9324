"""Memos: what was made of these very objects, the oldest forgotten first."""

from __future__ import annotations

from game.rules.cache import Memo


class Thing:
    """Something that is itself and nothing else."""


def test_what_was_made_of_a_thing_is_given_again_while_it_is_kept() -> None:
    memo: Memo[object] = Memo(3)
    things = [Thing() for _ in range(5)]
    made = [memo.of(thing, lambda _: object()) for thing in things]
    assert [memo.of(t, lambda _: None) for t in things[2:]] == made[2:]
    assert memo.of(things[0], lambda _: None) is None


def test_what_is_put_twice_takes_one_place_and_the_last_stays() -> None:
    memo: Memo[int] = Memo(2)
    first, second = Thing(), Thing()
    memo.put(first, 1)
    for n in range(5):
        memo.put(second, n)
    assert memo.of(first, lambda _: -1) == 1
    assert memo.of(second, lambda _: -1) == 4


def test_equal_things_are_not_the_same_thing() -> None:
    memo: Memo[str] = Memo()
    one, other = [1, 2], [1, 2]
    assert memo.get((one,), "key", lambda: "one") == "one"
    assert memo.get((other,), "key", lambda: "other") == "other"
    assert memo.get((one,), "another key", lambda: "again") == "again"
    assert memo.get((one,), "key", lambda: "new") == "one"
