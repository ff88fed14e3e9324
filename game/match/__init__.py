"""One game in progress: a journal, a position and four seats. Every surface drives this."""

from game.match.match import Match

__all__ = ["Match"]
