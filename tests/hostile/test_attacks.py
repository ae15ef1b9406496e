"""Every attack earns what it implemented rightly, harms nobody and is reported in a sentence."""

import json
import re

import pytest

from tests.hostile import arena, table

ATTACKS = arena.attacks()
EVERYTHING = 12.0  # points of the suite


@pytest.fixture(params=ATTACKS, ids=lambda attack: attack.id)
def attack(request):
    return request.param


@pytest.fixture
def name(attack):
    """The attack's file."""
    return arena.file_name(ATTACKS.index(attack) + 1, attack)


def neighbours(outcome, name):
    """The innocent submissions before and after an attack."""
    place = outcome.files.index(name)
    innocent = [other.endswith("innocent.py") for other in outcome.files]
    before = max(number for number in range(place) if innocent[number])
    after = min(number for number in range(place, len(innocent)) if innocent[number])
    return outcome.files[before], outcome.files[after]


def test_it_earns_what_is_right_and_the_report_says_why(outcome, attack, name):
    result = outcome.results(name)
    assert result["score"] == pytest.approx(attack.earned)
    assert re.search(attack.report, outcome.said(name), re.DOTALL)


def test_the_neighbours_grades_are_untouched(outcome, attack, name):
    alone = comparable(outcome, outcome.files[0])  # graded before any attack
    for neighbour in neighbours(outcome, name):
        assert outcome.results(neighbour)["score"] == pytest.approx(EVERYTHING)
        assert comparable(outcome, neighbour) == alone


def comparable(outcome, name):
    """The bytes of a submission's reports, without its name, its seed and the time it took."""
    texts = [path.read_text("utf-8") for path in sorted(outcome.folder(name).iterdir())]
    seed = outcome.results(name)["extra_data"]["seed"]
    return [
        re.sub(r'"execution_time": [0-9.]+', "", text)
        .replace(json.dumps(name)[1:-1], "")
        .replace(name, "")
        .replace(str(seed), "")
        for text in texts
    ]


def test_no_process_of_it_is_left(outcome, name):
    _, after = neighbours(outcome, name)
    begin, end = outcome.time_of(name) + 0.3, outcome.time_of(after)
    late = [what for when, what in outcome.seen if begin < when < end]
    assert late == []


def test_it_ends_in_time(outcome, name):
    assert outcome.results(name)["execution_time"] < arena.SECONDS


def test_its_report_shows_no_secret_and_no_page_of_its_own(outcome, name):
    ordinary = arena.Page((outcome.folder(outcome.files[0]) / "report.html").read_text("utf-8"))
    for path in outcome.folder(name).iterdir():
        text = path.read_text("utf-8")
        assert outcome.place.secret not in text
        assert not [c for c in arena.controls(text)]
        assert "Traceback" not in text
    page = arena.Page((outcome.folder(name) / "report.html").read_text("utf-8"))
    assert page.elements <= ordinary.elements
    assert page.attributes <= ordinary.attributes


def test_the_grader_ends_well_and_grades_everybody(outcome):
    assert outcome.status == 0, outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert len({outcome.folder(name) for name in outcome.files}) == len(outcome.files)
    assert not list(arena.controls(outcome.stdout))


def test_nobody_is_left_and_nothing_was_written_or_heard(outcome):
    assert outcome.seen  # while they were graded, those that start processes had some
    assert outcome.survivors == []
    assert outcome.changed == []
    assert outcome.place.heard == []


def test_output_has_only_reports(outcome):
    output = outcome.place.folder / "output"
    names = {path.name for path in output.rglob("*") if path.is_file()}
    assert names - KNOWN == set()


KNOWN = {"ledger.jsonl", "results.json", "report.html", "grades.csv", "index.html"}
KNOWN |= {"class.html", "mistakes.csv", "assumed.txt", "final.csv", "final.json"}


def test_there_are_enough_and_each_tells_its_story():
    assert len(ATTACKS) >= 90
    assert len({attack.title for attack in ATTACKS}) == len(ATTACKS)
    for attack in ATTACKS:
        assert attack.wall
        assert "|" not in attack.title


def test_the_table_in_the_guide_is_up_to_date():
    guide = table.GUIDE.read_text("utf-8")
    assert table.updated(guide) == guide, "run: python -m tests.hostile.table"
    assert {attack.group for attack in ATTACKS} <= set(table.GROUPS)
