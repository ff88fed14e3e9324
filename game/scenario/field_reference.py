"""What may be written into a scenario's files, from the schemas that read them.

A *topic* is a thing with keys: a lever, an effect, a condition. Types, bounds and defaults are the
schemas' own; what a key says is in ``common/field_words.yaml``.
"""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel

from game.errors import InputError
from game.scenario import source_files
from game.scenario.characters import quoted
from game.scenario.schema import effects
from game.scenario.schema.cards import Agenda, Event, Lever
from game.scenario.schema.cases import Cases
from game.scenario.schema.folder import Frame, Parameter, ParFile, ScoringFile
from game.scenario.schema.market_forces import MarketForces
from game.scenario.schema.newspaper import Newspaper
from game.scenario.schema.scenario import Course, FigureSpec, GaugeRule, Observed, Paths

_LIST: Final = "a list, each item beginning with a hyphen"
#: Where the topics that are whole files, or items of a file, stand.
_FILES: Final[dict[type[BaseModel], tuple[str, str]]] = {
    Frame: ("scenario.yaml", ""),
    Lever: ("levers/*.yaml", _LIST),
    Event: ("events/*.yaml", _LIST),
    Agenda: ("agendas.yaml", _LIST),
    Cases: ("cases.yaml", ""),
    ScoringFile: ("scoring.yaml", ""),
    FigureSpec: ("figures.yaml", _LIST),
    GaugeRule: ("politics.yaml", _LIST),
    Paths: ("paths.yaml", ""),
    Observed: ("overlay.yaml", _LIST),
    Parameter: ("parameters.yaml", _LIST),
    MarketForces: ("market_forces.yaml", ""),
    Newspaper: ("newspaper.yaml", ""),
    ParFile: ("par.yaml", "written by lab par"),
    Course: ("course.yaml", "written by lab course"),
}
#: What stands in ``field_words.yaml`` besides classes.
_NO_CLASSES: Final = ("notes", "guides")
#: Words that topics have besides their class's.
_NAMES: Final = {"Frame": "scenario", "FigureSpec": "figure", "ScoringFile": "scoring"}
_FORMATS: Final = {"quarter": "a quarter: 2014Q2", "figure": "a figure's name"}
_PATTERNS: Final = {
    r"^[a-z][a-z0-9_]{1,39}$": "an id",
    r"^[a-z][a-z0-9-]{1,39}$": "an id with hyphens",
    r"^00[0-4]\.[1-9][0-9]?$": "a claim's id, quoted",
    r"^(00[0-4]|all)$": "000 to 004 or all, quoted",
}


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One key: what may stand there, what stands there if it is left out, and what it says."""

    key: str
    type: str
    default: str | None  # None: the key must be given
    words: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing with keys, by the word that a person asks for."""

    name: str
    file: str
    form: str
    effect: bool
    keys: tuple[KeyEntry, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A topic that has no keys: what it is about, and its sentences; without any it is a table."""

    name: str
    title: str
    steps: tuple[str, ...]


@cache
def guides() -> tuple[Guide, ...]:
    """Return the topics that are no keys."""
    data: Mapping[str, Mapping[str, Any]] = words()["guides"]
    return tuple(Guide(name, g["title"], tuple(g["steps"])) for name, g in data.items())


@cache
def topics() -> tuple[Topic, ...]:
    """Return all topics: those that are files first, then what stands in them, then effects."""
    models = _models()
    ranks = [model.__name__ for model in _FILES]
    kinds = set(effects.EFFECT_KINDS.values())

    def rank(name: str) -> tuple[int, int, str]:
        return (
            1 if models[name] in kinds else 0,
            ranks.index(name) if name in ranks else len(ranks),
            name,
        )

    return tuple(_topic(name, models[name]) for name in sorted(models, key=rank))


def topic(name: str) -> Topic:
    """Return the topic of that name. Raises InputError with the names that there are."""
    found = next((t for t in topics() if t.name == name.lower()), None)
    if found is None:
        raise InputError(f"There is no topic {quoted(name)}.")
    return found


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    """Return what each key says, by class and key."""
    path = source_files.common_dir() / "field_words.yaml"
    data: Mapping[str, Mapping[str, Any]] = source_files.read(path).data
    return data


def _topic(name: str, model: type[BaseModel]) -> Topic:
    whole = model.model_json_schema(ref_template="{model}")
    schema = whole.get("$defs", {}).get(name, whole)  # a class that holds its own kind
    needed = {"do", *schema.get("required", ())}  # ``do`` says which effect it is
    keys = tuple(
        KeyEntry(
            key,
            _optional(type_words(part), part),
            None if key in needed else default_words(part),
            key_words(model, key),
        )
        for key, part in schema["properties"].items()
    )
    keys = tuple(sorted(keys, key=lambda k: k.default is not None))
    file, form = _FILES.get(model, ("", ""))
    notes = tuple(notes_of(topic_name(name)))
    return Topic(topic_name(name), file, form, issubclass(model, effects.Timed), keys, notes)


def _optional(said: str, schema: Mapping[str, Any]) -> str:
    """The type of a key that is none unless it is given: that it may be null says nothing."""
    return said.removesuffix(" or null") if schema.get("default", 0) is None else said


def notes_of(name: str) -> list[str]:
    """Return what the check asks of a topic besides its keys."""
    return list(dict(words()["notes"]).get(name, []))


def key_words(model: type[BaseModel], key: str) -> str:
    """Return what a key says: the words of its class, or of the class that it has it from."""
    for one in model.__mro__:
        if key in words().get(one.__name__, {}):
            return str(words()[one.__name__][key])
    return ""


def topic_name(class_name: str) -> str:
    """Return a class's name as a topic's: an effect's as after ``do``.

    >>> topic_name("TrustKnobSetting"), topic_name("WayOut"), topic_name("Frame")
    ('trusts', 'way_out', 'scenario')
    """
    for word, kind in effects.EFFECT_KINDS.items():
        if kind.__name__ == class_name:
            return word
    if class_name in _NAMES:
        return _NAMES[class_name]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", class_name).lower()


@cache
def _models() -> dict[str, type[BaseModel]]:
    """Return every class that a scenario's files may hold, by name."""
    found: dict[str, type[BaseModel]] = {}
    todo: list[Any] = list(_FILES)
    while todo:
        one = todo.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            if one.__name__ not in found:
                found[one.__name__] = one
                todo += [field.annotation for field in one.model_fields.values()]
        else:
            todo += get_args(one)
    return found


def type_words(schema: Mapping[str, Any]) -> str:
    """Return in words what may stand where a JSON schema holds.

    >>> type_words({"type": "number", "minimum": 0, "maximum": 6})
    'a number, 0 to 6'
    >>> type_words({"type": "array", "items": {"$ref": "Effect"}, "minItems": 1})
    'a list of effect, 1 or more'
    """
    if "$ref" in schema:
        return topic_name(str(schema["$ref"]))
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return "one of " + ", ".join(str(x) for x in schema["enum"])
    if "anyOf" in schema or "oneOf" in schema:
        return _either(schema.get("anyOf") or schema["oneOf"])
    match schema.get("type"):
        case "string":
            return _text(schema)
        case "number" | "integer" as kind:
            noun = "a number" if kind == "number" else "a whole number"
            return noun + _between(schema)
        case "boolean":
            return "true or false"
        case "array":
            return _list(schema)
        case "object":
            inner = schema.get("additionalProperties")
            return f"keys to {type_words(inner)}" if isinstance(inner, dict) else "keys to values"
        case "null":
            return "null"
        case _:
            return "anything"


def default_words(schema: Mapping[str, Any]) -> str:
    """Return what stands for a key that is left out, as YAML writes it."""
    default = schema.get("default")
    match default:
        case None | [] | {} | "":
            return "none"
        case True | False:
            return str(default).lower()
        case dict():
            return "as its keys' own"
        case float() | int():
            return f"{default:g}"
        case _:
            return str(default)


def _either(parts: list[Any]) -> str:
    names = [type_words(part) for part in parts]
    if all("$ref" in part and topic_name(part["$ref"]) in effects.EFFECT_KINDS for part in parts):
        return "effect"
    return " or ".join(dict.fromkeys(names))


def _text(schema: Mapping[str, Any]) -> str:
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    if schema.get("pattern") in _PATTERNS:
        return _PATTERNS[schema["pattern"]]
    least, most = schema.get("minLength"), schema.get("maxLength")
    match least, most:
        case None, None:
            return "text"
        case None, _:
            return f"text, up to {most} letters"
        case _, None:
            return f"text, {least} letters or more"
        case _:
            return f"text, {least} to {most} letters"


def _between(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    more, less = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    said = []
    if low is not None and high is not None:
        said.append(f"{low:g} to {high:g}")
    elif low is not None:
        said.append(f"{low:g} or more")
    elif high is not None:
        said.append(f"{high:g} or less")
    if more is not None:
        said.insert(0, f"more than {more:g}")
    if less is not None:
        said.append(f"less than {less:g}")
    return f", {', '.join(said)}" if said else ""


def _list(schema: Mapping[str, Any]) -> str:
    if "prefixItems" in schema:
        inner = [type_words(part) for part in schema["prefixItems"]]
        return "[" + ", ".join(inner) + "]"
    said = f"a list of {type_words(schema.get('items', {}))}".replace("list of a ", "list of ")
    least, most = schema.get("minItems"), schema.get("maxItems")
    if least is not None and most is not None:
        return f"{said}, {least} to {most}"
    return said if least is None else f"{said}, {least} or more"


def without_words() -> Iterator[str]:
    """Yield each key that has no words, and each word without a key: none, a test says."""
    models = _models()
    said, used = words(), set()
    for name, model in models.items():
        for key in model.model_fields:
            home = next((c for c in model.__mro__ if key in said.get(c.__name__, {})), None)
            if home is None:
                yield f"{name}.{key}"
            else:
                used.add((home.__name__, key))
    for name, keys in said.items():
        for key in keys if name not in _NO_CLASSES else ():
            if (name, key) not in used:
                yield f"{name}.{key} is told and there is no such key"


@cache
def figures() -> tuple[FigureSpec, ...]:
    """Return the common figures, as their file has them."""
    path = source_files.common_dir() / "figures.yaml"
    return tuple(FigureSpec(**item) for item in source_files.read(path).data)


def _item(lines: Sequence[str]) -> str:
    """Return the item of a list that begins with the first line, as far left as it goes."""
    inside = " " * (len(lines[0]) - len(lines[0].lstrip()) + 1)
    rest = itertools.takewhile(lambda line: not line.strip() or line.startswith(inside), lines[1:])
    return textwrap.dedent("\n".join([lines[0], *rest])).rstrip()


def example(kind: str, name: str) -> str:
    """Return a common card as it stands in a folder's files, or in one file.

    Raises InputError if there is none.
    """
    common = source_files.common_dir()
    one = source_files.read_if_there(common, kind) if kind.endswith(".yaml") else None
    for source in [one] if one else source_files.read_all(common, kind):
        lines = source.text.splitlines()
        for begin, line in enumerate(lines):
            if line.strip() == f"- id: {name}":
                return _item(lines[begin:])
    raise InputError(f"There is no {kind.rstrip('s')} {quoted(name)}.")
