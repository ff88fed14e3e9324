"""A kit says what it is of, and another game is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.__main__ import main
from game.errors import InputError
from game.match import Match
from game.match.seats import HUMAN
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.workshop.kit_stamp import STAMP_FILE, KitStamp, agreed, kit_stamp
from game.workshop.plan import plan_of

SEATS = dict.fromkeys(ROLES, HUMAN)


@pytest.fixture
def kit(pack: Pack, tmp_path: Path) -> Path:
    folder = tmp_path / "kit"
    folder.mkdir()
    stamp = KitStamp.of(pack.scenario, "december-2013", 9, plan_of("60"))
    (folder / STAMP_FILE).write_text(stamp.text, "utf-8")
    return folder


def test_the_kit_s_game_is_played_with_its_plan(kit: Path) -> None:
    stamp = kit_stamp(kit)
    assert agreed(stamp, None, None, None) == ("december-2013", 9)
    assert agreed(stamp, "december-2013", 9, kit / "new.jsonl") == ("december-2013", 9)
    assert stamp.plan == plan_of("60")


def test_a_kept_game_of_the_kit_goes_on(kit: Path, pack: Pack) -> None:
    path = kit.parent / "table1.jsonl"
    Match.new(pack, SEATS, 9, path).close()
    assert agreed(kit_stamp(kit), None, None, path) == (None, None)


def test_another_game_is_refused(kit: Path, pack: Pack) -> None:
    stamp = kit_stamp(kit)
    path, other = kit.parent / "table1.jsonl", kit.parent / "other.jsonl"
    Match.new(pack, SEATS, 8, path).close()
    Match.new(loader.load("if-it-works"), SEATS, 9, other).close()
    with pytest.raises(InputError, match=r"printed for seed 9, and this game's is 8"):
        agreed(stamp, None, None, path)
    with pytest.raises(InputError, match="seed 9, and this game's is 3"):
        agreed(stamp, None, 3, None)
    with pytest.raises(InputError, match="keeps a game of 'if-it-works', and the kit is of"):
        agreed(stamp, None, None, other)
    with pytest.raises(InputError, match="The kit is of 'december-2013', not of 'if-it-works'"):
        agreed(stamp, "if-it-works", None, None)
    old = stamp.model_copy(update={"digest": "0" * 64})
    with pytest.raises(InputError, match="has changed since the kit was printed"):
        agreed(old, None, None, None)


@pytest.mark.parametrize("text", [None, "", "[]", "{}", "{" * 2000, "\x00", '{"seed": "x"}'])
def test_what_is_no_kit_is_said(
    text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (tmp_path / STAMP_FILE).write_text(text)
    assert main(["play", "--text", "--kit", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert ("There is no kit in" if text is None else "is no kit's file") in said
