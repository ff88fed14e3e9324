"""Cross-checks of ``newspaper.yaml``: nothing is without a headline, and all can be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from game.scenario.checks import press
from game.scenario.checks.common import BRACED, Item, KnownNames, Problem, unlike
from game.scenario.schema import newspaper as sections
from game.scenario.schema.base import ROLES
from game.scenario.schema.newspaper import Newspaper, Printed, Worded
from game.scenario.schema.scenario import Scenario
from game.scenario.yaml_reader import Step

#: What may stand in braces, by section, besides the offices.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "gauges": ("points",),
    "hospitals": ("hospital", "n"),
    "orders": ("order", "by", "stops", "owner"),
    "breaches": ("breaker", "other"),
    "ends": (),
    "stories": ("office", "other", "aim", "figure", "value", "n", "buyers"),
    "quotations": ("hospital",),
}


def problems(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    """Yield every fault of the newspaper; a scenario built without one has none."""
    paper = s.newspaper
    if paper is None:
        return
    item = Item("newspaper", "", known)
    yield from _complete(item, s, paper)
    for path, printed in texts(paper):
        for key, text in (("headline", printed.headline), ("standfirst", printed.standfirst)):
            yield from _braces(item, text, *path, key)
            least = press.SHORTEST_HEADLINE if key == "headline" else press.SHORTEST_STANDFIRST
            verb = press.agreement(text)
            if verb:
                sentence = f"The {key} has an office take {verb!r}, and an office may be many."
                yield item.problem(sentence, *path, key, stops=False)
            plain = BRACED.sub("Name", text)
            for fault in press.faults(plain, headline=key == "headline", least=least):
                yield item.problem(f"The {key} {fault}.", *path, key, stops=False)
    for occasion, said in paper.quotations.items():
        for i, quotation in enumerate(said):
            for key, text in (("said", quotation.said), ("by", quotation.by)):
                yield from _braces(item, text, "quotations", occasion, i, key)


def texts(paper: Newspaper) -> Iterator[tuple[tuple[Step, ...], Worded]]:
    """Yield every headline with its standfirst, and the keys that lead to it."""
    for path, printed in _printed(paper):
        yield path, printed
        for i, worded in enumerate(printed.also):
            yield (*path, "also", i), worded


def _printed(paper: Newspaper) -> Iterator[tuple[tuple[Step, ...], Printed]]:
    for gauge, moved in paper.gauges.items():
        yield ("gauges", gauge, "up"), moved.up
        yield ("gauges", gauge, "down"), moved.down
    for change, counted in paper.hospitals.items():
        yield ("hospitals", change, "one"), counted.one
        yield ("hospitals", change, "many"), counted.many
    plain: Mapping[str, Mapping[Any, Printed]] = {
        "orders": paper.orders,
        "breaches": paper.breaches,
        "ends": paper.ends,
        "stories": paper.stories,
    }
    for section, printed in plain.items():
        for key, text in printed.items():
            yield (section, key), text


def _complete(item: Item, s: Scenario, paper: Newspaper) -> Iterator[Problem]:
    needed: dict[str, tuple[Iterable[str], Iterable[str]]] = {
        "gauges": (paper.gauges, [rule.gauge for rule in s.politics]),
        "hospitals": (paper.hospitals, sections.HOSPITAL_NEWS),
        "orders": (paper.orders, sections.ORDER_NEWS),
        "breaches": (paper.breaches, sections.BREACH_NEWS),
        "ends": (paper.ends, sections.END_NEWS),
        "stories": (paper.stories, sections.STORY_NEWS),
        "quotations": (paper.quotations, sections.OCCASIONS),
    }
    for section, (has, wants) in needed.items():
        for key in wants:
            if key not in has:
                yield item.problem(f"The papers have no text for {key!r} in {section}.", section)
    for gauge in paper.gauges:
        known = [rule.gauge for rule in s.politics]
        if gauge not in known:
            yield item.problem(unlike("gauge", gauge, known), "gauges", gauge, stops=False)


def _braces(item: Item, text: str, *path: Step) -> Iterator[Problem]:
    may = (*ROLES, *NAMES[str(path[0])])
    for name in BRACED.findall(text):
        if name not in may:
            yield item.problem(unlike("name to fill in", name, may), *path)
