"""Processes that this one starts: they never hear Ctrl-C, and are ended at once.

Ctrl-C reaches every process of a terminal. Whoever waits for a child hears it, and ends the child.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from multiprocessing.process import BaseProcess


@contextlib.contextmanager
def unheard() -> Iterator[None]:
    """Has processes that are started here not hear Ctrl-C, from their first moment on.

    What is pressed meanwhile this process hears afterwards: a child that is half started would
    complain.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        with _blocked():
            yield
    finally:
        signal.signal(signal.SIGINT, usual if usual is not None else signal.SIG_DFL)
        if heard:
            signal.raise_signal(signal.SIGINT)


def hear_nothing() -> None:
    """Have this process, a child, not hear Ctrl-C for good."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def end(process: BaseProcess) -> None:
    """End a child now, whatever it does."""
    process.terminate()
    process.join(1)
    if process.is_alive():
        process.kill()
        process.join(1)


@contextlib.contextmanager
def _blocked() -> Iterator[None]:
    """Has this thread, and every process that it starts here, keep Ctrl-C waiting.

    Other threads of this process, those of a numerical library for one, still take it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would unblock the signal when it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
