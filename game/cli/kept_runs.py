"""What the commands share whose runs are kept as they go, stopped, and gone on with."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import click

from game.cli.output import Output, text_writer
from game.cli.shared import SEEDS, cluster_option, jobs_option, progress, usual_scenario_option
from game.errors import InputError

if TYPE_CHECKING:
    from game.lab.kept_run import KeptRun, RunAsked

One = TypeVar("One")
_KEPT: Final = """

With --json FILE the games that are finished are kept in FILE.part until all are; Ctrl-C stops it,
and the same command with --resume goes on. --page writes what was found as Markdown.
"""


@dataclass(frozen=True, slots=True)
class KeptRunOptions:
    """The options of every command whose run is kept as it goes."""

    scenario: str
    games: int
    seed: int
    jobs: int
    cluster: str | None
    out: str | None
    page: str | None
    resume: bool

    def run(self, keep: Path | None) -> RunAsked:
        """Return what is asked of the run that is kept there."""
        from game.lab.kept_run import RunAsked

        return RunAsked(self.scenario, self.games, self.seed, keep, self.resume)

    def command(self, name: str, more: Mapping[str, str | Sequence[str] | None]) -> str:
        """Return the command that makes the page again; ``more`` are its other options."""
        said = ["failure-regime", "lab", name, "--scenario", self.scenario]
        said += ["--games", str(self.games)]
        for option, given in more.items():
            for one in () if given is None else (given,) if isinstance(given, str) else given:
                said += [option, one]
        return shlex.join([*said, "--seed", str(self.seed), "--page", str(self.page)])


def kept_run(games: int, least: int = 1) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a command the options of a run that is kept, as its first argument.

    ``games`` are played where no number is given, and at least ``least``.
    """
    options = (
        usual_scenario_option,
        click.option(
            "--games", default=games, type=click.IntRange(least, 100_000), show_default=True
        ),
        click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True),
        jobs_option,
        cluster_option,
        click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON."),
        click.option("--page", metavar="FILE", help="Write what was found as a Markdown page."),
        click.option(
            "--resume", is_flag=True, help="Go on with a run to --json FILE that was stopped."
        ),
    )

    def given(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def asked(
            scenario: str,
            games: int,
            seed: int,
            jobs: int,
            cluster: str | None,
            out: str | None,
            page: str | None,
            resume: bool,
            **more: Any,
        ) -> None:
            options = KeptRunOptions(scenario, games, seed, jobs, cluster, out, page, resume)
            command(options, **more)

        made: Callable[..., None] = asked
        made.__doc__ = cleandoc(command.__doc__ or "") + _KEPT
        for option in reversed(options):
            made = option(made)
        return made

    return given


def carry_out(
    options: KeptRunOptions,
    begin: Callable[[RunAsked], KeptRun],
    report: Callable[[dict[str, Any]], list[str]],
    page: Callable[[dict[str, Any], str], str],
    command: str,
) -> None:
    """Play the run that ``begin`` makes of what is asked of it, and write or tell it.

    Where neither JSON nor a page is asked for, its ``report`` is printed. ``command`` is what the
    page says that it was written by.
    """
    output = None if options.out is None else Output(options.out)
    written = None if options.page is None else text_writer(options.page)
    keep = checkpoint(output, resume=options.resume)
    with begin(options.run(keep)) as run:
        found = result(run, keep, options.jobs, options.cluster)
        if output is not None:
            output.write_json(found)
        if written is not None:
            written(page(found, command))
        if output is None and written is None:
            click.echo("\n".join(report(found)))
        run.close(written=True)


def checkpoint(output: Output | None, *, resume: bool) -> Path | None:
    """Return the file beside the output in which finished games are kept, None where there is no
    output to a plain file. Raises InputError if there is none and the run is to ``resume``."""
    plain = None if output is None else output.plain
    if plain is None:
        if resume:
            raise InputError("--resume goes on with a run to --json FILE; name that file.")
        return None
    return plain.with_name(f"{plain.name}.part")


def stopped(finished: int, total: int, keep: Path | None, what: str = "games") -> str:
    """Return what is said of a run that was stopped: what is finished, and how to go on."""
    said = f"{finished:,} of {total:,} {what} are finished"
    if keep is not None and finished:
        said += f" and kept in {keep}; the same command with --resume goes on"
    return f"{said}."


def lost(
    fault: InputError, finished: int, total: int, keep: Path | None, what: str = "games"
) -> InputError:
    """Return what ended a run, such as a cluster that has gone, with what is finished of it."""
    if keep is None or not finished:
        return fault
    said = f"{fault.sentence} {stopped(finished, total, keep, what)}"
    return InputError(said, where=fault.where)


@dataclass(slots=True)
class Finished(Generic[One]):
    """What a command has done of its work, whether to the end or up to Ctrl-C."""

    results: list[One]
    total: int
    what: str
    stopped: bool = False

    def end(self, finished: int | None = None) -> None:
        """Raise KeyboardInterrupt, with how much is finished, if the work was stopped."""
        if self.stopped:
            count = len(self.results) if finished is None else finished
            raise KeyboardInterrupt(stopped(count, self.total, None, self.what))


def until_stopped(
    results: Generator[One], total: int, what: str, step: Callable[[One], int] = lambda one: 1
) -> Finished[One]:
    """Take the results as they come, with a progress bar of ``total``, up to Ctrl-C.

    ``step`` says for how much of the bar a result counts. The work is ended in any case.
    """
    found = Finished[One]([], total, what)
    try:
        with contextlib.closing(results), progress(total, what) as advance:
            for one in results:
                found.results.append(one)
                advance(step(one))
    except KeyboardInterrupt:
        found.stopped = True
    return found


def result(
    run: KeptRun, keep: Path | None, jobs: int = 1, cluster: str | None = None
) -> dict[str, Any]:
    """Play the run, with a progress bar, and return its result.

    Raises KeyboardInterrupt with what is finished if it is stopped, and so InputError if a cluster
    or a process goes away.
    """
    try:
        with progress(run.total, "games") as advance:
            run.play(advance, jobs, cluster)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(stopped(run.finished, run.total, keep)) from None
    except InputError as fault:
        raise lost(fault, run.finished, run.total, keep) from None
    return run.result()
