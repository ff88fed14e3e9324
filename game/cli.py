"""The command line. Every import of the game itself waits until a command needs it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from game import __version__
from game.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

SEEDS = click.IntRange(0, 2**63 - 1)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="failure-regime")
@click.pass_context
def cli(context: click.Context) -> int | None:
    """Four offices, one health service, and an election.

    Without a command the game opens on the desktop.
    """
    if context.invoked_subcommand is None:
        return _desktop(None, None, None, None)
    return None


@cli.command()
@click.option("--scenario", metavar="ID", help="A scenario's id, or a folder of your own.")
@click.option(
    "--seats",
    metavar="SEATS",
    help="Who plays, such as secretary=human,all=persona. Seats not named: AI.",
)
@click.option("--seed", type=SEEDS, metavar="N", help="The game's luck. The same seed, the same.")
@click.option(
    "--journal", type=FILE, metavar="FILE", help="Keep the game here; go on if it exists."
)
@click.option("--text", is_flag=True, help="Play in this terminal instead of on the desktop.")
def play(
    scenario: str | None, seats: str | None, seed: int | None, journal: Path | None, text: bool
) -> int:
    """Play a game, alone or at one computer with others."""
    if not text:
        return _desktop(scenario, seats, seed, journal)
    from game.table.opening import open_table
    from game.terminal.play import play as play_in_text

    table = open_table(scenario, seats, seed, journal)
    with table:
        return play_in_text(table, sys.stdin, sys.stdout, screen=sys.stdout.isatty())


def _desktop(
    scenario: str | None, seats: str | None, seed: int | None, journal: Path | None
) -> int:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.desktop.app import main as desktop

    return desktop(scenario=scenario, seats=seats, seed=seed, journal=journal)


@cli.command()
@click.option("--scenario", required=True, metavar="ID", help="A scenario's id or folder.")
@click.option("--games", required=True, type=click.IntRange(1, 10_000_000), metavar="N")
@click.option("--seats", default="all=persona", metavar="SEATS", show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--quarters", type=click.IntRange(1, 80), metavar="N", help="Stop after so many.")
@click.option("--jobs", default=1, type=click.IntRange(1, 256), metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
def simulate(
    scenario: str,
    games: int,
    seats: str,
    seed: int,
    quarters: int | None,
    jobs: int,
    out: str | None,
) -> None:
    """Run many games of AI players and measure every figure."""
    from game.lab.simulate import simulate as run

    kinds = _ai_kinds(seats)
    write = _writer(out)
    with _progress(games, "games") as advance:
        result = run(scenario, kinds, games, seed, quarters, jobs, advance)
    if write is not None:
        write(result)
    else:
        from game.telling.tables import simulation

        click.echo("\n".join(simulation(result)))


@cli.command()
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
        from game.lab.settings import entries
        from game.telling.trials import listing as told

        click.echo("\n".join(told(entries(scenario))))
        return
    if scenario is None:
        raise InputError("Name a scenario with --scenario, or see what can be set with --list.")
    from game.lab.experiment import experiment as run
    from game.lab.experiment import quarters_of, table
    from game.lab.plan import Plan

    write, write_sheet = _writer(out), _text_writer(sheet)
    with _progress(2 * draws * quarters_of(Plan(scenario), quarters), "quarters") as advance:
        result = run(scenario, settings, orders, quarters, draws, seed, advance)
    if write is not None:
        write(result)
    if write_sheet is not None:
        write_sheet(table(result))
    if write is None and write_sheet is None:
        from game.telling.trials import experiment as told_result

        click.echo("\n".join(told_result(result)))


@cli.command()
@click.argument("journal", type=FILE)
@click.option("--verify", is_flag=True, help="Play it again and compare every quarter.")
@click.option(
    "--who",
    default="spectator",
    type=click.Choice(["spectator", "secretary", "number10", "monitor", "unions", "all"]),
    show_default=True,
    help="Whose knowledge the transcript shows.",
)
def replay(journal: Path, verify: bool, who: str) -> int:
    """Read a kept game as a transcript, or check that it comes out the same."""
    if verify:
        from game.journal.verify import verify as check

        verdict = check(journal)
        if verdict.difference:
            raise InputError(f"{journal.name} does not replay: {verdict.difference}")
        click.echo(
            f"{journal.name} replays exactly: {verdict.commands} commands, {verdict.turns} kept "
            f"turns, digest {verdict.digest[:16]}."
        )
        return 0
    from game.telling.transcript import transcript

    for line in transcript(journal, who):
        click.echo(line)
    return 0


@cli.command()
@click.argument("journal", type=FILE)
@click.option("--once", is_flag=True, help="Print what there is and stop.")
@click.option("--interval", default=0.5, type=click.FloatRange(0.05, 60), metavar="SECONDS")
def watch(journal: Path, once: bool, interval: float) -> int:
    """Follow a game's public side in text while it is played elsewhere.

    Reads only the public file that the game writes beside its journal.
    """
    from game.terminal.watch import watch as follow

    return follow(journal, sys.stdout, once=once, interval=interval)


@cli.command()
def scenarios() -> None:
    """List the scenarios."""
    from game.scenario.loader import available

    for name, title, tagline, _ in available():
        click.echo(f"{name:<18}{title} – {tagline}")


@cli.command()
@click.argument("path", type=click.Path(path_type=Path))
def validate(path: Path) -> None:
    """Check a scenario folder and report on it."""
    from game.scenario.validate import validate as check

    report = check(path)
    click.echo("\n".join(report.lines()))
    if not report.fine:
        raise InputError(report.errors[0])


@cli.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
def schema(out: Path) -> None:
    """Write JSON Schemas of the scenario files, for editors."""
    from game.scenario.schema_export import export

    for path in _kept(lambda: export(out), out):
        click.echo(path)


@cli.command()
@click.option("--constituencies", required=True, type=FILE, metavar="CSV")
@click.option(
    "--shares",
    required=True,
    metavar="SHARES",
    help="Per cent: 'con=36.8,lab=30.5,…', or by nation 'England: con=…; Wales: …; Scotland: …'.",
)
@click.option("--national", is_flag=True, help="Read the shares as one set for all nations.")
@click.option("--draws", default=0, type=click.IntRange(0, 100_000), metavar="N")
@click.option("--seed", default=0, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
def election(
    constituencies: Path, shares: str, national: bool, draws: int, seed: int, out: str | None
) -> None:
    """Project new shares onto a table of constituencies.

    Without --draws it is the central projection: no noise, no hospitals, no insurgents.
    """
    from game.lab.election import run, said

    write = _writer(out)
    result = run(constituencies, shares, national or ":" not in shares, draws, seed)
    if write is not None:
        write(result)
    else:
        click.echo("\n".join(said(result)))


@cli.group()
def lab() -> None:
    """Check the model and the balance of the game by many runs."""


@lab.command()
@click.option("--scenario", required=True, metavar="ID", help="A scenario's id or folder.")
@click.option("--games", default=200, type=click.IntRange(2, 1_000_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--write", "keep", is_flag=True, help="Write par.yaml beside the scenario.")
def par(scenario: str, games: int, seed: int, keep: bool) -> None:
    """Find par and spread, for the role of the match, from games of personas."""
    from game.lab import par as lab_par

    with _progress(games, "games") as advance:
        found = lab_par.found(scenario, games, seed, advance)
    if keep:
        click.echo(_kept(lambda: lab_par.write(found, scenario), Path(scenario) / "par.yaml"))
    else:
        click.echo(found.yaml(), nl=False)


@lab.command()
@click.option("--scenario", required=True, metavar="ID", help="A scenario's id or folder.")
@click.option("--games", default=64, type=click.IntRange(1, 1_000_000), show_default=True)
@click.option("--seats", default="all=persona", metavar="SEATS", show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
def coverage(scenario: str, games: int, seats: str, seed: int) -> None:
    """Count which levers and events play reaches, and the choice each role has."""
    from game.lab import coverage as lab_coverage
    from game.lab.simulate import seed_of
    from game.scenario.loader import load

    pack, kinds = load(scenario), _ai_kinds(seats)
    with _progress(games, "games") as advance:
        seeds = (seed_of(seed, i) for i in range(games))
        found = lab_coverage.cover(pack, kinds, seeds, advance)
    click.echo("\n".join(lab_coverage.lines(pack, found)))


@lab.command()
@click.option("--scenario", required=True, metavar="ID", help="A scenario's id or folder.")
@click.option("--games", default=210, type=click.IntRange(14, 1_000_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
def noise(scenario: str, games: int, seed: int) -> None:
    """Measure how much of the vote is election night's own chance."""
    from game.lab import noise as lab_noise

    with _progress(games, "games") as advance:
        found = lab_noise.measured(scenario, games, seed, advance)
    click.echo("\n".join(found.lines()))


@lab.command()
@click.option("--draws", default=16, type=click.IntRange(2, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the table as JSON.")
@click.option("--chart", metavar="FILE|-", help="Write a picture (SVG) against what was published.")
def history(draws: int, seed: int, out: str | None, chart: str | None) -> None:
    """Run 2009/10 to 2017/18 with actual budgets, prices and decisions, and nobody playing."""
    from game.lab import history as lab_history

    write, draw = _writer(out), _text_writer(chart)
    with _progress(draws * lab_history.quarters(), "quarters") as advance:
        found = lab_history.drawn(lab_history.run(draws, seed, advance))
    result = lab_history.as_json(found, draws, seed)
    if draw is not None:
        draw(lab_history.chart(found))
    if write is not None:
        write(result)
    if write is None and chart != "-":
        from game.telling.trials import history as told

        click.echo("\n".join(told(result)))


@lab.command()
@click.option("--draws", default=64, type=click.IntRange(2, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--only", metavar="N,…", help="Only these targets.")
@click.option("--json", "out", metavar="FILE|-", help="Write the table as JSON.")
@click.option("--page", metavar="FILE|-", help="Write the table as Markdown.")
def fidelity(draws: int, seed: int, only: str | None, out: str | None, page: str | None) -> None:
    """Measure every published fact that the model must reproduce: pass or miss."""
    from game.lab.fidelity import checks
    from game.telling import trials

    numbers = [_whole(text, "--only") for text in only.split(",")] if only else []
    write, write_page = _writer(out), _text_writer(page)
    results = []
    with _progress(checks.count(numbers), "targets") as advance:
        for result in checks.run(draws, seed, numbers):
            results.append(result)
            advance(1)
    found = checks.as_json(results, draws, seed)
    if write is not None:
        write(found)
    if write_page is not None:
        write_page(trials.fidelity_page(found, checks.COMMAND))
    if write is None and write_page is None:
        click.echo("\n".join(trials.fidelity(found)))


@lab.command()
@click.argument("parameters", nargs=-1, metavar="[PARAMETER]…")
@click.option("--draws", default=8, type=click.IntRange(2, 10_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the table as JSON.")
def sensitivity(parameters: tuple[str, ...], draws: int, seed: int, out: str | None) -> None:
    """Move each parameter (or those named) by a fifth, down and up, and see what follows."""
    from game.lab import sensitivity as lab_sensitivity

    write = _writer(out)
    with _progress(lab_sensitivity.steps(parameters, draws), "quarters") as advance:
        found = lab_sensitivity.sensitivity(draws, seed, parameters, advance)
    if write is not None:
        write(found)
    else:
        from game.telling.trials import sensitivity as told

        click.echo("\n".join(told(found)))


@lab.command()
@click.option("--out", default="-", metavar="FILE|-", help="Where to write the Markdown.")
def guide(out: str) -> None:
    """Write the model guide: causal map, parameters with sources, what is left out."""
    from game.lab.guide import guide as made

    write = _text_writer(out)
    if write is not None:
        write(made())


def _whole(text: str, option: str) -> int:
    if not text.strip().isdecimal():
        raise InputError(f"{option} takes whole numbers such as 1,9,14, not {text!r}.")
    return int(text)


# -- shared -----------------------------------------------------------------------------


def _roles() -> tuple[Any, ...]:
    from game.scenario.base import ROLES

    return ROLES


def _ai_kinds(seats: str) -> dict[Any, str]:
    """The kinds of AI that ``--seats`` names, for runs in which nobody sits."""
    from game.table.seats import HUMAN, parse_seats

    who = parse_seats(seats, dict.fromkeys(_roles(), f"ai:{_default_kind()}"))
    kinds = {role: seat.removeprefix("ai:") for role, seat in who.items()}
    if HUMAN in kinds.values():
        raise InputError("People can't sit in a simulation: give every seat to an AI.")
    return kinds


def _default_kind() -> str:
    return "persona"


def _kept(make: Callable[[], Any], path: Path) -> Any:
    """What writes files, with the system's refusals as a sentence."""
    try:
        return make()
    except OSError as fault:
        _cannot_write(path, fault)


def _cannot_write(path: object, fault: OSError) -> NoReturn:
    raise InputError(f"{path} can't be written: {(fault.strerror or str(fault)).lower()}.")


def _writer(out: str | None) -> Callable[[Any], None] | None:
    """Writes JSON to a file or ``-``; checked before the work is done, not after."""
    import json

    write = _text_writer(out)
    if write is None:
        return None
    return lambda value: write(json.dumps(value, allow_nan=False) + "\n")


def _text_writer(out: str | None) -> Callable[[str], None] | None:
    """Writes text to a file or ``-``; checked before the work is done, not after."""
    if out is None:
        return None
    if out == "-":
        return lambda text: click.echo(text, nl=False)
    path = Path(out)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise InputError(f"{out} can't be written: it is no file in a folder that exists.")
    if not os.access(path if path.exists() else path.absolute().parent, os.W_OK):
        raise InputError(f"{out} can't be written: permission denied.")

    def write(text: str) -> None:
        try:
            path.write_text(text, "utf-8")
        except OSError as fault:
            _cannot_write(path, fault)

    return write


def _progress(total: int, what: str) -> AbstractContextManager[Callable[[int], None]]:
    """A progress bar on standard error; silent when that is no terminal."""
    from contextlib import contextmanager

    @contextmanager
    def bar() -> Any:
        from rich.console import Console
        from rich.progress import Progress

        console = Console(stderr=True)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
            task = shown.add_task(what, total=total)
            yield lambda count: shown.advance(task, count)

    return bar()
