"""Wheel and source distribution, used from another folder, have everything the checkout has."""

from __future__ import annotations

import email
import importlib.util
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def wheel(source: Path, folder: Path) -> Path:
    """The wheel that pip builds of a folder, from another folder."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("needs hatchling, which builds the wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(source)], check=True, cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


def unpacked(packed: Path) -> Path:
    """A folder with nothing in it but what the wheel holds."""
    with zipfile.ZipFile(packed) as files:
        files.extractall(packed.parent / "site")
    return packed.parent / "site"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is installed from a checkout."""
    return unpacked(wheel(ROOT, tmp_path_factory.mktemp("wheel")))


@pytest.fixture(scope="module")
def from_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is installed from the source distribution, once the checkout is gone."""
    folder = tmp_path_factory.mktemp("sdist")
    build = "import hatchling.build as b, sys; b.build_sdist(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(folder)], check=True, cwd=ROOT)
    (packed,) = folder.glob("*.tar.gz")
    with tarfile.open(packed) as files:
        files.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    made = tmp_path_factory.mktemp("wheel-of-sdist")
    return unpacked(wheel(source, made))


def run(installed: Path, folder: Path, *args: str, typed: str = "") -> str:
    """What a command prints, run from another folder with the wheel's package."""
    env = {**os.environ, "PYTHONPATH": str(installed), "XDG_DATA_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, *args],
        cwd=folder,
        env=env,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
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


def files(installed: Path) -> dict[str, bytes]:
    """All that was installed; the list of it, whose order is the builder's, aside."""
    paths = (p for p in installed.rglob("*") if p.is_file() and p.name != "RECORD")
    return {
        p.relative_to(installed).as_posix(): p.read_bytes()
        for p in paths
        if "__pycache__" not in p.parts
    }


def test_a_game_is_played_from_a_source_distribution(
    from_source: Path, installed: Path, tmp_path: Path
) -> None:
    assert files(from_source) == files(installed)
    play = ["-m", "game", "play", "--text", "--seed", "7", "--journal", "mine.jsonl"]
    said = run(from_source, tmp_path, *play, typed="1\n\n")
    assert "bulletin" in said
    assert "replays exactly" in run(
        from_source, tmp_path, "-m", "game", "replay", "--verify", "mine.jsonl"
    )


def test_an_index_is_told_what_it_shows(installed: Path) -> None:
    (told,) = installed.glob("*.dist-info/METADATA")
    metadata = email.message_from_string(told.read_text("utf-8"))
    for field in ("Summary", "Author", "Keywords", "License-Expression", "Requires-Python"):
        assert metadata[field], field
    classes = metadata.get_all("Classifier", [])
    assert "Typing :: Typed" in classes
    assert [c for c in classes if c.startswith("Programming Language :: Python :: 3.")]
    description = metadata.get_payload()
    assert isinstance(description, str)
    assert "pip install failure-regime" in description
    # a file of the checkout is not there
    links = re.findall(r"\]\(([^)]*)\)", description)
    assert [link for link in links if "://" not in link] == []


def started(installed: Path, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """A run by the package's other name, with a folder of one's own before it on the path."""
    path = os.pathsep.join([str(folder), str(installed)])
    return subprocess.run(
        [sys.executable, *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "XDG_DATA_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("stray", ["game.py", "game/__init__.py"])
def test_another_game_on_the_path_is_a_sentence_and_is_not_run(
    installed: Path, tmp_path: Path, stray: str
) -> None:
    (tmp_path / stray).parent.mkdir(exist_ok=True)
    (tmp_path / stray).write_text("open('was-run', 'w')")
    done = started(installed, tmp_path, "-m", "failure_regime", "--version")
    assert done.returncode == 2
    assert done.stdout == ""
    hides = f"{tmp_path / stray} hides the game's package, which is called game too"
    assert done.stderr.startswith(f"failure-regime: {hides}")
    assert done.stderr.count("\n") == 1
    done = started(installed, tmp_path, "-c", "from failure_regime import api")
    assert f"ImportError: {hides}" in done.stderr
    assert not (tmp_path / "was-run").exists()


STRAY = ("yaml", "click", "numpy", "pydantic", "pygame", "random", "secrets", "csv", "json")


@pytest.mark.parametrize("name", STRAY)
def test_a_stray_file_where_it_is_typed_is_not_run(
    installed: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / f"{name}.py").write_text("raise SystemExit('was run')")
    run_ = [sys.executable, "-m", "game", "scenarios"]
    env = {**os.environ, "PYTHONPATH": str(installed), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(run_, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "december-2013" in done.stdout


@pytest.mark.parametrize("module", ["game", "failure_regime"])
def test_a_stray_file_on_the_path_is_a_sentence_and_is_not_run(
    installed: Path, tmp_path: Path, module: str
) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit('was run')")
    done = started(installed, tmp_path, "-m", module, "scenarios")
    assert (done.returncode, done.stdout) == (2, "")
    hides = f"failure-regime: {tmp_path / 'yaml.py'} hides the package yaml: rename it"
    assert done.stderr.startswith(hides) and done.stderr.count("\n") == 1


def test_the_command_and_other_programs_start_by_the_packages_other_name(
    installed: Path, tmp_path: Path
) -> None:
    assert "failure_regime:run" in next(installed.glob("*.dist-info/entry_points.txt")).read_text()
    done = started(installed, tmp_path, "-m", "failure_regime", "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("failure-regime, version ")
    code = "from failure_regime import api; print(api.AI_KINDS[0])"
    assert started(installed, tmp_path, "-c", code).stdout.strip()
