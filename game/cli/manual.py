"""The manual page, made from the commands themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from game import __version__
from game.cli.examples import EXAMPLES, commands
from game.cli.output import Output

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME: Final = "failure-regime"
_COMPLETION: Final = (
    "Bash, zsh and fish complete commands, options, scenarios, seats and columns once this is in "
    'their start file: eval "$(_FAILURE_REGIME_COMPLETE=bash_source failure-regime)", with '
    "zsh_source or fish_source for the others."
)
_STATUS: Final = (
    ("0", "Everything went well."),
    ("1", "The game failed, which is its fault; a report is named."),
    ("2", "What was given is wrong: one sentence says what, with file, line or key."),
    ("130", "Stopped by Ctrl-C; what was finished is kept."),
)
_FILES: Final = (
    ("games", "Kept games, in the data folder of the account (XDG_DATA_HOME/failure-regime)."),
    ("scenarios", "Scenarios of one's own in the same folder, which New game lists."),
)


@click.command()
@click.option("--out", default="-", metavar="FILE|-", show_default=True, help="Where to write it.")
@click.pass_context
def man(context: click.Context, out: str) -> None:
    """Write the manual page, every command and option in it, as man reads it."""
    Output(out).write(page(context.find_root().command))


def page(cli: click.Command) -> str:
    """Return the manual page of the program, in roff."""
    lines = [
        f'.TH FAILURE\\-REGIME 6 "" "Failure Regime {__version__}" "Games"',
        ".SH NAME",
        f"{_plain(_NAME)} \\- a strategy game of the NHS market reforms, and its laboratory",
        ".SH SYNOPSIS",
        f".B {_plain(_NAME)}",
        "[COMMAND] [OPTION]...",
        ".SH DESCRIPTION",
        *_paragraphs(cli.help or ""),
        *_options(cli),
        ".SH COMMANDS",
    ]
    told: set[click.Command] = set()
    for words, command in commands(cli):
        if not words or command in told:
            continue
        told.add(command)
        lines += [f".SS {_plain(f'{_NAME} {words}')}", *_paragraphs(command.help or "")]
        lines += _options(command)
        for line in EXAMPLES.get(words, ()):
            lines += [".PP", ".nf", _plain(line), ".fi"]
    lines += [".SH COMPLETION", _plain(_COMPLETION), ".SH EXIT STATUS", *_terms(_STATUS)]
    lines += [".SH FILES", *_terms(_FILES), ""]
    return "\n".join(lines)


def _paragraphs(text: str) -> Iterator[str]:
    for part in re.split(r"\n\s*\n", text.replace("\b", "").strip()):
        yield ".PP"
        yield _plain(" ".join(part.split()))


def _options(command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=command.name)
    for parameter in command.params:
        found = parameter.get_help_record(context)
        if found is not None:
            yield from _terms([found])
        elif isinstance(parameter, click.Argument):
            yield from _terms([(parameter.make_metavar(context), "")])


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, said in pairs:
        yield ".TP"
        yield f".B {_plain(term)}"
        yield _plain(" ".join(said.split())) or "\\&"


def _plain(text: str) -> str:
    """The text with nothing in it that roff would act on."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    safe = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in safe)
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe
