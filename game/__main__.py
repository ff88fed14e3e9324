"""The console entry: one sentence and an exit code for everything that goes wrong.

0 is fine, 2 means the input is wrong, 1 is our fault, 130 is Ctrl-C.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not sys.flags.safe_path and len(sys.path) > 1:
    # python -m looks first into the folder where it is typed, and whatever is called yaml.py there
    # would be run: that folder comes last here
    sys.path.append(sys.path.pop(0))

import contextlib
import errno
import io
import os
import signal
from collections.abc import Sequence
from typing import Final

from game.needed_packages import stray

_NAME: Final = "failure-regime"
_COMPLETE: Final = "_FAILURE_REGIME_COMPLETE"
#: Reasons that lie in disks and devices, and neither in the game nor in what was typed.
_REFUSALS: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.ENODEV}


def main(args: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        return _main(args)
    except KeyboardInterrupt:  # while it was loaded, or while a sentence was said
        return _complain("Stopped.", 130)


def _main(args: Sequence[str]) -> int:
    import click

    from game.cli import cli
    from game.errors import InputError

    _prepare_streams()
    try:
        if asked := os.environ.get(_COMPLETE):
            from click.shell_completion import shell_complete

            return shell_complete(cli, {}, _NAME, _COMPLETE, asked)
        # not click's main, which has ends of its own for pipes and for Ctrl-C
        with cli.make_context(_NAME, list(args)) as context:
            code = cli.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as end:
        code = end.exit_code
    except InputError as wrong:
        return _complain(str(wrong), 2)
    except click.UsageError as wrong:
        help_line = f" Try '{wrong.ctx.command_path} --help'." if wrong.ctx else ""
        return _complain(_shortened(_one_line(wrong.format_message()), args) + help_line, 2)
    except click.ClickException as wrong:
        return _complain(_shortened(_one_line(wrong.format_message()), args), 2)
    except (click.Abort, KeyboardInterrupt) as stop:
        # what a command says of its work so far
        return _complain(f"Stopped. {stop}" if str(stop) else "Stopped.", 130)
    except BrokenPipeError:  # whoever read our output has gone, which is their right
        _abandon_output()
        return 0
    except Exception as fault:
        if refusal := _refusal(fault):
            _abandon_output()
            return _complain(refusal, 2)
        if os.environ.get("FAILURE_REGIME_DEBUG") == "1":
            raise
        missing = _missing_package(fault)
        if missing:
            return _complain(missing, 2)
        from game.cli import crash_report

        sentence = crash_report.failed(fault, args)
        crash_report.show(sentence)
        return _complain(sentence, 1)
    return code if isinstance(code, int) else 0


def _prepare_streams() -> None:
    """Has text that a stream can't take be replaced, and a closed input be an empty one."""
    if sys.stdin is None:
        sys.stdin = io.StringIO()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # an old console lacks characters, a pipe may hold any bytes
            stream.reconfigure(errors="replace")


def _refusal(fault: Exception) -> str:
    """Return a sentence if the system refused to read or write what was open; none otherwise."""
    if not isinstance(fault, OSError) or fault.filename is not None:
        return ""
    if fault.errno not in _REFUSALS:
        return ""
    return f"The system refuses to read or write any more: {(fault.strerror or '').lower()}."


def _abandon_output() -> None:
    """Leave what is still to be written to nobody, or Python would try it again at its end."""
    with contextlib.suppress(OSError, ValueError):
        nobody = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nobody, 1)
        os.close(nobody)
        if sys.__stdout__ is not None:
            sys.__stdout__.flush()


def _complain(sentence: str, code: int) -> int:
    said = f"failure-regime: {_one_line(sentence)}\n"
    # What was printed before comes first: a curtain, say, that clears the terminal.
    for stream, text in ((sys.stdout, ""), (sys.stderr, said)):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.write(text)
                stream.flush()
    return code


def _shortened(sentence: str, args: Sequence[str]) -> str:
    """Return click's sentence with whatever was typed cut as in our own: it repeats it whole."""
    from game.scenario.characters import cut

    typed = {part for arg in args for part in (arg, *arg.partition("="))}
    for part in sorted(typed, key=len, reverse=True):
        for said in (part, _one_line(part), repr(part)[1:-1]):
            if cut(said) != said:
                sentence = sentence.replace(said, cut(said))
    return sentence


def _missing_package(fault: Exception) -> str:
    """The sentence for a package that isn't there; none for a fault of ours."""
    if not isinstance(fault, ModuleNotFoundError) or not fault.name:
        return ""
    package = fault.name.partition(".")[0]
    if package == "game":
        return ""
    return (
        f"The package of {package!r} is missing or not whole; install the game again, or see what "
        "'failure-regime doctor' finds."
    )


def _one_line(text: str) -> str:
    """The text without line breaks or control characters that could act on a terminal."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def run() -> None:
    """Run as the console script."""
    _fill_closed_streams()
    code = _complain(said, 2) if (said := stray()) else main(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # there is nothing left to be stopped
    sys.exit(code)


def _fill_closed_streams() -> None:
    """Open nothing in the place of closed streams: a journal that got number 2 would be written
    to by every library that complains."""
    with contextlib.suppress(OSError):
        while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(opened)


if __name__ == "__main__":
    run()
