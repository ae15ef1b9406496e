"""``python -m labsupport new-topic``: its files pass what the tests ask of every topic."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from labsupport.book.new_topic import new_topic
from labsupport.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
SLUG = "waiting_for_the_bus"
# What the tests ask of a topic, besides the site, which takes minutes and asks nothing of its own.
ASKED = [
    "tests/test_suites.py",
    "tests/test_checks.py",
    "tests/test_declarations.py",
    "tests/test_derivations.py",
    "tests/equations",
    "tests/mutation",
    "tests/labs",
    "tests/book/test_editions.py",
]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with a new topic, made by the command."""
    root = tmp_path_factory.mktemp("course")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
    if (ROOT / ".mypy_cache").is_dir():  # what mypy knows of the other files
        shutil.copytree(ROOT / ".mypy_cache", root / ".mypy_cache")
    made = run(root, "-m", "labsupport", "new-topic", SLUG)
    assert f"chapters/{SLUG}/lab.ipynb" in made.stdout.splitlines()
    return root


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a course; its own package comes first."""
    environment = {**os.environ, "PYTHONPATH": str(root), "OMP_NUM_THREADS": "1"}
    environment.pop("EVERY", None)
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done


def test_its_files_are_formatted_and_typed(course):
    run(course, "-m", "ruff", "format", "--check", ".")
    run(course, "-m", "ruff", "check", ".")
    run(course, "-m", "mypy")


def test_it_passes_what_is_asked_of_every_topic(course):
    done = run(course, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", SLUG, *ASKED)
    assert "passed" in done.stdout
    complete = ["tests/equations/test_complete.py", "-k", "not holds_as_it_is_printed"]
    run(course, "-m", "pytest", "-q", *complete)
    run(course, "-m", "labsupport", "pair", "--check")


def test_its_solution_is_graded_with_full_points(course, tmp_path):
    answer = course / "solutions" / f"{SLUG}.py"
    output = tmp_path / "grades"
    run(course, "-m", "labsupport", "grade", SLUG, str(answer), "--output", str(output))
    (_, row) = (output / "grades.csv").read_text("utf-8").splitlines()
    assert ",11," in row


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("Flows", "is no slug"),
        ("../x", "is no slug"),
        ("lambda", "is no slug"),
        ("vae", "chapters/vae/lab.md is there already"),
    ],
)
def test_a_bad_slug_is_one_sentence_and_writes_nothing(slug, sentence, tmp_path):
    root = ROOT if slug == "vae" else tmp_path
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match=sentence):
        new_topic(root, slug)
    assert sorted(tmp_path.rglob("*")) == before


def test_outside_of_a_checkout_it_says_so(tmp_path):
    with pytest.raises(InputError, match=r"no _toc\.yml"):
        new_topic(tmp_path, "flows")
