"""Write every generated table again: ``python -m game.scenario.generate [FOLDER]``."""

from __future__ import annotations

import sys
from pathlib import Path

from game.files import replace
from game.paths import scenarios_dir
from game.scenario.generate.files import files


def main(folder: Path) -> None:
    """Write the tables into a folder."""
    for name, text in files().items():
        replace(folder / name, text)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else scenarios_dir() / "common")
