"""The public file is strict JSON, the game's own, and never written over what isn't."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from game.journal.public_file import plain, public_path
from game.match import Match
from game.scenario.pack import Pack
from tests.match.conftest import PERSONAS


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "n.jsonl"


def test_what_the_game_did_not_write_is_left_and_said(pack: Pack, journal: Path) -> None:
    public_path(journal).write_text("mine")
    with Match.new(pack, PERSONAS, 1, journal) as match:
        match.step_ai()
        assert any("n.public.jsonl is not this game's" in said for said in match.warnings)
        assert match.trouble == ""
    assert public_path(journal).read_text() == "mine"


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX")
@pytest.mark.parametrize("content", [b"", b'{"kind":"game"}\n'])
def test_a_link_is_not_followed(pack: Pack, journal: Path, content: bytes) -> None:
    target = journal.with_name("target")
    target.write_bytes(content)
    public_path(journal).symlink_to(target)
    with Match.new(pack, PERSONAS, 1, journal) as match:
        match.step_ai()
        assert match.warnings
    assert target.read_bytes() == content


def test_two_journals_never_share_one(pack: Pack, journal: Path) -> None:
    with Match.new(pack, PERSONAS, 1, journal) as first:
        first.step_ai()
    before = public_path(journal).read_bytes()
    with Match.new(pack, PERSONAS, 2, journal.with_name("n")) as second:
        second.step_ai()
        assert any("is not this game's" in said for said in second.warnings)
    assert public_path(journal).read_bytes() == before


def test_its_own_is_gone_on_with_and_begun_anew_with_a_new_game(pack: Pack, journal: Path) -> None:
    with Match.new(pack, PERSONAS, 1, journal):
        pass
    begun = public_path(journal).read_bytes()
    with Match.resume(journal, pack) as match:
        assert match.warnings == []
    assert public_path(journal).read_bytes().startswith(begun)
    journal.unlink()
    with Match.new(pack, PERSONAS, 1, journal) as match:
        assert match.warnings == []
    assert public_path(journal).read_bytes() == begun


def test_rows_in_it_have_their_names_beside_them(pack: Pack, journal: Path) -> None:
    with Match.new(pack, PERSONAS, 1, journal):
        pass
    lines = [json.loads(line) for line in public_path(journal).read_text().splitlines()]
    assert lines[0]["journal"] == "n.jsonl"
    assert lines[1]["trusts"]["id"] == list(pack.model.place.trust_id)
    assert set(lines[1]["figures"]) <= {spec.figure for spec in pack.scenario.figures}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_null(bad: float) -> None:
    assert plain((bad, np.array([1.0, bad]))) == [None, [1.0, None]]


def _told(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines() if line]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file can't be deleted")
def test_its_folder_deleted_while_playing_comes_back_whole(pack: Pack, tmp_path: Path) -> None:
    journal = tmp_path / "tuesday" / "n.jsonl"
    journal.parent.mkdir()
    with Match.new(pack, PERSONAS, 1, journal) as match:
        match.show("room", {"question": "Who may close it?"})
        match.step_ai()
        before = _told(public_path(journal))
        shutil.rmtree(journal.parent)
        match.show("room", {"blank": True})
        again = _told(public_path(journal))
        assert again[: len(before)] == before
        assert again[-1] == {"kind": "room", "blank": True}
        match.step_ai()
        assert match.ais.notices == []
    assert journal.exists()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file can't be deleted")
def test_where_it_cannot_be_made_again_that_is_said_once_and_tried_again(
    pack: Pack, tmp_path: Path
) -> None:
    journal = tmp_path / "tuesday" / "n.jsonl"
    journal.parent.mkdir()
    with Match.new(pack, PERSONAS, 1, journal) as match:
        shutil.rmtree(journal.parent)
        journal.parent.write_text("a file where the folder was")
        for _ in range(12):
            match.step_ai()
        (said,) = match.ais.notices
        assert said.startswith("n.public.jsonl can't be written (")
        assert said.endswith("), so the wall stands still.")
        journal.parent.unlink()
        for _ in range(12):
            match.step_ai()
        told = _told(public_path(journal))
        assert told[0]["kind"] == "game"
        first = next(line for line in told if line["kind"] == "now")
        assert "figures" in first and "trusts" in first  # a reader that begins here has it all
        assert len(match.ais.notices) == 1
