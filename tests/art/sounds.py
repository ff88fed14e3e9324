"""Compute the rooms' ambience and the offices' motifs: ``python -m tests.art.sounds``.

All of it is noise, tones and decay from seeded numbers, written as small mono wave files. An
ambience is a loop whose ends are faded over each other; a motif is a few notes.
"""

from __future__ import annotations

import io
import wave

import numpy as np
from numpy.typing import NDArray

from game import paths

FOLDER = paths.assets_dir() / "sounds"
Wave = NDArray[np.float64]
_SLOW, _FAST = 11_025, 22_050
_LOOP = 8.0
_JOIN = 0.5


def _times(seconds: float, rate: int) -> Wave:
    return np.arange(int(seconds * rate)) / rate


def _low(sound: Wave, keep: float) -> Wave:
    """A one-pole low pass; ``keep`` near 1 lets only the lowest through."""
    out = np.empty_like(sound)
    level = 0.0
    for i, value in enumerate(sound):
        level = keep * level + (1.0 - keep) * value
        out[i] = level
    return out


def _room(luck: np.random.Generator, seconds: float, keep: float) -> Wave:
    sound = _low(luck.standard_normal(int(seconds * _SLOW)), keep)
    return sound / np.abs(sound).max()


def _ticks(
    seconds: float, every: float, pitch: float, luck: np.random.Generator, slack: float = 0.0
) -> Wave:
    t = _times(seconds, _SLOW)
    out = np.zeros_like(t)
    at = every * 0.5
    while at < seconds - 0.1:
        since = t - at
        live = since >= 0
        size = 0.7 + 0.6 * luck.random()
        out[live] += size * np.exp(-since[live] * 90) * np.sin(2 * np.pi * pitch * since[live])
        at += every + slack * luck.standard_normal() * every
    return out


def _crackle(seconds: float, rate: float, luck: np.random.Generator) -> Wave:
    t = _times(seconds, _SLOW)
    out = np.zeros_like(t)
    for at in luck.random(int(rate * seconds)) * seconds:
        since = t - at
        live = (since >= 0) & (since < 0.03)
        out[live] += (
            luck.random() ** 3 * np.exp(-since[live] * 260) * luck.standard_normal(int(live.sum()))
        )
    return out


def ambience(office: str) -> Wave:
    """The quiet of an office's room."""
    luck = np.random.default_rng(list(office.encode()))
    seconds = _LOOP + _JOIN
    t = _times(seconds, _SLOW)
    if office == "secretary":  # a clock in a high room
        sound = 0.5 * _room(luck, seconds, 0.985) + 0.35 * _ticks(seconds, 1.0, 1900, luck)
    elif office == "number10":  # a fire
        flame = _room(luck, seconds, 0.97) * (0.7 + 0.3 * _room(luck, seconds, 0.9995))
        sound = 0.55 * flame + 0.9 * _crackle(seconds, 14, luck)
    elif office == "monitor":  # air and keys
        hum = 0.22 * np.sin(2 * np.pi * 100 * t) + 0.1 * np.sin(2 * np.pi * 200 * t)
        sound = (
            0.4 * _room(luck, seconds, 0.93) + hum + 0.22 * _ticks(seconds, 0.21, 2600, luck, 0.5)
        )
    else:  # a hall with people in it
        swell = 0.6 + 0.4 * _room(luck, seconds, 0.9996)
        talk = _room(luck, seconds, 0.86) - _room(luck, seconds, 0.985)
        sound = 0.6 * talk * swell + 0.25 * _room(luck, seconds, 0.97)
    n = int(_JOIN * _SLOW)
    fade = np.linspace(0.0, 1.0, n)
    body = sound[:-n].copy()
    body[:n] = body[:n] * fade + sound[-n:] * (1.0 - fade)
    return 0.32 * body / np.abs(body).max()


#: Notes of a motif: semitones above A3, and lengths in seconds.
MOTIFS: dict[str, tuple[tuple[tuple[int, float], ...], tuple[float, ...]]] = {
    "secretary": (((3, 0.3), (7, 0.3), (10, 0.3), (8, 0.9)), (1.0, 0.5, 0.25, 0.1)),
    "number10": (
        ((0, 0.22), (7, 0.22), (12, 0.22), (7, 0.22), (12, 0.9)),
        (1.0, 0.7, 0.5, 0.35, 0.2),
    ),
    "monitor": (((12, 0.2), (16, 0.2), (19, 0.2), (24, 1.0)), (1.0, 0.0, 0.3, 0.0, 0.12)),
    "unions": (
        ((0, 0.34), (5, 0.34), (9, 0.17), (7, 0.17), (5, 0.9)),
        (1.0, 0.6, 0.45, 0.25, 0.15),
    ),
}


def motif(office: str) -> Wave:
    """The few notes by which an office is known."""
    notes, timbre = MOTIFS[office]
    whole = np.zeros(int((sum(long for _, long in notes) + 0.6) * _FAST))
    at = 0.0
    for step, long in notes:
        pitch = 220.0 * 2 ** (step / 12)
        t = _times(long + 0.5, _FAST)
        tone = sum(
            size * np.sin(2 * np.pi * pitch * (k + 1) * t) * np.exp(-t * (1.6 + 0.9 * k))
            for k, size in enumerate(timbre)
        )
        tone *= np.minimum(1.0, t / 0.02) * np.minimum(1.0, (long + 0.5 - t) / 0.3)
        first = int(at * _FAST)
        room = len(whole) - first
        whole[first : first + len(tone)] += tone[:room]
        at += long
    return 0.42 * whole / np.abs(whole).max()


def file_of(sound: Wave, rate: int) -> bytes:
    """A wave file's bytes."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(sound * 32767).astype("<i2").tobytes())
    return out.getvalue()


def sounds() -> dict[str, bytes]:
    """Every file by its name."""
    made = {}
    for office in MOTIFS:
        made[f"room-{office}.wav"] = file_of(ambience(office), _SLOW)
        made[f"motif-{office}.wav"] = file_of(motif(office), _FAST)
    return made


def main() -> None:
    """Write them."""
    for name, data in sounds().items():
        (FOLDER / name).write_bytes(data)
        print(name, len(data) // 1024, "kB")


if __name__ == "__main__":
    main()
