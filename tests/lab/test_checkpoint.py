"""Finished games are kept tile by tile: nothing that is whole is lost, nothing else is taken."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.errors import InputError
from game.lab.checkpoint import Checkpoint, GameTile

COLUMNS = 6
RUN: dict[str, Any] = {"run": "test", "seed": 1, "players": ("a", "b")}


def tile(first: int, games: int) -> GameTile:
    """Games whose results and tracks tell which they are; the last column has no numbers."""
    tracks = np.arange(COLUMNS)[:, None] * 1000.0 + np.arange(first, first + games)
    tracks[-1] = np.nan
    return GameTile(tuple(f'{{"game": {i}}}' for i in range(first, first + games)), tracks)


TILES = [tile(0, 4), tile(4, 4), tile(8, 3)]


def written(path: Path | None, tiles: list[GameTile] = TILES) -> Checkpoint:
    """A run that has come so far."""
    made = Checkpoint(path, RUN, COLUMNS)
    for each in tiles:
        made.append(each)
    return made


def held(kept: Checkpoint, most: int = 100) -> tuple[list[str], np.ndarray[Any, Any]]:
    """All that is kept of the first games."""
    return list(kept.results(most)), kept.columns(0, COLUMNS, most)


def test_what_was_kept_is_given_back_in_order_with_and_without_a_file(tmp_path: Path) -> None:
    for path in (None, tmp_path / "run.part"):
        with written(path) as kept:
            results, tracks = held(kept)
            assert kept.games == 11
            assert results == [line for each in TILES for line in each.results]
            assert np.array_equal(
                tracks, np.concatenate([t.tracks for t in TILES], axis=1), equal_nan=True
            )
            assert np.array_equal(kept.columns(2, 2, 100), tracks[2:4])
            assert kept.columns(0, COLUMNS, 5).shape == (COLUMNS, 5)
            assert list(kept.results(5)) == results[:5]


def test_a_stopped_run_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "run.part"
    written(path, TILES[:2]).close()
    with Checkpoint(path, RUN, COLUMNS, resume=True) as kept:
        assert kept.games == 8
        kept.append(TILES[2])
        whole = held(kept)
    with written(None) as straight:
        assert held(straight)[0] == whole[0]
        assert np.array_equal(held(straight)[1], whole[1], equal_nan=True)


def test_cut_or_changed_anywhere_whole_tiles_before_it_are_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "run.part"
    ends = []
    with written(path, TILES[:1]) as kept:
        ends.append(path.stat().st_size)
        kept.append(TILES[1])
        ends.append(path.stat().st_size)
        kept.append(TILES[2])
    data = path.read_bytes()
    start = data.index(b"\n") + 1
    for at in range(start, len(data), 7):
        whole = sum(end <= at for end in ends)
        flipped = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        for damaged in (data[:at], flipped):
            path.write_bytes(damaged)
            with Checkpoint(path, RUN, COLUMNS, resume=True) as kept:
                assert kept.games == 4 * whole
                for each in TILES[whole:]:
                    kept.append(each)
                assert len(held(kept)[0]) == 11
            assert path.read_bytes() == data


def test_it_stays_only_while_there_is_something_to_go_on_with(tmp_path: Path) -> None:
    path = tmp_path / "run.part"
    written(path, []).close()
    assert not path.exists()
    kept = written(path)
    kept.close()
    assert path.exists()
    path.unlink()
    written(path).close(finished=True)
    assert not path.exists()


@pytest.mark.parametrize("key", RUN)
def test_another_run_is_named_and_stays(tmp_path: Path, key: str) -> None:
    path = tmp_path / "run.part"
    written(path).close()
    before = path.read_bytes()
    with pytest.raises(InputError, match=key if key != "run" else "run"):
        Checkpoint(path, {**RUN, key: "other"}, COLUMNS, resume=True)
    assert path.read_bytes() == before


def test_finished_games_are_not_written_over_unasked(tmp_path: Path) -> None:
    path = tmp_path / "run.part"
    written(path).close()
    before = path.read_bytes()
    with pytest.raises(InputError, match="--resume"):
        Checkpoint(path, RUN, COLUMNS)
    assert path.read_bytes() == before


@pytest.mark.parametrize("junk", [b"\x00" * 90, b"[" * 100_000, b'{"a": 1}\n', b"no line end"])
def test_what_is_no_checkpoint_is_refused_and_stays(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "run.part"
    path.write_bytes(junk)
    with pytest.raises(InputError, match=r"run\.part"):
        Checkpoint(path, RUN, COLUMNS, resume=True)
    assert path.read_bytes() == junk


@pytest.mark.skipif(os.name != "posix", reason="locks as POSIX has them")
def test_two_runs_do_not_share_one(tmp_path: Path) -> None:
    path = tmp_path / "run.part"
    with written(path), pytest.raises(InputError, match="in use"):
        Checkpoint(path, RUN, COLUMNS, resume=True)


@pytest.mark.skipif(os.name != "posix", reason="a device that is always full")
def test_a_full_disk_is_said_and_what_is_whole_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run.part"
    kept = written(path, TILES[:2])

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(InputError, match=r"no space left on device. 8 games are kept"):
            kept.append(TILES[2])
    kept.close()
    with Checkpoint(path, RUN, COLUMNS, resume=True) as again:
        assert again.games == 8
