"""The house rules: floors, style and types hold, and CI runs what the README says."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FIXED = {"pyproject.toml", "README.md", "game", "assets", "scenarios", "tests"}
ALSO = {"LICENSE", "CHANGELOG.md"}


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_floor_imports_only_floors_below_it() -> None:
    script = (
        "import sys\nsys.path.insert(0, '.')\n"
        "from importlinter.cli import lint_imports\n"
        "sys.exit(lint_imports(no_cache=True))"
    )
    _run(sys.executable, "-c", script)


def test_ruff_finds_nothing() -> None:
    _run(sys.executable, "-m", "ruff", "check", "--no-cache", ".")
    _run(sys.executable, "-m", "ruff", "format", "--no-cache", "--check", ".")


def test_types_are_strict() -> None:
    _run(sys.executable, "-m", "mypy")


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files"], check=False, cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return listed.stdout.splitlines()


def test_the_top_level_is_what_the_user_fixed() -> None:
    tops = {path.split("/")[0] for path in _tracked()}
    assert {t for t in tops if not t.startswith(".")} <= FIXED | ALSO


def test_no_file_holds_two_sides_of_a_merge() -> None:
    marks = re.compile(rb"^(<{7} |={7}$|>{7} )", re.MULTILINE)
    torn = [
        path
        for path in _tracked()
        if (ROOT / path).is_file() and marks.search((ROOT / path).read_bytes())
    ]
    assert not torn


def test_files_do_one_thing() -> None:
    long = {
        path: n
        for path in _tracked()
        if path.endswith(".py")
        and (ROOT / path).exists()
        and (n := len((ROOT / path).read_text("utf-8").splitlines())) > 400
    }
    assert not long


def test_the_package_is_laid_out_by_the_formatter_alone() -> None:
    by_hand = [
        path
        for path in _tracked()
        if path.startswith("game/")
        and path.endswith(".py")
        and (ROOT / path).exists()
        and re.search(r"#\s*fmt:\s*(skip|off)", (ROOT / path).read_text("utf-8"))
    ]
    assert not by_hand


def test_no_player_and_no_screen_holds_a_position() -> None:
    for floor in ("players", "desktop", "terminal"):
        for path in sorted((ROOT / "game" / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    assert "Position" not in {alias.name for alias in node.names}, path
                assert not (isinstance(node, ast.Attribute) and node.attr == "position"), path


def test_below_the_screens_one_file_knows_objects_by_their_address() -> None:
    using = {
        path.relative_to(ROOT / "game").as_posix()
        for floor in ("world", "scenario", "rules", "journal", "players", "match", "lab", "telling")
        for path in (ROOT / "game" / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == "id" and isinstance(node.ctx, ast.Load)
    }
    assert using == {"rules/cache.py"}


def test_every_match_ends_in_a_case_for_what_is_left() -> None:
    """Over a closed vocabulary that is ``assert_never``: the types then find a new kind."""
    open_ended = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "game").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Match) and ast.unparse(node.cases[-1].pattern) != "_"
    ]
    assert open_ended == []


def test_no_registry_host_or_machine_path() -> None:
    unwanted = re.compile(
        r"(^|[^a-z])/wo"
        r"rk/|/far"
        r"m/|pypi\.o"
        r"rg|pythonho"
        r"sted|npmj"
        r"s\.org|debian\.o"
        r"rg"
    )
    for path in _tracked():
        if path.endswith((".py", ".md", ".toml", ".yaml", ".csv", ".json")):
            file = ROOT / path
            if file.exists():
                assert not unwanted.search(file.read_text("utf-8")), path


def test_ci_runs_the_readmes_test_line() -> None:
    lines = re.findall(r"^\$ (.* -m pytest.*)$", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert len(lines) == 1
    assert "README.md" in (ROOT / ".ci/run").read_text("utf-8")


#: Public classes of one name in two files: one thing on two floors, or two that stay apart.
SAME_NAME = {
    "Bar": "the effect that forbids, and a picture of an amount",
    "GaugeRule": "as data, and as the world works with it",
    "Government": "as data, and as the world works with it",
}


def test_no_two_public_classes_share_a_name() -> None:
    places: dict[str, list[str]] = {}
    for path in sorted((ROOT / "game").rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    shared = {name: where for name, where in places.items() if len(where) > 1}
    assert {name: where for name, where in shared.items() if name not in SAME_NAME} == {}
    assert SAME_NAME.keys() <= shared.keys()  # no reason outlives its pair
