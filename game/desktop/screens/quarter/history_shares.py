"""Who moved it: a figure's way from the start, split over the offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from game.desktop.charts import BarPart, Waterfall
from game.desktop.kit.choices import Dropdown, Tabs
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Text
from game.desktop.screens.quarter.open_past import OpenPast, refused, working
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.lab.attribution import SEATS, Attribution, Split
from game.rules.state.position import FACILITATOR
from game.telling.attribution import (
    HELD,
    SplitRow,
    dependence_said,
    list_lines,
    split_figure,
    split_rows,
    split_said,
    split_unit,
)
from game.telling.formatting import quantity, sentence
from game.telling.names import Voice
from game.telling.why import signed

#: Columns of the split: offices, or each office's answers and orders.
WHOLE: Final = "offices"
PARTED: Final = "parts"


@dataclass(frozen=True, slots=True)
class _Found:
    """A game's splits up to a turn, with all that takes time worked out."""

    attribution: Attribution
    splits: tuple[Split, ...]
    lists: tuple[str, ...]
    depends: tuple[str, ...]


class Shares:
    """What a reader has chosen to see split; kept by the screen that shows it."""

    def __init__(self, past: OpenPast) -> None:
        self._past = past
        self.figure = "trusts_at_risk"
        self.parts = WHOLE

    def page(self, c: ScreenContext, turn: int) -> Node:
        """Return the split of the figure from the game's start to a turn's beginning."""
        past = self._past
        if not past.open:
            return past.door(c)
        found = past.ask(("shares", turn), partial(self._found, turn))
        if found is None:
            return working("The game is run again, once for every set of offices …")
        if isinstance(found, InputError):
            return refused(found)
        assert isinstance(found, _Found)
        return self._shown(found)

    def _found(self, turn: int) -> _Found:
        game = self._past.game
        split = Attribution(game.pack, game.position_of(turn))
        return _Found(
            split,
            split.splits(),
            tuple(list_lines(game.voice, split.at_risk)),
            tuple(dependence_said(game.voice, one) for one in split.depends),
        )

    def _shown(self, found: _Found) -> Node:
        voice = self._past.session.voice
        figures = {split.figure: split for split in found.splits}
        split = figures.get(self.figure, found.splits[0])
        unit = split_unit(voice, split.figure)
        scale = 100 if unit == "share" else 1
        rows = split_rows(voice, split)
        who = ("", *(share.who for share in split.shares))
        total = sum(row.milli for row in rows)
        title = split_figure(voice, split.figure)
        bars = list(_bars(rows, who, parted=self.parts == PARTED))
        listed = found.lists if split.figure == "trusts_at_risk" else ()
        return Column(
            Dropdown(
                "Figure",
                [(figure, split_figure(voice, figure)) for figure in figures],
                split.figure,
                partial(setattr, self, "figure"),
                key="shares-figure",
                show_label=True,
            ),
            Tabs(
                [(WHOLE, "By office"), (PARTED, "Answers against orders")],
                self.parts,
                partial(setattr, self, "parts"),
                size="small",
                key="shares-parts",
                label="How it is split",
            ),
            Panel(
                Scroll(
                    Column(
                        Text(
                            sentence(
                                f"{split_said(voice, split, found.attribution.quarter)} "
                                f"({signed(total)})"
                            ),
                            weight="semibold",
                        ),
                        Waterfall(
                            f"Who moved {title}",
                            float(split.start) * scale,
                            bars,
                            show=lambda v: quantity(v / scale, unit),
                            good_up=_good_up(voice, split.figure),
                        ),
                        Note(HELD),
                        *_lines("On the list, or off it, by somebody's doing", listed),
                        *_lines("What could not have been done without another", found.depends),
                        gap=8,
                    ),
                    key="history-shares",
                ),
                grow=1,
            ),
            gap=8,
            grow=1,
        )


def _bars(rows: tuple[SplitRow, ...], who: tuple[str, ...], *, parted: bool) -> Iterator[BarPart]:
    for row, doer in zip(rows, who, strict=True):
        role = "" if doer == FACILITATOR else doer
        if not parted or row.answers is None or row.orders is None:
            yield BarPart(row.who, row.milli / 1000, role)
            continue
        yield BarPart(f"{row.who}: answers", row.answers / 1000, role)
        yield BarPart(f"{row.who}: orders", row.orders / 1000, role)


def _good_up(voice: Voice, figure: str) -> bool | None:
    if figure == SEATS:
        return None
    spec = next((f for f in voice.scenario.figures if f.figure == figure), None)
    return {"up": True, "down": False}.get(spec.good if spec else "none")


def _lines(title: str, lines: tuple[str, ...]) -> list[Node]:
    if not lines:
        return []
    return [Heading(title, size="body"), *(Text(line, size="small") for line in lines)]
