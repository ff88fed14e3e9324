"""Codes of levers on paper: one each, the office's letter first, and they stay as they are."""

from __future__ import annotations

from pathlib import Path

import yaml

from game.scenario import card_codes, loader
from game.scenario.schema.base import ROLES
from game.scenario.source_files import common_dir, shipped_ids

#: Some as they were first printed.
PRINTED = {"bail_out": "S1", "summon": "N1", "market_rule": "M1", "bad_news": "U1"}


def _shipped() -> dict[str, str]:
    found = {}
    for path in sorted((common_dir() / "levers").glob("*.yaml")):
        for lever in yaml.safe_load(path.read_text("utf-8")):
            found[lever["id"]] = lever["role"]
    return found


def test_every_shipped_lever_is_listed_once_under_its_office() -> None:
    listed = [(lever, role) for role, levers in card_codes.listed().items() for lever in levers]
    assert len(listed) == len({lever for lever, _ in listed})
    assert _shipped().items() <= dict(listed).items()


def test_what_was_printed_once_is_still_right() -> None:
    for name in ("december-2013", "honeymoon"):
        codes = card_codes.codes(loader.load(name).scenario)
        assert {k: v for k, v in codes.items() if k in PRINTED}.items() <= PRINTED.items()


def test_a_code_is_the_same_in_every_scenario_and_of_one_lever() -> None:
    seen: dict[str, str] = {}
    for name in shipped_ids():
        codes = card_codes.codes(loader.load(name).scenario)
        assert len(set(codes.values())) == len(codes)
        for lever, code in codes.items():
            assert seen.setdefault(lever, code) == code


def test_signature_and_campaign_cards_have_codes_too() -> None:
    scenario = loader.load("december-2013").scenario
    codes = card_codes.codes(scenario)
    for kind in ("lever", "signature", "campaign"):
        for role in ROLES:
            own = [x for x in scenario.levers if x.kind == kind and x.role == role]
            assert own
            assert all(codes[x.id].startswith(card_codes.LETTERS[role]) for x in own)


def test_a_card_added_at_the_end_renumbers_none(folder: Path) -> None:
    before = card_codes.codes(loader.load(str(folder)).scenario)
    own = folder / "levers"
    own.mkdir(exist_ok=True)
    shipped = yaml.safe_load((common_dir() / "levers" / "unions.yaml").read_text("utf-8"))
    added = [{**shipped[0], "id": name} for name in ("march_again", "march_on")]
    (own / "zz.yaml").write_text(yaml.safe_dump(added, allow_unicode=True), "utf-8")
    after = card_codes.codes(loader.load(str(folder)).scenario)
    assert {lever: after[lever] for lever in before} == before
    assert {after["march_again"], after["march_on"]} == {"U71", "U72"}
