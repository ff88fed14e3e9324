"""What a debrief is made of: sections of passages, each with sentences, a chart or a table."""

from __future__ import annotations

from dataclasses import dataclass

from game.telling.charts import Chart


@dataclass(frozen=True, slots=True)
class PressTable:
    """A table to be read: a caption, a head, rows of text."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a section: a heading, sentences, a chart, a table.

    ``folded`` passages are opened on the screen and not printed.
    """

    title: str = ""
    lines: tuple[str, ...] = ()
    chart: Chart | None = None
    table: PressTable | None = None
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a debrief, under a heading, with what to ask the room.

    The passages of one that is ``scrubbed`` are quarters, to be gone through one by one; those of
    one that is ``paired`` are printed two by two.
    """

    title: str
    asks: str
    parts: tuple[Passage, ...]
    scrubbed: bool = False
    paired: bool = False
