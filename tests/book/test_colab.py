"""The road through Colab: solved labs in an environment of their own, and the weekly workflow.

Colab's versions are several gigabytes and are not installed here; the notebooks, what runs them and
the workflow's shell are tested with this environment in their place.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml

from labsupport.book import colab, notebooks
from labsupport.errors import InputError

ROOT = Path(__file__).parents[2]
HERE = sys.version_info[:2]


def notebook(*cells):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


def test_a_lab_begins_with_its_own_first_cell_and_holds_the_solutions():
    lab = colab.solved(ROOT, "start")
    first = next(cell.source for cell in lab.cells if cell.cell_type == "code")
    assert f'%pip install -q --no-deps lark "labsupport @ git+{ROOT.resolve().as_uri()}"' in first
    assert 'lab.setup("start"' in first
    # But for the address it is the notebook that students open in Colab.
    given = notebooks.loads((ROOT / "chapters/start/lab.ipynb").read_text("utf-8"))
    assert notebooks.exercises(given)
    for theirs, ours in zip(given.cells[:-1], lab.cells[:-1], strict=True):
        if theirs.metadata.get("tags") == ["exercise"]:
            assert theirs.source != ours.source
            assert "NotImplementedError" not in ours.source
        elif theirs.metadata.get("tags") != ["setup"]:
            assert theirs.source == ours.source


def test_a_notebook_that_runs_is_kept(monkeypatch, tmp_path):
    monkeypatch.setattr(colab, "PYTHON", HERE)
    monkeypatch.setenv("PYTHONPATH", "/nothing")
    cells = "import os", "print('PYTHONPATH' in os.environ, os.path.exists('labsupport'))"
    why = colab.execute(Path(sys.executable), notebook(*cells), tmp_path / "toy.ipynb")
    assert why == ""
    kept = nbformat.read(tmp_path / "toy.ipynb", as_version=4)
    assert kept.cells[1].outputs[0].text == "False False\n"


def test_a_cell_that_fails_is_the_reason(monkeypatch, tmp_path):
    monkeypatch.setattr(colab, "PYTHON", HERE)
    why = colab.execute(Path(sys.executable), notebook("1 / 0"), tmp_path / "toy.ipynb")
    assert "ZeroDivisionError" in why
    assert not (tmp_path / "toy.ipynb").exists()


def test_another_python_than_colabs_is_a_failure(monkeypatch, tmp_path):
    monkeypatch.setattr(colab, "PYTHON", (3, 1))
    why = colab.execute(Path(sys.executable), notebook("1"), tmp_path / "toy.ipynb")
    assert why.startswith("it ran on Python 3.")


def test_every_lab_is_run_and_those_that_fail_are_named(monkeypatch, tmp_path, capsys):
    whys = {"start.ipynb": "", "vae.ipynb": "Traceback: no"}
    monkeypatch.setattr(colab, "environment", lambda *_: Path(sys.executable))
    commands: list[list[str]] = []
    monkeypatch.setattr(colab, "call", commands.append)
    monkeypatch.setattr(colab, "execute", lambda _, lab, output: whys[output.name])
    assert colab.run(ROOT, tmp_path, ["start", "vae"]) == ["vae"]
    assert commands == [
        [sys.executable, "-m", "pip", "uninstall", "-y", "-q", "labsupport", "lark"]
    ]
    said = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"start +runs +\d s", said[0])
    assert re.fullmatch(r"vae +fails +\d s", said[1])
    assert (tmp_path / "vae.log").read_text() == "Traceback: no"


def program(tmp_path, text):
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("text", [None, "echo 3 1", "exit 1"])
def test_a_python_that_is_not_colabs_is_said_in_a_sentence(tmp_path, text):
    python = str(tmp_path / "missing") if text is None else program(tmp_path, text)
    with pytest.raises(InputError, match=r"^Colab has Python 3\.13, and .* is none that runs here"):
        colab.environment(ROOT / "colab.txt", tmp_path / "environment", python)
    assert not (tmp_path / "environment").exists()


def test_the_environment_is_made_once_for_a_list(tmp_path):
    """By a Python that only notes what it is asked to do."""
    python = program(
        tmp_path,
        f'echo "$*" >> {tmp_path}/log\n'
        'case "$*" in -c*) echo 3 13;; *venv*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python";; esac',
    )
    wanted, folder = tmp_path / "colab.txt", tmp_path / "environment"
    for text in ("torch==1\n", "torch==1\n", "torch==2\n"):
        wanted.write_text(text)
        assert colab.environment(wanted, folder, python) == folder / "bin/python"
    made = [line for line in (tmp_path / "log").read_text().splitlines() if line[:2] == "-m"]
    assert made == 2 * [f"-m venv --clear {folder}", f"-m pip install -q -r {wanted}"]


def test_a_list_that_cannot_be_installed_is_said(tmp_path):
    python = program(
        tmp_path,
        'case "$*" in -c*) echo 3 13;; *venv*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python";; '
        "*) echo no such version >&2; exit 1;; esac",
    )
    folder = tmp_path / "environment"
    with pytest.raises(InputError, match="no such version"):
        colab.environment(ROOT / "colab.txt", folder, python)
    assert not (folder / "installed").exists()


def test_colabs_versions_are_all_exact_and_meet_what_the_package_needs():
    import tomllib

    from packaging.requirements import Requirement

    lines = (ROOT / "colab.txt").read_text("utf-8").splitlines()
    listed = {
        (made := Requirement(line)).name: str(made.specifier)
        for line in lines
        if not line.startswith("#")
    }
    assert all(version.startswith("==") for version in listed.values())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for line in project["dependencies"]:
        needed = Requirement(line)
        if needed.name not in ("lark", "typer"):  # the first cell's; and the commands', not a lab's
            assert needed.specifier.contains(listed[needed.name].removeprefix("==")), needed.name


# --- the workflow ---


@pytest.fixture
def steps():
    workflow = yaml.safe_load((ROOT / ".github/workflows/colab.yml").read_text("utf-8"))
    assert workflow[True]["schedule"]  # YAML reads "on" as true
    assert workflow["permissions"]["issues"] == "write"
    (job,) = workflow["jobs"].values()
    assert job["steps"][-1]["if"] == "failure()"
    return {step["name"]: step["run"] for step in job["steps"] if "run" in step}


def shell(step, folder, **programs):
    """Run the shell of a step as GitHub does, with programs in place of the real ones."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    for name, text in programs.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
        (tools / name).chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step],
        cwd=folder,
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "RUN": "https://run"},
        capture_output=True,
        text=True,
        check=False,
    ).returncode


def test_what_the_workflow_installs_is_what_the_command_asks_for(steps, tmp_path):
    assert shell(steps["Install"], tmp_path, python=f'echo "$*" > {tmp_path}/log') == 0
    installed = set((tmp_path / "log").read_text().split()[3:])
    assert installed == {"ipython", "jupytext", "nbformat", "pyyaml", "typer"}
    # Without these and with nothing else of ours the command says so, and does not fall.
    without = "import sys; sys.modules.update(dict.fromkeys(['jupytext', 'yaml'])); "
    for arguments in (["solve", "start", "--output", str(tmp_path / "x.ipynb")], ["colab"]):
        run = f"sys.argv[1:] = {arguments!r}; from labsupport.__main__ import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", without + run],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        said = "labsupport: this needs more packages: pip install jupytext pyyaml\n"
        assert (done.returncode, done.stderr) == (2, said)


@pytest.mark.parametrize("status", [0, 1])
def test_the_workflow_fails_where_a_lab_fails(steps, tmp_path, status):
    python = f'echo "$*"; echo 1 fail: vae >&2; exit {status}'
    assert shell(steps["Labs"], tmp_path, python=python) == status
    assert (tmp_path / "colab.log").read_text() == "-m labsupport colab\n1 fail: vae\n"


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("there", ["", "7"])
def test_the_workflow_opens_one_issue_and_adds_to_it(steps, tmp_path, there, log):
    if log:
        (tmp_path / "colab.log").write_text("1 fail: vae\n")
    note = f'echo "$*" >> {tmp_path}/asked; if [ "$2" = list ]; then echo "{there}"; fi'
    assert shell(steps["Issue"], tmp_path, gh=note) == 0
    asked = (tmp_path / "asked").read_text()
    assert ("issue comment 7" in asked) == bool(there)
    assert ("issue create --title A lab fails with Colab's versions" in asked) == (not there)
    body = (tmp_path / "body.md").read_text()
    assert body == "The run: https://run\n```\n" + ("1 fail: vae\n" if log else "") + "```\n"
