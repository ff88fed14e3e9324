"""Share work out to a cluster of dask.distributed, as ``worker_pool`` does to processes here.

Results come in the order of the tasks, and are those of one process: whatever a task draws, it
draws by its own keys. The workers need the same version of the game, and a scenario of one's own
under the same path. Give only the address of a cluster that is yours: what is sent is run there.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any, Final, Generic, TypeVar

from game import __version__
from game.errors import InputError
from game.scenario.characters import cut

Task = TypeVar("Task")
Result = TypeVar("Result")
#: Tasks that may be out at once for each thread of the cluster.
_AHEAD: Final = 2
_PATIENCE: Final = "10s"
#: Seconds between two looks at whether anybody still works there.
_LOOK: Final = 5


class ClusterPool(Generic[Task, Result]):
    """The workers of a cluster, which do the same work on tasks; leaving the block lets them go."""

    def __init__(self, address: str, work: Callable[[Task], Result]) -> None:
        """Join the cluster at the address. Raises InputError if the package is missing, nobody
        answers there, nobody works there, or a worker has another version of the game."""
        try:
            distributed = importlib.import_module("distributed")
        except ImportError:
            raise InputError(
                "A cluster needs the package distributed; install the game's extra [lab]."
            ) from None
        self._work, self._address = work, address
        #: What is raised where a scheduler, or every worker that tried a task, has gone.
        self._gone = (OSError, CancelledError, asyncio.CancelledError, distributed.KilledWorker)
        try:
            self._client: Any = distributed.Client(address, timeout=_PATIENCE)
        except (OSError, ValueError) as fault:
            said = f"Nobody answers at {cut(address)}"
            raise InputError(f"{said} ({type(fault).__name__}).", where="--cluster") from None
        try:
            self._refuse_others(address)
        except BaseException:
            self.close()
            raise

    def _refuse_others(self, address: str) -> None:
        threads = self._client.nthreads()
        if not threads:
            raise InputError(f"Nobody works at {cut(address)} yet.", where="--cluster")
        self._most = _AHEAD * sum(threads.values())
        try:
            versions = set(self._client.run(_version).values())
        except ImportError:
            raise InputError(
                "The workers of the cluster don't have the game installed.", where="--cluster"
            ) from None
        if versions != {__version__}:
            others = ", ".join(sorted(versions - {__version__}))
            raise InputError(
                f"The workers have version {others} of the game, and this is {__version__}.",
                where="--cluster",
            )

    def results(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """Yield the results in the order of the tasks, few out at a time.

        Raises what ``work`` raises, and InputError if the cluster or all its workers go away.
        """
        waiting: list[Any] = []
        given = 0
        for _ in range(len(tasks)):
            while given < len(tasks) and len(waiting) < self._most:
                waiting.append(self._client.submit(self._work, tasks[given], pure=False))
                given += 1
            yield self._result(waiting.pop(0))

    def _result(self, future: Any) -> Any:
        """Return what a task came to, looking now and then whether anybody still works on it."""
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                pass  # it takes longer, or nobody is left
            except self._gone as fault:
                raise self._lost(type(fault).__name__) from None
            try:
                left = bool(self._client.nthreads())
            except (TimeoutError, *self._gone) as fault:
                raise self._lost(type(fault).__name__) from None
            if not left:
                raise self._lost("nobody works there any more")

    def _lost(self, why: str) -> InputError:
        said = f"The cluster at {cut(self._address)} has gone ({why})."
        return InputError(said, where="--cluster")

    def close(self) -> None:
        """Let the cluster go; what is still out is called back."""
        self._client.close()

    def __enter__(self) -> ClusterPool[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _version() -> str:
    """The version of the game where this runs."""
    return __version__
