"""The command line of the campaigns."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from tests.campaigns import damage, hostile, kills, leaks, races, random_games
from tests.campaigns.report import Report


def _soak(report: Report, n: int, folder: Path) -> None:
    from tests.campaigns import soak  # a window's library, which says its name when it is loaded

    soak.run(report, n, folder)


#: By name: the campaign, and how many are tried where nothing is said.
CAMPAIGNS = {
    "kills": (kills.run, 1000),
    "damage": (damage.run, 20_000),
    "races": (races.run, 200),
    "hostile": (hostile.run, 500),
    "leaks": (leaks.run, 400),
    "random": (random_games.run, 10_000),
    "soak": (_soak, 30),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign that is named, up to Ctrl-C; return 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns", description=__doc__)
    parser.add_argument("name", choices=CAMPAIGNS)
    parser.add_argument("--n", type=int, help="how many to try")
    parser.add_argument("--seed", type=int, default=2013)
    parser.add_argument("--keep", type=Path, help="a folder for what failed")
    asked = parser.parse_args(arguments)
    run, usual = CAMPAIGNS[asked.name]
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        report = Report(asked.name, asked.seed)
        # a flag, and no exception: one that is raised in a finaliser is lost
        before = signal.signal(signal.SIGINT, lambda *_: report.stop())
        try:
            run(report, usual if asked.n is None else asked.n, folder)
        finally:
            signal.signal(signal.SIGINT, before)
        print("\n".join(report.lines()))
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
