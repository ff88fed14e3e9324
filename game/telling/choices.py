"""Why an AI did what it did: its best choice and the next ones, with what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from game.players.player import CHOICES_TOLD
from game.telling.formatting import clean, number

#: What the choices of a decision are, in the order in which they are kept.
_NEXT: Final = "Next best"
_PLACES: Final = ("Thought best", *[_NEXT] * (CHOICES_TOLD - 1))
_ALSO: Final = "Done as well"
#: A reason that weighed nothing, as a journal keeps it.
_NOTHING: Final = re.compile(r": [+-]0\.0 points$")
#: What reasons are not: else a next best that lists more would seem the better.
PARTS_ONLY: Final = (
    "Of each choice the largest parts are told; what it costs, and what is too small, weighs too."
)


@dataclass(frozen=True, slots=True)
class WeighedChoice:
    """One thing that an AI weighed: its worth in points, and what told it apart, in words.

    ``place`` says whether it was the best, a next one, or done besides.
    """

    place: str
    what: str
    worth: float | None
    reasons: tuple[str, ...]


def weighed(why: object) -> tuple[WeighedChoice, ...]:
    """Return the choices that a journal keeps with an AI's command, the best first; none where it
    has none, or where they are no choices."""
    if not isinstance(why, list | tuple):
        return ()
    found: list[WeighedChoice] = []
    for choice in why:
        if not isinstance(choice, dict):
            continue
        value, reasons = choice.get("value"), choice.get("reasons", ())
        place = _PLACES[len(found)] if len(found) < len(_PLACES) else _ALSO
        kept = [str(r) for r in reasons] if isinstance(reasons, list | tuple) else []
        said = [_reason(r) for r in kept if not _NOTHING.search(r)]
        worth = float(value) if isinstance(value, int | float) else None
        found.append(WeighedChoice(place, clean(str(choice.get("choice", ""))), worth, tuple(said)))
    return tuple(found)


def _reason(kept: str) -> str:
    """Return a reason as a journal keeps it, with a real minus before its points.

    >>> _reason("media heat: -0.9 points")
    'media heat: −0.9 points'
    """
    return re.sub(r"(?<=: )-(?=\d)", "−", clean(kept))


def beside_best(choices: tuple[WeighedChoice, ...], choice: WeighedChoice) -> str:
    """Return by how many points a next best choice was thought worse than the best, in words."""
    best = choices[0].worth
    if choice.place != _NEXT or best is None or choice.worth is None:
        return ""
    less = best - choice.worth
    said = number(abs(less), 1)
    if said == "0":
        return "as good"
    return f"{said} {'point' if said == '1' else 'points'} {'less' if less > 0 else 'more'}"


def choice_lines(why: object) -> Iterator[str]:
    """Yield a line for each choice that a journal keeps with an AI's command."""
    for n, choice in enumerate(weighed(why)):
        worth = "" if choice.worth is None else f" ({choice.worth:+.1f} points)".replace("-", "−")
        beside = f": {', '.join(choice.reasons)}" if choice.reasons else ""
        head = "Best" if n == 0 else f"Choice {number(n + 1)}"
        yield f"{head}: {choice.what}{worth}{beside}"
