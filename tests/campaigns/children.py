"""Child processes that share what is loaded already, and say through a pipe what is confirmed."""

from __future__ import annotations

import os
import signal
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Child:
    """A process; what it says comes as lines."""

    number: int
    reads: int
    rest: bytes = b""

    def lines(self, until: Callable[[str], bool] = lambda _: False) -> list[str]:
        """Return its lines up to one that satisfies ``until``, or to its end."""
        found: list[str] = []
        while True:
            while b"\n" in self.rest:
                line, self.rest = self.rest.split(b"\n", 1)
                found.append(line.decode())
                if until(found[-1]):
                    return found
            more = os.read(self.reads, 1 << 16)
            if not more:
                return found
            self.rest += more

    def kill(self) -> list[str]:
        """Kill it at once, as a power cut would; return what it had still said."""
        os.kill(self.number, signal.SIGKILL)
        return self.end()

    def end(self) -> list[str]:
        """Wait for its end; return what it had still said."""
        said = self.lines()
        os.waitpid(self.number, 0)
        os.close(self.reads)
        return said


def child(work: Callable[[Callable[[str], None]], None]) -> Child:
    """Do the work in a child process; it is given a function to say lines with.

    A failure of its own is said as a line that begins with ``FAILED``.
    """
    reads, writes = os.pipe()
    with warnings.catch_warnings():  # threads of a numerical library are idle here
        warnings.simplefilter("ignore", DeprecationWarning)
        number = os.fork()
    if number:
        os.close(writes)
        return Child(number, reads)
    os.close(reads)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the campaign hears Ctrl-C, and ends by itself

    def say(line: str) -> None:
        os.write(writes, line.encode() + b"\n")

    try:
        work(say)
    except BaseException:
        say(f"FAILED {traceback.format_exc().splitlines()[-1]}")
    os._exit(0)
