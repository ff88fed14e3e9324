"""What every shipped scenario keeps: it loads, is fair to its roles, and says what it cites."""

from __future__ import annotations

import csv
import io

import pytest

from game.paths import scenarios_dir
from game.rules.score_terms import value_names
from game.scenario import provenance
from game.scenario.assembly import Content, assemble
from game.scenario.loader import available, load
from game.scenario.schema.base import ROLES
from game.scenario.source_files import shipped_ids
from game.scenario.texts import claims
from game.world import quarter_calendar
from game.world.figure_names import FIGURES, GAUGES

IDS = sorted(shipped_ids())


@pytest.fixture(scope="module", params=IDS)
def content(request: pytest.FixtureRequest) -> Content:
    """A shipped scenario's content."""
    return assemble(str(request.param))


def test_it_has_no_fault_and_no_weakness(content: Content) -> None:
    assert [str(content.error(p)) for p in content.problems()] == []


def test_it_becomes_a_model(content: Content) -> None:
    pack = load(content.scenario.id)
    assert pack.model.first == quarter_calendar.parse(content.scenario.first)
    assert pack.model.country.seats == 650


def test_every_figure_says_who_may_see_it(content: Content) -> None:
    assert {f.figure for f in content.scenario.figures} == set(FIGURES)


def test_what_scoring_counts_is_what_the_rules_know(content: Content) -> None:
    scoring = content.scenario.scoring
    used = {t.value for terms in (scoring.national, *scoring.roles.values()) for t in terms}
    assert used <= value_names()


def test_every_role_has_somewhere_to_begin(content: Content) -> None:
    assert {s.role for s in content.scenario.suggested} == set(ROLES)
    first = quarter_calendar.parse(content.scenario.first)
    for s in content.scenario.suggested:
        assert content.scenario.lever(s.lever).period.holds(first), s.lever


def test_a_text_scenario_keeps_to_its_sources(content: Content) -> None:
    assert len(content.frame.sources) >= 2
    assert content.frame.carries


def test_no_gauge_starts_at_an_end_of_its_scale(content: Content) -> None:
    assert all(2 < v < 98 for v in content.scenario.start.gauges.values())
    assert set(content.scenario.start.gauges) <= set(GAUGES)


def test_the_menu_is_the_shipped_folders_in_order() -> None:
    menu = available()
    assert sorted(i for i, *_ in menu) == IDS
    assert [o for *_, o in menu] == sorted(o for *_, o in menu)
    assert all(title and tagline for _, title, tagline, _ in menu)


def test_december_2013_is_offered_first() -> None:
    assert available()[0][0] == "december-2013"


def test_december_2013_starts_as_its_text_says() -> None:
    s = assemble("december-2013").scenario
    assert s.start.trusts_at_risk == 35
    assert s.start.commissioners_at_risk == 20
    assert len(load("december-2013").model.place.commissioner_id) == 667
    assert s.start.gauges["coalition_strain"] == 52
    assert (s.start.gauges["nerves_market"] + s.start.gauges["nerves_local"]) / 2 == 55
    assert quarter_calendar.parse(s.last) - quarter_calendar.parse(s.first) + 1 == 6


def test_every_claim_of_the_texts_is_carried_by_something() -> None:
    coverage = provenance.coverage(assemble(i) for i in IDS)
    assert [claim for claim in provenance.claims() if not coverage.of(claim)] == []


def test_the_claims_are_the_whole_table() -> None:
    text = (scenarios_dir() / "common" / "claims.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(claims()) == [r["id"] for r in rows]
    assert len(rows) > 75


def test_everything_cites_a_claim_or_says_that_it_goes_beyond_the_texts(content: Content) -> None:
    """The other way round: no card, agenda or gauge is there without saying why."""
    s = content.scenario
    for item in (*s.levers, *s.events, *s.agendas):
        assert item.claims or (item.extension and item.source), item.id
        assert set(item.claims) <= set(claims()), item.id
    for rule in s.politics:
        assert rule.claims or any(t.claims for t in rule.terms), rule.gauge
    for spec in s.figures:
        assert len(spec.glossary) >= 20, spec.figure
    assert {c.claim for c in content.frame.carries} <= set(claims())
