"""Draw every picture of ``assets/art`` again: ``python -m tests.art.draw``."""

from __future__ import annotations

from game import paths
from tests.art import kinds, portraits, rooms, stories

FOLDER = paths.assets_dir() / "art"


def pictures() -> dict[str, str]:
    """Return the text of every picture by its file in the folder."""
    made = {
        f"portraits/{office}-{mood}.svg": draw(mood).svg()
        for office, draw in portraits.PORTRAITS.items()
        for mood in portraits.MOODS
    }
    made |= {f"kinds/{name}.svg": kinds.drawing(name).svg() for name in kinds.KINDS}
    made |= {f"stories/{name}.svg": stories.drawing(name).svg() for name in stories.STORIES}
    made |= {f"rooms/{office}.svg": draw().svg() for office, draw in rooms.ROOMS.items()}
    return made


def main() -> None:
    """Write them."""
    for name, text in pictures().items():
        file = FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        print(name, len(text))


if __name__ == "__main__":
    main()
