"""Ratios and per-game figures that a table of seconds doesn't show, told at a run's end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

_TOLD: list[str] = []


@pytest.fixture
def tell(benchmark: Any) -> Callable[[str, float], None]:
    """Keeps a number beside the benchmark's times and prints it when all have run."""

    def told(name: str, value: float) -> None:
        benchmark.extra_info[name] = value
        _TOLD.append(f"{benchmark.name}: {name} {value:.3g}")

    return told


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _TOLD:
        terminalreporter.section("beside the benchmarks")
        for line in _TOLD:
            terminalreporter.line(line)
