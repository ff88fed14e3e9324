"""Tables become places; what is wrong in them is said with file and line."""

from __future__ import annotations

import numpy as np
import pytest

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario import geography
from game.world.country import Country
from game.world.figure_names import REGIONS
from game.world.health_map import Place

HEADER = "id,name,region,con,lab,ld,ukip,green,nat,oth,electorate\n"
SEAT = "A1,Skelby,YH,100,90,30,5,1,0,2,400\n"


def common(name: str) -> str:
    return (scenarios_dir() / "common" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def country() -> Country:
    return geography.read_country(common("constituencies-2010.csv"))


@pytest.fixture(scope="module")
def place(country: Country) -> Place:
    return geography.read_place(common("trusts-2013.csv"), common("commissioners-667.csv"), country)


def test_a_facilitators_own_table_without_hexes_is_laid_on_the_map() -> None:
    noted = HEADER.replace("electorate", "electorate,note")
    found = geography.read_country(
        noted + "A1,Skelby,YH,100,90,30,5,1,0,2,400,x\nA2,Orm,LN,5,9,3,0,0,0,0,40,\n"
    )
    assert found.seat_name == ("Skelby", "Orm")
    assert found.government.tolist() == [True, False]
    assert found.marginal.tolist() == [True, False]
    assert (found.q[0], found.r[0]) != (found.q[1], found.r[1])


def test_more_seats_than_the_map_has_in_a_region_still_get_hexes_of_their_own() -> None:
    text = HEADER + "".join(SEAT.replace("A1", f"A{i}") for i in range(70))
    found = geography.read_country(text)
    assert len(set(zip(found.q.tolist(), found.r.tolist(), strict=True))) == 70


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("", "t.csv", "empty"),
        (HEADER, "t.csv", "no lines"),
        (HEADER.replace("ld,", "") + SEAT, "t.csv:1", "column 'ld' is missing"),
        (
            HEADER + SEAT.replace("90", "-90"),
            "t.csv:2",
            "'lab' is -90; it must be between 0 and 1,000,000",
        ),
        (HEADER + SEAT.replace("90", "many"), "t.csv:2", "not a number"),
        (HEADER + SEAT.replace("90", "nan"), "t.csv:2", "not a number"),
        (HEADER + SEAT + "\n" + SEAT, "t.csv:4", "'A1' stands in line 2 already"),
        (HEADER + SEAT.replace("YH", "YORKS"), "t.csv:2", "'YORKS' is no known region"),
        (HEADER + "A1,Skelby,YH,0,0,0,0,0,0,0,400\n", "t.csv:2", "Nobody voted"),
        (HEADER + "A1,Skelby,YH,1,2\n", "t.csv:2", "5 cells"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(text: str, where: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        geography.read_country(text, source="t.csv")
    assert caught.value.where == where
    assert words in str(caught.value)


def test_edges_run_from_the_nearest_acute_trust_outward(place: Place) -> None:
    assert place.edge_trust.shape == (667, 16)
    assert (place.trust_kind[place.edge_trust] == 0).all()
    assert (np.diff(place.edge_distance, axis=1) >= 0).all()
    assert (place.trust_kind[place.block_trust] == 1).all()
    # people live some kilometres from a hospital, and further in the country than in London
    near = place.edge_distance[:, 0]
    assert 6 < np.median(near) < 16
    london = place.commissioner_region == REGIONS.index("LN")
    assert np.median(near[london]) < 0.6 * np.median(near[~london])


def test_each_english_seat_knows_its_hospitals(country: Country, place: Place) -> None:
    found = geography.with_hospitals(country, place)
    english = found.region < len(REGIONS)
    assert (found.near_trust[~english] == -1).all() and not found.near_weight[~english].any()
    total = found.near_weight[english].sum(axis=1)
    assert (total <= 1).all() and (total > 0.3).all()
    own = np.isin(np.arange(found.seats), place.site_seat)
    assert ((found.near_weight >= 0.3).any(axis=1) == own).all()
    assert 68 <= (own & found.marginal).sum() <= 76
    assert (found.near_weight * 65536 == np.rint(found.near_weight * 65536)).all()


def test_a_trust_in_an_unknown_seat_stands_in_the_nearest_of_its_region(place: Place) -> None:
    own = geography.read_country(HEADER + SEAT + SEAT.replace("A1", "A2").replace("YH", "LN"))
    moved = geography.read_place(common("trusts-2013.csv"), common("commissioners-211.csv"), own)
    yorkshire = moved.trust_region == REGIONS.index("YH")
    assert (moved.trust_seat[yorkshire] == 0).all()


def test_a_pfi_share_out_of_bounds_is_refused(country: Country) -> None:
    lines = common("trusts-2013.csv").splitlines()
    cells = lines[1].split(",")
    cells[lines[0].split(",").index("pfi")] = "8"
    text = "\n".join([lines[0], ",".join(cells), *lines[2:]])
    with pytest.raises(InputError, match=r"trusts.csv:2: 'pfi' is 8"):
        geography.read_place(text, common("commissioners-211.csv"), country)
