"""The command of the lab that holds levels of AI against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from game.cli import kept_runs
from game.errors import InputError
from game.scenario.characters import quoted

if TYPE_CHECKING:
    from game.lab.kept_run import RunAsked
    from game.lab.ladder import Ladder

#: Digits of a number of games.
_DIGITS: Final = 6


@click.command()
@kept_runs.kept_run(4)
@click.option(
    "--rungs",
    metavar="KINDS",
    help="Kinds of AI from the bottom up, such as persona,standard,standard:militant.",
)
@click.option(
    "--table", metavar="KIND", help="The kind of AI in the other three seats; else personas."
)
@click.option(
    "--fewer",
    metavar="KIND=N,...",
    help="Rungs that take long, and how many games are played of each, such as hard=6,expert=3.",
)
@click.option(
    "--without",
    metavar="PARTS",
    help="Parts that the one rung is to be played without too, such as beliefs,second-ply.",
)
def ladder(
    options: kept_runs.KeptRunOptions,
    rungs: str | None,
    table: str | None,
    fewer: str | None,
    without: str | None,
) -> None:
    """Hold each level of AI against the one below it, a seat at a time, on the same seeds.

    --games are for each kind and seat, unless --fewer says otherwise. The other seats are played by
    personas, or by the kind that --table names. With --rungs naming one level and --without parts
    of it, the level is held against itself without each of them: beliefs, horizon, second-ply,
    climbing, deals, aims, rounds, style.
    """
    from game.lab.ablation import Ablation
    from game.lab.ladder import RUNGS, Ladder
    from game.players.kinds import DEFAULT
    from game.telling.ladder_report import page, report

    kinds = RUNGS if rungs is None else [kind.strip() for kind in rungs.split(",")]
    parts = None if without is None else [part.strip() for part in without.split(",")]
    if parts is not None and len(kinds) != 1:
        raise InputError("--without asks for one level in --rungs.")
    if parts is not None and (fewer is not None or table is not None):
        raise InputError("--without goes with neither --table nor --fewer.")
    few = None if fewer is None else _counts(fewer)

    def begin(asked: RunAsked) -> Ladder:
        if parts is not None:
            return Ablation(asked, kinds[0], parts)
        return Ladder(asked, kinds, table or DEFAULT, few)

    more = {"--rungs": rungs, "--table": table, "--fewer": fewer, "--without": without}
    kept_runs.carry_out(options, begin, report, page, options.command("ladder", more))


def _counts(text: str) -> dict[str, int]:
    """Read how many games are played of some rungs. Raises InputError for what isn't that."""
    found: dict[str, int] = {}
    for part in text.split(","):
        kind, _, count = (piece.strip() for piece in part.partition("="))
        if not kind or not count.isdecimal() or len(count) > _DIGITS or kind in found:
            raise InputError(f"--fewer has {quoted(part)}: give each rung once, as in hard=6.")
        found[kind] = int(count)
    return found
