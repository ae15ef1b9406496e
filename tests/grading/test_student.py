"""A submission in its worker: gradients, modules, limits, and what the sandbox keeps away."""

import contextlib
import os
import socket
import time
from pathlib import Path

import pytest
import torch

from labsupport.grading.errors import NotWritten, StudentError, TimeLimit, WorkerLost
from labsupport.grading.sandbox import Limits
from labsupport.grading.student import Student

SUBMISSION = """
import os, sys, time
import torch
from torch import nn

def cube(x):
    return x ** 3

def many(x, y):
    y = y + 1
    return {"sum": (x * y).sum(), "parts": [x.detach(), (y, 3, None, "text", 0.5)]}

def unused(x, y):
    return x * 2

def wide(x):
    return ((x[:, None] * x.new_ones(1, 20_000)) ** 2).sum(1)

def twice(f, x):
    return f(f(x))

def loud():
    for _ in range(50):
        print("x" * 100_000)
        print("x" * 100_000, file=sys.stderr)
        os.write(1, b"x" * 100_000)
    return 1

def grad_on():
    return torch.is_grad_enabled()

def threads():
    return torch.get_num_threads()

def draw():
    return torch.randn(3)

class Net(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)
    def forward(self, x):
        return self.linear(x), self.linear(x) ** 2
    def encode(self, x):
        return self.linear(x)

def train_step(net, optimizer, x):
    optimizer.zero_grad()
    a, b = net(x)
    loss = (a + b).mean()
    loss.backward()
    optimizer.step()
    return loss.item()

def foreign():
    return object()

def self_containing():
    x = []
    x.append(x)
    return x

def leave(): os._exit(0)
def loop():
    while True: pass
def sleep(): time.sleep(1000)
def hog(): return torch.ones(3 * 2**30, dtype=torch.uint8).sum()
def shut(): os.closerange(3, 100)
def read(path): return open(path).read()
def listdir(path): return os.listdir(path)
def write(path): return open(path, "w").write("x")
def connect(port): __import__("socket").create_connection(("127.0.0.1", port), 2)
def environment(): return dict(os.environ)
def everything_of_labsupport():
    import importlib
    importlib.import_module("labsupport.models.vae").VAE(1)
def detach(name):
    import subprocess
    code = "import time; time.sleep(600)"
    subprocess.Popen([sys.executable, "-I", "-c", code, name], start_new_session=True)
    return 1
def forge(): os.write(int(sorted(os.listdir("/proc/self/fd"), key=int)[3]), b"x" * 100)
"""
LIMITS = Limits(seconds_per_call=2.0, memory_mib=1024)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    path = tmp_path_factory.mktemp("submission") / "vae.py"
    path.write_text(SUBMISSION)
    student = Student(path, LIMITS)
    yield student
    student.close()


@pytest.fixture
def student(shared):
    shared.begin(7)
    return shared


def test_gradients_of_first_and_second_order_cross(student):
    x = torch.randn(4, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(student.cube, (x,))
    assert torch.autograd.gradgradcheck(student.cube, (x,))
    (first,) = torch.autograd.grad(student.cube(x).sum(), x, create_graph=True)
    (second,) = torch.autograd.grad(first.sum(), x)
    torch.testing.assert_close(second, 6 * x)


def test_structures_cross_and_say_what_needs_a_gradient(student):
    x = torch.randn(3, requires_grad=True)
    y = torch.zeros(3)
    found = student.many(x, y=y)
    assert found["parts"][1][1:] == (3, None, "text", 0.5)
    assert found["sum"].requires_grad
    assert not found["parts"][0].requires_grad
    found["sum"].backward()
    torch.testing.assert_close(x.grad, torch.ones(3))


def test_an_unused_argument_has_no_gradient(student):
    x, y = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
    gradients = torch.autograd.grad(student.unused(x, y).sum(), (x, y), allow_unused=True)
    assert gradients[1] is None


def test_the_suite_decides_whether_there_are_gradients(student):
    assert student.grad_on() is True
    with torch.no_grad():
        assert student.grad_on() is False
        assert not student.cube(torch.ones(2, requires_grad=True)).requires_grad


def test_functions_and_modules_of_the_suite_can_be_called_back(student):
    module = torch.nn.Linear(3, 3)
    x = torch.randn(2, 3, requires_grad=True)
    student.twice(module, x).sum().backward()
    expected = torch.autograd.grad(module(module(x)).sum(), (x, module.weight))
    torch.testing.assert_close((x.grad, module.weight.grad), expected)
    x = torch.randn(2, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradgradcheck(lambda x: student.twice(torch.sin, x), (x,))
    with pytest.raises(StudentError, match=r"^RuntimeError: mat1.*line 20"):
        student.twice(torch.nn.Linear(5, 5), x)


def test_modules_stay_and_are_trained_there(student):
    net = student.Net(3, 2)
    a, b = net(torch.ones(5, 3))
    (a.sum() + b.sum()).backward()
    assert net.gradients()["linear.bias"].shape == (2,)
    net.zero_grad()
    assert net.gradients()["linear.bias"] is None
    net.set_parameters({"linear.bias": torch.full((2,), 9.0)})
    before = net.parameters_dict()
    assert before["linear.bias"].tolist() == [9.0, 9.0]
    torch.testing.assert_close(net.encode(torch.zeros(1, 3)), before["linear.bias"][None])
    assert net.training
    assert not net.eval().training
    optimizer = student.optimizer("SGD", [net], lr=0.01)
    losses = [student.train_step(net, optimizer, torch.ones(4, 3)) for _ in range(10)]
    assert losses[-1] < losses[0]
    assert net.parameters_dict()["linear.bias"].tolist() != [9.0, 9.0]


def test_a_linear_network_of_the_suite_lives_there(student):
    net = student.linear(torch.eye(2), torch.tensor([1.0, 2.0]), chunks=2)
    first, second = net(torch.zeros(3, 2))
    assert first.tolist() == [[1.0]] * 3
    assert second.requires_grad


def test_each_test_starts_with_its_own_random_numbers(student):
    first = student.draw()
    student.begin(7)
    assert torch.equal(student.draw(), first)
    student.begin(8)
    assert not torch.equal(student.draw(), first)


def test_graphs_are_freed(student):
    x = torch.ones(1000, requires_grad=True)
    for _ in range(20):  # 20 graphs of 80 MB and more would break the memory limit
        student.wide(x).sum().backward()


def test_what_is_printed_does_not_appear(student, capfd):
    assert student.loud() == 1
    assert capfd.readouterr() == ("", "")


def test_what_cannot_cross_is_named(student):
    assert type(student.foreign()).__name__ == "object"
    with pytest.raises(StudentError, match="nested"):
        student.self_containing()
    with pytest.raises(NotWritten, match=r"^missing is not written yet$"):
        _ = student.missing


def test_the_worker_has_one_thread_and_a_clean_environment(student):
    assert student.threads() == 1
    assert not {"VIRTUAL_ENV", "PYTEST_CURRENT_TEST"} & student.environment().keys()


def test_labsupport_is_not_there(student):
    with pytest.raises(StudentError, match="labsupport"):
        student.everything_of_labsupport()


def test_the_sandbox_shows_no_file_of_ours_and_no_network(student):
    root = Path(__file__).parents[2]
    for path in ("solutions/vae.py", "tests/graded/test_vae.py", "labsupport/models/vae.py"):
        assert (root / path).exists()
        with pytest.raises(StudentError, match=r"FileNotFoundError|NotADirectoryError"):
            student.read(str(root / path))
    with pytest.raises(StudentError, match=r"FileNotFoundError|PermissionError"):
        student.read("/etc/shadow")
    for path in ("/x", "/usr/x", "/grader/inside/x", "/dev/x"):
        with pytest.raises(StudentError, match=r"Read-only|Permission"):
            student.write(path)
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(StudentError):
        student.connect(server.getsockname()[1])


def test_nothing_is_left_running(student):
    mark = f"detached-{os.getpid()}"

    def running() -> bool:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):  # it ended meanwhile
                if mark.encode() in path.read_bytes():
                    return True
        return False

    assert student.detach(mark) == 1
    while not running():
        time.sleep(0.01)
    student.close()
    for _ in range(200):
        if not running():
            return
        time.sleep(0.01)
    raise AssertionError("a process of the submission survives")


def test_memory_is_limited(student):
    with pytest.raises(StudentError, match=r"allocate memory|MemoryError"):
        student.hog()


@pytest.mark.parametrize(
    ("name", "error"),
    [("leave", WorkerLost), ("shut", WorkerLost), ("forge", WorkerLost), ("loop", TimeLimit)],
)
def test_who_breaks_the_worker_loses_one_test(student, name, error):
    process = student._process
    with pytest.raises(error) as caught:
        getattr(student, name)()
    assert "\n" not in str(caught.value)
    assert process.stream.fileno() == -1  # it was ended
    assert process.wait()
    with pytest.raises(WorkerLost, match="earlier in this test"):
        student.draw()
    student.begin(1)
    assert student.threads() == 1


TIMES = """
import time, os, torch
def leave(): os._exit(1)
def wait(): time.sleep(1000)
def work(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end: pass
    return seconds
def work_and_wait():
    work(0.05)
    time.sleep(1.2)
    return 3
def tell(x):
    for _ in range(20_000): print(x, "and", x + 1)
    return 3
def tell_a_file(path):
    with open(path, "w") as file: print("heard", 3, sep="-", file=file)
    return open(path).read()
"""


@pytest.fixture
def timed(tmp_path):
    path = tmp_path / "x.py"
    path.write_text(TIMES)
    students: list[Student] = []

    def make(**limits):
        students.append(Student(path, Limits(**limits)))
        students[-1].begin(1)
        return students[-1]

    yield make
    for student in students:
        student.close()


def test_who_runs_out_of_time_twice_is_not_called_again(timed):
    student = timed(seconds_per_call=0.4)
    for _ in range(2):
        with pytest.raises(TimeLimit, match=r"a call may take 1\.6 seconds; does it wait"):
            student.wait()
        student.begin(1)
    begin = time.monotonic()
    with pytest.raises(TimeLimit, match="not called again"):
        student.wait()
    assert time.monotonic() - begin < 0.5
    assert student.work(0.0) is not None  # the others are


def test_a_call_is_limited_by_the_processor_time_that_it_used(timed):
    student = timed(seconds_per_call=0.8)
    begin = time.monotonic()
    assert student.work_and_wait() == 3
    assert time.monotonic() - begin > 1.2  # more wall time than it may use of a processor
    with pytest.raises(TimeLimit, match=r"may use 0\.8 seconds of processor time; .*endless loop"):
        student.work(1000.0)


def test_all_calls_together_are_limited_and_restarts_too(timed):
    student = timed(seconds=0.5, seconds_per_call=5, restarts=1)
    with pytest.raises(TimeLimit, match=r"all calls together may use 0\.5 seconds of processor"):
        [student.work(0.2) for _ in range(9)]
    with pytest.raises(TimeLimit):
        student.begin(2)
    student = timed(seconds=0.5, seconds_per_call=5)
    begin = time.monotonic()
    with pytest.raises(TimeLimit, match=r"of processor time and take 2"):
        student.wait()
    assert time.monotonic() - begin < 15
    student = timed(restarts=0)
    with pytest.raises(WorkerLost):
        student.leave()
    with pytest.raises(WorkerLost, match="no more"):
        student.begin(2)


def test_what_is_printed_costs_no_time(timed):
    student = timed(seconds_per_call=1.5)
    assert student.tell(torch.randn(100)) == 3  # made into text it would take minutes
    assert student.tell_a_file("/tmp/x") == "heard-3\n"


def test_a_definition_that_hangs_or_leaves_costs_only_itself(tmp_path):
    path = tmp_path / "x.py"
    path.write_text(
        "import os, time\n"
        "class A:\n    x = os._exit(1)\n"
        "def b(x=time.sleep(100)):\n    pass\n"
        "def c():\n    return 3\n"
    )
    student = Student(path, Limits(seconds_per_call=0.3))
    student.begin(1)
    assert student.c() == 3
    with pytest.raises(WorkerLost):
        student.A()
    with pytest.raises(TimeLimit):
        student.b()
    student.close()
