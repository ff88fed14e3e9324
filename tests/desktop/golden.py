"""Pictures that must not change unawares: how they are taken, kept and compared.

``python -m tests.desktop.golden`` takes them all anew (``… golden dashboard`` only those whose
name begins so); look at what changed before you commit it. They are kept as 256-colour PNG
files in ``goldens/`` with ``goldens.json``: the versions of pygame-ce and SDL that drew them,
and for each a digest of the picture's words and numbers. The words tell a change of the
game's content from a change of its look: see ``test_goldens.py``.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import pygame
from numpy.typing import NDArray
from PIL import Image

from game.desktop.coach import Coach
from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.desktop.screens.ending.election_night import ElectionNight
from game.desktop.screens.ending.scores import Scores
from game.desktop.screens.menus.title import Title
from game.desktop.screens.quarter.talks import Talks
from game.desktop.screens.screen import Screen
from tests.desktop.driver import Driver
from tests.desktop.gallery import Gallery
from tests.desktop.games import game

FOLDER = Path(__file__).parent / "goldens"
SIZES = {"720": ((1280, 720), 1.0), "1080": ((1920, 1080), 1.0), "large": ((1280, 720), 1.4)}

Shot = Callable[[tuple[int, int], float], Driver]


def _plain(screen: Callable[[], Screen], then: Callable[[Driver], object] = lambda d: None) -> Shot:
    def take(size: tuple[int, int], text: float) -> Driver:
        driver = Driver(screen(), size, text, motion=False)
        then(driver)
        return driver

    return take


def _played(
    phase: str,
    quarters: int = 0,
    then: Callable[[Driver], object] = lambda d: None,
    screen: Callable[[Session], Screen] = screen_of,
) -> Shot:
    def take(size: tuple[int, int], text: float) -> Driver:
        s = game(phase, quarters=quarters)
        s.look()
        while s.match.step_ai():
            pass
        s.forget()
        driver = Driver(screen(s), size, text, motion=False)
        driver.app.explain, driver.app.advise = s.explain, Coach(s).strip
        driver.app.dirty()
        then(driver)
        driver.step()
        return driver

    return take


def _open_a_lever(driver: Driver) -> None:
    driver.click(driver.labels("card")[0], "card")


SHOTS: dict[str, Shot] = {
    "controls": _plain(Gallery),
    "charts": _plain(Gallery, lambda d: d.click("Charts", "tab")),
    "title": _plain(Title),
    "seats": _plain(Title, lambda d: d.press("n")),
    "dashboard": _played("bulletin"),
    "orders": _played("orders"),
    "lever": _played("orders", then=_open_a_lever),
    "reveal": _played("reveal"),
    "papers": _played("papers"),
    "talks": _played("talks", screen=lambda s: Talks(s, "secretary")),
    "night": _played("ended", then=lambda d: d.press("s"), screen=ElectionNight),
    "scores": _played("ended", screen=Scores),
}
NAMES = [f"{name}-{size}" for name in SHOTS for size in SIZES]


#: Where a person's games, settings and records lie: the pictures are nobody's own.
HOMES = ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")


def take(name: str) -> tuple[Image.Image, str]:
    """A picture as it is drawn now, and the digest of its words and numbers."""
    which, size = name.split("-")
    with TemporaryDirectory() as nobodys, patch.dict(os.environ, dict.fromkeys(HOMES, nobodys)):
        driver = SHOTS[which](*SIZES[size])
        driver.move((1, 1))
        driver.clock.now += 30
        driver.app.dirty()
        driver.step()
    surface = driver.app.brush.surface
    picture = Image.frombytes("RGB", surface.get_size(), pygame.image.tobytes(surface, "RGB"))
    said = [(s.role, s.label, sorted(s.state.items(), key=str)) for s in driver.all()]
    return picture, hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def versions() -> dict[str, str]:
    """What draws the letters and the edges."""
    return {"pygame-ce": pygame.version.ver, "sdl": ".".join(map(str, pygame.get_sdl_version()))}


def file(name: str) -> Path:
    return FOLDER / f"{name}.png"


def kept() -> dict[str, dict[str, str]]:
    """What was noted when the pictures were taken."""
    path = FOLDER / "goldens.json"
    found: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    return found


def reduced(picture: Image.Image, palette: Image.Image) -> Image.Image:
    """A picture in another's palette: every pixel in the nearest of its colours."""
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def differing(golden: Image.Image, now: Image.Image) -> NDArray[np.bool_]:
    """Pixels whose colour moved by more than 24 in a channel, both in the golden's palette."""
    pair = (golden, reduced(now, golden))
    one, two = (np.asarray(x.convert("RGB")).astype(int) for x in pair)
    moved: NDArray[np.bool_] = (abs(one - two) > 24).any(axis=2)
    return moved


def worst_block(moved: NDArray[np.bool_]) -> float:
    """The largest share of a 16 × 16 block that differs."""
    h, w = (n // 16 * 16 for n in moved.shape)
    blocks = moved[:h, :w].reshape(h // 16, 16, w // 16, 16).mean(axis=(1, 3))
    return float(blocks.max())


def main(wanted: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    notes = kept() if (FOLDER / "goldens.json").exists() else {}
    notes["versions"] = versions()
    words = notes.setdefault("words", {})
    for name in NAMES:
        if not wanted or any(name.startswith(w) for w in wanted):
            picture, words[name] = take(name)
            small = picture.quantize(
                256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
            )
            small.save(file(name), optimize=True)
            print(name, file(name).stat().st_size // 1024, "kB")
    text = json.dumps(notes, indent=1, sort_keys=True)
    (FOLDER / "goldens.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
