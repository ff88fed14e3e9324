"""What a screen reader is told: the semantic tree, node for node, through AccessKit's own types."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pygame
import pytest

from game.desktop.app import speech
from game.desktop.app.speech import Speech, SpokenTree
from game.desktop.kit.node import Sem
from game.desktop.screens.menus.title import Title
from tests.desktop import reader
from tests.desktop.driver import Driver
from tests.desktop.gallery import Gallery
from tests.desktop.games import game, opened

accesskit = pytest.importorskip("accesskit")


class Adapter:
    """In the place of the system's adapter: always listened to, keeps what it was told."""

    def __init__(self, first: Any, asked: Any, done: Any) -> None:
        self.first, self.asked, self.updates = first, asked, []

    def update_if_active(self, make: Any) -> None:
        self.updates.append(make())

    def update_window_focus_state(self, has: bool) -> None:
        self.updates.append(has)


@pytest.fixture
def adapter(monkeypatch: pytest.MonkeyPatch) -> list[Adapter]:
    made: list[Adapter] = []

    def make(kit: Any, first: Any, asked: Any, done: Any) -> Adapter:
        made.append(Adapter(first, asked, done))
        return made[-1]

    monkeypatch.setattr(speech, "_adapter", make)
    return made


def listening(driver: Driver) -> Speech:
    driver.app.speech = Speech(accesskit)
    driver.app.dirty()
    driver.step()
    return driver.app.speech


def nodes(update: Any) -> dict[int, Any]:
    return dict(update.nodes)


def number_of(update: Any, label: str) -> int:
    return next(n for n, node in update.nodes if node.label == label)


def test_every_node_of_the_semantic_tree_is_told_once_with_its_place(
    adapter: list[Adapter],
) -> None:
    driver = Driver(Gallery())
    listening(driver)
    told = nodes(adapter[0].updates[-1])
    sems = driver.all()
    assert len(told) == len(sems)
    for sem in sems:
        if sem.role == "button":
            node = told[number_of(adapter[0].updates[-1], sem.label)]
            assert node.role == accesskit.Role.BUTTON
            assert (node.bounds.x0, node.bounds.y1) == (sem.rect.left, sem.rect.bottom)


def test_children_and_the_focus_are_numbers_that_are_told(adapter: list[Adapter]) -> None:
    driver = opened(game("orders"))
    listening(driver)
    for _ in range(6):
        driver.press("tab")
        update = adapter[0].updates[-1]
        told = nodes(update)
        assert update.focus in told
        focused = driver.focused()
        assert focused is not None
        assert told[update.focus].label == focused.label
        assert all(child in told for node in told.values() for child in node.children)


def test_switches_tabs_and_barred_buttons_say_how_they_stand(adapter: list[Adapter]) -> None:
    driver = Driver(Gallery())
    listening(driver)
    update = adapter[0].updates[-1]
    told = nodes(update)
    assert told[number_of(update, "Reduced motion")].toggled == accesskit.Toggled.FALSE
    assert told[number_of(update, "Dead")].is_disabled
    assert told[number_of(update, "Controls")].is_selected
    driver.click("Reduced motion")
    update = adapter[0].updates[-1]
    assert nodes(update)[number_of(update, "Reduced motion")].toggled == accesskit.Toggled.TRUE


def test_a_reader_s_press_does_what_a_person_s_does(adapter: list[Adapter]) -> None:
    driver = Driver(Gallery())
    listening(driver)
    number = number_of(adapter[0].updates[-1], "Plain")
    adapter[0].asked(SimpleNamespace(action=accesskit.Action.CLICK, target=number))
    driver.step()
    assert driver.app.screen.pressed == 1  # type: ignore[attr-defined]
    number = number_of(adapter[0].updates[-1], "Table")
    adapter[0].asked(SimpleNamespace(action=accesskit.Action.CLICK, target=number))
    driver.step()
    assert driver.find("Table", "tab").state["chosen"]


def test_a_reader_s_focus_moves_the_ring(adapter: list[Adapter]) -> None:
    driver = Driver(Gallery())
    listening(driver)
    number = number_of(adapter[0].updates[-1], "Main")
    adapter[0].asked(SimpleNamespace(action=accesskit.Action.FOCUS, target=number))
    driver.step()
    focused = driver.focused()
    assert focused is not None and focused.label == "Main"


def test_a_wish_for_what_is_gone_is_passed_over(adapter: list[Adapter]) -> None:
    driver = Driver(Gallery())
    listening(driver)
    adapter[0].asked(SimpleNamespace(action=accesskit.Action.CLICK, target=999_999))
    driver.step()
    assert driver.app.screen.title == "Gallery"


def test_numbers_stay_while_the_picture_changes(adapter: list[Adapter]) -> None:
    driver = Driver(Title())
    listening(driver)
    before = number_of(adapter[0].updates[-1], "New game")
    driver.app.toast("A notice.")
    driver.step()
    update = adapter[0].updates[-1]
    assert number_of(update, "New game") == before
    notice = nodes(update)[number_of(update, "A notice.")]
    assert notice.live == accesskit.Live.POLITE


def test_what_is_typed_under_a_mask_is_a_password_to_a_reader_too() -> None:
    root = Sem("window", "w", pygame.Rect(0, 0, 9, 9), {}, "")
    root.children.append(Sem("entry", "PIN", pygame.Rect(0, 0, 9, 9), {"value": "••••"}, "#pin"))
    told, _ = SpokenTree().read(root, "#pin")
    assert told[1].role == "PASSWORD_INPUT"


def test_two_nodes_of_one_path_are_told_apart() -> None:
    root = Sem("window", "w", pygame.Rect(0, 0, 9, 9), {}, "")
    root.children += [Sem("status", t, pygame.Rect(0, 0, 0, 0), {}, "/toasts") for t in "ab"]
    told, _ = SpokenTree().read(root, "")
    assert len({s.number for s in told}) == 3


def test_every_role_is_one_that_accesskit_has() -> None:
    assert all(hasattr(accesskit.Role, name) for name in speech.ROLES.values())


@pytest.mark.skipif(sys.platform != "linux", reason="the adapter that can be opened here")
def test_the_system_s_own_adapter_takes_a_whole_game_s_pictures() -> None:
    """With nobody listening it must cost nothing and raise nothing."""
    driver = opened(game("orders"))
    driver.app.speech = speech.opened()
    assert driver.app.speech is not None and driver.app.speech.works
    for key in ("tab", "tab", "f", "t", "g"):
        driver.press(key)
    driver.step(pygame.Event(pygame.WINDOWFOCUSLOST), pygame.Event(pygame.WINDOWFOCUSGAINED))


def test_without_the_extra_the_game_plays_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "accesskit", None)
    assert speech.opened() is None


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and Path(reader.LAUNCHER).exists()),
    reason="needs D-Bus and the accessibility bus of AT-SPI",
)
def test_a_reader_on_the_system_s_bus_hears_the_title_and_presses_a_button(tmp_path: Path) -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.desktop.reader"],
        env={**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "no accessibility bus" in done.stdout or not done.stdout:
        pytest.skip("the accessibility bus did not start here")
    assert "label: New game" in done.stdout, done.stderr
    assert "screen: Record of games" in done.stdout
