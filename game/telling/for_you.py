"""What a quarter was to one office: its score's terms that moved, why, and what ripens next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from game.rules.constants import SACKING_POINTS, SUCCESSOR_STANDING
from game.rules.state.facts import Fact, GaugeMoved, Sacked
from game.rules.state.view import OwnScore, OwnTerm, ScorePart, View
from game.rules.views.press_ratings import band
from game.scenario.schema.base import Role
from game.scenario.score_values import bare
from game.telling import near_ends
from game.telling.attribution import apportioned
from game.telling.formatting import number, plural, sentence
from game.telling.gauge_changes import moves
from game.telling.names import Voice, summons_said
from game.telling.polls_moved import polls_moved
from game.telling.rulebook import way_share
from game.telling.why import FAILING, signed, why
from game.world import quarter_calendar

#: A term that moved by fewer points is not told.
_TOLD: Final = 0.05
#: Causes of a term's move that are named.
_CAUSES: Final = 2
#: What ripens that is listed.
_MOST: Final = 6
#: The vote is listed from so many quarters before it on.
_VOTE_NEAR: Final = 2
SMALLER: Final = "Smaller moves"
LATE: Final = "Published with the next bulletin:"
#: What a score is put together from, as the lines of a sum.
_PARTS: Final[dict[ScorePart, str]] = {
    "terms": "All terms, as things stand",
    "unknown": "Terms not known yet, as the others",
    "banked": "What each April banked, against now",
    "sackings": "Sackings",
    "aim": "Steps of your secret aim",
    "bounds": "No score is below 0 or above 100",
}


def so_far(voice: Voice) -> str:
    """Return how a score so far comes about."""
    return (
        f"Of what says how things stand {way_share(voice.scenario)} is earned on the way and "
        "banked each April; the rest counts as the vote finds it."
    )


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """A term of one's own score: its points now and before, of how many, and why it moved."""

    name: str
    most: float
    points: float | None
    before: float | None
    why: str
    late: bool = False  # made of what is published late, so that it moves with the next bulletin

    @property
    def by(self) -> float:
        """By how many points it moved."""
        if self.points is None or self.before is None:
            return 0.0
        return self.points - self.before


@dataclass(frozen=True, slots=True)
class Ripening:
    """Something that comes due: in how many quarters (0: this one), and a sentence."""

    quarters: int
    said: str


@dataclass(frozen=True, slots=True)
class ForYou:
    """An office's own quarter: ``moved`` the terms that moved, the greatest first.

    ``parts`` are the lines of the sum that makes the score, each with its points, in tenths that
    add up as they are read. ``besides`` is what moved it that is no term: a line, and by how much.
    """

    role: Role
    score: float | None
    before: float | None
    terms: tuple[ScoreMove, ...]
    parts: tuple[tuple[str, float], ...]
    besides: tuple[tuple[str, float], ...]
    ripens: tuple[Ripening, ...]
    near: tuple[str, ...]
    succession: str = ""  # news of a sacking, to the Health Secretary's player

    @property
    def moved(self) -> tuple[ScoreMove, ...]:
        """The terms that moved, the greatest first."""
        told = [t for t in self.terms if abs(t.by) >= _TOLD]
        return tuple(sorted(told, key=lambda t: (-abs(t.by), t.name)))

    @property
    def move(self) -> tuple[tuple[str, float, str], ...]:
        """What moved the score, the greatest first: a line, by how much, and why it did.

        The numbers are tenths that add up to the move as it is read, so that there may be a last
        line of what is too small for one.
        """
        if self.score is None or self.before is None:
            return ()
        said = [(t.name, t.by, t.why) for t in self.moved]
        said = sorted([*said, *((name, by, "") for name, by in self.besides)], key=_by_size)
        rest = self.score - self.before - sum(by for _, by, _ in said)
        said.append((SMALLER, rest, ""))
        tenths = in_tenths([by for _, by, _ in said])
        return tuple(
            (name, by, why)
            for (name, _, why), by in zip(said, tenths, strict=True)
            if by or name != SMALLER
        )

    @property
    def read(self) -> dict[str, float]:
        """What moved the score, by name, in the tenths that add up as they are read."""
        return {name: by for name, by, _ in self.move}

    @property
    def still(self) -> tuple[ScoreMove, ...]:
        """The terms that did not move, those first that wait for no bulletin."""
        rest = [t for t in self.terms if abs(t.by) < _TOLD]
        return tuple(sorted(rest, key=lambda t: t.late))

    @property
    def band(self) -> str:
        """The score's band, empty where it is not known."""
        return band(self.score) if self.score is not None else ""


def _by_size(line: tuple[str, float, str]) -> tuple[float, str]:
    return -abs(line[1]), line[0]


def in_tenths(points: Sequence[float]) -> list[float]:
    """Return points in tenths that sum to their sum as it is read.

    >>> in_tenths([51.22, -0.14])
    [51.2, -0.1]
    """
    return [milli / 1000 for milli in apportioned([Fraction(p) for p in points])]


def for_you(voice: Voice, view: View, heard: Sequence[Fact]) -> ForYou | None:
    """Return what the quarter was to the view's office; None for the spectator."""
    own = view.own_score
    if own is None or view.who == "spectator":
        return None
    terms = tuple(
        ScoreMove(t.name, t.most, t.points, t.before, _why(voice, view, heard, t), _late(view, t))
        for t in own.terms
    )
    near = tuple(near_ends.lines(voice, view))
    names, points = (tuple(of) for of in zip(*own.parts, strict=True)) if own.parts else ((), ())
    parts = tuple(zip((_PARTS[n] for n in names), in_tenths(points), strict=True))
    ripens = tuple(ripening(voice, view))
    news = succession(voice, view, heard)
    return ForYou(view.who, own.score, own.before, terms, parts, _besides(own), ripens, near, news)


def _besides(own: OwnScore) -> tuple[tuple[str, float], ...]:
    """Return what moved a score besides its terms as things stand: the part, and by how much."""
    now, before = dict(own.parts), dict(own.parts_before)
    moved = ((part, now.get(part, 0.0) - before.get(part, 0.0)) for part in _PARTS)
    return tuple((_PARTS[p], by) for p, by in moved if p != "terms" and abs(by) >= _TOLD)


def succession(voice: Voice, view: View, heard: Sequence[Fact]) -> str:
    """Return what it means to the Health Secretary's player that the Secretary has been sacked, as
    long as it is news; empty where nobody was, or to another reader."""
    since = view.quarter - (view.phase != "papers")
    news = (f for f in heard if isinstance(f, Sacked) and f.quarter == since)
    fell = next(news, None) if view.who == "secretary" else None
    if fell is None:
        return ""
    how = "was reshuffled out" if fell.by == "reshuffle" else "has fallen"
    aim = f", a new secret aim (“{voice.agenda(view.agenda)}”)" if view.agenda else ""
    return (
        f"{voice.office('secretary', start=True)} {how}. You go on as the successor: standing "
        f"{number(SUCCESSOR_STANDING / 1000)}, half the clout{aim} and {number(SACKING_POINTS)} "
        "points fewer."
    )


def ripening(voice: Voice, view: View) -> list[Ripening]:
    """Return what comes due, the soonest first, as far as the reader may know; nothing that would
    come after the vote, which is the last of it once it is near."""
    final = view.last if view.called is None else view.called
    left = final + 1 - view.quarter
    found = sorted((r for r in _due(voice, view) if r.quarters < left), key=lambda r: r.quarters)
    found = list(dict.fromkeys(found))[:_MOST]
    if 0 < left <= _VOTE_NEAR:
        found = [*found[: _MOST - 1], Ripening(left, "The country votes.")]
    return found


def when(quarters: int) -> str:
    """Return when something comes due, in a few words.

    >>> when(0), when(1), when(3)
    ('now', 'next quarter', 'in 3 quarters')
    """
    return {0: "now", 1: "next quarter"}.get(quarters, f"in {plural(quarters, 'quarter')}")


def _due(voice: Voice, view: View) -> Iterator[Ripening]:
    for case in view.cases:
        if case.state == "open":
            decides = "you decide" if view.who == case.decider else _decides(voice, case.decider)
            hospital = voice.hospital(case.trust)
            left = max(0, case.due - view.quarter)
            yield Ripening(left, sentence(f"{hospital} falls due: {decides}"))
    if view.summons is not None and view.who != "spectator":
        left = max(0, view.summons[1] - view.quarter)
        yield Ripening(left, summons_said(voice, view.summons, view.who))
    for m in view.in_force:
        if m.effect >= 0 and m.first > view.quarter and not m.source.startswith("rule/"):
            cause = voice.cause(m.source, view.quarter)
            yield Ripening(m.first - view.quarter, sentence(f"“{cause}” begins to tell"))
    for deal in view.deals:
        if deal.state == "live" and view.who in (deal.terms.offerer, deal.terms.other):
            other = deal.terms.other if view.who == deal.terms.offerer else deal.terms.offerer
            ends = max(quarter_calendar.parse(c.until) for c in deal.terms.clauses)
            left = max(0, ends - view.quarter)
            yield Ripening(left, sentence(f"Your deal with {voice.office(other)} runs out"))


def _decides(voice: Voice, role: Role) -> str:
    return f"{voice.office(role)} {voice.verb(role, 'decides', 'decide')}"


def _why(voice: Voice, view: View, heard: Sequence[Fact], term: OwnTerm) -> str:
    """Return why a term moved, from what the office may know; empty where that is nothing."""
    figure = bare(term.value)
    if term.points is None or term.before is None or abs(term.points - term.before) < _TOLD:
        return ""
    if figure == "seats":
        return polls_moved(voice, view)
    if figure == FAILING:
        return why(voice, heard, figure, view).summary
    latest = next(
        (f for f in reversed(heard) if isinstance(f, GaugeMoved) and f.gauge == figure), None
    )
    if latest is None:
        return ""
    move = next(m for m in moves(voice, (latest,), latest.quarter))
    named, rest = move.terms[:_CAUSES], sum(c.milli for c in move.terms[_CAUSES:])
    causes = [f"{c.name} {signed(c.milli)}" for c in named]
    if rest and abs(rest) >= abs(named[-1].milli):  # what is named would point the wrong way
        causes.append(f"all else {signed(rest)}")
    if not causes:
        return ""
    return sentence(f"Of the gauge's {signed(move.by)}: {'; '.join(causes)}")


def _late(view: View, term: OwnTerm) -> bool:
    """Return whether a term is made of figures that this office reads as they are published."""
    seen = view.figures.get(bare(term.value))
    return seen is None or not seen.exact


def change_said(points: float) -> str:
    """Return points gained or lost, with their sign, a real minus.

    >>> change_said(1.25), change_said(-0.5), change_said(0)
    ('+1.2', '−0.5', '0')
    """
    said = number(points, 1)
    return f"+{said}" if points > 0 else said


def points_said(points: float | None) -> str:
    """Return points of a score, a dash where they are not known.

    >>> points_said(12.34), points_said(None)
    ('12.3', '–')
    """
    return "–" if points is None else number(points, 1)
