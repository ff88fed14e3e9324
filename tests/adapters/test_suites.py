"""Other packages' own suites, each in a process of its own; skipped where a package is missing."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parent.parent.parent
#: Suite by name: the package it is of, and what runs it.
PETTINGZOO = {
    "parallel_api_test": """
        from pettingzoo.test import parallel_api_test
        parallel_api_test(FailureRegimeParallel(), num_cycles=80)
        """,
    "api_test": """
        from pettingzoo.test import api_test
        api_test(FailureRegimeAEC(), num_cycles=120)
        """,
    "seed_test": """
        from pettingzoo.test import parallel_seed_test, seed_test
        seed_test(FailureRegimeAEC, num_cycles=60)
        parallel_seed_test(FailureRegimeParallel, num_cycles=30)
        """,
    "render_test": """
        from pettingzoo.test import render_test
        render_test(lambda render_mode=None: FailureRegimeAEC(render_mode=render_mode))
        """,
}
GYMNASIUM = {
    "check_env": """
        from gymnasium.utils.env_checker import check_env
        check_env(FailureRegimeSeat(render_mode="ansi"))
        """,
}
OPENSPIEL = {
    "random_sim_test": """
        for name in ("failure_regime", "failure_regime_turns"):
            game = pyspiel.load_game(name)
            pyspiel.random_sim_test(game, num_sims=1, serialize=True, verbose=False)
        """,
    "turn_based": """
        game = pyspiel.convert_to_turn_based(pyspiel.load_game("failure_regime"))
        pyspiel.random_sim_test(game, num_sims=1, serialize=False, verbose=False)
        """,
    "playthrough": """
        from pathlib import Path
        from absl import flags
        from open_spiel.python.algorithms import generate_playthrough
        flags.FLAGS(["here"])
        told = generate_playthrough.playthrough("failure_regime", None, seed=7)
        Path("playthrough.txt").write_text(told, encoding="utf-8")
        kept, again = generate_playthrough.replay("playthrough.txt")
        assert kept == again
        """,
}
IMPORTS = {
    "pettingzoo": "from game.adapters.pettingzoo_env import *",
    "gymnasium": "from game.adapters.gymnasium_env import FailureRegimeSeat",
    "pyspiel": "import pyspiel, game.adapters.openspiel_game",
}
SUITES = [
    (package, name, script)
    for package, suites in zip(IMPORTS, (PETTINGZOO, GYMNASIUM, OPENSPIEL), strict=True)
    for name, script in suites.items()
]


@pytest.mark.slow
@pytest.mark.parametrize(("package", "suite", "script"), SUITES, ids=[s[1] for s in SUITES])
def test_a_suite_passes(package: str, suite: str, script: str, tmp_path: Path) -> None:
    if find_spec(package) is None:
        pytest.skip(f"the package {package} of the extra [lab] is not installed")
    path = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{path}{IMPORTS[package]}\n{dedent(script)}"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{suite}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
