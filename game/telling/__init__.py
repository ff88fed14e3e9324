"""Words for everything that people read from data: shared by desktop, terminal and debrief.

A ``Voice`` knows a scenario's names; every function here takes one, with views and
facts. ``heard`` keeps what a reader may know; nothing here sees a position.
"""

from game.telling.names import Voice

__all__ = ["Voice"]
