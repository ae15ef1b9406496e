"""What lies around the sandbox: the current folder, names, links, terminals and spreadsheets."""

import csv
import io
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from labsupport.errors import InputError
from labsupport.grading import judge, ledger, report, run

ROOT = Path(__file__).parents[2]
EVIL = "raise SystemExit('a file of the current folder ran')\n"


def command(*arguments, folder, console=True, python=sys.executable, **variables):
    """Run the command in a folder; status, what it printed, and what it complained of."""
    main = "import sys; sys.argv[0] = 'labsupport'; from labsupport.__main__ import main; main()"
    program = ["-P", "-c", main] if console else ["-m", "labsupport"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    path = [str(ROOT)] if console else []
    environment |= {"PYTHONPATH": os.pathsep.join(path), "OMP_NUM_THREADS": "1", **variables}
    done = subprocess.run(
        [str(python), *program, *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def handed_in(tmp_path, right):
    """A folder of submissions, with modules that a grader might import."""
    folder = tmp_path / "handed in"
    folder.mkdir()
    (folder / "lab.py").write_text(right)
    for name in ("typer", "click", "torch", "pytest", "IPython", "zipfile", "multiprocessing"):
        (folder / f"{name}.py").write_text(EVIL)
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_in_the_current_folder_is_imported(handed_in, tiny_suite, tmp_path, jobs):
    arguments = [
        "grade",
        "vae",
        ".",
        "--suite",
        tiny_suite,
        "--output",
        tmp_path / "o",
        "--jobs",
        jobs,
    ]
    status, out, err = command(*arguments, folder=handed_in)
    assert "a file of the current folder ran" not in out + err
    assert status == 0, err
    rows = {row["submission"]: row for row in read_csv(tmp_path / "o")}
    assert float(rows["lab.py"]["score"]) > 0


def test_the_module_guards_itself_in_its_first_lines(handed_in):
    # It has to be found itself, for which the course is installed; see the folder of the tests.
    (handed_in / "labsupport").symlink_to(ROOT / "labsupport")
    status, out, err = command("--help", folder=handed_in, console=False)
    assert "a file of the current folder ran" not in out + err
    assert status == 0


def read_csv(folder):
    return list(csv.DictReader(io.StringIO((folder / "grades.csv").read_text("utf-8"))))


def test_a_suite_among_the_submissions_is_refused(handed_in, tiny_suite, tmp_path):
    (handed_in / "tests" / "graded").mkdir(parents=True)
    for place in (handed_in / "test_own.py", handed_in / "tests" / "graded" / "test_own.py"):
        place.write_text(Path(tiny_suite).read_text())
    for options in (["--suite", "test_own.py"], []):
        arguments = ["grade", "own", ".", *options, "--output", tmp_path / "o"]
        status, _, err = command(*arguments, folder=handed_in)
        assert status == 2
        assert "lies among the submissions in ., so anybody may have written it" in err
    assert not (tmp_path / "o").exists()


def test_the_courses_own_suite_comes_first(tmp_path, monkeypatch):
    (tmp_path / "tests" / "graded").mkdir(parents=True)
    (tmp_path / "tests" / "graded" / "test_vae.py").write_text(EVIL)
    monkeypatch.chdir(tmp_path)
    assert run.find_suite("vae", None, []) == ROOT / "tests" / "graded" / "test_vae.py"


def test_a_file_that_is_called_like_an_option_is_a_file(tmp_path, tiny_suite, right):
    (tmp_path / "a.py").write_text(right)
    evil = Path(tiny_suite).read_text().replace("points=2", "points=1000")
    (tmp_path / "--suite=evil.py").write_text(right)
    (tmp_path / "evil.py").write_text(evil)
    files = ["--suite=evil.py", "a.py"]  # what the shell makes of *.py
    arguments = ["grade", "vae", *files, "--suite", tiny_suite, "--output", tmp_path / "o"]
    status, _, err = command(*arguments, folder=tmp_path)
    assert status == 0, err
    rows = read_csv(tmp_path / "o")
    assert [row["submission"] for row in rows] == ["'--suite=evil.py", "a.py"]  # no formula
    assert len({row["max_score"] for row in rows}) == 1
    assert float(rows[0]["max_score"]) < 100


CLEAR = "\x1b[2J\u202e"


@pytest.mark.parametrize(
    "arguments",
    [
        ["grade", f"va{CLEAR}e", "nothing.py"],
        ["grade", "vae", f"no{CLEAR}.py"],
        ["grade", "vae", f"--no{CLEAR}"],
        [f"no{CLEAR}"],
        ["grade", "vae", "x.py", "--jobs", f"{CLEAR}"],
        ["grade", "vae", "x.py", "--suite", f"{CLEAR}.py"],
        ["train", f"{CLEAR}"],
    ],
)
def test_no_control_character_reaches_the_terminal(arguments, tmp_path):
    status, out, err = command(*arguments, folder=tmp_path)
    assert status == 2
    assert all(c.isprintable() or c == "\n" for c in out + err)
    assert err.startswith("labsupport: ")
    assert err.count("\n") == 1


def test_neither_markup_nor_emoji_of_a_name_means_anything(capsys):
    grade = judge.Grade("[red]a[/red] :smile:.py", "a", [], 1, error="[bold]x[/bold] :skull:")
    run.print_table([grade])
    out = capsys.readouterr().out
    assert "[red]a[/red] :smile:.py" in out
    assert "[bold]x[/bold] :skull:" in out


@pytest.mark.parametrize("sign", [*"=+-@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
@pytest.mark.parametrize("before", ["", "x;", "x; ", 'x;"', "x,", "x|", "; ;", " "])
def test_no_text_is_a_formula_whatever_a_spreadsheet_splits_at(before, sign):
    text = report.cell(f"{before}{sign}cmd")
    for separator in ";,|\t":
        for part in text.split(separator):
            assert not part.strip(" \"'").startswith(sign) or "'" in part.split(sign)[0]


def test_an_ordinary_text_is_left_as_it_is():
    for text in ("Anna-Maria/lab 2.ipynb", "a+b.py", "x, y; z", "mu = 3"):
        assert report.cell(text) == text


def test_two_that_look_alike_have_rows_that_do_not(tmp_path, tiny_suite, right):
    (tmp_path / "in").mkdir()
    for name in ("Zo\u00eb.py", "Zoe\u0308.py", "a\x01.py", "a\x02.py"):
        (tmp_path / "in" / name).write_text(right)
    grades = run.grade_class("vae", [tmp_path / "in"], tmp_path / "o", suite=Path(tiny_suite))
    rows = read_csv(tmp_path / "o")
    assert len({row["submission"] for row in rows}) == len({row["folder"] for row in rows}) == 4
    (tmp_path / "in" / "Zo\u00eb.py").write_text(right + "\n# changed\n")
    again = run.grade_class(
        "vae", [tmp_path / "in"], tmp_path / "o", suite=Path(tiny_suite), resume=True
    )
    folders = {grade.name: grade.folder for grade in grades}
    assert {grade.name: grade.folder for grade in again} == folders


def test_a_linked_folder_of_reports_is_not_written_through(tmp_path, tiny_suite, right):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "anna.py").write_text(right)
    (tmp_path / "o").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "o" / "anna").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="anna is a link, through which no report is written"):
        run.grade_class("vae", [tmp_path / "in"], tmp_path / "o", suite=Path(tiny_suite))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_list_of_a_suites_modules_executes_none_of_them(tmp_path, monkeypatch):
    """Wherever they lie: in a folder of the user's own, or beside the course."""
    (tmp_path / "helpers" / "inner").mkdir(parents=True)
    for place in (tmp_path / "helpers", tmp_path / "helpers" / "inner"):
        (place / "__init__.py").write_text(EVIL)
    (tmp_path / "helpers" / "inner" / "deep.py").write_text(EVIL)
    (tmp_path / "test_x.py").write_text("import torch.nn\nfrom helpers.inner import deep\n")
    monkeypatch.syspath_prepend(tmp_path)
    found = ledger.imported(tmp_path / "test_x.py", set())
    names = {str(path.relative_to(tmp_path)) for path in found}
    assert names == {"helpers/inner/__init__.py", "helpers/inner/deep.py"}


@pytest.mark.parametrize("where", ["a .pth file", "the user's own packages"])
def test_torch_may_lie_outside_of_pythons_own_folders(tmp_path, tiny_suite, right, where):
    (tmp_path / "a.py").write_text(right)
    packages, version = (
        sysconfig.get_path("purelib"),
        f"python{sys.version_info[0]}.{sys.version_info[1]}",
    )
    user = where == "the user's own packages"  # what pip install --user makes
    venv.create(tmp_path / "env", system_site_packages=user)
    if user:
        (tmp_path / "lib" / version).mkdir(parents=True)
        (tmp_path / "lib" / version / "site-packages").symlink_to(packages)
    else:
        own = tmp_path / "env" / "lib" / version / "site-packages"
        (own / "elsewhere.pth").write_text(f"{packages}\n")
    arguments = ["grade", "vae", "a.py", "--suite", tiny_suite, "--output", tmp_path / "o"]
    python = tmp_path / "env" / "bin" / "python"
    base = {"PYTHONUSERBASE": str(tmp_path)} if user else {}
    status, _, err = command(*arguments, folder=tmp_path, python=python, **base)
    assert status == 0, err
    (row,) = read_csv(tmp_path / "o")
    assert row["score"] == row["max_score"]
