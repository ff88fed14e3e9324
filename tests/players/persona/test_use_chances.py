"""What personas reckon others will do is about what they do."""

from __future__ import annotations

from collections import Counter

import numpy as np

from game.lab.batch import begin, play_on
from game.match.seats import player_seed
from game.players.persona.lever_values import axes
from game.players.persona.order_values import OrderRequest
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.cards.index import card_index
from game.rules.state.view import View
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role

PACK = loader.load("december-2013")
GAMES = 24
#: How far what is reckoned may lie from what is done, as a ratio.
APART = 2.0


class Watching(Persona):
    """A persona that keeps how likely it thought each lever as it sealed, by quarter."""

    def __init__(self, role: Role, seed: int) -> None:
        super().__init__(PACK, role, seed, DEFAULT_PERSONA[role])
        self.reckoned: dict[int, list[float]] = {}

    def order_request(self, view: View) -> OrderRequest:
        """Return what the persona's orders are made of."""
        found = super().order_request(view)
        if view.phase == "orders":
            self.reckoned[view.quarter] = found.assessment.chances.tolist()
        return found


def test_levers_are_used_about_as_often_as_others_reckon() -> None:
    """Of each step of likelihood apart: what is thought likelier is done more often."""
    games = begin(PACK, dict.fromkeys(ROLES, "persona"), range(GAMES))
    for seed, game in enumerate(games):
        game.players |= {r: Watching(r, player_seed(seed, r)) for r in ROLES}
    play_on(PACK, games)
    levers, thought, done = axes(PACK).row, Counter[float](), Counter[float]()
    for game in games:
        used = {(lever, quarter) for _, lever, quarter, _ in game.position.board.past.orders}
        for reader in game.players.values():
            assert isinstance(reader, Watching)
            others = [t for r in ROLES if r != reader.role for t in card_index(PACK).of_role[r]]
            for quarter, chances in reader.reckoned.items():
                for row in others:
                    chance = chances[levers[row.id]]
                    thought[chance] += 1
                    done[chance] += (row.id, quarter) in used
    assert done[0.0] < 0.01 * thought[0.0]  # what rests: it may be ready where it came to nothing
    shares = [(chance, done[chance] / thought[chance]) for chance in sorted(thought) if chance]
    for chance, share in shares:
        assert chance / APART < share < chance * APART
    assert np.all(np.diff([share for _, share in shares]) > 0)
