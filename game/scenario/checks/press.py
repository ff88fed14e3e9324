"""What the papers may print of a card: there, short, and in the third person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from game.scenario.checks.common import Item, Problem
from game.scenario.schema.cards import Reported
from game.scenario.yaml_reader import Step

#: A headline and a standfirst are at least so long.
SHORTEST_HEADLINE: Final = 8
SHORTEST_STANDFIRST: Final = 30
#: Words that speak to the reader or of the writer. Inside quotation marks somebody else speaks.
_FIRST_AND_SECOND: Final = re.compile(
    r"\b(I|me|my|mine|we|us|our|ours|you|your|yours|yourself|ourselves)\b", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
#: Names in braces that several may be put for, and a verb after one that only one can take.
_OFFICES: Final = ("monitor", "unions", "office", "other", "by", "owner", "breaker")
_SINGULAR: Final = re.compile(
    rf"(?<!of )(?<!to )(?<!and )\{{(?:{'|'.join(_OFFICES)})\}} "
    r"(?:neither )?(is|was|has|does|[a-z]+[a-rt-z]s)\b"
)


def of_card(item: Item, card: Reported, what: str, *path: Step) -> Iterator[Problem]:
    """Yield the problems of what is printed when the card at ``path`` has been played.

    ``what`` names the card in a sentence: "answer 'hold'". A card without a headline can't be
    told by anybody's papers and stops the game; a poor one is only warned of.
    """
    if not card.headline or not card.standfirst:
        missing = "headline" if not card.headline else "standfirst"
        yield item.problem(f"The {what} has no {missing} for the papers.", *path)
        return
    for key, text, least in (
        ("headline", card.headline, SHORTEST_HEADLINE),
        ("standfirst", card.standfirst, SHORTEST_STANDFIRST),
    ):
        for fault in faults(text, headline=key == "headline", least=least):
            sentence = f"The {key} of the {what} {fault}."
            yield item.problem(sentence, *path, key, stops=False)


def spoken(text: str) -> str:
    """Return the first word that speaks to the reader or of the writer; empty if none does.

    >>> spoken("No 10 asks what you will do."), spoken("“What will you do?”, No 10 asks.")
    ('you', '')
    """
    # "US" and the numeral are no pronouns, but no text of ours has had them
    found = _FIRST_AND_SECOND.search(_QUOTED.sub("", text))
    return found[0] if found is not None else ""


def agreement(text: str) -> str:
    """Return the first verb of a filled-in office that would be wrong of many; empty if none.

    >>> agreement("{office} was late."), agreement("{office} came late.")
    ('was', '')
    """
    found = _SINGULAR.search(text)
    return found[1] if found is not None else ""


def faults(text: str, *, headline: bool, least: int) -> Iterator[str]:
    """Yield what is wrong with a headline or a standfirst, as the end of a sentence.

    >>> list(faults("You save the market.", headline=True, least=8))
    ["speaks in the first or second person ('You')", 'ends with a full stop']
    """
    if len(text) < least:
        yield f"has fewer than {least} letters"
    word = spoken(text)
    if word:
        yield f"speaks in the first or second person ({word!r})"
    if headline and text.endswith("."):
        yield "ends with a full stop"
    if not headline and not text.endswith((".", "?", "!", ".”")):
        yield "does not end like a sentence"
    if "_" in text or "{" in text:
        yield "holds a name of the program"
