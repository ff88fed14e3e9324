"""Held keys go on, and a game that is not kept is asked for before it is lost."""

from __future__ import annotations

from pathlib import Path


def test_a_held_key_goes_on_but_enter_acts_once() -> None:
    import pygame

    from tests.desktop.driver import Driver
    from tests.desktop.gallery import Gallery

    driver = Driver(gallery := Gallery())

    def down(key: int) -> None:
        driver.step(pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode="", scancode=0))

    def stops() -> str:
        focused = driver.focused()
        assert focused is not None
        return focused.path

    driver.app.set_focus("plain")
    down(pygame.K_RETURN)
    for _ in range(5):
        driver.wait(0.5)
    assert gallery.pressed == 1
    down(pygame.K_TAB)
    first = stops()
    driver.wait(0.2)
    assert stops() == first
    driver.wait(0.3)
    second = stops()
    assert second != first
    driver.step(pygame.Event(pygame.KEYUP, key=pygame.K_TAB, mod=0, unicode="", scancode=0))
    driver.wait(1.0)
    assert stops() == second
    # a picture that took long is no key held: what was let go meanwhile is heard first
    down(pygame.K_TAB)
    third = stops()
    driver.clock.now += 3.0
    driver.step(pygame.Event(pygame.KEYUP, key=pygame.K_TAB, mod=0, unicode="", scancode=0))
    assert stops() == third


def test_a_game_that_is_not_kept_is_asked_for_before_it_is_lost(tmp_path: Path) -> None:
    import pygame

    from game.match import Match
    from game.scenario import loader
    from tests.desktop.people import Room, seats

    pack = loader.load("december-2013")
    with Room.at(Match.new(pack, seats("unions"), 3)) as room:
        room.driver.press("ctrl+q")
        assert room.driver.has("Quit?", "dialog")
        assert room.driver.app.running
        room.driver.press("escape")
        room.driver.step(pygame.Event(pygame.QUIT))
        assert room.driver.app.running
        room.driver.step(pygame.Event(pygame.QUIT))  # who insists is obeyed
        assert not room.driver.app.running
    with Room.at(Match.new(pack, seats("unions"), 3, tmp_path / "kept.jsonl")) as room:
        room.driver.press("ctrl+q")
        assert not room.driver.app.running


def test_paging_keys_turn_the_page_wherever_the_focus_is() -> None:
    from game.desktop.screens.ending.scores import Scores
    from tests.desktop.driver import Driver
    from tests.desktop.games import ended

    driver = Driver(Scores(ended()))
    end = driver.find("Who won the election", "text").rect.y
    driver.press("pagedown")
    assert driver.find("Who won the election", "text").rect.y < end
    driver.press("pageup")
    assert driver.find("Who won the election", "text").rect.y == end
