"""Work is shared out to processes, and comes back in order; nothing outlives the block."""

from __future__ import annotations

import os
import signal
import sys
import time
from multiprocessing import active_children

import pytest

from game.errors import InputError
from game.lab.worker_pool import WorkerPool


def square(n: int) -> int:
    """Take longer over the first, so that others are ready before it."""
    time.sleep(0.2 if n == 0 else 0.0)
    return n * n


def fail(n: int) -> int:
    """Refuse one of the numbers."""
    if n == 3:
        raise InputError("three is refused")
    return n


def vanish(n: int) -> int:
    """End this process as the system would."""
    os.kill(os.getpid(), signal.SIGKILL)
    return n


def interrupted(n: int) -> int:
    """Get what Ctrl-C sends to every process of a terminal, and go on."""
    os.kill(os.getpid(), signal.SIGINT)
    return n


def forever(n: int) -> int:
    """Work for longer than anyone waits."""
    time.sleep(1000)
    return n


def test_results_come_in_the_order_of_the_tasks() -> None:
    with WorkerPool(2, square) as pool:
        assert list(pool.results(range(20))) == [n * n for n in range(20)]
        assert list(pool.results([])) == []
    assert active_children() == []


def test_a_fault_of_the_work_is_raised_here() -> None:
    with pytest.raises(InputError, match="three is refused"), WorkerPool(2, fail) as pool:
        list(pool.results(range(9)))
    assert active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_process_that_the_system_ended_is_a_sentence() -> None:
    with pytest.raises(InputError, match="fewer may do"), WorkerPool(1, vanish) as pool:
        list(pool.results([1]))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_workers_do_not_hear_ctrl_c() -> None:
    with WorkerPool(1, interrupted) as pool:
        assert list(pool.results([1, 2])) == [1, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_whoever_waits_hears_it_and_no_process_is_left() -> None:
    def wait() -> None:
        with WorkerPool(2, forever) as pool:
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            list(pool.results(range(4)))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            wait()
    finally:
        signal.signal(signal.SIGALRM, before)
    assert active_children() == []
