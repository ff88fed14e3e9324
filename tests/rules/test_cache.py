"""Memos: what was made of these very objects, the oldest forgotten first."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import pytest

from game.lab.batch import play
from game.rules import engine
from game.rules.cache import Memo, per_pack
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

T = TypeVar("T")


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


class Forgetful(Memo[object]):
    """A memo that remembers nothing."""

    def get(
        self, things: tuple[object, ...], extra: Hashable, make: Callable[[], object]
    ) -> object:
        return make()

    def of(self, thing: T, make: Callable[[T], object]) -> object:
        return make(thing)


def test_a_game_comes_out_the_same_with_nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = loader.load("december-2013")
    kinds: list[dict[Role, str]] = [
        dict.fromkeys(ROLES, "persona"),
        {"secretary": "random", "number10": "militant", "monitor": "random", "unions": "reformer"},
    ]

    def played() -> list[tuple[str, str]]:
        games = [game for kind in kinds for game in play(pack, kind, range(3))]
        return [(engine.digest(game.position), repr(game.happenings)) for game in games]

    remembered = played()
    monkeypatch.setattr(Memo, "get", Forgetful.get)
    monkeypatch.setattr(Memo, "of", Forgetful.of)
    assert played() == remembered


def test_what_is_derived_from_a_scenario_is_derived_once_for_each() -> None:
    packs = [loader.load("december-2013"), loader.load("honeymoon")]
    asked: list[Pack] = []

    @per_pack
    def title(pack: Pack) -> str:
        asked.append(pack)
        return pack.scenario.title

    found = [title(pack) for pack in packs * 3]
    assert found == [pack.scenario.title for pack in packs] * 3
    assert len(asked) == 2
