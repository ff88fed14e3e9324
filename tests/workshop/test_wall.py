"""The wall knows the public file and nothing else, at every moment of a whole game."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from game.journal.follower import Follower
from game.journal.public_file import plain, public_path
from game.match import Match
from game.match.setup import go_on_in
from game.rules.state.facts import AgendaStepped
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.workshop.wall import WallState
from game.workshop.wall_pages import pages


class Reader:
    """A wall of its own beside a game."""

    def __init__(self, public: Path) -> None:
        self.now = 0.0
        self.follower = Follower(public, onward=True)
        self.state = WallState(public, lambda: self.now)

    def words(self) -> str:
        for line in self.follower.read():
            self.state.read(line)
        shown = []
        for page in pages(self.state):
            shown += [page.head, page.lead, page.note, *page.lines]
            shown += [f"{what}: {how}" for what, how, _ in page.rows]
        return "\n".join(shown)


@pytest.fixture
def game(pack: Pack, tmp_path: Path) -> Iterator[Match]:
    seats: dict[Role, str] = dict.fromkeys(ROLES, "ai:persona")
    with Match.new(pack, seats, 4, tmp_path / "table1.jsonl") as made:
        yield made


def _wall(match: Match) -> Reader:
    assert match.path is not None
    return Reader(public_path(match.path))


def _same(wall: View, public: View) -> None:
    for f in fields(View):
        if f.name not in ("menu", "polling"):
            assert plain(getattr(wall, f.name)) == plain(getattr(public, f.name)), f.name


def test_a_whole_game_shows_what_the_public_knows_and_no_more(game: Match) -> None:
    wall, phases = _wall(game), set()
    scenario = game.pack.scenario
    with game:
        while True:
            shown = wall.words()
            public = game.view("spectator")
            assert wall.state.view is not None
            if not game.night_waits:  # what the seals have brought about waits for its night
                _same(wall.state.view, public)
            phases.add(public.phase)
            stepped = {f.agenda for f in game.log_for("spectator") if isinstance(f, AgendaStepped)}
            for role in ROLES:
                own = game.view(role)
                hidden = {*own.agendas_dealt, own.agenda or ""} - {"", *stepped}
                assert not any(scenario.agenda(a).title in shown for a in hidden)
                if public.phase in ("orders", "campaign"):
                    for lever in own.draft:
                        assert scenario.lever(lever).title(public.quarter) not in shown
            if not game.step_ai():
                break
        assert "government" not in wall.words().lower()  # the polls have closed, and no more
        game.announce()
        assert "The government" in wall.words()
    assert phases >= {"bulletin", "event", "talks", "orders", "reveal", "papers", "campaign"}


def test_every_phase_has_its_page(game: Match) -> None:
    wall, first = _wall(game), {}
    with game:
        while game.step_ai():
            shown = wall.words()
            assert wall.state.view is not None
            first.setdefault(wall.state.view.phase, shown)
    voice = wall.state.voice
    assert voice is not None
    offices = [voice.title_of(role) for role in ROLES]
    assert all(f"{office}: not yet" in first["orders"] for office in offices)
    assert all(office in first["reveal"] for office in offices)
    assert "answer" in first["event"]
    assert "Trusts on the failing list" in first["bulletin"]
    assert "What moved most" in first["papers"]


def test_the_map_of_hospitals_says_what_its_signs_mean(game: Match) -> None:
    wall = _wall(game)
    while game.view("spectator").phase != "bulletin":
        game.step_ai()
    wall.words()
    (listed,) = [page for page in pages(wall.state) if page.kind == "map"]
    signs = " ".join(listed.lines)
    assert "exclamation mark: on the failing list" in signs
    assert all(sign in signs for sign in ("Gold ring", "Circle", "Square", "Cross"))


def test_at_each_pause_the_exam_question_comes_first(game: Match) -> None:
    wall = _wall(game)
    while game.view("spectator").phase != "event":
        game.step_ai()
    game.show("room", {"question": "Who can close a hospital?"})
    wall.words()
    event = pages(wall.state)
    for paused in (True, False):
        game.show("room", {"clock": {"what": "Talk", "left": 60, "paused": paused}})
        wall.words()
        first, *others = pages(wall.state)
        if paused:
            assert (first.head, first.lead) == ("Paused", "Who can close a hospital?")
            assert tuple(others) == event
        else:
            assert (first, *others) == event


def test_it_follows_back_and_on_again(game: Match, tmp_path: Path) -> None:
    wall = _wall(game)
    with game:
        while game.view("spectator").quarter < game.view("spectator").first + 2:
            game.step_ai()
        wall.words()
        known = len(wall.state.facts)
        game.rewind(1)
        wall.words()
        assert wall.state.view is not None
        _same(wall.state.view, game.view("spectator"))
        assert len(wall.state.facts) < known
        assert all(f.quarter < wall.state.view.quarter for f in wall.state.facts)
        branch = game.branch(1, tmp_path / "other.jsonl")
        go_on_in(branch, game)
    with branch:
        for _ in range(3):
            branch.step_ai()
        wall.words()
        _same(wall.state.view, branch.view("spectator"))


def test_it_follows_back_from_the_end(game: Match) -> None:
    wall = _wall(game)
    game.run_ai()
    game.announce()
    assert "The government" in wall.words()
    game.rewind(2)
    shown = wall.words()
    assert "government" not in shown.lower()
    assert wall.state.view is not None
    _same(wall.state.view, game.view("spectator"))
    while game.step_ai():
        pass
    assert game.night_waits
    assert "government" not in wall.words().lower()
    game.announce()
    assert "The government" in wall.words()


def test_a_branch_elsewhere_is_not_named(game: Match, tmp_path: Path) -> None:
    for _ in range(20):
        game.step_ai()
    (tmp_path / "apart").mkdir()
    with game.branch(1, tmp_path / "apart" / "other.jsonl") as branch:
        go_on_in(branch, game)
    assert game.path is not None
    assert "branch" not in public_path(game.path).read_text()


def test_after_the_night_it_says_who_won_what_became_and_how_the_offices_did(game: Match) -> None:
    wall = _wall(game)
    game.run_ai()
    game.announce()
    wall.words()
    won, became, first, listed, offices = pages(wall.state)
    assert won.head.startswith("The government")
    assert won.lead
    assert became.rows
    scores = game.view("spectator").scores
    assert [how for _, how, _ in offices.rows] == [f"{score:.1f}" for _, score in scores]
    view = game.view("spectator")
    assert listed.kind == "map" and f"{int(view.trusts.listed.sum())} hospitals" in listed.lead
    began = game.history_view(0, "spectator").trusts
    names = [i for i, failed in zip(began.id, began.listed, strict=True) if failed]
    assert first.head == f"The first list: {len(names)} hospitals"
    counted = {what: int(how) for what, how, _ in first.rows}
    assert sum(counted.values()) == len(names)
    rows = [view.trusts.id.index(name) for name in names]
    gone = sum(int(view.trusts.status[row]) == 3 for row in rows)
    assert counted["Closed or taken over"] == gone
    listed_still = sum(bool(view.trusts.listed[row]) for row in rows)
    assert counted["Still on it"] + counted["In administration"] + gone >= listed_still


def test_it_goes_on_after_a_crash_and_a_restart(game: Match) -> None:
    wall = _wall(game)
    path = game.path
    assert path is not None
    for _ in range(12):
        game.step_ai()
    wall.words()
    game.journal.close()  # as if the process had died: nothing more is told
    with public_path(path).open("ab") as torn:
        torn.write(b'{"kind":"now","turn":1,"vi')
    wall.words()
    with Match.resume(path) as again:
        for _ in range(12):
            again.step_ai()
        wall.words()
        assert wall.state.view is not None
        _same(wall.state.view, again.view("spectator"))


def test_a_file_that_is_replaced_is_read_from_its_beginning(
    game: Match, pack: Pack, tmp_path: Path
) -> None:
    wall = _wall(game)
    with game:
        for _ in range(5):
            game.step_ai()
    wall.words()
    longer = tmp_path / "longer.jsonl"
    other = Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 9, longer)
    with other:
        for _ in range(60):
            other.step_ai()
    assert game.path is not None
    public_path(longer).replace(public_path(game.path))
    wall.words()
    assert wall.state.view is not None
    _same(wall.state.view, other.view("spectator"))


def test_lines_that_make_no_sense_are_passed_over(tmp_path: Path) -> None:
    public = tmp_path / "x.public.jsonl"
    lines = [
        {"kind": "game", "scenario": "december-2013", "title": "<b>T\u202e\u001b[2Jitle</b>"},
        {"kind": "now", "view": {}, "happenings": 3},
        {"kind": "now", "figures": {"waits": 3}, "view": None, "happenings": []},
        {"kind": "now", "trusts": {"id": ["T1"], "name": []}, "view": {}, "happenings": []},
        {"kind": "room", "clock": "late"},
        {"kind": "night", "minute": "x"},
        {"kind": "else"},
    ]
    public.write_text("".join(json.dumps(line) + "\n" for line in lines) + "[1]\nnull\n")
    assert Reader(public).words() == "<b>T[2Jitle</b>\n\n"


def test_without_its_scenario_it_says_what_the_lines_say(game: Match) -> None:
    assert game.path is not None
    public = public_path(game.path)
    with game:
        for _ in range(6):
            game.step_ai()
    told = public.read_text().replace('"scenario":"december-2013"', '"scenario":"elsewhere"', 1)
    public.write_text(told)
    shown = Reader(public).words()
    assert "The scenario 'elsewhere' isn't here" in shown
    assert "trusts at risk: 35" in shown


def test_the_room_s_own_lines_are_cleaned_and_kept(tmp_path: Path) -> None:
    public = tmp_path / "x.public.jsonl"
    wall = Reader(public)

    def say(**room: object) -> str:
        with public.open("a") as file:
            file.write(json.dumps({"kind": "room", **room}) + "\n")
        return wall.words()

    assert say(question="What \u202ewas\u0007 it?" + "x" * 5000).count("\n") == 2
    assert wall.state.question.startswith("What was it?")
    assert len(wall.state.question) <= 240
    assert say(code="heron").startswith("heron")
    say(code="")
    assert say(blank=True).strip() == ""
    say(blank=False)
    say(clock={"what": "Sheets", "left": 90})
    wall.now = 30.0
    assert wall.state.seconds_left() == 60
    say(clock={"what": "Sheets", "left": 60, "paused": True})
    wall.now = 500.0
    assert wall.state.seconds_left() == 60
    say(clock=None)
    assert wall.state.seconds_left() is None
