"""Measure what deals are worth to both their sides, and to each office, from games of personas.

Games are played by the same seeds as they are, with nobody making a deal, and with one office
after the other making none. What deals bring an office is its own final score beside the one
without. Of each deal that was made, both sides say what it was worth to them as they agreed: by
their own view, in points of their own score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from game.lab import intervals
from game.lab.batch import TILE, begin, play_on, seldom
from game.lab.kept_run import KeptRun, RunAsked, Wanted
from game.match.seats import player_seed
from game.players import DEFAULT
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.state.commands import Leak, OfferDeal, ReplyDeal
from game.rules.state.deal_terms import Terms
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

#: Points of its own score that deals must bring an office, on the whole.
MUST: Final = 3.0
#: Who makes no deals: nobody's name, everybody's, or an office's.
_NOBODY: Final = "nobody"
_ALL: Final = "all"
#: How deals ended that were made.
_MADE: Final = ("live", "kept", "broken", "void")


class Silent(Persona):
    """A persona that offers no deal and declines all."""

    def talk(self, view: View) -> OfferDeal | ReplyDeal | Leak | None:
        """Decline offers; leak as the persona would."""
        said = super().talk(view)
        if isinstance(said, ReplyDeal):
            return said.model_copy(update={"reply": "decline"})
        return None if isinstance(said, OfferDeal) else said


class Weighing(Persona):
    """A persona that keeps what each deal was worth to it as it offered or accepted it."""

    def __init__(self, pack: Pack, role: Role, seed: int) -> None:
        super().__init__(pack, role, seed, DEFAULT_PERSONA[role])
        self.worth: dict[Terms, float] = {}

    def talk(self, view: View) -> OfferDeal | ReplyDeal | Leak | None:
        """Talk as the persona does."""
        said = super().talk(view)
        terms = None
        if isinstance(said, OfferDeal):
            terms = said.terms
        elif isinstance(said, ReplyDeal) and said.reply == "accept":
            terms = next(d.terms for d in view.deals if d.number == said.deal)
        if terms is not None:
            self.worth[terms] = self.valuation(view).worth(terms)
        return said


class DealRuns(KeptRun):
    """A run of games with deals, without, and with one office that makes none."""

    name = "deals"
    tile = TILE

    def __init__(self, asked: RunAsked) -> None:
        """Begin a run. Raises InputError for a scenario or a file that isn't right."""
        super().__init__(asked, asked.of_each((_NOBODY, _ALL, *ROLES)))

    @staticmethod
    def played(pack: Pack, wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
        """Play games side by side and yield what is kept of each."""
        with seldom():
            games = begin(pack, dict.fromkeys(ROLES, DEFAULT), [seed for _, seed in wanted])
            for game, (silent, seed) in zip(games, wanted, strict=True):
                for role in ROLES:
                    own = player_seed(seed, role)
                    if silent in (_ALL, role):
                        game.players[role] = Silent(pack, role, own, DEFAULT_PERSONA[role])
                    elif silent == _NOBODY:
                        game.players[role] = Weighing(pack, role, own)
            play_on(pack, games)
        for game, (silent, _) in zip(games, wanted, strict=True):
            board = game.position.board
            weighed = {
                role: player.worth
                for role, player in game.players.items()
                if isinstance(player, Weighing)
            }
            made = [d for d in board.deals if d.state in _MADE] if silent == _NOBODY else []
            yield {
                "scores": {role: float(score) for role, score in board.scores},
                "offered": len(board.deals),
                "deals": [
                    {
                        "offerer": d.terms.offerer,
                        "other": d.terms.other,
                        "state": d.state,
                        "to_offerer": weighed[d.terms.offerer].get(d.terms),
                        "to_other": weighed[d.terms.other].get(d.terms),
                    }
                    for d in made
                ],
            }

    def result(self) -> dict[str, Any]:
        """Return the whole JSON of a run that has been played."""
        rows = self.by_kind()
        usual, silent = rows[_NOBODY], rows[_ALL]
        deals = [deal for row in usual for deal in row["deals"]]
        known = [d for d in deals if None not in (d["to_offerer"], d["to_other"])]
        both = [d["to_offerer"] > 0 and d["to_other"] > 0 for d in known]
        share = sum(both) / len(both) if both else 0.0
        offices = [
            {
                "role": role,
                "all": _gain(usual, silent, role),
                "own": _gain(usual, rows[role], role),
                "offers": _side([d["to_offerer"] for d in known if d["offerer"] == role]),
                "accepts": _side([d["to_other"] for d in known if d["other"] == role]),
            }
            for role in ROLES
        ]
        interval = intervals.of_share(share, len(both)) if both else (0.0, 1.0)
        return {
            **self.about(),
            "must": MUST,
            "offered": round(sum(row["offered"] for row in usual) / len(usual), 2),
            "made": round(len(deals) / len(usual), 2),
            "broken": sum(d["state"] == "broken" for d in deals),
            "both": {
                "deals": len(known),
                "share": round(share, 4),
                "low": round(interval[0], 4),
                "high": round(interval[1], 4),
            },
            "offices": offices,
        }


def _gain(usual: Sequence[Any], beside: Sequence[Any], role: Role) -> dict[str, Any]:
    """Return what an office's score is more in some games than in others, on the same seeds."""
    gains = [a["scores"][role] - b["scores"][role] for a, b in zip(usual, beside, strict=True)]
    mean, half = intervals.of_mean(gains)
    return {"points": round(mean, 3), "half_interval": round(half, 3), "met": mean >= MUST}


def _side(worth: Sequence[float]) -> dict[str, Any]:
    """Return the mean worth of deals to a side, and how many there were."""
    if not worth:
        return {"deals": 0, "points": None, "half_interval": None}
    mean, half = intervals.of_mean(worth)
    return {"deals": len(worth), "points": round(mean, 3), "half_interval": round(half, 3)}
