"""The console entry: one sentence and an exit code for everything that goes wrong.

0 is fine, 2 means the input is wrong, 1 is our fault.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Sequence


def main(args: Sequence[str]) -> int:
    """Runs the command line and gives its exit code."""
    import click

    from game.cli import cli
    from game.errors import InputError

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # an old console lacks characters, a pipe may hold any bytes
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(args=list(args), prog_name="failure-regime", standalone_mode=False)
        sys.stdout.flush()
    except InputError as wrong:
        return _complain(str(wrong), 2)
    except click.UsageError as wrong:
        help_line = f" Try '{wrong.ctx.command_path} --help'." if wrong.ctx else ""
        return _complain(_one_line(wrong.format_message()) + help_line, 2)
    except click.ClickException as wrong:
        return _complain(_one_line(wrong.format_message()), 2)
    except (click.Abort, KeyboardInterrupt):
        return _complain("Stopped.", 130)
    except BrokenPipeError:  # whoever read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
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


def _complain(sentence: str, code: int) -> int:
    # What was printed before comes first: a curtain, say, that clears the terminal.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    print(f"failure-regime: {_one_line(sentence)}", file=sys.stderr)
    return code


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
    """The console script."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
