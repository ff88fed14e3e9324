"""A live menu: choice for everybody in every quarter, and nobody sits and watches events.

A few games a scenario here; ``failure-regime lab coverage`` plays as many as one likes. The
whole list of which game used which card is kept in ``tests/playthroughs/coverage.csv``.
"""

from __future__ import annotations

import math
import os
from functools import cache
from typing import Final

import pytest

from game.lab.batch import play
from game.lab.coverage import (
    EACH_TEXT,
    OWN_EVENT,
    OWN_TEXT,
    CardCoverage,
    cover,
    lines,
    missing,
    of_texts,
    own_events,
)
from game.lab.simulate import seed_of
from game.match import Match
from game.players import make
from game.rules.state.commands import Advance, OfferDeal, Order, ReplyDeal, Seal
from game.rules.state.deal_terms import Consent, PayClout, Terms
from game.rules.state.facts import OrderRevealed
from game.scenario.loader import load
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.scenario.source_files import shipped_ids
from game.world import quarter_calendar
from tests.playthroughs.cover import cards, played, recorded

IDS = sorted(shipped_ids())
#: Six-quarter scenarios draw few events a game, so they are given more games.
GAMES = {"parliament": 6, "honeymoon": 6, "saving-stps": 8}
FEW_EVENTS = 60
#: So many random games the slow test plays of each scenario.
MANY = int(os.environ.get("FAILURE_REGIME_GAMES", "100"))
#: Levers that no AI seat asks another's signature for; people can (tested below).
SIGNED_BY_HAND: Final = {("lever", "top_slice_assent")}


@cache
def found(name: str, kind: str) -> CardCoverage:
    kinds: dict[Role, str] = dict.fromkeys(ROLES, kind)
    run = 4 if kind == "persona" else 5  # seeds of their own: events' luck goes by seed
    return cover(load(name), kinds, [seed_of(run, i) for i in range(GAMES.get(name, FEW_EVENTS))])


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("kind", ["persona", "random"])
def test_everyone_has_six_levers_open_in_every_quarter(name: str, kind: str) -> None:
    s = load(name).scenario
    fewest = found(name, kind).fewest_open
    for quarter in range(quarter_calendar.parse(s.first), quarter_calendar.parse(s.last) + 1):
        for role in ROLES:
            if (quarter, role) in fewest:  # some games end early
                assert fewest[quarter, role] >= 6, (role, quarter_calendar.label(quarter))


@pytest.mark.parametrize("name", IDS)
def test_a_persona_never_comes_to_the_orders_with_empty_hands(name: str) -> None:
    assert min(found(name, "persona").fewest_lawful.values()) >= 3


@pytest.mark.parametrize("name", IDS)
def test_each_role_answers_a_fifth_of_the_events_drawn_or_more(name: str) -> None:
    both = CardCoverage()
    both.add(found(name, "persona"))
    both.add(found(name, "random"))
    total = both.answers.total()
    for role in ROLES:
        assert both.answers[role] / total >= 0.20, (role, both.answers)


@pytest.mark.parametrize("name", IDS)
def test_every_game_ends_properly_with_one_outcome_and_scores_in_range(name: str) -> None:
    for kind in ("persona", "random"):
        games = found(name, kind)
        assert set(games.endings) <= {"election", "snap", "collapse"}
        assert games.outcomes.total() == games.games
        assert set(games.outcomes) <= {o.id for o in load(name).scenario.outcomes}
        for scores in games.scores:
            assert set(scores) == set(ROLES)
            assert all(0 <= score <= 100 for score in scores.values())


@pytest.mark.parametrize("name", IDS)
def test_a_scenario_plays_its_own_text(name: str) -> None:
    """At least 65 per cent of what comes up cites it; of five texts, none has under 10."""
    shares, own = of_texts(found(name, "persona")), load(name).scenario.text
    if own == "all":
        assert min(shares.values()) >= EACH_TEXT - 0.02, shares  # six games: ± two points
    else:
        assert shares[own] >= OWN_TEXT, shares


@pytest.mark.slow
@pytest.mark.parametrize("name", IDS)
def test_no_event_of_its_text_is_hardly_ever_met(name: str) -> None:
    """One in ten games or more; in a hundred games that is seven at the least, by chance."""
    pack = load(name)
    kinds: dict[Role, str] = dict.fromkeys(ROLES, "persona")
    games = cover(pack, kinds, [seed_of(9, i) for i in range(100 if name not in GAMES else 40)])
    slack = 2 * math.sqrt(OWN_EVENT * (1 - OWN_EVENT) / games.games)
    shares = own_events(pack, games)
    rare = {e for e, share in shares.items() if share < OWN_EVENT - slack}
    assert {e for e in rare if not pack.scenario.event(e).rare} == set()


def test_coverage_is_told_in_words() -> None:
    pack = load("december-2013")
    told = lines(pack, found("december-2013", "persona"))
    assert told[0].startswith(f"{FEW_EVENTS} games; endings: ")
    assert len(told) == 2 + len(ROLES) + 4 + 3
    unlawful, unused, _ = missing(pack, found("december-2013", "persona"))
    assert set(unlawful) <= set(unused)


def test_a_recorded_game_used_every_lever_and_every_event() -> None:
    assert {(kind, card) for kind, card, _ in recorded()} | SIGNED_BY_HAND == cards()


def test_what_no_ai_asks_for_takes_effect_once_people_have_signed_it() -> None:
    seats: dict[Role, str] = dict.fromkeys(ROLES, "ai:idle")
    with Match.new(
        load("december-2013"), seats | {"secretary": "human", "monitor": "human"}, 3
    ) as m:
        until = quarter_calendar.label(m.view(SPECTATOR).quarter)
        signature = Consent(by="monitor", until=until, lever="top_slice_assent")
        price = PayClout(by="secretary", until=until, clout=1)
        offer = Terms(offerer="secretary", other="monitor", clauses=(signature, price))
        while m.view(SPECTATOR).phase != "reveal":
            phase, item = m.view(SPECTATOR).phase, m.pending()[0]
            if m.step_ai():
                continue
            if phase == "talks" and not m.view(SPECTATOR).deals:
                m.submit(OfferDeal(role="secretary", terms=offer))
                deal = m.view("monitor").deals[0].number
                m.submit(ReplyDeal(role="monitor", deal=deal, reply="accept"))
            elif item.role is None:
                m.submit(Advance())
            elif item.role == "secretary" and phase == "orders":
                m.submit(Seal(role="secretary", orders=(Order(lever="top_slice_assent"),)))
            else:
                m.submit(make("idle", item.role, m.pack, 1).act(m.view(item.role), item.kind))
        told = [f for f in m.log if isinstance(f, OrderRevealed)]
    assert [(f.lever, f.outcome) for f in told] == [("top_slice_assent", "full")]


@pytest.mark.slow
def test_the_recorded_games_use_what_the_list_says() -> None:
    """If cards were meant to change: python -m tests.playthroughs.cover."""
    rows = recorded()
    assert rows
    used = dict(played(sorted({game for _, _, game in rows})))
    assert [row for row in rows if row[:2] not in used[row[2]]] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", IDS)
def test_many_random_games_end_without_error(name: str) -> None:
    """FAILURE_REGIME_GAMES=1000 plays the full number."""
    kinds: dict[Role, str] = dict.fromkeys(ROLES, "random")
    games = 0
    for game in play(load(name), kinds, (seed_of(77, i) for i in range(MANY))):
        board = game.position.board
        assert board.ending in ("election", "snap", "collapse")
        assert all(0 <= score <= 100 for _, score in board.scores)
        games += 1
    assert games == MANY
