"""PDF from HTML by a Chromium that is on the machine; without one a browser's print does it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
#: Seconds after which a print is given up.
_PATIENCE: Final = 90


def browser() -> str | None:
    """Return the program that prints, None if there is none."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def print_pdf(page: Path, pdf: Path) -> str:
    """Print an HTML file to a PDF beside it; return a sentence if that didn't work, else empty."""
    program = browser()
    if program is None:
        return "There is no Chromium here, so no PDF was made: print kit.html from a browser."
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-extensions",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",  # it prints a file, and asks nobody anything
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={pdf.resolve()}",
            page.resolve().as_uri(),
        ]
        if sys.platform != "win32" and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # it doesn't start for the superuser otherwise
        try:
            done = subprocess.run(
                command,
                check=False,
                capture_output=True,
                timeout=_PATIENCE,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            done = None
    if done is not None and done.returncode == 0 and pdf.is_file():
        return ""
    return "The browser made no PDF: print kit.html yourself."
