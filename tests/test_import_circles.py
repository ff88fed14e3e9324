"""Files import each other in one direction: whoever reads one need not read the whole room.

Imports for annotations alone (``TYPE_CHECKING``) and those inside functions count too.
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Circles that are left, and why.
LEFT: tuple[set[str], ...] = ()


def modules() -> dict[str, Path]:
    """Every module of the game by its name."""
    found = {}
    for path in (ROOT / "game").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path, known: dict[str, Path]) -> set[str]:
    """The modules of the game that a file names in its imports.

    ``from package import name`` leads to the module ``PACKAGE.NAME`` if there is one, else to
    the package itself.
    """
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"relative import in {path}"
            within = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (within & known.keys()) or {node.module}
    return found & known.keys()


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """The strongly connected components of more than one node, or of one that names itself."""
    reach: dict[str, set[str]] = {}
    for start in graph:
        seen: set[str] = set()
        todo = [start]
        while todo:
            for other in graph[todo.pop()] - seen:
                seen.add(other)
                todo.append(other)
        reach[start] = seen
    found = {frozenset(b for b in reach[a] if a in reach[b]) for a in graph if a in reach[a]}
    return sorted((set(x) for x in found), key=lambda x: (-len(x), sorted(x)))


def test_no_files_import_each_other_in_a_circle() -> None:
    known = modules()
    graph = {name: imports(path, known) for name, path in known.items()}
    assert len(graph["game.desktop.router"]) > 10  # it is seen that somebody imports somebody
    assert circles(graph) == list(LEFT)


def test_a_circle_is_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}, "e": set()}
    assert circles(graph) == [{"b", "c"}, {"d"}]
