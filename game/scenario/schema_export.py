"""Export JSON Schemas of the YAML files, for editors that complete and check while one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from game.files import replace
from game.scenario.schema.folder import FILE_KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return kind of file -> its JSON Schema (2020-12)."""
    return {
        kind: {"$schema": DIALECT, "title": f"{kind}.yaml", **adapter.json_schema()}
        for kind, adapter in FILE_KINDS.items()
    }


def export(folder: Path) -> list[Path]:
    """Write ``KIND.schema.json`` for each kind into ``folder``, made if missing."""
    folder.mkdir(parents=True, exist_ok=True)
    out = []
    for kind, schema in schemas().items():
        path = folder / f"{kind}.schema.json"
        text = json.dumps(schema, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        replace(path, text)
        out.append(path)
    return out
