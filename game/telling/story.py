"""A story of the papers: its headline and sentence, from the texts of ``newspaper.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.newspaper import Occasion, Printed, StoryNews, Worded
from game.telling.formatting import clean
from game.telling.names import Voice, humanised

#: What is filled into a text: a word, or an office, which is put as its place asks.
Known = Mapping[str, str | Role]
_OFFICES: Final[Known] = dict(zip(ROLES, ROLES, strict=True))
#: What a story's drawing shows; of an order it is what its lever is tagged with.
Picture = Literal[
    "town",
    "ambulance",
    "march",
    "handshake",
    "torn",
    "leak",
    "ballot",
    "empty_desk",
    "court",
    "recovery",
    "ward",
    "press",
]


@dataclass(frozen=True, slots=True)
class Story:
    """A headline and its sentence; the greater ``weight`` goes nearer the top.

    ``shows`` is what a drawing of it shows, the best first; ``trust`` the row of the hospital that
    it is about and ``occasion`` what happened there, where it is about one; ``role`` the office
    whose act it was.
    """

    weight: float
    headline: str
    sentence: str
    shows: tuple[str, ...] = ("press",)
    trust: int | None = None
    occasion: Occasion | None = None
    role: Role | None = None


def filled(voice: Voice, text: str, known: Known, *, headline: bool) -> str:
    """Return a text with its names in their places: in a headline offices have no article."""
    out = clean(text, 300)
    for key, value in {**_OFFICES, **known}.items():
        said: str = value
        if value in ROLES:
            said = voice.title_of(value) if headline else voice.office(value)
        out = out.replace("{" + key + "}", said)
    out = out[:1].upper() + out[1:]
    return ". ".join(part[:1].upper() + part[1:] for part in out.split(". "))


def printed(voice: Voice, text: Printed, known: Known, turn: int = 0) -> tuple[str, str]:
    """Return a headline and a standfirst with the names that are known in their places.

    ``turn`` says which of its wordings: what happens in another quarter, or to another hospital,
    is told otherwise.
    """
    worded: Worded = text.versions[turn % len(text.versions)]
    return (
        filled(voice, worded.headline, known, headline=True),
        filled(voice, worded.standfirst, known, headline=False),
    )


def standing_story(
    voice: Voice,
    weight: float,
    which: StoryNews,
    shows: Picture,
    known: Known | None = None,
    more: str = "",
    role: Role | None = None,
) -> Story:
    """Return one of the papers' standing stories, with a sentence of what exactly it was."""
    paper = voice.scenario.newspaper
    if paper is None:
        return Story(weight, humanised(which), more, (shows,), role=role)
    head, stand = printed(voice, paper.stories[which], known or {})
    return Story(weight, head, f"{stand} {more}".strip(), (shows,), role=role)
