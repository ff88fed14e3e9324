"""What may be written into a scenario's files, in words: in a terminal by topic, or as one page."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from game.errors import InputError
from game.scenario import field_reference
from game.scenario.checks.common import COUNTS, unlike
from game.scenario.field_reference import Guide, KeyEntry, Topic
from game.scenario.schema.effects import EFFECT_KINDS
from game.telling import scenario_docs_pictures as pictures
from game.telling.charts.svg import document, escaped
from game.telling.formatting import columns
from game.world import knobs
from game.world.figure_names import DERIVED, GAUGES, METRICS

_WIDE: Final = 96
#: A common card to look at, for the topics of cards.
_EXAMPLES: Final = {
    "lever": ("levers", "winter_plan"),
    "event": ("events", "winter"),
    "way_out": ("cases.yaml", "service"),
}


def listing() -> list[str]:
    """Return the topics with a few words on each."""
    rows = [[guide.name, guide.title] for guide in field_reference.guides()]
    lines = ["Ask for one: failure-regime scenario docs lever. All on a page, with pictures:"]
    lines += ["failure-regime scenario docs --out docs.html", ""]
    effects = [t.name for t in field_reference.topics() if t.effect]
    things = [t for t in field_reference.topics() if not t.effect]
    lines += columns(rows)
    lines += ["", "Files, and the items in them:"]
    lines += columns([[f"  {t.name}", t.file, t.form] for t in things if t.file])
    lines += ["", "What stands in them:"]
    lines += _wrapped(", ".join(t.name for t in things if not t.file), "  ")
    lines += ["", "Effects, by what stands after do:"]
    return lines + _wrapped(", ".join(effects), "  ")


def told(name: str) -> list[str]:
    """Return what there is to say on a topic, in lines for a terminal.

    Raises InputError if there is no such topic.
    """
    word = name.lower().replace("-", "_").removesuffix(".yaml")
    guide = _guides().get(word)
    if guide is not None:
        return _guide_told(guide)
    return _topic_told(field_reference.topic(_nearest(word)))


def names() -> list[str]:
    """Return the names of all topics."""
    return [*_guides(), *(t.name for t in field_reference.topics())]


def _nearest(word: str) -> str:
    known = {t.name for t in field_reference.topics()}
    if word in known:
        return word
    for other in (word.removesuffix("s"), f"{word}s"):
        if other in known:
            return other
    said = unlike("topic", word, names())
    raise InputError(f"{said} 'failure-regime scenario docs' lists them.")


def _topic_told(topic: Topic) -> list[str]:
    lines = [_head(topic), ""]
    for k in topic.keys:
        needed = "needed" if k.default is None else _default(k)
        lines.append(f"{k.key}: {k.type}{f' ({needed})' if needed else ''}")
        lines += _wrapped(k.words, "    ")
    if topic.notes:
        lines.append("")
        for note in topic.notes:
            lines += _wrapped(f"- {note}", "", "  ")
    if topic.name in _EXAMPLES:
        lines += ["", "For example, from common:", ""]
        lines += field_reference.example(*_EXAMPLES[topic.name]).splitlines()
    return lines


def _head(topic: Topic) -> str:
    if topic.effect:
        return f"{topic.name}: an effect, {{do: {topic.name}, …}}."
    if topic.file:
        return f"{topic.name}: in {topic.file}{f', {topic.form}' if topic.form else ''}."
    holders = sorted(
        t.name
        for t in field_reference.topics()
        if any(topic.name in k.type.replace(",", "").split() for k in t.keys)
    )
    return f"{topic.name}: stands in {', '.join(holders) or 'other topics'}."


def _default(entry: KeyEntry) -> str:
    return "" if entry.default in ("none", None) else f"else {entry.default}"


def _wrapped(text: str, indent: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDE,
        initial_indent=indent,
        subsequent_indent=indent if rest is None else rest,
        break_long_words=False,
    )


@cache
def _rows(word: str) -> tuple[tuple[str, ...], ...]:
    """Return a table of names: its head, then its rows."""
    match word:
        case "gauges" | "metrics":
            specs = {spec.figure: spec for spec in field_reference.figures()}
            which: Sequence[str] = GAUGES if word == "gauges" else (*METRICS, *DERIVED)
            made = [
                (name, specs[name].title, specs[name].unit, specs[name].glossary.strip())
                for name in which
                if name in specs
            ]
            return (("name", "called", "unit", "what it means"), *made)
        case "counts":
            return (("name", "what is counted"), *((c, c.replace("_", " ")) for c in COUNTS))
        case _:
            table = knobs.NATIONAL if word == "knobs" else knobs.TRUST
            rows = [
                (k, x.unit, _neutral(x), f"{x.low:g} to {x.high:g}", x.combine, x.meaning)
                for k, x in table.items()
            ]
            return (("knob", "unit", "neutral", "range", "several", "what it does"), *rows)


def _neutral(spec: knobs.KnobSpec) -> str:
    return "the path's" if spec.neutral != spec.neutral else f"{spec.neutral:g}"


def _guides() -> dict[str, Guide]:
    return {guide.name: guide for guide in field_reference.guides()}


def _guide_told(guide: Guide) -> list[str]:
    lines = [guide.title, ""]
    for n, step in enumerate(guide.steps, 1):
        lines += _wrapped(f"{n}. {step}" if guide.name == "hour" else f"- {step}", "", "   ")
    if guide.name in ("gauges", "metrics"):
        for name, called, unit, meaning in _rows(guide.name)[1:]:
            lines.append(f"{name}: {called} ({unit})")
            lines += _wrapped(meaning, "    ")
    elif not guide.steps:
        lines += columns([list(row) for row in _rows(guide.name)])
    return lines


def page() -> str:
    """Return all topics as one page of HTML, with pictures of the map and the calendar."""
    body = "".join(_sections())
    return document("What may be written into a scenario's files", body)


def _sections() -> Iterator[str]:
    topics = field_reference.topics()
    drawn = {
        "calendar": [pictures.calendar()],
        "map": [pictures.axes(), pictures.country()],
    }
    for guide in field_reference.guides():
        if guide.steps:
            inside = _list_html(guide.steps, "ol" if guide.name == "hour" else "ul")
            inside += "".join(chart.figure for chart in drawn.get(guide.name, ()))
            yield _section(guide.name, guide.title, inside)
    effects = set(EFFECT_KINDS)
    link = _linker({t.name for t in topics})
    for topic in topics:
        rows = "".join(_row_html(k, link) for k in topic.keys)
        inside = (
            "<table><thead><tr><th>key</th><th>what stands there</th><th>if it is left out</th>"
            f"<th>what it says</th></tr></thead><tbody>{rows}</tbody></table>"
        )
        inside += _list_html(topic.notes)
        if topic.name in _EXAMPLES:
            said = escaped_lines(field_reference.example(*_EXAMPLES[topic.name]))
            inside += f"<p>For example, from common:</p><pre>{said}</pre>"
        if topic.name == "condition":
            inside += (
                "<p><code>{all: [{figure: morale, below: 40}, {used: winter_plan}]}</code></p>"
            )
        yield _section(topic.name, _head(topic), inside, effect=topic.name in effects)
    for guide in field_reference.guides():
        if not guide.steps:
            yield _section(guide.name, guide.title, _table_html(_rows(guide.name)))


def _table_html(rows: Sequence[tuple[str, ...]]) -> str:
    """A table of names as HTML; its first row is its head."""
    head = "".join(f"<th>{escaped(cell)}</th>" for cell in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escaped(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def escaped_lines(text: str) -> str:
    """Return lines of a file for HTML, each as it is."""
    return "\n".join(
        " " * (len(line) - len(line.lstrip())) + escaped(line) for line in text.splitlines()
    )


def _section(name: str, said: str, inside: str, *, effect: bool = False) -> str:
    title = f"do: {name}" if effect else name
    head = f'<section id="{name}">\n<h2>{escaped(title)}</h2>'
    return f"{head}\n<p>{escaped(said)}</p>\n{inside}\n</section>\n"


def _list_html(items: Sequence[str], kind: str = "ul") -> str:
    made = "".join(f"<li>{escaped(x)}</li>" for x in items)
    return f"<{kind}>{made}</{kind}>" if items else ""


def _linker(known: set[str]) -> Callable[[str], str]:
    """Return what makes the names of topics in a type into links to them."""

    def link(said: str) -> str:
        made = []
        for word in said.split(" "):
            bare = word.rstrip(",")
            made.append(
                f'<a href="#{bare}">{bare}</a>{word[len(bare) :]}'
                if bare in known and bare not in EFFECT_KINDS
                else escaped(word)
            )
        return " ".join(made).replace("list of effect", 'list of <a href="#shock">effect</a>')

    return link


def _row_html(entry: KeyEntry, link: Callable[[str], str]) -> str:
    default = "needed" if entry.default is None else entry.default
    return (
        f"<tr><th scope='row'><code>{escaped(entry.key)}</code></th><td>{link(entry.type)}</td>"
        f"<td>{escaped(default)}</td><td>{escaped(entry.words)}</td></tr>"
    )
