"""Tables of a snapshot give back what was put into them, are small, and are read with care."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.errors import InputError
from game.journal import snapshots
from game.journal.format import Snapshot
from game.journal.store import Journal
from game.journal.tables import packed, plain
from game.match import Match
from game.rules import engine
from game.scenario import loader
from game.scenario.schema.base import ROLES

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
) | st.sampled_from(["", "a", "b", "shock morale"])
KEYS = st.sampled_from(["a", "b", "quarter"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=9)
        | st.dictionaries(KEYS, inner)
        | st.lists(st.fixed_dictionaries({"a": inner, "b": SCALARS}), max_size=9)
        | inner.flatmap(lambda one: st.integers(4, 9).map(lambda n: [one] * n))
        | st.dictionaries(st.text(max_size=3), st.lists(st.sampled_from("xyz")), max_size=9)
    ),
    max_leaves=40,
)


@given(VALUES)
def test_a_table_says_what_it_was_made_of(value: Any) -> None:
    """As written: key by key, and 1 is neither 1.0 nor true."""
    assert json.dumps(plain(json.loads(json.dumps(packed(value))))) == json.dumps(value)


@given(VALUES)
def test_what_has_no_tables_is_read_as_it_stands(value: Any) -> None:
    assert plain(value) == value


def test_alike_things_say_their_keys_once() -> None:
    many = [{"source": "a_long_name/of_it", "first": 8000 + i // 9, "to": None} for i in range(90)]
    assert len(json.dumps(packed(many))) < len(json.dumps(many)) / 20


@pytest.mark.parametrize(
    "table",
    [
        {"#runs": [[0], [10**12]]},
        {"#runs": [[0], [-1]]},
        {"#once": [[{"#runs": [[0], [10**5]]}], {"#runs": [[0], [10**5]]}]},
        {"#runs": [[{"#runs": [[{"#runs": [[0], [10**4]]}], [10**4]]}], [10**4]]},
        [{"#runs": [[0], [10**6]]}, {"#runs": [[0], [10**6]]}, {"#runs": [[0], [10**6]]}],
        {"#rows": [3, {"a": [1, 2]}]},
        {"#joined": [[2, -1], [1]]},
        {"#lists": [[1], [1, 2]]},
        {"#once": [["a"], [1]]},
        {"#keyed": 7},
    ],
)
def test_a_table_made_by_hand_is_refused_before_it_fills_the_memory(table: Any) -> None:
    with pytest.raises((ValueError, TypeError, IndexError)):
        plain(table)


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> list[Snapshot]:
    """The snapshots of a whole game of personas."""
    path = tmp_path_factory.mktemp("tables") / "game.jsonl"
    pack = loader.load("december-2013")
    with Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 3, path) as match:
        match.run_ai()
    with Journal.read(path) as journal:
        return [entry for entry in journal.entries if isinstance(entry, Snapshot)]


def test_a_late_snapshot_needs_little_more_room_than_an_early_one(late: list[Snapshot]) -> None:
    """In December 2013's eight quarters; written out the last one needs twice the third's."""
    sizes = [len(entry.model_dump_json()) for entry in late]
    assert max(sizes) < 1.5 * sizes[2]
    assert max(sizes) < 110_000


def test_it_is_read_as_it_was_written_out(late: list[Snapshot]) -> None:
    """As formats 1 and 2 wrote it: without tables."""
    pack = loader.load("december-2013")
    tabled = late[-1]
    written = tabled.model_copy(
        update={
            "facts": plain(tabled.facts),
            "effects": plain(tabled.effects),
            "position": {**tabled.position, "board": plain(tabled.position["board"])},
        }
    )
    assert written != tabled
    for entry in (written, tabled):
        found = snapshots.restored(entry, pack)
        assert found.state == "exact" and engine.digest(found.position) == tabled.digest
    assert snapshots.facts_of(written, pack) == snapshots.facts_of(tabled, pack)


@pytest.mark.parametrize("part", ["facts", "effects", "board"])
def test_a_damaged_table_is_one_sentence(late: list[Snapshot], part: str) -> None:
    pack, wrong = loader.load("december-2013"), {"#runs": [[0], [10**12]]}
    change: dict[str, Any] = {part: wrong}
    if part == "board":
        change = {"position": {**late[-1].position, "board": wrong}}
    damaged = late[-1].model_copy(update=change)
    with pytest.raises(InputError, match="is damaged"):
        (snapshots.facts_of if part == "facts" else snapshots.restored)(damaged, pack)
