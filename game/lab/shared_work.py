"""One door for work that may be shared out: this process by itself, processes, or a cluster.

Results come in the order of the tasks and are the same however many do the work.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from game.lab.cluster_pool import ClusterPool
from game.lab.worker_pool import WorkerPool

Task = TypeVar("Task")
Result = TypeVar("Result")
#: Workers that a cluster, whose size isn't known, is thought to have at least.
_CLUSTER: Final = 8


def pieces(
    whole: Sequence[Task], most: int, jobs: int = 1, cluster: str | None = None
) -> list[Sequence[Task]]:
    """Cut a run into pieces of at most so many, alike, so that nobody waits for the last one.

    >>> [len(piece) for piece in pieces(range(200), 128)]
    [128, 72]
    >>> [len(piece) for piece in pieces(range(200), 128, jobs=2)]
    [100, 100]
    >>> [len(piece) for piece in pieces(range(300), 128, jobs=2)]
    [75, 75, 75, 75]
    """
    workers = jobs if cluster is None else _CLUSTER
    each = most
    if workers > 1:
        rounds = -(-len(whole) // (most * workers))
        each = max(1, -(-len(whole) // max(1, rounds * workers)))
    return [whole[i : i + each] for i in range(0, len(whole), each)]


@contextlib.contextmanager
def shared(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    jobs: int = 1,
    cluster: str | None = None,
    here: Callable[[Task], Result] | None = None,
) -> Iterator[Iterator[Result]]:
    """Give the results as they come, in the order of the tasks; leaving the block ends the work.

    ``jobs`` processes do it, or the workers of a ``cluster``; one job, or one task, is done in this
    process, by ``here`` if that is another way to the same result. What goes between processes must
    pass between them. Raises InputError if the cluster can't be joined, or a process was ended.
    """
    if cluster is not None:
        with ClusterPool(cluster, work) as workers:
            yield workers.results(tasks)
    elif jobs > 1 and len(tasks) > 1:
        with WorkerPool(min(jobs, len(tasks)), work) as pool:
            yield pool.results(tasks)
    else:
        yield map(here or work, tasks)
