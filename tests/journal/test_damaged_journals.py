"""Damage to a journal is found, kept aside, and never taken for the game."""

from __future__ import annotations

import errno
import random
from pathlib import Path

import pytest

from game.errors import InputError
from game.journal import store
from game.journal.format import NoteEntry, seal_line
from game.journal.store import Journal
from tests.journal.entries import ENTRIES, HEADER, written


def test_truncated_anywhere_it_opens_to_the_last_whole_line(path: Path, tmp_path: Path) -> None:
    data = written(path)
    ends = [i for i, byte in enumerate(data) if byte == 10]
    for length in range(len(data) + 1):
        torn = tmp_path / "torn.jsonl"
        torn.write_bytes(data[:length])
        whole = sum(end <= length for end in ends)  # a line may lack its newline only
        if whole == 0:
            with pytest.raises(InputError):
                Journal.open(torn)
            assert torn.read_bytes() == data[:length]
            continue
        journal = Journal.open(torn)
        assert journal.entries == [HEADER, *ENTRIES][:whole]
        journal.append(NoteEntry(text="and on"))
        journal.close()
        again = Journal.read(torn)
        assert again.entries == [*[HEADER, *ENTRIES][:whole], NoteEntry(text="and on")]
        kept = sorted(tmp_path.glob("torn.jsonl.damaged-*"))
        assert [k.read_bytes() for k in kept] == ([data[:length]] if journal.warnings else [])
        for k in kept:
            k.unlink()


def test_a_flipped_bit_is_always_found(path: Path, tmp_path: Path) -> None:
    data = written(path)
    luck = random.Random(5)
    for place in range(len(data)):
        bent = tmp_path / "bent.jsonl"
        changed = bytearray(data)
        changed[place] ^= 1 << luck.randrange(8)
        bent.write_bytes(changed)
        line = data[:place].count(b"\n")
        if line == 0:
            with pytest.raises(InputError):
                Journal.read(bent)
            continue
        journal = Journal.read(bent)
        assert journal.entries == [HEADER, *ENTRIES][:line]
        assert journal.warnings


def test_swapped_doubled_and_missing_lines_are_found(path: Path) -> None:
    lines = written(path).splitlines(keepends=True)
    for a in range(1, len(lines)):
        for b in range(a + 1, len(lines)):
            order = list(lines)
            order[a], order[b] = order[b], order[a]
            path.write_bytes(b"".join(order))
            assert Journal.read(path).entries == [HEADER, *ENTRIES][:a]
        path.write_bytes(b"".join(lines[: a + 1] + lines[a:]))
        doubled = Journal.read(path)
        assert doubled.entries == [HEADER, *ENTRIES][: a + 1]
        assert doubled.warnings
        path.write_bytes(b"".join(lines[:a] + lines[a + 1 :]))
        assert Journal.read(path).entries == [HEADER, *ENTRIES][:a]


def test_the_damaged_file_is_kept_before_it_is_cut(path: Path) -> None:
    lines = written(path).splitlines(keepends=True)
    lines[3] = lines[3].replace(b"8001", b"8002") if b"8001" in lines[3] else b"{}\n"
    damaged = b"".join(lines)
    path.write_bytes(damaged)
    journal = Journal.open(path)
    assert journal.entries == [HEADER, *ENTRIES[:2]]
    assert "damaged from line 4 of 7" in journal.warnings[0]
    assert "game.jsonl.damaged-1" in journal.warnings[0]
    assert path.with_name("game.jsonl.damaged-1").read_bytes() == damaged


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"{}", b"hello\n", b"\x00" * 100, b'{"sum":"', b"[" * 5000]
)
def test_what_is_no_journal_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(InputError):
        Journal.open(path)
    assert path.read_bytes() == content


def test_what_cannot_be_kept_aside_is_not_cut(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = written(path)[:-5]
    path.write_bytes(damaged)

    def full(_: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(store, "keep_aside", full)
        journal = Journal.open(path)
        journal.append(NoteEntry(text="and on"))
        assert "no space left" in journal.trouble
        assert path.read_bytes() == damaged
    journal.append(NoteEntry(text="further"))
    assert journal.trouble == ""
    assert path.with_name("game.jsonl.damaged-1").read_bytes() == damaged
    assert Journal.read(path).entries[-2:] == [NoteEntry(text="and on"), NoteEntry(text="further")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
def test_line_ends_of_mail_and_git_are_no_damage(path: Path, mark: bytes) -> None:
    whole = written(path)
    path.write_bytes(mark + whole.replace(b"\n", b"\r\n"))
    with Journal.open(path) as journal:
        assert journal.entries == [HEADER, *ENTRIES]
        assert journal.warnings == []
        journal.append(NoteEntry(text="and on"))
    again = Journal.read(path)
    assert again.entries == [HEADER, *ENTRIES, NoteEntry(text="and on")]
    assert again.warnings == []


def test_a_whole_line_that_this_version_cannot_read_is_left_alone(path: Path) -> None:
    lines = written(path).splitlines(keepends=True)
    lines.append(seal_line({"kind": "weather", "rain": True}, lines[-1]))
    path.write_bytes(b"".join(lines))
    with pytest.raises(InputError, match=r"Line 8 of game\.jsonl is whole"):
        Journal.open(path)
    assert path.read_bytes() == b"".join(lines)
    assert list(path.parent.iterdir()) == [path]
