"""A party has one line wherever polls are drawn, and the large parties each a colour."""

from __future__ import annotations

from game.desktop.screens.parts.poll_line import poll_line

POINTS = ((1.0, 30.0), (2.0, 31.0))


def test_a_partys_line_has_its_short_name_and_its_points() -> None:
    line = poll_line("lab", POINTS)
    assert line.name == "Lab" and line.points == POINTS


def test_the_parties_that_contend_are_told_apart_by_colour() -> None:
    colours = [poll_line(party, POINTS).colour for party in ("con", "lab", "ld", "ukip", "green")]
    assert len(set(colours)) == len(colours)
