"""Journals damaged at random: each opens as it once was with a warning, or is refused.

*Plain* damage breaks bytes; the sums find it. *Resealed* damage edits a value and mends the
sums, as a person with an editor might: it may open as another match, but it never fails.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from game.errors import InputError
from game.journal.format import seal_line
from game.match import Match
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR
from tests.campaigns.matches import SEATS, cleared
from tests.campaigns.report import Report

KEPT = Path(__file__).parents[1] / "journal" / "kept"
Damage = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, luck: random.Random) -> None:
    """One bit."""
    data[luck.randrange(len(data))] ^= 1 << luck.randrange(8)


def cut(data: bytearray, luck: random.Random) -> None:
    """The end is gone."""
    del data[luck.randrange(len(data)) :]


def drop(data: bytearray, luck: random.Random) -> None:
    """A piece is gone."""
    start = luck.randrange(len(data))
    del data[start : start + luck.randrange(1, 2000)]


def zero(data: bytearray, luck: random.Random) -> None:
    """A piece is noughts, as after a power cut."""
    start = luck.randrange(len(data))
    end = min(len(data), start + luck.randrange(1, 4096))
    data[start:end] = bytes(end - start)


def insert(data: bytearray, luck: random.Random) -> None:
    """Bytes that are anything."""
    place = luck.randrange(len(data))
    data[place:place] = luck.randbytes(luck.randrange(1, 200))


def swap(data: bytearray, luck: random.Random) -> None:
    """Two lines in each other's place."""
    lines = bytes(data).splitlines(keepends=True)
    a, b = luck.sample(range(len(lines)), 2)
    lines[a], lines[b] = lines[b], lines[a]
    data[:] = b"".join(lines)


def double(data: bytearray, luck: random.Random) -> None:
    """A line twice."""
    lines = bytes(data).splitlines(keepends=True)
    place = luck.randrange(len(lines))
    lines.insert(place, lines[place])
    data[:] = b"".join(lines)


PLAIN: tuple[Damage, ...] = (flip, cut, drop, zero, insert, swap, double)
#: What a value is edited to.
EDITS: tuple[Any, ...] = (
    *(None, True, 0, -1, 1, 7, 10**9, -(2**63), 2**70, 1.5, 1e308),
    *("", "x", "x" * 300, "T001", "secretary", "2014Q1", "\x1b[2J", [], {}, [[]], {"kind": "x"}),
)


def run(report: Report, n: int, folder: Path) -> None:
    """Damage journals ``n`` times: a match of today and the kept ones, in turn."""
    luck = random.Random(report.seed)
    originals = _originals(folder, report.seed)
    for number in report.turns(n):
        name, pack, whole, digests = originals[number % len(originals)]
        path = folder / f"{name}-{number}.jsonl"
        if luck.random() < 0.5:
            data = bytearray(whole)
            how = luck.choice(PLAIN)
            how(data, luck)
            report.tried[f"plain: {how.__name__}"] += 1
            path.write_bytes(data)
            failed = _opened(report, path, pack, partial(_plain_fault, whole, data, digests))
        else:
            report.tried["resealed: a value edited"] += 1
            path.write_bytes(_resealed(whole, luck))
            failed = _opened(report, path, pack, lambda match, path: "")
        if failed:
            report.fail(f"{path.name}: {failed}")
        else:
            for file in folder.glob(f"{path.stem}.*"):
                file.unlink()


def _originals(folder: Path, seed: int) -> list[tuple[str, Pack, bytes, set[str] | None]]:
    """Journals to damage: (name, scenario, bytes, every digest that the match ever had).

    Of kept journals the digests are not known: they may be of another content.
    """
    pack = loader.load("december-2013")
    path = cleared(folder / "original.jsonl")
    with Match.new(pack, SEATS, seed, path) as match:
        digests = {match.digest()}
        while match.step_ai():
            digests.add(match.digest())
    found: list[tuple[str, Pack, bytes, set[str] | None]] = [
        ("today", pack, path.read_bytes(), digests)
    ]
    for packed in sorted(KEPT.glob("*.jsonl.gz")):
        name = packed.name.removesuffix(".jsonl.gz")
        scenario = next(s[0] for s in loader.available() if name.endswith(s[0]))
        found.append((name, loader.load(scenario), gzip.decompress(packed.read_bytes()), None))
    return found


def _opened(report: Report, path: Path, pack: Pack, fault: Callable[[Match, Path], str]) -> str:
    """Opens it, looks at everything; what is wrong with that, else empty."""
    before = path.read_bytes()
    try:
        match = Match.resume(path, pack)
    except InputError as refusal:
        report.found["refused in a sentence"] += 1
        if "\n" in str(refusal):
            return f"refused in more than a line: {refusal!s:.200}"
        return "" if path.read_bytes() == before else "refused, and the file has changed"
    except Exception as failure:
        return f"{type(failure).__name__}: {failure!s:.200}"
    with match:
        report.found["opened with a warning" if match.warnings else "opened"] += 1
        try:
            for who in (*ROLES, SPECTATOR):
                seen = match.view(who)
                dict(seen.figures), list(seen.menu), seen.trusts, seen.deals
        except Exception as failure:
            return f"opened, and then {type(failure).__name__}: {failure!s:.200}"
        return fault(match, path)


def _plain_fault(
    whole: bytes, data: bytes, digests: set[str] | None, match: Match, path: Path
) -> str:
    """What is wrong with an opened journal whose bytes were broken, else empty."""
    if digests is not None and match.digest() not in digests:
        return "it opened as a match that never was"
    if data == whole or whole.startswith(bytes(data)) or bytes(data) == whole + b"\n":
        return ""
    kept = path.with_name(f"{path.name}.damaged-1")
    if not kept.exists() or kept.read_bytes() != data:
        return "it opened, and what was damaged is not kept aside"
    return "" if match.warnings else "it opened without a warning"


def _resealed(whole: bytes, luck: random.Random) -> bytes:
    """The journal with one value of one line edited and every sum mended."""
    values = [json.loads(line) for line in whole.splitlines()]
    target = luck.choice(values)
    inner: Any = target
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        keys = [key for key in keys if key != "sum"]
        if not keys:
            break
        key = luck.choice(keys)
        deeper = isinstance(inner[key], (dict, list)) and inner[key]
        if not deeper or luck.random() < 0.15:
            inner[key] = luck.choice(EDITS)
            break
        inner = inner[key]
    lines: list[bytes] = []
    for value in values:
        value.pop("sum")
        lines.append(seal_line(value, lines[-1] if lines else None))
    return b"".join(lines)
