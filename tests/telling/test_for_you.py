"""What a quarter was to one office, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from game.match.match import Match
from game.rules import engine
from game.rules.state.commands import Advance
from game.rules.state.facts import Sacked
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.telling import Voice
from game.telling.for_you import for_you, ripening, succession


@pytest.fixture
def seen(pack: Pack) -> View:
    return view(pack, engine.start(pack, 1)[0], "secretary")


@pytest.mark.parametrize(
    ("by", "how"), [("reshuffle", "was reshuffled out"), ("standing", "has fallen")]
)
def test_the_successor_is_told_what_it_takes_over(
    voice: Voice, seen: View, by: str, how: str
) -> None:
    fell = Sacked(quarter=seen.quarter, by=by, times=1)  # type: ignore[arg-type]
    aimed = replace(seen, phase="papers", agenda=voice.scenario.agendas[0].id)
    said = succession(voice, aimed, [fell])
    assert said.startswith(f"The Health Secretary {how}. You go on as the successor: standing 48")
    assert voice.agenda(voice.scenario.agendas[0].id) in said
    assert said.endswith("8 points fewer.")


def test_it_is_news_for_one_quarter_and_to_one_office(voice: Voice, seen: View) -> None:
    fell = [Sacked(quarter=seen.quarter, by="standing", times=1)]
    at_papers = replace(seen, phase="papers")
    assert succession(voice, at_papers, fell)
    assert succession(voice, replace(seen, phase="bulletin", quarter=seen.quarter + 1), fell)
    assert not succession(voice, replace(seen, phase="papers", quarter=seen.quarter + 1), fell)
    assert not succession(voice, replace(at_papers, who="number10"), fell)
    assert not succession(voice, at_papers, [])


def test_what_moved_a_score_adds_up_as_it_is_read(voice: Voice) -> None:
    match = Match.new(loader.load("december-2013"), dict.fromkeys(ROLES, "ai:persona"), 11)
    told: set[tuple[int, str]] = set()
    banked = 0
    while (now := match.view("secretary")).phase not in ("campaign", "ended"):
        stage = now.quarter, now.phase
        if now.phase in ("bulletin", "papers") and stage not in told:
            told.add(stage)
            own = for_you(voice, now, match.log_for("secretary"))
            assert own is not None and own.score is not None and own.before is not None
            assert read(by for _, by, _ in own.move) == read([own.score - own.before]), stage
            assert read(points for _, points in own.parts) == read([own.score]), stage
            banked += any("April" in name for name, _, _ in own.move)
        if not match.step_ai():
            match.submit(Advance())
    assert len(told) > 8 and banked, "an April moves a score, and is no term of it"


def read(points: Iterable[float]) -> int:
    """Return what numbers come to as they are read, in tenths."""
    return sum(round(10 * p) for p in points)


def test_nothing_ripens_after_the_vote_and_the_vote_itself_is_told(
    voice: Voice, pack: Pack
) -> None:
    match = Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 11)
    told: list[list[tuple[int, str]]] = []
    while (now := match.view("secretary")).phase not in ("campaign", "ended"):
        left = now.last + 1 - now.quarter
        if now.phase == "papers" and len(told) < now.quarter - now.first + 1:
            ripens = ripening(voice, now)
            assert all(r.quarters < left or r.said == "The country votes." for r in ripens)
            assert (ripens[-1].said == "The country votes.") == (left <= 2)
            told.append([(r.quarters, r.said) for r in ripens])
        if not match.step_ai():
            match.submit(Advance())
    assert told[-1] == [(1, "The country votes.")]


def test_what_moved_a_score_adds_up_as_it_is_read_and_says_what_the_gauge_did() -> None:
    """Points of a score and points of a gauge stand on one line: which are which is said."""
    pack = loader.load("honeymoon")
    match = Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 3)
    checked = gauges = 0
    while checked < 8:
        if not match.step_ai():
            match.submit(Advance())
        seen = match.view("secretary")
        if seen.phase != "papers":
            continue
        told = for_you(Voice.of(pack.scenario, seen), seen, match.log_for("secretary"))
        assert told is not None and told.score is not None and told.before is not None
        assert round(sum(told.read.values()), 1) == pytest.approx(
            round(told.score - told.before, 1), abs=0.001
        )
        assert {t.name for t in told.moved} <= set(told.read)
        gauges += sum(t.why.startswith("Of the gauge's ") for t in told.moved)
        checked += 1
    assert gauges
