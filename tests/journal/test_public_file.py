"""The public file is strict JSON, the game's own, and never written over what isn't."""

from __future__ import annotations

import json
import os
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
