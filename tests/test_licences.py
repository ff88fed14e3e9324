"""Whose every icon, sound, picture and typeface is, and under which licence, is written down."""

from __future__ import annotations

import csv
from pathlib import Path
from types import ModuleType

import font_source_sans_pro  # type: ignore[import-untyped]
import font_source_serif_pro  # type: ignore[import-untyped]
import pytest

from game import paths
from game.desktop.kit.paint import FACES, font_files

LIST = paths.assets_dir() / "licences.csv"
FONTS = ("font-source-sans-pro:", "font-source-serif-pro:")  # files that these packages bring
FREE = {"MIT", "OFL-1.1"}


def rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_of_the_assets_is_listed_once_and_is_there() -> None:
    listed = [row["file"] for row in rows() if not row["file"].startswith(FONTS)]
    there = {p.relative_to(LIST.parent).as_posix() for p in LIST.parent.rglob("*") if p.is_file()}
    assert sorted(listed) == sorted(there - {LIST.name})


def test_every_face_that_is_drawn_with_is_listed() -> None:
    listed = {row["file"].split(":")[1] for row in rows() if row["file"].startswith(FONTS)}
    assert listed == {Path(font_files()[face]).name for face in FACES.values()}


@pytest.mark.parametrize("package", [font_source_sans_pro, font_source_serif_pro])
def test_a_typeface_s_licence_travels_with_it(package: ModuleType) -> None:
    licence = Path(package.font_directory) / "LICENSE.txt"
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text("utf-8")


def test_each_has_an_origin_and_a_free_licence() -> None:
    for row in rows():
        assert row["what"], row
        assert row["by"], row
        assert row["licence"] in FREE, row
