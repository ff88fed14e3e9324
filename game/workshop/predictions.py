"""Predictions: what an office expected of a public figure, and whether it came so.

Before a quarter's reveal an office may say which way one public figure will go, and how sure it
is. A figure stays the same where its two published values read the same. There are no points in
the score for it: hit rate and calibration are for the debrief.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from game.errors import InputError
from game.journal.format import LEAST_SURE, MOST_SURE, PredictionEntry
from game.rules.knowledge.visibility import knows
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR, Role
from game.telling.formatting import quantity
from game.telling.names import Voice

Direction = Literal["up", "same", "down"]
#: Where the bands of confidence begin, per cent.
BANDS: Final = (50, 65, 80)


@dataclass(frozen=True, slots=True)
class PredictionOutcome:
    """One prediction and what came: ``moved`` is None while the figures are not out."""

    prediction: PredictionEntry
    moved: Direction | None

    @property
    def hit(self) -> bool:
        """Whether it came as it was predicted."""
        return self.moved == self.prediction.direction


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predictions of one band of confidence: how sure they were on average, how often right."""

    least: int
    most: int
    count: int
    confidence: float  # per cent, mean
    hits: int

    @property
    def hit_rate(self) -> float:
        """How often they were right, per cent."""
        return 100.0 * self.hits / self.count


def predict(
    pack: Pack, view: View, role: Role, figure: str, direction: Direction, confidence: int
) -> PredictionEntry:
    """Return the prediction of an office for the coming market, to be kept beside the play.

    ``view`` is anybody's. Raises InputError, in a sentence, for a figure that the public does not
    read, a confidence that none can have, or once the sheets are open.
    """
    titles = {spec.figure: spec.title for spec in pack.scenario.figures}
    if figure not in titles:
        raise InputError(f"There is no figure '{figure}'.")
    if knows(pack, SPECTATOR, figure) not in ("exact", "published"):
        raise InputError(f"{titles[figure]} is not public: nobody could check the prediction.")
    if not LEAST_SURE <= confidence <= MOST_SURE:
        raise InputError(
            f"A prediction is {LEAST_SURE} to {MOST_SURE} per cent sure, not {confidence}."
        )
    if view.phase not in ("bulletin", "event", "talks", "orders"):
        raise InputError("Predictions are made before the sheets are opened.")
    return PredictionEntry(
        author=role,
        role=role,
        quarter=view.quarter,
        figure=figure,
        direction=direction,
        confidence=confidence,
    )


def outcomes(
    voice: Voice, predictions: Iterable[PredictionEntry], view: View
) -> tuple[PredictionOutcome, ...]:
    """Return what came of predictions, as the figures of the view tell; the last of an office for
    one figure and quarter counts."""
    latest = {(p.role, p.quarter, p.figure): p for p in predictions}
    return tuple(PredictionOutcome(p, _moved(voice, p, view)) for p in latest.values())


def _moved(voice: Voice, prediction: PredictionEntry, view: View) -> Direction | None:
    if prediction.figure not in view.figures:
        return None
    history = dict(view.figures[prediction.figure].history)
    before, after = history.get(prediction.quarter - 1), history.get(prediction.quarter)
    if before is None or after is None:
        return None
    unit = voice.unit(prediction.figure)
    if quantity(before, unit) == quantity(after, unit):
        return "same"
    return "up" if after > before else "down"


def calibration(found: Sequence[PredictionOutcome]) -> tuple[Calibration, ...]:
    """Return predictions that have come out by their confidence, bands without any left out."""
    known = [o for o in found if o.moved is not None]
    bands = []
    for least, following in zip(BANDS, (*BANDS[1:], MOST_SURE + 1), strict=True):
        some = [o for o in known if least <= o.prediction.confidence < following]
        if some:
            sure = sum(o.prediction.confidence for o in some) / len(some)
            hits = sum(o.hit for o in some)
            bands.append(Calibration(least, following - 1, len(some), sure, hits))
    return tuple(bands)
