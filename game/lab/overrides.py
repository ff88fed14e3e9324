"""``--set`` and ``--order`` in words: what may be overridden, and what a person wrote.

======================================  ==================================================
``tariff_pct=-2``                       a knob of the whole country, in every quarter
``top_slice_pct@2011Q2..2012Q1=2``      from one quarter to another; ``@2014Q2`` only then;
                                        ``@2014Q2..`` from then on
``support_k[T002+T003]=5000``           a knob of trusts: ids, all, acute, block, ft,
                                        nhs_trust, or a number of the worst by margin,
                                        also of a region: 10_LN
``path.tariff_pct@2014=-1.5``           a path of the calendar, by financial year
``param.ami_hhi=0.25``                  a parameter of the model
``commissioners=211``, ``close=20`` …   the structure of the country
======================================  ==================================================
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, get_args

from pydantic import Field, TypeAdapter

from game.errors import InputError
from game.lab.experiment_arm import (
    LONGEST,
    Arm,
    KnobOverride,
    LeverOrder,
    content_of,
    length,
)
from game.scenario import numerals
from game.scenario.characters import cut, quoted
from game.scenario.error_messages import read_validated
from game.scenario.schema.base import Role, StrictModel
from game.scenario.schema.folder import FILE_KINDS, Parameter
from game.scenario.source_files import common_dir
from game.world import quarter_calendar
from game.world.knobs import NATIONAL, TRUST, KnobSpec

_KEY: Final = re.compile(
    r"(?P<kind>path\.|param\.)?(?P<name>[a-z][a-z0-9_]*)"
    r"(?:\[(?P<who>[A-Za-z0-9+_]+)\])?(?:@(?P<when>[0-9Q.]+))?"
)
_ROLES: Final = get_args(Role)


class Span(StrictModel):
    """The unit and range of a path."""

    unit: str
    low: float
    high: float
    source: str


class Part(StrictModel):
    """A part of the country's structure that may be replaced."""

    unit: str
    meaning: str
    source: str
    low: float = 0
    high: float = 0
    choices: tuple[str, ...] = ()


class Catalogue(StrictModel):
    """``common/experiments.yaml``: what may be overridden besides knobs and parameters."""

    paths: dict[str, Span]
    structure: dict[str, Part]
    knobs: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overridable:
    """One line of ``experiment --list``."""

    kind: Literal["knob", "trust knob", "path", "parameter", "structure"]
    key: str
    unit: str
    value: str  # the neutral or present value
    low: float | None
    high: float | None
    meaning: str
    source: str


@cache
def catalogue() -> Catalogue:
    """Return what may be overridden besides knobs and parameters."""
    return read_validated(TypeAdapter(Catalogue), common_dir() / "experiments.yaml")


@cache
def parameters() -> dict[str, Parameter]:
    """Return the model's parameters with their ranges and sources."""
    made = read_validated(FILE_KINDS["parameters"], common_dir() / "parameters.yaml")
    return {p.name: p for p in made}


def entries(scenario: str | None = None) -> list[Overridable]:
    """Return every key with unit, range and source; values are the scenario's if one is named."""
    said = catalogue()
    default = "a lever of the game; see the cards that turn it"
    out: list[Overridable] = []
    kinds: tuple[tuple[Literal["knob", "trust knob"], dict[str, KnobSpec]], ...] = (
        ("knob", NATIONAL),
        ("trust knob", TRUST),
    )
    for kind, knobs in kinds:
        for name, k in knobs.items():
            neutral = "the path" if math.isnan(k.neutral) else f"{k.neutral:g}"
            key = name if kind == "knob" else f"{name}[TRUSTS]"
            source = said.knobs.get(name, default)
            out.append(Overridable(kind, key, k.unit, neutral, k.low, k.high, k.meaning, source))
    for name, path in said.paths.items():
        key = f"path.{name}@YEAR"
        meaning = "what the calendar brings, by financial year (2013 is 2013/14)"
        out.append(
            Overridable("path", key, path.unit, "", path.low, path.high, meaning, path.source)
        )
    values = content_of(scenario).params if scenario else {}
    if scenario:
        values = {**values, **content_of(scenario).scenario.start.params}
    for p in parameters().values():
        value = f"{values.get(p.name, p.value):g}"
        out.append(
            Overridable("parameter", f"param.{p.name}", p.unit, value, p.low, p.high, "", p.source)
        )
    for name, part in said.structure.items():
        choice = f" ({', '.join(part.choices)})" if part.choices else ""
        low, high = (part.low, part.high) if part.high > part.low else (None, None)
        out.append(
            Overridable(
                "structure", name, part.unit, "", low, high, part.meaning + choice, part.source
            )
        )
    return out


def arms_of(
    scenario: str, settings: Sequence[str], orders: Sequence[str], quarters: int | None = None
) -> tuple[Arm, Arm]:
    """Return the base arm and the changed one, for a run of so many quarters (None: its length).

    Structure that must be the same in both arms (the first quarter, the tables) is set in both.
    Raises InputError naming the key and its range.
    """
    content_of(scenario)
    base = arm = Arm(scenario)
    seen: set[str] = set()
    pieces = []
    for text in settings:
        key, equals, value = text.partition("=")
        key = key.strip()
        if not equals or not key or not value.strip():
            raise InputError(f"--set {quoted(text)} is not KEY=VALUE, such as tariff_pct=-2.")
        if key in seen:
            raise InputError(f"{cut(key)} is set twice.")
        seen.add(key)
        pieces.append((key, value.strip()))
    for key, value in pieces:
        if key == "first":
            label = _quarter(value, key)
            base = base.but(first=label)
            arm = arm.but(first=label)
    for key, value in pieces:
        if key != "first":
            arm = _set(arm, key, value)
            if key.startswith("path."):
                _in_the_run(arm, key, quarters)
    for text in orders:
        arm = arm.but(orders=(_order(scenario, text),))
    return base, arm


def _set(arm: Arm, key: str, value: str) -> Arm:
    match = _KEY.fullmatch(key)
    if match is None:
        raise InputError(f"--set {quoted(key)} is not a key; experiment --list shows them all.")
    kind, name, who, when = match["kind"], match["name"], match["who"], match["when"]
    if kind == "param.":
        _no_extra(key, who, when)
        p = parameters().get(name)
        if p is None:
            raise _unknown(key, [f"param.{n}" for n in parameters()])
        return arm.but(params={name: _number(key, value, p.low, p.high, p.unit)})
    if kind == "path.":
        path = catalogue().paths.get(name)
        if path is None:
            raise _unknown(key, [f"path.{n}" for n in catalogue().paths])
        _no_extra(key, who, None)
        number = _number(key, value, path.low, path.high, path.unit)
        return arm.but(paths={name: dict.fromkeys(_years(arm, key, name, when), number)})
    if name in NATIONAL and who is None:
        k = NATIONAL[name]
        first, last = _quarters(key, when)
        return arm.but(KnobOverride(name, _number(key, value, k.low, k.high, k.unit), first, last))
    part = catalogue().structure.get(name)
    if name in TRUST and (who is not None or part is None):
        k = TRUST[name]
        if who is None:
            raise InputError(f"{name} is a knob of trusts: write {name}[T001+T002]={value}.")
        first, last = _quarters(key, when)
        number = _number(key, value, k.low, k.high, k.unit)
        return arm.but(KnobOverride(name, number, first, last, tuple(who.split("+"))))
    if part is None:
        keys = [*NATIONAL, *TRUST, *catalogue().structure]
        raise _unknown(key, keys)
    _no_extra(key, who, when if name not in ("merge", "close") else None)
    return _structure(arm, name, part, value, when)


def _structure(arm: Arm, name: str, part: Part, value: str, when: str | None) -> Arm:
    if part.choices:
        if value not in part.choices:
            raise InputError(f"{name} must be one of {', '.join(part.choices)}, not {cut(value)}.")
        return arm.but(start={name: value})
    if name in ("merge", "close"):
        first = _quarters(name, when)[0] if when else None
        begin = arm.first or content_of(arm.scenario).scenario.first
        at = first if first is not None else quarter_calendar.parse(begin)
        who = tuple(value.split("+"))
        if name == "close":
            return arm.but(KnobOverride("close", 1.0, at, at, who))
        if len(who) != 2 or who[0] == who[1]:
            raise InputError(f"merge takes two trusts, such as T002+T003, not {cut(value)}.")
        return arm.but(KnobOverride("merge_into", _row_of(arm, who[1]) + 1.0, at, at, who[:1]))
    return arm.but(start={name: round(_number(name, value, part.low, part.high, part.unit))})


def _row_of(arm: Arm, trust: str) -> int:
    from game.lab.arm_trace import trusts_of
    from game.lab.experiment_arm import prepare

    return int(trusts_of(prepare(arm).pack.model, (trust,)).named[0])


def _order(scenario: str, text: str) -> LeverOrder:
    """Read ``ROLE:QUARTER:LEVER`` or ``ROLE:QUARTER:LEVER:T001+T002``. Raises InputError."""
    parts = text.split(":")
    if len(parts) not in (3, 4):
        raise InputError(
            f"--order {quoted(text)} is not ROLE:QUARTER:LEVER or ROLE:QUARTER:LEVER:T001."
        )
    role, label, lever = parts[:3]
    if role not in _ROLES:
        raise InputError(f"There is no role {quoted(role)}; there are {', '.join(_ROLES)}.")
    quarter = quarter_calendar.parse(_quarter(label, "--order"))
    levers = {x.id: x for x in content_of(scenario).scenario.levers}
    if lever not in levers:
        raise _unknown(lever, [x for x in levers if levers[x].role == role], "lever")
    if levers[lever].role != role:
        raise InputError(f"{lever} is a lever of {levers[lever].role}, not of {role}.")
    if not levers[lever].period.holds(quarter):
        raise InputError(f"{lever} can't be ordered in {label}: nobody had that power then.")
    first = quarter_calendar.parse(content_of(scenario).scenario.first)
    if not first <= quarter < first + LONGEST:
        raise InputError(
            f"{label} is not a quarter of the run, which begins in {quarter_calendar.label(first)}."
        )
    who = tuple(parts[3].split("+")) if len(parts) == 4 else ()
    return LeverOrder(role, quarter, lever, who)


def _number(key: str, value: str, low: float, high: float, unit: str) -> float:
    number = numerals.number(value)
    if number is None or not low <= number <= high:
        said = cut(value)
        raise InputError(f"{key} must be a number from {low:g} to {high:g} ({unit}), not {said}.")
    return number


def _quarter(text: str, key: str) -> str:
    try:
        quarter = quarter_calendar.parse(text)
    except ValueError:
        raise InputError(f"{key}: {quoted(text)} is not a quarter such as 2014Q1.") from None
    if not 1990 <= quarter // 4 <= 2100:
        raise InputError(f"{key}: {text} is not between 1990Q1 and 2100Q4.")
    return text


def _quarters(key: str, when: str | None) -> tuple[int | None, int | None]:
    """Read ``2014Q2``, ``2014Q2..2015Q1``, ``2014Q2..`` or nothing as first and last quarter.

    Raises InputError.
    """
    if when is None:
        return None, None
    first, dots, last = when.partition("..")
    begin = quarter_calendar.parse(_quarter(first, key))
    end = quarter_calendar.parse(_quarter(last, key)) if last else None
    if not dots:
        return begin, begin
    if end is not None and end < begin:
        raise InputError(f"{key} ends before it begins.")
    return begin, end


def _years(arm: Arm, key: str, name: str, when: str | None) -> range:
    """Return the financial years that a path setting covers. Raises InputError."""
    known: dict[int, float] = getattr(content_of(arm.scenario).scenario.paths, name)
    if when is None:
        return range(min(known), max(known) + 1)
    found = re.fullmatch(r"(\d{4})(?:\.\.(\d{4})?)?", when)
    if found is None:
        raise InputError(f"{key}: paths go by financial year, such as @2014 or @2014..2016.")
    first = int(found[1])
    last = int(found[2]) if found[2] else (max(known) if ".." in when else first)
    if not 1990 <= first <= last <= 2100:
        raise InputError(f"{key}: the years run from 1990 to 2100, the earlier first.")
    return range(first, last + 1)


def _in_the_run(arm: Arm, key: str, quarters: int | None) -> None:
    """Raise InputError if a path's setting names years of which the run has none."""
    if "@" not in key:
        return
    name, _, when = key.removeprefix("path.").partition("@")
    begin = quarter_calendar.parse(arm.first or content_of(arm.scenario).scenario.first)
    span = length(arm) if quarters is None else quarters
    low = quarter_calendar.financial_year(begin - 1)
    high = quarter_calendar.financial_year(begin + span - 1)
    years = _years(arm, key, name, when)
    if years[-1] < low or years[0] > high:
        raise InputError(
            f"{key}: the run's financial years are {low} to {high}; it would change nothing."
        )


def _no_extra(key: str, who: str | None, when: str | None) -> None:
    if who is not None:
        raise InputError(f"{key}: only knobs of trusts take [TRUSTS].")
    if when is not None:
        raise InputError(f"{key} holds for a whole run and takes no quarter.")


def _unknown(key: str, known: Sequence[str], what: str = "key") -> InputError:
    import difflib

    bare = re.split(r"[@\[]", key)[0]
    near = difflib.get_close_matches(bare, known, 3, 0.6)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    more = "" if what == "lever" else " experiment --list shows them all."
    return InputError(f"There is no {what} {quoted(bare)}.{hint}{more}")


def as_json(arm: Arm) -> dict[str, Any]:
    """Return an arm's overrides as plain values."""
    return {
        "first": arm.first,
        "params": dict(arm.params),
        "paths": {k: {str(y): v for y, v in years.items()} for k, years in arm.paths.items()},
        "structure": dict(arm.start),
        "knobs": [
            {
                "knob": t.knob,
                "value": t.value,
                "from": None if t.first is None else quarter_calendar.label(t.first),
                "to": None if t.last is None else quarter_calendar.label(t.last),
                "trusts": None if t.trusts is None else list(t.trusts),
            }
            for t in arm.turned
        ],
        "orders": [
            {
                "role": o.role,
                "quarter": quarter_calendar.label(o.quarter),
                "lever": o.lever,
                "trusts": list(o.trusts),
            }
            for o in arm.orders
        ],
    }
