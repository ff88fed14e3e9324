"""The format of a journal: its entries, and how one becomes a line.

A journal is a text file in ASCII, one JSON object a line, to which lines are only ever added.

*Lines.* A line begins with ``sum``, the first sixteen hexadecimal digits of SHA-256 over the
sum of the line before (sixteen noughts for the first) and the rest of this line. So a flipped
byte, two swapped lines, a line cut out and a torn end are found, at the line where they begin.

*Entries*, by ``kind``, numbered from 0:

- ``header``, the first line and nowhere else: format, rules, scenario, content, seed, seats.
- ``version``: from here on another version of the game, its rules or the scenario's content
  goes on with the match; lines after it have the format that it names.
- ``command``: a lawful command, written before it is applied.
- ``snapshot``: the whole position at the beginning of a turn, and the facts since the last.
- ``rewind``: play goes on from an earlier entry; what came after it stays in the file.
- ``branch``, ``seat``: another journal was begun; a seat passed.
- ``note``, ``plan``, ``step``, ``prediction``, ``question``, ``practice``: what the room and its
  facilitator keep beside the play, each with ``at`` (seconds since the game began) and author.
- ``shown``: the table has seen its election night, so the result is out.

*Names.* A snapshot outlives the order of things in the program. It gives the names of the rows
of its arrays (gauges, metrics, trusts, commissioners, regions, constituencies), and numbers of
trusts in it are rows of that list. Opened by a version or scenario that has other rows, each
row goes to its name's place; what is missing stands as at the scenario's start; what is gone is
let go. Levers, events, agendas, roles and figures are written by name throughout.

*Versions.* ``migrations`` has for each older format one function that brings a line up to the
next; a newer format is refused. The lines of an old journal are never rewritten.

*Secrets.* A journal is not encrypted: whoever can read the file can read every aim, sealed
sheet and the seed. It is made readable by its owner alone. It holds no path of the machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from game.rules.state.commands import Command
from game.scenario.characters import without_stray
from game.scenario.schema.base import ROLES, Figure, Role

#: The version of this file format. A change that old readers can't read raises it, and
#: ``migrations`` then says how an older line becomes a newer one.
FORMAT: Final = 4
#: The version of the rules that a journal's commands were played under. What has changed:
#: 2 to 3, people live in districts, a budget is spent once, capacity follows patients and money,
#: loans are no income. The same orders come to other figures, so an older match goes on from
#: its last snapshot, with what a world newly has (contracts, debts, how far commissioners
#: have tightened) as at the scenario's start; nothing older than the snapshot is played again.
#: 3 to 4, failing hospitals come up as cases, scores are banked each April, agendas go in steps.
#: 4 to 5, mergers, licences and subsidies are ruled on, a hospital falls due in every quarter, a
#: campaign is measured by what campaigns usually stir.
#: 5 to 6, a government is held against what people are used to (in an older match's world: the
#: scenario's start) and asked a month before the vote, and care moves the index of collapse.
#: 6 to 7, which of like trusts is weak is dealt by the seed (in an older match's world each trust
#: goes on with its own start), and who holds the service counts in the index of collapse.
#: 7 to 8, the regulator has no points on who governs, a price that is held comes off next year's
#: budgets, a court may be asked about a social enterprise; levers that nobody had reason to order
#: do more, and what sound trusts pay for weak ones is no bail-out.
#: Also 7 to 8: hospitals tell in a seat beyond what they tell in England as a whole, and
#: governments age by the curve of all ages that were measured.
#: 8 to 9, many levers do more in some situations and less in others, and the most ordered ones wear
#: off sooner.
#: Also 8 to 9: whoever is used to a worse service is content with less of it.
#: 9 to 10, a service collapses at a lower index and that is told later, the steps of an agenda pay
#: 2.5, 1.5 and 1 point, an order that ends a hospital settles its undecided case, the vote is also
#: moved by what is no affair of the service, and personas hold a broken word to cost less.
#: 10 to 11, who holds the service is half of the index of collapse (party and regulator too), each
#: scenario has a level of its own, and it is told when it is nearer.
RULES: Final = 11
#: The name of the generator behind ``world.random_streams``.
LUCK: Final = "philox4x64-10"

Author = Annotated[str, Field(max_length=40)]
_START: Final = "0" * 16
#: The most letters of a note.
NOTE_LENGTH: Final = 2000
#: The longest line of a strategy slip.
SLIP_LENGTH: Final = 200
#: How sure a prediction may be, per cent: less is a coin's, more is nobody's.
LEAST_SURE: Final = 50
MOST_SURE: Final = 95
_LINE: Final = re.compile(rb'\{"sum":"([0-9a-f]{16})",(.*\})', re.DOTALL)


class _Entry(BaseModel):
    """Strict and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _of_every_office(seats: dict[Role, str]) -> dict[Role, str]:
    if set(seats) != set(ROLES):
        raise ValueError("every office has a seat")
    return seats


class Header(_Entry):
    """The first line: which game this is.

    ``scenario`` is the scenario's id, ``folder`` the name of its folder if it is a person's
    own (a journal of format 1 has the whole path there, and no id); ``content`` is the digest
    of the parsed scenario, ``parent`` the game and turn that this one branched from.
    """

    kind: Literal["header"] = "header"
    format: int = FORMAT
    game: str
    rules: int = RULES
    scenario: Annotated[str, Field(max_length=80)]
    folder: Annotated[str, Field(max_length=1000)] = ""
    content: str
    seed: int = Field(ge=0, lt=2**64)
    luck: str = LUCK
    seats: Annotated[dict[Role, str], AfterValidator(_of_every_office)]
    parent: str = ""


class Version(_Entry):
    """The match goes on under another format, other rules or another content."""

    kind: Literal["version"] = "version"
    format: int = FORMAT
    game: str
    rules: int = RULES
    content: str


class Played(_Entry):
    """A legal command, written before it was applied.

    ``at`` is seconds since the game began; ``why`` an AI's explanation, for the debrief.
    """

    kind: Literal["command"] = "command"
    author: Author
    at: float = 0.0
    command: Command
    why: Any = None


class Snapshot(_Entry):
    """The whole position at the beginning of a turn.

    Turn 0 is the start, turn n the bulletin of quarter n, the last the end. ``facts`` are
    those since the snapshot before it on the same line of play, so that a resumed match
    knows its whole log without replaying. ``position`` is ``engine.dump``'s value. ``effects``
    says by source what each of its effects is, in the order that the position counts them. Lists of
    alike things are ``tables`` in the facts, in the position's board and in the effects.
    """

    kind: Literal["snapshot"] = "snapshot"
    turn: int = Field(ge=0)
    quarter: int
    phase: str
    digest: str
    facts: list[Any] | dict[str, Any]
    position: Any
    effects: dict[str, Any] = {}


class Rewind(_Entry):
    """Play goes on from the entry with that number; what came after stays in the file."""

    kind: Literal["rewind"] = "rewind"
    to: int = Field(ge=0)
    turn: int = Field(ge=0)
    author: Author = "table"


class Branch(_Entry):
    """Another journal was begun from this one's turn."""

    kind: Literal["branch"] = "branch"
    turn: int = Field(ge=0)
    name: str


class SeatEntry(_Entry):
    """A seat passed between a person and an AI."""

    kind: Literal["seat"] = "seat"
    role: Role
    seat: str


#: What a bookmark is about.
NoteCategory = Literal["actors", "process", "outcome", "press", "other"]
CATEGORIES: Final[tuple[NoteCategory, ...]] = get_args(NoteCategory)


class _Beside(_Entry):
    """Kept beside the play: ``at`` is seconds since the game began, ``author`` an office, the
    facilitator, or empty for the open table."""

    author: Author = ""
    at: float = Field(default=0.0, ge=0.0, allow_inf_nan=False)


class NoteEntry(_Beside):
    """A bookmark or remark of a person's, for the debrief."""

    kind: Literal["note"] = "note"
    category: NoteCategory = "other"
    text: str = Field(max_length=NOTE_LENGTH)


class PlanEntry(_Beside):
    """The workshop's agenda from here on: its name, its minutes, and its steps as data.

    ``rules`` are what else it says, by name: minutes of a round's parts, what happens when they
    are out. Journals of older versions have none.
    """

    kind: Literal["plan"] = "plan"
    name: str = Field(max_length=80)
    minutes: float = Field(gt=0, le=24 * 60)
    steps: list[dict[str, Any]] = Field(default=[], max_length=100)
    rules: dict[str, Any] = Field(default={}, max_length=20)


#: What a facilitator does with a step, or with how the table goes on.
StepDone = Literal[
    "begun",
    "extended",
    "paused",
    "resumed",
    "skipped",
    "ended",
    "part",
    "when_ready",
    "when_said",
    "advice_on",
    "advice_off",
]


class StepEntry(_Beside):
    """What the facilitator did with a step of the plan; ``minutes`` that an extension adds.

    ``part``: the time of a part of a round began, which ``step`` names (empty: it has none).
    ``when_ready`` and ``when_said``: how the table goes on from then. ``advice_on`` and
    ``advice_off``: whether people may ask the coach about their drafts.
    """

    kind: Literal["step"] = "step"
    step: str = Field(max_length=80)
    did: StepDone
    minutes: float = Field(default=0.0, ge=0.0, le=24 * 60)


class PredictionEntry(_Beside):
    """What an office expects a public figure to do in the market of a quarter, and how surely."""

    kind: Literal["prediction"] = "prediction"
    role: Role
    quarter: int
    figure: Figure
    direction: Literal["up", "same", "down"]
    confidence: int = Field(ge=LEAST_SURE, le=MOST_SURE)


class StrategyEntry(_Beside):
    """An office's strategy slip: what it wants, what it fears, what it would trade."""

    kind: Literal["strategy"] = "strategy"
    role: Role
    wants: str = Field(default="", max_length=SLIP_LENGTH)
    fears: str = Field(default="", max_length=SLIP_LENGTH)
    trades: str = Field(default="", max_length=SLIP_LENGTH)


class QuestionEntry(_Beside):
    """The exam question: what the room is to be able to answer in the end."""

    kind: Literal["question"] = "question"
    text: str = Field(max_length=NOTE_LENGTH)


class PracticeEntry(_Beside):
    """A quarter was practised, on luck of its own and apart from this journal."""

    kind: Literal["practice"] = "practice"
    seed: int = Field(ge=0, lt=2**64)
    quarters: int = Field(default=1, ge=1)


class Shown(_Beside):
    """The table has seen something, or passed it over: after its night the result is out."""

    kind: Literal["shown"] = "shown"
    what: Literal["night"] = "night"


#: What is kept beside the play.
Beside = (
    NoteEntry
    | PlanEntry
    | StepEntry
    | PredictionEntry
    | StrategyEntry
    | QuestionEntry
    | PracticeEntry
    | Shown
)
JournalEntry = Header | Version | Played | Snapshot | Rewind | Branch | SeatEntry | Beside
ENTRY: Final[TypeAdapter[JournalEntry]] = TypeAdapter(
    Annotated[JournalEntry, Field(discriminator="kind")]
)


def kept_text(text: str) -> str:
    """Return what a person wrote as it is kept: cut, without what could command a screen."""
    return without_stray(text)[:NOTE_LENGTH]


def in_force(entries: Sequence[JournalEntry]) -> Header | Version:
    """Return the entry that says which rules and content the last of the entries is under."""
    return next(e for e in reversed(entries) if isinstance(e, (Header, Version)))


class BadLineError(Exception):
    """A line is not whole, or does not belong after the one before it."""


def sum_of(line: bytes) -> str:
    """Return the sum that a whole line carries."""
    return line[8:24].decode("ascii")


def encode(entry: JournalEntry, after: bytes | None) -> bytes:
    """Return the line of an entry, newline included, to be written after the line ``after``.

    >>> one = encode(NoteEntry(text="hello"), None)
    >>> decode(one, None).text
    'hello'
    """
    return seal_line(entry.model_dump(), after)


def seal_line(value: dict[str, Any], after: bytes | None) -> bytes:
    """Return the line of a JSON object, with its sum."""
    body = json.dumps(value, separators=(",", ":"), allow_nan=False)[1:].encode("ascii")
    return b'{"sum":"' + _digest(body, after) + b'",' + body + b"\n"


def raw(line: bytes, after: bytes | None) -> dict[str, Any]:
    """Return the JSON object of a line whose sum fits. Raises BadLineError."""
    found = _LINE.fullmatch(line.removesuffix(b"\n"))
    if found is None or found[1] != _digest(found[2], after):
        raise BadLineError("its checksum does not fit")
    try:
        value = json.loads(b"{" + found[2])
    except (ValueError, RecursionError) as fault:
        raise BadLineError("it is not JSON") from fault
    if not isinstance(value, dict):
        raise BadLineError("it is not an object")
    return value


def decode(line: bytes, after: bytes | None) -> JournalEntry:
    """Return the entry of a line. Raises BadLineError if it is damaged or out of place."""
    return read(raw(line, after))


def begins_journal(line: bytes) -> bool:
    """Return whether a file's first line is a whole journal's, of this format or another.

    >>> begins_journal(b"# a page"), begins_journal(encode(NoteEntry(text="hello"), None))
    (False, False)
    """
    try:
        return raw(line, None).get("kind") == "header"
    except BadLineError:
        return False


def read(value: dict[str, Any]) -> JournalEntry:
    """Return the entry of a JSON object. Raises BadLineError."""
    try:
        return ENTRY.validate_python(value)
    except ValidationError as fault:
        raise BadLineError("it is no entry of a journal") from fault


def _digest(body: bytes, after: bytes | None) -> bytes:
    before = sum_of(after) if after is not None else _START
    return hashlib.sha256(before.encode("ascii") + body).hexdigest()[:16].encode("ascii")
