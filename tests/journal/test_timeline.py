"""Turns of a journal: rewinding and branching erase nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.journal import timeline
from game.journal.format import Branch, Played, Rewind, SeatEntry
from game.journal.store import Journal
from game.rules.state.commands import Advance, Seal
from tests.journal.entries import HEADER, snapshot

A = Played(author="human", command=Advance())
B = Played(author="human", command=Seal(role="unions"))


def journal(path: Path | None = None) -> Journal:
    made = Journal.create(path, HEADER)
    for entry in (snapshot(0), A, snapshot(1), A, B, snapshot(2), B):
        made.append(entry)
    return made


def test_every_snapshot_is_a_turn() -> None:
    assert [m.turn for m in timeline.marks(journal().entries)] == [0, 1, 2]


def test_the_tail_is_what_was_played_after_the_last_snapshot() -> None:
    kept = journal()
    last, commands = timeline.since_last_mark(kept.entries)
    assert last == snapshot(2)
    assert [kept.entries[n] for n in commands] == [B]


def test_rewinding_drops_what_came_after_from_the_line_of_play_only() -> None:
    kept = journal()
    at, _ = timeline.snapshot(kept.entries, 1)
    before = list(kept.entries)
    kept.append(Rewind(to=at, turn=1))
    assert kept.entries[: len(before)] == before
    assert [m.turn for m in timeline.marks(kept.entries)] == [0, 1]
    assert timeline.since_last_mark(kept.entries) == (snapshot(1), [])
    kept.append(B)
    last, commands = timeline.since_last_mark(kept.entries)
    assert last == snapshot(1)
    assert [kept.entries[n] for n in commands] == [B]
    assert timeline.played(kept.entries) == [A, B]


def test_a_rewind_can_be_rewound_past() -> None:
    kept = journal()
    kept.append(Rewind(to=timeline.snapshot(kept.entries, 2)[0], turn=2))
    kept.append(Rewind(to=timeline.snapshot(kept.entries, 0)[0], turn=0))
    assert [m.turn for m in timeline.marks(kept.entries)] == [0]
    with pytest.raises(InputError, match="no turn 2"):
        timeline.snapshot(kept.entries, 2)


def test_people_stay_where_they_sat_when_time_goes_back() -> None:
    kept = journal()
    kept.append(SeatEntry(role="unions", seat="human"))
    kept.append(Rewind(to=timeline.snapshot(kept.entries, 0)[0], turn=0))
    assert timeline.seats(kept.entries)["unions"] == "human"


def test_a_branch_shares_the_past_and_both_remember(tmp_path: Path) -> None:
    kept = journal(tmp_path / "one.jsonl")
    kept.append(Rewind(to=timeline.snapshot(kept.entries, 1)[0], turn=1))
    other = timeline.branch(kept, 1, tmp_path / "two.jsonl")
    assert other.entries[1:] == [snapshot(0), A, snapshot(1)]
    assert other.header.parent == "one.jsonl, turn 1"
    assert kept.entries[-1] == Branch(turn=1, name="two.jsonl")
    other.close()
    assert Journal.read(tmp_path / "two.jsonl").entries == other.entries
    with pytest.raises(InputError, match="There is a file"):
        timeline.branch(kept, 1, tmp_path / "two.jsonl")
