"""What goes wrong in a workshop, one by one: a sentence and exit code 2, or what can be shown."""

from __future__ import annotations

import os
from html import unescape
from pathlib import Path
from shutil import copy

import pytest

from game.__main__ import main
from game.errors import InputError
from game.journal.format import QuestionEntry, StrategyEntry, seal_line
from game.journal.public_file import public_path
from game.journal.store import Journal
from game.match import Match
from game.match.seats import HUMAN
from game.rules.state.commands import Inject, Override
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.telling import Voice
from game.workshop.kept_game import kept_game
from game.workshop.library import library
from game.workshop.press.debrief import debrief
from tests.workshop.conftest import Until
from tests.workshop.kept_tables import PERSONAS

#: What people type who try what a program stands.
NASTY = (
    "<img src=x onerror=alert(1)>",
    "a\u202eb\u0007c\x1b[2J",
    "x" * 2000,
    *(f'{sign}HYPERLINK("x")' for sign in ("=", "+", "-", "@", "\t")),
)


@pytest.fixture
def desk(tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a whole game, one of another scenario, one that has not ended, plans."""
    copy(table, tmp_path / "whole.jsonl")
    copy(public_path(table), tmp_path / "whole.public.jsonl")
    Match.new(loader.load("if-it-works"), PERSONAS, 1, tmp_path / "other.jsonl").close()
    with Match.new(loader.load("december-2013"), PERSONAS, 1, tmp_path / "begun.jsonl"):
        pass
    (tmp_path / "half.jsonl").write_bytes(table.read_bytes()[:200])
    with Journal.read(table) as kept:
        header, entries = kept.header, kept.entries[1:]
    elsewhere = header.model_copy(update={"scenario": "nowhere"})
    Journal.create(tmp_path / "elsewhere.jsonl", elsewhere, entries).close()
    later = seal_line({**header.model_dump(mode="json"), "format": 99}, None)
    (tmp_path / "newer.jsonl").write_bytes(later + b"\n")
    (tmp_path / "junk.public.jsonl").write_text("quarter,waits\n2013Q4,3\n")
    (tmp_path / "page.html").write_text("mine")
    (tmp_path / "folder.html").mkdir()
    steps = "steps: [{kind: opening, title: Opening, minutes: 5}, %s]\n"
    plan = "id: own\ntitle: Our own\nminutes: %d\nround: {talk: 4, enter: 2, resolve: 1}\n" + steps
    debrief = "{kind: debrief, title: Debrief, minutes: 30}"
    (tmp_path / "long.yaml").write_text(plan % (20, debrief))
    (tmp_path / "none.yaml").write_text(plan % (60, "{kind: night, title: Night, minutes: 5}"))
    (tmp_path / "junk.yaml").write_text("steps: [\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("debrief newer.jsonl --out d.html", "newer.jsonl was written by a newer version"),
        ("debrief elsewhere.jsonl --out d.html", "The scenario 'nowhere' of elsewhere.jsonl"),
        ("debrief half.jsonl --out d.html", "half.jsonl"),
        ("debrief whole.jsonl other.jsonl --out d.html", "compared within one scenario"),
        ("debrief whole.public.jsonl --out d.html", "give the journal whole.jsonl"),
        ("debrief nothing.jsonl --out d.html", "nothing.jsonl"),
        ("debrief whole.jsonl --out page.html", "is there already"),
        ("debrief whole.jsonl --out folder.html", "folder.html"),
        ("debrief whole.jsonl --out folder.html --over", "folder.html"),
        ("debrief whole.jsonl --out d.txt", "give a name that ends in .html"),
        ("debrief whole.jsonl --out no/where.html", "can't be written"),
        ("debrief whole.jsonl --scenario other.jsonl --out d.html", "other.jsonl"),
        ("attribute newer.jsonl", "newer.jsonl"),
        ("attribute half.jsonl", "half.jsonl"),
        ("attribute whole.public.jsonl", "give the journal whole.jsonl"),
        ("attribute begun.jsonl", "before the first quarter has been played"),
        ("attribute whole.jsonl --figure cheer", "There is no split of 'cheer'; choose one of"),
        ("whatif whole.public.jsonl --drop 2013Q4:unions:strike", "give the journal whole.jsonl"),
        ("whatif whole.jsonl", "Say what is to be different"),
        ("whatif whole.jsonl --drop 2019Q4:unions:strike", "has not been played"),
        ("whatif whole.jsonl --drop 2013Q9:unions:strike", "is no quarter such as 2013Q4"),
        ("whatif whole.jsonl --drop 2014Q1:treasury:strike", "There is no office 'treasury'"),
        ("whatif whole.jsonl --drop 2014Q1:unions:dance", "has no lever 'dance'"),
        ("whatif whole.jsonl --answer 2014Q1:dance=yes", "There is no answer 'yes' to 'dance'"),
        ("whatif whole.jsonl --set dance=1", "no parameter of the model"),
        ("whatif whole.jsonl --set emergency_growth=9 --branch page.html", "is there already"),
        ("watch junk.public.jsonl --once", "is not the public file of a game"),
        ("watch nothing.jsonl --once", "There is no nothing.public.jsonl"),
        ("watch whole.jsonl --once --scenario nowhere", "There is no scenario"),
        ("replay whole.public.jsonl", "whole.public.jsonl"),
        ("pulse nowhere --once", "There is no folder nowhere"),
        ("pulse . --hold never --once", "A quarter is written as 2014Q3"),
        ("guide --plan long.yaml", "long.yaml"),
        ("guide --plan none.yaml", "none.yaml"),
        ("guide --plan junk.yaml", "junk.yaml"),
        ("guide --plan 61", "There is no plan '61'"),
        ("kit --plan long.yaml --out kit", "long.yaml"),
        ("kit --out folder.html/page", "can't be written"),
        ("kit --out page.html", "is there already"),
        ("play --text --kit folder.html", "There is no kit in folder.html"),
    ],
)
def test_it_is_one_sentence_and_nothing_is_written(
    desk: Path, asked: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if asked == "kit --out folder.html/page":
        (desk / "folder.html").rmdir()
    before = sorted(path.name for path in desk.iterdir())
    assert main(asked.split()) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1 and said in told.err
    assert sorted(path.name for path in desk.iterdir()) == before
    assert (desk / "page.html").read_text() == "mine"


@pytest.mark.parametrize("spoilt", ["torn", "begun"])
def test_what_can_still_be_shown_is_shown(
    desk: Path, spoilt: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if spoilt == "torn":
        data = (desk / "whole.jsonl").read_bytes()
        (desk / "torn.jsonl").write_bytes(data[: len(data) * 2 // 3])
    assert main(["debrief", f"{spoilt}.jsonl", "--out", "d.html"]) == 0
    page = unescape((desk / "d.html").read_text("utf-8"))
    assert "This game has not ended: what can be told so far is told." in page
    assert "Commitments" in page
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert ("torn.jsonl" in told) == (spoilt == "torn")


@pytest.mark.skipif(os.name != "posix", reason="a file's size is limited as POSIX has it")
@pytest.mark.parametrize("asked", ["debrief whole.jsonl --out d.html", "kit --out paper"])
def test_where_the_disk_is_full_no_half_file_is_left(
    desk: Path, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    import resource

    before = sorted(path.name for path in desk.iterdir())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        assert main(asked.split()) == 2
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    told = capsys.readouterr().err
    assert "can't be written" in told
    assert told.count("\n") == 1
    assert sorted(path.name for path in desk.iterdir()) == before


@pytest.mark.parametrize("typed", NASTY)
def test_what_people_type_is_text_wherever_it_is_shown(
    desk: Path, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = desk / "nasty.jsonl"
    with Match.new(loader.load("december-2013"), PERSONAS, 3, path) as match:
        for _ in range(40):
            match.step_ai()
        kept = typed.replace("\x1b", "").replace("\u0007", "")
        match.note(kept, author="unions")
        match.keep(QuestionEntry(author="facilitator", text=kept))
        match.keep(StrategyEntry(author="unions", role="unions", wants=kept[:200]))
        match.submit(Override(figure="morale", to=30, reason=kept[:200].strip() or "why"))
        match.show("room", {"question": kept, "code": kept})
    files = debrief([kept_game(path)])
    page = files["html"]
    assert "<img" not in page
    assert not {"\u202e", "\u0007", "\x1b"} & set(page)
    for name, text in files.items():
        cells = [cell for line in text.splitlines() for cell in line.replace('"', "").split(",")]
        assert name == "html" or not any(
            cell[:1] in "=+@\t" and "HYPERLINK" in cell for cell in cells
        )
    assert main(["watch", str(path), "--once"]) == 0
    assert not {"\u202e", "\u0007", "\x1b"} & set(capsys.readouterr().out)


def test_an_inject_of_another_time_or_for_a_computer_is_refused_with_why(
    pack: Pack, until: Until, tmp_path: Path
) -> None:
    with Match.new(pack, dict.fromkeys(ROLES, HUMAN), 7, tmp_path / "t.jsonl") as match:
        until(match, "bulletin")
        voice = Voice.of(pack.scenario, match.view("spectator"))
        match.hand("unions", "ai:persona")
        known = {one.event: one for one in library(match, voice, "now")}
        late = next(
            e for e in pack.scenario.events if not e.period.holds(match.view("spectator").quarter)
        )
        theirs = next(one for one in known.values() if one.answers == "unions")
        for event in (late.id, theirs.event):
            assert known[event].reason
            before = match.digest()
            with pytest.raises(InputError):
                match.submit(Inject(event=event, when="now"))
            assert match.digest() == before
        for to in (-1.0, 100.5):
            with pytest.raises(InputError, match="runs from 0 to 100"):
                match.submit(Override(figure="morale", to=to, reason="Why not"))
        with pytest.raises(InputError, match="There is no figure"):
            match.submit(Override(figure="cheer", to=5, reason="Why not"))
