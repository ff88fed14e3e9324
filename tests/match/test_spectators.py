"""What spectators are told: no secret, and how a vote came out only after its night."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from game.journal.public_file import public_path
from game.match import Match
from game.rules import engine
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR
from tests.match.conftest import PERSONAS, SEED


def test_the_public_file_tells_the_spectators_view_and_no_secret(
    pack: Pack, played: tuple[Path, str]
) -> None:
    lines = [json.loads(x) for x in public_path(played[0]).read_text().splitlines()]
    assert lines[0] == {
        "kind": "game",
        "journal": "game.jsonl",
        "folder": "",
        "scenario": "december-2013",
        "title": pack.scenario.title,
    }
    assert lines[-1]["view"]["phase"] == "ended"
    assert all(line["view"]["who"] == SPECTATOR for line in lines[1:])
    assert all(h["seen_by"] is None for line in lines[1:] for h in line["happenings"])
    text = public_path(played[0]).read_text()
    assert f'"seed":{SEED}' not in text
    assert '"bid":' in text  # bids are public once they are revealed …
    for line in lines[1:]:
        sealed = line["view"]["phase"] in ("orders", "campaign")
        assert not (sealed and line["view"].get("draft"))  # … and never before


def test_what_a_spectator_is_not_told_is_empty_in_its_view(pack: Pack) -> None:
    import numpy as np

    position, _ = engine.start(pack, 2)
    seen = view(pack, position, SPECTATOR)
    assert np.isnan(seen.polling).all()
    assert (seen.menu, seen.offers, seen.leakable) == ((), (), ())
    assert (seen.agenda, seen.agendas_dealt, seen.draft) == (None, (), ())


def test_a_game_killed_between_the_vote_and_its_night_tells_the_wall_after_it(
    pack: Pack, tmp_path: Path
) -> None:
    whole, killed = tmp_path / "whole" / "game.jsonl", tmp_path / "killed" / "game.jsonl"
    for path in (whole, killed):
        path.parent.mkdir()
    with Match.new(pack, PERSONAS, SEED, whole) as match:
        match.run_ai()
        for path in (killed, public_path(killed)):  # as a kill leaves them
            shutil.copy(whole.parent / path.name, path)
    with Match.resume(killed, pack) as again:
        assert again.night_waits
        assert again.view(SPECTATOR).result == again.view("monitor").scores == ()
        assert again.view(SPECTATOR).agendas_revealed == ()
        assert again.history_view(again.turn, SPECTATOR).result == ()
        kinds = {fact.kind for fact in again.log_for(SPECTATOR)}
        assert not kinds & {"election", "scored", "concluded"}
        again.announce()
        assert again.view(SPECTATOR).result
        assert {fact.kind for fact in again.log_for(SPECTATOR)} >= {"election", "scored"}

    def told(path: Path) -> list[str]:
        lines = map(json.loads, filter(None, public_path(path).read_text("utf-8").splitlines()))
        return [json.dumps(fact) for line in lines for fact in line.get("happenings", ())]

    assert told(killed) == told(whole)


def test_a_night_that_was_shown_is_not_told_again(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(pack, PERSONAS, SEED, path) as match:
        match.run_ai()
        match.announce()
        before = public_path(path).read_text("utf-8")
    with Match.resume(path, pack) as match:
        assert not match.night_waits
        assert match.view(SPECTATOR).result
        match.announce()
        after = public_path(path).read_text("utf-8").removeprefix(before)
        assert '"kind":"election"' not in after
        match.rewind(match.turn - 1)
        match.run_ai()
        assert match.night_waits  # the campaign was played again: its night is another
