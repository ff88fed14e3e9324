"""The real window: opened with care, and one loop that sleeps until something happens."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import textwrap
from pathlib import Path
from typing import Final

import pygame

from game.desktop import art
from game.desktop.app import display, speech
from game.desktop.app.app import App
from game.desktop.app.second_window import TableApp
from game.desktop.app.startup import NO_DISPLAY
from game.desktop.kit.markup import esc
from game.desktop.kit.paint import missing_faces
from game.desktop.kit.shapes import shape_picture
from game.desktop.settings import Settings
from game.desktop.sounds import Sounds
from game.match.setup import open_match
from game.workshop.plan import Plan

_LOGGER: Final = logging.getLogger(__name__)


def run(
    settings: Settings,
    scenario: str | None = None,
    seats: str | None = None,
    seed: int | None = None,
    journal: Path | None = None,
    plan: Plan | None = None,
) -> int:
    """Open the window and play until it is closed. Return the exit code.

    ``plan`` is what the facilitator's console begins with, the usual one for None.

    Raises InputError where there is no display, or the game can't be opened.
    """
    wanted = any(x is not None for x in (scenario, seats, seed, journal))
    match = open_match(scenario, seats, seed, journal) if wanted else None
    app = None
    try:
        app = _open(settings)
        app.routes.plan = plan
        app.routes.title()
        say_what_is_missing(app)
        if match is not None:
            if journal is None:  # kept only now that there is a window to play it in
                match.close()
                match = open_match(scenario, seats, match.seed, keep=True)
            app.routes.begin(match)
        loop(app)
    finally:
        if app is not None and app.routes.session is not None:
            app.routes.session.match.close()
        if match is not None:
            match.close()
        pygame.display.quit()
    return 0


def _open(settings: Settings) -> TableApp:
    """Open the window. Raises InputError where there is no display."""
    surface = display.open_first(NO_DISPLAY, fullscreen=settings.fullscreen)
    _LOGGER.info("window: %s, %d by %d", pygame.display.get_driver(), *surface.get_size())
    pygame.display.set_caption("Failure Regime")
    pygame.key.start_text_input()
    sounds = Sounds(settings.volume if settings.sound else 0.0)
    app = TableApp(surface, settings, sounds=sounds, keep_settings=True)
    _icon(app)
    app.speech = speech.opened() if settings.reader else None
    return app


def say_what_is_missing(app: App) -> None:
    """Say in one notice which drawings and faces of type are missing; others stand in."""
    lost = [*(f"the drawing {name}" for name in art.missing()), *missing_faces()]
    if lost:
        others = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        said = f"Missing: {lost[0]}{others}. Plain ones stand in; install the game again."
        app.toast(esc(said), "at-risk", 10.0)


def show_fault(sentence: str) -> None:
    """Say why the window is gone, in a box of the system's own; silent where there is none."""
    if os.environ.get("SDL_VIDEODRIVER") in ("dummy", "offscreen"):
        return
    with contextlib.suppress(pygame.error):
        lines = textwrap.fill(sentence, 72, break_long_words=False, break_on_hyphens=False)
        pygame.display.message_box("Failure Regime", lines, "error")


def loop(app: App) -> None:
    """Wait for events, step, show. Idle costs nothing: there is no frame rate."""
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
            if app.drawn is None:
                pygame.display.flip()
            else:
                pygame.display.update(app.drawn)
            if not settled:
                # What is alive now stays alive: the collector need not look at it again,
                # which would stop a picture for tens of milliseconds.
                settled = True
                gc.collect()
                gc.freeze()
            if ready:
                print("failure-regime ready", flush=True)
                ready = False


def _icon(app: App) -> None:
    picture = shape_picture("hexagon", (64, 64), app.theme.fill("danger")[0], (245, 240, 228))
    picture.blit(app.brush.icon_picture("hospital", 36, (255, 255, 255)), (14, 14))
    pygame.display.set_icon(picture)
