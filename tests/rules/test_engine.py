"""The engine: a pure fold, in the order of play, that refuses what is unlawful."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.errors import IllegalCommandError, InputError
from game.rules import engine, transition
from game.rules.deals import suggestions
from game.rules.orders import legality, lever_menu
from game.rules.state.commands import (
    COMMAND,
    Advance,
    AnswerEvent,
    ChooseAgenda,
    Command,
    Leak,
    OfferDeal,
    Order,
    ReplyDeal,
    Seal,
    Unseal,
)
from game.rules.state.facts import PhaseBegan
from game.rules.state.position import Position
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.world import quarter_calendar
from tests.rules import fixtures
from tests.rules.fixtures import Game

PACK = fixtures.pack()


def test_a_game_starts_with_agendas_dealt_and_the_start_published() -> None:
    game = Game()
    board = game.board
    assert board.phase == "agendas"
    assert board.quarter == quarter_calendar.parse(fixtures.FIRST)
    assert game.position.world.quarter == board.quarter - 1
    assert [p.quarter for p in board.published] == [board.quarter - 1]
    assert [(o.clout, o.word) for o in board.offices] == [(400, 300)] * 4
    assert len(engine.pending(PACK, game.position)) == 4


@pytest.mark.parametrize("before", [0, 1, 3])
def test_sheets_sealed_at_once_are_sealed_one_after_the_other(before: int) -> None:
    game = Game().to("orders")
    levers = {"secretary": "offer", "number10": "stop_market", "unions": "reps"}
    sheets = [
        Seal(role=r, orders=fixtures.sheet([levers[r]] if r in levers else [])) for r in ROLES
    ]
    for sheet in sheets[:before]:
        game.do(sheet)
    for n in range(before, 5):
        position, told = game.position, ()
        for sheet in sheets[before:n]:
            position, more = engine.apply(game.pack, position, sheet)
            told = (*told, *more)
        at_once, all_told = transition.seal(game.pack, game.position, sheets[before:n])
        assert engine.digest(at_once) == engine.digest(position)
        assert all_told == told
    assert at_once.board.phase == "reveal"


def test_a_quarter_goes_through_its_phases_in_order() -> None:
    game = Game()
    seen = [game.board.phase]
    for _ in range(40):
        seen += [h.phase for h in game.do(game.simplest()) if isinstance(h, PhaseBegan)]
    first = ["agendas", "bulletin", "event", "talks", "orders", "reveal", "papers"]
    assert seen[:8] == [*first, "bulletin"]


def test_a_game_of_six_quarters_ends_in_a_campaign_and_a_vote() -> None:
    game = Game().to("ended")
    assert game.board.ending == "election"
    assert game.board.quarter == quarter_calendar.parse(fixtures.LAST) + 1
    assert game.position.world.quarter == quarter_calendar.parse(fixtures.LAST)
    assert [role for role, _ in game.board.scores] == list(ROLES)
    assert engine.pending(PACK, game.position) == ()
    with pytest.raises(IllegalCommandError, match="ended"):
        game.do(Advance())


def test_clout_comes_each_quarter_and_stops_at_the_cap() -> None:
    game = Game()
    clouts = []
    while game.board.phase != "ended":
        told = game.do(game.simplest())
        if any(isinstance(h, PhaseBegan) and h.phase == "bulletin" for h in told):
            clouts.append(game.board.office("unions").clout)
    assert clouts[:4] == [400, 700, 800, 800]


def test_a_seed_is_a_whole_number_in_range() -> None:
    for seed in (-1, 2**63):
        with pytest.raises(InputError, match="seed"):
            engine.start(PACK, seed)


def test_the_same_seed_and_commands_give_the_same_game_and_another_seed_does_not() -> None:
    def digest(seed: int) -> str:
        return engine.digest(Game(seed=seed).to("papers").position)

    assert digest(5) == digest(5) != digest(6)


def test_nobody_sees_a_sheet_until_the_last_is_sealed() -> None:
    game = Game().to("orders")
    told = game.do(Seal(role="unions", orders=(Order(lever="organise"),)))
    assert [h.kind for h in told] == ["sealed"]
    assert game.board.phase == "orders"
    told = game.do(*(Seal(role=r) for r in ROLES if r != "unions"))
    assert "order" in [h.kind for h in told]
    assert game.board.phase == "reveal"


def test_no_sheet_yet_is_not_an_empty_sheet() -> None:
    game = Game().to("orders")
    assert game.board.office("unions").sealed is None
    game.do(Seal(role="unions"))
    assert game.board.office("unions").sealed == ()


def test_a_sheet_may_be_withdrawn_until_the_last_seal() -> None:
    game = Game().to("orders")
    before = engine.digest(game.position)
    game.do(Seal(role="unions", orders=(Order(lever="organise"),)), Unseal(role="unions"))
    assert engine.digest(game.position) == before
    with pytest.raises(IllegalCommandError, match="withdraw"):
        game.do(Unseal(role="unions"))
    game.do(Seal(role="unions"))
    with pytest.raises(IllegalCommandError, match="sealed already"):
        game.do(Seal(role="unions"))


@pytest.mark.parametrize("phase", ["bulletin", "event", "talks", "reveal", "papers"])
def test_sheets_wait_for_the_orders_phase(phase: str) -> None:
    game = Game().to(phase)
    with pytest.raises(IllegalCommandError):
        game.do(Seal(role="unions"))


def test_agendas_are_chosen_once_from_those_dealt() -> None:
    game = Game()
    other = next(
        a.id
        for a in PACK.scenario.agendas
        if a.id not in game.board.office("secretary").agendas_dealt
    )
    with pytest.raises(IllegalCommandError):
        game.do(ChooseAgenda(role="secretary", agenda=other))
    kept = game.board.office("secretary").agendas_dealt[1]
    told = game.do(ChooseAgenda(role="secretary", agenda=kept))
    assert told[0].seen_by == ("secretary",)
    with pytest.raises(IllegalCommandError):
        game.do(ChooseAgenda(role="secretary", agenda=kept))


def test_a_position_survives_json() -> None:
    game = Game().to("orders")
    game.orders(secretary="bail_out", unions=["organise", "attack"], number10="speech")
    game.do(Advance())
    text = json.dumps(engine.dump(PACK, game.position))
    back = engine.load(PACK, json.loads(text)).position
    assert engine.digest(back) == engine.digest(game.position)
    assert back.board == game.position.board
    resumed, told = engine.apply(PACK, back, Advance())
    there, also = engine.apply(PACK, game.position, Advance())
    assert engine.digest(resumed) == engine.digest(there) and told == also


@pytest.mark.parametrize(
    "path", [("board",), ("world",), ("board", "offices"), ("world", "cash_k")]
)
def test_a_damaged_position_is_refused_in_a_sentence(path: tuple[str, ...]) -> None:
    value = engine.dump(PACK, Game().position)
    inner: Any = value
    for key in path[:-1]:
        inner = inner[key]
    for bad in (None, 7, "x", [], {}, ["f", [1], "AAAA"]):
        inner[path[-1]] = bad
        with pytest.raises(InputError, match="damaged"):
            engine.load(PACK, value)


# --- laws ------------------------------------------------------------------------------


def lawful(pack: Pack, position: Position, rnd: random.Random) -> Command:
    """A lawful command, at random: orders, answers, offers, replies and leaks."""
    board = position.board
    item = rnd.choice(engine.pending(pack, position))
    if item.role is None:
        return _talk(pack, position, rnd) or Advance()
    office = board.office(item.role)
    if item.kind == "agenda":
        return ChooseAgenda(role=item.role, agenda=rnd.choice(office.agendas_dealt))
    if item.kind == "answer":
        event = next(e for e in map(pack.scenario.event, board.events) if e.answers == item.role)
        open_ = [o for o in event.options if not legality.option_reasons(pack, position, event, o)]
        return AnswerEvent(role=item.role, event=event.id, option=rnd.choice(open_).id)
    menu = [m for m in lever_menu.menu(pack, position, item.role) if not m.reasons]
    orders = tuple(
        Order(
            lever=m.lever,
            bid=rnd.choice((0, 0, 1, 2)),
            trusts=tuple(rnd.sample(m.trusts, min(m.n, len(m.trusts)))),
            to_role=rnd.choice(m.roles) if m.roles else None,
            tag=rnd.choice(m.tags) if m.tags else None,
        )
        for m in rnd.sample(menu, min(2, len(menu)))
    )
    for n in (2, 1, 0):
        if not lever_menu.sheet_reasons(pack, position, item.role, orders[:n]):
            return Seal(role=item.role, orders=orders[:n])
    raise AssertionError("an empty sheet is always lawful")


def _talk(pack: Pack, position: Position, rnd: random.Random) -> Command | None:
    board = position.board
    if board.phase not in ("bulletin", "talks") or rnd.random() < 0.5:
        return None
    role = rnd.choice(ROLES)
    open_ = [d for d in board.deals if d.state == "offered" and d.terms.other == role]
    ready = suggestions.offers(pack, position, role)
    command: Command
    if open_ and rnd.random() < 0.7:
        reply = rnd.choice(("accept", "decline"))
        command = ReplyDeal(role=role, deal=rnd.choice(open_).number, reply=reply)
    elif ready:
        command = OfferDeal(role=role, terms=rnd.choice(ready))
    else:
        return None
    try:
        engine.check(pack, position, command)
    except IllegalCommandError:
        return None
    return command


def clout_held(position: Position) -> int:
    """All clout there is: in offices and in bonds."""
    board = position.board
    bonds = sum(n for deal in board.deals for _, n in deal.bonds)
    return sum(o.clout for o in board.offices) + bonds


@pytest.mark.slow
@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_random_lawful_games_keep_the_laws(seed: int) -> None:
    """No past position changes; clout is never negative nor made of nothing; games end."""
    rnd = random.Random(seed)
    position, _ = engine.start(PACK, seed)
    past: list[tuple[Position, str]] = []
    for _ in range(600):
        if not engine.pending(PACK, position):
            break
        past.append((position, engine.digest(position)))
        command = COMMAND.validate_json(
            COMMAND.dump_json(lawful(PACK, position, rnd))
        )  # as the journal keeps it
        after, told = engine.apply(PACK, position, command)
        assert told
        assert all(o.clout >= 0 and 0 <= o.word <= 500 for o in after.board.offices)
        if isinstance(command, OfferDeal | Leak | ChooseAgenda | Unseal):
            assert clout_held(after) == clout_held(position)
        if isinstance(command, Seal):
            assert clout_held(after) <= clout_held(position) + 50  # a lever may give half a point
        if after.board.published is not position.board.published:
            assert after.world.quarter == after.board.published[-1].quarter
        position = after
    assert position.board.phase == "ended"
    assert all(0 <= score <= 100 for _, score in position.board.scores)
    for old, digest in past:
        assert engine.digest(old) == digest


roles = st.sampled_from(ROLES)
names = st.one_of(
    st.sampled_from(
        [x.id for x in PACK.scenario.levers]
        + [e.id for e in PACK.scenario.events]
        + [a.id for a in PACK.scenario.agendas]
        + ["hold", "detail", "cash"]
    ),
    st.from_regex(r"[a-z][a-z0-9_]{1,12}", fullmatch=True),
)
orders_ = st.builds(
    Order,
    lever=names,
    bid=st.integers(0, 2),
    trusts=st.lists(st.sampled_from(["t000", "t001", "t039", "", "T1", "t40"]), max_size=4).map(
        tuple
    ),
    to_role=st.none() | roles,
    tag=st.none() | st.sampled_from(["money", "staff", "market"]),
)
hostile = st.one_of(
    st.builds(Advance),
    st.builds(ChooseAgenda, role=roles, agenda=names),
    st.builds(AnswerEvent, role=roles, event=names, option=names),
    st.builds(Seal, role=roles, orders=st.lists(orders_, max_size=2).map(tuple)),
    st.builds(Unseal, role=roles),
    st.builds(ReplyDeal, role=roles, deal=st.integers(-5, 5),
              reply=st.sampled_from(["accept", "decline", "withdraw"])),
    st.builds(Leak, role=roles, figure=st.sampled_from(["morale", "waits", "no_such", ""])),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=60)
@given(st.sampled_from(["agendas", "bulletin", "event", "talks", "orders", "reveal", "papers",
                        "campaign"]),
       st.lists(hostile, min_size=1, max_size=12))  # fmt: skip
def test_whatever_is_tried_is_either_done_or_refused_and_then_nothing_changes(
    phase: str, commands: list[Command]
) -> None:
    game = Game().to(phase)
    for command in commands:
        before = game.position
        digest = engine.digest(before)
        try:
            engine.check(PACK, before, command)
        except IllegalCommandError as refused:
            assert str(refused).endswith(".")
            with pytest.raises(IllegalCommandError):
                engine.apply(PACK, before, command)
        else:
            game.do(command)
        assert engine.digest(before) == digest


def test_money_spent_is_money_gone_from_the_purse() -> None:
    game = Game().to("orders")
    before = int(game.position.world.purse_k[0])
    game.orders(secretary=["bail_out", "offer"])
    assert game.board.committed_k == 230_000
    game.do(Advance())
    world = game.position.world
    reached = next(m for m in game.board.modifiers if m.source == "bail_out" and m.effect == 0)
    protected = len(reached.trusts) * 25_000
    assert before - int(world.purse_k[0]) == protected + (150_000 - protected) + 80_000


def test_a_command_of_no_kind_is_refused() -> None:
    game = Game().to("bulletin")
    with pytest.raises(IllegalCommandError):
        engine.check(PACK, game.position, object())  # type: ignore[arg-type]


def test_a_campaign_after_a_called_election_is_a_snap_election() -> None:
    game = Game().to("papers")
    game.position = replace(game.position, board=replace(game.board, dissolve=game.board.quarter))
    game.do(Advance())
    game.to("ended")
    assert game.board.ending == "snap"
    assert dict(game.board.result)["snap"] == 1
