"""Short sounds of the project's own, played if there is a device for them."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator

from game import paths

_STDERR = 2
#: A room beside other sounds, and how long it takes to come and go, in milliseconds.
_QUIET = 0.35
_FADE = 900


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
        self._room = ""
        self._room_channel: object = None
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

        sound = self._sound(name)
        if isinstance(sound, pygame.mixer.Sound):
            sound.set_volume(self.volume)
            sound.play()

    def room(self, name: str) -> None:
        """Let a room be heard, quietly and for as long as nobody asks for another; "" for none."""
        wanted = name if self.volume > 0 else ""
        if wanted == self._room or (wanted and not self.start()):
            return
        self._room = wanted
        if not self._ready:
            return
        import pygame

        if isinstance(self._room_channel, pygame.mixer.Channel):
            self._room_channel.fadeout(_FADE)
            self._room_channel = None
        sound = self._sound(f"room-{wanted}") if wanted else None
        if isinstance(sound, pygame.mixer.Sound):
            sound.set_volume(self.volume * _QUIET)
            self._room_channel = sound.play(loops=-1, fade_ms=_FADE)

    def _sound(self, name: str) -> object:
        """Return a loaded sound, None if it is missing or can't be read."""
        import pygame

        if name not in self._loaded:
            file = paths.assets_dir() / "sounds" / f"{name}.wav"
            try:
                self._loaded[name] = pygame.mixer.Sound(str(file)) if file.is_file() else None
            except pygame.error:
                self._loaded[name] = None
        return self._loaded[name]
