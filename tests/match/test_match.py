"""One game in progress: written before it happens, resumed, rewound, branched, handed over."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from game.errors import InputError
from game.journal import timeline
from game.journal.format import JournalEntry, Played
from game.journal.store import Journal
from game.journal.verification import verify
from game.match import Match
from game.match.setup import open_match
from game.rules import engine
from game.rules.orders import lever_menu
from game.rules.state.commands import Advance, ChooseAgenda, Command, Seal
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR
from tests.match.conftest import PERSONAS, SEED
from tests.match.people import HUMANS, to_phase


def test_a_game_of_four_ai_plays_itself_to_an_end(played: tuple[Path, str]) -> None:
    with Journal.read(played[0]) as journal:
        commands = timeline.played(journal.entries)
    assert len(commands) > 50
    assert {c.author for c in commands} == {"ai:persona", "table"}


def test_the_same_seed_gives_the_same_game_with_or_without_a_file(
    pack: Pack, played: tuple[Path, str]
) -> None:
    with Match.new(pack, PERSONAS, SEED) as match:
        match.run_ai()
        assert match.digest() == played[1]


def test_a_kept_game_replays_exactly(played: tuple[Path, str]) -> None:
    verdict = verify(played[0])
    assert verdict.difference == ""
    assert verdict.digest == played[1]


def test_a_resumed_game_is_the_game_that_was_left(
    pack: Pack, played: tuple[Path, str], tmp_path: Path
) -> None:
    lines = played[0].read_bytes().splitlines(keepends=True)
    ends = range(1, len(lines) + 1, 9)
    for end in ends:
        path = tmp_path / f"{end}.jsonl"
        path.write_bytes(b"".join(lines[:end]))
        with Match.resume(path, pack) as match:
            assert match.warnings == []
            match.run_ai()
            assert match.digest() == played[1], f"left after line {end}"


def test_the_whole_log_is_there_after_resuming(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(pack, PERSONAS, 3, path) as match:
        for _ in range(45):
            match.step_ai()
        log, digest, turns = match.log, match.digest(), match.turns
    with Match.resume(path, pack) as again:
        assert again.log == log
        assert again.digest() == digest
        assert again.turns == turns


def test_only_what_came_after_the_last_snapshot_is_played_again(
    pack: Pack, played: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "game.jsonl"
    shutil.copyfile(played[0], path)

    def never(*_: object) -> None:
        raise AssertionError("a finished game has nothing to play again")

    monkeypatch.setattr(engine, "apply", never)
    with Match.resume(path, pack) as match:
        assert match.digest() == played[1]


def test_rewinding_and_playing_on_gives_the_same_game(
    pack: Pack, played: tuple[Path, str], tmp_path: Path
) -> None:
    path = tmp_path / "game.jsonl"
    shutil.copyfile(played[0], path)
    before = path.read_bytes()
    with Match.resume(path, pack) as match:
        for turn in (4, 2):
            views = {who: match.history_view(turn, who) for who in (*ROLES, SPECTATOR)}
            match.rewind(turn)
            assert match.turn == turn
            for who, then in views.items():
                assert match.view(who).figures == then.figures
                assert match.view(who).orders == then.orders
            match.run_ai()
            assert match.digest() == played[1]
        with pytest.raises(InputError, match="no turn 99"):
            match.rewind(99)
    assert path.read_bytes().startswith(before)
    assert verify(path, pack).difference == ""


def test_a_branch_is_a_game_of_its_own_with_the_same_past(
    pack: Pack, played: tuple[Path, str], tmp_path: Path
) -> None:
    path, other = tmp_path / "game.jsonl", tmp_path / "other.jsonl"
    shutil.copyfile(played[0], path)
    with Match.resume(path, pack) as match, match.branch(3, other) as branch:
        assert branch.turn == 3
        assert branch.log == match.log[: len(branch.log)]
        branch.hand("unions", "ai:idle")
        branch.run_ai()
        assert branch.digest() != match.digest() == played[1]
    assert verify(other, pack).difference == ""


def test_a_refused_command_is_not_written(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(pack, HUMANS, 1, path) as match:
        digest, written = match.digest(), path.read_bytes()
        wrong: list[Command] = [
            Advance(),
            Seal(role="unions"),
            ChooseAgenda(role="unions", agenda="no_such"),
        ]
        for command in wrong:
            with pytest.raises(InputError):
                match.submit(command)
        assert match.digest() == digest
        assert path.read_bytes() == written


def test_a_command_is_written_before_it_happens(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(pack, HUMANS, 1, path) as match:
        to_phase(match, "bulletin")
        before = match.digest()
        real = Journal.append
        seen = []

        def watched(journal: Journal, entry: JournalEntry) -> int:
            number = real(journal, entry)
            seen.append((b'"advance"' in path.read_bytes().splitlines()[-1], match.digest()))
            return number

        monkeypatch.setattr(Journal, "append", watched)
        match.submit(Advance())
        assert seen == [(True, before)]
        assert match.digest() != before


def test_a_command_is_judged_once(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    with Match.new(pack, HUMANS, 1) as match:
        to_phase(match, "orders")
        real = lever_menu.sheet_reasons
        asked = []

        def counted(*args: Any) -> tuple[str, ...]:
            asked.append(args)
            return real(*args)

        monkeypatch.setattr(lever_menu, "sheet_reasons", counted)
        match.submit(Seal(role="unions"))
        assert len(asked) == 1


def test_a_command_that_failed_is_not_written(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(pack, HUMANS, 1, path) as match:
        to_phase(match, "bulletin")
        digest, written = match.digest(), path.read_bytes()

        def broken(*_: object) -> None:
            raise ZeroDivisionError

        with monkeypatch.context() as patch:
            patch.setattr(engine, "apply", broken)
            with pytest.raises(ZeroDivisionError):
                match.submit(Advance())
        assert match.digest() == digest
        assert path.read_bytes() == written
    with Match.resume(path, pack) as again:
        assert again.digest() == digest
        again.submit(Advance())
    assert verify(path, pack).difference == ""


def test_a_command_that_newer_rules_refuse_is_left_out_with_a_warning(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(pack, HUMANS, 1, path) as match:
        to_phase(match, "bulletin")
        digest = match.digest()
        match.submit(Advance())

    def refuse(*_: object) -> None:
        raise engine.IllegalCommandError("Nobody moves.")

    with monkeypatch.context() as patch:
        patch.setattr(engine, "apply", refuse)
        with Match.resume(path, pack) as match:
            assert "1 saved commands can't be played" in match.warnings[0]
            assert match.digest() == digest
    with Match.resume(path, pack) as match:
        assert match.digest() == digest
        assert match.warnings == []


def test_a_person_does_not_play_for_the_computer(pack: Pack) -> None:
    with Match.new(pack, {**HUMANS, "unions": "ai:idle"}, 1) as match:
        agenda = match.view("unions").agendas_dealt[0]
        with pytest.raises(InputError, match="played by the computer"):
            match.submit(ChooseAgenda(role="unions", agenda=agenda))
        match.hand("unions", "human")
        match.submit(ChooseAgenda(role="unions", agenda=agenda))


def test_a_seat_passes_to_an_ai_and_back_in_mid_game(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(pack, HUMANS, 1, path) as match:
        to_phase(match, "orders")
        assert not match.step_ai()
        match.hand("monitor", "ai:persona")
        assert match.step_ai()
        assert not match.awaits("monitor")
        match.hand("monitor", "human")
        with pytest.raises(InputError):
            match.hand("monitor", "ai:genius")
    with Match.resume(path, pack) as again:
        assert again.seats == HUMANS
        assert not again.awaits("monitor")


def test_ai_choices_are_kept_with_their_reasons_and_never_made_again(
    pack: Pack, played: tuple[Path, str]
) -> None:
    with Journal.read(played[0]) as journal:
        seals = [
            e for e in journal.entries if isinstance(e, Played) and isinstance(e.command, Seal)
        ]
    assert any(e.why for e in seals)


def test_another_scenario_or_seed_for_a_kept_game_is_refused(
    played: tuple[Path, str], tmp_path: Path
) -> None:
    path = tmp_path / "game.jsonl"
    shutil.copyfile(played[0], path)
    with pytest.raises(InputError, match="another seed"):
        open_match(None, None, SEED + 1, path)
    with pytest.raises(InputError, match=r"scenario"):
        open_match("no-such-scenario", None, None, path)
    with open_match("december-2013", "unions=human", SEED, path) as match:
        assert match.seats["unions"] == "human"


def test_a_changed_scenario_goes_on_from_its_snapshot_with_a_warning(
    pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(pack, PERSONAS, 1, path) as match:
        for _ in range(30):
            match.step_ai()
        digest = match.digest()
    newer = Pack(pack.scenario.model_copy(update={"digest": "other"}), pack.model)
    with Match.resume(path, newer) as again:
        assert "have changed" in again.warnings[0]
        assert again.digest() == digest


def test_a_journal_that_cannot_be_written_gives_a_sentence_and_a_game(
    pack: Pack, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    with Match.new(pack, HUMANS, 1, tmp_path / "file" / "game.jsonl") as match:
        assert "in memory only" in match.trouble
        to_phase(match, "orders")
        match.rewind(0)


def test_notes_are_kept_by_quarter_and_reader_without_what_could_command_a_screen(
    pack: Pack, tmp_path: Path
) -> None:
    match = Match.new(pack, HUMANS, SEED, tmp_path / "notes.jsonl")
    match.note("to all")
    match.note("to \x1b[31mone", author="unions")
    to_phase(match, "papers")
    to_phase(match, "bulletin")
    match.note("later")
    first = match.view(SPECTATOR).first
    said = [(quarter, note.text) for quarter, note in match.notes("unions")]
    assert said == [(first, "to all"), (first, "to [31mone"), (first + 1, "later")]
    assert [note.text for _, note in match.notes("monitor")] == ["to all", "later"]
    match.rewind(1)
    match.note("back again")
    assert match.notes(SPECTATOR)[-1][0] == first
    assert len(match.notes(SPECTATOR)) == 3
    match.close()
