"""The autograder in a directory laid out like Gradescope's: every upload gets a results.json."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from labsupport.errors import InputError
from labsupport.teaching import gradescope
from tests.teaching.conftest import SUITE, lab

ROOT = Path(__file__).parents[2]
# The documented keys, and their types, of results.json and of a test in it.
TOP: dict[str, Any] = {
    "score": (int, float),
    "execution_time": (int, float),
    "output": str,
    "output_format": str,
    "test_output_format": str,
    "test_name_format": str,
    "visibility": str,
    "stdout_visibility": str,
    "extra_data": dict,
    "tests": list,
    "leaderboard": list,
}
TEST: dict[str, Any] = {
    "score": (int, float),
    "max_score": (int, float),
    "status": str,
    "name": str,
    "name_format": str,
    "number": str,
    "output": str,
    "output_format": str,
    "tags": list,
    "visibility": str,
    "extra_data": dict,
}
VISIBLE = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
WITHOUT_NAMESPACES = """#!/bin/sh
# As the container has it: root, and no namespaces.
case "$2" in labsupport.teaching.gradescope)
  shift 2
  exec {python} -P -c '
import sys
from labsupport.grading import sandbox
plan = sandbox.plan
sandbox.plan = lambda *a: plan(*a) | {{"walls": ["Landlock", "seccomp"]}}
from labsupport.teaching import gradescope
gradescope.main()
' "$@";;
esac
exec {python} "$@"
"""


def checked(text: str) -> dict[str, Any]:
    """The results, if they follow the documented schema."""
    found = json.loads(text)
    for keys, values in ((TOP, found), *((TEST, test) for test in found.get("tests", []))):
        assert values.keys() <= keys.keys()
        for name, value in values.items():
            assert isinstance(value, keys[name]), name
        assert values.get("visibility", "visible") in VISIBLE
        assert values.get("output_format", "text") in FORMATS
        assert values.get("status", "passed") in ("passed", "failed")
    assert found["score"] >= 0
    assert all(c.isprintable() or c == "\n" for c in found["output"])
    return found


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a small suite."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "labsupport", folder / "labsupport")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    (folder / "tests" / "graded").mkdir(parents=True)
    suite = SUITE.replace(
        '@pytest.mark.exercise("cube"', '@pytest.mark.hidden\n@pytest.mark.exercise("cube"'
    )
    (folder / "tests" / "graded" / "test_tiny.py").write_text(suite)
    return folder


@pytest.fixture
def autograder(course: Path, tmp_path: Path) -> Path:
    """``/autograder``, as it is before a submission comes."""
    root = tmp_path / "autograder"
    with zipfile.ZipFile(io.BytesIO(gradescope.package(course, "tiny"))) as archive:
        archive.extractall(root / "source")
    (root / "submission").mkdir()
    (root / "submission_metadata.json").write_text('{"users": [{"name": "Jane"}]}')
    python = root / "source" / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(WITHOUT_NAMESPACES.format(python=sys.executable))
    python.chmod(0o755)
    return root


def graded(root: Path, **environment: str) -> dict[str, Any]:
    """Run ``run_autograder`` without a network, where that can be taken away."""
    offline = ["unshare", "-n"] if os.getuid() == 0 and shutil.which("unshare") else []
    subprocess.run(
        [*offline, "bash", root / "source" / "run_autograder"],
        env={
            "PATH": os.environ["PATH"],
            "AUTOGRADER": str(root),
            "PYTHONPATH": str(root / "source" / "course"),
            **environment,
        },
        check=True,
        capture_output=True,
        cwd="/",
    )
    return checked((root / "results" / "results.json").read_text("utf-8"))


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lab.ipynb", b" " * 30_000_000)
    return file.getvalue()


def packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("lab.ipynb", lab())
        archive.writestr("other.ipynb", lab(slug="other"))
    return file.getvalue()


RIGHT = lab().encode()
UPLOADS: dict[str, tuple[dict[str, bytes], float, str]] = {
    "a right one, a helper and another lab": (
        {"lab.ipynb": RIGHT, "help.py": b"x = 1", "old/other.ipynb": lab("x", "other").encode()},
        3,
        "lab.ipynb counts (the one whose metadata name the lab tiny)",
    ),
    "a zip": ({"all.zip": packed()}, 3, "counts"),
    "a mistake": ({"lab.ipynb": lab("x").encode()}, 1, ""),
    "nothing": ({}, 0, "Nothing could be graded: there is no notebook"),
    "a picture that is called a notebook": ({"lab.ipynb": b"\x89PNG"}, 0, "a picture"),
    "broken": ({"lab.ipynb": b"{"}, 0, "Nothing could be graded"),
    "a bomb": ({"all.zip": bomb()}, 0, "more than 20 MiB"),
    "no zip": ({"all.zip": b"PK\x03\x04"}, 0, "damaged"),
    "words": ({"lab.pdf": b"%PDF"}, 0, "is no notebook"),
    "a name that clears the screen": ({"\x1b[2J.ipynb": b"{"}, 0, "Nothing could be graded"),
    "an end of its process": ({"lab.py": b"import os\ndef square(x): os._exit(1)\n"}, 0, ""),
}


@pytest.mark.parametrize("upload", UPLOADS)
def test_every_upload_gets_points_and_sentences(autograder: Path, upload: str) -> None:
    contents, score, sentence = UPLOADS[upload]
    for name, content in contents.items():
        (autograder / "submission" / name).parent.mkdir(exist_ok=True)
        (autograder / "submission" / name).write_bytes(content)
    found = graded(autograder)
    assert found["score"] == score
    assert sentence in str(found["output"])
    assert gradescope.OURS not in str(found["output"])
    assert {"visible", "after_published"} == {t["visibility"] for t in found["tests"]} or not score


def test_what_is_our_fault_is_said_so(autograder: Path) -> None:
    """A broken suite, and a process that the system has killed."""
    (autograder / "submission" / "lab.ipynb").write_bytes(RIGHT)
    python = autograder / "source" / "venv" / "bin" / "python"
    program = python.read_text()
    python.write_text(program.replace("gradescope.main()", "raise MemoryError"))
    killed = graded(autograder)
    python.write_text(
        program.replace("gradescope.main()", "gradescope.of_one = None; gradescope.main()")
    )
    failed = graded(autograder)
    for found in (killed, failed):
        assert found["score"] == 0
        assert "say nothing about your work" in str(found["output"])


def test_setting_up_installs_once_and_in_an_environment_of_its_own(
    autograder: Path, tmp_path: Path
) -> None:
    """Its lines run against programs that write down how they are called."""
    shutil.rmtree(autograder / "source" / "venv")
    tools = tmp_path / "tools"
    tools.mkdir()
    note = '#!/bin/bash\necho "$(basename "$0") $*" >> "$LOG"\n'
    make = 'if [ "$2" = venv ]; then mkdir -p venv/bin; cp "$0" venv/bin/python; fi\n'
    for name, text in (
        ("apt-get", note),
        ("python3.13", note + "exit 1"),
        ("python3.12", note + make),
    ):
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    log = tmp_path / "log"
    subprocess.run(
        ["bash", autograder / "source" / "setup.sh"],
        env={"PATH": f"{tools}:/usr/bin:/bin", "AUTOGRADER": str(autograder), "LOG": str(log)},
        check=True,
    )
    calls = [line for line in log.read_text().splitlines() if "-c " not in line]
    assert calls == [
        "apt-get update",
        "apt-get install -y libseccomp2",
        "python3.12 -m venv venv",
        "python -m pip install torch --index-url https://download.pytorch.org/whl/cpu",
        "python -m pip install ./course[grading]",
    ]
    assert (autograder / "source" / "course" / "pyproject.toml").is_file()


def test_the_zip_holds_no_solution_and_is_the_same_every_time(course: Path) -> None:
    packed = gradescope.package(course, "tiny")
    assert packed == gradescope.package(course, "tiny")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert archive.getinfo("run_autograder").external_attr >> 16 == 0o755
    assert {"setup.sh", "run_autograder", "course/tests/graded/test_tiny.py"} <= set(names)
    assert not [name for name in names if "solutions" in name or "__pycache__" in name]
    for slug in ("other", "../tiny"):
        with pytest.raises(InputError, match="there is no graded suite"):
            gradescope.package(course, slug)
