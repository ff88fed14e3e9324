"""Packages of the extra ``[lab]``, which need not be there: the modules here load without them."""

from __future__ import annotations

import importlib
from typing import Any

from game.errors import InputError


def optional(name: str) -> Any:
    """Return a module, None where its package is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as fault:
        if fault.name != name.partition(".")[0]:
            raise  # the package is there, and not whole
        return None


def base_class(module: Any, name: str) -> Any:
    """Return a class of a module to be derived from, ``object`` where the module is None."""
    return object if module is None else getattr(module, name)


def needed(module: Any, name: str) -> None:
    """Raise InputError, with how to get it, if a package is not installed."""
    if module is None:
        raise InputError(
            f"This environment needs the package {name}: install the game's extra [lab], or {name}."
        )
