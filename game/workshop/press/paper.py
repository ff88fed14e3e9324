"""Sheets of A4 from templates: documents, their numbering, and the files that they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from game import __version__
from game.paths import assets_dir
from game.scenario.schema.scenario import Scenario
from game.telling.typography import typeset_page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One page: a template of ``assets/templates/kit``, its title, and what it shows."""

    template: str
    title: str
    shows: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """Pages that are handed out together: a file's name, a title, how many copies, to whom."""

    name: str
    title: str
    copies: str
    sheets: tuple[PaperSheet, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every page says of itself, so that paper and screen can't disagree.

    ``seed`` is that of the game whose agendas and cases are printed.
    """

    scenario: str
    version: str
    digest: str
    seed: int

    @classmethod
    def of(cls, scenario: Scenario, seed: int) -> Stamp:
        """Return the stamp of a scenario on a seed, under this version of the game."""
        return cls(scenario.title, __version__, scenario.digest[:8], seed)


@cache
def environment() -> Environment:
    """Return the templates: everything is escaped, and a name that is missing is an error."""
    return Environment(
        loader=FileSystemLoader(assets_dir() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def printed(template: str, **shows: Any) -> str:
    """Return a page from a template, its prose with printed marks."""
    return typeset_page(environment().get_template(template).render(**shows))


def html(documents: Sequence[Document], stamp: Stamp, title: str) -> str:
    """Return documents as one HTML file, each page numbered within its document."""
    pages = [
        {
            "document": document.title,
            "title": sheet.title,
            "number": number,
            "of": len(document.sheets),
            "body": _body(sheet),
        }
        for document in documents
        for number, sheet in enumerate(document.sheets, 1)
    ]
    return printed("kit/page.html", title=title, pages=pages, stamp=stamp)


def _body(sheet: PaperSheet) -> Markup:
    template = environment().get_template(f"kit/{sheet.template}.html")
    return Markup(template.render(title=sheet.title, **sheet.shows))


def chunks(items: Iterable[T], size: int) -> list[tuple[T, ...]]:
    """Return the items in pages of so many.

    >>> chunks("abcde", 2)
    [('a', 'b'), ('c', 'd'), ('e',)]
    """
    all_of = tuple(items)
    return [all_of[at : at + size] for at in range(0, len(all_of), size)]


def by_height(items: Iterable[T], heights: Iterable[float], room: float) -> list[tuple[T, ...]]:
    """Return the items in pages that hold at most so much; one that is too high stands alone.

    >>> by_height("abcd", [3, 3, 5, 1], 6)
    [('a', 'b'), ('c', 'd')]
    """
    pages: list[list[T]] = []
    used = room
    for item, height in zip(items, heights, strict=True):
        if not pages or used + height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(item)
        used += height
    return [tuple(page) for page in pages]


def numbered_title(title: str, place: int, of: int) -> str:
    """Return a title for one of several pages.

    >>> numbered_title("Cards", 2, 3), numbered_title("Cards", 1, 1)
    ('Cards (2 of 3)', 'Cards')
    """
    return title if of == 1 else f"{title} ({place} of {of})"


def paged(
    template: str, title: str, key: str, pages: Sequence[Any], **more: Any
) -> list[PaperSheet]:
    """Return a sheet for each page of items, which the template finds under ``key``."""
    return [
        PaperSheet(template, numbered_title(title, n, len(pages)), {key: page, **more})
        for n, page in enumerate(pages, 1)
    ]
