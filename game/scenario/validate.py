"""Check a scenario folder for its author: all that is wrong, and which item cites what."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.errors import InputError
from game.scenario import provenance
from game.scenario.assembly import Content, read
from game.scenario.checks import files, places
from game.scenario.place_tables import TABLES, later_table
from game.scenario.provenance import Coverage
from game.scenario.schema.folder import FILE_KINDS

#: So many faults are looked for: whoever has more mends these first.
MOST_PROBLEMS: Final = 100


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What was found. ``errors`` stop a game from starting, ``warnings`` make it a poor one."""

    scenario: str
    title: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    coverage: Coverage | None
    credit: tuple[str, ...] = ()  # version, author, licence

    @property
    def fine(self) -> bool:
        """True if the scenario can be played."""
        return not self.errors

    def lines(self, *, cited: bool = False) -> list[str]:
        """Return the report in plain text, what is wrong and the verdict last.

        ``cited`` adds what each item cites, some hundreds of lines.
        """
        credit = ", ".join(filter(None, self.credit))
        out = [f"{self.scenario}: {self.title}{f' ({credit})' if credit else ''}"]
        out += [", ".join(f"{n} {name}" for name, n in self.counts)]
        if self.coverage is not None and cited:
            out.append("")
            out.append("What each item cites")
            for carrier in self.coverage.carriers:
                claims = " ".join(carrier.claims) or "–"
                mark = " (extension)" if carrier.extension else ""
                out.append(f"  {carrier.kind} {carrier.key}: {claims}{mark}")
            out.append("")
            out.append("What carries each claim")
            out += [f"  {line}" for line in self.coverage.lines()]
        out.append("")
        out += [f"warning: {x}" for x in self.warnings] + [f"error: {x}" for x in self.errors]
        out.append(
            "It can be played." if self.fine else "It can't be played until that is put right."
        )
        return out


def validate(name_or_path: str | Path) -> ValidationReport:
    """Check a scenario and report on it.

    Raises InputError where a file can't be read or an item has the wrong form: nothing after it can
    be checked then.
    """
    content = read(name_or_path)
    errors: list[str] = []
    warnings: list[str] = []
    for problem in itertools.islice(content.problems(), MOST_PROBLEMS):
        (errors if problem.stops else warnings).append(str(content.error(problem)))
    if not errors:
        errors += _model_errors(content)
    if not errors:
        warnings += _astray(content)
    warnings += files.unread(content.folder, read_paths(content))
    s = content.scenario
    return ValidationReport(
        scenario=s.id,
        title=s.title,
        errors=tuple(errors),
        warnings=tuple(warnings),
        counts=(
            ("levers", len(s.levers)),
            ("events", len(s.events)),
            ("agendas", len(s.agendas)),
            ("figures", len(s.figures)),
            ("politics terms", sum(len(r.terms) for r in s.politics)),
        ),
        coverage=provenance.coverage([content]),
        credit=(s.version and f"version {s.version}", s.author, s.licence),
    )


def read_paths(content: Content) -> frozenset[Path]:
    """Return the files of the scenario's own folder that were read, or would be."""
    folder = content.folder
    single = [
        name for name in FILE_KINDS if name not in ("levers", "events", "mechanisms", "codes")
    ]
    names = [f"{name}.yaml" for name in single]
    start = content.frame.start
    names += [getattr(start, key) for key in TABLES]
    names += filter(
        None,
        [start.districts_csv, start.constituencies_hexjson, *start.commissioners_later.values()],
    )
    cards = [path for kind in ("levers", "events") for path in (folder / kind).glob("*.yaml")]
    return frozenset((*(folder / name for name in names), *cards))


def _astray(content: Content) -> list[str]:
    from game.scenario import geography

    trusts, commissioners, seats = (content.tables[name] for name in TABLES)
    quarters = sorted(content.frame.start.commissioners_later)
    buyers = [commissioners, *(content.tables[later_table(quarter)] for quarter in quarters)]
    country = geography.read_country(seats.text, source=seats.label)
    out = list(places.astray(trusts, country, "the trust"))
    for table in buyers:
        out += places.astray(table, country, "the commissioner")
    return out


def _model_errors(content: Content) -> list[str]:
    from game.scenario.model_builder import build

    try:
        build(content)
    except InputError as error:
        return [str(error)]
    return []
