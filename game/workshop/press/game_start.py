"""The game as it stands before anybody has done anything: what the kit prints of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from game.match import Match
from game.match.seats import HUMAN
from game.rules.cards.rules_of_thumb import by_source
from game.rules.state.view import Arrow, View, Who
from game.rules.views.forecast import forecast
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling.names import Voice


@dataclass(frozen=True)
class Opening:
    """A scenario on one seed, at its start. ``views`` by reader."""

    pack: Pack
    seed: int
    views: dict[Who, View]

    @classmethod
    def of(cls, pack: Pack, seed: int) -> Opening:
        """Return the start of the game of that seed."""
        match = Match.new(pack, dict.fromkeys(ROLES, HUMAN), seed)
        readers: tuple[Who, ...] = (*ROLES, SPECTATOR)
        return cls(pack, seed, {who: match.view(who) for who in readers})

    @cached_property
    def voice(self) -> Voice:
        """The names."""
        return Voice.of(self.pack.scenario, self.public)

    @property
    def public(self) -> View:
        """What everybody sees."""
        return self.views[SPECTATOR]

    def arrows(self, role: Role) -> dict[str, tuple[Arrow, ...]]:
        """Return the arrows of an office's cards, as its own screen shows them at the start."""
        return dict(forecast(self.pack, self.views[role]))

    @cached_property
    def rough(self) -> dict[str, tuple[Arrow, ...]]:
        """Arrows of all cards and of the events' answers, by rules of thumb."""
        return by_source(self.pack)
