"""The reference of fields is the schemas': every key has words, and every word a key."""

from __future__ import annotations

import pytest

from game.errors import InputError
from game.scenario import field_reference
from game.scenario.schema.effects import EFFECT_KINDS
from game.scenario.schema.folder import FILE_KINDS


def test_every_key_has_words_and_every_word_a_key() -> None:
    assert list(field_reference.without_words()) == []


def test_every_file_that_an_author_may_bring_is_a_topic() -> None:
    files = {t.file.split("/")[0].removesuffix(".yaml") for t in field_reference.topics()}
    assert FILE_KINDS.keys() - files == {"mechanisms", "names", "codes"}  # lists without keys


def test_every_effect_is_a_topic_by_its_word() -> None:
    assert {t.name for t in field_reference.topics() if t.effect} == EFFECT_KINDS.keys()


def test_types_bounds_and_defaults_are_the_schemas() -> None:
    keys = {k.key: k for k in field_reference.topic("lever").keys}
    assert keys["prose"].type == "text, 60 to 700 letters"
    assert keys["clout"].type == "a number, 0 to 6"
    assert keys["clout"].default is None
    assert keys["cool_down"].default == "2"
    assert keys["effects"].type == "a list of effect"


def test_notes_and_guides_are_of_topics_that_there_are() -> None:
    known = {t.name for t in field_reference.topics()}
    assert field_reference.words()["notes"].keys() <= known
    assert not known & {g.name for g in field_reference.guides()}


def test_an_unknown_topic_is_refused() -> None:
    with pytest.raises(InputError, match="no topic 'levr'"):
        field_reference.topic("levr")


def test_an_example_is_the_common_card_itself() -> None:
    assert field_reference.example("levers", "winter_plan").startswith("- id: winter_plan")
    with pytest.raises(InputError):
        field_reference.example("levers", "nothing_of_the_kind")
