"""``labsupport gradescope SLUG``: the zip of an autograder, and what runs in its container.

Gradescope unpacks the zip at ``/autograder/source`` and runs ``setup.sh`` once, while it makes its
image, then ``run_autograder`` for each submission: from ``/autograder/submission`` it makes
``/autograder/results/results.json`` (https://gradescope-autograders.readthedocs.io, "Specs").
Whatever a student uploads gets points and sentences there, never "the autograder failed".
"""

import io
import json
import re
import sys
import tempfile
import traceback
import zipfile
from pathlib import Path
from typing import Any

from labsupport import files
from labsupport.errors import IncompleteError, InputError
from labsupport.grading import report, run
from labsupport.grading.collect import Given, Search
from labsupport.grading.names import without_controls
from labsupport.teaching import people

SETUP = """\
#!/usr/bin/env bash
# Gradescope runs this once, while it makes the image: afterwards nothing needs a network.
set -euo pipefail
root="${AUTOGRADER:-/autograder}"
cd "$root/source"
python=""
for each in python3.13 python3.12 python3.11 python3; do
  if "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
    python="$each"
    break
  fi
done
apt-get update
apt-get install -y libseccomp2  # the sandbox's filter of system calls
if [ -z "$python" ]; then
  apt-get install -y software-properties-common
  add-apt-repository -y ppa:deadsnakes/ppa
  apt-get install -y python3.12 python3.12-venv
  python=python3.12
fi
"$python" -m venv venv
venv/bin/python -m pip install torch --index-url https://download.pytorch.org/whl/cpu
venv/bin/python -m pip install "./course[grading]"
"""
RUN = """\
#!/usr/bin/env bash
# Gradescope runs this for each submission, as root.
root="${AUTOGRADER:-/autograder}"
mkdir -p "$root/results"
cd "$root/source" || exit 1
export OMP_NUM_THREADS=1 PYTHONSAFEPATH=1
venv/bin/python -m labsupport.teaching.gradescope SLUG "$root"
if [ ! -s "$root/results/results.json" ]; then  # ended by the system, for its memory perhaps
  echo '{"score": 0, "output": "The grader was stopped, and these 0 points say nothing about your
 work. Please tell your instructor.", "output_format": "text", "visibility": "visible"}' \\
    | tr -d '\\n' > "$root/results/results.json"
fi
"""
OURS = (
    "The grader failed, and these 0 points say nothing about your work. "
    "Please tell your instructor."
)


def package(root: Path, slug: str) -> bytes:
    """The zip to upload at "Configure Autograder".

    Args:
        root: the course's folder.
        slug: the lab.

    Raises:
        InputError: there is no graded suite of it.
    """
    suite = root / "tests" / "graded" / f"test_{slug}.py"
    if not re.fullmatch(r"\w+", slug) or not suite.is_file():
        raise InputError(f"there is no graded suite tests/graded/test_{slug}.py here")
    contents = {
        "setup.sh": SETUP.encode(),
        "run_autograder": RUN.replace("SLUG", slug).encode(),
        f"course/tests/graded/{suite.name}": suite.read_bytes(),
    }
    for path in sorted((root / "labsupport").rglob("*")):
        inner = path.relative_to(root).as_posix()
        if path.is_file() and path.suffix != ".pyc" and not inner.startswith("labsupport/book/"):
            contents[f"course/{inner}"] = path.read_bytes()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        contents[f"course/{name}"] = (root / name).read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for inner, content in contents.items():
            info = zipfile.ZipInfo(inner)  # the same bytes every time
            info.external_attr = (0o755 if "/" not in inner else 0o644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


# --- in the container


def results(slug: str, root: Path, suite: Path) -> dict[str, Any]:
    """What Gradescope shows of the submission in ``root``; this never raises."""
    try:
        with tempfile.TemporaryDirectory(prefix="grading-") as folder:
            (grade,) = run.grade_class(
                slug,
                [root / "submission"],
                Path(folder) / "grades",
                suite=suite,
                matching=lambda search, exercises: (of_one(search, slug), []),
            )
        if grade.failed:
            return without_points(OURS)
        return dict(json.loads(report.results_json(grade, slug)))
    except (InputError, IncompleteError) as error:
        return without_points(f"Nothing could be graded: {without_controls(str(error))}.")
    except Exception:
        traceback.print_exc()  # for the instructor: students do not see it
        return without_points(OURS)


def of_one(search: Search, slug: str) -> list[Given]:
    """Of all that one person uploaded, the submission that counts."""
    given, passed = people.chosen([(each, []) for each in search.found], slug)
    given.share = 1.0
    if given.submission is not None:
        given.submission.notes += people.said(given, passed, slug)
    return [given]


def without_points(sentence: str) -> dict[str, Any]:
    """0 points, and why."""
    return {
        "score": 0.0,
        "output": sentence,
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [],
    }


def main() -> None:
    """``python -m labsupport.teaching.gradescope SLUG ROOT``: write ``results.json``."""
    slug, root = sys.argv[1], Path(sys.argv[2])
    suite = root / "source" / "course" / "tests" / "graded" / f"test_{slug}.py"
    found = results(slug, root, suite)
    files.write(root / "results" / "results.json", json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
