"""One workshop in fast time: from the printed kit to the debrief of two tables."""

from __future__ import annotations

from pathlib import Path

from game.journal import timeline
from game.journal.follower import Follower
from game.journal.format import NoteEntry, PlanEntry, QuestionEntry, StepEntry
from game.journal.public_file import public_path
from game.journal.verification import verify
from game.match import Match
from game.match.seats import HUMAN
from game.rules.state.commands import Inject
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR
from game.telling import Voice
from game.telling.election_night import standing
from game.telling.night_broadcast import so_far
from game.telling.seat_cards import cards
from game.workshop.kept_game import kept_game
from game.workshop.library import library
from game.workshop.plan import plan_of
from game.workshop.press import kit
from game.workshop.press.debrief import debrief
from game.workshop.press.game_start import Opening
from game.workshop.press.phrases import Wording
from game.workshop.room import Room
from game.workshop.sheets import read_sheet
from game.workshop.wall import WallState
from game.workshop.wall_pages import pages
from tests.workshop.four_people import play_until

SEED = 7


class Workshop:
    """A laptop with its console, a wall that reads the public file, and a clock on both."""

    def __init__(self, pack: Pack, path: Path) -> None:
        self.now = 0.0
        self.match = Match.new(pack, dict.fromkeys(ROLES, HUMAN), SEED, path)
        self.room = Room(self.match, plan_of("90"), lambda: self.now)
        self._follower = Follower(public_path(path))
        self.state = WallState(public_path(path), lambda: self.now)

    def wall(self) -> str:
        for line in self._follower.read():
            self.state.read(line)
        shown = []
        for page in pages(self.state):
            shown += [page.head, page.lead, *page.lines, *(f"{a}: {b}" for a, b, _ in page.rows)]
        return "\n".join(shown)

    def play(self, phase: str) -> None:
        play_until(self.match, phase)  # type: ignore[arg-type]
        self.room.follow()

    def from_paper(self) -> None:
        """Seal four sheets as they were written: a card each that names nothing."""
        for role in ROLES:
            view = self.match.view(role)
            voice = Voice.of(self.match.pack.scenario, view)
            written = next(
                voice.code(o.lever)
                for o in view.menu
                if not (o.reasons or o.trusts or o.roles or o.tags)
            )
            seal = read_sheet(voice, view, written).seal
            assert seal is not None
            self.match.submit(seal)
        self.room.follow()


def test_one_workshop_from_the_kit_to_the_debrief(pack: Pack, tmp_path: Path) -> None:
    opening = Opening.of(pack, SEED)
    plan = plan_of("90")
    kit.write_folder(
        tmp_path / "kit", kit.files(opening, Wording(opening.voice, plan, SEED, "december-2013"))
    )
    path = tmp_path / "table1.jsonl"
    shop = Workshop(pack, path)
    room, match = shop.room, shop.match

    check = room.wall_check
    check.begin()
    assert check.wall_word in shop.wall()
    assert check.console_word not in shop.wall()
    assert check.typed(check.wall_word)
    room.begin()
    room.ask("Who can close a hospital before a vote?")
    assert "Who can close a hospital" in shop.wall()

    apart = Match.new(pack, match.seats, SEED + 1)
    play_until(apart, "papers")
    assert apart.path is None and "Talks" not in shop.wall()

    shop.play("orders")  # round 1, untimed: entered from paper
    shop.from_paper()
    assert "full effect" in shop.wall() or "half effect" in shop.wall()

    shop.play("papers")
    shop.play("talks")  # round 2: an inject
    voice = Voice.of(pack.scenario, match.view(SPECTATOR))
    event = next(e for e in library(match, voice, "now") if not e.reason)
    match.submit(Inject(event=event.event))
    room.injected()
    assert event.title in shop.wall()

    shop.play("orders")
    room.pause()
    shop.now += 600
    assert not room.expired
    room.pause()
    shop.now += 60 * plan.round.enter
    assert room.expired  # the computer fills what is missing
    room.fill_by_computer()
    assert match.view(SPECTATOR).phase == "reveal"

    shop.play("papers")
    match.hand("monitor", "ai:persona")
    shop.play("bulletin")
    room.note("They thought that the price was theirs to set.", "actors")
    room.skip_round()
    while room.play_on():
        pass
    third = match.turn
    match.rewind(third - 1)
    assert shop.wall() != ""
    branch = match.branch(1, tmp_path / "table2.jsonl")
    branch.close()
    match.hand("monitor", HUMAN)
    room.to_election()
    while room.play_on():
        pass
    assert match.view(SPECTATOR).phase == "campaign"
    play_until_ended(match)

    told = match.night()
    listed = match.view(SPECTATOR).trusts.listed
    stories = cards(voice, pack.model, told, match.log_for(SPECTATOR), listed)
    before: int | None = None
    for minute in (0, 120, 400, 700):
        now = standing(pack.model, told, minute)
        match.show("night", so_far(pack.model, told, now, stories, minute, before))
        before = minute
        shown = shop.wall()
        assert shown.startswith("Election night")
        assert "The government" not in shown
        assert sum(shop.state.night.winners.get(s) is not None for s in range(650)) == now.count
    match.announce()
    assert "The government" in shop.wall()

    kept = match.journal.entries
    for kind in (PlanEntry, QuestionEntry, StepEntry, NoteEntry):
        assert any(isinstance(entry, kind) for entry in kept)
    assert timeline.notes(kept)[0][1].category == "actors"
    match.close()
    assert verify(path).difference == ""

    with Match.resume(tmp_path / "table2.jsonl") as other:
        for role in ROLES:
            other.hand(role, "ai:persona")
        other.run_ai()
    games = [kept_game(path), kept_game(tmp_path / "table2.jsonl")]
    page = debrief(games)["html"]
    assert "Who can close a hospital before a vote?" in page
    assert "They thought that the price was theirs to set." in page


def play_until_ended(match: Match) -> None:
    """Seal the campaign's sheets; the vote follows."""
    while not match.ended:
        play_once(match)


def play_once(match: Match) -> None:
    """Let a person of each office that is waited for seal an empty sheet."""
    for role in ROLES:
        if match.awaits(role):
            view = match.view(role)
            voice = Voice.of(match.pack.scenario, view)
            seal = read_sheet(voice, view, "-").seal
            assert seal is not None
            match.submit(seal)
