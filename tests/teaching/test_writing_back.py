"""What goes back: points by the course's own rules, in the table and files that a system takes."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from labsupport.__main__ import main
from labsupport.errors import InputError
from labsupport.grading import run
from labsupport.grading.judge import Grade, Result
from labsupport.teaching import final, people, policy, regrade, roster, upload
from tests.teaching.conftest import SUITE, lab
from tests.teaching.test_people import CANVAS, LAYOUTS, table, write

POLICY = """
due = 2026-01-30T10:00:00
drop = ["cube"]
extra = ["more"]
[late]
percent_per_day = 10
most_percent = 25
grace_minutes = 15
[override.jdoe]
points = 7.5
why = "oral examination"
"""


def graded(square=4.0, cube=1.0, more=2.0, name="a", **person) -> Grade:
    """A grade with these points of 4, 1 and 2."""
    results = [
        Result("t", exercise, most, passed=earned > 0)
        for exercise, earned, most in (("square", square, 4), ("cube", cube, 1), ("more", more, 2))
    ]
    members = [{"name": f"Name {name}", "ids": {"sis": name}}]
    return Grade(name, name, results, 1, person={"members": members, "system": "x", **person})


def rules(tmp_path, text=POLICY):
    return policy.read(table(tmp_path / "policy.toml", text))


@pytest.mark.parametrize(
    ("submitted", "late", "points", "steps"),
    [
        ("2026-01-30T10:14:59", False, 6, ""),
        ("2026-01-30T10:15:01", False, 5.4, "1 day late: 10 % less, 0.6 points"),
        ("2026-01-31T10:00:01", False, 4.8, "2 days late: 20 % less, 1.2 points"),
        ("2026-03-01T00:00:00", False, 4.5, "days late: 25 % less, 1.5 points"),
        ("", True, 5.4, "marked late by x: 10 % less, 0.6 points"),
        ("", False, 6, ""),
    ],
)
def test_late_days_cost_a_share_of_what_counts(tmp_path, submitted, late, points, steps):
    jdoe = graded(name="jdoe")
    grade = graded(submitted=submitted, late=late)
    found, by_hand = policy.applied(rules(tmp_path), [grade, jdoe])
    assert found.points == pytest.approx(points)
    assert found.max_points == 4  # without cube, which is dropped, and more, which is extra
    assert "cube does not count (1 points)" in found.steps
    assert "more is extra: 2 points" in found.steps
    assert steps in "; ".join(found.steps)
    assert len(found.steps) == 2 + bool(steps)
    assert by_hand.points == 7.5
    assert by_hand.steps[-1] == "set by hand to 7.5 instead of 6: oral examination"


def test_without_a_policy_points_are_what_was_earned():
    (found,) = policy.applied(policy.read(None), [graded(square=0)])
    assert (found.points, found.max_points, found.steps) == (3, 7, [])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("due = 3", "has to be a moment"),
        ("[late]\npercent = 1", "late.percent is no part of a policy"),
        ("[late]\npercent_per_day = -1", "negative or no number"),
        ("[late]\npercent_per_day = nan", "negative or no number"),
        ("[override.a]\npoints = 1", "needs points, and why"),
        ("[override.a]\nwhy = 'x'", "cannot be used"),
        ("late = 3", "cannot be used"),
        ("x = ", "is no TOML"),
        ("curve = 1", "curve is no part"),
    ],
)
def test_a_policy_that_cannot_be_used_is_a_sentence(tmp_path, text, sentence):
    with pytest.raises(InputError, match=sentence):
        rules(tmp_path, text)


@pytest.mark.parametrize("text", ['drop = ["cub"]', '[override.nobody]\npoints = 1\nwhy = "x"'])
def test_a_policy_that_names_nothing_is_a_sentence(tmp_path, text):
    with pytest.raises(InputError, match="the policy"):
        policy.applied(rules(tmp_path, text), [graded()])


def test_a_table_goes_back_to_canvas_as_it_came(tmp_path):
    listed = roster.read(table(tmp_path / "r.csv", CANVAS.replace('"Doe, Jane"', '"=Doe, Jane"')))
    grade = graded(name="s11")
    (found,) = policy.applied(policy.read(None), [grade])
    made = upload.table(listed, "lab", [grade], [found]).decode()
    lines = list(csv.reader(io.StringIO(made)))
    assert lines[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Lab (5)"]
    assert lines[1][0].strip() == "Points Possible"
    assert lines[2] == ["'=Doe, Jane", "11", "s11", "jane", "A", "7"]
    assert lines[3][-1] == ""  # of nobody who was graded
    assert len(lines) == 5  # without the test student


def test_a_table_goes_back_to_moodle_in_its_scale_and_with_what_was_changed(tmp_path):
    text = (
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Feedback comments\n"
        "Participant 11,Jane Doe,j@x.edu,Submitted,,100.00,\n"
    )
    listed = roster.read(table(tmp_path / "r.csv", text))
    grade = graded(square=0)
    grade.person["members"] = [{"name": "", "ids": {"moodle": "11"}}]
    made = upload.table(listed, "vae", [grade], [policy.Final(3, 4, ["=late"])]).decode()
    assert made.splitlines()[1] == "Participant 11,Jane Doe,j@x.edu,Submitted,75,100.00,'=late"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (
            '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Lab 1 [Total Pts: 7 Score] |9"'
            '\t"Other"\n"Doe"\t"Jane"\t"jdoe"\t"s11"\t""\t""\n',
            "utf-16",
            '"Doe"\t"Jane"\t"jdoe"\t"s11"\t"7"',
        ),
        (
            "OrgDefinedId,Username,Lab Points Grade <Numeric MaxPoints:7>,End-of-Line Indicator\n"
            "#11,#s11,,#\n",
            "utf-8",
            "#11,#s11,7,#",
        ),
    ],
)
def test_a_table_goes_back_with_its_ids_encoding_and_separator(tmp_path, text, encoding, expected):
    listed = roster.read(table(tmp_path / "r.csv", text, encoding))
    grade = graded()
    grade.person["members"] = [{"name": "", "ids": {"sis": "s11", "login": "s11"}}]
    made = upload.table(listed, "lab", [grade], [policy.Final(7, 7)])
    assert made.decode(encoding).splitlines()[1] == expected


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [("nothing", "no column called 'nothing'"), (None, "no column with 'vae'")],
)
def test_a_column_that_is_not_clear_is_a_sentence(tmp_path, wanted, sentence):
    listed = roster.read(table(tmp_path / "r.csv", CANVAS))
    with pytest.raises(InputError, match=re.escape(sentence)):
        upload.check("canvas", listed, "vae", wanted)
    with pytest.raises(InputError, match="the roster is of canvas, not of moodle"):
        upload.check("moodle", listed, "vae", None)


def command(*arguments, monkeypatch):
    """Run a command here; its exit status."""
    monkeypatch.setattr("sys.argv", ["labsupport", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_a_class_from_canvas_and_back_and_graded_again(tmp_path, monkeypatch, capsys):
    """The whole way by the commands: roster, policy, table, feedback, a changed suite, verify."""
    folder = write(tmp_path / "in", LAYOUTS["canvas"][0])
    listed = table(tmp_path / "roster.csv", CANVAS.replace("Lab (5)", "Lab tiny (5)"))
    rules = table(tmp_path / "policy.toml", "[late]\npercent_per_day = 50\n")
    suite = table(tmp_path / "test_tiny.py", SUITE)
    out = tmp_path / "out"
    given = ["tiny", folder, "--output", out, "--suite", suite, "--roster", listed]
    status = command("grade", *given, "--policy", rules, "--csv", "canvas", monkeypatch=monkeypatch)
    assert status == 0
    lines = list(csv.reader(io.StringIO((out / "upload-canvas.csv").read_text("utf-8"))))
    assert {line[1]: line[-1] for line in lines[2:]} == {"11": "3", "12": "1.5", "13": "0"}
    with zipfile.ZipFile(out / "feedback-canvas.zip") as archive:
        assert sorted(archive.namelist()) == [
            "doejane_11_950_lab-1.html",
            "roeann_LATE_12_901_lab.html",
        ]
        assert b"3" in archive.read("doejane_11_950_lab-1.html")
    capsys.readouterr()

    assert command("regrade", *given, "--verify", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out.startswith("2 grades were reproduced, to every verdict")
    before = (out / "final.csv").read_text("utf-8")
    suite.write_text(SUITE.replace("== 8", "== 9").replace("points=2", "points=4"))
    assert command("regrade", *given, "--verify", monkeypatch=monkeypatch) == 1
    assert "was graded by another suite" in capsys.readouterr().err
    assert (out / "final.csv").read_text("utf-8") == before

    assert command("regrade", *given, monkeypatch=monkeypatch) == 0
    said = capsys.readouterr().out
    assert "doejane/lab-1.ipynb: 3 -> 4 (+1)" in said
    assert "cube: it cubes fails now (this is no cube), 1 points" in said
    assert "square: it squares has 4 points, not 2" in said
    assert "3 of 3 grades changed" in said
    assert "50 % less, 2 points" in (out / "final.csv").read_text("utf-8")  # the policy was kept


def test_one_table_over_all_labs_knows_a_person_by_any_id(tmp_path):
    for slug, ids, _points in (("a", {"canvas": "1", "sis": "s"}, 2.0), ("b", {"sis": "s"}, 3.0)):
        grade = graded()
        grade.person["members"] = [{"name": "=Jane", "ids": ids}]
        other = graded(name=f"only {slug}")
        final.write(tmp_path / slug, slug, [grade, other], policy.Policy())
        assert final.read(tmp_path / slug)["people"][0]["points"] == 7
    lines = list(csv.reader(io.StringIO(final.gradebook([tmp_path / "a", tmp_path / "b"]))))
    assert lines[0] == ["person", "id", "a", "b", "total"]
    assert lines[1][2:] == ["7", "7", "14"]
    assert lines[2] == ["'=Jane", "1", "7", "7", "14"]
    assert [line[2:] for line in lines[3:]] == [["7", "", "7"], ["", "7", "7"]]
    with pytest.raises(InputError, match="two folders have grades of the lab 'a'"):
        final.gradebook([tmp_path / "a", tmp_path / "a"])
    with pytest.raises(InputError, match="there are no grades in"):
        final.gradebook([tmp_path])


def test_a_grade_that_cannot_be_reproduced_is_named(tmp_path, suite):
    folder = write(
        tmp_path / "in", {"anna.ipynb": lab("x * x * (1 + 0 * id(x))"), "b.ipynb": lab()}
    )
    run.grade_class("tiny", [folder], tmp_path / "out", suite=suite)
    path = tmp_path / "out" / "ledger.jsonl"
    path.write_text(path.read_text().replace('"passed": true', '"passed": false', 1))
    right, sentences = regrade.verify("tiny", [folder], tmp_path / "out", suite=suite)
    assert right == 1
    assert "not reproduced: anna.ipynb" in sentences[0]
    assert "square: it squares passes now" in sentences[0]
    (folder / "b.ipynb").unlink()
    (folder / "c.ipynb").write_text(lab("x"))
    _, sentences = regrade.verify("tiny", [folder], tmp_path / "out", suite=suite)
    assert "b.ipynb: these bytes were not given" in sentences


def test_feedback_of_a_download_with_folders_lies_in_them(tmp_path, suite):
    folder = write(tmp_path / "in", LAYOUTS["moodle"][0])
    grades = run.grade_class(
        "tiny",
        [folder],
        tmp_path / "out",
        suite=suite,
        matching=lambda found, names: people.match(found, "tiny", names),
    )
    packed = upload.feedback("moodle", tmp_path / "out", grades)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert "Jane Doe_11_assignsubmission_file/report.html" in archive.namelist()
    assert upload.feedback("canvas", tmp_path / "out", grades) == b""


def test_the_guide_shows_the_policy_that_is_among_the_examples():
    root = Path(__file__).parents[2]
    (shown,) = re.findall(
        r"```toml\n(.*?)```", (root / "chapters/instructors.md").read_text(), re.S
    )
    example = (root / "examples/policy.toml").read_text()
    assert example.partition("\n")[2] == shown
    assert policy.read(root / "examples/policy.toml").override == {
        "perfect": (12.5, "oral examination")
    }
