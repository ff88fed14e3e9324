"""The facilitator's report, the claims' coverage and the editors' schemas."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from game.errors import InputError
from game.scenario import provenance, schema_export
from game.scenario.assembly import assemble
from game.scenario.schema.folder import FILE_KINDS
from game.scenario.validate import validate
from tests.scenario.conftest import Spoil


def test_a_good_folder_can_be_played_and_shows_what_cites_what(folder: Path) -> None:
    report = validate(folder)
    lines = report.lines(cited=True)
    assert report.fine
    assert "It can be played." in lines
    assert any(line.strip() == "lever bail_out: 000.14 000.15" for line in lines)
    assert any("carried by" in line and "lever bail_out" in line for line in lines)


def test_every_fault_is_reported_and_not_only_the_first(folder: Path, spoil: Spoil) -> None:
    spoil("scenario.yaml", "    morale: 49", "    joy: 49")
    spoil("scenario.yaml", "lever: bad_news", "lever: good_news")
    report = validate(folder)
    assert len(report.errors) == 2
    assert not report.fine
    assert report.lines()[-1].startswith("It can't be played")


def test_a_role_with_too_few_levers_is_a_weakness_but_no_fault(folder: Path, spoil: Spoil) -> None:
    unions = [x.id for x in assemble(folder).scenario.levers if x.role == "unions"]
    keep = [x for x in unions if x in ("bad_news", "ballot", "joint_redesign", "work_to_rule")]
    without = ", ".join(x for x in unions if x not in keep)
    spoil("scenario.yaml", "suggested:\n", f"levers: {{without: [{without}]}}\nsuggested:\n")
    report = validate(folder)
    assert report.fine
    assert any("unions has 4 levers in 2013Q4" in w for w in report.warnings)


def test_a_facilitators_own_constituencies_are_used(folder: Path, spoil: Spoil) -> None:
    spoil("scenario.yaml", "constituencies-2010.csv", "ours.csv")
    with pytest.raises(InputError, match=r"There is no 'ours\.csv'"):
        validate(folder)
    (folder / "ours.csv").write_text(
        "id,name,region,con,lab,ld,ukip,green,nat,oth,electorate,remark\n"
        "A1,Alphaton,LN,21000,20000,5000,0,0,0,0,70000,x\n"
        "A2,Betaford,LN,12000,23000,5000,0,0,0,0,70000,y\n",
        encoding="utf-8",
    )
    assert validate(folder).fine
    (folder / "ours.csv").write_text(
        "id,name,region,con,lab,ld,ukip,green,nat,oth,electorate\n"
        "A1,Alphaton,XX,21000,20000,5000,0,0,0,0,70000\n",
        encoding="utf-8",
    )
    assert "ours.csv:2" in _refused(folder)


def _refused(folder: Path) -> str:
    try:
        report = validate(folder)
    except InputError as error:
        return str(error)
    return " ".join(report.errors)


def test_what_people_are_used_to_is_asked_of_a_gauge(folder: Path) -> None:
    (folder / "politics.yaml").write_text(
        "- gauge: morale\n  base: 50\n  terms:\n"
        "    - {cause: habit, figure: waits, usual: true, weight: -1, pivot: 42}\n",
        encoding="utf-8",
    )
    said = _refused(folder)
    assert "politics.yaml:4" in said
    assert "people are used to gauges, and 'waits' is none" in said


def test_a_mechanism_names_a_module_that_is_there() -> None:
    for mechanism in provenance.mechanisms():
        importlib.import_module(mechanism.module)


def test_a_claim_knows_what_carries_it() -> None:
    coverage = provenance.coverage([assemble("december-2013")])
    kinds = {c.kind for c in coverage.of("001.7")}
    assert {"start", "mechanism", "politics"} <= kinds


def test_schemas_are_json_schemas_of_every_kind_of_file(tmp_path: Path) -> None:
    paths = schema_export.export(tmp_path / "new" / "folder")
    assert {p.name for p in paths} == {f"{kind}.schema.json" for kind in FILE_KINDS}
    for path in paths:
        schema = json.loads(path.read_text(encoding="utf-8"))
        assert schema["$schema"] == schema_export.DIALECT
    levers = json.loads((tmp_path / "new" / "folder" / "levers.schema.json").read_text("utf-8"))
    assert levers["$defs"]["Lever"]["additionalProperties"] is False
    assert "clout" in levers["$defs"]["Lever"]["required"]


@pytest.mark.parametrize("long", ["x" * 5000, "\u0662" * 5000 + "Q1", "2014Q1 " * 700])
def test_what_is_no_quarter_is_repeated_in_short(folder: Path, spoil: Spoil, long: str) -> None:
    spoil("scenario.yaml", "first: 2013Q4", f'first: "{long}"')
    with pytest.raises(InputError, match="is not a quarter such as 2014Q1") as refusal:
        validate(folder)
    assert len(refusal.value.sentence) < 200
    assert refusal.value.where.endswith(f"scenario.yaml:{_line(folder, long)}")


def test_a_quarter_is_written_in_plain_digits(folder: Path, spoil: Spoil) -> None:
    spoil("scenario.yaml", "first: 2013Q4", "first: \u0662\u0660\u0661\u0665Q1")
    with pytest.raises(InputError, match="is not a quarter such as 2014Q1"):
        validate(folder)


def _line(folder: Path, text: str) -> int:
    lines = (folder / "scenario.yaml").read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)
