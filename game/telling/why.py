"""Why did this move? The kept terms of a gauge's move, ranked, that sum to it exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from game.rules.state.facts import (
    EventAnswered,
    Fact,
    GaugeMoved,
    OrderRevealed,
    TrustChange,
    TrustChanged,
)
from game.rules.state.view import Arrow, View
from game.scenario.title_case import inside
from game.telling.figures import told
from game.telling.formatting import listed, number, sentence
from game.telling.names import RATINGS, Voice
from game.world.figure_names import GAUGES, WINGS


@dataclass(frozen=True, slots=True)
class Because:
    """One cause of a move, in thousandths of a point (whole) and in words."""

    cause: str
    milli: int

    @property
    def line(self) -> str:
        """The cause with its points: "+2.4  Waits"."""
        return f"{signed(self.milli)}  {self.cause}"


@dataclass(frozen=True, slots=True)
class Why:
    """The answer: a sentence, and causes that sum to the move exactly (``milli``).

    ``also`` is what is known of a figure that is measured and has no terms: who stands where, and
    what was done that points at it, each a sentence.
    """

    figure: str
    quarter: int | None
    milli: int
    summary: str
    causes: tuple[Because, ...]
    also: tuple[str, ...] = ()


#: Where an order or an answer ("event/option") points by its card.
Pointing = Callable[[str], tuple[Arrow, ...]]


def signed(milli: int) -> str:
    """Return thousandths as signed points: hundredths where it would else say nought.

    >>> signed(2400), signed(-1000), signed(40), signed(0)
    ('+2.4', '−1', '+0.04', '0')
    """
    places = 1 if abs(milli) >= 50 else 3 if abs(milli) < 5 else 2
    text = number(milli / 1000, places)
    return f"+{text}" if milli > 0 else text


def why(
    voice: Voice,
    heard: Sequence[Fact],
    figure: str,
    view: View | None = None,
    pointing: Pointing | None = None,
) -> Why:
    """Explain why a figure moved last, from the facts that the reader may know.

    With ``pointing``, a figure that no term explains comes with what was done that points at it.
    """
    wings = (
        [w for w in (_latest(heard, g) for g in WINGS) if w]
        if (figure == "backbench_nerves")
        else []
    )
    if wings:
        return _of_wings(voice, wings)
    found = _latest(heard, figure)
    if found is not None:
        return _of(voice, found)
    if figure == FAILING and view is not None:
        listed = _of_list(voice, heard, view)
        if listed is not None:
            return listed
    title = voice.figure(figure)
    if view is not None and figure in view.figures:
        also = _standing(voice, view, figure)
        if pointing is not None:
            also += _done(voice, heard, view.figures[figure].of_quarter, figure, pointing)
        return Why(figure, None, 0, _measured(voice, view, figure), (), also)
    return Why(figure, None, 0, f"Nothing is known of why {title} moved.", ())


def _latest(heard: Sequence[Fact], gauge: str) -> GaugeMoved | None:
    for fact in reversed(heard):
        if isinstance(fact, GaugeMoved) and fact.gauge == gauge:
            return fact
    return None


def _of(voice: Voice, fact: GaugeMoved) -> Why:
    moved = fact.after - fact.before
    causes = _ranked(voice, fact.terms, fact.quarter, fact.gauge)
    told = (
        f"{voice.figure(fact.gauge)} went from {number(fact.before / 1000, 1)} to "
        f"{number(fact.after / 1000, 1)} ({signed(moved)}) in {voice.quarter(fact.quarter)}."
    )
    return Why(fact.gauge, fact.quarter, moved, told, causes)


def _of_wings(voice: Voice, wings: list[GaugeMoved]) -> Why:
    """Explain the mean of the wings; causes are halved so that they still sum."""
    terms = tuple(t for w in wings for t in w.terms)
    doubled = _ranked(voice, terms, wings[0].quarter, "")
    total = sum(b.milli for b in doubled)
    count = len(wings)
    shares = [Because(b.cause, b.milli // count) for b in doubled]
    mean = total // count
    rest = mean - sum(b.milli for b in shares)
    if rest:
        shares.append(Because("rounding", rest))
    told = f"{voice.figure('backbench_nerves')}, the mean of the two wings, moved {signed(mean)}."
    return Why("backbench_nerves", wings[0].quarter, mean, told, tuple(shares))


def _ranked(
    voice: Voice, terms: Sequence[tuple[str, int]], quarter: int, gauge: str
) -> tuple[Because, ...]:
    """Add up causes of one name, the largest first, noughts left out."""
    sums: dict[str, int] = {}
    for cause, milli in terms:
        said = voice.term(cause, quarter, gauge)
        sums[said] = sums.get(said, 0) + milli
    order = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(Because(cause, milli) for cause, milli in order if milli)


#: The count of the hospitals on the list of those that fail.
FAILING: Final = "trusts_at_risk"
#: How many hospitals a cause names before it counts the others.
_NAMED: Final = 4


def _of_list(voice: Voice, heard: Sequence[Fact], view: View) -> Why | None:
    """Explain the count of failing hospitals by their names; None if it has not moved yet."""
    seen = view.figures.get(FAILING)
    if seen is None or len(seen.history) < 2:
        return None
    (_, was), (quarter, now) = seen.history[-2:]
    moves = [f for f in heard if isinstance(f, TrustChanged) and f.quarter == quarter]
    on = [f.trust for f in moves if f.change == "at_risk"]
    off = [f.trust for f in moves if f.change == "recovered"]
    gone = round(was + len(on) - len(off) - now)  # of the closed and taken over, those listed
    ended = [f.trust for f in moves if f.change in ("closed", "taken_over")]
    parts = [
        (words, trusts, count)
        for words, trusts, count in (
            ("Came on the list", on, len(on)),
            ("Came off it", off, -len(off)),
            ("Closed or taken over", ended, -gone),
        )
        if count
    ]
    moved = sum(1000 * count for _, _, count in parts)
    how = f"moved by {signed(moved)}" if moved else "did not change in number"
    told = sentence(f"{voice.figure(FAILING)} {how} in {voice.quarter(quarter)}")
    named = [sentence(f"{words}: {_some(voice, trusts)}") for words, trusts, _ in parts]
    causes = tuple(Because(words, 1000 * count) for words, _, count in parts)
    return Why(FAILING, quarter, moved, " ".join([told, *named]), causes)


def _some(voice: Voice, trusts: Sequence[int]) -> str:
    """Return the first few names, and how many more there are."""
    names = [voice.trust(t) for t in trusts[:_NAMED]]
    rest = len(trusts) - len(names)
    return listed([*names, f"{rest} more"] if rest else names)


def _measured(voice: Voice, view: View, figure: str) -> str:
    """Tell of a figure that no term explains: it is counted from the trusts and patients."""
    said = told(voice, view.figures[figure])
    if figure in GAUGES and said.change and not said.exact:
        return (
            f"As published for {said.when}, {inside(said.title)} moved "
            f"{said.change} to {said.value}. Published figures are late and rounded; only who "
            "knows the true one knows its causes."
        )
    if figure in GAUGES and said.change:
        return f"{said.title} moved {said.change} to {said.value} ({said.when})."
    if figure in GAUGES:
        return f"{said.title} stands at {said.value} and has not moved yet since the game began."
    moved = f"moved {said.change} to {said.value}" if said.change else f"stands at {said.value}"
    return (
        f"{said.title} {moved} ({said.when}). It is measured from the trusts and patients of "
        "the market, not moved by single terms."
    )


#: What is measured of patients: a hospital that is lost tells on it.
_OF_PATIENTS: Final = ("waits", "quality", "nhs_satisfaction")
#: What became of a hospital, where its patients go to others.
_LOST: Final[tuple[tuple[TrustChange, str], ...]] = (
    ("closed", "Closed"),
    ("downgraded", "Lost services by an administrator's plan"),
    ("taken_over", "Taken over"),
)


def _standing(voice: Voice, view: View, figure: str) -> tuple[str, ...]:
    """Return how many hospitals stand where, and who stands worst, of what is measured by them."""
    if figure != "quality":
        return ()
    t = view.trusts
    rated = [(i, min(len(RATINGS) - 1, int(r))) for i, r in enumerate(t.rating) if r == r]
    counts = [(word, [i for i, r in rated if r == n]) for n, word in enumerate(RATINGS)]
    told = listed([f"{len(found)} {word}" for word, found in counts if found])
    if not told:
        return ()
    worst = next(((word, found) for word, found in counts if found))
    return (
        sentence(f"As last rated: {told}"),
        sentence(f"{worst[0].capitalize()}: {_some(voice, worst[1])}"),
    )


def _done(
    voice: Voice, heard: Sequence[Fact], quarter: int, figure: str, pointing: Pointing
) -> tuple[str, ...]:
    """Return what was done in the quarter and points at the figure, and who was lost in it."""
    acts: dict[int, list[str]] = {1: [], -1: []}
    lost: dict[str, list[int]] = {}
    for fact in heard:
        if fact.quarter != quarter:
            continue
        source = said = ""
        match fact:
            case OrderRevealed() if fact.outcome in ("full", "half"):
                source, said = fact.lever, voice.lever(fact.lever, quarter)
                half = ", by half" if fact.outcome == "half" else ""
                said = f"“{said}” ({voice.office(fact.role)}{half})"
            case EventAnswered():
                source = f"{fact.event}/{fact.option}"
                said = f"“{voice.option(fact.event, fact.option)}” ({voice.office(fact.role)})"
            case TrustChanged() if figure in _OF_PATIENTS:
                for change, words in _LOST:
                    if fact.change == change:
                        lost.setdefault(words, []).append(fact.trust)
            case _:
                continue
        for arrow in pointing(source) if source else ():
            if arrow.figure == figure and arrow.by:
                acts[1 if arrow.by > 0 else -1].append(said)
    out = [
        sentence(f"Done in {voice.quarter(quarter)} and pointing {way}: {listed(found)}")
        for way, found in (("up", acts[1]), ("down", acts[-1]))
        if found
    ]
    out += [
        sentence(f"{words}: {len(found)} ({_some(voice, found)})") for words, found in lost.items()
    ]
    return tuple(out)
