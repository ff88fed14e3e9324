"""Find scenario files, read them within limits, and remember where each value stands."""

from __future__ import annotations

import codecs
import contextlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from game.errors import InputError
from game.files import read_bytes, reason
from game.paths import data_dir, scenarios_dir
from game.scenario import characters, yaml_reader
from game.scenario.characters import quoted
from game.scenario.yaml_reader import Step

MAX_BYTES: Final = 500_000
MAX_TABLE_BYTES: Final = 1_000_000
MAX_FILES: Final = 60
_LONGEST_NAME: Final = 120
_CURE: Final = "save it as UTF-8 (in a spreadsheet: CSV UTF-8)"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name in messages, its text and, for YAML, its plain data."""

    label: str
    text: str
    data: Any


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stands: a file and the path in it; ``changed`` fields stand elsewhere."""

    source: Source
    path: tuple[Step, ...] = ()
    changed: dict[str, Origin] = field(default_factory=dict)

    def locate(self, inner: tuple[Step, ...] = ()) -> tuple[str, str]:
        """Return "file:line" of the value at ``inner`` below this one, and its text if a scalar."""
        if inner and isinstance(inner[0], str) and inner[0] in self.changed:
            return self.changed[inner[0]].locate(inner[1:])
        line, raw = yaml_reader.locate(self.source.text, self.source.label, (*self.path, *inner))
        return f"{self.source.label}:{line}", raw

    def at(self, *inner: Step) -> Origin:
        """Return the origin of a part."""
        if inner and isinstance(inner[0], str) and inner[0] in self.changed:
            return self.changed[inner[0]].at(*inner[1:])
        return Origin(self.source, (*self.path, *inner))


def common_dir() -> Path:
    """Return the folder that all scenarios share."""
    return scenarios_dir() / "common"


def label(path: Path) -> str:
    """Return a file's name in messages: short for shipped ones, else as given."""
    try:
        return path.relative_to(scenarios_dir()).as_posix()
    except ValueError:
        return str(path)


def find(name_or_path: str | Path) -> Path:
    """Return the folder of a scenario: a shipped one's id, or a folder's or scenario.yaml's path.

    Raises InputError if there is none.
    """
    given = str(name_or_path)
    if "\0" in given or not given.strip():
        raise InputError("A scenario is named by its id or by the path of its folder.")
    if given in shipped_ids():
        return _shipped(given)
    path = _own(given) or Path(given)
    folder = path.parent if path.name == "scenario.yaml" else path
    said = quoted(given)
    try:
        if (folder / "scenario.yaml").is_file():
            return folder
        if folder.is_dir():
            raise InputError(f"The folder {said} holds no scenario.yaml.")
    except OSError as error:  # a name that is too long, a folder that is closed to us
        raise InputError(f"There is no scenario {said} ({error.strerror}).") from None
    known = ", ".join(sorted(shipped_ids()))
    raise InputError(f"There is no scenario {said}; there are {known}.")


def _shipped(name: str) -> Path:
    """The folder of a shipped scenario. Raises InputError if a folder at hand has the same name."""
    shipped, here = scenarios_dir() / name, Path(name)
    with contextlib.suppress(OSError):
        if (here / "scenario.yaml").is_file() and not here.samefile(shipped):
            raise InputError(
                f"{quoted(name)} is a shipped scenario, and a folder here has the same name: give "
                f"the folder another name, or write ./{name} for it."
            )
    return shipped


def _own(name: str) -> Path | None:
    """The scenario of that name in the person's own folder, unless one at hand has it."""
    if Path(name).name != name:
        return None
    with contextlib.suppress(OSError):  # also a name that no file can have
        if Path(name).exists():
            return None
        folder = own_dir() / name
        if (folder / "scenario.yaml").is_file():
            return folder
    return None


def own_dir() -> Path:
    """Return where a person's own scenarios are, or would be. Raises OSError without a home."""
    return data_dir() / "scenarios"


def own_folders() -> list[Path]:
    """Return the folders of the person's own scenarios, by name; none where none can be read."""
    try:
        return sorted(p.parent for p in own_dir().glob("*/scenario.yaml") if p.is_file())
    except OSError:
        return []


def shipped_ids() -> list[str]:
    """Return the folder names of the shipped scenarios."""
    root = scenarios_dir()
    return [p.parent.name for p in root.glob("*/scenario.yaml")] if root.is_dir() else []


def read(path: Path) -> Source:
    """Read a YAML file. Raises InputError if it can't be read or isn't YAML."""
    name = label(path)
    text = read_text(path, MAX_BYTES)
    return Source(name, text, yaml_reader.parse(text, name))


def read_text(path: Path, limit: int) -> str:
    """Return the text of a UTF-8 file of at most ``limit`` bytes.

    Raises InputError, with the line of what is no text or may not stand in one.
    """
    name = label(path)
    try:
        raw = read_bytes(path, limit)
    except FileNotFoundError:
        raise InputError("There is no such file.", where=name) from None
    except OSError as fault:
        raise InputError(f"The file can't be read: {reason(fault)}.", where=name) from None
    return decoded(raw, name)


def decoded(raw: bytes, name: str) -> str:
    """Return the text of a UTF-8 file's bytes; a byte-order mark before it is passed over.

    ``name`` names the file in errors. Raises InputError, with the line.
    """
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError(f"The file is a spreadsheet's own, not text; {_CURE}.", where=name)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(f"The file is in UTF-16; {_CURE}.", where=name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        there = f"the byte {raw[error.start]:02X} stands here"
        sentence = f"The file is not UTF-8 text ({there}); {_CURE}."
        raise InputError(sentence, where=f"{name}:{line}") from None
    place = characters.stray(text)
    if place is not None:
        line = text.count("\n", 0, place) + 1
        there = characters.described(text[place])
        raise InputError(f"There is {there} here; take it out.", where=f"{name}:{line}")
    return text


def read_if_there(folder: Path, name: str) -> Source | None:
    """Read ``folder/name``; None if there is no such file. Raises InputError."""
    path = folder / name
    return read(path) if path.exists() else None


def read_all(folder: Path, kind: str) -> list[Source]:
    """Read all ``folder/kind/*.yaml``, by name. Raises InputError."""
    inside = folder / kind
    if not inside.is_dir():
        return []
    paths = sorted(p for p in inside.iterdir() if p.suffix == ".yaml")
    if len(paths) > MAX_FILES:
        raise InputError(f"More than {MAX_FILES} files.", where=label(inside))
    try:
        total = sum(p.stat().st_size for p in paths)
    except OSError as error:
        raise InputError(f"A file can't be read ({error.strerror}).", where=label(inside)) from None
    if total > MAX_BYTES:
        raise InputError(f"The files are larger than {MAX_BYTES:,} bytes.", where=label(inside))
    return [read(p) for p in paths]


def read_table(folder: Path, name: str, origin: Origin, ending: str = ".csv") -> Source:
    """Read the table of that name from the scenario's folder, else from common.

    Raises InputError for anything but a plain file name, and if there is no such file.
    """
    where, _ = origin.locate()
    plain = Path(name).name == name and not any(c in name for c in "/\\:\0") and name[:1] != "."
    if not plain or not name.endswith(ending):
        raise InputError(
            f"{quoted(name)} is not the plain name of a {ending} file beside the scenario.",
            where=where,
        )
    for place in (folder, common_dir()):
        path = place / name
        if len(name) <= _LONGEST_NAME and path.is_file():
            return Source(label(path), read_text(path, MAX_TABLE_BYTES), None)
    raise InputError(
        f"There is no {quoted(name)}, neither beside the scenario nor in common.",
        where=where,
    )
