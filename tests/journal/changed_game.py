"""The game as a later version might be: names added, and all of them in another order.

A gauge, a metric, a lever, an event and a trust are added to a copy of the package and its
scenarios. A journal of today opened there finds them missing; one from there opened here finds
them gone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
GAUGE, METRIC, LEVER, EVENT, TRUST = "patience", "tidiness", "flash_mob", "open_day", "T901"

_GAUGES = """GAUGES = ("patience", *reversed(GAUGES))  # type: ignore[misc]
METRICS = ("tidiness", *METRICS[5:], *METRICS[:5])  # type: ignore[misc]

LINES: Final"""
_POLITICS = """
- gauge: patience
  base: 61
  rate: 0.1
  claims: ["002.20"]
"""
_FIGURE = """
- figure: {name}
  title: {name}
  short: {name}
  unit: points
  good: up
  glossary: >-
    Something that a later version counts and this one has never heard of, in points.
  visibility: {{public: published, exact_to: [unions]}}
  error: 0.05
  round_to: 1
  claims: ["002.20"]
"""
_LEVER = """
- id: flash_mob
  role: unions
  names:
    - {title: Flash mob}
  prose: >-
    Forty nurses sing in the entrance hall of one hospital. It is filmed from six angles, and
    the seventh is the chief executive's face.
  headline: Nurses sing in the entrance hall
  standfirst: Forty of them were filmed from six angles, and the chief executive from a seventh.
  clout: 1
  cool_down: 2
  target: {kind: trusts, n: 1, among: {among: all}}
  effects:
    - {do: push, gauge: patience, by: 2, quarters: 8}
    - {do: trusts, knob: quality_push, by: 0.6, on: {among: chosen}, quarters: 4}
    - {do: push, gauge: morale, by: 1, quarters: 8}
  claims: ["002.20"]
"""
_EVENT = """
- id: open_day
  title: Open day
  prose: >-
    Every hospital opens its doors on a Saturday, and for once nobody is on a trolley. The
    visitors ask who paid for the bunting, and the answer takes longer than the tour.
  answers: unions
  weight: 10
  options:
    - id: cheer
      title: Bring the band
      prose: >-
        Brass, in tune, in the car park.
      headline: Open day ends in applause
      standfirst: A brass band played in the car park, in tune, and visitors asked who had paid.
      effects:
        - {do: push, gauge: patience, by: 2, quarters: 8}
    - id: boo
      title: Bring placards
      prose: >-
        Also in the car park.
      headline: Open day ends in placards
      standfirst: Visitors found staff in the car park with questions of their own on boards.
      effects:
        - {do: shock, gauge: patience, by: -2}
  claims: ["002.20"]
"""


_PAPERS = """gauges:
  patience:
    up:
      headline: Waiting rooms wait in good temper, survey finds
      standfirst: The public has more patience with the service than a quarter ago.
    down:
      headline: Patience runs out in the waiting rooms
      standfirst: The public has less of it for the service than a quarter ago.
"""


def make(folder: Path) -> Path:
    """Copy the game into the folder with all that is new, and return the folder."""
    for part in ("game", "scenarios", "assets"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    common = folder / "scenarios" / "common"
    _change(folder / "game" / "world" / "figure_names.py", "LINES: Final", _GAUGES)
    _change(
        folder / "game" / "world" / "metrics.py",
        '        "hhi": flowed.hhi,\n',
        '        "hhi": flowed.hhi,\n        "tidiness": 40.0 + 0.0 * flowed.hhi,\n',
    )
    _add(common / "politics.yaml", _POLITICS)
    _add(common / "figures.yaml", _FIGURE.format(name=GAUGE) + _FIGURE.format(name=METRIC))
    _change(common / "newspaper.yaml", "gauges:\n", _PAPERS)
    _add(common / "levers" / "unions.yaml", _LEVER)
    _add(common / "events" / "period.yaml", _EVENT)
    for table in (folder / "scenarios").glob("*/trusts-*.csv"):
        head, *rows = table.read_text(encoding="utf-8").splitlines()
        new = next(row for row in rows if ",acute," in row).split(",")
        new[:2] = [TRUST, "Newbuild Hospitals"]
        new[-1] = ""
        lines = [head, ",".join(new), *reversed(rows)]
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} has changed: say here where to add"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
