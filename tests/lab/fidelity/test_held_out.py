"""Published facts held out: each measured, none needed to agree."""

from __future__ import annotations

from game.lab import reference_data
from game.lab.experiment_arm import Arm, prepare
from game.lab.fidelity import held_out, patient_choice, published_targets
from game.telling import fidelity_report

FACTS = [
    fact for kind in (*reference_data.held_out(), *reference_data.unseen()) for fact in kind.facts
]


def test_every_fact_is_measured_and_told_whether_it_agrees() -> None:
    found = held_out.measure(2, 1)
    assert [f.fact.id for f in found] == [f.id for f in FACTS]
    for f in found:
        low, high = f.fact.within
        if f.measured is None:
            assert not f.agrees
            assert f.fact.measured_as.startswith("nothing")
        else:
            assert f.agrees == (low <= f.measured.value <= high)


def test_what_is_seen_is_no_longer_called_emergent() -> None:
    for fact in FACTS:
        assert not (fact.seen and fact.evidence == "emergent"), fact.id


def test_the_page_leads_with_the_facts_that_nothing_has_touched() -> None:
    facts = held_out.measure(2, 1)
    result = published_targets.as_json([], 2, 1, facts)
    page = fidelity_report.fidelity_page(result, published_targets.COMMAND)
    free = [f for f in facts if f.fact.untouched]
    said = f"{sum(f.agrees for f in free)} of {len(free)} published facts agree"
    assert said in page.splitlines()[4]
    firsts = reference_data.first_measurements()
    assert set(firsts) == {f.fact.id for f in facts if f.unseen}
    for name in result["moved"]["in view"]:
        assert f"`{name}`" in page


def test_there_are_forty_and_more_and_their_ranges_are_ranges() -> None:
    assert len(FACTS) >= 40
    assert len({f.id for f in FACTS}) == len(FACTS)
    assert all(f.within[0] < f.within[1] for f in FACTS)
    assert all(f.source.rstrip().endswith(")") for f in FACTS)


def test_what_differs_is_told_with_what_the_model_lacks() -> None:
    differing = [f for f in held_out.measure(8, 1) if not f.agrees]
    assert all(f.fact.why for f in differing), [f.fact.id for f in differing]


def test_a_longer_list_drives_patients_past_the_nearest_hospital() -> None:
    model = prepare(Arm("december-2013")).pack.model
    assert patient_choice.wait_elasticity(model) < 0
    assert 0 < patient_choice.past_nearest(model) < 1
