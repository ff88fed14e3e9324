"""Records which whole games use which cards: ``coverage.csv``, a game for every card.

Run ``python -m tests.playthroughs.cover`` after a change of cards or personas. Each line says
in which game (scenario, seats, seed) a lever took effect or an event was drawn and answered;
few games are kept, chosen greedily, so that the slow test can play them all again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path

from game.lab.batch import Game, play
from game.lab.simulate import seed_of
from game.scenario.assembly import assemble
from game.scenario.loader import load
from game.scenario.schema.base import ROLES, Role
from game.scenario.source_files import shipped_ids

FILE = Path(__file__).parent / "coverage.csv"
KINDS = ("persona", "random")
GAMES = 96
#: (scenario, seats, seed)
Named = tuple[str, str, int]


def cards() -> set[tuple[str, str]]:
    """Every lever and event of the shipped scenarios that any of them can play."""
    found: set[tuple[str, str]] = set()
    for name in shipped_ids():
        scenario = assemble(name).scenario
        found |= {("lever", x.id) for x in scenario.levers}
        found |= {("event", e.id) for e in scenario.events}
    return found


def used(game: Game) -> set[tuple[str, str]]:
    """The levers that took effect in a game and the events that were answered."""
    past = game.position.board.past
    return {("lever", x) for _, x, _, how in past.orders if how in ("full", "half")} | {
        ("event", e) for e, _, _ in past.events
    }


def played(games: Iterable[Named]) -> Iterator[tuple[Named, set[tuple[str, str]]]]:
    """The cards of each game, played again."""
    groups: dict[tuple[str, str], list[int]] = {}
    for scenario, kind, seed in games:
        groups.setdefault((scenario, kind), []).append(seed)
    for (scenario, kind), seeds in groups.items():
        kinds: dict[Role, str] = dict.fromkeys(ROLES, kind)
        if kind == "mixed":
            kinds = dict(zip(ROLES, cycle(KINDS)))
        for game in play(load(scenario), kinds, seeds):
            yield (scenario, kind, game.seed), used(game)


def record() -> list[tuple[str, str, Named]]:
    """A game for each card: (lever or event, id, game)."""
    wanted = [
        (s, k, seed_of(1, i))
        for s in sorted(shipped_ids())
        for k in (*KINDS, "mixed")
        for i in range(GAMES)
    ]
    found = list(played(wanted))
    left, rows = cards(), []
    while left:
        game, has = max(found, key=lambda f: len(f[1] & left))
        if not has & left:
            break
        rows += [(kind, card, game) for kind, card in has & left]
        left -= has
    for kind, card in sorted(left):
        print(f"no game used the {kind} {card}")
    return sorted(rows)


def recorded() -> list[tuple[str, str, Named]]:
    """The recorded list."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            (r["kind"], r["card"], (r["scenario"], r["seats"], int(r["seed"])))
            for r in csv.DictReader(file)
        ]


def main() -> None:
    """Writes the list, once it is whole."""
    rows = record()
    with FILE.open("w", encoding="utf-8", newline="\n") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "card", "scenario", "seats", "seed"))
        writer.writerows((kind, card, *game) for kind, card, game in rows)
    print(FILE.name)


if __name__ == "__main__":
    main()
