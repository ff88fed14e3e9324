"""A journal loses nothing that was confirmed, and never opens as something else."""

from __future__ import annotations

import errno
import io
import os
import shutil
from pathlib import Path

import pytest

from game import files
from game.errors import InputError
from game.journal import store
from game.journal.format import (
    BadLineError,
    Header,
    NoteEntry,
    Snapshot,
    Version,
    decode,
    encode,
    seal_line,
)
from game.journal.store import Journal, TakenError
from tests.journal.entries import ENTRIES, HEADER, snapshot, written


def test_what_was_appended_is_read_back(path: Path) -> None:
    written(path)
    journal = Journal.open(path)
    assert journal.entries == [HEADER, *ENTRIES]
    assert journal.warnings == []
    assert journal.trouble == ""


def test_an_entry_is_in_the_file_when_append_returns(path: Path) -> None:
    journal = Journal.create(path, HEADER)
    for count, entry in enumerate(ENTRIES, 2):
        journal.append(entry)
        assert path.read_bytes().count(b"\n") == count


def test_a_file_that_is_there_is_not_written_over(path: Path) -> None:
    path.write_text("a shopping list")
    with pytest.raises(InputError, match="There is a file"):
        Journal.create(path, HEADER)
    assert path.read_text() == "a shopping list"


def test_a_game_begun_with_entries_equals_one_that_grew(path: Path, tmp_path: Path) -> None:
    grown = written(path)
    at_once = tmp_path / "once.jsonl"
    Journal.create(at_once, HEADER, ENTRIES).close()
    assert at_once.read_bytes() == grown


def test_two_windows_cannot_write_one_game(path: Path) -> None:
    written(path)
    first = Journal.open(path)
    with pytest.raises(InputError, match="another window"):
        Journal.open(path)
    first.close()
    Journal.open(path).close()


def test_reading_neither_locks_nor_mends(path: Path) -> None:
    data = written(path)[:-5]
    path.write_bytes(data)
    writer = Journal.read(path)
    assert writer.entries == [HEADER, *ENTRIES[:-1]]
    assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_or_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere.jsonl"):
        with pytest.raises(InputError, match="can't be read"):
            Journal.open(place)


def test_a_newer_journal_is_refused_with_a_sentence(path: Path) -> None:
    newer = HEADER.model_copy(update={"format": 99})
    path.write_bytes(encode(newer, None))
    with pytest.raises(InputError, match="newer version of the game"):
        Journal.open(path)


def test_a_full_disk_keeps_the_game_in_memory_and_tries_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.create(path, HEADER)
    journal.append(ENTRIES[0])
    before = path.read_bytes()
    real = os.fsync

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    journal.append(ENTRIES[1])
    assert "no space left on device" in journal.trouble
    assert "in memory" in journal.trouble
    journal.append(ENTRIES[2])
    assert path.read_bytes() == before
    assert journal.entries == [HEADER, *ENTRIES[:3]]
    monkeypatch.setattr(store.os, "fsync", real)
    journal.append(ENTRIES[3])
    assert journal.trouble == ""
    assert Journal.read(path).entries == [HEADER, *ENTRIES[:4]]


@pytest.mark.skipif(os.name == "nt", reason="an open file can't be deleted there")
def test_a_file_that_is_gone_is_made_again_whole_as_soon_as_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "games" / "game.jsonl"
    journal = Journal.create(path, HEADER)
    shutil.rmtree(path.parent)
    journal.append(ENTRIES[0])
    assert journal.trouble == ""
    shutil.rmtree(path.parent)
    path.parent.write_text("in the way")
    journal.append(ENTRIES[1])
    assert "in memory only" in journal.trouble
    path.parent.unlink()
    journal.append(ENTRIES[2])
    assert journal.trouble == ""
    assert Journal.read(path).entries == [HEADER, *ENTRIES[:3]]


def test_a_folder_that_cannot_be_written_keeps_the_game_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    journal = Journal.create(tmp_path / "file" / "game.jsonl", HEADER)
    journal.append(ENTRIES[0])
    assert "can't be saved" in journal.trouble
    assert journal.entries == [HEADER, ENTRIES[0]]


def test_a_game_in_memory_has_no_file_and_no_trouble(tmp_path: Path) -> None:
    journal = Journal.create(None, HEADER)
    journal.append(ENTRIES[0])
    assert journal.trouble == ""
    assert list(tmp_path.iterdir()) == []


def test_a_line_belongs_after_one_line_only() -> None:
    first = encode(HEADER, None)
    second = encode(ENTRIES[1], first)
    assert decode(second, first) == ENTRIES[1]
    with pytest.raises(BadLineError):
        decode(second, None)
    with pytest.raises(BadLineError):
        decode(second, second)


def test_a_name_taken_in_the_last_moment_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real_link = tmp_path / "game.jsonl", os.link

    def late(*names: Path) -> None:
        path.write_bytes(b"another game")
        real_link(*names)

    monkeypatch.setattr(store.os, "link", late)
    with pytest.raises(TakenError, match="already"):
        Journal.create(path, HEADER)
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"another game"]


def test_where_there_are_no_links_a_journal_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*names: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(store.os, "link", none)
    with Journal.create(tmp_path / "game.jsonl", HEADER, ENTRIES) as made:
        assert not made.trouble
    with Journal.read(tmp_path / "game.jsonl") as kept:
        assert kept.entries == [HEADER, *ENTRIES]
    with pytest.raises(TakenError):
        Journal.create(tmp_path / "game.jsonl", HEADER)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_where_the_folder_should_be_is_trouble_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    with Journal.create(tmp_path / "folder" / "game.jsonl", HEADER) as made:
        assert "in memory only" in made.trouble


def test_what_another_window_confirmed_is_never_cut(path: Path) -> None:
    written(path)
    first = Journal.open(path)
    first.append(NoteEntry(text="kept?"))
    with pytest.raises(InputError, match="another window"):
        Journal.open(path)
    first.close()
    second = Journal.open(path)
    assert second.warnings == []
    assert second.entries[-1] == NoteEntry(text="kept?")


def test_a_journal_that_lost_its_file_for_a_while_does_not_cut_anothers_lines(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(path)
    with monkeypatch.context() as patch:
        patch.setattr(files.Path, "open", _refused)
        reader = Journal.open(path)  # it can be read and not written
    assert "permission denied" in reader.trouble
    with Journal.open(path) as other:
        other.append(NoteEntry(text="theirs"))
    theirs = path.read_bytes()
    reader.append(NoteEntry(text="ours"))
    assert "another window of the game has gone on with it" in reader.trouble
    assert path.read_bytes() == theirs
    reader.append(NoteEntry(text="ours again"))
    assert path.read_bytes() == theirs


def _refused(self: Path, mode: str = "r", **_: object) -> object:
    if "+" in mode:
        raise PermissionError(errno.EACCES, "Permission denied")
    return io.FileIO(self, "r")


def test_a_file_that_can_be_written_again_is_gone_on_with(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(path)
    with monkeypatch.context() as patch:
        patch.setattr(files.Path, "open", _refused)
        journal = Journal.open(path)
        journal.append(NoteEntry(text="in memory"))
    assert "permission denied" in journal.trouble
    journal.append(NoteEntry(text="on the disk"))
    assert journal.trouble == ""
    assert Journal.read(path).entries[-2:] == [
        NoteEntry(text="in memory"),
        NoteEntry(text="on the disk"),
    ]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_only_its_owner_can_read_a_journal_and_what_is_kept_of_it(path: Path) -> None:
    whole = written(path)
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(whole[:-5])
    path.chmod(0o644)
    Journal.open(path).close()
    for file in path.parent.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file.name


def test_a_newer_version_in_mid_journal_is_refused_with_a_sentence(path: Path) -> None:
    lines = written(path).splitlines(keepends=True)
    lines.append(encode(Version(format=99, game="9", content="c0ffee"), lines[-1]))
    path.write_bytes(b"".join(lines))
    with pytest.raises(InputError, match="newer version of the game"):
        Journal.open(path)
    assert path.read_bytes() == b"".join(lines)


def test_a_journal_of_format_1_is_gone_on_with_in_todays_lines(path: Path) -> None:
    old = {**HEADER.model_dump(), "format": 1}
    del old["folder"]
    lines = [seal_line(old, None)]
    lines.append(encode(NoteEntry(text="of then"), lines[0]))
    path.write_bytes(b"".join(lines))
    with Journal.open(path) as journal:
        journal.append(snapshot(0))
        found = journal.entries
    assert path.read_bytes().startswith(b"".join(lines))
    assert [type(entry) for entry in found] == [Header, NoteEntry, Version, Snapshot]
    assert Journal.read(path).entries == found
