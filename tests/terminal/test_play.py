"""``play --text`` from scripted input: every prompt, every command, secrets behind the curtain."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.journal.public_file import public_path
from game.match import Match
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.telling.office_briefs import ABOUT
from game.telling.transcript import transcript
from game.terminal.prompts import Console
from tests.terminal.typists import ALONE, FOUR, typed, whole


def test_one_person_plays_a_whole_game(pack: Pack) -> None:
    shown = whole(Match.new(pack, ALONE, 3))
    assert "== The end ==" in shown
    assert shown.count(": bulletin ==") == 6
    assert "Pass the screen" not in shown


def test_four_people_play_a_whole_game_at_one_screen(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "four.jsonl"
    shown = whole(Match.new(pack, FOUR, 3, path))
    assert "== The end ==" in shown
    for name in ("the Health Secretary", "No 10", "the Unions"):
        assert shown.count(f"Pass the screen to {name}.") >= 8


def test_the_curtain_clears_a_real_screen_before_and_after(pack: Pack) -> None:
    shown = typed(Match.new(pack, FOUR, 3), "", "1", screen=True)
    first = shown.index("your briefing")
    assert shown.rindex("\x1b[2J", 0, first) > shown.index("Pass the screen")
    assert "\x1b[2J" in shown[first:]


def test_the_scrollback_is_emptied_after_the_screen_every_time(pack: Pack) -> None:
    """Erasing moves the screen into the scrollback of many terminals, so that goes last."""
    shown = typed(Match.new(pack, FOUR, 3), *[line for _ in ROLES for line in ("", "1")], "quit",
                  screen=True)  # fmt: skip
    whole = shown.count("\x1b[H\x1b[2J\x1b[3J")
    assert whole >= 3 * len(ROLES)  # the curtain falls and rises, and falls after the visit
    assert shown.count("\x1b") == 3 * whole
    for role in ROLES:
        office = pack.scenario.office(role)
        visit = shown.index("your briefing", shown.index(f"Pass the screen to {office}"))
        assert "\x1b[3J" in shown[visit:].split("Pass the screen", 1)[0]


def test_nothing_private_is_shown_in_the_open(pack: Pack) -> None:
    """At an open prompt of a shared screen, commands answer as to a spectator."""
    briefings = [line for _ in ROLES for line in ("", "1")]
    shown = typed(Match.new(pack, FOUR, 3), *briefings, "figures")
    public = set(Match.new(pack, FOUR, 3).view("spectator").figures)
    listing = shown[shown.rindex("== Figures ==") :]
    for spec in pack.scenario.figures:
        assert (f"\n{spec.title}:" in listing) == (spec.figure in public)


def test_the_end_of_the_input_says_how_to_go_on(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    shown = typed(Match.new(pack, ALONE, 3, path), "1")
    assert f"The journal {path} keeps this game." in shown
    assert f"failure-regime play --text --journal {path}" in shown
    again = typed(Match.resume(path, pack), "quit")
    assert "bulletin ==" in again


def test_without_a_journal_it_says_that_nothing_is_kept(pack: Pack) -> None:
    assert "This game is not kept" in typed(Match.new(pack, ALONE, 3), "1", "quit")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("help", "why FIGURE: why it moved last."),
        ("figures", "Trusts on the failing list: "),
        ("why morale", "has not moved yet"),
        ("why", "Type why and a figure's name"),
        ("why nonsense", "Type why and a figure's name"),
        ("trusts london", "quality band"),
        ("trusts nowhere", "No trust fits."),
        ("deals", "== Deals =="),
        ("log", "== Log =="),
        ("source clout", "What orders, answers and bids are paid with"),
        ("source morale", "Source: The coalition's honeymoon is in danger"),
        ("source xyzzy", "Nothing is called that."),
        ("turns", "Turn 1: Q3 2013/14."),
        ("rewind", "Type rewind and a turn's number"),
        ("rewind 77", "There is no turn 77"),
        ("withdraw", "no sealed sheet"),
        ("offer 99", "ready-written offers; type offer 1."),
        ("note a turning point", "Noted."),
        ("save", "This game is not kept"),
        ("dance", "Press Enter to go on, or type help."),
    ],
)
def test_commands_work_at_a_prompt(pack: Pack, command: str, said: str) -> None:
    shown = typed(Match.new(pack, ALONE, 3), "1", command)
    assert said in shown


def test_rewinding_starts_the_turn_again(pack: Pack) -> None:
    shown = typed(Match.new(pack, ALONE, 3), "1", "", "rewind 1")
    assert "Back at turn 1" in shown
    assert shown.count("bulletin ==") == 2


def test_hostile_typing_reaches_the_screen_clean(pack: Pack) -> None:
    shown = typed(Match.new(pack, ALONE, 3), "1", "why \x1b[2J\x07morale\u202e")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_title_that_asks_needs_no_full_stop() -> None:
    asking = loader.load("if-it-works")
    first = typed(Match.new(asking, ALONE, 5)).splitlines()[0]
    assert asking.scenario.title.endswith("?") and first.startswith(f"{asking.scenario.title} ")


def test_enter_alone_where_a_choice_must_be_made_is_asked_again(pack: Pack) -> None:
    shown = typed(Match.new(pack, ALONE, 5), "")
    assert "Nothing was typed." in shown and shown.count("Which? Type 1 to 2.") == 2


def test_what_could_command_a_terminal_is_not_written(pack: Pack) -> None:
    """Whatever reached a name or a sentence: it is cleaned again where it is shown."""
    out = io.StringIO()
    console = Console(io.StringIO("\n\n"), out, screen=True)
    for bad in ("\x1b]0;owned\x07", "\x9b2J", "\u202e", "\x00", "\u2066", "\r", "\x7f"):
        console.say(f"  a{bad}b")
        console.heading(bad)
        console.whole(f"a{bad}b")
        console.numbered([bad])
    console.line("a\x1b[31m?")
    console.curtain("\x1b]0;owned\x07 the Unions")
    written = out.getvalue().replace("\x1b[H\x1b[2J\x1b[3J", "")
    assert not set(written) & set("\x1b\x9b\u202e\x00\u2066\r\x7f\x07")
    assert "  ab" in written


NOBODY: dict[Role, str] = dict.fromkeys(ROLES, "ai:persona")


def test_a_game_of_ais_is_told_by_quarter_and_its_result_after_the_night(pack: Pack) -> None:
    shown = typed(Match.new(pack, NOBODY, 1))
    quarters = [shown.index(f"== Q{q} ==") for q in ("3 2013/14", "4 2013/14", "1 2014/15")]
    assert quarters == sorted(quarters)
    between = shown[quarters[0] : quarters[1]]
    assert "orders “" in between or "order “" in between
    night = shown.index("The exit poll")
    assert " scores " not in shown[:night]
    assert " scores " in shown[night:]


def test_a_game_can_be_rewound_from_election_night(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "ended.jsonl"
    with Match.new(pack, ALONE | {"secretary": "ai:persona"}, 1, path) as match:
        match.run_ai()
        match.hand("secretary", "human")
    shown = typed(Match.resume(path, pack), "note that was close", "rewind 1", "quit")
    assert "Noted." in shown
    assert "Back at turn 1." in shown
    assert "== Q3 2013/14: bulletin ==" in shown[shown.index("Back at turn 1.") :]
    assert any("that was close" in line for line in transcript(path, "all"))


def test_a_game_can_be_rewound_after_its_end(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "ended.jsonl"
    with Match.new(pack, ALONE | {"secretary": "ai:persona"}, 1, path) as match:
        match.run_ai()
        match.hand("secretary", "human")
    shown = typed(Match.resume(path, pack), "skip", "rewind 1", "quit")
    end = shown.index("== The end ==")
    assert "Back at turn 1." in shown[end:]
    assert "== Q3 2013/14: bulletin ==" in shown[shown.index("Back at turn 1.") :]


def test_the_wall_hears_the_result_after_the_night(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(pack, NOBODY, 1, path) as match:
        match.run_ai()
        assert match.ended
        before = public_path(path).read_text("utf-8")
        match.announce()
        after = public_path(path).read_text("utf-8").removeprefix(before)
        match.announce()
        assert public_path(path).read_text("utf-8") == before + after
    for word in ('"kind":"election"', '"kind":"scored"', '"phase":"ended"'):
        assert word not in before
        assert after.count(word) >= 1


def test_nothing_that_can_be_asked_tells_the_result_before_the_night_does(
    pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "ended.jsonl"
    match = Match.new(pack, ALONE | {"secretary": "ai:persona"}, 1, path)
    match.run_ai()
    match.hand("secretary", "human")
    asked = ["log 400", "figures", "deals", "turns", "notes", "why morale", "trusts"]
    shown = typed(match, *asked, "skip")
    night = shown.index("The same campaign over 200 nights")
    before, after = shown[: shown.rindex("seats for the governing", 0, night)], shown[night:]
    for word in (" scores ", "Seats: ", "The government holds on", "The government falls"):
        assert word not in before
    assert "Role of the match" in after
    assert match.view("spectator").scores


def test_notes_can_be_read_again_by_whom_they_are_for(pack: Pack) -> None:
    shown = typed(Match.new(pack, ALONE, 3), "1", "notes", "note the \x1b[31mred tape", "notes")
    assert "Nothing has been noted yet" in shown
    listed = shown[shown.rindex("== Notes ==") :]
    assert "Q3 2013/14: the [31mred tape" in listed


def test_history_is_told_once_in_the_open_and_each_office_what_it_is_about(pack: Pack) -> None:
    with Match.new(pack, dict.fromkeys(ROLES, "human"), 3) as match:
        said = typed(match, *["", "1"] * 4)
    words = " ".join(said.split())
    background = " ".join(pack.scenario.background.split())[:60]
    assert words.count(background) == 1
    assert words.index(background) < words.index("your briefing")
    for _, about in ABOUT.values():
        assert about in words
