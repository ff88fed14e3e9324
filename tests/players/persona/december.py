"""Personas at the table of December 2013, and what they see."""

from __future__ import annotations

from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import Role
from tests.rules.fixtures import Game

DECEMBER = "december-2013"


def shipped(phase: str = "orders", seed: int = 7) -> Game:
    return Game(loader.load(DECEMBER), seed).to(phase)


def persona(game: Game, role: Role, seed: int = 1, name: str | None = None) -> Persona:
    return Persona(game.pack, role, seed, name or DEFAULT_PERSONA[role])


def seen(game: Game, role: Role) -> View:
    return view(game.pack, game.position, role)
