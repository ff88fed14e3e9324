"""Journals of earlier versions and formats: each opens, says what has changed, and plays on.

``kept/`` has matches in mid-quarter as versions of the past wrote them, by version or format
and scenario (``record`` adds to them). They are never written anew: whatever is released must
go on opening them.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from game.journal.format import FORMAT
from game.journal.store import Journal
from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES

KEPT = sorted((Path(__file__).parent / "kept").glob("*.jsonl.gz"))


@pytest.fixture(params=KEPT, ids=lambda path: path.name.removesuffix(".jsonl.gz"))
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the journal, to play on in."""
    path = tmp_path / request.param.name.removesuffix(".gz")
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def test_there_are_some() -> None:
    assert any(path.name.startswith("0.1.0-") for path in KEPT)
    newest = {path.name for path in KEPT if path.name.startswith(f"format-{FORMAT}-")}
    assert newest == {f"format-{FORMAT}-{s[0]}.jsonl.gz" for s in loader.available()}


def test_it_opens_where_it_was_left_and_plays_on(kept: Path) -> None:
    with Journal.read(kept) as journal:
        header = journal.header
    before = kept.read_bytes()
    with Match.resume(kept) as match:
        view = match.view("spectator")
        assert view.scenario == header.scenario
        assert match.seed == header.seed
        assert match.turn in (2, 3)
        changed = header.content != loader.load(header.scenario).scenario.digest
        assert any("have changed" in said for said in match.warnings) or not changed
        before_playing = match.turn
        while match.turn == before_playing or (kept.name.startswith("0.1.0-") and not match.ended):
            assert match.step_ai()
        if match.ended:
            match.announce()
            assert [role for role, _ in match.view("spectator").scores] == list(ROLES)
    assert kept.read_bytes().startswith(before)  # nothing that was kept is lost


def test_every_quarter_of_it_can_be_opened(kept: Path) -> None:
    with Match.resume(kept) as match:
        quarters, first = [], match.view("spectator").first
        for turn in reversed(range(match.turn)):
            match.rewind(turn)
            quarters.append(match.view("spectator").quarter)
    assert len(quarters) >= 2
    assert quarters == sorted(quarters, reverse=True)
    assert quarters[-1] == first
