"""One game, one digest: whatever the hash seed, the CPU's features, or the number of threads.

Other versions of Python are compared by ``python -m tests.playthroughs.digests`` in each.
"""

from __future__ import annotations

import builtins
import math
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.playthroughs.digests import digests

ROOT = Path(__file__).parents[2]


def elsewhere(**env: str) -> str:
    """The same in another process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.playthroughs.digests"],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def features() -> str:
    """Everything that numpy can dispatch on here, beyond its baseline."""
    core: Any = __import__(
        f"numpy.{'_core' if hasattr(np, '_core') else 'core'}._multiarray_umath", fromlist=["x"]
    )

    have: dict[str, bool] = core.__cpu_features__
    return " ".join(name for name in core.__cpu_dispatch__ if have.get(name))


@pytest.fixture(scope="module")
def here() -> str:
    return digests()


@pytest.mark.parametrize("hash_seed", ["0", "4294967295"])
def test_hash_seeds_change_nothing(here: str, hash_seed: str) -> None:
    assert elsewhere(PYTHONHASHSEED=hash_seed) == here


def test_without_any_of_the_cpus_features_it_is_the_same_game(here: str) -> None:
    off = features()
    if not off:
        pytest.skip("this numpy dispatches on nothing here")
    assert elsewhere(NPY_DISABLE_CPU_FEATURES=off) == here


@pytest.mark.parametrize(
    "env",
    [
        {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        {"OPENBLAS_CORETYPE": "Prescott"},
        {"PYTHONOPTIMIZE": "1"},
    ],
    ids=lambda env: next(iter(env)),
)
def test_threads_and_libraries_change_nothing(here: str, env: dict[str, str]) -> None:
    assert elsewhere(**env) == here


def test_every_turn_has_a_digest_of_its_own(here: str) -> None:
    found = here.split("\n")
    assert len(found) >= 8
    assert len(set(found[:-1])) == len(found) - 1


@pytest.mark.parametrize("scenario", ["saving-stps", "culling-the-herd"])
def test_no_game_depends_on_how_python_adds_floats(
    monkeypatch: pytest.MonkeyPatch, scenario: str
) -> None:
    plain, real = digests(7, scenario), builtins.sum

    def corrected(values: Iterable[Any], start: Any = 0) -> Any:  # as from Python 3.12 on
        some = list(values)
        if some and all(isinstance(value, int | float) for value in some):
            return start + (math.fsum(some) if float in map(type, some) else real(some))
        return real(some, start)

    monkeypatch.setattr(builtins, "sum", corrected)
    assert digests(7, scenario) == plain
