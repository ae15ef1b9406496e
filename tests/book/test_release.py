"""What students get: every lab, whole, its addresses working, and nothing that answers one."""

import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml

from labsupport.book import leaks, notebooks, release
from labsupport.errors import InputError

ROOT = Path(__file__).parents[2]
REPOSITORY = "https://github.com/university/labs"
SITE = "https://university.github.io/course"
LEAST = 25  # characters of a line that says something


def set_addresses(root: Path) -> None:
    """Say where this copy of the course is published."""
    path = root / "_config.yml"
    text = path.read_text("utf-8")
    text = re.sub(r"(?m)^  url: https://\S+", f"  url: {REPOSITORY}", text)
    path.write_text(re.sub(r"(?m)^  baseurl: \S+", f"  baseurl: {SITE}", text), "utf-8")
    for slug in notebooks.slugs(root):
        (root / "chapters" / slug / "lab.ipynb").write_text(notebooks.lab_text(root, slug), "utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course whose addresses are set, as a repository with a history."""
    folder = tmp_path_factory.mktemp("course")
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in names:
        if (ROOT / name).is_file() and not name.startswith(("results/", "tests/answers")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    set_addresses(folder)
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
    return folder


@pytest.fixture(scope="module")
def released(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("students")
    release.release(course, folder)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@functools.cache
def secrets() -> dict[str, str]:
    """Lines of suites, variants and solutions that the package does not have, squeezed."""
    package = "\n".join(
        leaks.squeeze(path.read_text("utf-8"))
        for path in [*(ROOT / "labsupport").rglob("*.py"), *(ROOT / "chapters").rglob("*.md")]
    )
    found = {}
    for path in [
        *(ROOT / "solutions").glob("*.py"),
        *(ROOT / "solutions").glob("*.md"),
        *(ROOT / "tests/graded").glob("*.py"),
        *(ROOT / "tests/variants").rglob("*.py"),
    ]:
        for line in path.read_text("utf-8").splitlines():
            squeezed = leaks.squeeze(line)
            if len(squeezed) >= LEAST and squeezed not in package:
                found[squeezed] = f"{path.relative_to(ROOT)}: {line.strip()}"
    return found


def leaked(folder: Path) -> list[str]:
    """Every secret line in every byte of a folder."""
    lines, found = secrets(), []
    for name, content in everything(folder).items():
        text = content.decode("utf-8", "replace")
        if name.endswith(".ipynb"):
            cells = json.loads(text)["cells"]
            text += "\n".join("".join(cell["source"]) for cell in cells)
        squeezed = leaks.squeeze(text)
        found += [f"{name} holds {where}" for line, where in lines.items() if line in squeezed]
    return found


def test_nothing_of_a_solution_a_suite_or_a_variant_is_in_any_byte(released: Path) -> None:
    assert len(secrets()) > 1000
    assert leaked(released) == []
    names = everything(released)
    private = ("solutions", "tests", "examples", "labsupport/book", "labsupport/teaching")
    assert not [n for n in names if n.startswith(private)]
    assert not (released / ".git").exists()


def test_the_notebooks_hold_no_line_of_a_solution(released: Path) -> None:
    assert leaks.leaks(released / "chapters", leaks.secret_lines(ROOT)) == []


@pytest.mark.parametrize(
    "source", ["solutions/vae.py", "solutions/vae.md", "tests/graded/test_vae.py"]
)
@pytest.mark.parametrize("place", ["labsupport/x.py", "chapters/vae/lab.ipynb", "README.md"])
def test_a_planted_line_is_found(tmp_path: Path, source: str, place: str) -> None:
    """The control: the search above finds one line in any file."""
    line = next(text for text in secrets().values() if text.startswith(f"{source}: "))
    code = line.partition(": ")[2]
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if place.endswith(".ipynb"):
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), path)
    else:
        path.write_text(f"before\n  {code}\nafter\n")
    assert f"{place} holds {line}" in leaked(tmp_path)


def test_every_lab_is_there_and_its_links_lead_to_the_site(released: Path) -> None:
    for slug in notebooks.slugs(ROOT):
        notebook = nbformat.read(released / "chapters" / slug / "lab.ipynb", as_version=4)
        text = "\n".join(cell.source for cell in notebook.cells)
        assert not re.search(r"\]\([^)h#]*\.md", text), slug
        assert f"git+{REPOSITORY}" in text
        assert "example" not in "".join(re.findall(r"https://\S+", text))
    lab = (released / "chapters/vae/lab.ipynb").read_text("utf-8")
    assert f"]({SITE}/chapters/vae/theory.html" in lab
    readme = (released / "README.md").read_text("utf-8")
    assert "a public fork publishes your answers" in readme
    assert f"({SITE}/chapters/vae/theory.html)" in readme
    assert "colab.research.google.com/github/university/labs/blob/main/chapters/vae" in readme


def test_a_lab_runs_with_what_is_released_alone(released: Path, tmp_path: Path) -> None:
    """The public check of an answer, from the released package, far from the course."""
    program = """
import labsupport, torch
from labsupport import lab
from labsupport.checks import vae as check
print(labsupport.__file__)
lab.setup("vae", minutes=1)
check.gaussian_kl(lambda mu, log_var: 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1))
"""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(released), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert str(released) in done.stdout
    assert "✓" in done.stdout


def test_a_second_release_updates_its_own_files_and_nobody_elses(
    course: Path, tmp_path: Path
) -> None:
    release.release(course, tmp_path, ["start", "vae"])
    lab, other = tmp_path / "chapters/vae/lab.ipynb", tmp_path / "labsupport/data.py"
    written = lab.read_bytes()
    lab.write_bytes(written + b"\n")  # somebody has worked in it
    other.unlink()
    (tmp_path / "notes.md").write_text("mine")
    done = release.release(course, tmp_path, ["start"])
    assert done.kept == ["chapters/vae/lab.ipynb"]
    assert sorted(done.written) == ["README.md", "labsupport/data.py"]
    assert lab.read_bytes() == written + b"\n"
    done = release.release(course, tmp_path)
    assert "chapters/vae/lab.ipynb" in done.kept
    assert (tmp_path / "notes.md").read_text() == "mine"
    assert release.release(course, tmp_path).written == []


def test_what_cannot_be_released_is_a_sentence(course: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not say the address of the students' repository"):
        release.addresses({"repository": {"url": "https://github.com/example/vae-course"}})
    with pytest.raises(InputError, match="does not say the address of the site"):
        release.addresses({"repository": {"url": REPOSITORY}, "html": {}})
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(InputError, match="has files in it that no release wrote"):
        release.release(course, tmp_path)
    with pytest.raises(InputError, match="there is no lab 'nothing'"):
        release.release(course, tmp_path / "new", ["nothing"])
    with pytest.raises(InputError, match="holds the course itself"):
        release.release(course, course)
    assert not (tmp_path / "new").exists()


def test_the_released_package_can_be_built(released: Path) -> None:
    text = (released / "pyproject.toml").read_text("utf-8")
    assert "[project.scripts]" not in text
    assert "[tool.ruff" not in text
    assert 'name = "labsupport"' in text
    assert "[tool.setuptools.packages.find]" in text


def workflow_steps(released: Path) -> dict[str, str]:
    workflow = yaml.safe_load((released / ".github/workflows/labs.yml").read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    return {step["name"]: step["run"] for step in job["steps"] if "run" in step}


def run_step(step: str, folder: Path, python: str, tmp_path: Path) -> str:
    """Run the shell of a step as GitHub does; what its summary shows."""
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "python").write_text(python)
    (tools / "python").chmod(0o755)
    summary = tmp_path / "summary.md"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"PATH": f"{tools}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(summary)}
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step],
        cwd=folder,
        env=environment | {"OMP_NUM_THREADS": "1"},
        check=True,
    )
    return summary.read_text("utf-8") if summary.exists() else ""


def test_the_workflow_shows_which_exercises_are_right(course: Path, tmp_path: Path) -> None:
    """Its shell steps, in a clone of a student who has answered one lab in part."""
    folder = tmp_path / "clone"
    release.release(course, folder, ["start", "vae"])
    steps = workflow_steps(folder)
    assert list(steps) == ["Install", "Check"]
    run_step(steps["Install"], folder, f'#!/bin/sh\necho "$*" >> {tmp_path}/log\n', tmp_path)
    assert (tmp_path / "log").read_text().splitlines() == [
        "-m pip install torch --index-url https://download.pytorch.org/whl/cpu",
        "-m pip install . ipython",
    ]
    path = folder / "chapters/start/lab.ipynb"
    notebook = nbformat.read(path, as_version=4)
    right = "import torch\ndef log_mean_exp(x, dim=0):\n    raise ValueError('<b>|x|</b>')\n"
    notebook.cells.append(nbformat.v4.new_code_cell(right))
    nbformat.write(notebook, path)
    program = f'#!/bin/sh\nexec {sys.executable} "$@"\n'
    wrong = run_step(steps["Check"], folder, program, tmp_path)
    assert "## start: 0 of 2 right" in wrong
    assert "ValueError: &lt;b>\\|x\\|&lt;/b>" in wrong
    solved = notebooks.solved_lab(course, "start")
    nbformat.write(solved, path)
    (tmp_path / "summary.md").unlink()
    shown = run_step(steps["Check"], folder, program, tmp_path)
    assert "## start: 2 of 2 right" in shown
    assert "| `log_mean_exp` | ✓ |" in shown
    assert "Not begun: vae" in shown
