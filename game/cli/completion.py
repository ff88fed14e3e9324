"""What the shell completes besides commands and options: scenarios, seats, topics, columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem


def _beginning(words: Iterable[str], begun: str) -> list[CompletionItem]:
    return [CompletionItem(word) for word in words if word.startswith(begun)]


def scenario_ids(context: click.Context, option: click.Parameter, begun: str) -> list[object]:
    """Return scenarios by id, those in the person's own folder too; else folders."""
    from game.scenario.source_files import own_folders, shipped_ids

    names = sorted({*shipped_ids(), *(folder.name for folder in own_folders())})
    found = _beginning(names, begun)
    return [*found] if found else [CompletionItem(begun, type="dir")]


def seats(context: click.Context, option: click.Parameter, begun: str) -> list[object]:
    """Return ``ROLE=KIND`` for the seat that is being typed."""
    from game.players import all_kinds
    from game.scenario.schema.base import ROLES

    before, comma, last = begun.rpartition(",")
    role, equals, _ = last.partition("=")
    if equals:
        words = [f"{role}={k}" for k in ("human", *all_kinds())]
    else:
        words = [f"{r}=" for r in (*ROLES, "all")]
    return [*_beginning((f"{before}{comma}{word}" for word in words), begun)]


def topics(context: click.Context, option: click.Parameter, begun: str) -> list[object]:
    """Return the topics of ``scenario docs``."""
    from game.telling import scenario_docs

    return [*_beginning(scenario_docs.names(), begun)]


def columns(context: click.Context, option: click.Parameter, begun: str) -> list[object]:
    """Return the columns of the table that the command line names with ``--constituencies``."""
    return [*_beginning(_cells(context, header=True), begun)]


def seat_ids(context: click.Context, option: click.Parameter, begun: str) -> list[object]:
    """Return the ids of the table's seats, for the one that is being typed."""
    before, comma, _ = begun.rpartition(",")
    words = (f"{before}{comma}{name}" for name in _cells(context, header=False))
    return [*_beginning(words, begun)]


def _cells(context: click.Context, *, header: bool) -> list[str]:
    """The table's headings or its ids; none if it can't be read."""
    from game.errors import InputError
    from game.scenario import csv_table, source_files

    table = context.params.get("constituencies")
    if table is None:
        return []
    try:
        text = source_files.read_text(Path(table), source_files.MAX_TABLE_BYTES)
        if header:
            return csv_table.header(text)
        return [row.text("id") for row in csv_table.read(text, str(table), ("id",))]
    except InputError:
        return []
