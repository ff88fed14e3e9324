"""Where the portable folder's program starts."""

from __future__ import annotations

import multiprocessing

from game.__main__ import run

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a worker of simulate --jobs is this program once more
    run()
