"""Election night told: a hospital that decides a seat, the campaign over 200 nights."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from game.lab.batch import Game, begin, run
from game.lab.idle_course import lasting
from game.paths import scenarios_dir
from game.players.idle import Idle
from game.rules import engine
from game.rules.election.election_night import DRAWS, Telling, telling
from game.rules.state.case_facts import CaseSettled
from game.rules.state.commands import Advance, CaseLine, Order, Seal
from game.rules.state.facts import Fact, TrustChanged
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR
from game.telling import Voice, other_nights, seat_cards
from game.telling import election_night as words
from game.world.figure_names import PARTIES

SEEDS = range(1, 7)
#: A government marginal of 2.8 points whose own hospital, a foundation trust, starts at risk.


def in_play() -> Pack:
    """december-2013 with its government a little better placed, so that such a seat is open."""
    with TemporaryDirectory() as folder:
        own = Path(folder) / "own"
        shutil.copytree(scenarios_dir() / "december-2013", own)
        frame = own / "scenario.yaml"
        text = frame.read_text(encoding="utf-8")
        assert "{con: 31.0, lab: 38.4," in text
        better = text.replace("{con: 31.0, lab: 38.4,", "{con: 31.5, lab: 37.9,")
        frame.write_text(better, encoding="utf-8")
        return lasting(loader.load(own))  # idle seats: some games would not come to a night


PACK = in_play()


class Closer(Idle):
    """Monitor, idle but for one order: administrators into one hospital."""

    target = ""

    def seal(self, view: View) -> Seal:
        for item in view.menu:
            if item.lever == "failure_trigger" and not item.reasons and self.target in item.trusts:
                order = Order(lever=item.lever, trusts=(self.target,))
                return Seal(role=self.role, orders=(order,))
        return Seal(role=self.role)


class Keeper(Idle):
    """Monitor, idle but for one case: whatever keeps one hospital as it is."""

    target = ""

    def seal(self, view: View) -> Seal:
        """Take the way out that closes nothing."""
        lines = tuple(
            CaseLine(case=case.number, way=kept[0])
            for case in view.cases
            if case.falls_due and case.decider == self.role and case.trust == self.target
            if (kept := [w.way for w in case.ways if w.way in KEEPING and not w.reasons])
        )
        return Seal(role=self.role, lines=lines)


#: Ways out of a case that leave a hospital open and whole.
KEEPING = ("pay", "local_price", "hold")


@cache
def battle() -> tuple[int, int]:
    """A trust and its seat: at risk, a foundation trust, in a 2–4 point government marginal."""
    model = PACK.model
    share = np.sort(model.electorate.share, axis=0)
    majority = share[-1] - share[-2]
    world = engine.start(PACK, 1)[0].world
    for trust, seat in enumerate(model.place.trust_seat.tolist()):
        close = 0.02 < majority[seat] < 0.04 and model.electorate.country.marginal[seat]
        if close and model.place.trust_ft[trust] and world.at_risk[trust, 0]:
            return trust, seat
    raise AssertionError("no such hospital")


@cache
def played(seed: int, closing: bool) -> Game:
    (game,) = begin(PACK, dict.fromkeys(ROLES, "idle"), [seed])
    monitor = Closer("monitor", seed) if closing else Keeper("monitor", seed)
    monitor.target = PACK.model.place.trust_id[battle()[0]]
    game.players["monitor"] = monitor
    while run(PACK, game, alone=True) == "market":
        game.position, told = engine.apply(PACK, game.position, Advance())
        game.happenings += told
    return game


def told_of(game: Game) -> tuple[Telling, list[seat_cards.SeatCard]]:
    told, seen = telling(PACK, game.position), view(PACK, game.position, SPECTATOR)
    voice = Voice.of(PACK.scenario, seen)
    return told, seat_cards.cards(voice, PACK.model, told, game.happenings, seen.trusts.listed)


@pytest.mark.slow
def test_a_closing_hospital_in_a_three_point_marginal_decides_it_and_the_card_says_who() -> None:
    _, seat = battle()
    closed = decided = 0
    for seed in range(1, 15):
        told, cards = told_of(played(seed, True))
        card = next(c for c in cards if c.seat == seat)
        orders = [x for x in card.story if "goes into administration" in x[0]]
        if not orders:  # its case had another way out by then
            continue
        closed += 1
        ((sentence, role),) = orders
        assert role == "monitor"
        assert "“Appoint administrators” by Monitor" in sentence
        assert sentence.startswith("Q3 2013/14: ")
        assert card.local <= -3
        assert "The hospital itself cost the government" in card.told_on
        if told.night.winner[seat, 0] != told.quiet[seat]:
            decided += 1
            assert PARTIES[told.quiet[seat]] == "con"
            assert "Without it Conservative would have won here." in card.told_on
    assert closed >= 10  # of fourteen
    assert decided >= 4  # as often as a three-point seat is near enough without it


@pytest.mark.slow
def test_the_same_seat_is_lost_less_often_when_nobody_closes_it() -> None:
    _, seat = battle()
    con = PARTIES.index("con")

    def held(closing: bool) -> float:
        nights = [telling(PACK, played(seed, closing).position) for seed in SEEDS]
        return float(np.mean([(t.others[seat] == con).mean() for t in nights]))

    assert held(False) - held(True) > 0.05


@pytest.mark.slow
def test_the_campaign_over_200_nights_holds_the_night_that_counts() -> None:
    told, _ = told_of(played(2, False))
    over = other_nights.over_nights(PACK.model, told)
    assert over.nights == DRAWS == 200 == told.over.shape[1]
    assert sum(n for _, _, n in over.bars) == 200
    assert over.low < over.middle < over.high
    assert over.own == told.night.seats[[0, 2], 0].sum()
    assert 0 <= over.below <= 200
    lines = other_nights.over_said(over)
    assert f"{over.low} to {over.high} seats" in lines[0]
    assert str(over.own) in lines[-1]
    # the range is honest: over games, about nine nights of ten fall inside it
    inside = [
        o.low <= o.own <= o.high
        for o in (other_nights.over_nights(PACK.model, told_of(played(s, False))[0]) for s in SEEDS)
    ]
    assert sum(inside) >= len(inside) - 2


def test_a_case_leads_its_card_with_who_decided_what_and_when() -> None:
    trust, seat = battle()
    game = played(1, True)
    told, seen = telling(PACK, game.position), view(PACK, game.position, SPECTATOR)
    voice = Voice.of(PACK.scenario, seen)
    case = CaseSettled(
        quarter=PACK.model.first + 1, case=1, trust=trust, decider="monitor", way="pay",
        chosen=True, move="done", held=True, backing=0, behind=1, against=0,
    )  # fmt: skip
    closed = TrustChanged(
        quarter=PACK.model.first + 3, trust=trust, change="closed", by="close", role="secretary"
    )

    def story(*facts: Fact) -> tuple[tuple[str, str | None], ...]:
        cards = seat_cards.cards(voice, PACK.model, told, facts, seen.trusts.listed)
        return next(c for c in cards if c.seat == seat).story

    (first, who), (second, after) = story(case, closed)
    assert first.startswith("Q4 2013/14: Monitor") and who == "monitor"
    assert second.startswith("Q2 2014/15: ") and after == "secretary"
    ((alone, nobody),) = story(replace(case, chosen=False))
    assert "Nobody decides" in alone and nobody is None


def test_the_show_of_the_night_never_goes_back() -> None:
    minutes = [words.minute_at(i / 200) for i in range(201)]
    assert minutes == sorted(minutes)
    assert minutes[0] == 0
    assert minutes[-1] == 960
