"""Faults of a scenario's cases are sentences with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario.assembly import assemble
from game.scenario.source_files import shipped_ids

OWN = """
regimes:
  - id: nhs_all
    kind: nhs
    decider: secretary
    default: loan
    at_last: administer
    ways: [pay, partner, service, administer, close, hold]
    words: If nobody decides, the Department lends; the next time there is an administrator.
    extension: true
  - id: ft_all
    kind: ft
    decider: monitor
    default: administer
    ways: [pay, partner, local_price, administer, hold]
    words: If nobody decides, Monitor's regime takes its course, and there is an administrator.
    extension: true
ways:
  - id: tender
    title: Put it out to tender
    does: A firm runs the hospital for ten years, and keeps what it saves in them.
    gains: {secretary: the market has a hospital of its own}
    loses: {unions: the employer is a firm}
    done:
      ends: true
      effects:
        - {do: trusts, knob: cost_pct, by: -3, on: {among: chosen, n: 1}}
      told:
        headline: "{hospital} is put out to tender"
        standfirst: "Three firms and a charity want to run {hospital}, says {office}."
    half:
      effects: [{do: shock, gauge: resistance, by: 2}]
      told:
        headline: "A partner for {hospital}"
        standfirst: "A firm advises the board of {hospital} and does not run it."
    blocked:
      headline: "No tender for {hospital}"
      standfirst: "Nobody bids for {hospital}, and {office} reads why in the papers."
    extension: true
"""


def write(folder: Path, old: str = "", new: str = "") -> Path:
    """The folder with cases of its own, one text in them replaced."""
    assert old in OWN
    (folder / "cases.yaml").write_text(OWN.replace(old, new, 1), encoding="utf-8")
    return folder


def test_a_folder_brings_regimes_and_ways_out_of_its_own(folder: Path) -> None:
    cases = assemble(write(folder)).scenario.cases
    assert [r.id for r in cases.regimes if r.about == "failing"] == ["nhs_all", "ft_all"]
    usual = assemble("december-2013").scenario.cases.regimes  # of what it says nothing about
    assert {r.id for r in usual if r.about != "failing"} < {r.id for r in cases.regimes}
    assert {"tender", "pay", "hold"} <= {w.id for w in cases.ways}
    assert cases.docket == assemble("december-2013").scenario.cases.docket


def test_single_numbers_of_the_docket_are_changed_alone(folder: Path) -> None:
    (folder / "cases.yaml").write_text("docket: {most: 4}\n", encoding="utf-8")
    docket = assemble(folder).scenario.cases.docket
    usual = assemble("december-2013").scenario.cases.docket
    assert docket == usual.model_copy(update={"most": 4})


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    decider: secretary\n", "", 3, "Nobody decides: the regime has no 'decider'."),
        (
            "    default: administer\n    ways: [pay, partner, local",
            "    ways: [pay, partner, local",
            11,
            "The regime has no 'default': a case that nobody decides has no end.",
        ),
        ("    at_last: administer\n", "", 6, "The default 'loan' ends no case"),
        ("default: loan", "default: lone", 6, "no way out 'lone'. Did you mean 'loan'?"),
        (
            "default: administer\n    ways: [pay, partner, local",
            "default: local_price\n    ways: [pay, partner, local",
            14,
            "'local_price' is forbidden by its period in 2013Q4",
        ),
        ("kind: ft", "kind: nhs", 3, "Two regimes hold for NHS trusts in 2013Q4"),
        (
            "    kind: ft\n",
            '    kind: ft\n    period: {first: "2014Q2"}\n',
            3,
            "No regime holds for foundation trusts in 2013Q4.",
        ),
        ("    loses: {unions: the employer is a firm}\n", "", 19, "of no office that it loses"),
        ("knob: cost_pct", "knob: costs", 27, "no knob of single trusts 'costs'"),
        ("among: chosen, n: 1", "among: at_risk", 27, "A way out acts on its case's own trust"),
        ("{do: trusts, knob: cost_pct, by: -3, on: {among: chosen, n: 1}}",
         "{do: shock, gauge: morale, by: -3}", 25, "only with a change of service, owner or"),
        ("{hospital} is put", "{town} is put", 29, "Nothing stands for '{town}'"),
        ("ends: true", "ends: perhaps", 25, "'perhaps' should be"),
        ("kind: nhs", "kind: private", 4, "'private'"),
        ("- id: tender\n    title", "- title", 19, "no 'id' that is text"),
        ("ways:\n  - id: tender", "exits:\n  - id: tender", 19, "There is no key 'exits' here"),
    ],
)  # fmt: skip
def test_a_fault_is_a_sentence_with_its_line(
    folder: Path, old: str, new: str, line: int, said: str
) -> None:
    with pytest.raises(InputError) as error:
        assemble(write(folder, old, new))
    assert said in str(error.value)
    if "No regime" not in said and "Two regimes" not in said:
        assert f"cases.yaml:{line}" in str(error.value)


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_every_shipped_way_out_has_a_gainer_a_loser_and_a_source(name: str) -> None:
    cases = assemble(name).scenario.cases
    assert cases.regimes and len(cases.ways) >= 8
    for way in cases.ways:
        assert way.gains and way.loses
        assert way.claims or way.extension
    assert (scenarios_dir() / "common" / "cases.yaml").is_file()
