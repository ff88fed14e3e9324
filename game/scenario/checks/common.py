"""What every cross-check uses: a problem, the names that exist, and the checks of one item."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, assert_never, get_args

from game.scenario.characters import quoted
from game.scenario.schema.base import Cited, Role
from game.scenario.schema.conditions import Condition, Count
from game.scenario.schema.scenario import Scenario
from game.scenario.yaml_reader import Step
from game.world.figure_names import FIGURES

COUNTS: Final[tuple[str, ...]] = get_args(Count)

#: A name in braces, which stands for a word of the game.
BRACED: Final = re.compile(r"\{([^{}]*)\}")
#: Names are compared up to so many letters.
_LONGEST: Final = 60

#: Keys and list places that lead from an item to one of its values.
ItemPath = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault: in which item (``kind``, ``key``), where in it, and what is wrong.

    ``stops`` is False where the game can be played all the same, but poorly.
    """

    kind: str  # lever, event, agenda, figure, gauge, scoring, course, frame
    key: str
    path: ItemPath
    sentence: str
    stops: bool = True


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All names that an item may use, those of common items not taken by the scenario included."""

    levers: frozenset[str]
    events: dict[str, frozenset[str]]  # event -> its options
    tags: frozenset[str]
    flags: frozenset[str]
    claims: frozenset[str]
    results: frozenset[str]  # what scoring may count besides figures and counts
    params: frozenset[str]
    agendas: frozenset[str] = frozenset()
    carried: tuple[str, ...] = ()  # claims that the frame says it carries
    own_paths: tuple[tuple[str, int], ...] = ()  # (series, financial year) of the frame's paths


@dataclass(frozen=True, slots=True)
class Item:
    """An item under check: makes problems that point into it, and checks its common parts."""

    kind: str
    key: str
    known: KnownNames

    def problem(self, sentence: str, *path: Step, stops: bool = True) -> Problem:
        """Return a problem at ``path`` of the item."""
        return Problem(self.kind, self.key, path, sentence, stops)

    def names(
        self, given: Iterable[str], existing: Iterable[str], what: str, *path: Step
    ) -> Iterator[Problem]:
        """Yield a problem for each name of the list at ``path`` that does not exist."""
        for i, name in enumerate(given):
            if name not in existing:
                yield self.problem(unlike(what, name, existing), *path, i)

    def name(
        self, given: str, existing: Iterable[str], what: str, *path: Step
    ) -> Iterator[Problem]:
        """Yield a problem if the name at ``path`` does not exist."""
        if given not in existing:
            yield self.problem(unlike(what, given, existing), *path)

    def claims(self, claims: tuple[str, ...], *path: Step) -> Iterator[Problem]:
        """Yield a problem for each cited claim that the texts do not have."""
        yield from self.names(claims, self.known.claims, "claim", *path, "claims")

    def citation(self, cited: Cited) -> Iterator[Problem]:
        """Yield problems of what the item cites; citing nothing is one, but for extensions."""
        yield from self.claims(cited.claims)
        if not cited.claims and not cited.extension:
            yield self.problem(
                f"The {self.kind} {self.key!r} cites no claim; cite one or mark it "
                "'extension: true'."
            )

    def condition(self, whole: Condition, *path: Step) -> Iterator[Problem]:
        """Yield problems of a condition and of those nested in it."""
        for at, part in walk(whole, path):
            yield from self._question(part, at)
            if part.option is not None and part.event is None:
                yield self.problem("An option goes with its event.", *at, "option")

    def _question(self, part: Condition, at: tuple[Step, ...]) -> Iterator[Problem]:
        known, asks = self.known, part.asks
        match asks:
            case "figure":
                if part.figure not in FIGURES:
                    yield self.problem(
                        unlike("figure", part.figure or "", (*FIGURES, *COUNTS)), *at, "figure"
                    )
            case "used":
                yield from self.names((part.used or "",), known.levers, "lever", *at, "used")
            case "tagged":
                yield from self.names((part.tagged or "",), known.tags, "tag", *at, "tagged")
            case "flag":
                if part.flag not in known.flags:
                    sentence = f"No effect of any card sets the flag {part.flag!r}."
                    yield self.problem(sentence, *at, "flag", stops=False)
            case "event":
                event = part.event or ""
                yield from self.name(event, known.events, "event", *at, "event")
                if part.option is not None and event in known.events:
                    options = known.events[event]
                    yield from self.name(part.option, options, "option", *at, "option")
            case "count" | "path" | "quarter" | "year_end" | "all" | "any" | "no":
                pass  # the schema knows all counts; the parts are asked by themselves
            case _:
                assert_never(asks)


def unlike(what: str, name: str, existing: Iterable[str]) -> str:
    """Return the sentence that there is no such thing, with the nearest name if one is near.

    >>> unlike("lever", "bail_uot", ["bail_out", "franchise"])
    "There is no lever 'bail_uot'. Did you mean 'bail_out'?"
    """
    close = difflib.get_close_matches(name[:_LONGEST], list(existing), 1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"There is no {what} {quoted(name)}.{hint}"


def visible(s: Scenario, figure: str, role: Role) -> bool:
    """Tell whether the role may know the figure, exactly or as published.

    A figure that does not exist counts as visible: another check reports it.
    """
    try:
        seen = s.figure(figure).visibility
    except KeyError:
        return True
    return seen.public != "hidden" or role in seen.exact_to


def walk(condition: Condition, path: ItemPath) -> Iterator[tuple[ItemPath, Condition]]:
    """Yield a condition and all conditions nested in it, each with its path."""
    yield path, condition
    for name in ("all", "any"):
        for i, part in enumerate(getattr(condition, name)):
            yield from walk(part, (*path, name, i))
    if condition.no is not None:
        yield from walk(condition.no, (*path, "no"))
