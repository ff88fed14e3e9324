"""The same campaign over many nights, in words."""

from __future__ import annotations

from game.telling.other_nights import Over, over_said


def test_a_night_below_nearly_all_others_is_called_one_of_its_worst() -> None:
    low = Over(200, 300, 310, 320, 299, 4, 90, ((290, 299, 10), (300, 329, 190)))
    high = Over(200, 300, 310, 320, 325, 195, 90, ((290, 299, 10), (300, 329, 190)))
    assert "one of its worst: 4 nights came out lower" in over_said(low)[-1]
    assert "one of its best: 5 nights" in over_said(high)[-1]
