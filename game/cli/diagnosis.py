"""What a computer lacks for the game, found by trying it: ``failure-regime doctor``."""

from __future__ import annotations

import csv
import importlib.metadata
import json
import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import click

from game import __version__, paths
from game.errors import InputError

State = Literal["fine", "note", "wrong"]
#: A kept game of nineteen quarters takes some two million bytes; below this there is soon no room.
LITTLE_SPACE: Final = 50 * 2**20
#: Letters that the screens are set with, beside the plain ones.
LETTERS: Final = "£–“”…▲▼→✓"
#: The smallest screen that everything was laid out for.
SCREEN: Final = (1280, 720)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing. ``wrong`` is what hinders, ``note`` what can be lived with."""

    about: str
    said: str
    state: State = "fine"


@click.command()
def doctor() -> None:
    """Try what the game needs of this computer, and say what is missing.

    Ends with 2 if the game can't be played in its window or can't keep its games.
    """
    wrong = []
    for finding in findings():
        click.echo(f"{finding.state:<7}{finding.about:<10}{finding.said}")
        if finding.state == "wrong":
            wrong.append(finding)
    if wrong:
        raise InputError(f"Not all is well ({', '.join(f.about for f in wrong)}). {wrong[0].said}")
    click.echo("The game can be played here.")


def findings() -> Iterator[Finding]:
    """Try everything and yield what was found. A trial that fails of itself is a finding too."""
    trials: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("system", system),
        ("packages", packages),
        ("content", content),
        ("fonts", fonts),
        ("display", display),
        ("sound", sound),
        ("games", games),
        ("log", log),
        ("settings", kept_settings),
        ("terminal", terminal),
    )
    whole = True
    for about, trial in trials:
        try:
            if trial in (fonts, display, sound) and not whole:
                yield Finding(about, "Not tried, since pygame-ce is not whole.", "note")
            else:
                yield from trial()
        except InputError as wrong:
            whole = whole and trial is not packages
            yield Finding(about, str(wrong), "wrong")
        except Exception as fault:
            yield Finding(about, f"It can't be tried ({type(fault).__name__}: {fault}).", "wrong")


def system() -> Iterator[Finding]:
    """Say which game this is, and on what it runs."""
    kind = "a portable folder" if getattr(sys, "frozen", False) else "a package"
    on = f"{platform.system()} {platform.release()} {platform.machine()}"
    said = f"Failure Regime {__version__}, {kind}, Python {platform.python_version()}, {on}."
    yield Finding("system", said)


def packages() -> Iterator[Finding]:
    """Compare each package with the oldest that works.

    Raises InputError if pygame lies over pygame-ce, or has taken parts of it away.
    """
    from game.cli.crash_report import requirements
    from game.desktop.app.startup import NOT_WHOLE, check_whole

    known = requirements()
    if not known:
        yield Finding("packages", "The game is not installed as a package: not compared.", "note")
    there = []
    for name, oldest in known:
        version = _version(name)
        if not version:
            yield Finding("packages", f"{name} is missing: install the game again.", "wrong")
        elif _numbers(version) < _numbers(oldest):
            said = f"{name} {version} is older than {oldest}: 'python -m pip install -U {name}'."
            yield Finding("packages", said, "wrong")
        else:
            there.append(f"{name} {version}")
    if there:
        yield Finding("packages", f"{', '.join(there)}.")
    if _version("pygame") and _version("pygame-ce"):
        raise InputError(f"pygame and pygame-ce are both installed. {NOT_WHOLE}")
    check_whole()


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with.

    >>> _numbers("2.5.10rc1") > _numbers("2.5.6")
    True
    """
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(n) for n in found[0].split(".")) if found else ()


def content() -> Iterator[Finding]:
    """Look whether everything that the game ships is there."""
    from game.scenario.loader import available

    names = [name for name, *_ in available()]
    with (paths.assets_dir() / "licences.csv").open(encoding="utf-8", newline="") as file:
        listed = [row["file"] for row in csv.DictReader(file) if ":" not in row["file"]]
    lost = [name for name in listed if not (paths.assets_dir() / name).is_file()]
    if lost:
        said = f"{len(lost)} files are missing, {lost[0]} among them: install the game again."
        yield Finding("content", said, "wrong")
    elif not names:
        yield Finding("content", "There is no scenario: install the game again.", "wrong")
    else:
        yield Finding("content", f"{len(names)} scenarios, {len(listed)} icons, sounds and others.")


def fonts() -> Iterator[Finding]:
    """Open every face, and look for letters that it lacks."""
    import pygame

    from game.desktop.kit.paint import FACES, font_files

    pygame.font.init()
    files = font_files()
    for face in FACES.values():
        path = files.get(face)
        if path is None or not Path(path).is_file():
            package = "font-source-serif-pro" if "Serif" in face else "font-source-sans-pro"
            said = f"{face} is missing: 'python -m pip install -U {package}'."
            yield Finding("fonts", said, "wrong")
            continue
        metrics = pygame.Font(path, 16).metrics(LETTERS)
        lacks = [c for c, found in zip(LETTERS, metrics, strict=True) if found is None]
        if lacks:
            yield Finding("fonts", f"{face} has no {' '.join(lacks)}.", "note")
    yield Finding("fonts", f"{len(FACES)} faces.")


def display() -> Iterator[Finding]:
    """Open a window that isn't shown. Raises InputError where there is no display."""
    from game.desktop.app import startup

    startup.prepare()
    import pygame

    asked_for = bool(os.environ.get("SDL_VIDEODRIVER"))
    try:
        pygame.display.init()
        driver, sizes = pygame.display.get_driver(), pygame.display.get_desktop_sizes()
        if not asked_for and driver in ("offscreen", "dummy"):
            raise InputError(startup.NO_DISPLAY)
        pygame.display.set_mode((320, 200), pygame.HIDDEN)
        pygame.display.flip()
    except pygame.error:
        raise InputError(startup.NO_DISPLAY) from None
    finally:
        pygame.display.quit()
    shown = ", ".join(f"{w}×{h}" for w, h in sizes)
    if sizes and all(w < SCREEN[0] or h < SCREEN[1] for w, h in sizes):
        said = f"{driver}, {shown}: smaller than {SCREEN[0]}×{SCREEN[1]}, so that more is scrolled."
        yield Finding("display", said, "note")
    else:
        yield Finding("display", f"A window opens ({driver}, {shown}).")


def sound() -> Iterator[Finding]:
    """Open the sound device. Without one the game plays in silence."""
    import pygame

    from game.desktop.sounds import Sounds

    if Sounds().start():
        yield Finding("sound", "There is a sound device.")
        pygame.mixer.quit()
    else:
        yield Finding("sound", "There is no sound device: the game plays in silence.", "note")


def games() -> Iterator[Finding]:
    """Write a file where games are kept and take it away; look who else can read there."""
    folder = paths.data_dir() / "games"
    elsewhere = "Give a place with --journal FILE."
    yield from written("games", folder, "Games can't be kept", elsewhere)
    if os.name != "posix" or not folder.is_dir():
        return
    if folder.stat().st_mode & 0o022:
        said = f"Others on this computer can change {paths.shown(folder)}: 'chmod go-w' helps."
        yield Finding("games", said, "note")
    kept = [p for p in folder.glob("*.jsonl") if not p.name.endswith(".public.jsonl")]
    read = [p for p in kept if p.is_file() and p.stat().st_mode & 0o077]
    if read:
        said = f"Others on this computer can read {len(read)} of {len(kept)} kept games in "
        yield Finding("games", f"{said}{paths.shown(folder)}: 'chmod go=' helps.", "note")


def log() -> Iterator[Finding]:
    """Write a file where the log is. Raises OSError if there is no home."""
    lost = "Neither log nor crash reports can be kept"
    yield from written("log", paths.log_dir(), lost, "The game plays without.", "note")


def written(
    about: str, folder: Path, lost: str, instead: str, state: State = "wrong"
) -> Iterator[Finding]:
    """Try to make a folder and to write and sync a file in it, as a journal is."""
    from game.files import reason, write_whole

    probe = folder / f".doctor-{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(probe, b"written by failure-regime doctor\n")
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as fault:
        said = f"{lost} in {paths.shown(folder)} ({reason(fault)}). {instead}"
        yield Finding(about, said, state)
        return
    if free < LITTLE_SPACE:
        said = f"Only {free // 2**20} MiB are free in {paths.shown(folder)}."
        yield Finding(about, said, "note")
    else:
        yield Finding(about, f"{paths.shown(folder)} can be written.")


def kept_settings() -> Iterator[Finding]:
    """Read the settings. Whatever is wrong in them takes its default."""
    file = paths.data_dir() / "settings.json"
    try:
        right = isinstance(json.loads(file.read_text("utf-8")), dict)
    except FileNotFoundError:
        yield Finding("settings", "None are kept yet.")
        return
    except (OSError, ValueError, RecursionError):
        right = False
    if right:
        yield Finding("settings", f"{paths.shown(file)} can be read.")
    else:
        said = f"{paths.shown(file)} can't be read: every setting has its default."
        yield Finding("settings", said, "note")


def terminal() -> Iterator[Finding]:
    """Look whether this terminal has the letters that text play is told in."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        LETTERS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        said = f"It is set to {encoding}: some letters come out as question marks."
        yield Finding("terminal", said, "note")
    else:
        yield Finding("terminal", f"{encoding}, {shutil.get_terminal_size().columns} columns.")
