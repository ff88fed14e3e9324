"""PINs: what is kept proves a PIN and doesn't tell it; wrong ones wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.match.pin import FREE
from game.match.pins import Pins


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_pin_opens_its_own_seat_and_no_other(tmp_path: Path) -> None:
    pins = Pins(tmp_path / "game.jsonl")
    pins.set("unions", "2580")
    assert pins.has("unions") and not pins.has("monitor")
    assert pins.opens("unions", "2580")
    assert not pins.opens("unions", "2581")
    assert pins.opens("monitor", ""), "a seat without a PIN is open"


def test_it_outlasts_the_sitting_and_the_digits_stand_nowhere(tmp_path: Path) -> None:
    Pins(tmp_path / "game.jsonl").set("secretary", "13579")
    assert Pins(tmp_path / "game.jsonl").opens("secretary", "13579")
    assert all("13579" not in p.read_text("utf-8") for p in tmp_path.iterdir())


def test_the_same_pin_leaves_another_proof_each_time(tmp_path: Path) -> None:
    file = tmp_path / "game.pins.json"
    texts = set()
    for _ in range(2):
        Pins(tmp_path / "game.jsonl").set("unions", "1111")
        texts.add(file.read_text("utf-8"))
    assert len(texts) == 2


def test_after_three_wrong_tries_one_waits_and_longer_each_time() -> None:
    clock = Clock()
    pins = Pins(None, clock)
    pins.set("unions", "2580")
    waits = []
    for _ in range(FREE + 2):
        assert not pins.opens("unions", "0000")
        waits.append(pins.wait("unions"))
        clock.now += pins.wait("unions")
    assert waits[: FREE - 1] == [0.0] * (FREE - 1)
    assert 0 < waits[FREE - 1] < waits[FREE] < waits[FREE + 1]


def test_while_one_waits_the_right_pin_does_not_open_either_and_others_are_free() -> None:
    clock = Clock()
    pins = Pins(None, clock)
    pins.set("unions", "2580")
    pins.set("monitor", "1470")
    for _ in range(FREE):
        pins.opens("unions", "0000")
    assert not pins.opens("unions", "2580")
    assert pins.opens("monitor", "1470")
    clock.now += pins.wait("unions") + 0.1
    assert pins.opens("unions", "2580")


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", "12 4"])
def test_what_is_no_pin_is_refused_in_a_sentence(pin: str) -> None:
    with pytest.raises(InputError, match="4 to 8 digits"):
        Pins(None).set("unions", pin)


def test_a_reset_takes_it_away_and_the_file_with_the_last(tmp_path: Path) -> None:
    pins = Pins(tmp_path / "game.jsonl")
    pins.set("unions", "2580")
    pins.reset("unions")
    assert pins.opens("unions", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "[]", '{"unions": "ab"}', '{"unions": ["zz", "zz"]}', "[" * 900]
)
def test_a_broken_file_asks_for_no_pin(tmp_path: Path, text: str) -> None:
    (tmp_path / "game.pins.json").write_text(text, "utf-8")
    assert not Pins(tmp_path / "game.jsonl").has("unions")
