"""Commands that run the model: many games, experiments, an election."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli import kept_runs
from game.cli.output import Output, json_writer, text_writer
from game.cli.shared import SEEDS, ai_kinds, file_path, progress
from game.errors import InputError

if TYPE_CHECKING:
    from game.lab.simulate import Simulation


@click.command()
@click.option("--scenario", required=True, metavar="ID", help="A scenario's id or folder.")
@click.option("--games", required=True, type=click.IntRange(1, 10_000_000), metavar="N")
@click.option("--seats", default="all=persona", metavar="SEATS", show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--quarters", type=click.IntRange(1, 80), metavar="N", help="Stop after so many.")
@click.option("--jobs", default=1, type=click.IntRange(1, 256), metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
@click.option("--resume", is_flag=True, help="Go on with a run to --json FILE that was stopped.")
def simulate(
    scenario: str,
    games: int,
    seats: str,
    seed: int,
    quarters: int | None,
    jobs: int,
    out: str | None,
    resume: bool,
) -> None:
    """Run many games of AI players and measure every figure.

    With --json FILE the games that are finished are kept in FILE.part until all are. Ctrl-C stops
    it; the same command with --resume goes on from there.
    """
    from game.lab.simulate import Simulation

    kinds = ai_kinds(seats)
    output = None if out is None else Output(out)
    keep = kept_runs.checkpoint(output, resume=resume)
    with Simulation(scenario, kinds, games, seed, quarters, keep, resume=resume) as run:
        stopped = False
        try:
            with progress(games, "games") as advance:
                run.play(jobs, advance)
        except KeyboardInterrupt:
            stopped = True
        if not stopped or (keep is None and run.finished):
            _told(run, output)
            run.close(written=True)
        if stopped:
            raise KeyboardInterrupt(kept_runs.stopped(run.finished, games, keep))


def _told(run: Simulation, output: Output | None) -> None:
    """Writes what a run came to, or prints it."""
    if output is None:
        from game.telling.lab_reports import simulation

        click.echo("\n".join(simulation(run.about(), run.results(), run.metrics())))
        return
    with output.open() as write:
        run.write(write)


@click.command()
@click.option("--list", "listing", is_flag=True, help="Everything that can be set, with its range.")
@click.option("--scenario", metavar="ID", help="A scenario's id or folder.")
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Replace something; see --list."
)
@click.option(
    "--order",
    "orders",
    multiple=True,
    metavar="ROLE:QUARTER:LEVER",
    help="A lever's full effect in a quarter.",
)
@click.option(
    "--quarters", type=click.IntRange(1, 100), metavar="N", help="How long; 80: 20 years."
)
@click.option("--draws", default=32, type=click.IntRange(1, 1_000_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
@click.option("--csv", "sheet", metavar="FILE|-", help="Write the whole result as CSV.")
def experiment(
    listing: bool,
    scenario: str | None,
    settings: tuple[str, ...],
    orders: tuple[str, ...],
    quarters: int | None,
    draws: int,
    seed: int,
    out: str | None,
    sheet: str | None,
) -> None:
    """Run the market with something replaced, against itself, on the same luck."""
    if listing:
        from game.lab.overrides import entries
        from game.telling.lab_reports import listing as told

        click.echo("\n".join(told(entries(scenario))))
        return
    if scenario is None:
        raise InputError("Name a scenario with --scenario, or see what can be set with --list.")
    from game.lab.experiment import experiment as run
    from game.lab.experiment import quarters_of, table
    from game.lab.experiment_arm import Arm

    write, write_sheet = json_writer(out), text_writer(sheet)
    with progress(2 * draws * quarters_of(Arm(scenario), quarters), "quarters") as advance:
        result = run(scenario, settings, orders, quarters, draws, seed, advance)
    if write is not None:
        write(result)
    if write_sheet is not None:
        write_sheet(table(result))
    if write is None and write_sheet is None:
        from game.telling.lab_reports import experiment as told_result

        click.echo("\n".join(told_result(result)))


@click.command()
@click.option("--constituencies", required=True, type=file_path, metavar="CSV")
@click.option(
    "--shares",
    required=True,
    metavar="SHARES",
    help="Per cent: 'con=36.8,lab=30.5,…', or by nation and region 'England: con=…; London: …'.",
)
@click.option("--national", is_flag=True, help="Read the shares as one set for all nations.")
@click.option(
    "--members",
    metavar="COLUMN",
    help="A column of the table that says of each member: new, long or retires.",
)
@click.option("--covariate", metavar="COLUMN", help="A column that swing goes by, in per cent.")
@click.option(
    "--slopes",
    metavar="SLOPES",
    help="Points for a point of it: 'con=0.3,lab=-0.17' (known for a column 'leave').",
)
@click.option("--draws", default=0, type=click.IntRange(0, 100_000), metavar="N")
@click.option("--seed", default=0, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
def election(
    constituencies: Path,
    shares: str,
    national: bool,
    members: str | None,
    covariate: str | None,
    slopes: str | None,
    draws: int,
    seed: int,
    out: str | None,
) -> None:
    """Project new shares onto a table of constituencies.

    The table is a CSV file in UTF-8 with the columns id, name, region, con, lab, ld, ukip, green,
    nat, oth (votes at the last election, 0 where nobody stood) and electorate; others are passed
    over. Regions are NE NW YH EM WM EE LN SE SW WA SC NI.

    Without --draws it is the central projection: no noise, no hospitals, no insurgents. The rest of
    England makes up for a region that has shares of its own. How far out the projection was at
    elections that are over stands below it.

    Independents and small parties are one, oth. Of a vote for one person a part goes back to the
    parties; a seat that no large party fought, as the Speaker's, stays as it was. Where that person
    stands no more, put into the table what the parties might have had.
    """
    from game.lab import seat_columns
    from game.lab.standalone_election import in_words, run

    if slopes is not None and covariate is None:
        raise InputError("--slopes needs the column that they are of: --covariate.")
    given = seat_columns.SeatColumns(members, covariate, seat_columns.slopes(slopes))
    columns = given if members is not None or covariate is not None else None
    write = json_writer(out)
    with progress(draws, "draws") as advance:
        result = run(
            constituencies, shares, national or ":" not in shares, draws, seed, advance, columns
        )
    if write is not None:
        write(result)
    else:
        click.echo("\n".join(in_words(result)))
