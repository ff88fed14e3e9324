"""Period truth: no lever can be ordered outside the quarters in which its holder had it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from game.rules.cards.index import card_index
from game.rules.effects.execution import with_office
from game.rules.orders import lever_menu
from game.rules.state.position import Position
from game.scenario.assembly import assemble
from game.scenario.checks.common import walk
from game.scenario.loader import load
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.scenario.schema.cards import Agenda, Event, Lever
from game.scenario.schema.conditions import Condition
from game.scenario.source_files import shipped_ids
from game.world import quarter_calendar
from tests.scenarios.test_recognition import start, to_orders

IDS = sorted(shipped_ids())
#: Anything before and after which no shipped scenario plays.
FIRST, LAST = quarter_calendar.parse("2008Q4"), quarter_calendar.parse("2020Q1")


@cache
def levers() -> dict[str, tuple[Lever, str]]:
    """Every lever with a scenario that takes it."""
    found: dict[str, tuple[Lever, str]] = {}
    for name in IDS:
        for lever in assemble(name).scenario.levers:
            found.setdefault(lever.id, (lever, name))
    return found


def limited() -> list[str]:
    """Levers that were not open in all of the years that the scenarios play in."""
    return sorted(
        name
        for name, (lever, _) in levers().items()
        if not (lever.period.holds(FIRST) and lever.period.holds(LAST))
    )


@cache
def position(name: str) -> tuple[Pack, Position]:
    pack = load(name)
    return pack, to_orders(pack, start(name))


def at(name: str, quarter: int) -> tuple[Pack, Position]:
    """The scenario's first sheets as if they were another quarter's, clout in plenty."""
    pack, found = position(name)
    board = found.board
    for office in board.offices:
        board = with_office(board, replace(office, clout=800))
    return pack, replace(found, board=replace(board, quarter=quarter))


@pytest.mark.parametrize("name", limited())
def test_a_lever_is_refused_outside_its_period_in_one_sentence(name: str) -> None:
    lever, scenario = levers()[name]
    period = lever.period
    outside = []
    if period.first is not None and quarter_calendar.parse(period.first) > FIRST:
        outside.append((quarter_calendar.parse(period.first) - 1, "is open from"))
    if period.last is not None and quarter_calendar.parse(period.last) < LAST:
        outside.append((quarter_calendar.parse(period.last) + 1, "was open to"))
    assert outside
    for quarter, words in outside:
        pack, when = at(scenario, quarter)
        found = lever_menu.menu(pack, when, lever.role).reasons(card_index(pack).levers[name])
        assert any(words in sentence for sentence in found), found
        assert all(s.endswith(".") and "\n" not in s for s in found)


@pytest.mark.parametrize("name", IDS)
def test_each_role_has_four_agendas_right_for_the_whole_game(name: str) -> None:
    s = assemble(name).scenario
    for role in ROLES:
        mine = [a for a in s.agendas if a.role == role]
        assert len(mine) >= 4
        for a in mine:
            assert a.period.holds(quarter_calendar.parse(s.first))
            assert a.period.holds(quarter_calendar.parse(s.last))


@pytest.mark.parametrize("name", IDS)
def test_an_agenda_asks_for_no_lever_that_is_never_open(name: str) -> None:
    """What an agenda wants counted above 0 is counted by a lever that is open some time."""
    pack = load(name)
    table = card_index(pack)
    made = {c for x in levers() for c in lever_counts(x)}
    here = {
        c
        for x in table.levers.values()
        if x.first <= table.last and x.last >= table.first
        for c in x.counts
    }
    for agenda in pack.scenario.agendas:
        asked = {c.count for x in agenda.conditions for c in leaves(x) if c.above is not None}
        assert asked & made <= here, agenda.id


def lever_counts(name: str) -> tuple[str, ...]:
    """The counts of the game to which a lever adds, wherever it is open."""
    return card_index(load(levers()[name][1])).levers[name].counts


def leaves(condition: Condition | None) -> list[Condition]:
    """The single questions of a condition."""
    return [] if condition is None else [part for _, part in walk(condition, ())]


def test_most_levers_belong_to_a_time() -> None:
    ordinary = [name for name, (lever, _) in levers().items() if lever.kind == "lever"]
    assert len(set(limited()) & set(ordinary)) >= len(ordinary) / 2


def _all_words(card: Lever | Event | Agenda) -> str:
    """All that a card says, and the papers of it."""
    said = [card.prose, getattr(card, "headline", ""), getattr(card, "standfirst", "")]
    for o in getattr(card, "options", ()):
        said += [o.title, o.prose, o.headline, o.standfirst]
    return " ".join(said)


@pytest.mark.parametrize("name", IDS)
def test_no_card_speaks_of_a_body_that_the_scenario_cannot_know(name: str) -> None:
    s = assemble(name).scenario
    first = quarter_calendar.parse(s.first)
    late = {"CCG": "2012Q2", "clinical commissioning group": "2011Q3", "NHS England": "2013Q1",
            "NHS Improvement": "2016Q2", "Public Health England": "2013Q2"}  # fmt: skip
    early = {"primary care trust": "2013Q1", "strategic health authorit": "2013Q1",
             "Healthcare Commission": "2009Q1"}  # fmt: skip
    # what acts in a card is there to act
    lives = {"Monitor": (None, "2016Q1"), "Development Authority": ("2012Q2", "2016Q1"),
             "coalition": ("2010Q2", "2015Q1"), "junior partner": ("2010Q2", "2015Q1"),
             "consorti": ("2010Q3", "2015Q1"), "ninety-two": (None, "2010Q1")}  # fmt: skip
    last = quarter_calendar.parse(s.last)
    for card in (*s.levers, *s.events, *s.agendas):
        begin = quarter_calendar.parse(card.period.first) if card.period.first else first
        text = " ".join([card.prose, *(o.prose for o in getattr(card, "options", ()))])
        end = quarter_calendar.parse(card.period.last) if card.period.last else last
        if max(begin, first) <= min(end, last):  # in this scenario it can come
            for words, (since_, until_) in lives.items():
                if words in _all_words(card):
                    assert since_ is None or min(end, last) >= quarter_calendar.parse(since_), (
                        card.id,
                        words,
                    )
                    assert max(begin, first) <= quarter_calendar.parse(until_), (card.id, words)
        for words, since in late.items():
            if words in text:
                assert max(begin, first) >= quarter_calendar.parse(since), (card.id, words)
        for words, until in early.items():
            # what is gone may be remembered, but not by a card that starts well after
            if words in text.lower():
                assert max(begin, first) <= quarter_calendar.parse(until) + 4, (card.id, words)


@pytest.mark.parametrize("name", IDS)
def test_every_institution_has_a_name_in_every_quarter(name: str) -> None:
    s = assemble(name).scenario
    for institution, named in s.institutions.items():
        if len(named) == 1:
            continue
        for quarter in range(quarter_calendar.parse(s.first), quarter_calendar.parse(s.last) + 1):
            assert any(n.period.holds(quarter) for n in named), (institution, quarter)
