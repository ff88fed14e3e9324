"""What every cross-check uses: a problem, what may be named, and checks of small parts."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, get_args

from game.scenario.schema.base import Role
from game.scenario.schema.conditions import Condition, Count
from game.scenario.schema.scenario import Scenario
from game.scenario.yaml_reader import Step
from game.world.figure_names import FIGURES

COUNTS: Final[tuple[str, ...]] = get_args(Count)


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault: in which item (``kind``, ``key``), where in it, and what is wrong."""

    kind: str  # lever, event, agenda, figure, gauge, scoring, frame
    key: str
    path: tuple[Step, ...]
    sentence: str
    stops: bool = True


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Everything that may be named: also what common holds and this scenario did not take."""

    levers: frozenset[str]
    events: dict[str, frozenset[str]]  # event -> its options
    tags: frozenset[str]
    flags: frozenset[str]
    claims: frozenset[str]
    results: frozenset[str]  # what scoring may count besides figures and counts
    params: frozenset[str]
    carried: tuple[str, ...] = ()  # claims that the frame says it carries


def unlike(what: str, name: str, names: Iterable[str]) -> str:
    """There is no such thing; did you mean …?"""
    close = difflib.get_close_matches(name, list(names), 1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"There is no {what} {name!r}.{hint}"


def visible(s: Scenario, figure: str, role: Role) -> bool:
    """Whether the role may know the figure, exactly or as published."""
    try:
        seen = s.figure(figure).visibility
    except KeyError:
        return True  # unknown: said elsewhere
    return seen.public != "hidden" or role in seen.exact_to


def walk(
    condition: Condition, path: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], Condition]]:
    """A condition and all conditions in it, with their paths."""
    yield path, condition
    for name in ("all", "any"):
        for i, part in enumerate(getattr(condition, name)):
            yield from walk(part, (*path, name, i))
    if condition.no is not None:
        yield from walk(condition.no, (*path, "no"))


def asked(
    kind: str, key: str, path: tuple[Step, ...], whole: Condition, known: KnownNames
) -> Iterator[Problem]:  # fmt: skip
    """Faults of a condition and of those in it."""
    for at, part in walk(whole, path):
        if part.figure is not None and part.figure not in FIGURES:
            yield Problem(
                kind, key, (*at, "figure"), unlike("figure", part.figure, (*FIGURES, *COUNTS))
            )
        if part.used is not None:
            yield from named(kind, key, (part.used,), known.levers, "lever", *at, "used")
        if part.tagged is not None:
            yield from named(kind, key, (part.tagged,), known.tags, "tag", *at, "tagged")
        if part.flag is not None and part.flag not in known.flags:
            yield Problem(
                kind, key, (*at, "flag"),
                f"No effect of any card sets the flag {part.flag!r}.", stops=False,
            )  # fmt: skip
        if part.event is not None:
            if part.event not in known.events:
                yield Problem(kind, key, (*at, "event"), unlike("event", part.event, known.events))
            elif part.option is not None and part.option not in known.events[part.event]:
                yield Problem(
                    kind, key, (*at, "option"),
                    unlike("option", part.option, known.events[part.event]),
                )  # fmt: skip
        elif part.option is not None:
            yield Problem(kind, key, (*at, "option"), "An option goes with its event.")


def named(
    kind: str, key: str, given: tuple[str, ...], names: frozenset[str], what: str, *path: Step
) -> Iterator[Problem]:
    """A fault for each name that there is not."""
    for i, name in enumerate(given):
        if name not in names:
            yield Problem(kind, key, (*path, i), unlike(what, name, names))


def claimed(
    kind: str, key: str, claims: tuple[str, ...], known: KnownNames, *path: Step
) -> Iterator[Problem]:
    """Faults of cited claims."""
    yield from named(kind, key, claims, known.claims, "claim", *path, "claims")


def cited(
    kind: str, key: str, claims: tuple[str, ...], extension: bool, known: KnownNames
) -> Iterator[Problem]:
    """Faults of what an item cites, citing nothing included."""
    yield from claimed(kind, key, claims, known)
    if not claims and not extension:
        yield Problem(
            kind, key, (),
            f"The {kind} {key!r} cites no claim; cite one or mark it 'extension: true'.",
        )  # fmt: skip
