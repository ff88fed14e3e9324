"""Prose names code that exists: dotted names and paths in docstrings, comments and pages resolve.

A reference is a dotted name in double backticks (``engine.apply``) or, bare, one that begins
with a floor of the game (world.figure_names), or the path of a Python file. It resolves if it
names a module of the game and something in it, a class of the game and one of its members, a
module that can be imported, or a value that the same file uses.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = sorted(p.name for p in (ROOT / "game").iterdir() if (p / "__init__.py").exists())
PAGES = [*ROOT.glob("*.md"), *ROOT.glob(".github/*.md"), *ROOT.glob("game/*.md")]
DATA = [
    *ROOT.glob("scenarios/**/*.yaml"),
    *ROOT.glob("scenarios/*.md"),
    *ROOT.glob("assets/*.yaml"),
]
FILES = ("yaml", "csv", "md", "json", "jsonl", "txt", "svg", "py", "toml")

_QUOTED = re.compile(r"``([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)(?![\w=@])")
_BARE = re.compile(rf"(?<![\w./`])((?:game\.)?(?:{'|'.join(FLOORS)})(?:\.[A-Za-z_]\w*)+)(?![\w(/])")
_PATH = re.compile(r"(?<![\w/])((?:game|tests)/[\w/]+\.py)")


class Module:
    """What a file defines: its names, the members of its classes, and every name it uses."""

    def __init__(self, text: str) -> None:
        tree = ast.parse(text)
        self.names = {name for node in tree.body for name in _defined(node)}
        self.used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
        self.used |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
        self.used |= {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        self.members: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                inside = {name for part in node.body for name in _defined(part)}
                own = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
                self.members[node.name] = inside | own


def _defined(node: ast.AST) -> Iterator[str]:
    """Names that a statement of a module or class body brings into being."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (n.id for n in ast.walk(node) if isinstance(n, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name.split(".")[0] for alias in node.names)
    elif isinstance(node, ast.If | ast.Try):
        for part in ast.iter_child_nodes(node):
            yield from _defined(part)


@cache
def modules() -> dict[str, Module]:
    """Every module of the game and of its tests, by dotted name."""
    found = {}
    for path in [*ROOT.glob("game/**/*.py"), *ROOT.glob("tests/**/*.py")]:
        found[dotted(path)] = Module(path.read_text("utf-8"))
    return found


def dotted(path: Path) -> str:
    """The name by which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def classes() -> dict[str, list[set[str]]]:
    """The members of every class, by its name."""
    found: dict[str, list[set[str]]] = {}
    for module in modules().values():
        for name, members in module.members.items():
            found.setdefault(name, []).append(members)
    return found


@cache
def in_game(name: str) -> bool | None:
    """Whether a name is a module of the game or something in one; None if it isn't the game's.

    The module may be named by its last parts alone: ``engine.apply``, ``world.ledger``.
    """
    parts = name.split(".")
    first = False
    for module in modules():
        whole = module.split(".")
        for n in range(len(parts), 0, -1):
            if whole[-n:] == parts[:n]:
                first = True
                if n == len(parts) or holds(module, parts[n:]):
                    return True
    return False if first else None


def holds(module: str, parts: list[str]) -> bool:
    """Whether a module defines a name, and its class the member after that."""
    known = modules()[module]
    if parts[0] not in known.names:
        return False
    members = known.members.get(parts[0])
    return len(parts) == 1 or members is None or parts[1] in members


def resolves(name: str, file: Module | None) -> bool:
    """Whether a reference that stands in a file names anything that is there.

    A placeholder (``NAME.damaged``, ``c.now``) is in capitals or one letter; an object may go
    by its class's name in small letters (``world.metric`` is a member of ``World``).
    """
    first, second, *_ = name.split(".")
    if first.isupper() or len(first) == 1 or name.rpartition(".")[2] in FILES or in_game(name):
        return True
    if any(
        second in members for kind in (first, first.title()) for members in classes().get(kind, ())
    ):
        return True
    if file is not None and first in file.used and first not in FLOORS:
        return True
    return first not in ("game", *FLOORS) and in_game(first) is None and is_importable(first)


def is_importable(name: str) -> bool:
    """Whether it is a module of Python or of a library (``np`` is numpy's usual name)."""
    return name == "np" or importlib.util.find_spec(name) is not None


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Docstrings and comments of a file of Python, line by line."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT or (
            token.type == tokenize.STRING and token.string.startswith(('"""', 'r"""'))
        ):
            for i, line in enumerate(token.string.split("\n")):
                yield token.start[0] + i, line


def dangling(path: Path) -> Iterator[str]:
    """Every reference of a file that resolves to nothing, with its line."""
    text = path.read_text("utf-8")
    file, lines = modules().get(dotted(path)), enumerate(text.split("\n"), 1)
    if file is not None:
        lines = prose(text)
    for n, line in lines:
        named = {*_QUOTED.findall(line), *_BARE.findall(line)}
        bad = [name for name in named if not resolves(name, file)]
        bad += [p for p in _PATH.findall(line) if not (ROOT / p).exists()]
        yield from (f"{path.relative_to(ROOT)}:{n}: {name}" for name in sorted(bad))


def test_prose_names_code_that_exists() -> None:
    code = [*ROOT.glob("game/**/*.py"), *ROOT.glob("tests/**/*.py")]
    found = [fault for path in [*code, *PAGES, *DATA] for fault in dangling(path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("engine.apply", True),
        ("game.world.quarter.step", True),
        ("world.figure_names.FIGURES", True),
        ("np.exp", True),
        ("scoring.yaml", True),
        ("engine.aply", False),
        ("world.names", False),
        ("bargains.check", False),
        ("game.turning", False),
    ],
)
def test_a_name_that_has_moved_is_found(name: str, there: bool) -> None:
    assert resolves(name, None) is there
