"""Why a gauge moved: its terms, the smallest gathered."""

from __future__ import annotations

import pytest

from game.telling.gauge_changes import ChangeTerm, gathered


@pytest.mark.parametrize("most", range(1, 8))
def test_terms_gathered_still_sum(most: int) -> None:
    terms = tuple(ChangeTerm(str(i), v, None) for i, v in enumerate((900, -400, 300, 20, -7, 1)))
    short = gathered(terms, most)
    assert len(short) <= max(most, 1)
    assert sum(t.milli for t in short) == sum(t.milli for t in terms)
