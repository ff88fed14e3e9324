"""The command that projects new shares onto a table of constituencies."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli import completion
from game.cli.chart_output import ChartFile, chart_option
from game.cli.output import json_writer
from game.cli.shared import SEEDS, file_path, progress
from game.cli.tables import Tables, csv_option
from game.errors import InputError


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
    shell_complete=completion.columns,
    metavar="COLUMN",
    help="A column of the table that says of each member: new, long or retires.",
)
@click.option(
    "--covariate",
    shell_complete=completion.columns,
    metavar="COLUMN",
    help="A column that swing goes by, in per cent.",
)
@click.option(
    "--slopes",
    metavar="SLOPES",
    help="Points for a point of it: 'con=0.3,lab=-0.17' (known for a column 'leave').",
)
@click.option("--draws", default=0, type=click.IntRange(0, 100_000), metavar="N")
@click.option("--seed", default=0, type=SEEDS, metavar="N", show_default=True)
@click.option("--mapping", type=file_path, metavar="CSV", help="There,here: headings and parties.")
@click.option(
    "--still",
    shell_complete=completion.seat_ids,
    metavar="ID,…",
    help="Seats that keep their votes, whatever the shares.",
)
@click.option("--hexjson", type=file_path, metavar="FILE", help="The seats' hexes, for --chart.")
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
@csv_option
@chart_option
def election(
    constituencies: Path,
    shares: str,
    national: bool,
    members: str | None,
    covariate: str | None,
    slopes: str | None,
    draws: int,
    seed: int,
    mapping: Path | None,
    still: str | None,
    hexjson: Path | None,
    out: str | None,
    sheet: str | None,
    parquet: str | None,
    chart: str | None,
) -> None:
    """Project new shares onto a table of constituencies.

    The table is a CSV file in UTF-8 with the columns id, name, region, con, lab, ld, ukip, green,
    nat, oth (votes at the last election, 0 where nobody stood) and electorate; others are passed
    over. Regions are NE NW YH EM WM EE LN SE SW WA SC NI.

    Without --draws it is the central projection: no noise, no hospitals, no insurgents. The rest of
    England makes up for a region that has shares of its own. How far out the projection was at
    elections that are over stands below it.

    Independents and small parties are one, oth. Of a vote for one person a part goes back to the
    parties; a seat that no large party fought, as the Speaker's or one in Northern Ireland, stays
    as it was. Where that person stands no more, put into the table what the parties might have
    had; --still keeps the votes of one who stands again.

    A file of results with other headings is read with --mapping, a table of two columns,
    there,here: 'ONS ID,id', 'Con,con', 'SNP,nat', 'PC,nat'; a file with a line for each candidate
    too: 'Party,party', 'Votes,votes', 'Labour,lab'.
    """
    from game.lab import results_table, seat_columns
    from game.lab.standalone_election import in_words, run

    if slopes is not None and covariate is None:
        raise InputError("--slopes needs the column that they are of: --covariate.")
    given = seat_columns.SeatColumns(members, covariate, seat_columns.slopes(slopes))
    columns = given if members is not None or covariate is not None else None
    write, tables = json_writer(out), Tables(sheet, parquet)
    drawing = ChartFile(chart)
    kept = [name.strip() for name in (still or "").split(",") if name.strip()]
    with progress(draws, "draws") as advance:
        result = run(
            constituencies,
            shares,
            national or ":" not in shares,
            draws,
            seed,
            advance,
            columns,
            mapping=mapping,
            still=kept,
        )
    if write is not None:
        write(result)
    if tables.asked or drawing.asked:
        from game.telling import election_charts

        table = results_table.country(constituencies, mapping, hexjson, mapped=chart is not None)
        tables.write(election_charts.election_rows(table, result))
        drawing.write(
            "Election",
            lambda: election_charts.election_charts(table, result),
            in_words(result)[-3:],
        )
    if write is None and sheet != "-" and chart != "-":
        click.echo("\n".join(in_words(result)))
