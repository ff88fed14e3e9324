"""The printed kit: whole, true to the game of its seed, secret where it must be, fit to print."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from game import __version__
from game.errors import InputError
from game.match import Match
from game.match.seats import HUMAN
from game.paths import scenarios_dir
from game.rules.state.deal_terms import ClauseKind
from game.scenario import loader
from game.scenario.card_codes import codes
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.workshop.plan import plan_of
from game.workshop.press import guide, kit, pdf
from game.workshop.press.game_start import Opening
from game.workshop.press.phrases import Wording, words

SEED = 5


@pytest.fixture(scope="module")
def opening(pack: Pack) -> Opening:
    return Opening.of(pack, SEED)


@pytest.fixture(scope="module")
def wording(opening: Opening) -> Wording:
    return Wording(opening.voice, plan_of("90"), SEED, "december-2013")


@pytest.fixture(scope="module")
def files(opening: Opening, wording: Wording) -> dict[str, str]:
    return kit.files(opening, wording)


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_its_prose_has_printed_marks(files: dict[str, str]) -> None:
    for html in files.values():
        said = _text(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))
        assert "'" not in said and '"' not in said
    assert "’" in _text(files["kit.html"])


def test_there_is_a_pack_for_each_office_and_for_everybody_else(files: dict[str, str]) -> None:
    parts = {*ROLES, "facilitator", "table", "spare", "end"}
    assert files.keys() == {"kit.html", "slides.html", *(f"{part}.html" for part in parts)}


def test_every_page_says_its_number_the_version_and_the_scenario(
    files: dict[str, str], pack: Pack
) -> None:
    for name, html in files.items():
        if name == "slides.html":
            continue
        sheets = html.count('<section class="sheet"')
        feet = re.findall(r'<div class="foot">.*?</div>', html)
        assert len(feet) == sheets > 0
        for foot in feet:
            assert f"Failure Regime {__version__} · scenario {pack.scenario.digest[:8]}" in foot
            number, of = re.search(r"· (\d+) of (\d+)<", foot).groups()  # type: ignore[union-attr]
            assert 1 <= int(number) <= int(of)


def test_every_card_is_in_its_owners_pack_and_in_no_other(
    files: dict[str, str], pack: Pack
) -> None:
    of_card = codes(pack.scenario)
    for role in ROLES:
        own = {of_card[x.id] for x in pack.scenario.levers if x.role == role}
        printed = re.findall(
            r'<h3 class="head"><span class="code">([SNMU]\d+)</span>', files[f"{role}.html"]
        )
        assert sorted(printed) == sorted(own)


def test_the_agendas_are_those_of_the_game_and_stand_in_one_pack_alone(
    files: dict[str, str], pack: Pack
) -> None:
    match = Match.new(pack, dict.fromkeys(ROLES, HUMAN), SEED)
    for role in ROLES:
        for agenda in match.view(role).agendas_dealt:
            title = pack.scenario.agenda(agenda).title
            found = {name for name, html in files.items() if title in _text(html)}
            assert found == {f"{role}.html", "kit.html"}


def test_the_first_cases_and_the_list_are_those_of_the_game(
    files: dict[str, str], opening: Opening
) -> None:
    table = _text(files["table.html"])
    for case in opening.public.cases:
        assert f"C{case.number} {opening.voice.hospital(case.trust)}" in table
    listed = re.findall(r"<td[^>]*>■.?</td><td[^>]*><b>", files["table.html"])
    assert len(listed) == len(opening.public.listed) == 35
    for trust in opening.public.trusts.id:
        assert f">{trust}</td>" in files["table.html"]


def test_nothing_is_fetched_and_nothing_runs(files: dict[str, str]) -> None:
    for html in files.values():
        assert not re.search(r"https?:|<script|<link|<img|@import|url\(|\bon\w+=", html)


def test_what_a_scenario_is_called_cannot_act_on_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(scenarios_dir() / "december-2013", folder)
    frame = folder / "scenario.yaml"
    own = "'<script>alert(1)</script> & co'"
    text = re.sub(r"^(title|headline): .*$", rf"\1: {own}", frame.read_text("utf-8"), flags=re.M)
    frame.write_text(text, "utf-8")
    opening = Opening.of(loader.load(str(folder)), 1)
    made = kit.files(opening, Wording(opening.voice, plan_of("60"), 1, str(folder)))
    assert not any("<script" in html for html in made.values())
    assert all("&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in html for html in made.values())


def test_deal_slips_have_every_kind_of_promise() -> None:
    assert words().clauses.keys() == set(ClauseKind.__args__)  # type: ignore[attr-defined]


def test_the_script_has_every_step_with_its_minute(opening: Opening, wording: Wording) -> None:
    told = guide.as_text(opening, wording)
    for at, step in wording.plan.timed():
        assert re.search(rf"^{at:g}  {re.escape(step.title)} \(", told, re.M)
    assert "--scenario december-2013 --seats all=human --seed 5" in told
    assert "{" not in told


def test_a_scenario_too_long_for_the_plan_says_who_plays_the_rest() -> None:
    opening = Opening.of(loader.load("parliament"), 1)
    told = guide.as_text(opening, Wording(opening.voice, plan_of("90"), 1, "parliament"))
    quarters = opening.public.last - opening.public.first + 1
    assert f"The scenario has {quarters} quarters" in told
    assert f"for the other {quarters - 6}" in told


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "kit"
    kit.write_folder(out, {"a.html": "ä", "b.html": "b"})
    assert (out / "a.html").read_text("utf-8") == "ä"
    with pytest.raises(InputError, match="is there already"):
        kit.write_folder(out, {"a.html": "other"})
    assert (out / "a.html").read_text("utf-8") == "ä"
    with pytest.raises(InputError, match="can't be written"):
        kit.write_folder(tmp_path / "no" / "kit", {"a.html": "a"})
    with pytest.raises(InputError, match="can't be written"):
        kit.write_folder(tmp_path / "half", {"a.html": "a", "no/b.html": "b"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kit"]


@pytest.mark.slow
@pytest.mark.skipif(pdf.browser() is None, reason="no Chromium here")
@pytest.mark.parametrize("name", ["december-2013", "parliament"])
def test_no_page_runs_over_its_foot(tmp_path: Path, name: str) -> None:
    opening = Opening.of(loader.load(name), 3)
    html = kit.files(opening, Wording(opening.voice, plan_of("120"), 3, name))["kit.html"]
    measure = (
        "<script>document.title = [...document.querySelectorAll('.sheet')].filter(s => {"
        "const foot = s.querySelector('.foot').getBoundingClientRect().top;"
        "return [...s.querySelectorAll('*')].some(e => !e.closest('.foot')"
        " && e.getBoundingClientRect().bottom > foot)})"
        ".map(s => s.getAttribute('aria-label')).join('; ') || 'all fit'</script></body>"
    )
    page = tmp_path / "page.html"
    page.write_text(html.replace("</body>", measure), "utf-8")
    program = pdf.browser()
    assert program is not None
    done = subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()],
        capture_output=True,
        check=False,
        text=True,
    )
    found = re.search(r"<title>(.*?)</title>", done.stdout, re.S)
    assert found is not None
    assert unescape(found[1]) == "all fit"


@pytest.mark.slow
@pytest.mark.skipif(pdf.browser() is None, reason="no Chromium here")
def test_a_browser_prints_a_page_for_each_sheet(files: dict[str, str], tmp_path: Path) -> None:
    page = tmp_path / "unions.html"
    page.write_text(files["unions.html"], "utf-8")
    assert pdf.print_pdf(page, tmp_path / "unions.pdf") == ""
    printed = (tmp_path / "unions.pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    pages = re.findall(rb"/Type\s*/Page\b", printed)
    assert len(pages) == files["unions.html"].count('<section class="sheet"')


def test_every_sheet_names_the_seed_of_its_agendas_and_cases(files: dict[str, str]) -> None:
    for name, html in files.items():
        if name != "slides.html":
            assert html.count('<section class="sheet"') == html.count(" · seed 5</span>") > 0
    assert "kit --scenario" in files["facilitator.html"]
    assert "--seed 5" in files["facilitator.html"]


def test_a_card_s_price_never_stands_in_its_text(files: dict[str, str]) -> None:
    html = files["secretary.html"]
    heads = re.findall(r'<h3 class="head">.*?</h3>', html)
    assert heads
    assert all('class="price"' in head and 'class="right"' not in head for head in heads)
    assert ".head { display: flex;" in html


def test_a_card_s_words_read_well(files: dict[str, str]) -> None:
    for role in ROLES:
        html = files[f"{role}.html"]
        assert "Needs: needs" not in html
        assert not re.search("[▲▼] (?=[A-Z][a-z])", _cards_of(html))  # an arrow at a line's end


def _cards_of(html: str) -> str:
    """Return the bold lines of the cards, where arrows stand."""
    return " ".join(re.findall(r"<p><b>(.*?)</b></p>", html))
