"""What once failed, kept in ``failures.yaml``, doesn't fail again."""

from __future__ import annotations

import codecs
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from game.errors import InputError
from game.journal.format import seal_line
from game.match import Match
from game.scenario import loader, source_files
from game.scenario.schema.base import ROLES, SPECTATOR
from tests.campaigns.damage import KEPT
from tests.campaigns.matches import SEATS

FOUND: dict[str, list[dict[str, Any]]] = source_files.read(
    Path(__file__).with_name("failures.yaml")
).data
BYTES = {
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "mark": lambda data: codecs.BOM_UTF8 + data,
    "noughts": lambda data: data + bytes(4096),
}


def _id(failure: dict[str, Any]) -> str:
    return str(failure["id"])


@pytest.mark.parametrize("failure", FOUND["journals"], ids=_id)
def test_a_journal_that_once_failed_opens_or_is_refused(
    tmp_path: Path, failure: dict[str, Any]
) -> None:
    path = tmp_path / "game.jsonl"
    whole = gzip.decompress((KEPT / f"{failure['of']}.jsonl.gz").read_bytes())
    before = _made(whole, failure)
    path.write_bytes(before)
    if failure["comes"] == "refused":
        with pytest.raises(InputError) as refusal:
            Match.resume(path)
        assert failure["said"] in str(refusal.value)
        assert "\n" not in str(refusal.value)
        assert len(str(refusal.value)) < 400
        assert path.read_bytes() == before
        return
    with Match.resume(path) as match:
        if "said" in failure:
            assert any(failure["said"] in warning for warning in match.warnings)
        for who in (*ROLES, SPECTATOR):
            assert match.view(who).scenario == match.journal.header.scenario
        assert match.step_ai()


@pytest.mark.parametrize("failure", FOUND["matches"], ids=_id)
def test_a_match_that_once_failed_is_played_on(failure: dict[str, Any]) -> None:
    with Match.new(loader.load(failure["scenario"]), SEATS, failure["seed"]) as match:
        for _ in range(failure["commands"]):
            assert match.step_ai()


def _made(whole: bytes, failure: dict[str, Any]) -> bytes:
    """The kept journal with what the failure does to it."""
    if "bytes" in failure:
        return BYTES[failure["bytes"]](whole)
    lines = whole.splitlines(keepends=True)
    if "add" in failure:
        return whole + seal_line(failure["add"], lines[-1])
    edit, values = failure["edit"], [json.loads(line) for line in lines]
    target = [value for value in values if value["kind"] == edit["kind"]][edit["line"]]
    assert edit["key"] in target
    target[edit["key"]] = "x" * edit["letters"] if "letters" in edit else edit["value"]
    sealed: list[bytes] = []
    for value in values:
        del value["sum"]
        sealed.append(seal_line(value, sealed[-1] if sealed else None))
    return b"".join(sealed)
