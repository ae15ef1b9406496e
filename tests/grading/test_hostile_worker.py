"""A worker that lies gains nothing, and costs the grader neither memory nor time.

The worker here is written by hand: it speaks the protocol and says what it likes.
"""

import json
import socket
import threading
import time

import pytest
import torch

from labsupport.checks.vae import formulas, networks
from labsupport.grading import guard
from labsupport.grading import student as student_module
from labsupport.grading.errors import GradingError, StudentError, TimeLimit, WorkerLost
from labsupport.grading.extract import Cell, Definition, Submission
from labsupport.grading.inside import generators, protocol
from labsupport.grading.inside.distributions import Parameters
from labsupport.grading.inside.protocol import Channel, Reference
from labsupport.grading.sandbox import Limits, Usage
from labsupport.grading.student import WALL, Student

KL = formulas.KL.judge


class Object:
    """Crosses as a reference to a module."""


class FakeProcess:
    """A worker in a thread; ``answer(channel, message)`` gives its replies to calls."""

    def __init__(self, answer):
        self.stream, theirs = socket.socketpair()
        self.answer, self.channel, self.ended = answer, Channel(theirs), False
        self.usage = Usage(None)
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def too_much(self):
        return False

    def serve(self):
        try:
            while True:
                message = self.channel.receive(lambda reference: reference)
                if message["op"] in ("call", "vjp"):
                    reply = self.answer(self, message)
                    if reply is not None:
                        self.send(**{"op": "result", "states": [], **reply})
                else:
                    self.send(op="result")
        except (OSError, EOFError, protocol.ProtocolError):
            pass

    def send(self, **message):
        def refer(value):
            return Reference(True, "module", 5) if isinstance(value, Object) else value

        self.channel.send(message, refer)

    def ask(self, **message):
        """Send a request of this side's and wait for the answer."""
        self.send(**message)
        return self.channel.receive(lambda reference: reference)

    def end(self):
        self.ended = True
        self.stream.close()
        self.channel.stream.close()
        self.thread.join(10)


class FakeLauncher:
    def __init__(self, answer):
        self.answer, self.given = answer, []

    def take(self):
        self.given.append(FakeProcess(self.answer))
        return self.given[-1]

    def end(self, process):
        process.end()


@pytest.fixture
def make():
    """Makes a student whose worker answers as the given function says."""
    made = []

    def student(answer, limits=Limits(seconds_per_call=5.0)):  # noqa: B008
        submission = Submission("x.py", [Cell("x", "")])
        names = ["f", "gaussian_kl", "Encoder"]
        submission.definitions = [Definition(0, 0, names, set(), True)]
        launcher = FakeLauncher(answer)
        made.append(Student(submission, limits, launcher=launcher))  # type: ignore[arg-type]
        made[-1].begin(1)
        return made[-1]

    yield student
    for one in made:
        one.close()


def kl(message):
    """The right values, with a claim that they have a gradient."""
    mu, log_var = message["args"]
    value = formulas.gaussian_kl(mu.detach(), log_var.detach())
    grad = mu.requires_grad or log_var.requires_grad
    return {"value": value.requires_grad_(grad), "record": 1}


LIES = {
    "nothing": lambda like: [None, None],
    "zeros": lambda like: [torch.zeros_like(t) for t in like],
    "of another function": lambda like: [torch.ones_like(t) for t in like],
    "exchanged": lambda like: [(like[1].exp() - 1) / 2, like[0]],
    "right but for the weights": lambda like: [like[0], (like[1].exp() - 1) / 2],
    "not a number": lambda like: [torch.full_like(t, torch.nan) for t in like],
    "infinite": lambda like: [torch.full_like(t, torch.inf) for t in like],
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_gradient_that_is_made_up_is_found(make, lie):
    given: list[torch.Tensor] = []

    def answer(worker, message):
        if message["op"] == "vjp":
            return {"value": lie([t.detach() for t in given])}
        given[:] = message["args"]
        return kl(message)

    inputs = torch.randn(5, 3, dtype=torch.float64), torch.randn(5, 3, dtype=torch.float64)
    student = make(answer)
    assert KL.value(student.gaussian_kl, *inputs) is None  # the values are right
    verdict = KL.gradient(student.gaussian_kl, *inputs)
    assert verdict is not None
    assert "gradient" in verdict


NO_GRADIENTS = {
    "of another shape": lambda: [torch.ones(3), torch.ones(5, 3).double()],
    "of another dtype": lambda: [torch.ones(5, 3), torch.ones(5, 3).double()],
    "too few": lambda: [torch.ones(5, 3).double()],
    "too many": lambda: [torch.ones(5, 3).double()] * 3,
    "no list": lambda: torch.ones(5, 3).double(),
    "objects": lambda: [Object(), 3],
    "with a graph that is none": lambda: [torch.ones(5, 3).double().requires_grad_()] * 2,
}


@pytest.mark.parametrize("value", NO_GRADIENTS.values(), ids=NO_GRADIENTS.keys())
def test_what_is_no_gradient_ends_the_worker(make, value):
    def answer(worker, message):
        if message["op"] == "vjp":
            return {"value": value(), "record": "x"}
        return kl(message)

    student = make(answer)
    inputs = [torch.randn(5, 3, dtype=torch.float64, requires_grad=True) for _ in range(2)]
    total = student.gaussian_kl(*inputs).sum()
    with pytest.raises(WorkerLost, match="something unreadable"):
        torch.autograd.grad(total, inputs, create_graph=True)
    assert student._launcher.given[0].ended


@pytest.mark.parametrize("record", [None, "1", 1.5, True, [1]])
def test_a_claim_of_a_gradient_without_a_graph_ends_the_worker(make, record):
    student = make(lambda worker, m: {"value": torch.ones(2).requires_grad_(), "record": record})
    with pytest.raises(WorkerLost, match="no graph"):
        student.f(torch.ones(2, requires_grad=True))


@pytest.mark.parametrize("lie", ["constant outputs", "of parameters", "of inputs"])
def test_a_network_that_lies_about_its_gradients_is_found(make, lie):
    class Encoder(torch.nn.Module):
        def __init__(self, pixels, hidden, latent):
            super().__init__()
            self.hidden = torch.nn.Linear(pixels, hidden)
            self.both = torch.nn.Linear(hidden, 2 * latent)

        def forward(self, x):
            h = self.both(torch.tanh(self.hidden(x)))
            return h.chunk(2, -1)

    state: dict = {}

    def answer(worker, message):
        if message["op"] == "vjp":
            x = state["x"]
            if lie != "constant outputs":
                grads = [torch.zeros(()) if g is None else g for g in message["grads"]]
                pairs = zip(state["outputs"], grads, strict=True)
                sum((o * g).sum() for o, g in pairs).backward()
            return {"value": [x.grad if lie == "of parameters" else torch.ones_like(x)]}
        if message.get("name") == "Encoder":
            state.setdefault("module", Encoder(*message["args"]))
            state["width"] = message["args"][1]
            return {"value": Object()}
        match message.get("operation"):
            case "parameters_dict":
                module = Encoder(6, state["width"], 3)
                own = state["module"] if state["width"] == 5 else module
                return {"value": {n: p.detach() for n, p in own.named_parameters()}}
            case "gradients":
                named = state["module"].named_parameters()
                made_up = lie != "of inputs"
                return {"value": {n: torch.ones_like(p) if made_up else p.grad for n, p in named}}
            case "set_parameters":
                state["module"].load_state_dict(message["args"][1], strict=False)
                return {"value": None}
        state["x"] = message["args"][0]
        outputs = state["module"](state["x"])
        if lie == "constant outputs":
            outputs = [o.detach() * 0 + 1 for o in outputs]
        state["outputs"] = outputs
        return {"value": tuple(o.detach().requires_grad_() for o in outputs), "record": 1}

    student = make(answer)
    verdict = networks.parameters(networks.Network(("mu", "log_var"), student.Encoder))
    assert verdict is not None
    words = "reaches the parameter" if lie == "of parameters" else "through the hidden layer"
    assert words in verdict


ones = torch.ones
BAD_DISTRIBUTIONS = {
    "negative": Parameters("Normal", {"loc": ones(2), "scale": -ones(2)}),
    "broadcast to any size": Parameters("Normal", {"loc": ones(2**17, 1), "scale": ones(2**17)}),
    "a parameter missing": Parameters("Gamma", {"concentration": ones(2)}),
    "other parameters": Parameters("Normal", {"loc": ones(2), "validate_args": False}),
    "none": Parameters("Normal", {}),
    "two of one": Parameters("Bernoulli", {"probs": ones(1), "logits": ones(1)}),
    "text": Parameters("Normal", {"loc": "0", "scale": "1"}),
    "no base": Parameters("Independent", {"base_dist": 3, "reinterpreted_batch_ndims": 0}),
    "a negative number": Parameters(
        "Independent",
        {
            "base_dist": Parameters("Normal", {"loc": ones(2), "scale": ones(2)}),
            "reinterpreted_batch_ndims": -1,
        },
    ),
    "no triangle": Parameters("MultivariateNormal", {"loc": ones(2), "scale_tril": ones(2, 2)}),
    "another size": Parameters("MultivariateNormal", {"loc": ones(2), "scale_tril": ones(3, 3)}),
    "complex": Parameters("Poisson", {"rate": ones(2) * 1j}),
}


@pytest.mark.parametrize("value", BAD_DISTRIBUTIONS.values(), ids=BAD_DISTRIBUTIONS.keys())
def test_a_distribution_that_makes_no_sense_ends_the_worker(make, value):
    student = make(lambda worker, message: {"value": [value], "states": []})
    begin = time.monotonic()
    with pytest.raises(WorkerLost, match="something unreadable"):
        student.f()
    assert time.monotonic() - begin < 5


def forged(**changes):
    """A state with other bytes in it."""
    state = torch.Generator().manual_seed(1).get_state()
    for name, value in changes.items():
        where = getattr(generators, name)
        size = where.stop - where.start
        state[where] = torch.tensor(list(value.to_bytes(size, "little")), dtype=torch.uint8)
    return state


STATES = {
    "too short": ones(10, dtype=torch.uint8),
    "of another dtype": ones(generators.SIZE),
    "of another shape": ones(2, generators.SIZE, dtype=torch.uint8),
    "no tensor": "state",
    "zeros": torch.zeros(generators.SIZE, dtype=torch.uint8),
    "reading behind the end": forged(LEFT=600, NEXT=624),
    "far behind the end": forged(LEFT=600, NEXT=2**40),
    "not seeded": forged(SEEDED=0),
}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
def test_a_state_that_no_generator_has_ends_the_worker(make, state):
    student = make(lambda worker, message: {"value": 1, "states": [state]})
    generator = torch.Generator().manual_seed(1)
    with pytest.raises(WorkerLost, match="something unreadable"):
        student.f(generator)
    assert torch.equal(generator.get_state(), torch.Generator().manual_seed(1).get_state())


def test_random_numbers_cannot_be_chosen(make):
    state = torch.Generator().manual_seed(1).get_state()
    state[generators.WORDS] = 0  # from here on every number would be the same
    student = make(lambda worker, message: {"value": 1, "states": [state]})
    generator = torch.Generator().manual_seed(1)
    with pytest.raises(StudentError, match="seeded inside"):
        student.f(generator)
    assert torch.equal(generator.get_state(), torch.Generator().manual_seed(1).get_state())


def test_inputs_are_changed_only_where_the_suite_asks_for_it(make):
    student = make(lambda worker, m: {"value": 1, "states": [], "changed": {0: torch.ones(3)}})
    x = torch.zeros(3)
    student.f(x)
    assert not x.any()
    student.f.in_place(x)
    assert x.all()
    for value in ({1: ones(3)}, {-1: ones(3)}, {"0": ones(3)}, {0: 3}, [1]):
        student = make(lambda worker, m, v=value: {"value": 1, "states": [], "changed": v})
        with pytest.raises(WorkerLost):
            student.f.in_place(x)


def frame(header, body=b""):
    data = json.dumps(header).encode()
    return protocol.PREFIX.pack(len(data), len(body)) + data + body


CALL = ["dict", "op", "call", "args", ["tuple"], "kwargs", ["dict"]]


def result(value):
    """A reply that would be right if its value were."""
    return frame(["dict", "op", "result", "states", ["list"], "value", value])


FRAMES = {
    "a body of 65 MiB": protocol.PREFIX.pack(2, 65 * 2**20),
    "a header of 5 MiB": protocol.PREFIX.pack(5 * 2**20, 0),
    "many items": result(["list", *[0] * 100_001]),
    "a long text": result("x" * 1_000_001),
    "many kinds": result(["list", *[["foreign", f"x{n}"] for n in range(1001)]]),
    "many names": result(["named", [f"a{n}" for n in range(1001)], ["list", *[0] * 1001]]),
    "names of nothing": result(["named", ["a"], ["list"]]),
    "a name that is none": result(["named", ["a b"], ["list", 1]]),
    "an unknown distribution": result(["distribution", "Distribution", ["dict"]]),
    "an unknown request": frame(["dict", "op", "eval"]),
    "a call of nothing": frame([*CALL, "id", 77]),
    "a call by name": frame([*CALL, "name", "exec"]),
    "a method of nothing": frame([*CALL, "id", 1, "method", "__init__"]),
    "a gradient of nothing": frame(["dict", "op", "vjp", "record", 1, "grads", ["list"]]),
}  # fmt: skip


def test_a_reply_within_the_limits_is_taken(make):
    data = result(["named", ["a"], ["list", ["foreign", "x"]]])
    student = make(lambda worker, message: worker.channel.stream.sendall(data))
    assert type(student.f().a).__name__ == "x"


@pytest.mark.parametrize("data", FRAMES.values(), ids=FRAMES.keys())
def test_messages_beyond_the_limits_end_the_worker(make, data):
    student = make(lambda worker, message: worker.channel.stream.sendall(data))
    with pytest.raises(WorkerLost):
        student.f()
    assert student._launcher.given[0].ended


def test_a_reply_byte_by_byte_ends_at_the_deadline(make):
    def answer(worker, message):
        for _ in range(100):
            worker.channel.stream.sendall(b"\0")
            time.sleep(0.1)

    limit = 0.2  # so the wall limit ends before the length of a message has come
    student = make(answer, Limits(seconds_per_call=limit))
    begin = time.monotonic()
    with pytest.raises(TimeLimit):
        student.f()
    assert time.monotonic() - begin < WALL * limit + 2


def called_back(times=1, args=(), **more):
    """An answer that calls what it was given so often before it replies."""

    def answer(worker, message):
        target = {"op": "call", "id": message["args"][0].number, "grad": False, "kwargs": {}}
        for _ in range(times):
            said = worker.ask(**(target | more), args=args)
            if said["op"] == "error":
                worker.send(op="error", text=said["text"])
                return None
        return {"value": 1, "states": []}

    return answer


def test_a_callback_cannot_be_made_to_take_memory(make):
    student = make(called_back(args=(2**29,)))  # 2 GiB
    with pytest.raises(StudentError, match="allocate memory"):
        student.f(lambda n: torch.zeros(n))
    if guard.sys.platform == "linux":
        import resource

        assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
    assert torch.zeros(2**20).sum() == 0


def test_a_callback_cannot_be_made_to_take_time(make):
    student = make(called_back(args=(3 * 10**8,)), Limits(seconds_per_call=0.5))
    begin = time.monotonic()
    with pytest.raises(TimeLimit):
        student.f(lambda n: [i for i in range(n) if i < 0])
    assert time.monotonic() - begin < 5


def test_callbacks_are_counted_and_their_graphs_too(make, monkeypatch):
    monkeypatch.setattr(student_module, "MAX_CALLBACKS", 20)
    assert make(called_back(20)).f(lambda: 1) == 1
    with pytest.raises(StudentError, match="more than 20 times"):
        make(called_back(21)).f(lambda: 1)
    monkeypatch.setattr(student_module, "MAX_KEPT", 2**20)
    x = torch.ones(2**15, requires_grad=True)  # 2 × 128 KiB in each graph
    more = {"args": (x,), "grad": True}
    target = called_back(4, **more)
    assert make(target).f(lambda x: 2 * x) == 1
    with pytest.raises(StudentError, match="are kept"):
        make(called_back(5, **more)).f(lambda x: 2 * x)


def test_an_exception_of_a_callback_becomes_a_sentence(make):
    def broken(*args):
        raise ValueError("two\nlines \x1b[31m")

    with pytest.raises(GradingError) as caught:
        make(called_back()).f(broken)
    assert str(caught.value) == "ValueError: two lines  [31m"
