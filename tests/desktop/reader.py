"""A screen reader's side of the bus: lists what a window tells, and presses a button of it.

Run under ``dbus-run-session`` by ``tests/desktop/app/test_speech.py``: it starts the system's own
accessibility bus, opens a title on a surface without a window, and reads it as a reader would.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time

from game.desktop.app import speech
from game.desktop.screens.menus.title import Title
from tests.desktop.driver import Driver

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_PAIR = re.compile(r'string "(:[\d.]+)"\s+object path "([^"]+)"')
_WORDS = re.compile(r'string "(.*)"')


def ask(*words: str, bus: str = "") -> str:
    where = f"--bus={bus}" if bus else "--session"
    command = ["dbus-send", where, "--print-reply", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout


class Reader:
    """Reads one accessibility bus."""

    def __init__(self, bus: str) -> None:
        self.bus = bus
        self.found: dict[str, tuple[str, str]] = {}

    def children(self, name: str, path: str) -> list[tuple[str, str]]:
        said = ask(f"--dest={name}", path, f"{_ACCESSIBLE}.GetChildren", bus=self.bus)
        return _PAIR.findall(said)

    def label(self, name: str, path: str) -> str:
        wanted = (f"string:{_ACCESSIBLE}", "string:Name")
        said = ask(
            f"--dest={name}", path, "org.freedesktop.DBus.Properties.Get", *wanted, bus=self.bus
        )
        found = _WORDS.search(said)
        return found[1] if found else ""

    def read(self, name: str, path: str) -> None:
        for child, at in self.children(name, path):
            self.found[self.label(child, at)] = (child, at)
            self.read(child, at)

    def press(self, label: str) -> None:
        name, path = self.found[label]
        ask(f"--dest={name}", path, "org.a11y.atspi.Action.DoAction", "int32:0", bus=self.bus)


def main() -> None:
    launcher = subprocess.Popen([LAUNCHER, "--launch-immediately"])
    try:
        time.sleep(1.5)
        told = ask("--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        bus = _WORDS.search(told)
        if bus is None:
            print("no accessibility bus")
            return
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            what = ("string:org.a11y.Status", f"string:{name}", "variant:boolean:true")
            ask(
                "--dest=org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set", *what
            )
        driver = Driver(Title())
        driver.app.speech = speech.opened()
        assert driver.app.speech is not None
        driver.app.speech.window_focus(True)
        reader = Reader(bus[1])
        for _ in range(40):
            driver.app.dirty()
            driver.step()
            time.sleep(0.1)
        reader.read("org.a11y.atspi.Registry", _ROOT)
        for label in reader.found:
            print("label:", label)
        if "Record of games" in reader.found:
            reader.press("Record of games")
            time.sleep(0.5)
            driver.step()
            print("screen:", driver.app.screen.title)
    finally:
        launcher.terminate()


if __name__ == "__main__":
    sys.exit(main())
