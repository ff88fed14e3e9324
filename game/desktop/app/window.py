"""The real window: opened with care, and one loop that sleeps until something happens."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.errors import InputError

if TYPE_CHECKING:
    pass

NO_DISPLAY: Final = (
    "There is no display to open a window on; use 'failure-regime play --text' to play in "
    "the terminal or 'failure-regime simulate' to run games."
)
NOT_WHOLE: Final = (
    "The pygame-ce package is not whole (perhaps pygame was installed over it); repair it with "
    "'python -m pip uninstall -y pygame pygame-ce' and 'python -m pip install pygame-ce'."
)
LEAST: Final = (960, 540)
FIRST: Final = (1280, 720)


def check_whole() -> None:
    """Refuses a pygame that is missing, not the community edition, or half overwritten."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        import pygame

        whole = (
            getattr(pygame, "IS_CE", False)
            and hasattr(pygame, "Window")
            and hasattr(pygame.draw, "aacircle")
            and hasattr(pygame.image, "load_sized_svg")
        )
    except ImportError:
        whole = False
    if not whole:
        raise InputError(NOT_WHOLE)


def prepare(compatible: bool) -> bool:
    """Set what SDL reads before it starts. Returns whether the driver was asked for."""
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    for name in ("SDL_VIDEO_X11_WMCLASS", "SDL_VIDEO_WAYLAND_WMCLASS"):
        # pygame has put the script's name there when it was imported, if nobody had.
        if os.environ.get(name, Path(sys.argv[0]).name) == Path(sys.argv[0]).name:
            os.environ[name] = "failure-regime"
    if compatible:
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    return bool(os.environ.get("SDL_VIDEODRIVER"))


def _choose_driver() -> None:
    """Leaves out what can't work, before SDL's own libraries complain of it on stderr.

    Wayland is reached through XDG_RUNTIME_DIR; where that is not set, only X11 is left.
    """
    x11, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    reachable = Path(os.environ.get("XDG_RUNTIME_DIR", "")).is_absolute()
    if not x11 and not (wayland and reachable):
        raise InputError(NO_DISPLAY)
    if not reachable:
        os.environ["SDL_VIDEODRIVER"] = "x11"


def run(
    scenario: str | None = None,
    seats: str | None = None,
    seed: int | None = None,
    journal: Path | None = None,
) -> int:
    """Open the window and play until it is closed."""
    check_whole()
    from game.desktop import settings as kept

    settings = kept.load()
    asked_for = prepare(settings.compatible)
    if sys.platform.startswith("linux") and not asked_for:
        _choose_driver()
    from game.match.setup import open_match

    match = None
    if scenario is not None or seats is not None or seed is not None or journal is not None:
        match = open_match(scenario, seats, seed, journal)
    import pygame

    from game.desktop.app.app import App
    from game.desktop.screens.menus.title import Title
    from game.desktop.sounds import Sounds

    try:
        pygame.display.init()
        if not asked_for and pygame.display.get_driver() in ("offscreen", "dummy"):
            raise InputError(NO_DISPLAY)
        flags = pygame.RESIZABLE | (pygame.FULLSCREEN if settings.fullscreen else 0)
        surface = pygame.display.set_mode(_first_size(), flags)
    except pygame.error as wrong:
        raise InputError(NO_DISPLAY) from wrong
    pygame.display.set_caption("Failure Regime")
    pygame.key.start_text_input()
    sounds = Sounds(settings.volume if settings.sound else 0.0)
    app = App(surface, settings, sounds=sounds, keep_settings=True)
    _icon(app)
    try:
        if match is None:
            app.push(Title())
        else:
            if journal is None:  # kept only now that there is a window to play it in
                number = match.seed
                match.close()
                match = open_match(scenario, seats, number, keep=True)
            from game.desktop.match_session import Session

            app.push(Title())
            Session(match).go(app)
        loop(app)
    finally:
        for screen in app.screens:  # a game begun at the title is let go of as well
            held = getattr(screen, "session", None)
            if held is not None:
                held.match.close()
        if match is not None:
            match.close()
        pygame.display.quit()
    return 0


def loop(app: object) -> None:
    """Wait for events, step, show. Idle costs nothing: there is no frame rate."""
    import pygame

    from game.desktop.app.app import App

    assert isinstance(app, App)
    settled = False
    ready = os.environ.get("FAILURE_REGIME_READY") == "1"
    while app.running:
        wait = app.timeout()
        moving = app.busy
        events = pygame.event.get()
        if not events and not app.waiting_to_draw:
            timeout = 16 if moving else 1000 if wait is None else max(1, int(wait * 1000))
            event = pygame.event.wait(timeout)
            events = [event, *pygame.event.get()] if event.type != pygame.NOEVENT else []
        if app.step(events):
            pygame.display.flip()
            if not settled:
                # What is alive now stays alive: the collector need not look at it again,
                # which would stop a picture for tens of milliseconds.
                settled = True
                gc.collect()
                gc.freeze()
            if ready:
                sys.stdout.write("failure-regime ready\n")
                sys.stdout.flush()
                ready = False


def _first_size() -> tuple[int, int]:
    """As large as is comfortable: nine tenths of the desktop, at most 1920 × 1080 to begin with."""
    import pygame

    asked = os.environ.get("FAILURE_REGIME_SIZE", "")
    wide, _, high = asked.partition("x")
    if wide.isdigit() and high.isdigit():
        return max(LEAST[0], int(wide)), max(LEAST[1], int(high))
    sizes = pygame.display.get_desktop_sizes()
    if not sizes:
        return FIRST
    w, h = sizes[0]
    return (
        max(LEAST[0], min(int(w * 0.94), max(FIRST[0], w * 3 // 4), 2560)),
        max(LEAST[1], min(int(h * 0.88), max(FIRST[1], h * 3 // 4), 1440)),
    )


def _icon(app: object) -> None:
    import pygame

    from game.desktop.app.app import App
    from game.desktop.kit.paint import shape_picture

    assert isinstance(app, App)
    picture = shape_picture("hexagon", (64, 64), app.theme.fill("danger")[0], (245, 240, 228))
    picture.blit(app.brush.icon_picture("hospital", 36, (255, 255, 255)), (14, 14))
    pygame.display.set_icon(picture)
