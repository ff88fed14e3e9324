"""What a reader is told of a gauge's move is made only of what the reader knows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.match import Match
from game.rules.knowledge.disclosure import UNPUBLISHED, disclosed
from game.rules.knowledge.visibility import WHO, knows
from game.rules.state.facts import Fact, GaugeMoved
from game.rules.state.view import Who
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES

PACK: Pack = loader.load("december-2013")
TERMS = {rule.gauge: rule.terms for rule in PACK.scenario.politics}


def unknown(gauge: str, who: Who) -> set[str]:
    """The causes of a gauge whose figures the reader doesn't know exactly."""
    return {t.cause for t in TERMS[gauge] if knows(PACK, who, t.figure) != "exact"}


@pytest.fixture(scope="module")
def log() -> tuple[Fact, ...]:
    """Everything that happened in a whole game."""
    with Match.new(PACK, dict.fromkeys(ROLES, "ai:persona"), 1) as match:
        match.run_ai()
        return match.log


@pytest.mark.parametrize("who", WHO)
def test_no_term_is_told_that_gives_an_unknown_figure_away(log: tuple[Fact, ...], who: Who) -> None:
    found = [f for f in disclosed(PACK, log, who) if isinstance(f, GaugeMoved)]
    assert found
    for fact in found:
        hidden = unknown(fact.gauge, who) if fact.gauge in TERMS else set()
        assert hidden.isdisjoint(cause for cause, _ in fact.terms)
        assert sum(milli for _, milli in fact.terms) == fact.after - fact.before


def test_what_made_the_papers_hot_is_told_in_one(log: tuple[Fact, ...]) -> None:
    """A hidden figure could be read off its term of media heat to the unit."""
    stored = [f for f in log if isinstance(f, GaugeMoved) and f.gauge == "media_heat"]
    causes = {cause for f in stored for cause, _ in f.terms}
    assert causes & unknown("media_heat", "spectator")
    for who in WHO:
        told = [f for f in disclosed(PACK, stored, who) if isinstance(f, GaugeMoved)]
        assert len(told) == len(stored)
        shown = {cause for f in told for cause, _ in f.terms}
        assert shown.isdisjoint(unknown("media_heat", who))
        assert UNPUBLISHED in shown


CAUSES = st.sampled_from([(g, t.cause) for g in sorted(TERMS) for t in TERMS[g]])


@given(CAUSES, st.lists(st.integers(-9000, 9000), min_size=12, max_size=24), st.sampled_from(WHO))
def test_other_hidden_figures_that_come_to_the_same_move_are_told_the_same(
    one: tuple[str, str], sizes: list[int], who: Who
) -> None:
    gauge = one[0]
    hidden = sorted(unknown(gauge, who))
    causes = dict.fromkeys([*(t.cause for t in TERMS[gauge]), "base", "a_lever"])
    terms = dict(zip(causes, sizes, strict=False))
    fact = GaugeMoved(
        quarter=8056, gauge=gauge, before=50_000, after=50_000 + sum(terms.values()),
        terms=tuple(terms.items()),
    )  # fmt: skip
    if len(hidden) < 2:
        return
    terms[hidden[0]] += 777
    terms[hidden[1]] -= 777
    other = replace(fact, terms=tuple(terms.items()))
    assert disclosed(PACK, [fact], who) == disclosed(PACK, [other], who)


def test_facts_of_others_are_not_told_at_all(log: tuple[Fact, ...]) -> None:
    for who in WHO:
        for fact in disclosed(PACK, log, who):
            assert fact.seen_by is None or who in fact.seen_by
