"""Short sounds of the project's own, played if there is a device for them."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator

from game import paths

_STDERR = 2


@contextlib.contextmanager
def _complaints_dropped() -> Iterator[None]:
    """Drop what is written to standard error: ALSA's own lines about a device that it lacks."""
    try:
        kept = os.dup(_STDERR)
    except OSError:  # it is closed
        yield
        return
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, _STDERR)
        os.close(nothing)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)


class Sounds:
    """Loads each sound at its first use. Without a sound device it is silent."""

    def __init__(self, volume: float = 0.6) -> None:
        self.volume = volume
        self._loaded: dict[str, object] = {}
        self._ready: bool | None = None

    def start(self) -> bool:
        """Open the sound device, once. Return whether there is one."""
        if self._ready is None:
            import pygame

            try:
                with _complaints_dropped():
                    pygame.mixer.init(frequency=44100, channels=1, buffer=512)
                self._ready = True
            except (pygame.error, NotImplementedError):
                logging.getLogger(__name__).info("no sound device")
                self._ready = False
        return self._ready

    def play(self, name: str) -> None:
        """Play a sound of ``assets/sounds``; one that is missing is silent."""
        if self.volume <= 0 or not self.start():
            return
        import pygame

        if name not in self._loaded:
            file = paths.assets_dir() / "sounds" / f"{name}.wav"
            self._loaded[name] = pygame.mixer.Sound(str(file)) if file.is_file() else None
        sound = self._loaded[name]
        if isinstance(sound, pygame.mixer.Sound):
            sound.set_volume(self.volume)
            sound.play()
