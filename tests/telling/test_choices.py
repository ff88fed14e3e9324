"""Why an AI did what it did, in a transcript of a kept game."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from game.telling.choices import beside_best, choice_lines, weighed
from game.telling.transcript import transcript


def test_choices_are_told_best_first_with_what_tells_them_apart() -> None:
    why = [
        {"choice": "Pay deal", "value": 1.25, "reasons": ["morale: +0.8 points"]},
        {"choice": "an empty sheet", "value": -0.5, "reasons": []},
    ]
    assert list(choice_lines(why)) == [
        "Best: Pay deal (+1.2 points): morale: +0.8 points",
        "Choice 2: an empty sheet (−0.5 points)",
    ]


def test_points_below_nought_have_a_real_minus() -> None:
    kept = [{"choice": "Silence", "value": -1, "reasons": ["media heat: -0.9 points", "an in-law"]}]
    assert weighed(kept)[0].reasons == ("media heat: −0.9 points", "an in-law")


@pytest.mark.parametrize("kept", [None, "text", 7, [], [1, None], {"choice": "x"}])
def test_a_journal_that_keeps_no_choices_tells_none(kept: object) -> None:
    assert list(choice_lines(kept)) == []


def test_each_choice_has_its_place_and_stands_beside_the_best() -> None:
    kept = [{"choice": str(n), "value": v, "reasons": []} for n, v in enumerate([2, 1, 2, -1.5])]
    found = weighed(kept)
    assert [c.place for c in found] == ["Thought best", "Next best", "Next best", "Done as well"]
    beside = [beside_best(found, c) for c in found]
    assert beside == ["", "1 point less", "as good", ""]
    assert beside_best(weighed([{"choice": "a"}, {"choice": "b", "value": 1}]), found[1]) == ""


def test_a_transcript_tells_why_to_the_office_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    seats: dict[Role, str] = dict.fromkeys(ROLES, "ai:persona") | {"monitor": "ai:standard"}
    with Match.new(loader.load("december-2013"), seats, 4, path) as match:
        while match.view("spectator").phase != "reveal":
            match.step_ai()
    own = [line for line in transcript(path, "monitor", why=True) if line.startswith("    ")]
    assert sum(line.startswith("    Best: ") for line in own) >= 1
    assert any(line.startswith("    Choice 3: ") for line in own)
    assert not any("Best: " in line for line in transcript(path, "monitor"))
    assert not any("Best: " in line for line in transcript(path, "spectator", why=True))


def test_a_reason_that_weighed_nothing_is_not_told() -> None:
    why = [
        {"choice": "Wait", "value": 1.0, "reasons": ["waits: +0.2 points", "No 10: +0.0 points"]}
    ]
    (choice,) = weighed(why)
    assert choice.reasons == ("waits: +0.2 points",)
