"""What the papers print: nothing is without a headline, and every text speaks as papers do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario.assembly import assemble, read
from game.scenario.checks import newspaper, press
from game.scenario.checks.newspaper import texts
from game.scenario.source_files import shipped_ids
from tests.scenario.conftest import Spoil

#: Who and where the papers write about.
_WHO_OR_WHERE = re.compile(
    r"minister|secretary|no 10|prime|monitor|regulator|union|nurs|doctor|consultant|surgeon|porter|"
    r"hospital|trust|ward|a&e|treasury|chancellor|parliament|\bmps?\b|peers|lords|commons|cabinet|"
    r"board|department|whitehall|government|coalition|court|judge|commission|consorti|clinician|"
    r"\bgps?\b|patient|staff|service|party|opposition|labour|england|town|seat|council|region|"
    r"watchdog|inspector|auditor|official|bench|provider|public|voters|campaign|leader|manager|"
    r"market|health|nhs|\{",
    re.IGNORECASE,
)
#: A text with a name that nothing stands for.
SHUT = """
hospitals:
  closed:
    one: {headline: "{hospital} shuts", standfirst: "The last patient has left {place} today."}
    many: {headline: "{n} shut now", standfirst: "The last patients have left the wards today."}
"""
_CONTRACT = re.compile(r"\bdeal \d|\bbond of\b|\bclout\b|\bcountersign", re.IGNORECASE)


@cache
def printed() -> tuple[tuple[str, str, str, str], ...]:
    """Every text of every shipped scenario: (what it is of, its card's title, headline, rest)."""
    return tuple(dict.fromkeys(text for name in shipped_ids() for text in _of(name)))


def _of(name: str) -> Iterator[tuple[str, str, str, str]]:
    s = assemble(name).scenario
    for lever in s.levers:
        yield lever.id, lever.names[0].title, lever.headline, lever.standfirst
    for event in s.events:
        for o in event.options:
            yield f"{event.id}/{o.id}", o.title, o.headline, o.standfirst
    for way in s.cases.ways:
        for told in (way.done.told, way.half.told if way.half else None, way.blocked):
            if told is not None:
                for x in told.versions:
                    yield f"way {way.id}", "", x.headline, x.standfirst
    assert s.newspaper is not None
    for path, text in texts(s.newspaper):
        yield "/".join(map(str, path)), "", text.headline, text.standfirst


def test_there_are_hundreds_of_headlines_and_no_two_cards_share_one() -> None:
    heads = [head for of, _, head, _ in printed() if not of.startswith("way ")]
    assert len(set(heads)) >= 600
    assert [h for h in set(heads) if heads.count(h) > 1] == []


def test_every_text_speaks_in_the_third_person_to_every_reader() -> None:
    wrong = [
        (of, fault)
        for of, _, head, stand in printed()
        for text, headline, least in ((head, True, 8), (stand, False, 30))
        for fault in press.faults(re.sub(r"\{\w+\}", "Name", text), headline=headline, least=least)
    ]
    assert wrong == []


def test_no_text_is_a_contract_or_repeats_the_answer_that_was_chosen() -> None:
    for of, title, head, stand in printed():
        assert not _CONTRACT.search(f"{head} {stand}"), of
        assert not title or _bare(title) != _bare(head) or "/" not in of, of


def _bare(text: str) -> str:
    """The words of a title, whether or not somebody is quoted with them."""
    return text.lower().strip("“”")


def test_every_text_names_an_office_a_place_or_people() -> None:
    nameless = [of for of, _, head, stand in printed() if not _WHO_OR_WHERE.search(head + stand)]
    assert nameless == []


def test_every_text_fits_its_place_on_the_page() -> None:
    for of, _, head, stand in printed():
        assert 8 <= len(head) <= 90 and 30 <= len(stand) <= 260, of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SHUT, "There is no name to fill in 'place'"),
        (
            "ends: {collapse: {headline: Oh, standfirst: 'Too short a headline, this one.'}}",
            "8 or more characters",
        ),
        ("quotations: {squashed: [{said: 'It was flat', by: 'a porter'}]}", "squashed"),
        ("mastheads: []", "mastheads"),
    ],
)
def test_what_cannot_be_printed_is_a_sentence_with_file_and_line(
    folder: Path, text: str, said: str
) -> None:
    (folder / "newspaper.yaml").write_text(f"{text}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        assemble(folder)
    assert said in str(error.value)
    assert re.search(r"newspaper\.yaml:\d+", str(error.value))


def test_a_gauge_without_a_headline_is_missed() -> None:
    whole = read("december-2013")
    paper = whole.scenario.newspaper
    assert paper is not None
    gauges = {k: v for k, v in paper.gauges.items() if k != "morale"}
    lacking = paper.model_copy(update={"gauges": gauges})
    scenario = whole.scenario.model_copy(update={"newspaper": lacking})
    (problem,) = newspaper.problems(scenario, whole.known)
    assert problem.sentence == "The papers have no text for 'morale' in gauges." and problem.stops
    assert "newspaper.yaml" in str(whole.error(problem))


def test_a_folder_changes_one_text_and_keeps_the_others(folder: Path) -> None:
    (folder / "newspaper.yaml").write_text("mastheads: [The Fenschester Echo]\n", encoding="utf-8")
    paper = assemble(folder).scenario.newspaper
    common = assemble("december-2013").scenario.newspaper
    assert paper is not None and common is not None
    assert paper.mastheads == ("The Fenschester Echo",)
    assert paper.gauges == common.gauges


def test_a_card_without_a_headline_is_named_with_its_line(spoil: Spoil, folder: Path) -> None:
    events = folder / "events"
    events.mkdir()
    source = (scenarios_dir() / "common" / "example" / "events" / "own.yaml").read_text("utf-8")
    lines = [x for x in source.splitlines() if not x.strip().startswith("headline:")]
    (events / "own.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        assemble(folder)
    assert "has no headline for the papers" in str(error.value)
    assert re.search(r"own\.yaml:\d+", str(error.value))
