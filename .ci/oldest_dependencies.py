"""Print the oldest release of each dependency that pyproject.toml allows, as pip's requirements.

Those of the game and those its tests run with; what lints and types is proved at its newest alone,
because it judges the text and isn't run with it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

OWN_EXTRAS = "failure-regime["


def main() -> None:
    """Print one ``name==version`` a line; raise ValueError if a dependency names no oldest."""
    text = (Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)["project"]
    for requirement in project["dependencies"] + project["optional-dependencies"]["test"]:
        if requirement.startswith(OWN_EXTRAS):
            continue
        name, bound, version = requirement.partition(">=")
        if not bound:
            raise ValueError(f"pyproject.toml: '{requirement}' names no oldest release")
        print(f"{name}=={version}")


if __name__ == "__main__":
    main()
