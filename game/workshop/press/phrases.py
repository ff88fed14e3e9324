"""The kit's words (``assets/workshop/words.yaml``), with the scenario's names and numbers in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final

from pydantic import Field, TypeAdapter

from game.paths import assets_dir
from game.rules.state.deal_terms import ClauseKind
from game.scenario.card_codes import LETTERS
from game.scenario.error_messages import read_validated
from game.scenario.schema.base import ROLES, Role, StrictModel
from game.scenario.schema.cards import Lever
from game.telling.names import Voice
from game.telling.rulebook import numbers
from game.workshop.plan import Plan, StepKind
from game.world import quarter_calendar

_Line = Annotated[str, Field(min_length=3, max_length=600)]


class OfficeWords(StrictModel):
    """What an office holds, wants, fears, and whom it needs for what."""

    holds: _Line
    wants: _Line
    fears: _Line
    needs: _Line


class Paragraph(StrictModel):
    """A paragraph under its heading."""

    head: _Line
    text: _Line


class StepWords(StrictModel):
    """What is said, done and shown in a step of the plan."""

    say: tuple[_Line, ...] = ()
    do: tuple[_Line, ...] = ()
    wall: str = ""


class Remedy(StrictModel):
    """What to do when something goes wrong."""

    when: _Line
    do: _Line


class KitWords(StrictModel):
    """The whole file."""

    offices: dict[Role, OfficeWords]
    rules: tuple[Paragraph, ...]
    prepare: tuple[_Line, ...]
    steps: dict[StepKind | Annotated[str, Field(pattern="^inject$")], StepWords]
    trouble: tuple[Remedy, ...]
    rehearsal: tuple[_Line, ...]
    neutrality: tuple[_Line, ...]
    desk: tuple[_Line, ...]
    patients: tuple[_Line, ...]
    observer: tuple[_Line, ...]
    clauses: dict[ClauseKind, _Line]


_WORDS: Final = TypeAdapter(KitWords)


@cache
def words() -> KitWords:
    """Return the words as they are written. Raises InputError if the file is faulty."""
    found: KitWords = read_validated(_WORDS, assets_dir() / "workshop" / "words.yaml")
    return found


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for one scenario, plan and seed."""

    voice: Voice
    plan: Plan
    seed: int
    source: str  # the scenario as it is named on a command line

    def fill(self, text: str) -> str:
        """Return a line with names and numbers in place of what stands in braces."""
        return text.format_map(self._names())

    def _names(self) -> dict[str, str]:
        scenario = self.voice.scenario
        seed = f"--seed {self.seed}"
        play = f"failure-regime play --scenario {self.source} --seats all=human {seed}"
        return {
            **numbers(),
            **{role: self.voice.office(role) for role in ROLES},
            "headline": scenario.headline,
            "title": scenario.title,
            "packs": "each office's pack, and the table's,",
            "example": f"{LETTERS['secretary']}1+1 T107",
            "kit": f"“failure-regime kit --scenario {self.source} {seed} --out kit”.",
            "play": f"“{play} --journal table1.jsonl”.",
            "watch": "“failure-regime watch table1.jsonl”.",
            "rehearse": f"“{play} --journal rehearsal.jsonl”.",
            "watch_rehearsal": "“failure-regime watch rehearsal.jsonl”.",
            "debrief": "“failure-regime debrief table1.jsonl --out debrief.html”.",
            "sheets": f"{self._first_codes()}, or a dash for a sheet without orders.",
        }

    def _first_codes(self) -> str:
        """Return a card for each office that may be typed alone in the first quarter."""
        scenario = self.voice.scenario
        named = [suggestion.lever for suggestion in scenario.suggested]
        first = sorted(
            scenario.levers, key=lambda x: named.index(x.id) if x.id in named else len(named)
        )
        found: dict[Role, str] = {}
        for lever in first:
            if _stands_alone(lever, quarter_calendar.parse(scenario.first)):
                found.setdefault(lever.role, self.voice.code(lever.id))
        return ", ".join(found[role] for role in ROLES if found.get(role)) or "S1"

    def step(self, kind: StepKind, *, inject: bool = False) -> StepWords:
        """Return what is said, done and shown in a step."""
        plain = words().steps[kind]
        more = words().steps["inject"] if inject else StepWords()
        return StepWords(
            say=tuple(map(self.fill, (*plain.say, *more.say))),
            do=tuple(map(self.fill, (*plain.do, *more.do))),
            wall=self.fill(plain.wall),
        )

    def all(self, lines: tuple[str, ...]) -> list[str]:
        """Return lines filled in."""
        return [self.fill(line) for line in lines]

    def office(self, role: Role) -> dict[str, Any]:
        """Return an office's words."""
        found = words().offices[role]
        return {name: self.fill(getattr(found, name)) for name in type(found).model_fields}


def _stands_alone(lever: Lever, quarter: int) -> bool:
    """Return whether a lever may be ordered in its first quarter with nothing but its name."""
    return (
        lever.kind == "lever"
        and lever.target is None
        and lever.requires is None
        and lever.signer(quarter) is None
        and lever.period.holds(quarter)
    )
