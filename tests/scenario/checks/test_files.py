"""A file that nothing reads is mentioned; an empty list is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.paths import scenarios_dir
from game.scenario.assembly import read
from game.scenario.checks.files import unread
from game.scenario.validate import validate


def edited(example: Path, old: str, new: str) -> Path:
    path = example / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return example


def events(example: Path) -> set[str]:
    return {event.id for event in read(example).scenario.events}


def test_a_folder_that_is_read_whole_has_no_warning(example: Path) -> None:
    assert validate(example).warnings == ()


def test_a_file_with_another_ending_is_mentioned(example: Path) -> None:
    (example / "events" / "own.yaml").rename(example / "events" / "own.yml")
    (warning,) = validate(example).warnings
    assert warning == "Nothing reads the file 'events/own.yml'; a file of a scenario ends in .yaml."


@pytest.mark.parametrize("name", ["event.yaml", "lever/mine.yaml", "levers/a/b.yaml", "x.csv"])
def test_a_file_in_the_wrong_place_is_mentioned(example: Path, name: str) -> None:
    (example / name).parent.mkdir(parents=True, exist_ok=True)
    (example / name).write_text("[]", encoding="utf-8")
    assert validate(example).warnings == (f"Nothing reads the file {name!r}.",)


def test_notes_for_people_are_passed_over(tmp_path: Path) -> None:
    for name in ("README.md", "LICENCE", ".gitignore", "notes.txt"):
        (tmp_path / name).touch()
    assert list(unread(tmp_path, ())) == []


def test_many_files_are_counted_and_not_listed(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.tmp").touch()
    said = list(unread(tmp_path, ()))
    assert len(said) == 11
    assert said[-1] == "Nothing reads 290 more files of the folder either."


EXAMPLE = (scenarios_dir() / "common" / "example" / "scenario.yaml").read_text("utf-8")
#: What the example takes of the common events.
FILES = EXAMPLE.partition("\nevents:\n  ")[2].partition("\n\n")[0]


def test_own_events_stay_whatever_is_taken_of_the_common_ones(example: Path) -> None:
    (own,) = events(edited(example, FILES, "files: []"))
    assert events(edited(example, "files: []", "take: []")) == {own}
    assert events(edited(example, "take: []", "take: [winter]")) == {own, "winter"}
    assert events(edited(example, "take: [winter]", f"take: []\n  without: [{own}]")) == set()


def test_an_office_or_a_quarter_without_events_is_a_warning(example: Path) -> None:
    own = next(iter(events(edited(example, FILES, "take: []"))))
    edited(example, "take: []", f"take: []\n  without: [{own}]")
    said = " ".join(validate(example).warnings)
    assert "No event can come in 2014Q2." in said
    assert "unions has no event to answer." in said
