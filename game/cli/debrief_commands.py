"""Commands that read a kept game afterwards: whose doing it was, and what else might have come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.output import Output
from game.cli.shared import file_path
from game.errors import InputError
from game.files import cut, there_is

if TYPE_CHECKING:
    from game.workshop.kept_game import KeptGame

_SCENARIO = click.option(
    "--scenario", metavar="ID", help="Where its scenario is, if that has moved."
)


@click.command()
@click.argument("journal", type=file_path)
@click.option(
    "--figure",
    "figures",
    multiple=True,
    metavar="FIGURE",
    help="Such as waits, trusts_at_risk or seats_government; may be repeated. All, if none.",
)
@_SCENARIO
def attribute(journal: Path, figures: tuple[str, ...], scenario: str | None) -> int:
    """Split how far a figure moved between the offices, the facilitator and nobody's doing.

    Exact, on the game's own luck. JOURNAL holds everybody's secrets, and so does the answer.
    """
    from game.telling.attribution import attribution_lines
    from game.workshop.kept_game import kept_game

    game = kept_game(journal, scenario)
    found = game.attribution
    wanted = figures or tuple(split.figure for split in found.splits())
    lines = attribution_lines(game.voice, found, wanted)
    _notices(game)
    for line in lines:
        click.echo(line)
    return 0


@click.command()
@click.argument("journal", type=file_path)
@click.option("--drop", "drops", multiple=True, metavar="QUARTER:ROLE:LEVER")
@click.option("--answer", "answers", multiple=True, metavar="QUARTER:EVENT=OPTION")
@click.option(
    "--order",
    "orders",
    multiple=True,
    metavar="QUARTER:ORDER",
    help="An order given besides: by its card, such as '2014Q1:S4+1 T107', or as 2014Q1:unions:"
    "strike.",
)
@click.option(
    "--set",
    "setting",
    metavar="KEY=VALUE",
    help="One parameter of the model, such as param.emergency_growth=1.3, or a path of the "
    "calendar, such as path.tariff_pct@2014=-4 (experiment --list).",
)
@click.option(
    "--others",
    type=click.Choice(["held", "ai"]),
    default="held",
    show_default=True,
    help="What the others do from then on: as they played, or chosen again by the computer.",
)
@click.option("--branch", metavar="FILE", help="Keep the other course as a game.")
@_SCENARIO
def whatif(
    journal: Path,
    drops: tuple[str, ...],
    answers: tuple[str, ...],
    orders: tuple[str, ...],
    setting: str | None,
    others: str,
    branch: str | None,
    scenario: str | None,
) -> int:
    """Change one decision of a kept game, or one number of the model, on the same luck.

    A quarter is written 2014Q1. What the others did is held as played; what has become unlawful is
    listed.
    """
    from game.workshop import other_courses, written_changes
    from game.workshop.kept_game import kept_game

    if branch is not None:
        other_courses.try_to_keep(Path(branch))
        file_path(branch)
    game = kept_game(journal, scenario)
    changes = written_changes.changes(game, drops, answers, orders)
    found = other_courses.play(game, changes, "ai" if others == "ai" else "held", setting)
    _notices(game)
    for line in found.lines:
        click.echo(line)
    if branch is not None:
        other_courses.keep(game, found, Path(branch))
        click.echo(f"{Path(branch).name} keeps the other course as a game.", err=True)
    return 0


@click.command()
@click.argument("journals", nargs=-1, required=True, type=file_path)
@click.option("--out", required=True, metavar="FILE", help="The page, as HTML.")
@click.option("--over", is_flag=True, help="Write over a page that is there.")
@_SCENARIO
def debrief(journals: tuple[Path, ...], out: str, over: bool, scenario: str | None) -> int:
    """Make the page that a debrief is led from, of one table or of several of one scenario.

    One HTML file that needs nothing else and prints; its tables of data, as CSV, beside it.
    """
    from game.workshop.kept_game import kept_game
    from game.workshop.press import debrief as press

    Output(out)  # that it can be written, before the work
    page = file_path(out)
    if page.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{cut(page)} is to be a page: give a name that ends in .html.")
    if there_is(page) and not over:
        raise InputError(f"{cut(page)} is there already: give another name, or --over.")
    games = [kept_game(journal, scenario) for journal in journals]
    files = press.debrief(games)
    for game in games:
        _notices(game)
    for path in press.write(page, files):
        click.echo(f"{cut(path)} is written.", err=True)
    return 0


def _notices(game: KeptGame) -> None:
    for notice in game.notices:
        click.echo(notice, err=True)
