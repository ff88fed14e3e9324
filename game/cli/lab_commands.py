"""Commands of the lab that play games: par, coverage, choices, and where games end."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli import completion, kept_runs
from game.cli.output import json_writer, refuse, text_writer
from game.cli.shared import (
    SEEDS,
    ai_kinds,
    cluster_option,
    jobs_option,
    progress,
    scenario_option,
)


@click.group(no_args_is_help=False)
def lab() -> None:
    """Check the model and the balance of the game by many runs."""


@lab.command()
@scenario_option
@click.option("--games", default=200, type=click.IntRange(2, 1_000_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@jobs_option
@cluster_option
@click.option(
    "--level", default="persona", metavar="KIND", show_default=True, help="Who plays all seats."
)
@click.option("--write", "keep", is_flag=True, help="Write par.yaml beside the scenario.")
def par(
    scenario: str,
    games: int,
    seed: int,
    jobs: int,
    cluster: str | None,
    level: str,
    keep: bool,
) -> None:
    """Find par, spread and quantiles, for the role of the match, from games of AI players.

    Ctrl-C tells par by the games that are finished, and writes nothing.
    """
    from game.lab import par as lab_par

    made = kept_runs.until_stopped(
        lab_par.scores(scenario, games, seed, jobs, cluster, level), games, "games"
    )
    if not made.results:
        made.end()
    found = lab_par.of_scores(scenario, made.results, seed, level)
    if keep and not made.stopped:
        try:
            click.echo(lab_par.write(found, scenario))
        except OSError as fault:
            refuse(Path(scenario) / "par.yaml", fault)
    else:
        click.echo(found.yaml(), nl=False)
    made.end()


@lab.command()
@scenario_option
@click.option("--games", default=16, type=click.IntRange(1, 1000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--write", "keep", is_flag=True, help="Write course.yaml beside the scenario.")
def course(scenario: str, games: int, seed: int, keep: bool) -> None:
    """Find the idle course, by which quarters count that an early election leaves unplayed."""
    from game.lab import idle_course

    with progress(idle_course.steps(scenario), "quarters") as advance:
        found = idle_course.measure(scenario, games, seed, advance)
    if keep:
        try:
            click.echo(idle_course.write(found, scenario))
        except OSError as fault:
            refuse(Path(scenario) / "course.yaml", fault)
    else:
        click.echo(found.yaml(), nl=False)


@lab.command("scoring")
@scenario_option
@click.option("--games", default=100, type=click.IntRange(10, 10_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
def scoring(scenario: str, games: int, seed: int) -> None:
    """Find the ends of score terms, from games of personas played to the vote."""
    from game.lab import score_ends
    from game.rules.banked_scores import planned
    from game.scenario.loader import load

    with progress(planned(load(scenario)), "quarters") as advance:
        found = score_ends.measure(scenario, games, seed, advance)
    for one in found:
        click.echo(one.line())


@lab.command()
@scenario_option
@click.option("--games", default=60, type=click.IntRange(2, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
def bids(scenario: str, games: int, seed: int) -> None:
    """Find what bids and stakes are worth to each office, against the same games without."""
    from game.lab import bid_worth

    with progress(5, "runs") as advance:
        found = bid_worth.measure(scenario, games, seed, advance)
    for one in found:
        click.echo(
            f"{one.role}: {one.points:+.2f} ± {one.half:.2f} points; a game has {one.bids:.2f} "
            f"orders with a bid, {one.met:.2f} that are met, {one.stakes:.2f} stakes on cases"
        )


@lab.command()
@scenario_option
@click.option("--games", default=64, type=click.IntRange(1, 1_000_000), show_default=True)
@click.option(
    "--seats",
    shell_complete=completion.seats,
    default="all=persona",
    metavar="SEATS",
    show_default=True,
)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@jobs_option
@cluster_option
def coverage(
    scenario: str, games: int, seats: str, seed: int, jobs: int, cluster: str | None
) -> None:
    """Count which levers and events play reaches, and the choice each role has.

    Ctrl-C tells it of the games that are finished.
    """
    from game.lab import coverage as lab_coverage
    from game.scenario.loader import load

    tiles = lab_coverage.tiles(scenario, ai_kinds(seats), games, seed, jobs, cluster)
    made = kept_runs.until_stopped(tiles, games, "games", lambda tile: tile.games)
    found = lab_coverage.CardCoverage()
    for tile in made.results:
        found.add(tile)
    if found.games:
        click.echo("\n".join(lab_coverage.lines(load(scenario), found)))
    made.end(found.games)


@lab.command()
@scenario_option
@click.option("--games", default=1, type=click.IntRange(1, 10_000), show_default=True)
@click.option("--draws", default=4, type=click.IntRange(1, 10_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@jobs_option
@cluster_option
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
def choices(
    scenario: str,
    games: int,
    draws: int,
    seed: int,
    jobs: int,
    cluster: str | None,
    out: str | None,
) -> None:
    """Try every lawful lever in every quarter, and see how often the best choice changes.

    Ctrl-C tells it of the positions that are finished, and writes nothing.
    """
    from game.lab import lever_trials
    from game.lab.simulate import length
    from game.scenario.loader import load

    write = json_writer(out)
    pack = load(scenario)
    made = kept_runs.until_stopped(
        lever_trials.run_trials(scenario, games, draws, seed, jobs, cluster),
        games * length(pack.scenario),
        "positions",
    )
    tried = [trial for position in made.results for trial in position]
    result = lever_trials.as_json(tried, pack.scenario.id, draws, seed)
    if write is not None and not made.stopped:
        write(result)
    elif tried:
        from game.telling.lab_reports import choices as told

        click.echo("\n".join(told(result)))
    made.end()


@lab.command()
@scenario_option
@click.option("--games", default=210, type=click.IntRange(14, 1_000_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@jobs_option
@cluster_option
def noise(scenario: str, games: int, seed: int, jobs: int, cluster: str | None) -> None:
    """Measure how much of the vote is election night's own chance."""
    from game.lab import vote_noise

    with progress(games, "games") as advance:
        found = vote_noise.measure(scenario, games, seed, advance, jobs, cluster)
    click.echo("\n".join(found.lines()))


@lab.command()
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    shell_complete=completion.scenario_ids,
    metavar="ID",
    help="Only this (again: these).",
)
@click.option("--games", default=40, type=click.IntRange(2, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@jobs_option
@cluster_option
@click.option("--json", "out", metavar="FILE|-", help="Write the tables as JSON.")
@click.option("--page", metavar="FILE|-", help="Write the tables as Markdown.")
def ends(
    scenarios: tuple[str, ...],
    games: int,
    seed: int,
    jobs: int,
    cluster: str | None,
    out: str | None,
    page: str | None,
) -> None:
    """Tell where games of personas end, beside what the service has been seen to be.

    Ctrl-C tells it of the scenarios that are finished, and writes nothing.
    """
    from game.lab import ends as lab_ends
    from game.telling import ends_report

    write, write_page = json_writer(out), text_writer(page)
    names = scenarios or tuple(lab_ends.shipped())
    tables = lab_ends.run(names, games, seed, jobs, cluster)
    made = kept_runs.until_stopped(tables, len(names), "scenarios")
    found = lab_ends.as_json(made.results, games, seed)
    if write is not None and not made.stopped:
        write(found)
    if write_page is not None and not made.stopped:
        write_page(ends_report.ends_page(found, lab_ends.COMMAND))
    if made.results and (made.stopped or (write is None and write_page is None)):
        click.echo("\n".join(ends_report.ends(found)))
    made.end()
