"""A quarter on stage: five beats, from facts and views alone."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from game.match import Match
from game.rules.state.case_facts import CaseSettled
from game.rules.state.commands import Advance
from game.rules.state.facts import PhaseBegan, TrustChanged
from game.rules.state.view import Who
from game.scenario import loader
from game.scenario.schema.base import ROLES, SPECTATOR
from game.telling import Voice
from game.telling.beats import QuarterBeats, Sheet, at_once, beats
from game.telling.reveal import Contest

QUARTERS = 6


@cache
def staged(seed: int, who: Who) -> tuple[tuple[QuarterBeats, Match], ...]:
    """Every quarter of a game of AI, as one reader is shown it. The match goes on meanwhile."""
    pack = loader.load("december-2013")
    match = Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), seed)
    out = []
    while match.pending() and match.view(SPECTATOR).phase != "campaign":
        public = match.view(SPECTATOR)
        if public.phase == "papers":
            voice = Voice.of(pack.scenario, public)
            out.append((beats(pack, voice, match.view(who), match.log_for(who), public), match))
        if not match.step_ai():
            match.submit(Advance())
    return tuple(out)


@pytest.fixture(params=[3, 11])
def shown(request: pytest.FixtureRequest) -> list[QuarterBeats]:
    return [b for b, _ in staged(request.param, "secretary")]


def test_every_event_of_every_quarter_is_shown_with_its_answer(shown: list[QuarterBeats]) -> None:
    assert len(shown) == QUARTERS
    assert all(b.events for b in shown)
    for b in shown:
        for e in b.events:
            assert e.title and e.prose and e.answer and e.headline and e.standfirst
            assert e.answer_prose and len(e.arrows) <= 4
            assert e.others and e.answer not in [other.title for other in e.others]


def test_all_four_sheets_turn_before_anything_is_fought(shown: list[QuarterBeats]) -> None:
    for b in shown:
        steps = b.sheets.steps
        assert {s.role for s in steps[:4] if isinstance(s, Sheet)} == set(ROLES)
        kinds = [type(s) for s in steps]
        assert kinds == sorted(kinds, key=[Sheet, Contest, CaseSettled].index)


def test_a_contested_order_is_stamped_only_when_its_contest_is_fought() -> None:
    met = [b for seed in (3, 11, 4) for b, _ in staged(seed, SPECTATOR) if b.sheets.contests]
    assert met, "no game of these has a contest"
    for b in met:
        for i, step in enumerate(b.sheets.steps):
            if isinstance(step, Contest):
                assert not b.sheets.stamped(step.target, i)
                assert b.sheets.stamped(step.target, i + 1)
        alone = [o for s in b.sheets.sheets for o in s.orders if not o.met]
        assert all(b.sheets.stamped(o, 4) and not b.sheets.stamped(o, 3) for o in alone)


def test_the_count_ticks_with_the_hospitals_to_what_the_list_says(
    shown: list[QuarterBeats],
) -> None:
    counts = []
    for b in shown:
        at = b.market.before
        for move in b.market.moves:
            assert abs(move.count - at) <= 1
            at = move.count
            assert move.name in move.said or move.change == "downgraded"
        assert at == b.market.after
        counts.append((b.market.before, b.market.after))
    assert any(b.market.moves for b in shown)
    for (_, after), (before, _) in pairwise(counts):
        assert after == before, "a quarter begins where the last one ended"


def test_the_front_page_has_a_title_a_lead_and_a_voice_from_a_town(
    shown: list[QuarterBeats],
) -> None:
    papers = loader.load("december-2013").scenario.newspaper
    assert papers is not None
    for b in shown:
        assert b.paper.masthead in papers.mastheads
        assert b.paper.lead.headline
        of_a_town = any(s.occasion is not None for s in b.paper.stories)
        assert bool(b.paper.quotation) == bool(b.paper.speaker) == of_a_town
        assert len({s.headline for s in b.paper.stories}) == len(b.paper.stories)
    assert len({b.paper.masthead for b in shown}) > 1
    assert any(b.paper.quotation for b in shown)


def test_what_it_is_to_an_office_moves_with_its_own_terms(shown: list[QuarterBeats]) -> None:
    weights = loader.load("december-2013").scenario.scoring.roles["secretary"]
    for b in shown:
        assert b.yours is not None and b.yours.role == "secretary"
        assert [t.name for t in b.yours.terms] == [t.name for t in weights]
        for term in b.yours.terms:
            assert term.points is None or 0 <= term.points <= term.most
        assert all(abs(t.by) >= 0.05 for t in b.yours.moved)
    assert any(t.why for b in shown if b.yours for t in b.yours.moved)
    assert all(b.yours and b.yours.ripens for b in shown[:-1])


def test_nobody_private_gets_nobodys_score() -> None:
    assert all(b.yours is None for b, _ in staged(3, SPECTATOR))


def test_the_public_beats_are_the_same_to_every_reader() -> None:
    for (one, _), (other, _) in zip(staged(3, "secretary"), staged(3, "unions"), strict=True):
        assert one.events == other.events
        assert one.sheets == other.sheets
        assert one.market == other.market
        assert one.paper == other.paper


def test_what_an_order_did_to_several_hospitals_is_one_sentence() -> None:
    match = staged(3, "secretary")[0][1]
    voice = Voice.of(match.pack.scenario, match.view(SPECTATOR))
    began = PhaseBegan(quarter=1, phase="reveal")
    paid = [
        TrustChanged(quarter=1, trust=row, change="bailed_out", role="secretary", by="bail_out")
        for row in (0, 1, 2)
    ]
    before = TrustChanged(quarter=1, trust=3, change="named")
    (told,) = at_once(voice, [before, began, *paid], 1, ())
    assert told.about == "hospital" and not told.bad
    assert told.said.startswith(voice.trust(0))
    assert told.said.endswith(f"Likewise {voice.trust(1)} and {voice.trust(2)}.")
