"""Share work out to processes: results in their order, few at a time, and an end at once.

The workers never hear Ctrl-C; whoever waits for the results does, and ends them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic, TypeVar

from game import child_process
from game.errors import InputError

Task = TypeVar("Task")
Result = TypeVar("Result")
#: Results that may wait for one before them, for each worker.
_AHEAD: Final = 2


class WorkerPool(Generic[Task, Result]):
    """Processes that do the same work on tasks. Leaving the block ends them, whatever they do."""

    def __init__(self, count: int, work: Callable[[Task], Result]) -> None:
        """Start the processes; ``work`` and what it takes and gives must pass between them."""
        context = get_context("spawn")
        self._workers: dict[Any, Any] = {}
        try:
            with child_process.unheard():
                for _ in range(count):
                    ours, theirs = context.Pipe()
                    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
                    process.start()
                    theirs.close()
                    self._workers[ours] = process
        except BaseException:
            self.close()
            raise

    def results(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """Yield the results in the order of the tasks.

        Raises what ``work`` raises, and InputError if a process has been ended by others.
        """
        idle = list(self._workers)
        doing: dict[Any, int] = {}
        ready: dict[int, Result] = {}
        given = 0
        for number in range(len(tasks)):
            while number not in ready:
                most = min(len(tasks), number + _AHEAD * len(self._workers))
                while idle and given < most:
                    pipe = idle.pop()
                    pipe.send(tasks[given])
                    doing[pipe] = given
                    given += 1
                for pipe in wait(list(doing)):
                    ready[doing.pop(pipe)] = _answer(pipe)
                    idle.append(pipe)
            yield ready.pop(number)

    def close(self) -> None:
        """End every process, now."""
        for process in self._workers.values():
            process.terminate()
        for pipe, process in self._workers.items():
            child_process.end(process)
            pipe.close()
        self._workers.clear()

    def __enter__(self) -> WorkerPool[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _answer(pipe: Any) -> Any:
    try:
        result, fault = pipe.recv()
    except (EOFError, OSError):
        raise InputError(
            "A process of --jobs was ended by the system, perhaps for want of memory; fewer may do."
        ) from None
    if fault is not None:
        raise fault
    return result


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Does tasks until nobody gives any more."""
    child_process.hear_nothing()
    with contextlib.suppress(EOFError, OSError):  # whoever waited has gone
        while True:
            task = pipe.recv()
            try:
                pipe.send((work(task), None))
            except Exception as fault:
                pipe.send((None, fault))
