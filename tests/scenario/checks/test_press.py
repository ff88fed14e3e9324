"""What the papers print of a card: there, short, in the third person; and so in every scenario."""

from __future__ import annotations

import pytest

from game.scenario.assembly import assemble
from game.scenario.checks import newspaper, press
from game.scenario.checks.common import Item
from game.scenario.schema.cards import Option
from game.scenario.source_files import shipped_ids
from tests.scenario.checks.known_names import NOTHING_KNOWN

ITEM = Item("event", "one", NOTHING_KNOWN)


def option(headline: str, standfirst: str) -> Option:
    return Option.model_validate(
        {"id": "hold", "title": "Hold", "prose": "Nothing is given away today.",
         "headline": headline, "standfirst": standfirst}
    )  # fmt: skip


def said(headline: str, standfirst: str) -> list[tuple[str, bool]]:
    found = press.of_card(ITEM, option(headline, standfirst), "answer 'hold'", "options", 0)
    return [(problem.sentence, problem.stops) for problem in found]


GOOD = ("Minister holds the line", "Conference was told that the service would fill the blanks.")


def test_a_card_without_a_headline_stops_the_game() -> None:
    assert said("", GOOD[1]) == [("The answer 'hold' has no headline for the papers.", True)]
    assert said(GOOD[0], "") == [("The answer 'hold' has no standfirst for the papers.", True)]
    assert said(*GOOD) == []


@pytest.mark.parametrize(
    ("headline", "standfirst", "fault"),
    [
        ("You hold the line", GOOD[1], "first or second person ('You')"),
        (GOOD[0], "The Secretary told us that the service would fill the blanks.", "('us')"),
        (GOOD[0] + ".", GOOD[1], "ends with a full stop"),
        (GOOD[0], GOOD[1].rstrip("."), "does not end like a sentence"),
        ("Held", GOOD[1], "fewer than 8 letters"),
        (GOOD[0], "Keep trusts_at_risk under thirty by the end of March.", "name of the program"),
    ],
)
def test_a_poor_one_is_warned_of(headline: str, standfirst: str, fault: str) -> None:
    ((sentence, stops),) = said(headline, standfirst)
    assert fault in sentence
    assert not stops


def test_somebody_else_may_speak_in_quotation_marks() -> None:
    assert said("“We will not move”", "“You may go on”, the Prime Minister told colleagues.") == []


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_every_shipped_card_is_told_and_in_the_third_person(name: str) -> None:
    """No contract text, no 'you': whoever reads it is nobody in the game."""
    scenario = assemble(name).scenario
    faults = [
        f"{event.id}/{answer.id}: {problem.sentence}"
        for event in scenario.events
        for answer in event.options
        for problem in press.of_card(ITEM, answer, "answer", "options")
    ]
    faults += [
        f"{lever.id}: {problem.sentence}"
        for lever in scenario.levers
        for problem in press.of_card(ITEM, lever, "lever")
    ]
    assert faults == []


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_no_two_cards_have_one_headline(name: str) -> None:
    scenario = assemble(name).scenario
    told = [answer.headline for event in scenario.events for answer in event.options]
    told += [lever.headline for lever in scenario.levers]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("{office} was to refuse the merger.", "was"),
        ("{breaker} failed to deliver, {other} says", "says"),
        ("{office} neither authorises {hospital} nor turns it down", "authorises"),
        ("{office} found nothing wrong.", ""),
        ("An order of {owner} was found to have no basis.", ""),
        ("{hospital} gets a new owner", ""),
    ],
)
def test_an_office_that_is_filled_in_may_be_many(text: str, verb: str) -> None:
    assert press.agreement(text) == verb


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_no_filled_in_office_takes_a_verb_of_one(name: str) -> None:
    s = assemble(name).scenario
    told = [w.blocked for w in s.cases.ways] + [w.done.told for w in s.cases.ways]
    told += [w.half.told for w in s.cases.ways if w.half is not None]
    assert s.newspaper is not None
    versions = [version for x in told for version in x.versions]
    texts = [*versions, *(printed for _, printed in newspaper.texts(s.newspaper))]
    assert [t for x in texts for t in (x.headline, x.standfirst) if press.agreement(t)] == []
