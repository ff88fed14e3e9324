"""``doctor`` on whole and on broken computers: what is missing is named, and the exit code says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from game import paths
from game.__main__ import main
from game.cli import diagnosis
from tests.desktop.xvfb import environment

WHOLE = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}


def asked(home: Path, **env: str) -> tuple[int, dict[str, str], str]:
    """The exit code, the state of each thing with what is said of it, and stderr's last line."""
    told = {**environment(home), "XDG_STATE_HOME": str(home), **WHOLE, **env}
    done = subprocess.run(
        [sys.executable, "-m", "game", "doctor"],
        env={key: value for key, value in told.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    found = {about: f"{state}: {said}" for state, about, said in lines if state in STATES}
    assert "Traceback" not in done.stderr
    return done.returncode, found, done.stderr


STATES = ("fine", "note", "wrong")


def wrong(found: dict[str, str]) -> set[str]:
    return {about for about, said in found.items() if said.startswith("wrong")}


def test_a_whole_computer_can_play(tmp_path: Path) -> None:
    code, found, err = asked(tmp_path)
    assert (code, err) == (0, "")
    assert wrong(found) == set()
    assert found["sound"].startswith("fine")
    assert found["games"].startswith("fine")
    assert list((tmp_path / "failure-regime" / "games").iterdir()) == []  # nothing is left behind


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_the_terminal_is_named(tmp_path: Path) -> None:
    code, found, err = asked(tmp_path, SDL_VIDEODRIVER="")
    assert code == 2
    assert wrong(found) == {"display"}
    assert "play --text" in found["display"]
    assert "display" in err
    assert err.count("\n") == 1


def test_without_sound_it_can_be_played(tmp_path: Path) -> None:
    code, found, err = asked(tmp_path, SDL_AUDIODRIVER="nonsense")
    assert (code, err) == (0, "")
    assert found["sound"].startswith("note: There is no sound device")


def test_a_home_that_can_t_be_written_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    if os.name == "posix" and os.geteuid() != 0:
        home.mkdir(mode=0o500)
    else:  # nothing is kept from root but what is no folder
        home.write_text("")
    code, found, err = asked(tmp_path, XDG_DATA_HOME=str(home), XDG_STATE_HOME=str(home))
    assert code == 2
    assert wrong(found) == {"games"}
    assert "--journal FILE" in found["games"]
    assert found["log"].startswith("note")
    assert "games" in err


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own folder of this process."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def said(about: str) -> list[str]:
    return [f"{f.state}: {f.said}" for f in diagnosis.findings() if f.about == about]


def test_a_pygame_over_pygame_ce_is_named_and_what_needs_it_is_not_tried(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {"pygame": "2.6.1", "pygame-ce": "2.5.8"}
    monkeypatch.setattr("importlib.metadata.version", lambda name: versions.get(name, "99"))
    assert main(["doctor"]) == 2
    shown = capsys.readouterr()
    assert "pygame and pygame-ce are both installed" in shown.err
    assert "pip uninstall -y pygame pygame-ce" in shown.err
    for about in ("fonts", "display", "sound"):
        assert f"note   {about:<10}Not tried" in shown.out


def test_a_package_that_is_too_old_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "" if name == "pygame" else "1")
    if not said("packages")[0].startswith("note"):  # a checkout that isn't installed
        assert any("numpy 1 is older than 1.26" in line for line in said("packages"))


def test_a_face_that_is_gone_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.desktop.kit import paint

    files = {**paint.font_files(), "SourceSansProBold": "gone.ttf"}
    monkeypatch.setattr(paint, "font_files", lambda: files)
    assert said("fonts")[0].startswith("wrong: SourceSansProBold is missing")


def test_a_shipped_file_that_is_gone_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "licences.csv").write_text("file,what,by,licence\nsounds/bell.wav,a,b,MIT\n")
    monkeypatch.setattr(paths, "assets_dir", lambda: here)
    assert said("content")[0].startswith("wrong: 1 files are missing, sounds/bell.wav")


def test_settings_that_can_t_be_read_are_named(here: Path) -> None:
    (here / "failure-regime").mkdir()
    for text in ("[" * 100_000, "not JSON", "3"):
        (here / "failure-regime" / "settings.json").write_text(text)
        assert said("settings")[0].startswith("note:")
        assert "default" in said("settings")[0]


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_games_that_others_can_read_or_change_are_named(here: Path) -> None:
    folder = here / "failure-regime" / "games"
    folder.mkdir(parents=True)
    for name, mode in (("a.jsonl", 0o644), ("b.jsonl", 0o600), ("a.public.jsonl", 0o644)):
        (folder / name).write_text("")
        (folder / name).chmod(mode)
    folder.chmod(0o777)
    notes = [line for line in said("games") if line.startswith("note")]
    assert any("can change ~/failure-regime/games" in line for line in notes)
    assert any("can read 1 of 2 kept games" in line for line in notes)


def test_a_trial_that_fails_of_itself_is_a_finding(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> NoReturn:
        raise ValueError("a new kind of fault")

    monkeypatch.setattr(diagnosis, "sound", fail)
    assert said("sound") == ["wrong: It can't be tried (ValueError: a new kind of fault)."]
    assert len({f.about for f in diagnosis.findings()}) == 10  # and the others are tried
