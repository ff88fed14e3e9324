"""Results as tables: CSV for everybody, Parquet where pyarrow is installed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from game import files
from game.cli.output import Output, refuse
from game.errors import InputError

Rows = Sequence[Mapping[str, Any]]


def csv_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options ``--csv`` and ``--parquet``."""
    command = click.option(
        "--parquet", metavar="FILE", help="Write the table as Parquet (needs pyarrow)."
    )(command)
    return click.option("--csv", "sheet", metavar="FILE|-", help="Write the table as CSV.")(command)


class Tables:
    """Where a command's table goes, looked at before the work is done."""

    def __init__(self, sheet: str | None, parquet: str | None) -> None:
        """Take the files that are asked for. Raises InputError if one can't be written, or if
        pyarrow is missing."""
        self._sheet = None if sheet is None else Output(sheet)
        self._parquet = None if parquet is None else Output(parquet)
        if self._parquet is not None:
            if self._parquet.path is None:
                raise InputError("Parquet is no text: give --parquet a file's name.")
            _arrow()

    @property
    def asked(self) -> bool:
        """True if any table is asked for."""
        return self._sheet is not None or self._parquet is not None

    def write(self, rows: Rows) -> None:
        """Write the rows wherever they are asked for; a column that a row lacks is empty there.

        Raises InputError.
        """
        columns = list(dict.fromkeys(key for row in rows for key in row))
        if self._sheet is not None:
            self._sheet.write(csv_text(rows, columns))
        if self._parquet is not None and self._parquet.path is not None:
            _write_parquet(self._parquet.path, rows, columns)


def csv_text(rows: Rows, columns: Iterable[str]) -> str:
    """Return rows as CSV with a header; what is None is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _write_parquet(path: Path, rows: Rows, columns: Sequence[str]) -> None:
    table, write = _arrow()
    held = table({name: [row.get(name) for row in rows] for name in columns})
    try:
        with files.replacing(path) as file:
            write(held, file)
    except OSError as fault:
        refuse(path, fault)
    click.echo(f"{files.cut(path)} is written.", err=True)


def _arrow() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Return what makes a table and what writes one. Raises InputError without pyarrow."""
    from importlib import import_module

    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise InputError("Parquet needs the package pyarrow; install it, or take --csv.") from None
    return arrow.table, parquet.write_table
