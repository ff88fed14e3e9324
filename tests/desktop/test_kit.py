"""The widgets, driven by events through the gallery and read from the semantic tree."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.desktop.kit.lines import share_out
from game.desktop.kit.node import Sem
from game.desktop.kit.words import esc, parse, plain
from tests.desktop.driver import Driver
from tests.desktop.gallery import Gallery

TABS = ("Controls", "Words", "Charts", "Cards", "Table")


@pytest.fixture
def gallery() -> Driver:
    return Driver(Gallery())


def page(driver: Driver) -> Gallery:
    screen = driver.app.screen
    assert isinstance(screen, Gallery)
    return screen


def state(driver: Driver, label: str, role: str = "") -> dict[str, object]:
    return driver.find(label, role).state


# ---- layout ---------------------------------------------------------------------------


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


@given(
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.integers(0, 2)), max_size=8),
    st.integers(0, 600),
)
@settings(max_examples=200)
def test_sharing_out_a_line(parts: list[tuple[int, int, int]], space: int) -> None:
    least = [a for a, _, _ in parts]
    natural = [a + b for a, b, _ in parts]
    grow = [float(g) for _, _, g in parts]
    sizes = share_out(space, least, natural, grow)
    assert len(sizes) == len(parts)
    assert all(s >= lo for s, lo in zip(sizes, least, strict=True))
    if sum(least) <= space:
        assert sum(sizes) <= space
        if any(grow) or sum(natural) > space:
            assert sum(sizes) == space or not parts


# ---- pressing --------------------------------------------------------------------------


def test_a_button_works_by_mouse_key_and_hotkey(gallery: Driver) -> None:
    gallery.click("Plain")
    gallery.app.set_focus("plain")
    gallery.press("return")
    gallery.press("space")
    gallery.press("m")
    assert page(gallery).pressed == 4


def test_letting_go_elsewhere_does_nothing(gallery: Driver) -> None:
    at = gallery.find("Plain").rect.center
    gallery.move(at)
    gallery.step(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1, clicks=1))
    gallery.move((640, 700))
    gallery.step(pygame.Event(pygame.MOUSEBUTTONUP, pos=(640, 700), button=1, clicks=1))
    assert page(gallery).pressed == 0


def test_a_disabled_button_takes_neither_click_nor_focus(gallery: Driver) -> None:
    gallery.click("Dead")
    assert page(gallery).pressed == 0
    seen = set()
    for _ in range(40):
        gallery.press("tab")
        focused = gallery.focused()
        assert focused is not None
        seen.add(focused.label)
    assert "Dead" not in seen


def test_a_toggle_turns(gallery: Driver) -> None:
    gallery.click("Reduced motion")
    assert state(gallery, "Reduced motion")["on"] is True
    gallery.press("space")
    assert state(gallery, "Reduced motion")["on"] is False


def test_a_slider_moves_by_arrows_and_stops_at_its_ends(gallery: Driver) -> None:
    gallery.click("Volume", "slider")
    for _ in range(20):
        gallery.press("right")
    assert state(gallery, "Volume")["value"] == 1.0
    gallery.press("left")
    assert state(gallery, "Volume")["value"] == 0.9
    gallery.press("home")
    assert state(gallery, "Volume")["shown"] == "0%"


def test_a_dropdown_opens_chooses_and_gives_the_focus_back(gallery: Driver) -> None:
    gallery.click("Party", "dropdown")
    assert gallery.labels("button") == ["Conservative", "Labour", "Liberal Democrat"]
    gallery.click("Labour")
    assert state(gallery, "Party", "dropdown")["value"] == "lab"
    gallery.press("down")
    assert state(gallery, "Party", "dropdown")["value"] == "ld"


def test_a_dropdown_closes_by_escape_and_by_a_click_elsewhere(gallery: Driver) -> None:
    for close in (lambda: gallery.press("escape"), lambda: gallery.click_at((20, 700))):
        gallery.click("Party", "dropdown")
        assert not gallery.has("Plain", "button")
        close()
        assert gallery.has("Plain", "button")


def test_typing_into_an_entry(gallery: Driver) -> None:
    gallery.click("Name", "entry")
    gallery.type_text("Board qm")
    gallery.press("backspace")
    gallery.press("home")
    gallery.type_text("A ")
    assert state(gallery, "Name")["value"] == "A Board q"
    assert page(gallery).pressed == 0, "letters typed must not set off hot-keys"


def test_tabs_by_arrows(gallery: Driver) -> None:
    gallery.click("Words", "tab")
    gallery.press("right")
    assert page(gallery).tab == "charts"


# ---- focus -----------------------------------------------------------------------------


def test_tab_goes_through_everything_once_and_back(gallery: Driver) -> None:
    paths = []
    for _ in range(60):
        gallery.press("tab")
        focused = gallery.focused()
        assert focused is not None
        if paths and focused.path == paths[0]:
            break
        paths.append(focused.path)
    assert len(paths) == len(set(paths)) > 15
    gallery.press("shift+tab")
    last = gallery.focused()
    assert last is not None
    assert last.path == paths[-1]


def test_arrows_go_to_what_lies_that_way(gallery: Driver) -> None:
    gallery.app.set_focus("plain")
    gallery.press("right")
    focused = gallery.focused()
    assert focused is not None
    assert focused.label == "Main"
    gallery.press("down")
    focused = gallery.focused()
    assert focused is not None
    assert focused.rect.y > gallery.find("Main").rect.bottom - 1


def test_the_ring_is_drawn_for_keys_and_not_for_the_mouse(gallery: Driver) -> None:
    gallery.app.set_focus("plain")
    gallery.press("left")
    gallery.press("tab")
    ring = gallery.app.theme.ring

    def ringed() -> bool:
        picture = pygame.surfarray.array3d(gallery.app.brush.surface)
        return bool((picture == ring).all(axis=2).any())

    assert ringed()
    gallery.click("Plain")
    assert not ringed()


def test_focus_scrolls_into_view() -> None:
    driver = Driver(Gallery(), (1280, 720), 2.0)
    for _ in range(40):
        driver.press("tab")
        focused = driver.focused()
        assert focused is not None
        assert focused.rect.w > 8, focused
        assert focused.rect.h > 8, focused


# ---- modals, notices, tips ---------------------------------------------------------------


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


# ---- tables --------------------------------------------------------------------------------


def rows(driver: Driver) -> list[Sem]:
    return driver.all("row")


def test_a_table_sorts_by_its_headers(gallery: Driver) -> None:
    gallery.click("Table", "tab")
    gallery.click("Surplus, £m", "columnheader")
    assert rows(gallery)[0].label.split(" · ")[1] == "-50"
    gallery.click("Surplus, £m", "columnheader")
    assert rows(gallery)[0].label.split(" · ")[1] == "+50"


def test_a_table_shows_only_what_fits_and_moves_by_keys(gallery: Driver) -> None:
    gallery.click("Table", "tab")
    assert 5 < len(rows(gallery)) < 40
    gallery.click("trust 000", "row")
    gallery.press("end")
    assert page(gallery).picked == "trust 199"
    assert rows(gallery)[-1].label.startswith("trust 199")
    gallery.press("pageup")
    assert page(gallery).picked < "trust 199"


def test_a_narrow_table_leaves_out_its_least_columns() -> None:
    driver = Driver(Gallery(), (460, 720), 1.4)
    driver.click("Table", "tab")
    heads = driver.labels("columnheader")
    assert "Trust" in heads
    assert driver.faults() == []


# ---- words -----------------------------------------------------------------------------------


@given(st.text(max_size=60))
def test_escaped_text_is_said_as_it_is(text: str) -> None:
    assert plain(esc(text)) == text


def test_markup() -> None:
    runs = parse("a [b]b [good]c[/][/] [nonsense] [icon clock][?waits]w[/]")
    assert [(r.text, r.weight, r.token) for r in runs][1:3] == [
        ("b ", "semibold", "ink"),
        ("c", "semibold", "good"),
    ]
    assert "[nonsense]" in plain("a [nonsense]")
    assert runs[-2].icon == "clock"
    assert runs[-1].term == "waits"


# ---- the application ---------------------------------------------------------------------------


def test_nothing_is_drawn_when_nothing_changed(gallery: Driver) -> None:
    gallery.step()
    frames = gallery.app.frames
    for _ in range(10):
        gallery.step()
    assert gallery.app.frames == frames


def test_the_window_may_change_its_size(gallery: Driver) -> None:
    bigger = pygame.Surface((2560, 1440))
    before = gallery.app.theme.scale
    gallery.app.resize(bigger)
    gallery.step()
    assert gallery.app.theme.scale > before
    assert gallery.faults() == []


def test_text_grows_by_key(gallery: Driver) -> None:
    gallery.press("ctrl+=")
    assert gallery.app.theme.text_scale == pytest.approx(1.1)
    gallery.press("ctrl+-")
    assert gallery.app.theme.text_scale == pytest.approx(1.0)
