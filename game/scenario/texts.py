"""The texts that the game is made of: what each is, and what it claims."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import Any

from game.scenario import source_files


@cache
def claims() -> dict[str, dict[str, str]]:
    """Return the texts' claims (``common/claims.csv``) by id: each a row of the table."""
    text = source_files.read_text(
        source_files.common_dir() / "claims.csv", source_files.MAX_TABLE_BYTES
    )
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


@cache
def texts() -> dict[str, str]:
    """Return what each text of ``common/texts.yaml`` is, by the number that begins its claims."""
    items: Any = source_files.read(source_files.common_dir() / "texts.yaml").data
    return {item["text"]: item["source"] for item in items}
