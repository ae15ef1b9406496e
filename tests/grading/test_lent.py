"""Right parts are called back: they behave as if they were the submission's, and none is there."""

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from labsupport.grading.errors import NotWritten, StudentError
from labsupport.grading.local import LocalStudent
from labsupport.grading.parts import FIXED
from labsupport.grading.student import Student

SUBMISSION = """
import inspect, re, sys
import torch
from torch import nn
from torch.func import grad, hessian, jacfwd, jacrev, jvp, vmap

SECRET = re.compile(b"only a righ[t] par[t] has|never_to_b[e]_heard")
def density(x, weight): return x.sum()
def loss(network, x): return 0 * x.sum()
def noise(n): return torch.zeros(n)
def three(x): return 1, 2, 3
class Net(nn.Module): pass
def broken(x): return x

def calls(name, *args): return globals()[name](*args)
def by_backward(network, x):
    loss(network, x).backward()
    return [p.grad.clone() for p in network.parameters()]
def by_grad(network, x):
    return list(torch.autograd.grad(loss(network, x), list(network.parameters())))
def twice(network, x):
    first = torch.autograd.grad(loss(network, x), list(network.parameters()), create_graph=True)
    total = sum((g ** 2).sum() for g in first)
    return list(torch.autograd.grad(total, list(network.parameters())))
def through_a_function(network, x):
    return loss(lambda y: 2 * network(y), x)
def transformed(kind, x, weight):
    one = lambda w: density(x, w)
    direction = torch.linspace(0, 1, len(weight), dtype=weight.dtype)
    if kind == "jvp":
        return jvp(one, (weight,), (direction,))[1]
    if kind == "vmap":
        return vmap(lambda row: density(row, weight))(torch.stack([x, 2 * x, x - 1]))
    if kind == "vmap of grad":
        return vmap(lambda row: grad(lambda w: density(row, w))(weight))(torch.stack([x, 2 * x]))
    if kind == "grad of vmap":
        rows = torch.stack([x, 2 * x])
        return grad(lambda w: vmap(lambda row: density(row, w))(rows).sum())(weight)
    if kind == "forward over reverse":
        return jvp(grad(one), (weight,), (direction,))[1]
    kinds = {"grad": grad, "hessian": hessian, "jacrev": jacrev, "jacfwd": jacfwd}
    return kinds[kind](one)(weight)
def three_of_vmap(x): return vmap(three)(x)
def draws():
    torch.rand(3)
    return noise(2), torch.rand(1), noise(2)
def same_seed():
    torch.manual_seed(3)
    return noise(2)
class Dropping(nn.Module):
    def forward(self, x): return torch.rand(2)
def nested():
    return loss(Dropping(), torch.zeros(2)), torch.rand(1)

def train(x):
    torch.manual_seed(1)
    net = Net(3, hidden=4)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.5)
    losses = []
    for _ in range(3):
        optimizer.zero_grad()
        out = (net(x) ** 2).mean()
        out.backward()
        optimizer.step()
        losses.append(out.item())
    net.eval()
    state = {name: value.clone() for name, value in net.state_dict().items()}
    with torch.no_grad():
        return losses, net(x), net.encode(x), state, isinstance(net, Net), net.training
def inherits(x):
    class Mine(Net):
        def forward(self, x): return 2 * super().forward(x)
    torch.manual_seed(1)
    return Mine(3, hidden=4).eval()(x)
def on_meta(x):
    w = torch.ones(2, device=x.device, requires_grad=True)
    density(x, w).backward()
    return w.grad

def steals(name):
    part = globals()[name]
    try:
        text = inspect.getsource(part)
    except Exception as error:
        text = repr(error)
    shown = [text, repr(part), str(part.__doc__), repr(vars(part)), repr(sys.modules.keys())]
    shown += [repr(c.cell_contents) for c in part.__closure__ or ()]
    shown += [repr(part.__code__.co_consts), repr(part.__code__.co_names)]
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            begin, end = (int(n, 16) for n in line.split()[0].split("-"))
            if "rw" in line.split()[1] and "[v" not in line and end - begin < 2**28:
                memory.seek(begin)
                try:
                    block = memory.read(end - begin)
                except OSError:
                    continue
                if found := SECRET.search(block):  # which does not match its own text
                    return [found[0].decode()]
    return SECRET.findall("".join(shown).encode())
def steals_own_text():
    kept = "".join(["only a right", " part has"])
    return steals("broken")
def fails(x):
    try:
        broken(x)
    except Exception as error:
        import traceback
        return "".join(traceback.format_exception(error))
def tells(text): raise ValueError(text)
def unwritten(): raise NotImplementedError
def changes(x): x += 1
def mixed(x): return x.float() @ x.double()
"""


def density(x: Tensor, weight: Tensor) -> Tensor:
    """A smooth function."""
    return (x * weight**3).sum().sin() + (weight * weight).prod()


def loss(network, x: Tensor) -> Tensor:
    """Calls a network of the submission's."""
    return (network(x) ** 2).sum() + torch.rand(())


def noise(n: int) -> Tensor:
    """Draws."""
    return torch.randn(n)


def three(x: Tensor) -> tuple[Tensor, float, Tensor]:
    """A result of several kinds."""
    return x.sum(), 0.5, x.argmax()


class Net(nn.Module):
    """A module with a state."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(inputs, hidden), nn.BatchNorm1d(hidden), nn.Tanh())
        self.last = nn.Linear(hidden, 1)
        self.last.bias.requires_grad_(False)

    def encode(self, x: Tensor) -> Tensor:
        return self.layers(x)

    def forward(self, x: Tensor) -> Tensor:
        return self.last(self.encode(x))


def broken(x: Tensor) -> Tensor:
    """a text that only a right part has"""
    never_to_be_heard = "a text that only a right part has"
    raise ValueError(never_to_be_heard)


PARTS = (density, loss, noise, three, Net, broken)


@pytest.fixture(scope="module", params=["across", "in process"])
def shared(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("lent") / "x.py"
    path.write_text(SUBMISSION)
    made = Student(path) if request.param == "across" else LocalStudent(path)
    made.begin(5)
    made.substitute(*PARTS)
    yield made
    made.close()


@pytest.fixture
def student(shared):
    return shared


@pytest.fixture(scope="module")
def across(tmp_path_factory):
    path = tmp_path_factory.mktemp("lent") / "x.py"
    path.write_text(SUBMISSION)
    student = Student(path)
    student.begin(5)
    student.substitute(*PARTS)
    yield student
    student.close()


WEIGHT, BIAS = torch.tensor([[1.0, -2.0], [0.5, 1.5]]), torch.tensor([0.1, -0.3])
X = torch.tensor([[1.0, 2.0], [3.0, -1.0]])


@pytest.mark.parametrize("way", ["by_backward", "by_grad"])
def test_gradients_reach_the_parameters_of_the_submissions_networks(student, way):
    found = getattr(student, way)(student.linear(WEIGHT, BIAS), X)
    weights = [WEIGHT.clone().requires_grad_(), BIAS.clone().requires_grad_()]
    right = torch.autograd.grad(((X @ weights[0].mT + weights[1]) ** 2).sum(), weights)
    for one, other in zip(found, right, strict=True):
        torch.testing.assert_close(one, other)


def test_second_derivatives_and_functions_as_networks(student):
    first, second = student.twice(student.linear(WEIGHT, BIAS), X)
    weights = [WEIGHT.clone().requires_grad_(), BIAS.clone().requires_grad_()]
    total = ((X @ weights[0].mT + weights[1]) ** 2).sum()
    grads = torch.autograd.grad(total, weights, create_graph=True)
    right = torch.autograd.grad(torch.stack([(g**2).sum() for g in grads]).sum(), weights)
    torch.testing.assert_close(first, right[0])
    torch.testing.assert_close(second, right[1])
    output = student.through_a_function(student.linear(WEIGHT, BIAS), X)
    near = (2 * (X @ WEIGHT.mT + BIAS)).square().sum()
    assert 0 <= output.item() - near.item() <= 1


KINDS = ["grad", "hessian", "jacrev", "jacfwd", "jvp", "vmap", "vmap of grad", "grad of vmap"]


@pytest.mark.parametrize("kind", [*KINDS, "forward over reverse"])
@pytest.mark.filterwarnings("ignore:.torch.jit:FutureWarning")  # torch's own
def test_transforms_reach_through(student, kind):
    x = torch.tensor([0.3, -0.7, 1.1], dtype=torch.float64)
    weight = torch.tensor([0.9, 0.4, -1.2], dtype=torch.float64)
    space: dict[str, Any] = {}
    exec(SUBMISSION, space)
    space["density"] = density
    right = space["transformed"](kind, x, weight)
    torch.testing.assert_close(student.transformed(kind, x, weight), right)


def test_results_of_several_kinds(student):
    x = torch.tensor([[1.0, 4.0], [5.0, 2.0]])
    total, half, place = student.calls("three", x[0])
    assert (total.item(), half, place.item()) == (5.0, 0.5, 1)


def test_parts_draw_from_the_submissions_random_numbers(tmp_path):
    drawn = []
    path = tmp_path / "x.py"
    path.write_text(SUBMISSION)
    for make in (Student, LocalStudent):
        student = make(path)
        student.begin(7)
        student.substitute(*PARTS)
        one, between, other = student.draws()
        assert not torch.equal(one, other)
        again = student.same_seed(), student.same_seed()
        assert torch.equal(*again)  # so a seed that is set inside is found
        drawn.append((one, between, other, again[0], *student.nested()))
        student.close()
    for across, inside in zip(*drawn, strict=True):
        torch.testing.assert_close(across, inside, rtol=0, atol=0)


def test_the_suites_own_random_numbers_stay_as_they_are(across):
    before = torch.default_generator.get_state()
    across.draws()
    assert torch.equal(torch.default_generator.get_state(), before)


def test_a_class_makes_modules_that_are_trained_there(student):
    x = torch.tensor([[1.0, 2.0, 0.5], [3.0, -1.0, 0.2], [0.1, 0.2, 0.3]])
    losses, output, code, state, is_one, training = student.train(x)
    with torch.random.fork_rng():
        torch.manual_seed(1)
        twin = Net(3, hidden=4)
    optimizer = torch.optim.SGD([p for p in twin.parameters() if p.requires_grad], 0.1, 0.5)
    for found in losses:
        optimizer.zero_grad()
        right = (twin(x) ** 2).mean()
        right.backward()
        optimizer.step()
        assert found == pytest.approx(right.item())
    twin.eval()
    torch.testing.assert_close(output, twin(x).detach())
    torch.testing.assert_close(code, twin.encode(x).detach())
    assert state.keys() == twin.state_dict().keys()
    for name, value in twin.state_dict().items():
        torch.testing.assert_close(state[name], value)
    assert is_one
    assert not training
    with torch.random.fork_rng():
        torch.manual_seed(1)
        fresh = Net(3, hidden=4).eval()
    torch.testing.assert_close(student.inherits(x), 2 * fresh(x))


def test_gradients_are_there_without_numbers_too(student):
    grad = student.on_meta(torch.ones(2, device="meta"))
    assert (grad.device.type, grad.shape) == ("meta", (2,))


@pytest.mark.parametrize("name", ["broken", "density"])
def test_nothing_of_a_part_is_in_the_submissions_process(across, name):
    across.fails(X)
    assert across.steals(name) == []
    assert across.steals_own_text() != []  # so it would be found


def test_an_exception_of_a_part_says_nothing_of_it(across):
    text = across.fails(X)
    assert "broken cannot be computed for what it is given" in text
    assert "only a right" not in text
    assert "ValueError" not in text
    assert "never" not in text


def test_exceptions_beside_parts_are_told_in_words_of_ours(student):
    for error, words, call in (
        (StudentError, FIXED, lambda: student.tells("the code: def density")),
        (StudentError, FIXED, lambda: student.tells("what I stole is not written yet")),
        (NotWritten, "unwritten is not written yet", student.unwritten),
        (StudentError, "an input is changed in place; work on a copy", lambda: student.changes(X)),
        (StudentError, f"{FIXED} (tensors do not have the same dtype)", lambda: student.mixed(X)),
    ):
        with pytest.raises(error) as caught:
            call()
        assert str(caught.value) == words


def test_what_cannot_be_lent(student):
    with pytest.raises(ValueError, match="a function or a class of modules"):
        student.substitute(int)
    with pytest.raises(ValueError, match="a function or a class of modules"):
        student.substitute(3)
