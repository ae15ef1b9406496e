"""One student, one grade, in the layouts that seven systems hand out, as they document them."""

import zipfile
from pathlib import Path

import pytest

from labsupport.errors import InputError
from labsupport.grading import collect, run
from labsupport.teaching import people, roster
from tests.teaching.conftest import lab

EXERCISES = {"square", "cube"}
HELPER = "def helper():\n    return 1\n"
OTHER = lab("x + 1", "other")
OLD, NEW = lab("x"), lab()
METADATA = """---
submission_101:
  :submitters:
  - :name: Jane Doe
    :sid: '1'
    :email: jane@x.edu
  :created_at: 2026-01-30 10:00:00.000000000 Z
  :score: 0.0
  :results:
    :tests:
    - :output: |
        submission_999:
          :submitters:
          - :name: Nobody
submission_102:
  :submitters:
  - :name: "R\\u00e9my O'Neil"
    :sid: '2'
    :email: remy@x.edu
  - :name: 'Ann O''Hara'
    :sid: '3'
    :email: ann@x.edu
  :created_at: 2026-01-31 10:00:00.000000000 Z
"""
BLACKBOARD = "Lab 1_{user}_attempt_2026-01-{day}-23-59-59"
TEXT = "Name: {name} ({user})\nAssignment: Lab 1\nDate Submitted: ...\nCurrent Grade: Not Graded\n"
# System -> (files of the download; name, id, moment and lateness of each, None for the absent)
LAYOUTS: dict[str, tuple[dict[str, str], list[tuple[object, ...]]]] = {
    "canvas": (
        {
            "doejane_11_900_lab.ipynb": OLD,
            "doejane_11_950_lab-1.ipynb": NEW,
            "doejane_11_951_helper.py": HELPER,
            "roeann_LATE_12_901_lab.ipynb": NEW,
            "roeann_LATE_12_902_other.ipynb": OTHER,
        },
        [("doejane", "11", "", False), ("roeann", "12", "", True)],
    ),
    "moodle": (
        {
            "Jane Doe_11_assignsubmission_file/lab.ipynb": NEW,
            "Jane Doe_11_assignsubmission_file/utils/helper.py": HELPER,
            "Jane Doe_11_assignsubmission_onlinetext/onlinetext.html": "<p>done</p>",
            "Ann Roe_12_assignsubmission_file/": "",
            "Kim Poe_13_assignsubmission_onlinetext/onlinetext.html": "<p>no file</p>",
        },
        [("Jane Doe", "11", "", False), ("Kim Poe", "13", "", False), ("Ann Roe", "12", "", None)],
    ),
    "moodle without folders": (
        {
            "Jane Doe_11_assignsubmission_file_lab.ipynb": NEW,
            "Jane Doe_11_assignsubmission_onlinetext_onlinetext.html": "<p>done</p>",
        },
        [("Jane Doe", "11", "", False)],
    ),
    "moodle, blind": (
        {"Participant 77_77_assignsubmission_file/lab.ipynb": NEW},
        [("", "77", "", False)],
    ),
    "blackboard": (
        {
            BLACKBOARD.format(user="jdoe", day=29) + "_lab.ipynb": OLD,
            BLACKBOARD.format(user="jdoe", day=31) + "_lab.ipynb": NEW,
            BLACKBOARD.format(user="jdoe", day=31) + ".txt": TEXT.format(
                name="Jane Doe", user="jdoe"
            ),
        },
        [("Jane Doe", "jdoe", "2026-01-31T23:59:59", False)],
    ),
    "brightspace": (
        {
            "11-500 - Jane Doe - Jan 30, 2026 1159 PM/lab.ipynb": OLD,
            "11-500 - Jane Doe - January 31, 2026 905 AM/lab.ipynb": NEW,
            "12-500 - Ann - Lee Roe - Jan 2, 2026 1200 PM/lab.ipynb": NEW,
            "index.html": "",
        },
        [
            ("Jane Doe", "11", "2026-01-31T09:05:00", False),
            ("Ann - Lee Roe", "12", "2026-01-02T12:00:00", False),
        ],
    ),
    "gradescope": (
        {
            "assignment_5_export/submission_metadata.yml": METADATA,
            "assignment_5_export/submission_101/lab.ipynb": NEW,
            "assignment_5_export/submission_102/lab.ipynb": NEW,
            "assignment_5_export/submission_102/helper.py": HELPER,
        },
        [
            ("Jane Doe", "1", "2026-01-30T10:00:00", False),
            ("Rémy O'Neil; Ann O'Hara", "2; 3", "2026-01-31T10:00:00", False),
        ],
    ),
    "github": (
        {
            f"lab-1-{user}/{name}": content
            for user in ("jane-doe", "jim")
            for name, content in {
                ".git/config": "[core]\n\tfsmonitor = touch /tmp/evil\n",
                "chapters/tiny/lab.ipynb": NEW,
                "chapters/other/lab.ipynb": OTHER,
                **{f"labsupport/m{n}.py": HELPER for n in range(20)},
            }.items()
        },
        [("jane-doe", "jane-doe", "", False), ("jim", "jim", "", False)],
    ),
    "nbgrader, inbound": (
        {
            "jane+lab+2026-01-30 15:58:23.948203 UTC+abc/lab.ipynb": OLD,
            "jane+lab+2026-01-31 15:58:23.948203 UTC+def/lab.ipynb": NEW,
        },
        [("jane", "jane", "2026-01-31T15:58:23", False)],
    ),
    "nbgrader, collected": (
        {
            "jane/lab/lab.ipynb": NEW,
            "jane/lab/helper.py": HELPER,
            "jane/lab/timestamp.txt": "2026-01-31 15:58:23.948203 UTC\n",
        },
        [("jane", "jane", "2026-01-31T15:58:23", False)],
    ),
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            path.write_text(content, "utf-8")
    return folder


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def matched(path: Path, listed=None):
    return people.match(collect.searched([path]), "tiny", EXERCISES, listed)


def shown(given):
    members = given.person.members
    return (
        "; ".join(m["name"] for m in members),
        "; ".join(next(iter(m["ids"].values())) for m in members),
        given.person.submitted,
        None if given.person.absent else given.person.late,
    )


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_person_has_one_submission_the_newest_notebook_of_the_lab(tmp_path, layout, packed):
    files, expected = LAYOUTS[layout]
    if packed and layout == "github":
        pytest.skip("clones come as a folder")
    path = zipped(tmp_path / "all.zip", files) if packed else write(tmp_path / "all", files)
    found, sentences = matched(path)
    assert sorted(map(shown, found), key=str) == sorted(expected, key=str)
    for given in found:
        if given.submission is None:  # an empty folder, or words in a form
            assert given.error
        else:
            assert "x * x" in given.submission.cells[0].source, given.path
            assert given.submission.lab == "tiny"
        assert given.share == 1
    passed = len([name for name in files if name.endswith((".ipynb", ".py"))])
    assert bool(sentences) == (passed > len(found) or "html" in "".join(files)), sentences


def test_the_metadata_that_a_submission_printed_names_nobody(tmp_path):
    from labsupport.teaching import layouts

    assert set(layouts.submitters(METADATA)) == {"submission_101", "submission_102"}


def test_an_archive_for_each_person_is_one_submission(tmp_path):
    zipped(tmp_path / "doejane_11_900_lab.zip", {"a/lab.ipynb": NEW, "a/helper.py": HELPER})
    zipped(tmp_path / "bert.zip", {"lab.ipynb": NEW, "other.ipynb": OTHER})
    found, _ = matched(tmp_path)
    assert [given.submission.lab for given in found] == ["tiny", "tiny"]
    assert [given.path for given in found] == ["bert/lab.ipynb", "doejane_11_900_lab/a/lab.ipynb"]


def test_files_without_a_layout_are_as_many_people(tmp_path):
    write(
        tmp_path, {"w/anna.py": "def square(x): return x", "w/bert.ipynb": NEW, "w/help.py": HELPER}
    )
    write(tmp_path, {"c.ipynb": NEW, "d.ipynb": NEW, "e.py": HELPER})
    found, sentences = matched(tmp_path)
    assert [given.path for given in found] == [
        "c.ipynb",
        "d.ipynb",
        "e.py",
        "w/anna.py",
        "w/bert.ipynb",
    ]
    assert sentences == [
        "w/bert.ipynb counts (the notebook; the others are helpers), not w/help.py"
    ]


def test_the_newest_counts_even_if_nothing_of_it_can_be_read(tmp_path):
    files = {
        BLACKBOARD.format(user="jdoe", day=29) + "_lab.ipynb": NEW,
        BLACKBOARD.format(user="jdoe", day=31) + "_lab.ipynb": "broken",
    }
    (given,), sentences = matched(write(tmp_path, files))
    assert "2026-01-31" in given.path
    assert given.error
    assert len(sentences) == 1


def test_a_day_that_does_not_exist_is_no_moment(tmp_path):
    name = "Lab_jdoe_attempt_2026-13-45-99-59-59_lab.ipynb"
    (given,), _ = matched(write(tmp_path, {name: NEW}))
    assert given.person.submitted == ""


VICTIM = "x_victim_attempt_2026-12-31-23-59-59"
STAMPED = {"victim/lab/timestamp.txt": "2026-12-31 23:59:59", "victim/lab/lab.ipynb": OLD}
EXPORTED = {"submission_metadata.yml": METADATA, "submission_101/lab.ipynb": OLD}
ATTEMPT = BLACKBOARD.format(user="mallory", day=31)
# What Mallory hands in, and to whom it belongs.
SPOOFS = {
    "a file called as Canvas would": (
        {"mallory_66_900_victim_11_990_lab-9.ipynb": OLD},
        {"canvas": "66"},
    ),
    "a file called as Blackboard would": (
        {f"{ATTEMPT}_{VICTIM}_lab.ipynb": OLD},
        {"blackboard": "mallory"},
    ),
    "a folder called as Moodle would": (
        {"Mallory_66_assignsubmission_file/Victim_11_assignsubmission_file/lab.ipynb": OLD},
        {"moodle": "66"},
    ),
    "an exchange in a folder": (
        {f"Mallory_66_assignsubmission_file/{n}": text for n, text in STAMPED.items()},
        {"moodle": "66"},
    ),
    "a repository in a folder": (
        {
            "Mallory_66_assignsubmission_file/.git/config": "",
            "Mallory_66_assignsubmission_file/lab.ipynb": OLD,
        },
        {"moodle": "66"},
    ),
    "an exchange, deeper in a plain folder": (
        {f"mallory/{n}": text for n, text in STAMPED.items()},
        {},
    ),
    "an export in a plain folder": ({f"mallory/{n}": text for n, text in EXPORTED.items()}, {}),
    "an export in an export": (
        {
            "submission_metadata.yml": METADATA,
            **{f"submission_102/{n}": text for n, text in EXPORTED.items()},
        },
        {"sid": "2", "email": "remy@x.edu"},
    ),
}


@pytest.mark.parametrize("spoof", SPOOFS)
def test_nobody_hands_in_for_somebody_else(tmp_path, spoof):
    """Whatever names Mallory chose for what is inside: the victim has what the victim handed in."""
    files, ids = SPOOFS[spoof]
    found, _ = matched(write(tmp_path, files | {"anna.ipynb": NEW}))
    mine = [given for given in found if given.path != "anna.ipynb"]
    assert len(mine) == 1
    assert mine[0].person is not None
    assert [m["ids"] for m in mine[0].person.members[:1]] == ([ids] if ids else [])


@pytest.mark.parametrize("inner", [STAMPED, EXPORTED, {"victim_11_990_lab.ipynb": OLD}])
def test_an_archive_is_its_owners_whatever_is_in_it(tmp_path, inner):
    zipped(tmp_path / "mallory_66_900_all.zip", inner)
    zipped(tmp_path / "mallory.zip", inner)
    found, _ = matched(tmp_path)
    assert [given.person.members for given in found] == [
        [],
        [{"name": "mallory", "ids": {"canvas": "66"}}],
    ]


def test_a_name_that_a_submission_brings_along_is_not_believed(tmp_path):
    """A text like Blackboard's own, in a file that Mallory called so."""
    attempt = BLACKBOARD.format(user="victim", day=29)
    files = {
        f"{attempt}_lab.ipynb": NEW,
        f"{attempt}.txt": TEXT.format(name="Vic Tim", user="victim"),
        f"{ATTEMPT}_{attempt}.txt": TEXT.format(name="Mallory", user="victim"),
        f"{ATTEMPT}_lab.ipynb": NEW,
    }
    found, _ = matched(write(tmp_path, files))
    assert sorted(m["name"] for given in found for m in given.person.members) == ["", "Vic Tim"]


def table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding)
    return path


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Lab (5),Final Score\n"
    "    Points Possible,,,,,3,(read only)\n"
    '"Doe, Jane",11,s11,jane,A,,\n"Roe, Ann",12,s12,ann,A,,\n"Poe, Kim",13,s13,kim,A,,\n'
    '"Student, Test",99,,test,A,,\n'
)


def test_who_handed_in_nothing_has_a_row(tmp_path, suite):
    listed = roster.read(table(tmp_path / "roster.csv", CANVAS))
    assert [row.name for row in listed.rows] == ["Doe, Jane", "Roe, Ann", "Poe, Kim"]
    files = LAYOUTS["canvas"][0] | {"mallory_66_90_lab.ipynb": NEW}
    folder = write(tmp_path / "in", files)
    grades = run.grade_class(
        "tiny",
        [folder],
        tmp_path / "out",
        suite=suite,
        matching=lambda found, names: people.match(found, "tiny", names, listed),
    )
    by_name = {grade.person["members"][0]["name"]: (grade.score, grade.status) for grade in grades}
    assert by_name == {
        "Doe, Jane": (3, "graded"),
        "Roe, Ann": (3, "graded"),
        "mallory": (3, "graded"),
        "Poe, Kim": (0, "not handed in"),
    }
    assumed = (tmp_path / "out" / "assumed.txt").read_text("utf-8")
    assert "mallory_66_90_lab.ipynb is of nobody in the roster" in assumed
    assert "1 of 3 in the roster handed in nothing and get 0 points" in assumed
    again = run.grade_class(
        "tiny",
        [folder],
        tmp_path / "out",
        suite=suite,
        resume=True,
        matching=lambda found, names: people.match(found, "tiny", names, listed),
    )
    assert [grade.person for grade in again] == [grade.person for grade in grades]


@pytest.mark.parametrize(
    ("text", "encoding", "system", "ids"),
    [
        (CANVAS, "utf-8-sig", "canvas", {"canvas": "11", "login": "jane", "sis": "s11"}),
        (
            "Identifier,Full name,Email address,Status,Grade,Maximum Grade\n"
            "Participant 11,Jane Doe,j@x.edu,Submitted,,10\n",
            "utf-8",
            "moodle",
            {"moodle": "11", "email": "j@x.edu"},
        ),
        (
            "Identifier,Status,Grade\nParticipant 11,Submitted,\n",
            "utf-8",
            "moodle",
            {"moodle": "11"},
        ),
        (
            '"Last Name"\t"First Name"\t"Username"\t"Student ID"\n"Doe"\t"Jane"\t"jdoe"\t"7"\n',
            "utf-16",
            "blackboard",
            {"blackboard": "jdoe", "sis": "7"},
        ),
        (
            "OrgDefinedId,Username,Last Name,First Name,Lab Points Grade <Numeric MaxPoints:3>,"
            "End-of-Line Indicator\n#11,#jdoe,Doe,Jane,,#\n",
            "utf-8",
            "brightspace",
            {"brightspace": "11", "login": "jdoe"},
        ),
        (
            '"identifier","github_username","github_id","name"\n"7","jdoe","1",""\n',
            "utf-8",
            "github",
            {"github": "jdoe", "sis": "7"},
        ),
    ],
)
def test_the_table_of_each_system_is_read(tmp_path, text, encoding, system, ids):
    listed = roster.read(table(tmp_path / "r.csv", text, encoding))
    assert listed.system == system
    assert listed.rows[0].ids == ids


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Student,ID\n", "\0"])
def test_what_is_no_roster_is_a_sentence(tmp_path, text):
    with pytest.raises(InputError, match="the roster"):
        roster.read(table(tmp_path / "r.csv", text))


@pytest.mark.parametrize(
    ("name", "ids", "row"),
    [
        ("doejane", {}, 0),
        ("Jane Doe", {"moodle": "4"}, 0),
        ("DOE, jane", {}, 0),
        ("whoever", {"canvas": "12"}, 1),
        ("ann", {}, 1),
        ("nobody", {"canvas": "1"}, None),
        ("", {}, None),
    ],
)
def test_a_person_is_found_by_an_id_or_a_name_that_one_has(tmp_path, name, ids, row):
    listed = roster.read(table(tmp_path / "r.csv", CANVAS))
    found = listed.row_of(name, ids)
    assert found is (None if row is None else listed.rows[row])
