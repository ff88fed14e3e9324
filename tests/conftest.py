"""What every test shares: how Hypothesis draws its examples, and which tests are quick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Nothing is judged by the clock, since machines differ and may be busy; what failed is printed so
# that it can be tried again.
settings.register_profile(
    "house", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

ROOT = Path(__file__).parent.parent
#: Where each test tries a part at a time. What takes longer there is marked slow.
QUICK = (
    "game",
    "tests/players",
    "tests/rules",
    "tests/scenario",
    "tests/telling",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as quick what stands in a quick folder and isn't slow."""
    for item in items:
        inside = any(item.path.is_relative_to(ROOT / folder) for folder in QUICK)
        if inside and item.get_closest_marker("slow") is None:
            item.add_marker(pytest.mark.quick)


@pytest.fixture(autouse=True, scope="session")
def _tester_s_own_log_is_left_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield
