"""One game in progress: a journal, a position and four seats. Every surface drives this."""

from game.table.table import Table

__all__ = ["Table"]
