"""The small API: what other programs build on. Its example runs with the doctests."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from game import api


def test_every_promised_name_is_there() -> None:
    assert [name for name in api.__all__ if not hasattr(api, name)] == []
    assert api.scenarios()[0] == "december-2013"


def test_own_players_play_a_whole_match_that_can_be_opened_again(tmp_path: Path) -> None:
    pack = api.load_scenario("december-2013")
    path = tmp_path / "game.jsonl"
    seats: dict[api.Role, str] = {"monitor": "human", "unions": "human"}
    players: dict[api.Role, api.Player] = {
        role: api.make_player("random", role, pack, seed=5) for role in seats
    }
    with api.start_match(pack, seats, seed=3, journal=path) as match:
        api.play(match, players)
        assert match.ended
        ending = match.digest()
    with api.resume_match(path) as again:
        assert again.digest() == ending


def test_a_seat_that_nobody_plays_for_is_named_before_anything_happens() -> None:
    match = api.start_match(api.load_scenario("december-2013"), {"monitor": "human"})
    before = match.digest()
    with pytest.raises(api.InputError, match="monitor"):
        api.play(match, {})
    assert match.digest() == before


def test_what_is_not_lawful_changes_nothing() -> None:
    match = api.start_match(api.load_scenario("december-2013"), {"unions": "human"})
    before = match.digest()
    with pytest.raises(api.IllegalCommandError):
        match.submit(api.Seal(role="unions"))
    assert match.digest() == before


def test_a_journal_is_never_written_over(tmp_path: Path) -> None:
    pack = api.load_scenario("december-2013")
    api.start_match(pack, journal=tmp_path / "game.jsonl").close()
    with pytest.raises(api.InputError):
        api.start_match(pack, journal=tmp_path / "game.jsonl")


def test_the_ten_examples_do_what_they_say() -> None:
    page = Path(api.__file__).parent / "EXAMPLES.md"
    text = page.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")][-1].startswith("## 10.")
    found = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert found.attempted > 30
    assert found.failed == 0


def test_many_games_are_the_games_that_play_would_make() -> None:
    from game.lab.simulate import seed_of

    pack = api.load_scenario("december-2013")
    run = api.simulate("december-2013", 2, seats=dict.fromkeys(api.ROLES, "random"), seed=3)
    for i, result in enumerate(run["results"]):
        match = api.start_match(pack, dict.fromkeys(api.ROLES, "ai:random"), seed=seed_of(3, i))
        api.play(match, {})
        scores = {role: round(float(s), 4) for role, s in match.view("spectator").scores}
        assert result["scores"] == scores


def test_an_ai_that_there_is_not_is_named() -> None:
    with pytest.raises(api.InputError, match="There is no AI player 'wizard'"):
        api.simulate("december-2013", 1, seats={"monitor": "wizard"})
