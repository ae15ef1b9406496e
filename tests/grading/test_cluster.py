"""Grading on a cluster of Dask is grading: the same lines, walls and sentences."""

import copy
import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scale import DaskCluster, environment
from labsupport.errors import InputError
from labsupport.grading import cluster, extract, judge, ledger, remote, run
from labsupport.grading.collect import collect
from labsupport.grading.sandbox import CannotStartError, Limits, Protection
from labsupport.teaching.people import Person
from tests.grading.test_interruptions import SUITE as KILLING_SUITE
from tests.grading.test_interruptions import lines, submissions

NO_WALLS = """
from pathlib import Path
import subprocess
real = subprocess.Popen
def without(command, *args, **options):
    # In the grading process, not in this one.
    if "remote.main" in command[-1]:
        command = [*command[:-1], "from labsupport.grading import sandbox; own = sandbox.plan; "
                   "sandbox.plan = lambda *a: own(*a) | {'walls': ['Landlock', 'seccomp']}; "
                   + command[-1]]
    return real(command, *args, **options)
from labsupport.grading import remote
class Patched:
    PIPE, Popen = subprocess.PIPE, staticmethod(without)
remote.subprocess = Patched
"""


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """Two workers on this machine."""
    with DaskCluster(tmp_path_factory.mktemp("dask"), 2) as found:
        yield found


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Loggers as they were: a command silences Dask's for as long as it runs."""
    before = {name: logging.getLogger(name).level for name in ("distributed", "asyncio")}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def grade(*arguments: object, **env: str) -> tuple[int, str, str]:
    """Run the command; exit status, stdout, stderr."""
    found = subprocess.run(
        [sys.executable, "-m", "labsupport", "grade", "tiny", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**environment(), **env},
        check=False,
    )
    return found.returncode, found.stdout, found.stderr


def test_a_cluster_finds_what_one_machine_finds(tmp_path, dask, tiny_suite, right):
    folder = tmp_path / "s"
    folder.mkdir()
    texts = {"a": right, "b": right.replace("** 2", "** 3"), "c": "def f(:", "d": right + "x = ("}
    texts |= {"e": "def square(x):\n    import os\n    os._exit(1)\n", "f": "x = 1"}
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)
    found = []
    for name, place in (("here", ()), ("there", ("--scheduler", dask.address))):
        output = tmp_path / name
        options = ("--suite", tiny_suite, "--output", output, "--seed", 5, "--require-sandbox")
        status, _, err = grade(folder, *options, *place)
        assert status == 0, err
        assert f"{len(texts)}/{len(texts)}" in err  # progress
        by_name = {line["submission"]: line for line in lines(output)}
        hosts = {line.pop("host", "") for line in by_name.values() if not line["error"]}
        assert len(by_name) == len(lines(output)) == len(texts)
        for line in by_name.values():
            line.pop("host", None)
            assert line.pop("date")
            assert line.pop("seconds") >= 0
        reports = {
            path.relative_to(output): path.read_text()
            for path in output.rglob("*.html")
            if path.name == "report.html"
        }
        found.append((by_name, reports, (output / "grades.csv").read_text()))
    assert all(host.startswith("tcp://127.0.0.1:") for host in hosts)
    assert found[0] == found[1]


def test_a_submission_on_a_worker_cannot_reach_the_scheduler(tmp_path, dask, tiny_suite):
    host, port = dask.address.removeprefix("tcp://").split(":")
    with socket.create_connection((host, int(port)), timeout=5):
        pass  # whoever is not in the sandbox can
    (tmp_path / "a.py").write_text(
        "import socket\ndef square(x):\n"
        f"    socket.create_connection(({host!r}, {port}), timeout=5)\n    return x * x\n"
    )
    (tmp_path / "b.py").write_text("import socket\ndef square(x):\n    return x * x\n")
    paths = (tmp_path / "a.py", tmp_path / "b.py")
    options = ("--suite", tiny_suite, "--output", tmp_path / "o", "--scheduler", dask.address)
    status, _, err = grade(*paths, *options, "--require-sandbox")
    assert status == 0, err
    by_name = {line["submission"]: line for line in lines(tmp_path / "o")}
    assert {name: line["score"] for name, line in by_name.items()} == pytest.approx(
        {"a.py": 0, "b.py": 3}
    )
    assert "PermissionError" in by_name["a.py"]["tests"][0]["sentence"]
    for line in by_name.values():
        assert {"namespaces", "Landlock", "seccomp"} <= {*line["protection"]["standing"]}


def test_a_grading_process_that_dies_is_tried_twice_and_costs_nobody_else(tmp_path, dask):
    suite = tmp_path / "test_tiny.py"
    once = tmp_path / "once"
    suite.write_text(KILLING_SUITE.replace("__file__", repr(str(once))))
    bodies = dict.fromkeys("acd", "return x * x")
    folder = submissions(tmp_path / "s", **bodies, b="return x ** 3", e="return x ** 4")
    options = ("--suite", suite, "--output", tmp_path / "o", "--scheduler", dask.address)
    status, _, err = grade(folder, *options)
    assert status == 1, err
    assert "the grader failed at 1 of 5 submissions (b.py)" in err.splitlines()[-1]
    assert "Traceback" not in err
    assert (tmp_path / "once.once").exists()
    found = {line["submission"]: line for line in lines(tmp_path / "o")}
    assert {name for name, line in found.items() if line["status"] != "graded"} == {"b.py"}
    assert "ended twice" in found["b.py"]["error"]
    assert sum(line["score"] for line in found.values()) == pytest.approx(8)


def test_a_worker_without_walls_refuses(tmp_path, tiny_suite, right):
    (tmp_path / "nowalls.py").write_text(NO_WALLS)
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(right)
    with DaskCluster(tmp_path, 1, preload=str(tmp_path / "nowalls.py")) as found:
        options = ["--suite", tiny_suite, "--output", tmp_path / "o"]
        options += ["--scheduler", found.address]
        paths = (tmp_path / "a.py", tmp_path / "b.py")
        status, out, err = grade(*paths, *options, "--require-sandbox")
        assert status == 2
        assert (out, err.count("\n")) == ("", 1)
        assert f"labsupport: the worker {found.address[:15]}" in err
        assert "refuses: the sandbox is required, but here the sandbox has" in err
        assert not (tmp_path / "o").exists()
        status, _, err = grade(*paths, *options)  # whom one trusts
        assert status == 0, err
        assert "not namespaces" in err
    assert {"namespaces" in line["protection"]["standing"] for line in lines(tmp_path / "o")} == {
        False
    }


def test_with_certificates_only_who_has_one_can_ask_for_work(tmp_path, tiny_suite, right):
    (tmp_path / "a.py").write_text(right)
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=cluster", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    files = {"ca-file": certificate, "cert": certificate, "key": key}
    tls = [word for name, path in files.items() for word in (f"--tls-{name}", str(path))]
    with DaskCluster(tmp_path, 1, "--protocol", "tls", *tls) as found:
        assert found.address.startswith("tls://")
        options = ["--suite", tiny_suite, "--output", tmp_path / "o"]
        options += ["--scheduler", found.address]
        status, _, err = grade(tmp_path / "a.py", *options)
        assert status == 2
        assert err.count("\n") == 1, err
        assert "no scheduler of Dask answers at tls://" in err
        has = {
            "DASK_DISTRIBUTED__COMM__TLS__CA_FILE": str(certificate),
            "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT": str(certificate),
            "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY": str(key),
        }
        status, _, err = grade(tmp_path / "a.py", *options, **has)
        assert status == 0, err


# --- what cannot be used is one sentence


def test_an_address_where_nothing_answers(tmp_path, tiny_suite, right):
    (tmp_path / "a.py").write_text(right)
    with socket.socket() as nobody:  # bound, but it does not listen
        nobody.bind(("127.0.0.1", 0))
        closed = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        for address in (closed, "nonsense://x", "tcp://127.0.0.1:port"):
            options = ("--suite", tiny_suite, "--output", tmp_path / "o", "--scheduler", address)
            status, out, err = grade(tmp_path / "a.py", *options)
            assert (status, out, err.count("\n")) == (2, "", 1), err
            assert err.startswith(f"labsupport: no scheduler of Dask answers at {address}: ")


def test_without_dask(tmp_path, tiny_suite, right, monkeypatch):
    (tmp_path / "a.py").write_text(right)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r'pip install "labsupport\[cluster\]"'):
        run.grade_class(
            "tiny", [tmp_path / "a.py"], tmp_path / "o", suite=tiny_suite, scheduler="tcp://x:1"
        )


def test_jobs_are_for_one_machine(tmp_path, tiny_suite, right):
    (tmp_path / "a.py").write_text(right)
    with pytest.raises(InputError, match="--jobs is for this machine"):
        run.grade_class(
            *("tiny", [tmp_path / "a.py"], tmp_path / "o"),
            suite=tiny_suite,
            jobs=2,
            scheduler="tcp://x:1",
        )


class Client:
    """A scheduler that answers, as far as these tests ask."""

    status = "running"

    def scheduler_info(self, n_workers: int) -> dict[str, Any]:
        return {"workers": {}}


def test_a_scheduler_without_workers(tiny_suite, monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS_TO_COME", 0.1)
    monkeypatch.setattr(cluster, "SECONDS_TO_LOOK", 0.05)
    with pytest.raises(InputError, match="at tcp://x:1 has no workers"):
        on_cluster(tiny_suite).workers()


# --- what a worker answers is checked


def on_cluster(suite: Path) -> cluster.Cluster:
    """The workers of no scheduler."""
    client: Any = Client()
    return cluster.Cluster(client, "tcp://x:1", suite, Limits(), (), False)


def test_a_worker_with_other_versions_or_another_suite_is_named(tiny_suite):
    conditions = ledger.conditions(tiny_suite, Limits(), Protection(("limits",)))
    conditions = json.loads(json.dumps(conditions))  # as it comes
    found = on_cluster(tiny_suite).checked("w", {"conditions": conditions})
    assert found["protection"]["standing"] == ["limits"]
    other = copy.deepcopy(conditions)
    other["versions"]["torch"] = "1.0"
    with pytest.raises(InputError, match=r"the worker w has torch 1\.0, and here it is "):
        on_cluster(tiny_suite).checked("w", {"conditions": other})
    other = conditions | {"suite_sha256": "0" * 64}
    with pytest.raises(InputError, match="the suite or the grader at the worker w is not the same"):
        on_cluster(tiny_suite).checked("w", {"conditions": other})
    nothings: list[Any] = [None, [], {}, {"versions": 3}]
    for nothing in nothings:
        with pytest.raises(InputError, match="answers what no grader does"):
            on_cluster(tiny_suite).checked("w", {"conditions": nothing})
    with pytest.raises(CannotStartError, match="refuses: no walls"):
        on_cluster(tiny_suite).checked("w", {"refused": "no walls"})


@pytest.fixture
def task(tmp_path: Path, tiny_suite: Path, right: str) -> run.Task:
    """A submission with all that is known of it."""
    folder = tmp_path / "Jane Doe_11"
    folder.mkdir()
    (folder / "lab.py").write_text(right)
    (given,) = collect([folder])
    given.folder, given.person = "jane", Person([{"name": "Jane Doe"}])
    given.name = given.path = "Jane Doe_11/lab.py"
    return run.Task(
        given, tiny_suite, judge.tests_of(tiny_suite), 7, Limits(), (), (tmp_path,), False
    )


def line_of(task: run.Task) -> dict[str, Any]:
    """What an honest worker answers: all tests passed."""
    tests = [copy.copy(test) for test in task.tests]
    for test in tests:
        test.passed = True
    grade = judge.Grade("lab.py", "report", tests, task.seed)
    conditions = ledger.conditions(task.suite, task.limits, Protection(()))
    return json.loads(json.dumps(ledger.as_line(grade, conditions)))


def test_an_answer_becomes_the_grade_of_its_own_task(task):
    grade = cluster.grade_of(task, {"line": line_of(task)})
    assert grade.score == pytest.approx(7)
    assert (grade.name, grade.folder) == (task.given.name, "jane")
    assert grade.sha256 == task.given.sha256
    assert grade.person["members"] == [{"name": "Jane Doe"}]


@pytest.mark.parametrize(
    "forge",
    [
        lambda line: line.update(seed=8),
        lambda line: line.update(tests=line["tests"][:-1]),
        lambda line: line["tests"][0].update(points=100),
        lambda line: line["tests"][0].update(exercise="another"),
        lambda line: line.update(tests=None),
        lambda line: line.update(seconds="long"),
        lambda line: line.update(folder="../../etc"),
        lambda line: line.clear(),
    ],
)
def test_an_answer_that_is_none_for_the_task_is_no_grade(task, forge):
    line = line_of(task)
    forge(line)
    grade = cluster.grade_of(task, {"line": line})
    assert (grade.failed, grade.score) == (True, 0)
    assert cluster.grade_of(task, {"line": [line]}).failed


def test_a_worker_learns_neither_whose_it_is_nor_where_it_lay(task):
    message = json.dumps(on_cluster(task.suite).message(task))
    assert "square" in message  # the code is there
    for secret in ("Jane", "jane", str(task.hidden[0]), os.sep + "lab.py"):
        assert secret not in message


def test_a_submission_is_the_same_behind_the_wire(task):
    submission = task.given.submission
    assert submission is not None
    found = json.loads(json.dumps(remote.values(submission)))
    assert extract.from_values(found["name"], found) == submission
