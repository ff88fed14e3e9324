"""Text on cards: as much of it as there is room for."""

from __future__ import annotations

import pytest

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel, Spacer
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.markup import parse
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.kit.words import Excerpt, Rich, Text
from game.desktop.kit.wrap import Measure
from game.desktop.screens.screen import Screen, ScreenContext
from tests.desktop.driver import Driver

SHORT = "It is not theirs."
LONG = (
    "The authority that is puts two of them into special measures, with a director for "
    "improvement, a good hospital for a partner and the evening news outside the gate for a year."
)


class Card(Screen):
    title = "Card"

    def __init__(self, text: str, lines: int) -> None:
        self.text, self.lines = text, lines

    def build(self, c: ScreenContext) -> Node:
        high = c.brush.line(c.theme.font_px("small")) * self.lines
        excerpt = Excerpt(self.text, least=self.lines, most=self.lines)
        card = Panel(excerpt, pad=0, min_h=high, max_h=high, min_w=260, max_w=260)
        return Ground(Column(Row(card, Spacer()), Spacer()))


def read(text: str, lines: int) -> str:
    """What is drawn of a text on a narrow card."""
    driver = Driver(Card(text, lines))
    return " ".join(ink.text for ink in driver.app.inked())


@pytest.mark.parametrize("lines", [3, 4])
def test_a_short_first_sentence_does_not_leave_its_card_empty(lines: int) -> None:
    said = read(f"{SHORT} {LONG}", lines)
    assert said.startswith(f"{SHORT} The authority")
    assert said.endswith("…")


def test_whole_sentences_that_fill_most_of_the_room_stand_alone() -> None:
    first = "Two trusts with the worst care are put into special measures for a year."
    assert read(f"{first} {LONG}", 3) == first


def test_a_first_sentence_that_is_too_long_is_cut() -> None:
    said = read(LONG, 2)
    assert said.startswith("The authority") and said.endswith("…")


@pytest.mark.parametrize("said", ["1 clout", "Q4 2013/14", "(3.5 becomes", "No 10"])
def test_a_number_stays_on_the_line_of_what_it_counts(said: str) -> None:
    measure, (run,) = Measure(Driver(Card("", 1)).app.brush), parse(f"not before {said}")
    least = measure.widths(parse(said), 20)[1] + 2
    for width in range(least, measure.widths((run,), 20)[1] + 2):
        bits = measure.wrap((run,), 20, width).bits
        assert any(said in bit.text for bit in bits), width


def test_a_number_that_ends_a_sentence_ends_a_line_as_well() -> None:
    measure, (run,) = Measure(Driver(Card("", 1)).app.brush), parse("can hold 8. Money")
    width = measure.widths(parse("can hold 8."), 20)[1] + 2
    assert [b.text for b in measure.wrap((run,), 20, width).bits] == ["can hold 8.", "Money"]


class Said(Screen):
    title = "Said"

    def build(self, c: ScreenContext) -> Node:
        rich = Rich("The [b]Board[/]'s word, \"[i]so[/]\", of '13")
        button = Button("The party's word", lambda: None, note="It's 'free'")
        return Ground(Column(rich, Chip("No 10's"), Text("[it's]"), button))


def test_words_are_drawn_with_printed_marks_and_read_aloud_with_typed() -> None:
    driver = Driver(Said())
    drawn = [ink.text for ink in driver.app.inked()]

    assert drawn[:6] == ["The ", "Board", "’s word, “", "so", "”, of ’13", "No 10’s"]
    assert drawn[6:] == ["[it’s]", "The party’s word", "It’s ‘free’"]
    labels = [sem.label for sem in driver.all()]
    assert "The Board's word, \"so\", of '13" in labels
    assert {"No 10's", "[it's]", "The party's word"} <= {*labels}


def test_words_are_as_wide_as_their_printed_marks() -> None:
    brush = Driver(Said()).app.brush
    typed, printed = (parse(f"the {m}trusts{n} money") for m, n in ("''", "‘’"))

    assert Measure(brush).widths(typed, 20) == Measure(brush).widths(printed, 20)
    assert Measure(brush).wrap(typed, 20, 90) == Measure(brush).wrap(printed, 20, 90)
