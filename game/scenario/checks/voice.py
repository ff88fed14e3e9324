"""What the whole table reads speaks of the offices and to none: third person, but in quotations.

A card is answered by one office and read by four, by the wall and by the papers; to the others a
"your" would be somebody else's. An office's letter and its first suggestions are its own alone and
may speak to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.checks import press
from game.scenario.checks.common import Item, KnownNames, Problem
from game.scenario.schema.scenario import Scenario
from game.scenario.yaml_reader import Step

_Text = tuple[str, tuple[Step, ...]]


def problems(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    """Yield each text for all that speaks in the first or second person; none stops a game."""
    for item, texts in _read_by_all(s, known):
        for text, path in texts:
            word = press.spoken(text)
            if word:
                yield item.problem(
                    f"The text speaks in the first or second person ({word!r}), and everybody "
                    "reads it: name the office.",
                    *path,
                    stops=False,
                )


def _read_by_all(s: Scenario, known: KnownNames) -> Iterator[tuple[Item, list[_Text]]]:
    frame: list[_Text] = [
        (s.tagline, ("tagline",)),
        (s.background, ("background",)),
        (s.headline, ("headline",)),
        (s.lesson, ("lesson",)),
    ]
    for i, outcome in enumerate(s.outcomes):
        frame += _pair(outcome.title, outcome.prose, "outcomes", i)
    frame += [(act.opening, ("acts", i, "opening")) for i, act in enumerate(s.acts)]
    yield Item("frame", s.id, known), frame
    for lever in s.levers:
        yield (
            Item("lever", lever.id, known),
            [(lever.prose, ("prose",)), (lever.requires_text, ("requires_text",))],
        )
    for event in s.events:
        said = _pair(event.title, event.prose)
        for i, option in enumerate(event.options):
            said += _pair(option.title, option.prose, "options", i)
        yield Item("event", event.id, known), said
    for agenda in s.agendas:
        yield Item("agenda", agenda.id, known), _pair(agenda.title, agenda.prose)
    for regime in s.cases.regimes:
        yield Item("regime", regime.id, known), [(regime.words, ("words",))]
    for way in s.cases.ways:
        told: list[_Text] = [(way.title, ("title",)), (way.does, ("does",))]
        told += [(text, ("gains", role)) for role, text in way.gains.items()]
        told += [(text, ("loses", role)) for role, text in way.loses.items()]
        yield Item("way out", way.id, known), told


def _pair(title: str, prose: str, *path: Step) -> list[_Text]:
    return [(title, (*path, "title")), (prose, (*path, "prose"))]
