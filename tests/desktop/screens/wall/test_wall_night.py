"""Election night at the table is the night on the wall, and no more of it than was seen."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from game.desktop.match_session import Session
from game.desktop.screens.ending.election_night import ElectionNight
from game.journal.follower import Follower
from game.journal.public_file import public_path
from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from game.workshop.wall import WallState
from game.workshop.wall_pages import pages
from tests.desktop.driver import Driver


def test_the_wall_s_night_goes_at_the_table_s_pace(tmp_path: Path) -> None:
    path = tmp_path / "table1.jsonl"
    seats: dict[Role, str] = dict.fromkeys(ROLES, "ai:persona")
    with Match.new(loader.load("december-2013"), seats, 4, path) as match:
        match.run_ai()
        assert match.night_waits
        follower, wall = Follower(public_path(path)), WallState(public_path(path), lambda: 0.0)
        screen = ElectionNight(Session(match))
        table = Driver(screen)
        told = screen.told.declared.minute
        seen = []
        while not screen.over:
            table.wait(1.5)
            for line in follower.read():
                wall.read(line)
            shown = pages(wall)
            if screen.over:
                break
            assert [page.kind for page in shown] == ["night"]
            assert len(wall.night.winners) == int(np.sum(told <= wall.night.minute))
            assert wall.night.minute <= screen.minute
            seen.append(wall.night.minute)
            assert '"result":[[' not in public_path(path).read_text()
        assert len(seen) > 20 and seen == sorted(seen)
        assert "The government" in pages(wall)[0].head
        kinds = [json.loads(line)["kind"] for line in public_path(path).read_text().splitlines()]
        assert kinds.index("night") < len(kinds) - 1 and kinds[-1] == "now"
