"""Charts and tables that a command is asked for: which form a file's name means, and writing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.output import Output
from game.errors import InputError
from game.files import cut

if TYPE_CHECKING:
    from game.telling.charts import Chart

_FORMS = (".svg", ".html")
#: The option of every command whose result can be drawn.
chart_option = click.option(
    "--chart", metavar="FILE", help="Draw it: a picture (.svg) or a page with its numbers (.html)."
)


class ChartFile:
    """Where a command's charts go, looked at before the work is done; nowhere if none is asked."""

    def __init__(self, name: str | None) -> None:
        """Take a file's name, None for none. Raises InputError if it has another ending or can't
        be written."""
        self._output = None if name is None else Output(name)
        self._kind = None if name is None else ending(name)

    @property
    def asked(self) -> bool:
        """True if charts are asked for."""
        return self._output is not None

    def write(
        self, title: str, make: Callable[[], Sequence[Chart]], lead: Sequence[str] = ()
    ) -> None:
        """Make the charts and write them, if they are asked for. Raises InputError."""
        if self._output is None or self._kind is None:
            return
        charts = make()
        if not charts:
            raise InputError("There is nothing to draw: no figure has a value.")
        self._output.write(written(self._kind, title, lead, charts))


def ending(name: str, allowed: Sequence[str] = _FORMS) -> str:
    """Return the ending of a file's name. Raises InputError if it is none of those allowed."""
    found = Path(name).suffix.lower()
    if name == "-":
        return allowed[0]
    if found not in allowed:
        *most, last = allowed
        raise InputError(f"{cut(Path(name))} must end in {', '.join(most)} or {last}.")
    return found


def written(kind: str, title: str, lead: Sequence[str], charts: Sequence[Chart]) -> str:
    """Return charts as the text of a file: one picture, or a page with paragraphs before them."""
    from game.telling.charts import page, stacked

    return page(title, lead, charts) if kind == ".html" else stacked(charts, title).svg + "\n"
