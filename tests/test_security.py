"""What .github/SECURITY.md promises of the code as a whole: no network, no foreign code, bounds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.cli import cli
from game.scenario import source_files, yaml_reader
from game.workshop.press import pdf

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / ".github" / "SECURITY.md").read_text("utf-8")
#: Modules that reach the network, or make code or objects of what they read.
FORBIDDEN = {
    *("ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket"),
    *("socketserver", "ssl", "telnetlib", "urllib", "webbrowser", "xmlrpc"),
    *("dill", "marshal", "pickle", "runpy", "shelve"),
}
#: Calls that run a text, or another program.
RUNS = {"__import__", "compile", "eval", "exec", "execv", "popen", "spawnv", "startfile", "system"}
#: The only use of subprocess: to quote a command that a person may type.
QUOTES = "list2cmdline"
#: What starts a program all the same: a browser that is here prints a page that was just made.
STARTS = {"game/workshop/press/pdf.py"}


def named(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports, and the functions that run something."""
    match node:
        case ast.Import():
            yield from (alias.name.partition(".")[0] for alias in node.names)
        case ast.ImportFrom(module=str() as module, level=0):
            yield module.partition(".")[0]
        case ast.Call(func=ast.Name(id=name)) if name in RUNS:
            yield name
        case ast.Attribute(value=ast.Name(id="os" | "builtins"), attr=name) if name in RUNS:
            yield name
        case ast.Attribute(value=ast.Name(id="subprocess"), attr=name) if name != QUOTES:
            yield f"subprocess.{name}"


def found_in(text: str) -> set[str]:
    every = {name for node in ast.walk(ast.parse(text)) for name in named(node)}
    return {name for name in every if name in FORBIDDEN | RUNS or "." in name}


def test_nothing_reaches_the_network_or_runs_what_it_reads() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in (ROOT / "game").rglob("*.py")
        if (names := found_in(path.read_text("utf-8")))
    }
    for name in STARTS:
        assert "subprocess.run" in found.pop(name)
    assert found == {}


def test_the_browser_that_prints_is_given_a_list_and_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []

    def run(command: list[str], **options: object) -> None:
        assert not options.get("shell")
        given.extend(command)
        raise OSError

    monkeypatch.setattr(pdf, "browser", lambda: "chromium")
    monkeypatch.setattr("subprocess.run", run)
    page = tmp_path / "a page; $(echo).html"
    assert "print kit.html yourself" in pdf.print_pdf(page, tmp_path / "kit.pdf")
    assert given[-1] == page.as_uri()
    assert {"--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND"} <= set(given)
    assert "The one program that it starts is a Chromium" in PAGE


def test_what_is_forbidden_is_found() -> None:
    for text in (
        "import urllib.request",
        "from http import client",
        "eval('1')",
        "import os\nos.system('x')",
        "import subprocess\nsubprocess.run('x')",
    ):
        assert found_in(text), text
    assert not found_in("import re, subprocess\nre.compile('x'); subprocess.list2cmdline([])")


def test_the_bounds_of_a_scenario_are_those_that_hold() -> None:
    (bounds,) = re.findall(r"It is bounded.*?Beyond", PAGE, re.S)
    assert [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", bounds)] == [
        source_files.MAX_FILES,
        source_files.MAX_BYTES,
        source_files.MAX_TABLE_BYTES,
        yaml_reader.MAX_DEPTH,
        yaml_reader.MAX_ALIASES,
        yaml_reader.MAX_VALUES,
    ]


def test_the_commands_that_it_names_are_there() -> None:
    named_there = set(re.findall(r"`(?:failure-regime )?(\w+)[ `]", PAGE)) & set(cli.commands)
    assert {"replay", "validate", "watch"} <= named_there
    assert set(re.findall(r"failure-regime (\w+)", PAGE)) <= set(cli.commands)
