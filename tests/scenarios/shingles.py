"""Runs of words of the five texts, as hashes: what of ours is too close to them can be found.

The texts themselves are not kept here. ``shingles.txt`` holds the hash of every run of six words of
each; it is made from a folder that has the texts by ``python -m tests.scenarios.shingles FOLDER``.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

KEPT: Final = Path(__file__).with_name("shingles.txt")
#: So many words in a row are too many.
RUN: Final = 6
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[str]:
    """Return the words of a text, without case, punctuation or kind of apostrophe."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def hashed(run: list[str]) -> str:
    """Return ten digits that stand for a run of words."""
    return hashlib.blake2b(" ".join(run).encode(), digest_size=5).hexdigest()


def runs(text: str) -> Iterator[list[str]]:
    """Yield every run of six words of a text."""
    found = words(text)
    for i in range(len(found) - RUN + 1):
        yield found[i : i + RUN]


def kept() -> frozenset[str]:
    """Return the hashes of the texts' runs."""
    return frozenset(KEPT.read_text("utf-8").split())


def shared(text: str, with_: frozenset[str]) -> list[str]:
    """Return the runs of the text that the hashes hold, in words."""
    return [" ".join(run) for run in runs(text) if hashed(run) in with_]


def made(folder: Path) -> str:
    """Return the contents of ``shingles.txt`` for a folder of texts."""
    found = {hashed(run) for path in folder.glob("*.txt") for run in runs(path.read_text("utf-8"))}
    return "\n".join(sorted(found)) + "\n"


if __name__ == "__main__":
    KEPT.write_text(made(Path(sys.argv[1])), "utf-8")
