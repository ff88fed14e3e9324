"""Whole games at one screen, from the title to the scores, by what the semantic tree says."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.screens.menus.title import Title
from game.journal.verification import verify
from game.match import Match
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from tests.desktop.people import Room, seats

#: What everybody meets in a whole game, whoever plays it.
EVERYONE = {
    "The table/bulletin/",
    "The table/event/",
    "The table/talks/",
    "The table/orders/",
    "The sheets/reveal/turned",
    "The market/papers/run",
    "The front page/papers/",
    "The quarter in full/papers/Why it moved",
    "The quarter in full/papers/Hospitals",
    "The quarter in full/papers/Money",
    "The quarter in full/papers/Polls and deals",
    "The table/campaign/",
    "Election night/ended/exit poll",
    "Election night/ended/under way",
    "Election night/ended/result",
    "The end/ended/",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return loader.load("december-2013")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own empty folder."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def begin(room: Room, *people: str, seed: int = 2013) -> None:
    """From the title to the first screen of a game with those people."""
    room.look()
    room.use("New game", "button")
    room.look()
    for name in people:
        room.use(f"Who plays {name}", "dropdown")
        room.look("choosing")
        room.use("A person here")
    if not people:  # a newcomer alone is offered a guide, who has tests of its own
        room.use("Guide me through the first quarter", "switch")
    room.use("Seed", "entry")
    room.driver.type_text(str(seed))
    room.look("ready")
    room.use("Begin", "button")


def rest_of_the_game(room: Room) -> None:
    """Play on to the campaign: everything read, first answers, nothing more ordered."""
    for _ in range(12):
        room.to("reveal") if room.phase != "papers" else None
        if room.phase == "reveal":
            room.reveal()
        if room.phase == "papers":
            room.papers()
        if room.phase in ("campaign", "ended"):
            return
    raise AssertionError("the game never came to its campaign")


def test_four_people_play_a_whole_game_at_one_screen(home: Path) -> None:
    with Room(Title()) as room:
        # in about one of four games in which hardly anybody does a thing the service collapses
        begin(room, "No 10", "Monitor", "Unions", seed=2023)
        assert room.session.humans == list(ROLES)
        aims = {a.title for a in room.match.pack.scenario.agendas}

        room.agendas()
        assert room.screen == "The table"
        assert not any(aim in room.driver.words() for aim in aims)
        chosen = {r: room.match.view(r).agenda for r in ROLES}
        assert None not in chosen.values()

        # the red box is read behind the curtain
        room.visit("secretary")
        room.look("private")
        agenda = room.voice.agenda(chosen["secretary"] or "")
        assert agenda in room.driver.words()
        room.leave()
        assert agenda not in room.driver.words()

        # an event is answered in the open
        room.to("event")
        before = len(room.match.log)
        room.answer()
        assert "answered" in {fact.kind for fact in room.match.log[before:]}

        # an offer is made by one and accepted by another
        room.to("talks")
        room.visit("unions")
        room.use("Deals", "button")
        room.look("ready")
        room.use("Make an offer", "tab")
        room.use("Health Secretary", "button")
        room.use("Offer it", "button")
        room.look("offered")
        room.use("Done", "button")
        room.leave()
        assert "offered" in [d.state for d in room.match.view("secretary").deals]
        room.visit("secretary")
        room.use("Deals", "button")
        room.look("asked")
        room.use("Accept", "button")
        room.look("struck")
        room.use("Done", "button")
        room.leave()
        assert [d.state for d in room.match.view("secretary").deals] == ["live"]

        # orders: with targets and a bid, one taken back with undo, one sheet withdrawn
        room.to("orders")
        room.visit("secretary")
        free = [x for x in room.match.view("secretary").menu if not x.reasons]
        plain, other = [x for x in free if not x.trusts and not x.roles and not x.tags][:2]
        quarter = room.session.view.quarter
        room.order(room.voice.lever(other.lever, quarter))
        assert [o.lever for o in room.session.draft.orders] == [other.lever]
        room.use("Undo", "button")
        assert room.session.draft.orders == []
        room.order(room.voice.lever(plain.lever, quarter), bid=1)
        room.seal_here()
        assert room.match.view("secretary").draft == (plain.lever,)
        assert room.session.who == "spectator"
        room.visit("secretary")
        room.use("Withdraw", "button")
        assert room.match.awaits("secretary")
        room.seal_here()

        room.visit("number10")
        aimed = next(
            x for x in room.match.view("number10").menu if len(x.trusts) > 1 and not x.reasons
        )
        names = dict(zip(room.session.view.trusts.id, room.session.view.trusts.name, strict=True))
        target = aimed.trusts[-1]
        room.order(room.voice.lever(aimed.lever, quarter), targets=[names[target]])
        assert [o.trusts for o in room.session.draft.orders] == [(target,)]
        room.seal_here()
        room.seal("monitor")
        assert room.phase == "orders"
        room.seal("unions")
        assert room.phase == "reveal"
        shown = {(o.role, o.lever) for o in room.match.view("spectator").orders}
        assert shown == {("secretary", plain.lever), ("number10", aimed.lever)}

        rest_of_the_game(room)
        for role in ROLES:
            room.visit(role)
            room.order(room.hand()[0])
            room.seal_here()
        assert room.phase == "ended"
        room.night()
        scores = dict(room.match.view("spectator").scores)
        assert set(scores) >= set(ROLES)
        room.use("To the title", "button")

        assert room.wrong == []
        assert room.met >= EVERYONE | {"Curtain/agendas/", "Curtain/orders/", "Curtain/campaign/"}
        kept = next((home / "failure-regime" / "games").glob("*-??-??.jsonl"))
        assert verify(kept).difference == ""


@pytest.mark.parametrize("keys", [False, True], ids=["by mouse alone", "by keyboard alone"])
def test_one_person_plays_a_whole_game_against_personas(keys: bool) -> None:
    with Room(Title(), keys=keys) as room:
        begin(room)
        room.agendas()
        room.to("orders")
        first = room.hand()[0]
        room.order(first, bid=1)
        room.use("Undo", "button")
        room.order(first)
        room.seal_here()
        assert room.phase == "reveal"
        rest_of_the_game(room)
        room.order(room.hand()[0])
        room.seal_here()
        room.night()
        assert room.wrong == []
        assert room.met >= EVERYONE


@pytest.mark.parametrize(
    ("size", "text", "role"),
    [
        ((1280, 720), 1.4, "unions"),
        ((1280, 720), 2.0, "monitor"),
        ((1920, 1080), 0.9, "number10"),
        ((3840, 2160), 1.0, "secretary"),
    ],
)
def test_nothing_is_cut_off_in_other_sizes_and_prints(
    pack: Pack, size: tuple[int, int], text: float, role: Role
) -> None:
    with Room.at(Match.new(pack, seats(role), 7), size=size, text=text) as room:
        room.agendas()
        room.to("talks")
        room.use("Deals", "button")
        for tab in room.driver.labels("tab"):
            room.use(tab, "tab")
            room.look(tab.split(" · ")[0])
        room.use("Done", "button")
        room.to("orders")
        room.order(room.hand()[0])
        room.seal_here()
        rest_of_the_game(room)
        wanted = set(EVERYONE)
        if room.phase == "campaign":
            room.seal_here()
            room.night()
        else:  # a service that collapses under an idle office has no campaign, and no night
            assert room.screen == "The end"
            room.look()
            wanted = {x for x in wanted if "/ended/" not in x and "/campaign/" not in x}
        assert room.wrong == []
        assert room.met >= wanted


def test_with_nobody_at_the_table_the_computer_plays_and_a_person_watches(pack: Pack) -> None:
    with Room.at(Match.new(pack, seats(), 9)) as room:
        while room.phase != "ended":
            if room.phase == "reveal":
                room.reveal()
            elif room.phase == "papers":
                room.papers()
            else:
                room.driver.step()
                room.look()
        room.night()
        assert room.wrong == []
