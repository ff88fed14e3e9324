"""Every widget of the gallery fits every window and every size of text."""

from __future__ import annotations

import pytest

from tests.desktop.driver import Driver
from tests.desktop.gallery import Gallery

TABS = ("Controls", "Words", "Charts", "Cards", "Table")


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("text", [0.9, 1.0, 1.4, 2.0])
@pytest.mark.parametrize("tab", TABS)
def test_no_text_is_clipped_or_overlaps(size: tuple[int, int], text: float, tab: str) -> None:
    driver = Driver(Gallery(), size, text)
    driver.click(tab, "tab")
    assert driver.faults() == []


def test_the_check_finds_text_that_is_cut(gallery: Driver) -> None:
    brush = gallery.app.brush
    brush.log = []
    brush.text("half outside", (gallery.app.size[0] - 20, 50), "regular", 16, (255, 255, 255))
    brush.text("one", (50, 50), "regular", 16, (255, 255, 255))
    brush.text("two", (52, 52), "regular", 16, (255, 255, 255))
    from tests.desktop.driver import text_faults

    faults = text_faults(brush.log, brush.surface.get_rect())
    assert len(faults) == 2
    assert faults[0].startswith("outside")
    assert faults[1].startswith("overlap")
