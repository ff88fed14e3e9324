"""What is typed is held, within what is allowed."""

from __future__ import annotations

from tests.desktop.driver import Driver
from tests.desktop.gallery import page, state


def test_typing_into_an_entry(gallery: Driver) -> None:
    gallery.click("Name", "entry")
    gallery.type_text("Board qm")
    gallery.press("backspace")
    gallery.press("home")
    gallery.type_text("A ")
    assert state(gallery, "Name")["value"] == "A Board q"
    assert page(gallery).pressed == 0, "letters typed must not set off hot-keys"
