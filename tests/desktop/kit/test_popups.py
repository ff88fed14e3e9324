"""Dialogs keep the focus, notices go by themselves, tips come after a moment."""

from __future__ import annotations

from tests.desktop.driver import Driver
from tests.desktop.gallery import page


def test_a_dialog_keeps_the_focus_and_gives_it_back(gallery: Driver) -> None:
    gallery.click("Open a dialog")
    for _ in range(5):
        gallery.press("tab")
        focused = gallery.focused()
        assert focused is not None
        assert focused.label in ("Close", "Fine")
    gallery.press("m")
    assert page(gallery).pressed == 0, "hot-keys below a dialog are dead"
    gallery.press("escape")
    focused = gallery.focused()
    assert focused is not None
    assert focused.label == "Open a dialog"


def test_what_cannot_be_undone_is_asked_first(gallery: Driver) -> None:
    gallery.click("Ask")
    focused = gallery.focused()
    assert focused is not None
    assert focused.label == "Not yet", "Enter pressed twice must not agree"
    gallery.press("return")
    assert page(gallery).pressed == 0
    gallery.click("Ask")
    gallery.click("Do it")
    assert page(gallery).pressed == 1


def test_a_notice_goes_by_itself(gallery: Driver) -> None:
    gallery.app.toast("Sealed.")
    gallery.step()
    assert gallery.has("Sealed.", "status")
    gallery.wait(5)
    assert not gallery.has("Sealed.", "status")


def test_a_tip_comes_after_a_moment_with_the_hotkey(gallery: Driver) -> None:
    gallery.move(gallery.find("Quiet").rect.center)
    assert not gallery.all("tooltip")
    gallery.wait(1)
    (tip,) = gallery.all("tooltip")
    assert "Key Q" in "".join(s.label for s in tip.walk())


def test_a_term_explains_itself_where_it_stands(gallery: Driver) -> None:
    gallery.app.explain = lambda term: f"About {term}."
    gallery.click("Words", "tab")
    text = next(s for s in gallery.all("text") if s.label.startswith("Body text"))
    found = False
    for x in range(text.rect.x, text.rect.right, 6):
        gallery.move((x, text.rect.y + 8))
        gallery.wait(1)
        found = found or gallery.has("About waits.", "text")
    assert found
