"""Where a package is missing the modules load, and what needs it says so in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NEEDING = {
    "gymnasium": "gymnasium_env import FailureRegimeSeat as Needing",
    "pettingzoo": "pettingzoo_env import FailureRegimeParallel as Needing",
    "pyspiel": "openspiel_game import FailureRegimeGame as Needing",
}


@pytest.mark.parametrize("package", NEEDING)
def test_a_missing_package_is_a_sentence(package: str) -> None:
    script = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
for name in ("gymnasium", "pettingzoo", "pyspiel"):
    sys.modules[name] = None  # as if it were not installed
from game.adapters.{NEEDING[package]}
from game.errors import InputError
try:
    Needing()
except InputError as said:
    print(said)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "needs the package" in done.stdout
