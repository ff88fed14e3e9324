"""The installed wheel, imported from another folder, has everything that the checkout has."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but what the wheel holds."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("needs hatchling, which builds the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, folder: Path, *args: str) -> str:
    """What a command prints, run from another folder with the wheel's package."""
    env = {**os.environ, "PYTHONPATH": str(installed), "XDG_DATA_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, *args], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_data_is_found_in_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import game, game.paths as p; print(game.__file__, p.scenarios_dir(), p.assets_dir())"
    for path in run(installed, tmp_path, "-c", code).split():
        assert Path(path).is_relative_to(installed)
        assert Path(path).exists()


def test_every_shipped_file_is_in_the_wheel(installed: Path) -> None:
    for top in ("scenarios", "assets"):
        shipped = {p.relative_to(ROOT) for p in (ROOT / top).rglob("*") if p.is_file()}
        packed = installed / "game" / "_data"
        assert shipped == {p.relative_to(packed) for p in (packed / top).rglob("*") if p.is_file()}


def test_games_are_played_from_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    assert "december-2013" in run(installed, tmp_path, "-m", "game", "scenarios")
    args = ["simulate", "--scenario", "december-2013", "--games", "1", "--json", "-"]
    here = subprocess.run(
        [sys.executable, "-m", "game", *args], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run(installed, tmp_path, "-m", "game", *args) == here.stdout


def test_the_desktop_draws_from_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    code = (
        "import pygame; pygame.display.init(); s = pygame.display.set_mode((1280, 720));"
        "from game.desktop.app.app import App; from game.desktop.screens.menus.title import Title;"
        "a = App(s); a.push(Title()); a.step(); print(a.frames)"
    )
    env = {"SDL_VIDEODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    with pytest.MonkeyPatch.context() as patch:
        for key, value in env.items():
            patch.setenv(key, value)
        assert run(installed, tmp_path, "-c", code).split() == ["1"]
