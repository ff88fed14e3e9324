"""Seats that there are not, and places far from their seats, are said with a count."""

from __future__ import annotations

from pathlib import Path

from game.scenario.validate import validate


def changed(example: Path, table: str, column: str, value: str, lines: int = 1000) -> Path:
    path = example / f"{table}.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    place = rows[0].index(column)
    for row in rows[1 : lines + 1]:
        row[place] = value
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return example


def test_seats_that_the_table_lacks_are_a_warning(example: Path) -> None:
    (said,) = validate(changed(example, "trusts", "seat", "S999", lines=3)).warnings
    assert said.startswith(f"{example / 'trusts.csv'}:2: the trust ")
    assert " and 2 more lie in seats that the table of constituencies lacks" in said
    assert "'S999'" in said


def test_one_alone_lies_there(example: Path) -> None:
    (said,) = validate(changed(example, "trusts", "seat", "S999", lines=1)).warnings
    assert " lies in seats that the table" in said


def test_commissioners_are_asked_too(example: Path) -> None:
    (said,) = validate(changed(example, "commissioners", "seat", "S999")).warnings
    assert "the commissioner " in said
    assert " and 20 more lie in seats" in said


def moved(example: Path, table: str, by: float) -> None:
    path = example / f"{table}.csv"
    header, *rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    at = header.index("y")
    for row in rows:
        row[at] = str(float(row[at]) + by)
    path.write_text("\n".join(",".join(row) for row in (header, *rows)), encoding="utf-8")


def test_a_place_far_from_its_seat_is_a_warning(example: Path) -> None:
    """People move with their trusts, so that each trust still has patients."""
    for table in ("trusts", "commissioners"):
        moved(example, table, 7.5)
    trusts, commissioners = validate(example).warnings
    assert " and 23 more lie more than 6 hexes from the seat." in trusts
    assert " and 20 more lie more than 6 hexes from the seat." in commissioners


def test_trusts_that_all_stand_in_one_place_leave_some_without_patients(example: Path) -> None:
    changed(example, "trusts", "x", "43.1")
    (said,) = validate(changed(example, "trusts", "y", "43.3")).errors
    assert "trusts.csv:" in said
    assert "a trust needs £20m" in said
