"""Drawings: all there, of the size asked for, told apart, and never a reason to fail."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pygame
import pytest

from game import paths
from game.desktop import art, theme
from game.scenario.schema.base import ROLES
from tests.art.draw import FOLDER, pictures
from tests.desktop.driver import Driver
from tests.desktop.gallery import Gallery


@pytest.fixture(autouse=True)
def window() -> None:
    Driver(Gallery())


def colours(picture: pygame.Surface) -> np.ndarray:
    return pygame.surfarray.array3d(picture).astype(int)


def test_every_drawing_is_there_and_every_file_is_a_drawing_s() -> None:
    assert art.missing() == []
    folder = paths.assets_dir() / "art"
    kept = {p.relative_to(folder).with_suffix("").as_posix() for p in folder.rglob("*.svg")}
    assert kept == set(art.names())


@pytest.mark.parametrize("size", [(40, 40), (330, 165), (97, 301), (640, 60), (1, 1)])
def test_a_drawing_fills_exactly_the_box_asked_for(size: tuple[int, int]) -> None:
    for picture in (
        art.portrait("secretary", "calm", size),
        art.card_art("price", size),
        art.vignette("march", size),
        art.room("unions", size),
    ):
        assert picture.get_size() == size
        assert colours(picture).sum() > 0


def test_offices_and_moods_look_different_even_small() -> None:
    seen = [colours(art.portrait(o, m, 48)) for o in ROLES for m in art.MOODS]
    for i, one in enumerate(seen):
        for two in seen[i + 1 :]:
            assert (abs(one - two).max(axis=2) > 40).mean() > 0.08


def test_a_newspaper_prints_in_one_ink() -> None:
    printed = colours(art.vignette("campaign", (240, 120)))
    spread = printed.max(axis=2) - printed.min(axis=2)
    assert spread.max() < 32
    assert printed.max() - printed.min() > 120  # and is no grey field


@pytest.mark.parametrize("office", ROLES)
def test_letters_keep_their_contrast_on_every_part_of_a_room(office: str) -> None:
    look = theme.make((1280, 720))
    found = {tuple(c) for c in colours(art.room(office, (640, 360))).reshape(-1, 3)}  # type: ignore[arg-type]
    brightest = max(found, key=theme.luminance)
    for token in theme.TEXT_TOKENS:
        assert theme.contrast(look.colour(token, "cloth"), brightest) >= 4.5, token


def test_a_card_is_drawn_as_its_first_kind_that_has_a_drawing() -> None:
    assert art.kind_of(["integration", "law"]) == "integration"
    assert art.kind_of(["nothing such"]) in art.STORIES


def test_a_kind_that_nobody_drew_shows_the_usual_drawing() -> None:
    one, two = (colours(art.card_art(k, (200, 100))) for k in ("nothing such", art.USUAL))
    assert (one == two).all()


def test_a_missing_or_broken_drawing_is_a_plain_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "assets_dir", lambda: tmp_path)
    (tmp_path / "art/portraits").mkdir(parents=True)
    (tmp_path / "art/portraits/unions-calm.svg").write_text("<svg", "utf-8")
    for picture in (art.portrait("unions", "calm", (51, 53)), art.room("monitor", (52, 54))):
        assert len(np.unique(colours(picture).reshape(-1, 3), axis=0)) == 1
    assert "rooms/monitor" in art.missing()


def test_the_kept_drawings_are_what_the_scripts_draw() -> None:
    made = pictures()
    kept = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*.svg")}
    assert kept == set(made)
    for name, text in made.items():
        assert (FOLDER / name).read_text("utf-8") == text, f"{name}: python -m tests.art.draw"


def test_drawing_again_gives_the_same() -> None:
    assert pictures() == pictures()


@pytest.mark.parametrize("name", sorted(pictures()))
def test_a_drawing_holds_no_script_no_link_and_no_person_s_name(name: str) -> None:
    text = pictures()[name]
    assert "<script" not in text
    assert "href" not in text
    assert "<text" not in text
