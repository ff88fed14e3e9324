from pathlib import Path

import pytest

from game.desktop.settings import Settings, load, save


def test_settings_come_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    made = Settings(text_scale=1.4, contrast=True, motion=False, sound=False, volume=0.2)
    save(made, file)
    assert load(file) == made


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"text_scale": "large"}', '{"sound": 3}', '{"unknown": 1}']
)
def test_a_broken_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text, encoding="utf-8")
    assert load(file) == Settings()


def test_numbers_out_of_bounds_are_brought_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"text_scale": 50, "volume": -3}', encoding="utf-8")
    assert load(file) == Settings(text_scale=2.0, volume=0.0)


def test_a_folder_that_cannot_be_written_to_does_no_harm(tmp_path: Path) -> None:
    save(Settings(), tmp_path / "missing" / "settings.json")
