"""Facts that were written down before they were measured."""

from __future__ import annotations

from game.lab import reference_data

FACTS = [fact for kind in reference_data.unseen() for fact in kind.facts]


def test_there_are_thirty_and_more_and_each_says_where_its_range_comes_from() -> None:
    assert len(FACTS) >= 30
    assert all(f.within[0] < f.within[1] for f in FACTS)
    assert all(f.within_why and f.measured_as for f in FACTS)
    assert all(f.source.endswith(("(P)", "(M)")) for f in FACTS)


def test_none_is_a_fact_that_was_held_against_the_model_before() -> None:
    before = {fact.id for kind in reference_data.held_out() for fact in kind.facts}
    ids = [f.id for f in FACTS]
    assert len(set(ids)) == len(ids)
    assert not before & set(ids)
