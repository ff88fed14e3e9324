"""What has happened since the terminal last told of it, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from game.rules.state.facts import EventDrawn, Fact
from game.rules.state.view import View
from game.scenario.schema.base import Role
from game.telling import Voice, front_page, log
from game.telling.formatting import clean, sentence

#: Stories that a table of AI players alone is told of each quarter's papers.
LEADING: Final = 3
#: Kinds of facts that are told at once, though the papers bring them too.
_LOUD: Final = ("sacked", "called", "collapse", "regrouped")


def lines(
    voice: Voice,
    view: View,
    fresh: Sequence[Fact],
    humans: Collection[Role],
    read: set[int],
) -> Iterator[str]:
    """Yield fresh facts as the reader of ``view`` may know them.

    Of papers and bulletin, which have their own pages, only what is loud is told here. ``read``
    holds the deals whose terms have been told, and is added to.
    """
    if view.phase in ("papers", "bulletin"):
        loud = [f for f in fresh if f.kind in _LOUD]
        yield from (log.tell(voice, f, view.deals) for f in loud)
        return
    yield from _events(voice, fresh, humans)
    rest = [f for f in fresh if not isinstance(f, EventDrawn)]
    yield from log.reveal_lines(voice, rest, view.deals, read)


def headlines(voice: Voice, view: View, facts: Iterable[Fact]) -> Iterator[str]:
    """Yield what the quarter's papers lead with."""
    for story in front_page.front_page(voice, view, facts, view.quarter, LEADING):
        yield f"In the papers: {sentence(story.headline)} {story.sentence}"


def _events(voice: Voice, facts: Iterable[Fact], humans: Collection[Role]) -> Iterator[str]:
    """Yield what came up, and its story unless its answer is asked for here with it."""
    for fact in facts:
        if isinstance(fact, EventDrawn):
            yield log.tell(voice, fact)
            if fact.answers not in humans:
                yield clean(voice.scenario.event(fact.event).prose, 900)
