"""The one way in which the rules say no."""

from __future__ import annotations

from game.errors import InputError


class Refused(InputError):  # noqa: N818  (what happened, not a fault)
    """A command that is not lawful now, with the reason in one sentence.

    The sentence tells its sender nothing that the sender may not know. Raised before
    anything changes.
    """
