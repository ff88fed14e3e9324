"""The one way in which the rules say no."""

from __future__ import annotations

from game.errors import InputError


class Refused(InputError):
    """A command that is not lawful now, with the reason in one sentence.

    The sentence tells its sender nothing that the sender may not know. Raised before
    anything changes.
    """
