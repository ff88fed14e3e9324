"""Published facts held out: each measured, none needed to agree."""

from __future__ import annotations

from game.lab import data
from game.lab.fidelity import held_out
from game.lab.plan import Plan, ready


def test_every_fact_is_measured_and_told_whether_it_agrees() -> None:
    facts = held_out.measure(2, 1)
    assert [f.fact.id for f in facts] == [f.id for f in data.held_out()]
    for f in facts:
        low, high = f.fact.within
        assert f.agrees == (low <= f.measured.value <= high)


def test_there_are_ten_and_more_and_their_ranges_are_ranges() -> None:
    assert len(data.held_out()) >= 10
    assert all(f.within[0] < f.within[1] for f in data.held_out())
    assert all(f.source.rstrip().endswith(")") for f in data.held_out())


def test_a_longer_list_drives_patients_past_the_nearest_hospital() -> None:
    model = ready(Plan("december-2013")).pack.model
    assert held_out.wait_elasticity(model) < 0
    assert 0 < held_out.past_nearest(model) < 1
