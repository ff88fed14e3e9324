"""The projection says how far out it was, and works that out anew each time."""

from __future__ import annotations

from game.lab import election_backtest
from game.lab.election_backtest import error, in_words, misses, pairs


def test_elections_with_one_before_them_are_tested() -> None:
    assert pairs() == ((2005, 2010), (2010, 2015), (2015, 2017))


def test_too_many_seats_of_one_are_too_few_of_another() -> None:
    for pair in pairs():
        for by_region in (False, True):
            assert sum(misses(*pair, by_region)) == 0


def test_the_error_is_that_of_the_elections_and_grows_with_the_root_of_the_seats() -> None:
    whole, part = error(650), error(65)
    assert whole["missed"] == [sum(map(abs, misses(*pair, False))) for pair in pairs()]
    for k, (party, size) in enumerate(whole["seats"].items()):
        square = sum(misses(*pair, False)[k] ** 2 for pair in pairs()) / len(pairs())
        assert abs(size - square**0.5) < 0.06
        assert abs(part["seats"][party] - size / 10**0.5) < 0.06
    assert sum(whole["missed"]) < 90  # uniform swing by nation, on the real seats of four pairs


def test_londons_lean_is_not_tested_on_the_election_that_it_is_from() -> None:
    apart = {pair: election_backtest.swing_apart(*pair, "LN") for pair in pairs()}
    assert all(-4 < points < -2 for points in apart.values())
    assert len(set(apart.values())) == 3


def test_it_is_said_in_two_lines() -> None:
    first, second = in_words(error(650, by_region=True))
    assert first.startswith("Error to expect, with each region's shares exactly so: con ± ")
    assert "2005–2010" in second and "2015–2017" in second
