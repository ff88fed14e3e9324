"""What is typed is held, within what is allowed."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.kit import clipboard
from tests.desktop.driver import Driver
from tests.desktop.gallery import page, state
from tests.desktop.people import pixels


def test_typing_into_an_entry(gallery: Driver) -> None:
    gallery.click("Name", "entry")
    gallery.type_text("Board qm")
    gallery.press("backspace")
    gallery.press("home")
    gallery.type_text("A ")
    assert state(gallery, "Name")["value"] == "A Board q"
    assert page(gallery).pressed == 0, "letters typed must not set off hot-keys"


def test_what_is_typed_is_shown_as_it_is_typed(gallery: Driver) -> None:
    gallery.click("Name", "entry")
    gallery.press("ctrl+u")
    gallery.type_text("O'Brien's")
    assert state(gallery, "Name")["value"] == "O'Brien's"
    assert "O'Brien's" in [ink.text for ink in gallery.app.inked()]


def test_what_is_selected_is_written_over(gallery: Driver) -> None:
    gallery.click("Name", "entry")
    gallery.press("ctrl+u")
    gallery.type_text("Board")
    gallery.press("home")
    gallery.press("shift+right")
    gallery.press("shift+right")
    assert state(gallery, "Name")["selected"] == "Bo"
    gallery.type_text("Ste")
    assert state(gallery, "Name")["value"] == "Steard"
    assert state(gallery, "Name")["selected"] == ""
    gallery.press("shift+home")
    gallery.press("backspace")
    assert state(gallery, "Name")["value"] == "ard"


def test_the_clipboard_takes_and_gives(gallery: Driver) -> None:
    gallery.click("Name", "entry")
    gallery.press("ctrl+u")
    gallery.type_text("seed 2013")
    gallery.press("ctrl+c")
    gallery.press("ctrl+a")
    gallery.press("ctrl+x")
    assert state(gallery, "Name")["value"] == ""
    gallery.press("ctrl+v")
    gallery.press("ctrl+v")
    assert state(gallery, "Name")["value"] == "seed 2013seed 2013"


def test_what_is_pasted_is_one_clean_line_that_fits(gallery: Driver) -> None:
    gallery.click("Name", "entry")
    gallery.press("ctrl+u")
    clipboard.put("one\ntwo\x1b[31m\u202e " + "x" * 500)
    gallery.press("ctrl+v")
    value = state(gallery, "Name")["value"]
    assert value.startswith("one two[31m xxx")
    assert len(value) == 60


def test_a_computer_without_a_clipboard_pastes_nothing(
    gallery: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> str:
        raise pygame.error("no clipboard")

    monkeypatch.setattr(pygame.scrap, "put_text", none)
    monkeypatch.setattr(pygame.scrap, "get_text", none)
    gallery.click("Name", "entry")
    gallery.press("ctrl+u")
    gallery.type_text("kept")
    gallery.press("ctrl+c")
    gallery.press("ctrl+v")
    assert state(gallery, "Name")["value"] == "kept"


def compose(gallery: Driver, text: str) -> None:
    """An input method shows what it has put together so far."""
    gallery.step(pygame.Event(pygame.TEXTEDITING, text=text, start=len(text), length=0))


def test_what_an_input_method_composes_shows_and_is_typed_when_it_is_given(
    gallery: Driver,
) -> None:
    gallery.click("Name", "entry")
    gallery.press("ctrl+u")
    gallery.type_text("ab")
    gallery.press("left")
    plain = pixels(gallery)
    compose(gallery, "´")
    assert pixels(gallery) != plain
    assert state(gallery, "Name")["composed"] == "´"
    assert state(gallery, "Name")["value"] == "ab"
    gallery.press("backspace")
    gallery.press("return")
    assert state(gallery, "Name")["value"] == "ab", "its keys are the input method's own"
    gallery.step(pygame.Event(pygame.TEXTINPUT, text="é"))
    assert state(gallery, "Name")["value"] == "aéb"
    assert "composed" not in state(gallery, "Name")


def test_what_is_composed_and_given_up_leaves_nothing(gallery: Driver) -> None:
    gallery.click("Name", "entry")
    plain, before = pixels(gallery), state(gallery, "Name")
    compose(gallery, "に\x1b")
    assert state(gallery, "Name")["composed"] == "に"
    compose(gallery, "")
    assert state(gallery, "Name") == before
    assert pixels(gallery) == plain
