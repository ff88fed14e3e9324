"""The game by a name of its own, for where another ``game`` stands before the package.

Installed at the top as ``failure_regime``: the command starts here, and ``from failure_regime
import api`` is ``from game import api``. Nothing of a stray ``game`` is run.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

#: Files that the package has and hardly another of its name.
_OURS: Final = ("__main__.py", "api.py", "rules/engine.py")


def hidden() -> str:
    """Return a sentence if what Python finds as ``game`` isn't this game, else empty."""
    loaded = sys.modules.get("game")
    found = loaded.__spec__ if loaded is not None else importlib.util.find_spec("game")
    places = list(found.submodule_search_locations or ()) if found is not None else []
    if any(all((Path(place) / file).is_file() for file in _OURS) for place in places):
        return ""
    if found is None:
        return "The package called game is missing; install the game again."
    where = found.origin or ", ".join(places)
    return (
        f"{where} hides the game's package, which is called game too: rename it, or leave its "
        "folder out of PYTHONPATH."
    )


def run() -> None:
    """Run as the console script; end with 2 and a sentence where the package is hidden."""
    if said := hidden():
        sys.exit(_refused(said))
    importlib.import_module("game.__main__").run()


def _refused(said: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"failure-regime: {said}\n")
    return 2


def __getattr__(name: str) -> ModuleType:
    """Return ``api``. Raises ImportError in a sentence where the package is hidden."""
    if name != "api":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if said := hidden():
        raise ImportError(said)
    return importlib.import_module("game.api")


if __name__ == "__main__":
    run()
