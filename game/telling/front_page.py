"""The front page of a quarter: a masthead, the lead, what stands under it, and a voice from a town.

What is printed of a card is on the card, what is printed of a case on its way out, and all else in
``newspaper.yaml``. Everything is in the third person and follows from public facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from game.rules.state import facts as h
from game.rules.state.facts import Fact
from game.rules.state.view import View
from game.scenario.schema.base import SPECTATOR
from game.telling.figures import told
from game.telling.formatting import clean
from game.telling.log import heard
from game.telling.names import Voice
from game.telling.news_stories import stories_of
from game.telling.story import Known, Story, filled, standing_story

#: Stories under the lead, and in brief.
SECOND: Final = 2
BRIEF: Final = 4


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A quarter's front page; ``voice`` is a quotation and ``speaker`` who said it."""

    masthead: str
    when: str
    lead: Story
    second: tuple[Story, ...]
    brief: tuple[Story, ...]
    quotation: str
    speaker: str

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories, the biggest first."""
        return (self.lead, *self.second, *self.brief)


def edition(voice: Voice, view: View, facts: Iterable[Fact], quarter: int) -> FrontPage:
    """Return the front page of a quarter, as the public reads it; never an empty one."""
    lead, *rest = front_page(voice, view, facts, quarter, 1 + SECOND + BRIEF)
    paper = voice.scenario.newspaper
    masthead = paper.mastheads[quarter % len(paper.mastheads)] if paper else "The Morning Papers"
    said, speaker = _quotation(voice, (lead, *rest), quarter)
    second, brief = tuple(rest[:SECOND]), tuple(rest[SECOND:])
    return FrontPage(masthead, voice.quarter(quarter), lead, second, brief, said, speaker)


def front_page(
    voice: Voice, view: View, facts: Iterable[Fact], quarter: int, limit: int = 6
) -> list[Story]:
    """Return the quarter's stories that the public may read, the biggest first, never none.

    Who takes over from the next quarter on is in the last papers before it.
    """
    public = [
        f
        for f in heard(facts, SPECTATOR)
        if f.quarter - isinstance(f, h.CommissionersRegrouped) == quarter
    ]
    stories = list(stories_of(voice, view, public))
    stories.sort(key=lambda s: (-s.weight, s.headline))
    once = {s.headline: s for s in reversed(stories)}  # no page prints a headline twice
    stories = [s for s in stories if once[s.headline] is s] or [_quiet(voice, view)]
    return stories[:limit]


def _quiet(voice: Voice, view: View) -> Story:
    seen = view.figures.get("trusts_at_risk")
    more = f"{told(voice, seen).line}." if seen is not None else ""
    return replace(standing_story(voice, 0, "quiet", "press", more=more), occasion="quiet")


def _quotation(voice: Voice, stories: Sequence[Story], quarter: int) -> tuple[str, str]:
    """Return what somebody says in the town of the biggest story that has one, and who it is;
    two empty strings where no story has a town (only a quiet page is spoken of as quiet)."""
    paper = voice.scenario.newspaper
    about = next((s for s in stories if s.occasion is not None), None)
    said = paper.quotations.get(about.occasion, ()) if paper and about and about.occasion else ()
    if about is None or not said:
        return "", ""
    quotation = said[quarter % len(said)]
    hospital = voice.trust(about.trust) if about.trust is not None else "the hospital"
    known: Known = {"hospital": hospital}
    by = clean(quotation.by, 120).replace("{hospital}", hospital)
    return filled(voice, quotation.said, known, headline=False), by
