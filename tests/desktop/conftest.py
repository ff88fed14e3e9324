"""The gallery of widgets, open in a window of the usual size."""

from __future__ import annotations

import pytest

from tests.desktop.driver import Driver
from tests.desktop.gallery import Gallery


@pytest.fixture
def gallery() -> Driver:
    return Driver(Gallery())
