"""What a reader is told of a fact: a gauge's terms as far as it knows what they are made of.

A term of a gauge is a plain function of one figure, and the rules are open to all, so that a
term to the thousandth gives its figure away. A reader gets the terms whose figures it knows
exactly; the rest are one term, ``UNPUBLISHED``, which is the move less what the reader knows:
the sum holds, and nothing is said that does not follow from what the reader knows already.
The end of the scale (``clip``) goes with the rest, for it tells what the rest came to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from game.rules.cache import per_pack
from game.rules.knowledge.visibility import WHO, knows
from game.rules.state.facts import Fact, GaugeMoved
from game.rules.state.view import Who

if TYPE_CHECKING:
    from game.scenario.pack import Pack

#: The cause under which a reader is told what its other terms leave of a gauge's move.
UNPUBLISHED: Final = "unpublished"
_CLIP: Final = "clip"


@per_pack
def _hidden(pack: Pack) -> dict[tuple[Who, str], frozenset[str]]:
    """Return by reader and gauge the causes of which it isn't told apart, if there are any."""
    found: dict[tuple[Who, str], frozenset[str]] = {}
    for who in WHO:
        for rule in pack.scenario.politics:
            causes = {t.cause for t in rule.terms if knows(pack, who, t.figure) != "exact"}
            if causes:
                found[who, rule.gauge] = frozenset((*causes, _CLIP))
    return found


def hears(fact: Fact, who: Who) -> bool:
    """Return whether the reader is told of the fact at all."""
    return fact.seen_by is None or who in fact.seen_by


def disclosed(pack: Pack, facts: Iterable[Fact], who: Who) -> list[Fact]:
    """Return the facts that the reader may know, each as far as it may know it.

    Terms of a gauge's move still sum exactly to it.
    """
    hidden = _hidden(pack)
    return [
        _lumped(fact, hidden[who, fact.gauge])
        if isinstance(fact, GaugeMoved) and (who, fact.gauge) in hidden
        else fact
        for fact in facts
        if hears(fact, who)
    ]


def _lumped(fact: GaugeMoved, hidden: frozenset[str]) -> GaugeMoved:
    told = tuple([term for term in fact.terms if term[0] not in hidden])
    rest = fact.after - fact.before - sum(milli for _, milli in told)
    return replace(fact, terms=(*told, (UNPUBLISHED, rest)) if rest else told)
