"""Every command that the documentation shows runs, and every file that it names exists."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.scale import DaskCluster
from tests.book.test_release import set_addresses
from tests.conftest import LONGEST

ROOT = Path(__file__).parents[2]
PLACES = ("README.md", "CONTRIBUTING.md", "index.md", "chapters/*.md", "chapters/*/*.md")
DOCUMENTS = sorted(str(path.relative_to(ROOT)) for place in PLACES for path in ROOT.glob(place))
# What is shortened, so that a command of an hour is tried in seconds.
SHORTENED = {
    "--data mnist --epochs 20": "--data digits --epochs 1",
    "benchmarks.autoencoders": "benchmarks.autoencoders --data digits --epochs 1 --seeds 1",
    "--data mnist --minutes 20": "",
    "--data mnist --device cuda --minutes 0.6": "",
    "benchmarks.digits": (
        "benchmarks.digits --epochs 1 --seeds 1 --row VAE --k-eval 5 --output d.json"
    ),
    "benchmarks.classifier": "benchmarks.classifier --data digits --epochs 1 --output x.json",
    "benchmarks.mutation_score": "benchmarks.mutation_score --exercise choose_proposal",
    "benchmarks.false_alarms": "benchmarks.false_alarms start --gradings 2",
    "benchmarks.print_mutations --page elbo": "benchmarks.print_mutations --page start",
    "benchmarks.messages": "benchmarks.messages --topic start",
    "benchmarks.lab_seconds": "benchmarks.lab_seconds start",
    "benchmarks.gradient_variance": "benchmarks.gradient_variance --epochs 0",
    "benchmarks.pictures": "benchmarks.pictures --data digits --epochs 1",
    "benchmarks.faces": "benchmarks.faces --data digits --epochs 1 --seeds 1 --k-eval 5",
    "benchmarks.draws": "benchmarks.draws --seeds 1 --steps 0",
    "benchmarks.overfitting": "benchmarks.overfitting --seeds 1 --epochs 10",
    "--minutes 60": "--minutes 0.03",
    "benchmarks.missed": "benchmarks.missed start --gradings 1",
    "benchmarks.graders.verdicts": (
        "benchmarks.graders.verdicts --labs start --graders asserts --output v.json"
    ),
    "benchmarks.scale --submissions 2000": "benchmarks.scale --help",  # see test_scale.py
    # The checkout has one submission, and to compare takes two.
    "similar vae examples/submissions/vae": f"similar vae {ROOT}/examples/submissions/vae",
}
LEFT_OUT = ("git clone ", "cd ")  # the way to a checkout, which the tests have already


def commands() -> list[str]:
    """Return each command in a bash block, and each ``make ...`` in the running text, once."""
    found = []
    for name in DOCUMENTS:
        text = (ROOT / name).read_text("utf-8")
        for block in re.findall(r"^```bash\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
            found += block.replace("\\\n", " ").splitlines()
        prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        found += re.findall(r"`(make(?: [^`<]+)?)`", prose)
    plain = {line.split("  #")[0].strip() for line in found}
    return sorted(line for line in plain if line and not line.startswith(("#", *LEFT_OUT)))


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as a reader has it, with one submission and nothing built."""
    folder = tmp_path_factory.mktemp("checkout")
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for name in names:
        if not name.startswith("examples/submissions/") and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for place in ("examples/submissions/vae", "submissions"):
        (folder / place).mkdir(parents=True)
        shutil.copy(ROOT / "examples/submissions/vae/perfect.ipynb", folder / place)
    set_addresses(folder)
    for arguments in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)
    return folder


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one, with a worker."""
    with DaskCluster(tmp_path_factory.mktemp("dask"), 1) as cluster:
        yield cluster.address


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_documentation_runs(
    command: str, checkout: Path, request: pytest.FixtureRequest
) -> None:
    for long, short in SHORTENED.items():
        command = command.replace(long, short)
    if "--scheduler tcp://127.0.0.1:8786" in command:  # as the page starts it
        address = request.getfixturevalue("scheduler")
        command = command.replace("tcp://127.0.0.1:8786", address)
    words = shlex.split(command)
    if words[0] == "make":
        # Make must know the target; what its lines do is tested beside the site and the grader.
        words.insert(1, "--dry-run")
    elif words[0].rpartition("/")[2] == "python":
        words[0] = sys.executable
    elif words[0].rpartition("/")[2] == "labsupport":
        words = [sys.executable, "-m", *words]
        words[2] = "labsupport"
    elif words[0].startswith(".venv/bin/"):
        words = [str(Path(sys.executable).with_name(words[0].rpartition("/")[2])), "--version"]
    result = subprocess.run(
        words,
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert result.returncode == 0, result.stderr[-3000:]


def test_the_example_in_the_readme_runs() -> None:
    (program,) = re.findall(
        r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S
    )
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr[-3000:]
    # Independent pixels cost 27 nats; the model of the example comes to about 23.
    assert -26 < float(result.stdout.split()[0]) < -20


def test_the_program_on_the_page_for_engineers_runs(tmp_path: Path) -> None:
    page = (ROOT / "chapters/engineers.md").read_text("utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", page, re.M | re.S)
    assert {kind for kind, _ in blocks} == {"python"}
    claims = """
assert len(records) < 100  # it has stopped early
assert len(norms) == records[-1]["step"] // 10
assert max(norms) <= 5.001
assert log_p_given.mean() > log_p.mean() + 1  # labels tell more than a nat
assert conditional.generate(5, one_hot[test][:5])[0].shape == threes.shape == means.shape == (5, 64)
highest = max(record["validation"] for record in records)
expected = training.mean_objective(best, (x[validation],), training.elbo, 0, False)
assert abs(highest - expected) < 1e-3
"""
    program = "\n".join(code for _, code in blocks) + claims
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)},
    )
    assert result.returncode == 0, result.stderr[-3000:]
    found = {name: float(value) for name, value in re.findall(r"(\w+): (-[\d.]+)", result.stdout)}
    assert -27 < found["validation"] < -22  # independent pixels cost 27 nats
    assert -27 < found["test"] < -22
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "best.pt",
        "checkpoint.pt",
        "digits.pt",
    ]


def test_there_are_commands_to_run() -> None:
    assert {"make", "make test"} < set(commands())
    assert any("labsupport grade" in command for command in commands())


def test_the_front_page_names_every_topic() -> None:
    page, contents = ((ROOT / name).read_text("utf-8") for name in ("index.md", "_toc.yml"))
    topics = re.findall(r"file: (chapters/\w+/theory)$", contents, flags=re.MULTILINE)
    assert len(topics) > 10
    assert [topic for topic in topics if f"]({topic}.md)" not in page] == []


def test_make_builds_the_site_as_the_tests_do() -> None:
    lines = subprocess.run(
        ["make", "--dry-run", "site"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "jupyter-book build . -W -n --keep-going" in lines


def test_make_begins_with_the_longest_files_and_prints_where_the_time_went() -> None:
    lines = subprocess.run(
        ["make", "--dry-run", "test"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "--dist loadfile --no-loadscope-reorder --durations" in lines
    assert [name for name in LONGEST if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])  # Sphinx checks the others
def test_a_link_to_a_file_of_the_repository_has_its_target(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            assert ((ROOT / name).parent / target).exists(), target
