"""One quarter while it is being worked out: what every mechanism may look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.world.endowments import EndowedField, of_games
from game.world.exact_sums import grid
from game.world.health_map import F, I
from game.world.knobs import NATIONAL_INDEX, Knobs
from game.world.market import choice
from game.world.model import Model
from game.world.parameters import Params
from game.world.precomputed import Buyers
from game.world.random_streams import Luck
from game.world.world_state import B, World


@dataclass(slots=True)
class Now:
    """The quarter at work. ``world`` is new and is filled in place; ``before`` is never
    written to. ``noise`` (3, T, B) are standard normal draws: demand, cost, quality;
    ``chance`` (C, B) the commissioners', who use it up."""

    model: Model
    params: Params
    before: World
    world: World
    knobs: Knobs
    turned: frozenset[str]  # knobs that some game of the batch has turned
    luck: Luck
    quarter: int
    row: int  # of the model's calendar
    buyers: Buyers  # who buys for the districts this quarter
    noise: F
    chance: F
    owner: I | None  # (T, B) owner of each site, None if none has been taken over
    working: B  # (T, B) site takes patients: open, or kept by the trust that took it over
    led: B | None  # (T, B) under administration at the beginning; None: nobody is
    all_open: bool  # no trust has closed in any of the games
    capability: F  # (B,) commissioners' capability this quarter, points
    grip: F  # (B,) management capacity
    handed_k: I | None  # (B,) balances that passed to other commissioners as the quarter began
    tight: F = field(init=False)  # (R, B) how far each region's commissioners have tightened
    usual: F = field(init=False)  # (A, B) elective capacity at the beginning, at least 1
    lists: F = field(init=False)  # (A, B) quarters of work waiting at the beginning

    def of(self, name: str) -> F | None:
        """The national knob ``name``, (B,), or None if no game has turned it."""
        if name not in self.turned:
            return None
        values: F = self.knobs.national[NATIONAL_INDEX[name]]
        return values

    def of_trusts(self, name: str) -> F | None:
        """The trust knob ``name``, (T, B), or None if no game has turned it."""
        if f"trust/{name}" not in self.turned:
            return None
        return np.ascontiguousarray(self.knobs.of_trusts(name))

    def asked(self, name: str) -> B | None:
        """Where the yes-or-no knob ``name`` of trusts is on, (T, B), or None: nowhere."""
        values = self.of_trusts(name)
        return None if values is None else values > 0.0

    def care(self, values: Any) -> Any:
        """The rows of the acute trusts, (A, B), of values of all, (T, B): a copy."""
        return values.take(self.model.prepared.care.rows, axis=0, mode="clip")

    def put(self, values: Any, out: Any) -> None:
        """Writes the acute trusts' values (A, B) to their rows of ``out`` (T, B), and noughts
        to all others."""
        care = self.model.prepared.care
        out[care.others] = 0.0
        out[care.rows] = values

    def whole(self, values: F) -> F:
        """The acute trusts' values (A, B) in their rows among all, (T, B), else 0."""
        out = np.empty_like(self.before.waiting)
        self.put(values, out)
        return out

    @property
    def alive(self) -> F:
        """1 where the trust was open at the quarter's beginning, else 0, (T, B)."""
        return self.before.open.astype(np.float64)

    def only_open(self, values: F) -> F:
        """``values`` (T, B) set to 0 in place where the trust had closed before."""
        if not self.all_open:
            values *= self.alive
        return values

    def endowed(self, name: EndowedField) -> F:
        """A start value of all trusts as these games have it (``endowments.of_games``), (T, B)."""
        return of_games(self.model.baseline, name, self.before.endowment)

    def at_start(self, name: EndowedField) -> F:
        """The same of acute trusts, (A, B), blended where some have taken others over."""
        if self.owner is not None:
            values: F = self.care(self.blended(self.endowed(name)))
            return values
        care = self.model.prepared.care
        return of_games(self.model.baseline, name, self.before.endowment, care.rows)

    def blended(self, values: F) -> F:
        """A start value of trusts, (T, B), as the mean over the sites that each now owns,
        weighted by size: a merged hospital is neither of its parents."""
        if self.owner is None:
            return values
        size = np.repeat(self.model.place.trust_size[:, None], self.owner.shape[1], axis=1)
        size = grid(size * self.working, 10)
        mixed = choice.to_owners(grid(values * size, 20), self.owner)
        own = choice.to_owners(size, self.owner)
        rows = np.arange(size.shape[0])[:, None]
        taken = choice.to_owners(np.where(self.owner != rows, 1.0, 0.0), self.owner)
        return np.where(taken > 0.0, mixed / np.maximum(own, 2.0**-10), values)
