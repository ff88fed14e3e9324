"""``dataclasses.replace`` for the frozen parts of a position, at a fraction of its cost.

A game makes some seven hundred of them; ``replace`` looks every field up by name each time.
What is replaced most (boards, offices) keeps its fields in a dictionary, which is copied
whole; of the others, which have slots, all fields are read and given in order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final, TypeVar

T = TypeVar("T")
_Read = Callable[[Any], tuple[Any, ...]]
_new: Final = object.__new__
_set: Final = object.__setattr__
#: By class: how all its fields are read (None: they are in a dictionary), and their places.
_SHAPES: Final[dict[type, tuple[_Read | None, dict[str, int]]]] = {}


def replace(thing: T, **changes: Any) -> T:
    """Return the dataclass with some fields changed. Raises KeyError for one it doesn't have."""
    cls = type(thing)
    read, index = _SHAPES.get(cls) or _shape(cls)
    if read is None:
        fields_of = thing.__dict__ | changes
        if len(fields_of) != len(index):
            raise KeyError(*(changes.keys() - index.keys()))
        made = _new(cls)
        _set(made, "__dict__", fields_of)
        return made
    values = list(read(thing))
    for name, value in changes.items():
        values[index[name]] = value
    return cls(*values)


def _shape(cls: type) -> tuple[_Read | None, dict[str, int]]:
    names = [f.name for f in fields(cls)]
    slotted = not hasattr(object.__new__(cls), "__dict__")
    shape = attrgetter(*names) if slotted else None, {name: i for i, name in enumerate(names)}
    _SHAPES[cls] = shape
    return shape
