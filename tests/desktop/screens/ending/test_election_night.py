"""Election night of real games, through the semantic tree."""

from __future__ import annotations

from itertools import pairwise

import pygame
import pytest

from game.desktop.screens.ending.election_night import LENGTH, ElectionNight
from game.rules.state.facts import ElectionHeld
from game.telling.election_night import minute_at, standing
from game.world.figure_names import PARTIES
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, ended, game


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("part", [0.0, 0.4, 1.0])
def test_the_night_fits_at_every_hour(size: tuple[int, int], text: float, part: float) -> None:
    screen = ElectionNight(ended())
    driver = Driver(screen, size, text)
    screen.part, screen.playing = part, False
    driver.app.dirty()
    assert driver.faults() == []


def test_the_night_ends_with_the_result_that_was_scored() -> None:
    session = ended()
    held = next(f for f in session.match.log if isinstance(f, ElectionHeld))
    driver = Driver(ElectionNight(session))
    driver.press("s")
    bar = driver.find("Seats declared", "chart").state
    assert {n for n in bar.values() if n} == {n for _, n in held.seats if n}
    said = "The government holds on" if held.government_wins else "The government falls"
    assert said in driver.words()


def test_a_beat_builds_and_draws_only_what_moves() -> None:
    screen = ElectionNight(ended())
    driver = Driver(screen, (1920, 1080), motion=True)
    for _ in range(40):
        driver.wait(0.5)
    before = driver.app.layers
    counts = {driver.find("Seats declared", "chart").state["Con"]}
    drawn = []
    for _ in range(40):
        driver.wait(0.15)
        if driver.app.drawn is not None:
            drawn.append(sum(r.w * r.h for r in driver.app.drawn))
        counts.add(driver.find("Seats declared", "chart").state["Con"])
    assert driver.app.layers == before, "the tree stands"
    assert len(counts) > 3, "the House fills"
    assert len(drawn) == 40 and sorted(drawn)[20] < 0.12 * 1920 * 1080


def test_what_was_built_in_parts_is_what_would_be_built_whole() -> None:
    screen = ElectionNight(ended())
    driver = Driver(screen, (1280, 720), motion=True)
    for _ in range(120):
        driver.wait(0.4)
    screen.playing = False
    driver.app.dirty()
    parts, words = driver.words(), pygame.surfarray.array3d(driver.app.brush.surface).astype(int)
    driver.step()
    assert driver.words() == parts
    whole = pygame.surfarray.array3d(driver.app.brush.surface).astype(int)
    assert (abs(whole - words) > 24).any(axis=2).mean() < 0.002


def test_it_can_be_watched_in_ninety_seconds() -> None:
    screen = ElectionNight(ended())
    driver = Driver(screen)
    seconds = 0.0
    while not screen.over and seconds < 200:
        driver.wait(0.5)
        seconds += 0.5
    assert screen.over
    assert seconds <= 90
    assert LENGTH <= 90


def test_it_begins_with_the_exit_poll_and_no_seat() -> None:
    driver = Driver(ElectionNight(ended()))
    words = driver.words()
    assert "Exit poll, 22:00" in words
    assert "No seat has declared yet" in words


def test_seats_only_ever_come_in_and_the_forecast_closes_on_the_result() -> None:
    session = ended()
    told, model = session.match.night(), session.match.pack.model
    last = 0
    for part in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        now = standing(model, told, minute_at(part))
        assert now.count >= last
        assert sum(now.declared.values()) == now.count
        assert all(low <= mid <= high for low, mid, high in now.forecast.values())
        last = now.count
    assert last == model.country.seats
    for i, p in enumerate(PARTIES):
        assert now.forecast[p] == (int(told.night.seats[i, 0]),) * 3


def test_with_reduced_motion_the_night_is_told_step_by_step_at_a_key() -> None:
    screen = ElectionNight(ended())
    driver = Driver(screen, motion=False)
    driver.wait(60.0)
    assert "No seat has declared yet" in driver.words(), "nothing moves by itself"
    met = [screen.minute]
    for _ in range(200):
        if screen.over:
            break
        driver.press("space")
        met.append(screen.minute)
    assert met == sorted(set(met)) and max(b - a for a, b in pairwise(met)) <= 31
    assert all(any(abs(x.minute - m) < 1 for m in met) for x in screen.moments)
    assert "The government" in driver.words()


def test_space_stops_the_night() -> None:
    screen = ElectionNight(ended())
    driver = Driver(screen)
    driver.wait(1.0)
    driver.press("space")
    at = screen.part
    driver.wait(5.0)
    assert screen.part == at


def test_the_night_is_told_only_when_the_game_is_over() -> None:
    from game.errors import InputError

    with pytest.raises(InputError, match="no election"):
        game("talks").match.night()


@pytest.mark.parametrize("part", [0.0, 0.5, 1.0])
def test_how_many_have_declared_is_never_cut_short(part: float) -> None:
    screen = ElectionNight(ended())
    driver = Driver(screen, (1280, 720))
    screen.go_to(part)
    driver.app.dirty()
    (said,) = [x.text for x in driver.app.inked() if " · " in x.text and ":" in x.text[:6]]
    assert "declared" in said
