"""A line's length is shared out among its children."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.desktop.kit.lines import share_out


@given(
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.integers(0, 2)), max_size=8),
    st.integers(0, 600),
)
@settings(max_examples=200)
def test_sharing_out_a_line(parts: list[tuple[int, int, int]], space: int) -> None:
    least = [a for a, _, _ in parts]
    natural = [a + b for a, b, _ in parts]
    grow = [float(g) for _, _, g in parts]
    sizes = share_out(space, least, natural, grow)
    assert len(sizes) == len(parts)
    assert all(s >= lo for s, lo in zip(sizes, least, strict=True))
    if sum(least) <= space:
        assert sum(sizes) <= space
        if any(grow) or sum(natural) > space:
            assert sum(sizes) == space or not parts
