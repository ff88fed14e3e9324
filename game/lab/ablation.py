"""The ablation: what each part of a level's thinking is worth, by games played without it.

One seat is given to a level, and then to the same level without one of its parts; the others are
personas, and the seeds the same. By how much the whole scores more is what the part is worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from game.errors import InputError
from game.lab.kept_run import RunAsked, Wanted
from game.lab.ladder import Ladder, games_of
from game.players import Player, make, parsed
from game.players.persona.priorities import DEFAULT_PERSONA
from game.players.search.levels import PlayingLevel, PlayingStyle, levels
from game.players.search.search_player import SearchPlayer
from game.scenario.characters import quoted
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

#: The part that is no parameter of a level, but a style upon it.
STYLE: Final = "style"
#: Parts of a level, and the parameters that it has without them. Without beliefs there is one guess
#: of what is hidden, as if it were known; without a style none of its likings, but its persona.
PARTS: Final[Mapping[str, Mapping[str, int]]] = {
    "beliefs": {"guesses": 1, "screened": 1, "ahead": 1},
    "horizon": {"quarters": 1},
    "second-ply": {"plans": 0},
    "climbing": {"climbs": 0},
    "deals": {"offers": 0},
    "aims": {"played": 0},
    "rounds": {"rounds": 0},
    STYLE: {},
}
#: What stands between a level and the part that it lacks.
_WITHOUT: Final = "-"
#: A part is worth something where the whole scores more in more than half of the games.
_MUST: Final = 0.5


class Ablation(Ladder):
    """A run of games of one level, whole and without each of some parts."""

    name = "ablation"
    title = "Ablation"
    upper = "level"

    def __init__(self, asked: RunAsked, level: str, parts: Sequence[str]) -> None:
        """Begin a run of so many games in each seat, whole and without each part.

        Raises InputError for a level that doesn't search, a part that there is not, a scenario or a
        file that isn't right.
        """
        name, style = parsed(level)
        if style or name not in levels().levels or not levels().of(name).guesses:
            raise InputError(f"{quoted(level)} is no level that searches, with no style named.")
        for part in parts:
            if part not in PARTS:
                raise InputError(f"A level has no part {quoted(part)}: choose {', '.join(PARTS)}.")
            if part != STYLE and levels().of(name) == _lacking(name, part):
                raise InputError(f"{quoted(level)} plays without {part} as it is.")
        if not parts or len(set(parts)) < len(parts):
            raise InputError("An ablation has one part or more, each of them once.")
        lacking = [f"{level}{_WITHOUT}{part}" for part in parts]
        super().__init__(asked, (*lacking, level))

    def check(self, kind: str) -> None:
        """Do nothing: levels and parts are checked before."""

    def about_it(self) -> str:
        """Return what is done, in a sentence's first half."""
        return "One seat is a level, whole and without a part, the others personas"

    @staticmethod
    def played(pack: Pack, wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
        """Play games side by side and yield what is kept of each."""
        return games_of(pack, wanted, seated)

    def pairs(self) -> list[tuple[str, str, float]]:
        """Return the whole beside each level that lacks a part."""
        *lacking, whole = self.rungs
        return [(kind, whole, _MUST) for kind in lacking]


def seated(kind: str, role: Role, pack: Pack, seed: int) -> Player:
    """Return a player of a level that may lack a part."""
    level, _, part = kind.partition(_WITHOUT)
    if not part:
        return make(kind, role, pack, seed)
    persona = DEFAULT_PERSONA[role]
    style = levels().styles[persona]
    if part == STYLE:
        style = PlayingStyle(risk=0.0, haste=0.0, trust=0.0)
    return SearchPlayer(pack, role, seed, _lacking(level, part), style, persona)


def _lacking(level: str, part: str) -> PlayingLevel:
    """Return a level's parameters without a part."""
    return levels().of(level).model_copy(update=dict(PARTS[part]))
