"""What a night turns on: seats to watch, chosen blind; the result certain once, and conceded."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from game.desktop.match_session import Session
from game.rules.election.election_night import Telling
from game.scenario.schema.base import SPECTATOR
from game.telling import night_moments as night
from game.telling.seat_cards import SeatCard, cards
from game.world.election.projection import NORTHERN_IRELAND
from tests.desktop.games import game

SEEDS = (3, 11)


@lru_cache(maxsize=4)
def played(seed: int) -> tuple[Session, Telling, tuple[SeatCard, ...]]:
    session = game("ended", seed=seed)
    told = session.match.night()
    listed = session.match.view(SPECTATOR).trusts.listed
    made = cards(session.voice, session.match.pack.model, told, session.match.log, listed)
    return session, told, tuple(made)


@pytest.mark.parametrize("seed", SEEDS)
def test_five_seats_are_watched_each_of_another_hospital_and_something_was_done_there(
    seed: int,
) -> None:
    session, told, made = played(seed)
    five = night.to_watch(session.match.pack.model, told, made)
    assert len(five) == night.WATCHED
    assert len({w.card.trust for w in five}) == night.WATCHED
    assert all(w.card.happened for w in five)
    assert [w.card.minute for w in five] == sorted(w.card.minute for w in five)


def test_seats_to_watch_are_chosen_without_knowing_who_wins_them() -> None:
    session, told, made = played(3)
    model = session.match.pack.model
    other = replace(told, night=replace(told.night, winner=1 - told.night.winner.clip(0, 1)))
    seen = [[w.card.seat for w in night.to_watch(model, t, made)] for t in (told, other)]
    assert seen[0] == seen[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_result_is_certain_when_no_seat_still_out_can_change_it(seed: int) -> None:
    session, told, made = played(seed)
    model = session.match.pack.model
    found = night.moments(model, told, made, night.to_watch(model, told, made))
    (certain,) = [m for m in found if m.kind == "certain"]
    mainland = model.electorate.nation != NORTHERN_IRELAND
    g = model.government
    ours = np.isin(told.night.winner[:, 0], [g.leading, -1 if g.partner is None else g.partner])
    needed = int(mainland.sum()) // 2 + 1
    before = told.declared.minute < certain.minute
    by_then = told.declared.minute <= certain.minute

    def sure(done: np.ndarray) -> bool:
        have = int((ours & done).sum())
        return have >= needed or have + int((mainland & ~done).sum()) < needed

    assert sure(by_then)
    assert not sure(before)
    won = int(ours.sum()) >= needed
    assert ("has its majority" in certain.headline) == won
    (conceded,) = [m for m in found if m.kind == "conceded"]
    assert conceded.minute >= certain.minute
    assert ("The opposition" in conceded.headline) == won


def test_every_case_of_a_concession_has_its_words() -> None:
    said = {c.when for c in night.night_words().conceded}
    assert said == set(night.Concession.model_fields["when"].annotation.__args__)  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", SEEDS)
def test_moments_come_in_their_order_and_every_watched_seat_has_one(seed: int) -> None:
    session, told, made = played(seed)
    model = session.match.pack.model
    five = night.to_watch(model, told, made)
    found = night.moments(model, told, made, five)
    assert [m.minute for m in found] == sorted(m.minute for m in found)
    assert {w.card.seat for w in five} <= {m.seat for m in found}
    for moment in found:
        assert night.banner_at(found, moment.minute) is not None


def test_a_hospital_is_told_once_with_all_its_seats_and_nothing_before_it_declares() -> None:
    _, _, made = played(11)
    last = max(x.minute for x in made)
    told = night.stories(made, last)
    assert len({h.trust for h in told}) == len(told)
    assert sum(len(h.seats) for h in told) == sum(
        x.happened or x.winner == "insurgent" for x in made
    )
    half = night.stories(made, 300)
    assert all(x.minute <= 300 for h in half for x in h.seats)
    seats = [h.seats for h in told]
    ranks = [
        (
            not any(x.winner == "insurgent" for x in some),
            not any("Without" in x.told_on for x in some),
            not any(x.decided for x in some),
        )
        for some in seats
    ]
    assert ranks == sorted(ranks), "the weightiest first"
    assert not all(ranks[0])
