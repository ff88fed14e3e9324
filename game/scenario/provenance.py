"""Find which item carries which claim of the texts, and which claims nothing carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from game.scenario.assembly import Content
from game.scenario.error_messages import read_validated
from game.scenario.schema.folder import FILE_KINDS, Mechanism
from game.scenario.source_files import common_dir
from game.scenario.texts import claims


@dataclass(frozen=True, slots=True)
class Carrier:
    """An item that carries claims: a lever, event, agenda, start value or mechanism."""

    kind: str  # lever, event, agenda, politics, start, mechanism
    key: str
    claims: tuple[str, ...]
    scenario: str  # the scenario's id, or "common" for the model's own
    extension: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """Claims and their carriers, over one or several scenarios."""

    carriers: tuple[Carrier, ...]

    def of(self, claim: str) -> tuple[Carrier, ...]:
        """Return what carries the claim, each item once however many scenarios take it."""
        seen: dict[tuple[str, str], Carrier] = {}
        for carrier in self.carriers:
            if claim in carrier.claims:
                seen.setdefault((carrier.kind, carrier.key), carrier)
        return tuple(seen.values())

    def lines(self) -> list[str]:
        """Return a report in plain text, two lines for each claim."""
        out = []
        for claim, row in claims().items():
            by = ", ".join(f"{c.kind} {c.key}" for c in self.of(claim)) or "NOTHING"
            out.append(f"{claim:7} {row['claim']}\n        carried by {by}")
        return out


def coverage(contents: Iterable[Content]) -> Coverage:
    """Return the coverage of some scenarios' contents, the model's mechanisms included."""
    carriers = [Carrier("mechanism", m.id, m.claims, "common", m.extension) for m in mechanisms()]
    for content in contents:
        carriers.extend(_of(content))
    return Coverage(tuple(carriers))


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    """Return what the model's code carries (``common/mechanisms.yaml``)."""
    return read_validated(FILE_KINDS["mechanisms"], common_dir() / "mechanisms.yaml")


def _of(content: Content) -> list[Carrier]:
    s = content.scenario
    cards = (("lever", s.levers), ("event", s.events), ("agenda", s.agendas))
    out = [
        Carrier(kind, item.id, item.claims, s.id, item.extension)
        for kind, items in cards
        for item in items
    ]
    for rule in s.politics:
        cited = {*rule.claims, *(c for t in rule.terms for c in t.claims)}
        out.append(Carrier("politics", rule.gauge, tuple(sorted(cited)), s.id))
    out += [Carrier("start", s.id, (c.claim,), s.id) for c in content.frame.carries]
    return out
