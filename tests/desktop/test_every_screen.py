"""What holds on every screen, on a sample of them; ``every_screen`` as a command looks at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.screens.quarter.first_quarter import FirstQuarter
from tests.desktop import every_screen
from tests.desktop.driver import Driver
from tests.desktop.every_screen import SIZES, faint, opened
from tests.desktop.games import game

#: Screens with a main button that Enter presses at once.
MAIN = ("title", "new-game", "bulletin", "night-watch", "for-you", "front-page", "first-quarter")
#: Screens on which a first Enter only shows where keys begin.
SHOWN = ("curtain", "talks-dashboard", "event", "orders", "scores", "help")
SAMPLE = (
    *("night-over", "case-card", "console-room", "history-log", "scores", "for-you", "menu"),
    "orders-hint",
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


@pytest.mark.parametrize("name", MAIN)
def test_enter_presses_the_main_button_of_a_screen_just_come_to(name: str) -> None:
    driver = opened(name, (1280, 720))
    before, words = driver.app.screen, driver.words()
    driver.press("return")
    driver.step()
    assert driver.app.screen is not before or driver.words() != words


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("key", ["return", "down"])
def test_elsewhere_a_first_key_shows_where_keys_begin_and_does_nothing(name: str, key: str) -> None:
    driver = opened(name, (1280, 720))
    screen = driver.app.screen
    assert driver.focused() is None
    driver.press(key)
    assert driver.app.screen is screen
    focused = driver.focused()
    assert focused is not None
    assert focused.label not in ("Back", "Menu", "Help")


def test_enter_alone_accepts_no_deal_in_the_first_quarter() -> None:
    session = game("talks", humans=("secretary",), seed=every_screen.SEED)
    session.guided = True
    session.look()
    driver = Driver(FirstQuarter(session), motion=False)
    while session.match.step_ai():
        pass
    session.forget()
    driver.app.home(FirstQuarter(session))
    driver.step()
    before = [(d.number, d.state) for d in session.view.deals]
    driver.press("return")
    driver.step()
    assert [(d.number, d.state) for d in session.view.deals] == before


@pytest.mark.parametrize("name", SAMPLE)
@pytest.mark.parametrize(("size", "text"), SIZES)
def test_no_word_is_cut_off_or_covered(name: str, size: tuple[int, int], text: float) -> None:
    assert opened(name, size, text).faults() == []


@pytest.mark.parametrize("name", [*SAMPLE, "talks", "front-page"])
def test_no_typed_mark_is_drawn(name: str) -> None:
    drawn = [ink.text for ink in opened(name, (1280, 720)).app.inked()]
    assert [text for text in drawn if "'" in text or '"' in text] == []


@pytest.mark.parametrize("name", ["orders", "front-page", "console-sheets", "night-hospitals"])
@pytest.mark.parametrize("contrast", [False, True])
def test_words_stand_out_from_what_they_lie_on(name: str, contrast: bool) -> None:
    assert faint(opened(name, (1280, 720), contrast=contrast)) == []


def test_the_check_sees_faint_words() -> None:
    driver = opened("title", (1280, 720))
    surface = driver.app.brush.surface
    assert faint(driver) == []
    driver.app.inked = _dimmed(driver.app.inked, surface)  # type: ignore[method-assign]
    assert faint(driver)


def _dimmed(inked, surface):  # type: ignore[no-untyped-def]
    def again():  # type: ignore[no-untyped-def]
        found = inked()
        surface.fill((40, 40, 40), special_flags=every_screen.pygame.BLEND_RGB_MIN)
        return found

    return again
