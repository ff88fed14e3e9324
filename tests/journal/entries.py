"""A short journal's entries, and a file with them."""

from __future__ import annotations

from pathlib import Path

from game.journal.format import Header, NoteEntry, Played, Snapshot
from game.journal.store import Journal
from game.rules.state.commands import Advance, Seal

HEADER = Header(
    game="0.1.0",
    scenario="december-2013",
    content="c0ffee",
    seed=7,
    seats={
        "secretary": "human",
        "number10": "ai:persona",
        "monitor": "ai:persona",
        "unions": "ai:idle",
    },
)


def snapshot(turn: int) -> Snapshot:
    return Snapshot(
        turn=turn,
        quarter=8000 + turn,
        phase="bulletin",
        digest=f"{turn:064d}",
        facts=[],
        position={"turn": turn, "world": "x" * 40},
    )


ENTRIES = [
    snapshot(0),
    Played(author="human", command=Advance()),
    Played(author="human", command=Seal(role="secretary")),
    snapshot(1),
    NoteEntry(text="a turning point – £5m"),
    Played(author="table", command=Advance()),
]


def written(path: Path) -> bytes:
    with_entries = Journal.create(path, HEADER)
    for entry in ENTRIES:
        with_entries.append(entry)
    with_entries.close()
    return path.read_bytes()
