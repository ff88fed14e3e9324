"""Which packages of others the game needs, and whether a stray file hides one of them."""

from __future__ import annotations

import importlib.util
import sys
from typing import Final

#: Each is a folder: a file of that name is something else.
_NEEDED: Final = (
    "click",
    "jinja2",
    "numpy",
    "platformdirs",
    "pydantic",
    "pygame",
    "scipy",
    "yaml",
)


def stray() -> str:
    """Return a sentence if a file hides a package that the game needs, else empty.

    Nothing of the file is run.
    """
    for name in _NEEDED:
        found = None if name in sys.modules else importlib.util.find_spec(name)
        if found is not None and found.submodule_search_locations is None:
            return (
                f"{found.origin} hides the package {name}: rename it, start from another folder, "
                "or leave its own out of PYTHONPATH."
            )
    return ""
