"""The debrief: a page that stands alone, whose numbers are the journal's, with tables beside it."""

from __future__ import annotations

import csv
import io
import itertools
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game.cli import cli
from game.errors import InputError
from game.journal.format import Played
from game.match import Match
from game.match.seats import HUMAN
from game.rules.counterfactual import COMPARED
from game.rules.state.commands import Seal
from game.rules.state.figures import value
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.telling.attribution import split_figure, split_rows
from game.telling.seat_cards import party
from game.telling.typography import typeset
from game.telling.why import signed
from game.workshop.kept_game import KeptGame, kept_game
from game.workshop.plan import plan_of
from game.workshop.press.chronicle import chronicle
from game.workshop.press.debrief import debrief, write
from game.workshop.press.sections import first_list_rows
from game.workshop.press.sheets_of_data import WHEN, cell_text
from game.workshop.room import Room
from game.world.figure_names import PARTIES
from tests.workshop.four_people import play_until
from tests.workshop.kept_tables import PERSONAS

#: The order in which a room goes through it.
ORDER = (
    *("A word each", "What happened", "The first list", "Why", "What if"),
    *("Hospitals that fell due", "Deals", "Why the computer’s offices did it"),
    *("Agendas opened", "Predictions", "Minutes"),
    *("Sources", "Commitments"),
)


class Page(HTMLParser):
    """What a page has: headings, text, and whatever it would fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.text: list[str] = []
        self.fetched: list[str] = []
        self.scripts = 0
        self._tag = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        self.scripts += tag == "script"
        links = [v or "" for k, v in attrs if k in ("src", "href", "action", "data")]
        self.fetched += [link for link in links if not link.startswith("#")]

    def handle_data(self, data: str) -> None:
        if self._tag in ("script", "style"):
            return
        if self._tag in ("h2",) and data.strip():
            self.headings.append(data.strip())
        self.text.append(data)


@pytest.fixture(scope="module")
def game(table: Path) -> KeptGame:
    return kept_game(table)


@pytest.fixture(scope="module")
def files(game: KeptGame) -> dict[str, str]:
    return debrief([game])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_its_sections_come_in_the_order_of_a_debrief(files: dict[str, str]) -> None:
    headings = Page(files["html"]).headings
    assert [h for h in headings if h in ORDER] == list(ORDER)


def test_every_sheet_of_the_computer_stands_beside_what_it_weighed(
    files: dict[str, str], game: KeptGame
) -> None:
    told = rows(files["reasons.csv"])
    sealed = [
        e
        for e in game.entries
        if isinstance(e, Played) and isinstance(e.command, Seal) and e.author.startswith("ai:")
    ]
    first = [row for row in told if row["place"] == "Thought best" and "seal " in row["decision"]]
    assert len(first) == len([e for e in sealed if e.why])
    assert {row["author"] for row in first} == set(ROLES)
    section = files["html"].partition("Why the computer’s offices did it</h2>")[2]
    assert "Next best: " in section and "points less" in section


def test_its_prose_has_printed_marks(files: dict[str, str]) -> None:
    text = "".join(Page(files["html"]).text)
    assert "’" in text
    assert "'" not in text.replace("'=HYPERLINK", "")


def test_the_exam_question_is_first_and_last(files: dict[str, str]) -> None:
    asked = "Can a &lt;market&gt; &amp; a vote agree?"
    html = files["html"]
    assert html.count(f'<p class="question">{asked}</p>') == 2
    assert html.index(asked) < html.index("A word each")
    assert html.rindex(asked) > html.index("Commitments")


def test_it_fetches_nothing_and_runs_its_own_script_alone(files: dict[str, str]) -> None:
    page = Page(files["html"])
    assert page.fetched == []
    assert page.scripts == 1
    assert "default-src 'none'" in files["html"]
    assert not re.findall(r"url\((?!#)", files["html"])
    assert set(re.findall(r"https?://[^\s\"'<]+", files["html"])) <= {"http://www.w3.org/2000/svg"}


def test_what_people_wrote_is_text_and_no_markup_and_no_formula(files: dict[str, str]) -> None:
    assert "<script>alert" not in files["html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in files["html"]
    assert "<elsewhere>" not in files["html"]
    (note, _) = rows(files["notes.csv"])
    assert note["text"].startswith("'=HYPERLINK")
    assert {"unions", "facilitator"} == {row["author"] for row in rows(files["notes.csv"])}


def test_strategy_slips_are_opened_as_they_were_kept_and_blank_where_none_was(
    files: dict[str, str],
) -> None:
    html = files["html"]
    slips = html[html.index("<caption>Slips</caption>") :]
    unions = slips[slips.index(">Unions<") : slips.index("</tbody>")]
    assert "=Pay &lt;now&gt;" in unions
    assert "A quiet winter" in unions
    first = slips[: slips.index(">Unions<")]
    assert first.count("<td></td>") == 9
    (slip,) = rows(files["strategy.csv"])
    assert (slip["author"], slip["wants"], slip["fears"]) == ("unions", "'=Pay <now>", "Closures")


@pytest.mark.parametrize("wrote", ["=1", "+1", "-1", "@a", "\tx", "\rx"])
def test_a_cell_that_would_begin_a_formula_is_quoted(wrote: str) -> None:
    assert cell_text(wrote).startswith("'")


def test_its_figures_are_the_journal_s(game: KeptGame, files: dict[str, str]) -> None:
    board, world = game.position.board, game.position.world
    last = rows(files["figures.csv"])[-len(COMPARED) :]
    for row in last:
        assert float(row["value"]) == pytest.approx(value(board, world, row["figure"]), rel=1e-5)
    shares = rows(files["shares.csv"])
    for split in game.attribution.splits():
        own = [row for row in shares if row["figure"] == split.figure]
        total = sum(float(row["share"]) for row in own)
        assert total == pytest.approx(float(split.change), rel=1e-4, abs=1e-3)
    assert len(rows(files["deals.csv"])) == len(board.deals)
    (foretold,) = rows(files["predictions.csv"])
    assert (foretold["author"], foretold["figure"]) == ("unions", "waits")


def test_every_row_of_data_has_its_quarter_turn_phase_and_author(files: dict[str, str]) -> None:
    sheets = {name: text for name, text in files.items() if name.endswith(".csv")}
    assert len(sheets) == 10
    for text in sheets.values():
        assert tuple(text.splitlines()[0].split(","))[: len(WHEN)] == WHEN
        assert all(re.fullmatch(r"\d{4}Q[1-4]", row["quarter"]) for row in rows(text))


def test_what_was_decided_stands_at_the_phase_in_which_it_was(files: dict[str, str]) -> None:
    phases = {row["kind"]: row["phase"] for row in rows(files["decisions.csv"])}
    assert phases["answered"] == "event"
    assert phases["order"] in ("orders", "reveal", "campaign")
    spent = {row["phase"] for row in rows(files["minutes.csv"])}
    assert {"agendas", "event", "orders"} <= spent


def test_rounds_that_the_computer_played_for_people_are_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "skipped.jsonl"
    with Match.new(loader.load("december-2013"), dict.fromkeys(ROLES, HUMAN), 7, path) as match:
        play_until(match, "talks")
        room = Room(match, plan_of(None), lambda: 0.0)
        room.begin()
        room.skip_round()
        while room.play_on():
            pass
    kept = kept_game(path)
    told = chronicle(kept)
    assert told.by_computer == {kept.pack.model.first: set(ROLES)}
    page = debrief([kept])["html"]
    assert "The computer played this quarter for the Health Secretary, No 10" in page


def test_each_name_of_the_first_list_has_what_became_of_it(
    game: KeptGame, files: dict[str, str]
) -> None:
    listed = game.position_of(0).board.listed
    found = rows(files["first-list.csv"])
    assert [row["hospital"] for row in found] == [game.voice.trust(x.trust) for x in listed]
    now = {x.trust for x in game.position.board.listed}
    still = [row["became"].startswith("still on the list") for row in found]
    world = game.position.world
    for one, on in zip(listed, still, strict=True):
        assert on <= (one.trust in now)
        assert not (on and not world.open[one.trust, 0])


def test_a_seat_of_the_first_list_says_its_winner_by_name(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    with Match.new(loader.load("december-2013"), PERSONAS, 1, path) as match:
        match.run_ai()
        match.announce()
    ended = kept_game(path)
    assert ended.night is not None
    names = {row[-1].rsplit(": ", 1)[-1] for row in first_list_rows(ended)}
    assert names and names <= {party(code) for code in (*PARTIES, "insurgent")}


def test_charts_name_quarters_and_tables_name_people_as_the_game_does(
    game: KeptGame, files: dict[str, str]
) -> None:
    page = files["html"]
    assert not re.search(r">\d{4}Q\d<", page)  # data labels are for the tables of data
    assert f">{game.voice.quarter(game.pack.model.first)}<" in page
    tables = tables_of(page)
    offices = {row[0] for row in tables["Minutes"][1:]}
    assert not offices & {"human", "table", "facilitator"}


def test_the_facilitator_s_override_is_told_and_split(files: dict[str, str]) -> None:
    assert "The facilitator sets staff morale to 30" in files["html"]
    who = {row["author"] for row in rows(files["shares.csv"])}
    assert "facilitator" in who


def test_two_tables_are_compared_decisions_before_figures(table: Path, control: Path) -> None:
    made = debrief([kept_game(table), kept_game(control)])
    html = made["html"]
    assert html.index("Decisions that differ") < html.index("Figures at the end")
    assert "7 (shared)" in html
    assert "table1: Staff morale was moved by" in html
    assert {"table1-figures.csv", "table2-figures.csv"} <= made.keys()


def test_a_game_that_has_not_ended_is_told_so_far(tmp_path: Path) -> None:
    path = tmp_path / "half.jsonl"
    with Match.new(loader.load("december-2013"), PERSONAS, 3, path) as match:
        while match.turn < 3:
            match.step_ai()
    html = debrief([kept_game(path)])["html"]
    assert "This game has not ended: what can be told so far is told." in html
    assert "The government’s seats" not in html


def test_a_game_of_which_no_quarter_was_played_has_a_page_too(tmp_path: Path) -> None:
    path = tmp_path / "begun.jsonl"
    Match.new(loader.load("december-2013"), PERSONAS, 3, path).close()
    assert "Commitments" in debrief([kept_game(path)])["html"]


def test_files_take_their_places_whole(tmp_path: Path) -> None:
    made = write(tmp_path / "d.html", {"html": "<p>", "notes.csv": "quarter\n"})
    assert [path.name for path in made] == ["d.html", "d-notes.csv"]
    with pytest.raises(InputError, match="can't be written"):
        write(tmp_path / "no" / "d.html", {"html": "<p>"})


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--out", "{dir}"], "is a folder"),
        (["--out", "page.txt"], "a name that ends in .html"),
        (["--out", "{there}"], "is there already"),
    ],
)
def test_an_out_that_can_t_be_is_refused_in_a_sentence(
    args: list[str], said: str, table: Path, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    there = tmp_path / "there.html"
    there.write_text("mine")
    asked = [a.format(dir=tmp_path, there=there) for a in args]
    result = CliRunner().invoke(cli, ["debrief", str(table), *asked])
    assert isinstance(result.exception, InputError)
    assert said in str(result.exception)
    assert there.read_text() == "mine"


def test_every_number_of_its_tables_is_the_journal_s(game: KeptGame, files: dict[str, str]) -> None:
    """What is read on the page is what was played: figures, seats, scores, deals and cases."""
    said = tables_of(files["html"])
    board = game.position.board
    deals = {row[0]: row for name in ("Deals made", "Offers that came to nothing")
             for row in said.get(name, [])}  # fmt: skip
    assert set(deals) == {str(deal.number) for deal in board.deals}
    for deal in board.deals:
        assert deals[str(deal.number)][1] == game.voice.quarter(deal.quarter)
    hospitals = [row[0] for row in said["Cases"]]
    assert hospitals == [typeset(game.voice.trust(case.trust)) for case in board.cases]
    assert len(said["Events"]) == len(board.past.events)
    for split in game.attribution.splits():
        rows = split_rows(game.voice, split)
        total = signed(sum(row.milli for row in rows))
        shown = said[typeset(f"{split_figure(game.voice, split.figure)}: {total}")]
        assert [(r[0], r[1]) for r in shown] == [
            (typeset(row.who), signed(row.milli)) for row in rows
        ]


def test_each_deal_says_what_it_was_worth_to_both(game: KeptGame, files: dict[str, str]) -> None:
    said = tables_of(files["html"])
    made = [*said.get("Deals made", []), *said.get("Offers that came to nothing", [])]
    assert made
    by_number = {str(deal.number): deal.terms for deal in game.position.board.deals}
    for row in made:
        terms = by_number[row[0]]
        first, second = row[-1].split(", ")
        assert first.startswith(game.voice.title_of(terms.offerer))
        assert second.startswith(game.voice.title_of(terms.other))
        assert re.search(r"[\d]$", first)
        assert re.search(r"[\d]$", second)


def test_all_its_text_stands_out_from_the_paper(files: dict[str, str]) -> None:
    """At least 4.5 to 1, computed: of the page's style, and of the letters in its charts."""
    html = files["html"]
    style = html[html.index("<style>") : html.index("</style>")]
    colours = set(re.findall(r"(?<![-\w])color: (#[0-9a-fA-F]+)", style))
    letters = re.findall(r"<(text|tspan)([^>]*)>", html)
    colours |= {
        fill for _, attrs in letters for fill in re.findall(r'fill="(#[0-9a-fA-F]+)"', attrs)
    }
    assert len(colours) >= 4
    faint = {colour for colour in colours if contrast(colour) < 4.5}
    assert not faint


def test_it_is_read_by_keyboard(files: dict[str, str]) -> None:
    html = files["html"]
    body = html[html.index("<body>") :]
    assert re.search(r'<a class="skip" href="#debrief">', body[:80])
    assert '<main id="debrief"' in body
    assert ":focus-visible { outline: 3px solid" in html
    assert body.count("<details") == body.count("<summary")
    assert re.search(r"<label>Quarter <input type=\"range\"", body)
    assert 'tabindex="1' not in body
    assert "onclick" not in body
    headings = [int(level) for level in re.findall(r"<h([1-6])", body)]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(headings))
    assert "outline: none" not in html


def contrast(colour: str, paper: str = "#ffffff") -> float:
    """The ratio of WCAG 2."""

    def light(of: str) -> float:
        digits = of[1:] if len(of) == 7 else "".join(2 * d for d in of[1:])
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        line = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]

    one, two = sorted((light(colour), light(paper)))
    return (two + 0.05) / (one + 0.05)


def tables_of(page: str) -> dict[str, list[list[str]]]:
    """The cells of a page's tables, by their captions."""
    found = {}
    for table in re.findall(r"<table>(.*?)</table>", page, re.S):
        caption = re.search(r"<caption>(.*?)</caption>", table, re.S)
        body = table[table.index("<tbody>") :]
        if caption is not None:
            found[unescape(caption[1])] = [
                [unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
                for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)
            ]
    return found
