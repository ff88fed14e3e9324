"""What a facilitator does in a match: kept beside the play, or as commands that replay."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.journal.format import (
    Beside,
    NoteEntry,
    PlanEntry,
    Played,
    PracticeEntry,
    PredictionEntry,
    QuestionEntry,
    StepEntry,
)
from game.journal.store import Journal
from game.journal.verification import verify
from game.match import Match
from game.rules import engine
from game.rules.state.commands import Inject, Override
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR
from tests.match.people import HUMANS, to_phase

BESIDE = (
    PlanEntry(author="facilitator", name="90 minutes", minutes=90, steps=[{"name": "briefs"}]),
    StepEntry(author="facilitator", step="briefs", did="begun"),
    QuestionEntry(author="facilitator", text="Can a market that works win an election?"),
    PracticeEntry(author="facilitator", seed=99),
    NoteEntry(author="facilitator", category="actors", text="The Unions wait."),
    PredictionEntry(
        author="unions",
        role="unions",
        quarter=8055,
        figure="media_heat",
        direction="up",
        confidence=70,
    ),
)


def test_what_is_kept_beside_the_play_has_its_time_and_changes_nothing(
    pack: Pack, tmp_path: Path
) -> None:
    now = [100.0]
    path = tmp_path / "match.jsonl"
    Match.new(pack, HUMANS, 3, path).close()
    kept = Journal.open(path)
    match = Match(pack, kept, *engine.start(pack, 3), clock=lambda: now[0])
    before = match.digest()
    for entry in BESIDE:
        now[0] += 7
        match.keep(entry)
    assert match.digest() == before
    match.close()
    with Journal.read(path) as kept:
        found = [e for e in kept.entries if isinstance(e, Beside)]
    assert [e.at for e in found] == [7, 14, 21, 28, 35, 42]
    assert [e.model_copy(update={"at": 0.0}) for e in found] == list(BESIDE)


def test_time_goes_on_where_it_stood_when_the_match_was_left(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "match.jsonl"
    Match.new(pack, HUMANS, 3, path).close()
    with Journal.open(path) as kept:
        kept.append(StepEntry(step="briefs", did="begun", at=600.0))
    with Match.resume(path, pack) as match:
        match.note("We go on.")
        (_, note), *_ = match.notes("spectator")
    assert 600 <= note.at < 660


def test_the_facilitator_s_notes_are_not_shown_to_an_office(pack: Pack) -> None:
    with Match.new(pack, HUMANS, 3) as match:
        match.note("The Unions wait.", author="facilitator")
        assert match.notes("unions") == ()


def test_injects_and_overrides_replay_exactly(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "match.jsonl"
    with Match.new(pack, HUMANS, 3, path) as match:
        to_phase(match, "bulletin")
        event = next(e for e in pack.scenario.events if e.answers == "unions")
        match.submit(Inject(event=event.id))
        match.submit(Override(figure="morale", to=20, reason="A strike elsewhere."))
        to_phase(match, "papers")
        match.submit(Override(figure="media_heat", to=90, reason="A scandal."))
        to_phase(match, "bulletin")
        digest = match.digest()
    verdict = verify(path)
    assert verdict.difference == ""
    assert verdict.digest == digest
    with Match.resume(path, pack) as again:
        assert again.digest() == digest
    with Journal.read(path) as kept:
        led = [e for e in kept.entries if isinstance(e, Played) and e.author == "facilitator"]
    assert [e.command.do for e in led] == ["inject", "override", "override"]


def test_an_event_that_the_computer_would_answer_is_not_injected(pack: Pack) -> None:
    with Match.new(pack, {**HUMANS, "unions": "ai:persona"}, 3) as match:
        to_phase_of_agendas(match)
        event = next(e for e in pack.scenario.events if e.answers == "unions")
        with pytest.raises(InputError, match="the computer plays that seat: take it first"):
            match.submit(Inject(event=event.id))
        match.hand("unions", "human")
        match.submit(Inject(event=event.id))
        assert not match.view(SPECTATOR).events


def to_phase_of_agendas(match: Match) -> None:
    match.run_ai()
    to_phase(match, "bulletin")
