"""The parts of a picture: elements, text, patterns; a chart; a page of charts.

Everything that comes from data is escaped here and nowhere else.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, assert_never

from game.telling.charts.palette import INK, PAPER, SOFT, Marker, Pattern
from game.telling.formatting import clean
from game.telling.typography import typeset_page

_FONT: Final = "Source Sans Pro, Segoe UI, Helvetica, Arial, sans-serif"
_XMLNS: Final = "http://www.w3.org/2000/svg"
#: A letter's width in heights, on the average.
_LETTER: Final = 0.52


@dataclass(frozen=True, slots=True)
class DataTable:
    """A chart's numbers as text, so that they can be read, copied and kept."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def html(self) -> str:
        """The table as HTML."""
        head = "".join(f'<th scope="col">{escaped(c)}</th>' for c in self.head)
        body = "".join(
            "<tr>"
            f'<th scope="row">{escaped(row[0])}</th>'
            + "".join(f"<td>{escaped(c)}</td>" for c in row[1:])
            + "</tr>\n"
            for row in self.rows
        )
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its title, a sentence about it, its picture and its numbers."""

    title: str
    said: str
    body: str
    width: float
    height: float
    table: DataTable

    @property
    def svg(self) -> str:
        """The picture as SVG that stands alone or in HTML, with title and description."""
        key = _key(self.body, "chart")
        inside = tag("title", escaped(self.title), id=f"{key}-title")
        inside += tag("desc", escaped(self.said or self.title), id=f"{key}-said")
        inside += tag("rect", width="100%", height="100%", fill=PAPER)
        drawn = tag(
            "svg",
            inside + self.body,
            xmlns=_XMLNS,
            viewBox=f"0 0 {_short(self.width)} {_short(self.height)}",
            width=self.width,
            height=self.height,
            role="img",
            aria_labelledby=f"{key}-title {key}-said",
            font_family=_FONT,
            font_size=12,
            fill=INK,
        )
        return typeset_page(drawn)

    @property
    def figure(self) -> str:
        """The picture as a figure of HTML, its numbers folded away beneath it."""
        return (
            f"<figure>\n{self.svg}\n<details><summary>The numbers</summary>\n"
            f"{self.table.html}\n</details>\n</figure>"
        )


def escaped(text: str) -> str:
    """Return a text for SVG and HTML: without control characters, its marks escaped.

    >>> escaped('Beds < 85 % & "safe"')
    'Beds &lt; 85 % &amp; &quot;safe&quot;'
    """
    return html.escape(clean(text))


def tag(name: str, content: str = "", **attributes: object) -> str:
    """Return an element; an attribute's ``_`` is a hyphen, and None leaves it out.

    >>> tag("circle", cx=1.25, cy=2.0, stroke_width=None)
    '<circle cx="1.25" cy="2"/>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def words(x: float, y: float, text: str, **attributes: object) -> str:
    """Return a line of text at a place."""
    return tag("text", escaped(text), x=x, y=y, **attributes)


def fitted(text: str, width: float, size: float = 12) -> str:
    """Return a text cut to about so wide, with a mark where it was cut.

    >>> fitted("North Lincolnshire and Goole", 80)
    'North Linco…'
    """
    most = max(2, int(width / (size * _LETTER)))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def text_width(text: str, size: float = 12) -> float:
    """Return about how wide a text is."""
    return len(text) * size * _LETTER


def lines(text: str, width: float, size: float = 12) -> list[str]:
    """Return a text in lines of about so wide."""
    most, out = max(8, int(width / (size * _LETTER))), [""]
    for word in clean(text).split():
        if out[-1] and len(out[-1]) + 1 + len(word) > most:
            out.append("")
        out[-1] = f"{out[-1]} {word}".strip()
    return out if out[0] else []


def heading(title: str, said: str, width: float) -> tuple[str, float]:
    """Return a chart's title and sentence, and where the picture may begin beneath them."""
    made = words(12, 22, fitted(title, width - 24, 16), font_size=16, font_weight=600)
    y = 28.0
    for line in lines(said, width - 24):
        y += 15
        made += words(12, y, line, fill=SOFT)
    return made, y + 12


def marker(kind: Marker, x: float, y: float, colour: str, size: float = 3.2) -> str:
    """Return a mark at a point of a line."""
    match kind:
        case "circle":
            return tag("circle", cx=x, cy=y, r=size, fill=colour)
        case "square":
            return tag("rect", x=x - size, y=y - size, width=2 * size, height=2 * size, fill=colour)
        case "triangle":
            corners = [(x, y - size * 1.2), (x + size * 1.1, y + size), (x - size * 1.1, y + size)]
        case "diamond":
            far = size * 1.25
            corners = [(x, y - far), (x + far, y), (x, y + far), (x - far, y)]
        case _:
            assert_never(kind)
    return tag("polygon", points=points(corners), fill=colour)


def points(corners: Iterable[tuple[float, float]]) -> str:
    """Return places as SVG writes them.

    >>> points([(1, 2.04), (3.5, 4)])
    '1,2 3.5,4'
    """
    return " ".join(f"{_short(round(x, 1))},{_short(round(y, 1))}" for x, y in corners)


class Fills:
    """Fills with patterns of one picture, each defined once."""

    def __init__(self, key: str) -> None:
        """``key`` keeps the names of this picture's patterns apart from those of others."""
        self._key = _key(key, "fill")
        self._made: dict[tuple[str, str, str], Pattern] = {}

    def fill(self, colour: str, pattern: Pattern, over: str = PAPER) -> str:
        """Return what to put into ``fill``: the colour, or the pattern in ``over`` on it."""
        if not pattern:
            return colour
        name = f"{self._key}-{pattern}-{colour.strip('#')}"
        self._made[name, colour, over] = pattern
        return f"url(#{name})"

    @property
    def definitions(self) -> str:
        """The definitions of all that were asked for."""
        made = ""
        for (name, colour, over), pattern in self._made.items():
            look: dict[str, Any] = {"stroke": over, "stroke_width": 1.6, "stroke_opacity": 0.55}
            ground = tag("rect", width=7, height=7, fill=colour)
            match pattern:
                case "stripes":
                    drawn = tag("path", d="M-1,8 L8,-1 M-1,1 L1,-1 M6,8 L8,6", **look)
                case "bars":
                    drawn = tag("path", d="M0,3.5 L7,3.5", **look)
                case "cross":
                    drawn = tag("path", d="M0,3.5 L7,3.5 M3.5,0 L3.5,7", **look)
                case "dots" | "":
                    drawn = tag("circle", cx=3.5, cy=3.5, r=1.4, fill=over, fill_opacity=0.6)
                case _:
                    assert_never(pattern)
            made += tag(
                "pattern",
                ground + drawn,
                id=name,
                width=7,
                height=7,
                patternUnits="userSpaceOnUse",
            )
        return tag("defs", made) if made else ""


def stacked(charts: Sequence[Chart], title: str) -> Chart:
    """Return charts one below the other as one, for a file that holds a single picture."""
    if len(charts) == 1:
        return charts[0]
    top, made, rows = 0.0, "", []
    for chart in charts:
        made += tag("g", chart.body, transform=f"translate(0 {_short(top)})")
        rows += [(chart.title, *row) for row in chart.table.rows]
        top += chart.height + 10
    wide = max((len(row) for row in rows), default=1)
    table = DataTable(("chart", *charts[0].table.head), tuple(_filled(row, wide) for row in rows))
    said = "; ".join(chart.title for chart in charts)
    return Chart(title, said, made, max(c.width for c in charts), top, table)


def _filled(row: tuple[str, ...], wide: int) -> tuple[str, ...]:
    return (*row, *[""] * (wide - len(row)))


_STYLE: Final = """
body { font: 16px/1.45 Source Sans Pro, Segoe UI, Helvetica, Arial, sans-serif; color: #1b222b;
  background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
figure { margin: 2rem 0; } svg { max-width: 100%; height: auto; }
summary { cursor: pointer; }
table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid #d6d6d6; padding: .15rem .6rem; text-align: right; }
section th, section td { text-align: left; vertical-align: top; }
section figure th, section figure td { text-align: right; }
pre { background: #f4f4f1; padding: .6rem; overflow-x: auto; }
th:first-child { text-align: left; font-weight: 400; }
thead th { font-weight: 600; }
@media print { figure { break-inside: avoid; } details:not([open]) { display: none; } }
"""


def page(title: str, lead: Sequence[str], charts: Sequence[Chart]) -> str:
    """Return a page of HTML that stands alone: a title, paragraphs, charts with their numbers.

    It holds no script and fetches nothing.
    """
    said = "\n".join(f"<p>{escaped(text)}</p>" for text in lead)
    drawn = "\n".join(chart.figure for chart in charts)
    return document(title, f"{said}\n{drawn}")


def document(title: str, body: str) -> str:
    """Return a document of HTML with the charts' look; ``body`` is HTML already."""
    return typeset_page(
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escaped(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def _short(value: object) -> str:
    """Return a number without needless figures, and anything else as its text."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def _key(content: str, word: str) -> str:
    """Return a name that only things of the same content share: ids of a page must not clash."""
    return f"{word}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"
