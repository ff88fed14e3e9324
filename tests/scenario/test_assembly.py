"""Content gathered from a folder: choices, overrides, digest, and hostile files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario.assembly import assemble
from tests.scenario.conftest import Spoil

LEVER = """
- id: {id}
  role: secretary
  names: [{{title: A lever of our own}}]
  prose: A lever that a facilitator wrote for a workshop, long enough to be taken for prose here.
  clout: {clout}
  claims: [{claims}]
  effects:
    - {{do: shock, gauge: {gauge}, by: 3}}
    - {{do: knob, knob: {knob}, by: {by}}}
  headline: A lever of our own is pulled
  standfirst: The Department tried something that a workshop had thought of.
"""


def own_lever(folder: Path, **changes: str) -> None:
    """Writes a lever of the folder's own."""
    values = {
        "id": "ours", "clout": "1", "claims": '"001.7"', "gauge": "morale",
        "knob": "tariff_pct", "by": "0.5", **changes,
    }  # fmt: skip
    (folder / "levers").mkdir(exist_ok=True)
    (folder / "levers" / "own.yaml").write_text(LEVER.format(**values), encoding="utf-8")


def refusal(folder: Path) -> str:
    """The one sentence with which the folder is refused."""
    with pytest.raises(InputError) as caught:
        assemble(folder)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_a_copied_folder_is_the_same_game(folder: Path) -> None:
    assert assemble(folder).scenario == assemble("december-2013").scenario


def test_the_file_itself_may_be_named(folder: Path) -> None:
    assert assemble(folder / "scenario.yaml").scenario.id == "december-2013"


def test_the_digest_follows_content_and_not_layout(folder: Path, spoil: Spoil) -> None:
    before = assemble(folder).scenario.digest
    text = (folder / "scenario.yaml").read_text(encoding="utf-8")
    (folder / "scenario.yaml").write_text("# a remark\n" + text, encoding="utf-8")
    assert assemble(folder).scenario.digest == before
    spoil("scenario.yaml", "purse_m: ", "purse_m: 1")
    assert assemble(folder).scenario.digest != before


def test_an_own_lever_joins_the_common_ones(folder: Path) -> None:
    own_lever(folder)
    levers = assemble(folder).scenario
    assert levers.lever("ours").title(8056) == "A lever of our own"
    assert len(levers.levers) == len(assemble("december-2013").scenario.levers) + 1


def test_an_own_lever_replaces_a_common_one(folder: Path) -> None:
    own_lever(folder, id="bail_out", clout="3")
    assert assemble(folder).scenario.lever("bail_out").clout == 3


def test_single_fields_can_be_changed(folder: Path, spoil: Spoil) -> None:
    common = assemble(folder).scenario.lever("bail_out")
    spoil(
        "scenario.yaml", "suggested:\n", "levers: {change: {bail_out: {clout: 2.5}}}\nsuggested:\n"
    )
    changed = assemble(folder).scenario.lever("bail_out")
    assert changed.clout == 2.5
    assert changed.effects == common.effects


def test_levers_can_be_left_out_or_listed(folder: Path, spoil: Spoil) -> None:
    ids = {x.id for x in assemble(folder).scenario.levers}
    spoil("scenario.yaml", "suggested:\n", "levers: {without: [whip, petition]}\nsuggested:\n")
    assert {x.id for x in assemble(folder).scenario.levers} == ids - {"whip", "petition"}
    spoil("scenario.yaml", "without: [whip, petition]", "take: [whip, nothing_such]")
    assert "There is no lever 'nothing_such'." in refusal(folder)


def test_events_can_be_taken_by_file(folder: Path, spoil: Spoil) -> None:
    spoil("scenario.yaml", "files: [december-2013, period]", "files: [december-2013, periods]")
    assert "There is no file of events 'periods'. Did you mean 'period'?" in refusal(folder)


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 10_000), st.sampled_from("\t :-[]{}'\"#&*!|>%@`\n\x00\x85é0~,?"), st.booleans()
)
def test_a_damaged_frame_loads_or_is_refused_in_one_sentence(
    folder: Path, place: int, sign: str, replace: bool
) -> None:
    path = folder / "scenario.yaml"
    whole = (scenarios_dir() / "december-2013" / "scenario.yaml").read_text(encoding="utf-8")
    at = place % len(whole)
    path.write_text(whole[:at] + sign + whole[at + replace :], encoding="utf-8")
    try:
        assemble(folder)
    except InputError as error:
        assert "\n" not in str(error)


def test_names_are_right_for_the_period_or_fixed_by_the_scenario() -> None:
    s = assemble("december-2013").scenario
    assert s.names["board"] == "the Independent Board"
    assert s.name("commissioner", 8056) == "consortium"
    assert s.name("competition_authority", 8056).startswith("the Office of Fair Trading")
    assert s.name("competition_authority", 8057) == "the Competition and Markets Authority"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"claims": "001.70"}, "claims 1: 001.70 is read as a number; quote it: \"001.70\"."),
        ({"claims": '"001.99"'}, "own.yaml:7: lever 'ours': There is no claim '001.99'."),
        ({"claims": '"1.7"'}, "is not the id of a claim"),
        ({"claims": ""}, "cites no claim"),
        ({"gauge": "moral"}, "own.yaml:9: lever 'ours': There is no gauge 'moral'. Did you mean"),
        ({"gauge": "waits"}, "is measured from the market"),
        ({"gauge": "backbench_nerves"}, "mean of two wings"),
        ({"knob": "tarif_pct"}, "own.yaml:10: lever 'ours': There is no knob"),
        ({"by": "40"}, "takes -10 to 10, not 40"),
        ({"by": "0"}, "own.yaml:10: lever 'ours': The knob 'tariff_pct' is left at 0, as it is"),
        ({"by": ".inf"}, "own.yaml:10: .inf is no number"),
        ({"by": "[1]"}, "should be a number"),
        ({"clout": "99"}, "99 should be 6 or less"),
        ({"clout": "1\n  clot: 2"}, "own.yaml:7: lever 'ours', clot: there is no such key here"),
        ({"id": "Ours!"}, "own.yaml:2: lever 'Ours!', id"),
        ({"clout": "1\n  counters: {levers: [nothing_such]}"}, "There is no lever 'nothing_such'."),
        ({"clout": "1\n  counters: {tags: [nothing_such]}"}, "There is no tag 'nothing_such'."),
        ({"clout": "1\n  requires: {used: ours}\n  requires_text: x"}, "in a circle"),
        ({"clout": "1\n  requires: {figure: goodwill, above: 3}\n  requires_text: x"},
         "The secretary may not see 'goodwill'"),
        ({"clout": "1\n  requires: {figure: joy, above: 3}\n  requires_text: x"},
         "There is no figure 'joy'"),
        ({"clout": "1\n  requires: {above: 3}\n  requires_text: x"}, "exactly one question"),
        ({"clout": "1\n  requires: " + "{no: " * 30 + "{figure: waits, above: 1}" + "}" * 30 +
          "\n  requires_text: x"}, ""),
    ],
)  # fmt: skip
def test_a_faulty_lever_is_refused(folder: Path, changes: dict[str, str], said: str) -> None:
    own_lever(folder, **changes)
    if said:
        assert said in refusal(folder)
    else:
        assemble(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("trusts_csv: trusts-2013.csv", "trusts_csv: ../../etc/passwd.csv", "not the plain name"),
        ("trusts_csv: trusts-2013.csv", "trusts_csv: /etc/passwd", "not the plain name"),
        ("trusts_csv: trusts-2013.csv", "trusts_csv: nothing.csv", "There is no 'nothing.csv'"),
        ("trusts_at_risk: 35", "trusts_at_risk: 1000000000", "must lie between 0 and 150"),
        ("trusts_at_risk: 35", "trusts_at_risk: many", "'many' should be a whole number"),
        ("purse_m: 420", "purse_m: 1e8", "purse_m must lie between"),
        ("purse_m: 420", "purse_m: 1e14", "too large"),
        ("purse_m: 420", "purse_m: 1e-320", "too near to 0"),
        ("purse_m: 420", "purse_m: true", "true should be a number"),
        ("purse_m: 420", 'purse_m: "12"', "'12' should be a number"),
        ("purse_m: 420", "purse_m: -1", "purse_m must lie between 0 and"),
        ("trusts_at_risk: 35", "trusts_at_risk: 3.5", "3.5 should be a whole number"),
        ("order: 1", "order: 100000000 #", "should be 999 or less"),
        ("title: December 2013", 'title: "December\\n2013"', "a name stands in one line"),
        ("title: December 2013", 'title: "\\e]0;pwned\\a"', "the control character U+001B"),
        ("last: 2015Q1", "last: 9999Q1", "9999Q1 is not between 1948Q1 and 2099Q4"),
        ("first: 2013Q4", "first: " + "9" * 5000 + "Q1", "is not a quarter such as"),
        (
            "government:",
            "paths: {tariff_pct: {20140000: 1}}\ngovernment:",
            "tariff_pct, 20140000: '20140000' should be 2099 or less",
        ),
        ("government:", "paths: {tariff_pct: {900000000000: 1}}\ngovernment:", "too large"),
        ("    morale: 49", "    morale: 490", "A gauge lies between 0 and 100"),
        ("    morale: 49", "    joy: 49", "There is no gauge 'joy'"),
        ("first: 2013Q4", "first: 2013Q5", "is not a quarter such as"),
        ("first: 2013Q4", "first: 2016Q1", "is before the first"),
        ("election: 2015Q2", "election: 2019Q2", "must be the one after the last"),
        ("con: 31.0", "con: 93.0", "come to 95–100"),
        ("lever: bail_out", "lever: bale_out", "Did you mean 'bail_out'?"),
        ("id: december-2013", "id: ../x", "id:"),
        ('"001.3", by', '"004.99", by', "There is no claim '004.99'"),
        ("partner: ld", "partner: greens", "is none of"),
        ("government:\n", "goverment:\n", "there is no such key here"),
        ("title: December 2013", "title: 2013", "quote it"),
        ("first: 2013Q4", "first: &x [*x]", "stands for nothing complete"),
    ],
)
def test_a_faulty_frame_is_refused(
    folder: Path, spoil: Spoil, old: str, new: str, said: str
) -> None:
    spoil("scenario.yaml", old, new)
    sentence = refusal(folder)
    assert said in sentence
    assert f"{folder / 'scenario.yaml'}:" in sentence


def test_a_figure_that_nobody_says_who_may_see_stops_the_load(folder: Path) -> None:
    (folder / "figures.yaml").write_text("- figure: morale\n  title: Morale\n", encoding="utf-8")
    assert "figures.yaml:1: figure 'morale', short: the key 'short' is missing." in refusal(folder)


def test_an_own_list_must_be_a_list(folder: Path) -> None:
    (folder / "agendas.yaml").write_text("agendas: []\n", encoding="utf-8")
    assert "should be a list of agendas" in refusal(folder)


def test_a_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "politics.yaml").write_bytes(b"- gauge: \xff\xfe\n")
    assert (
        "politics.yaml:1: The file is not UTF-8 text (the byte FF stands here); save it as UTF-8"
        in refusal(folder)
    )


@pytest.mark.parametrize("name", ["nothing-such", "", "../common", "a\0b", "/nowhere/at/all"])
def test_a_scenario_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(InputError):
        assemble(name)


def test_an_agenda_dealt_outside_its_period_is_refused(folder: Path, spoil: Spoil) -> None:
    spoil("scenario.yaml", "agendas:", "agendas:\n  take: [keep_grip, rare_tool]")
    with pytest.raises(InputError) as caught:
        assemble(folder)
    said = str(caught.value)
    assert "agendas.yaml:" in said
    assert "'rare_tool': It is right to 2010Q2, and this scenario" in said
    assert "plays from 2013Q4 to 2015Q1" in said


_RARE_TOOL = "\n  change:\n    rare_tool: {period: {first: 2008Q4}}\n    entrants_grow:"


def test_an_agenda_may_be_given_another_period(folder: Path, spoil: Spoil) -> None:
    spoil("scenario.yaml", "\n  change:\n    entrants_grow:", _RARE_TOOL)
    assert "rare_tool" in {a.id for a in assemble(folder).scenario.agendas}
    (folder / "scenario.yaml").write_text(
        (folder / "scenario.yaml")
        .read_text(encoding="utf-8")
        .replace("period: {first: 2008Q4}", "period: {first: 2014Q1}"),
        encoding="utf-8",
    )
    with pytest.raises(InputError, match=r"scenario\.yaml:\d+.*It is right from 2014Q1"):
        assemble(folder)


def test_a_weird_agenda_circle_of_two_levers_is_found(folder: Path) -> None:
    own_lever(folder, clout="1\n  requires: {used: theirs}\n  requires_text: x")
    path = folder / "levers" / "own.yaml"
    first = path.read_text(encoding="utf-8")
    second = first.replace("id: ours", "id: theirs").replace("used: theirs", "used: ours")
    path.write_text(first + second, encoding="utf-8")
    assert "in a circle" in refusal(folder)
