"""A table keyed by a closed vocabulary has a row for each of its words, wherever it stands."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType, SimpleNamespace
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import game


def modules() -> list[ModuleType]:
    """All modules of the package but those that are run."""
    found = pkgutil.walk_packages(game.__path__, "game.")
    return [importlib.import_module(m.name) for m in found if not m.name.endswith("__main__")]


def tables() -> dict[str, tuple[frozenset[Any], frozenset[Any]]]:
    """By name: the keys of each ``Final[dict[…]]`` keyed by literals, and the literals."""
    found = {}
    for module in modules():
        for name, written in getattr(module, "__annotations__", {}).items():
            if not written.startswith("Final[dict["):
                continue
            keyed = SimpleNamespace(__annotations__={name: written[len("Final[") : -1]})
            try:
                of = get_args(get_type_hints(keyed, vars(module))[name])[0]
            except NameError:  # of what only types import
                continue
            if get_origin(of) is Literal:
                keys = frozenset(getattr(module, name))
                found[f"{module.__name__}.{name}"] = keys, frozenset(get_args(of))
    return found


TABLES = tables()


def test_the_tables_are_found() -> None:
    assert {
        "game.rules.phase_table.PHASE_TABLE",
        "game.rules.cards.rules_of_thumb.OF_ITS_OWN",
        "game.telling.names.PHASES",
        "game.telling.log._TRUST",
        "game.telling.log._MOVES",
        "game.players.persona.threats._WORDS",
    } <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_keyed_by_a_closed_vocabulary_is_whole(name: str) -> None:
    keys, words = TABLES[name]
    assert keys == words
