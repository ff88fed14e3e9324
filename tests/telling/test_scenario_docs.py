"""What an author may write, in a terminal and as a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from game.errors import InputError
from game.scenario import field_reference
from game.telling import scenario_docs
from game.world import knobs
from game.world.figure_names import FIGURES


@pytest.mark.parametrize("name", scenario_docs.names())
def test_each_topic_has_something_to_say(name: str) -> None:
    lines = scenario_docs.told(name)
    assert len(lines) > 2
    assert any(line.strip() for line in lines[1:])


def test_the_listing_names_every_topic() -> None:
    said = "\n".join(scenario_docs.listing())
    assert all(re.search(rf"\b{name}\b", said) for name in scenario_docs.names())


def test_plurals_and_file_names_are_understood() -> None:
    assert scenario_docs.told("levers") == scenario_docs.told("lever.yaml")


def test_an_unknown_topic_is_one_sentence() -> None:
    with pytest.raises(InputError, match="There is no topic 'wizard'"):
        scenario_docs.told("wizard")


def test_the_page_holds_every_key_figure_and_knob_and_the_pictures() -> None:
    page = scenario_docs.page()
    for topic in field_reference.topics():
        assert f'<section id="{topic.name}">' in page
        assert all(f"<code>{k.key}</code>" in page for k in topic.keys)
    for name in (*FIGURES, *knobs.NATIONAL, *knobs.TRUST):
        assert f"<td>{name}</td>" in page
    pictures = re.findall(r"<svg.*?</svg>", page, re.S)
    assert len(pictures) == 3
    for picture in pictures:
        ET.fromstring(picture)


def test_every_link_of_the_page_leads_somewhere() -> None:
    page = scenario_docs.page()
    places = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= places


def test_a_way_out_is_shown_as_it_stands_and_a_topic_is_guessed() -> None:
    lines = scenario_docs.told("way_out")
    assert lines[lines.index("- id: service") + 1].startswith("  title: ")
    assert not any(line.startswith("- id:") and line != "- id: service" for line in lines)
    assert scenario_docs.told("case") == scenario_docs.told("cases")
    with pytest.raises(InputError, match="Did you mean 'lever'"):
        scenario_docs.told("levre")
