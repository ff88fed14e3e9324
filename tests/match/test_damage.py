"""A real journal, damaged at random: it opens as it once was, or is refused in a sentence."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from game.errors import InputError
from game.match import Match
from game.scenario.pack import Pack
from tests.match.conftest import PERSONAS, SEED

#: Mutations tried; the sample is fixed, and a larger one was run when this was written.
TRIED = 60


def flip(data: bytearray, luck: random.Random) -> None:
    data[luck.randrange(len(data))] ^= 1 << luck.randrange(8)


def cut(data: bytearray, luck: random.Random) -> None:
    del data[luck.randrange(len(data)) :]


def drop(data: bytearray, luck: random.Random) -> None:
    start = luck.randrange(len(data))
    del data[start : start + luck.randrange(1, 2000)]


def zero(data: bytearray, luck: random.Random) -> None:
    start = luck.randrange(len(data))
    end = min(len(data), start + luck.randrange(1, 4096))
    data[start:end] = bytes(end - start)


def insert(data: bytearray, luck: random.Random) -> None:
    place = luck.randrange(len(data))
    data[place:place] = luck.randbytes(luck.randrange(1, 200))


def swap(data: bytearray, luck: random.Random) -> None:
    lines = bytes(data).splitlines(keepends=True)
    a, b = luck.sample(range(len(lines)), 2)
    lines[a], lines[b] = lines[b], lines[a]
    data[:] = b"".join(lines)


MUTATIONS: list[Callable[[bytearray, random.Random], None]] = [flip, cut, drop, zero, insert, swap]


@pytest.fixture(scope="module")
def digests(pack: Pack) -> set[str]:
    """Every position that the game was ever in."""
    with Match.new(pack, PERSONAS, SEED) as match:
        found = {match.digest()}
        while match.step_ai():
            found.add(match.digest())
    return found


def test_a_damaged_journal_is_never_silently_wrong(
    pack: Pack, played: tuple[Path, str], digests: set[str], tmp_path: Path
) -> None:
    whole = played[0].read_bytes()
    luck = random.Random(2013)
    refused = 0
    for number in range(TRIED):
        data = bytearray(whole)
        MUTATIONS[number % len(MUTATIONS)](data, luck)
        path = tmp_path / f"{number}.jsonl"
        path.write_bytes(data)
        try:
            match = Match.resume(path, pack)
        except InputError as refusal:
            refused += 1
            assert "\n" not in str(refusal)
            assert path.read_bytes() == data
            continue
        with match:
            assert match.digest() in digests
            assert match.digest() == played[1] or match.warnings or whole.startswith(bytes(data))
            kept = path.with_name(f"{path.name}.damaged-1")
            assert not match.warnings or kept.read_bytes() == data
    assert refused < TRIED / 4
