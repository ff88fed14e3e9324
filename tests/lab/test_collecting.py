"""The collector is left as it was found."""

from __future__ import annotations

import gc
import subprocess
import sys

from game.lab.batch import seldom


def test_the_collector_is_as_before_afterwards() -> None:
    usual, frozen = gc.get_threshold(), gc.get_freeze_count()
    with seldom():
        assert gc.get_threshold() > usual
        with seldom():
            assert gc.get_freeze_count() > 0
        assert gc.get_freeze_count() > 0  # the inner one has not undone the outer's
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, frozen)


def test_a_process_that_has_played_ends_without_looking_through_what_it_holds() -> None:
    script = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0));"
        "from game.lab.batch import seldom\n"
        "with seldom(): pass\n"
        "print(gc.get_freeze_count() > 0)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
