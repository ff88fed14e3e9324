"""Why did this move? The causes told sum to the move, to the thousandth."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from game.match import Match
from game.rules.state.commands import Advance
from game.rules.state.facts import GaugeMoved, OrderRevealed, TrustChanged
from game.rules.state.view import Arrow, Seen, View
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.telling import Voice
from game.telling.why import signed, why
from game.world import quarter_calendar

Q = quarter_calendar.parse("2014Q1")
VOICE = Voice(loader.load("december-2013").scenario)
TERMS = st.lists(
    st.tuples(
        st.sampled_from(["base", "clip", "rounding", "bail_out", "deal/3", "call/yes", "other"]),
        st.integers(-20_000, 20_000),
    ),
    max_size=12,
)


def moved(gauge: str, terms: list[tuple[str, int]], quarter: int = Q) -> GaugeMoved:
    total = sum(milli for _, milli in terms)
    return GaugeMoved(
        quarter=quarter, gauge=gauge, before=50_000, after=50_000 + total, terms=tuple(terms)
    )


@given(TERMS)
def test_the_causes_sum_to_the_move(terms: list[tuple[str, int]]) -> None:
    answer = why(VOICE, [moved("morale", terms)], "morale")
    assert sum(b.milli for b in answer.causes) == answer.milli == sum(m for _, m in terms)
    sizes = [abs(b.milli) for b in answer.causes]
    assert sizes == sorted(sizes, reverse=True)
    assert len({b.cause for b in answer.causes}) == len(answer.causes)


@given(TERMS, TERMS)
def test_nerves_are_the_mean_of_two_wings_and_their_causes_sum_too(
    market: list[tuple[str, int]], local: list[tuple[str, int]]
) -> None:
    facts = [moved("nerves_market", market), moved("nerves_local", local)]
    answer = why(VOICE, facts, "backbench_nerves")
    total = sum(m for _, m in market + local)
    assert sum(b.milli for b in answer.causes) == answer.milli == total // 2


def test_the_latest_move_is_told() -> None:
    facts = [moved("morale", [("base", 1000)], Q), moved("morale", [("base", -2000)], Q + 1)]
    answer = why(VOICE, facts, "morale")
    assert answer.milli == -2000
    assert "(−2) in Q1 2014/15" in answer.summary


def test_a_lever_is_named_as_people_know_it() -> None:
    answer = why(VOICE, [moved("morale", [("bail_out", 1000)])], "morale")
    assert answer.causes[0].line == f"+1  {VOICE.lever('bail_out', Q)}"


def test_what_never_moved_and_what_is_measured_say_so(opening: View) -> None:
    assert "has not moved yet" in why(VOICE, [], "morale", opening).summary
    assert "measured from the trusts" in why(VOICE, [], "waits", opening).summary
    assert why(VOICE, [], "no_such_figure").causes == ()


def test_a_published_figure_that_moved_is_not_said_to_stand_still() -> None:
    seen = Seen("morale", 52.0, False, Q, ((Q - 1, 50.0), (Q, 52.0)), "calm")
    view = cast("View", SimpleNamespace(figures={"morale": seen}))
    told = why(VOICE, [], "morale", view).summary
    assert "+2" in told
    assert "published" in told
    assert "not moved" not in told


def test_small_points_are_not_said_as_nought() -> None:
    assert [signed(m) for m in (1, 40, 50, 2400, -700)] == [
        "+0.001",
        "+0.04",
        "+0.1",
        "+2.4",
        "−0.7",
    ]


def test_the_count_of_failing_hospitals_is_explained_by_their_names() -> None:
    told = 0
    with Match.new(loader.load("december-2013"), dict.fromkeys(ROLES, "ai:persona"), 11) as match:
        while match.pending():
            if not match.step_ai():
                match.submit(Advance())
            view = match.view("spectator")
            if view.phase != "papers":
                continue
            voice = Voice.of(match.pack.scenario, view)
            answer = why(voice, match.log_for("spectator"), "trusts_at_risk", view)
            (_, before), (_, after) = view.figures["trusts_at_risk"].history[-2:]
            assert answer.milli == 1000 * (after - before)
            assert sum(cause.milli for cause in answer.causes) == answer.milli
            told += sum(name in answer.summary for name in view.trusts.name)
            assert bool(answer.causes) == any(n in answer.summary for n in view.trusts.name)
    assert told


def test_a_measured_figure_comes_with_what_was_done_that_points_at_it(opening: View) -> None:
    quarter = opening.figures["waits"].of_quarter
    done = [
        OrderRevealed(
            quarter=quarter,
            role="secretary",
            lever="winter_plan",
            bid=0,
            strength=2.0,
            outcome=outcome,
        )
        for outcome in ("half", "cancelled")
    ]
    shut = TrustChanged(quarter=quarter, trust=0, change="closed")
    voice = Voice.of(VOICE.scenario, opening)
    arrows = {"winter_plan": (Arrow("waits", -1, True, 0),)}
    told = why(voice, [*done, shut], "waits", opening, lambda x: arrows.get(x, ())).also
    title = voice.lever("winter_plan", quarter)
    assert any("pointing down" in said and f"“{title}”" in said for said in told)
    assert sum(said.count(title) for said in told) == 1, "what was cancelled did nothing"
    assert any(said.startswith("Closed: 1") and voice.trust(0) in said for said in told)
    later = [TrustChanged(quarter=quarter + 1, trust=0, change="closed")]
    assert why(voice, later, "waits", opening, lambda x: ()).also == ()


def test_quality_is_told_by_how_many_are_rated_what_and_the_weakest_by_name(opening: View) -> None:
    voice = Voice.of(VOICE.scenario, opening)
    counts, weakest = why(voice, [], "quality", opening).also
    rated = [int(r) for r in opening.trusts.rating if r == r]
    assert f"{rated.count(3)} excellent" in counts
    worst = next(i for i, r in enumerate(opening.trusts.rating) if r == min(rated))
    assert voice.trust(worst) in weakest
