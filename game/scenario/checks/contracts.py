"""Cross-checks of the contracts that newcomers win: one a line, and on the hospital that loses."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.checks import cards
from game.scenario.checks.common import Item, Problem
from game.scenario.schema.effects import TrustKnobSetting
from game.scenario.schema.scenario import Scenario


def of_contracts(frame: Item, s: Scenario) -> Iterator[Problem]:
    """Yield the problems of a scenario's contracts; one without any has none."""
    lines: set[str] = set()
    for i, contract in enumerate(s.contracts):
        at = ("contracts", i)
        if contract.line in lines:
            yield frame.problem(f"The line {contract.line!r} has two contracts.", *at, "line")
        lines.add(contract.line)
        if not s.start.entrant_share.get(contract.line):
            sentence = f"Newcomers have no share of {contract.line!r} at the start to grow from."
            yield frame.problem(sentence, *at, "line")
        yield from frame.claims(contract.claims, *at)
        for j, effect in enumerate(contract.effects):
            yield from cards.of_effect(frame, effect, *at, "effects", j)
            if not isinstance(effect, TrustKnobSetting) or effect.on.among != "chosen":
                yield frame.problem(
                    "A contract acts on the hospital that loses it: a knob of trusts, "
                    "'on: {among: chosen}'.",
                    *(*at, "effects", j),
                )
