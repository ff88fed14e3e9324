"""Turn what pydantic finds wrong into one sentence with file, line and a hint."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from game.errors import InputError
from game.scenario import source_files
from game.scenario.characters import cut, quoted
from game.scenario.schema.effects import EFFECT_KINDS
from game.scenario.source_files import Origin

T = TypeVar("T")

#: What pydantic puts into a path besides the keys and places of the file.
_UNION_TAGS: Final = frozenset(EFFECT_KINDS)

#: The longest message of a check of our own.
_LONGEST: Final = 300

#: pydantic's kinds of complaint in words of our own, which no release of pydantic changes; what
#: stands in braces is in the complaint's context. A kind that isn't here is told in general.
_SENTENCES: Final[dict[str, str]] = {
    **dict.fromkeys(("float_type", "float_parsing"), "should be a number"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "should be a whole number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "should be true or false"),
    "string_type": "should be a text",
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), "should be a list"),
    **dict.fromkeys(
        ("dict_type", "model_type", "model_attributes_type"), "should be keys and values"
    ),
    "greater_than": "should be more than {gt}",
    "greater_than_equal": "should be {ge} or more",
    "less_than": "should be less than {lt}",
    "less_than_equal": "should be {le} or less",
    "too_short": "should have {min_length} or more, not {actual_length}",
    "too_long": "should have {max_length} or fewer, not {actual_length}",
    "json_invalid": "can't be read",
    "string_pattern_mismatch": "is not written as such an id is: small letters, digits and _ or -",
    "string_too_short": "should have {min_length} or more characters",
    "string_too_long": "should have {max_length} or fewer characters",
}


def validated(kind: TypeAdapter[T], value: Any, origin: Origin, what: str) -> T:
    """Return ``value`` as the schema's objects.

    ``what`` names the item in the sentence ("lever 'bail_out'"). Raises InputError.
    """
    try:
        # JSON is read strictly: no text for a number, no truth value for one, lists for tuples
        return kind.validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        raise input_error(error, origin, what) from None
    except RecursionError:
        where, _ = origin.locate()
        raise InputError(f"{what} is nested too deep.", where=where) from None


def read_validated(kind: TypeAdapter[T], path: Path) -> T:
    """Read a YAML file as the schema's objects. Raises InputError."""
    source = source_files.read(path)
    return validated(kind, source.data, Origin(source), path.name)


def input_error(error: ValidationError, origin: Origin, what: str) -> InputError:
    """Return the first fault of a validation as a sentence with file and line."""
    found = sorted(error.errors(include_url=False), key=_rank)
    first = found[0]
    path = tuple(p for p in first["loc"] if isinstance(p, (str, int)))
    where, raw = origin.locate(path)
    sentence = (
        f"{what}, {_path_in_words(path)}: {_reason(first, raw)}"
        if path
        else (f"{what}: {_reason(first, raw)}")
    )
    more = len(found) - 1
    if more:
        sentence += (
            f" ({more} more like this in the same item.)"
            if more > 1
            else (" (And one more in the same item.)")
        )
    return InputError(sentence, where=where)


def _rank(error: Any) -> tuple[int, int]:
    """Sort unknown keys first, then missing ones: the other faults often follow from them."""
    order = {"extra_forbidden": 0, "missing": 1}
    return (order.get(error["type"], 2), -len(error["loc"]))


def _path_in_words(path: tuple[str | int, ...]) -> str:
    """Return "effects 2, gauge": list places count from 1, a union's tag is left out."""
    out: list[str] = []
    previous: str | int | None = None
    for step in path:
        if step == "[key]":
            continue
        if isinstance(step, int):
            if out:
                out[-1] = f"{out[-1]} {step + 1}"
            else:
                out.append(f"item {step + 1}")
        elif not (isinstance(previous, int) and step in _UNION_TAGS):
            out.append(cut(step.replace("function-after", "").strip("[]()")))
        previous = step
    return ", ".join(out)


def _reason(error: Any, raw: str) -> str:
    kind, given = error["type"], error.get("input")
    context = error.get("ctx", {})
    if kind == "missing":
        return f"the key {error['loc'][-1]!r} is missing."
    if kind == "extra_forbidden":
        return "there is no such key here; check its spelling and indentation."
    if kind == "string_type" and isinstance(given, (int, float)) and not isinstance(given, bool):
        return f'{raw or given} is read as a number; quote it: "{raw or given}".'
    if kind == "string_type" and isinstance(given, bool):
        return f'{raw or given} is read as a truth value; quote it: "{raw or given}".'
    if kind == "string_type" and given is None:
        return "nothing is given; a text is needed."
    if kind == "literal_error":
        return f"{quoted(given)} is none of {context.get('expected', '')}.{_near(given, context)}"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        expected = str(context.get("expected_tags", ""))
        return f"an effect begins with 'do', one of {expected}."
    if kind == "string_pattern_mismatch" and "00[0-4]" in str(context.get("pattern", "")):
        return f'{quoted(given)} is not the id of a claim such as "001.7".'
    if kind == "value_error":
        message = cut(str(context.get("error", "")), _LONGEST)  # it may repeat what was given
        return message if message.endswith(".") else f"{message}."
    bounds = {key: _number(value) for key, value in context.items()}
    ours = _SENTENCES.get(kind)
    message = ours.format_map(bounds) if ours else "is not of the form that is wanted here"
    if isinstance(given, (dict, list)):
        return f"{message}."
    said = quoted(given) if isinstance(given, str) or not raw else cut(raw)
    return f"{said} {message}."


def _near(given: Any, context: Any) -> str:
    choices = str(context.get("expected", "")).replace(" or ", ", ").split(", ")
    close = difflib.get_close_matches(str(given), [c.strip("'") for c in choices], 1)
    return f" Did you mean {close[0]!r}?" if close else ""


def _number(value: object) -> object:
    """Return a whole number without a decimal point, and anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
