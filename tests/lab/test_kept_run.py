"""A run of games that is kept tile by tile: in which order, and what going on with it plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from game.errors import InputError
from game.lab.kept_run import KeptRun, RunAsked, Wanted
from game.lab.simulate import seed_of
from game.scenario.pack import Pack

KINDS = ("idle", "busy")


class Written(KeptRun):
    """Plays nothing: it keeps which games were asked for."""

    name = "written"
    tile = 4

    def __init__(self, keep: Path | None, *, seed: int = 1, resume: bool = False) -> None:
        asked = RunAsked("december-2013", 5, seed, keep, resume)
        super().__init__(asked, asked.of_each(KINDS))

    @staticmethod
    def played(pack: Pack, wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
        assert pack.scenario.id == "december-2013"
        for kind, seed in wanted:
            yield {"kind": kind, "seed": seed}

    def result(self) -> dict[str, Any]:
        return {**self.about(), "found": self.rows()}


def tiles(run: Written, jobs: int = 1) -> list[int]:
    """Play the run, and return how many games were told to be finished at a time."""
    told: list[int] = []
    run.play(told.append, jobs)
    return told


def test_each_kind_plays_the_same_seeds_and_all_is_kept_in_order() -> None:
    with Written(None) as run:
        assert tiles(run) == [0, 4, 4, 2]
        seeds = [seed_of(1, i) for i in range(5)]
        assert run.result()["found"] == [{"kind": k, "seed": s} for k in KINDS for s in seeds]
        assert (run.total, run.finished) == (10, 10)
        assert [(kind, [row["seed"] for row in rows]) for kind, rows in run.by_kind().items()] == [
            (kind, seeds) for kind in KINDS
        ]


@pytest.mark.parametrize("jobs", [2, 3])
def test_processes_keep_the_same_in_pieces_that_are_alike(jobs: int) -> None:
    with Written(None) as alone, Written(None) as run:
        alone.play()
        assert tiles(run, jobs) == {2: [0, 3, 3, 3, 1], 3: [0, 4, 4, 2]}[jobs]
        assert run.result() == alone.result()


class Apart(Written):
    """Plays one kind at a time."""

    mixed = False


def test_kinds_are_played_apart_where_they_must_be() -> None:
    with Written(None) as together, Apart(None) as apart:
        together.play()
        assert tiles(apart) == [0, 4, 1, 4, 1]
        assert apart.rows() == together.rows()


def test_what_is_finished_is_not_played_again(tmp_path: Path) -> None:
    keep = tmp_path / "run.part"
    told: list[int] = []

    def stop(count: int) -> None:
        told.append(count)
        if len(told) == 2:
            raise KeyboardInterrupt

    with Written(keep) as run, pytest.raises(KeyboardInterrupt):
        run.play(stop)
    with Written(keep, resume=True) as run:
        run.play(told.append)
        assert run.finished == 10
        resumed = run.result()
        run.close(written=True)
    assert told == [0, 4, 4, 4, 2]
    assert not keep.exists()
    with Written(None) as run:
        run.play()
        assert run.result() == resumed


def test_another_run_is_not_gone_on_with(tmp_path: Path) -> None:
    keep = tmp_path / "run.part"

    def stop(count: int) -> None:
        if count:
            raise KeyboardInterrupt

    with Written(keep) as run, pytest.raises(KeyboardInterrupt):
        run.play(stop)
    with pytest.raises(InputError, match="keeps another run: its seed is not the same"):
        Written(keep, seed=2, resume=True)
