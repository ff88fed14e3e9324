"""The screens look as they did when somebody last looked at them.

A pixel differs if a channel moved by more than 24; a picture fails above 0.2% of its pixels
or where a 16 × 16 block differs by more than 35%. Where the words and numbers of the picture
are others than they were, the game's content changed and not its look: the comparison is
skipped until ``python -m tests.desktop.golden`` takes it anew.
"""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("PIL")
from PIL import Image, ImageDraw

from tests.desktop import golden


@pytest.mark.parametrize("name", golden.NAMES)
def test_a_screen_looks_as_it_did(name: str) -> None:
    notes = golden.kept()
    if notes["versions"] != golden.versions():
        pytest.skip(f"drawn by {notes['versions']}, this is {golden.versions()}")
    now, words = golden.take(name)
    if words != notes["words"][name]:
        pytest.skip("the game's words or numbers are others; python -m tests.desktop.golden")
    kept = Image.open(golden.file(name))
    assert kept.size == now.size
    moved = golden.differing(kept, now)
    assert moved.mean() <= 0.002, f"{moved.mean():.2%} of the pixels differ"
    assert golden.worst_block(moved) <= 0.35


def test_every_golden_is_a_picture_of_something_and_small() -> None:
    files = {p.stem for p in golden.FOLDER.glob("*.png")}
    assert files == set(golden.NAMES) == set(golden.kept()["words"])
    assert all(golden.file(n).stat().st_size < 400_000 for n in golden.NAMES)


def test_the_comparison_sees_a_moved_button_and_not_a_faint_tint() -> None:
    before = Image.new("RGB", (320, 160), (22, 30, 41))
    ImageDraw.Draw(before).rectangle((40, 40, 120, 70), fill=(36, 114, 200))
    kept = before.quantize(256, method=Image.Quantize.FASTOCTREE)
    after = Image.new("RGB", (320, 160), (22, 30, 41))
    ImageDraw.Draw(after).rectangle((52, 40, 132, 70), fill=(36, 114, 200))
    assert golden.worst_block(golden.differing(kept, after)) > 0.35
    tinted = Image.fromarray((np.asarray(before).astype(int) + 6).astype(np.uint8))
    assert not golden.differing(kept, tinted).any()
