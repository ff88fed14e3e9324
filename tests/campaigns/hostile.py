"""Scenario folders spoilt at random: each is reported on or refused in one sentence, soon.

What can be played by its report is played for two quarters.
"""

from __future__ import annotations

import codecs
import os
import random
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from game.errors import InputError
from game.lab import batch
from game.paths import scenarios_dir
from game.scenario import loader
from game.scenario.characters import stray
from game.scenario.schema.base import ROLES
from game.scenario.validate import validate
from tests.campaigns.report import Report

#: A sentence is no longer, its file's path left out.
LONGEST = 600
#: What a scalar is replaced with.
VALUES = (
    *("true", "null", "-1", "0", "1e-320", "1e308", "1_0", "'12'", "999999999", "9999Q1", "''"),
    *("[]", "{}", "[[]]", "x" * 300, "no", "../../etc/passwd", '"\\e[2J"', '"\\u202e"', "&a 1"),
    *("*a", "!!python/name:os.system", "0x7fffffff", "2014Q5", "~", "1:30", "٣", ".inf", "<<"),
)
CELLS = (
    "",
    "-1",
    "1_0",
    "nan",
    "1e999",
    "99999999",
    "x" * 300,
    "'",
    '"',
    "\x1b[31m",
    "S001",
    "0.5",
)
Spoil = Callable[[Path, random.Random], None]


def _file(folder: Path, luck: random.Random, ending: str = "") -> Path:
    return luck.choice(sorted(p for p in folder.rglob(f"*{ending}") if p.is_file()))


def _edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_bytes(
        change(path.read_bytes().decode("utf-8", "replace")).encode("utf-8", "replace")
    )


def value(folder: Path, luck: random.Random) -> None:
    """A value of a YAML file is another."""
    path = _file(folder, luck, ".yaml")
    places = list(re.finditer(r"(?<=: )[^\s{}\[\],]+", path.read_text("utf-8", "replace")))
    if places:
        place = luck.choice(places)
        new = luck.choice(VALUES)
        _edit(path, lambda text: text[: place.start()] + new + text[place.end() :])


def key(folder: Path, luck: random.Random) -> None:
    """A key of a YAML file is another, or is there twice."""
    path = _file(folder, luck, ".yaml")
    lines = path.read_text("utf-8", "replace").splitlines()
    place = luck.randrange(len(lines)) if lines else 0
    spoilt = luck.choice(("x" * 2000 + ": 1", "? [1]", "  a: 1", "- b", "1: 2\n'1': 3", "\ttab: 1"))
    _edit(path, lambda _: "\n".join([*lines[:place], spoilt, *lines[place:]]))


def lines(folder: Path, luck: random.Random) -> None:
    """Lines are gone, twice there, or indented."""
    path = _file(folder, luck)
    text = path.read_text("utf-8", "replace").splitlines()
    place = luck.randrange(len(text)) if text else 0
    how = luck.choice((lambda x: [], lambda x: [x, x], lambda x: ["  " + x]))
    _edit(
        path,
        lambda _: "\n".join(
            [*text[:place], *how("".join(text[place : place + 1])), *text[place + 1 :]]
        ),
    )


def bytes_(folder: Path, luck: random.Random) -> None:
    """Bytes that are anything."""
    path = _file(folder, luck)
    data = path.read_bytes()
    place = luck.randrange(len(data) + 1)
    path.write_bytes(data[:place] + luck.randbytes(luck.randrange(1, 50)) + data[place:])


def encoding(folder: Path, luck: random.Random) -> None:
    """Another encoding, other line ends, a mark before it all."""
    path = _file(folder, luck)
    text = path.read_bytes().decode("utf-8", "replace")
    path.write_bytes(
        luck.choice(
            (
                text.encode("utf-16"),
                ("é" + text).encode("cp1252", "replace"),
                codecs.BOM_UTF8 + text.encode(),
                text.replace("\n", "\r\n").encode(),
                text.replace("\n", "\r").encode(),
            )
        )
    )


def size(folder: Path, luck: random.Random) -> None:
    """Far too much, too deep, or nothing."""
    path = _file(folder, luck)
    n = luck.choice((600, 30_000, 400_000))
    more = luck.choice(
        (
            "x" * n,
            "[" * n,
            "{a: " * n,
            "- " * n,
            "\n".join(f"k{i}: 1" for i in range(n)),
            "\n".join(f"- {{id: e{i}}}" for i in range(n)),
            "a: &a [x,x]\nb: [" + "*a," * n + "]",
        )
    )
    path.write_bytes(luck.choice((b"", b"\n", more.encode(), path.read_bytes() + more.encode())))


def cell(folder: Path, luck: random.Random) -> None:
    """A cell of a table is another."""
    path = _file(folder, luck, ".csv")
    rows = [row.split(",") for row in path.read_text("utf-8", "replace").splitlines()]
    row = luck.choice(rows) if rows else []
    if row:
        row[luck.randrange(len(row))] = luck.choice(CELLS)
    _edit(path, lambda _: "\n".join(",".join(row) for row in rows))


def rows(folder: Path, luck: random.Random) -> None:
    """Many lines of a table, columns too many or too few, as spreadsheets leave them."""
    path = _file(folder, luck, ".csv")
    text = path.read_text("utf-8", "replace").splitlines() or [""]
    last = text[-1].split(",")
    many = [",".join([f"X{i}", f"Y{i}", *last[2:]]) for i in range(luck.choice((10, 300, 20_000)))]
    changes = (
        [*text, *many],
        [line + ",," for line in text],
        [line + ",x" * 200 for line in text],
        [line.rpartition(",")[0] for line in text],
        [text[0]],
        [text[0], *sorted(text[1:], key=lambda _: luck.random())],
    )
    chosen = luck.choice(changes)
    _edit(path, lambda _: "\n".join(chosen))


def places(folder: Path, luck: random.Random) -> None:
    """A file is a link, a pipe, a folder, elsewhere, or gone; or there are many."""
    path = _file(folder, luck)
    how = luck.randrange(7)
    if how == 0:
        for number in range(100):
            (path.parent / f"more-{number}.yaml").write_text("[]")
        return
    if how == 1:
        path.rename(path.with_suffix(".yml"))
        return
    path.unlink()
    if how == 2:
        path.mkdir()
    elif how == 3 and os.name == "posix":
        os.mkfifo(path)
    elif how > 3:
        path.symlink_to(("/dev/zero", "/etc/passwd", "nowhere")[how - 4])


SPOILS: tuple[Spoil, ...] = (
    value,
    value,
    value,
    key,
    lines,
    bytes_,
    encoding,
    size,
    cell,
    rows,
    places,
)


def run(report: Report, n: int, folder: Path) -> None:
    """Spoil the example, or a shipped scenario, ``n`` times in one to three ways each."""
    luck = random.Random(report.seed)
    example, shipped = scenarios_dir() / "common" / "example", scenarios_dir() / "honeymoon"
    own = _with_tables(shipped, folder / "with-tables")
    originals = [example, example, example, shipped, own]
    slowest = 0.0
    for number in report.turns(n):
        target = folder / f"folder-{number}"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(luck.choice(originals), target)
        names = []
        for _ in range(luck.choice((1, 1, 2, 3))):
            spoil = luck.choice(SPOILS)
            try:
                spoil(target, luck)
            except (OSError, IndexError):  # nothing of the kind is left to spoil
                continue
            names.append(spoil.__name__.strip("_"))
        for name in names:
            report.tried[name] += 1
        begun = time.process_time()
        failed = _judged(report, target)
        slowest = max(slowest, time.process_time() - begun)
        if failed:
            report.fail(f"{target.name} ({', '.join(names)}): {failed}")
        else:
            shutil.rmtree(target)
    report.found["folders"] = number + 1 if n else 0
    report.found["slowest, in milliseconds of the processor"] = round(slowest * 1000)


def _with_tables(scenario: Path, folder: Path) -> Path:
    """Copy a scenario with every table that it takes from the common folder beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(scenario, folder)
    common = scenarios_dir() / "common"
    for name in re.findall(r"[\w-]+\.csv", (folder / "scenario.yaml").read_text("utf-8")):
        if (common / name).exists() and not (folder / name).exists():
            shutil.copy(common / name, folder / name)
    return folder


def _judged(report: Report, folder: Path) -> str:
    """Validate a folder, and play it if it is fine; what is wrong with that, else empty."""
    try:
        found = validate(folder)
        said = [*found.errors, *found.warnings]
    except InputError as refusal:
        report.found["refused"] += 1
        report.found["refused with a line"] += bool(re.search(r":\d+$", refusal.where))
        return _sentence(str(refusal), folder)
    except Exception as failure:
        return f"{type(failure).__name__}: {failure!s:.200}"
    for sentence in said:
        if wrong := _sentence(sentence, folder):
            return wrong
    if not found.fine:
        report.found["reported as faulty"] += 1
        return ""
    report.found["playable with a warning" if found.warnings else "playable"] += 1
    try:
        pack = loader.load(folder)
        batch.play_one(pack, dict.fromkeys(ROLES, "random"), 1, quarters=2)
    except Exception as failure:
        return f"it is playable, and then {type(failure).__name__}: {failure!s:.200}"
    return ""


def _sentence(said: str, folder: Path) -> str:
    """What is wrong with a sentence, else empty."""
    bare = said.replace(str(folder), "")
    if "\n" in bare or stray(bare) is not None:
        return f"a sentence of more than a line, or unclean: {bare!r:.200}"
    if len(bare) > LONGEST:
        return f"a sentence of {len(bare)} letters: {bare!r:.200}"
    if re.search(r"pydantic|should be a valid|Input should|String should|validation error", bare):
        return f"a library's sentence: {bare!r:.200}"
    return ""
