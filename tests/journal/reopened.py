"""Opens journals with whichever game is first on the path, and says what it finds as JSON.

``python reopened.py open JOURNAL …`` opens each, plays a quarter on and opens it again;
``python reopened.py play JOURNAL SCENARIO`` plays a new one in which the Unions send the lever
``flash_mob`` to the trust ``T901`` and answer the event ``open_day``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from game.journal import timeline
from game.journal.format import Snapshot
from game.journal.snapshots import restored
from game.match import Match
from game.rules.state.commands import AnswerEvent, Order, Seal
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES, SPECTATOR
from game.telling.log import tell
from game.telling.names import Voice
from game.world.figure_names import GAUGES, METRICS


def found(match: Match) -> dict[str, Any]:
    """What a match is at its last turn, by names, and that every reader can be shown it."""
    voice = Voice(match.pack.scenario, match.pack.model.place.trust_name)
    for who in (*ROLES, SPECTATOR):
        seen = match.view(who)
        told = [tell(voice, fact, seen.deals) for fact in match.log_for(who)]
        assert all(told) and len(seen.trusts.id) == len(match.pack.model.place.trust_id)
        dict(seen.figures), list(seen.menu), seen.offers, seen.in_force
    _, kept = timeline.snapshot(match.journal.entries, match.turn)
    assert isinstance(kept, Snapshot)
    position = restored(kept, match.pack).position
    world, ids = position.world, match.pack.model.place.trust_id
    return {
        "phase": match.view(SPECTATOR).phase,
        "quarter": match.view(SPECTATOR).quarter,
        "turns": len(match.turns),
        "log": len(match.log),
        "gauges": dict(zip(GAUGES, world.gauge[:, 0].tolist(), strict=True)),
        "metrics": dict(zip(METRICS, world.metric[:, 0].tolist(), strict=True)),
        "cash": dict(zip(ids, world.cash_k[:, 0].tolist(), strict=True)),
        "beds": dict(zip(ids, world.capacity[0, :, 0].tolist(), strict=True)),
        "opened": [[ids[row] for row in books.trusts] for books in position.board.opened],
        "modifiers": [
            [m.source, m.effect, [ids[row] for row in m.trusts]] for m in position.board.modifiers
        ],
        "ratings": dict(zip(ids, view(match.pack, position, "monitor").trusts.rating, strict=True)),
        "told_of": sorted(
            ids[fact.trust] + " " + fact.change for fact in match.log if fact.kind == "trust"
        ),
    }


def reopened(path: Path) -> dict[str, Any]:
    """What a journal says when it is opened, a quarter later, and opened again."""
    with Match.resume(path) as match:
        out = {"warnings": match.warnings, "before": found(match)}
        for turn in range(match.turn):
            match.history_view(turn, "monitor")
        for role in ROLES:
            match.hand(role, "ai:persona")
        here = match.turn
        while match.turn == here and match.step_ai():
            pass
        out["after"] = found(match)
    with Match.resume(path) as match:
        out["again"] = {"warnings": match.warnings, "found": found(match)}
    return out


def played(path: Path, scenario: str) -> None:
    """Play a match with what is new in it, and leave it with a sealed sheet."""
    seats = dict.fromkeys(ROLES, "ai:persona")
    with Match.new(loader.load(scenario), seats, 7, path) as match:
        while match.turn < 3:
            awaited = {item.role: item.kind for item in match.pending()}
            mine = awaited.get("unions")
            if mine == "seal":
                order = Order(lever="flash_mob", trusts=("T901",))
                open_now = [o.lever for o in match.view("unions").menu.open]
                orders = (order,) if "flash_mob" in open_now else ()
                match.submit(Seal(role="unions", orders=orders), "human")
            elif mine == "answer" and match.view("unions").events[0].event == "open_day":
                answer = AnswerEvent(role="unions", event="open_day", option="cheer")
                match.submit(answer, "human")
            else:
                match.step_ai()
        print(json.dumps(found(match)))


if __name__ == "__main__":
    if sys.argv[1] == "play":
        played(Path(sys.argv[2]), sys.argv[3])
    else:
        print(json.dumps([reopened(Path(name)) for name in sys.argv[2:]]))
