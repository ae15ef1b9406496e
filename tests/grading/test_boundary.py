"""What a suite does with a submission feels like PyTorch, across the boundary and in process."""

import pytest
import torch
from torch import distributions as d

from labsupport.grading.errors import StudentError
from labsupport.grading.inside.protocol import CannotCrossError
from labsupport.grading.inside.values import Named
from labsupport.grading.local import LocalStudent
from labsupport.grading.student import Student

SUBMISSION = """
from collections import OrderedDict, namedtuple
import torch
from torch import distributions as D, nn

Posterior = namedtuple("Posterior", "mu log_var")

class MyNormal(D.Normal):
    def log_prob(self, x):
        return torch.zeros(())

class Tensor(torch.Tensor):
    pass

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 2).double()
        self.norm = nn.BatchNorm1d(2).double()
    def forward(self, x):
        return OrderedDict(hidden=torch.tanh(self.linear(x)), x=(x, Posterior(x, 2 * x)))
    def clear(self, x):
        return x.zero_()

class Plain(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 2)
    def forward(self, x):
        return self.linear(x)

def same(x): return x
def clone(x): return x.clone()
def posterior(mu, scale): return D.Independent(D.Normal(mu, scale), 1)
def log_prob(q, x): return q.log_prob(x)
def kind(q): return type(q).__module__ + "." + type(q).__qualname__
def unlikely(mu): return D.Normal(mu, -mu.exp(), validate_args=False)
def subclass(mu): return MyNormal(mu, 1.0)
def patched(mu):
    q = D.Normal(mu, 1.0)
    q.log_prob = lambda x: torch.zeros(())
    return q
def draw(n, generator): return torch.randn(n, generator=generator)
def twice(a, b): return torch.rand(2, generator=a) + torch.rand(2, generator=b)
def reseed(generator):
    generator.manual_seed(3)
    return 1.0
def rewind(generator):
    state = generator.get_state()
    value = torch.rand(3, generator=generator)
    generator.set_state(torch.Generator().manual_seed(8).get_state())
    return value
kept = []
def replay(generator):
    kept.append(generator.get_state())
    generator.set_state(kept[0])
    return torch.rand(1, generator=generator)
def kept_states(): return len(kept)
def add_one(x, y):
    y += 1
    return x * y
def through_data(x):
    x.data[0] = 7.0
    return 2 * x
def through_numpy(parts):
    parts["x"][1].numpy()[0] = 7.0
    return 1
def by_nothing(x):
    x.clamp_(-1e9, 1e9)
    return x
def transposed(x):
    return x.t_()
def harmless(x):
    x.requires_grad_()
    y = x.clone()
    y += 1
    return (y.sum() + x.view(-1)[0]).item()
def product(x, w): return (x * w.conj()).real.exp() if x.is_complex() else torch.sin(x @ w) ** 2
def sparse(): return torch.eye(2).to_sparse()
def quantized(): return torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)
def nested(): return torch.nested.nested_tensor([torch.ones(2), torch.ones(3)])
def meta(): return [torch.ones(2, device="meta")]
def with_noise_of_the_cpu(x): return x + torch.randn(x.shape)
def of_subclass(): return torch.ones(2).as_subclass(Tensor)
def eight(): return torch.ones(2).to(torch.float8_e5m2)
def in_vmap(f): return torch.vmap(f)(torch.ones(2, 3))
def by_vmap(f, x): return torch.func.vmap(torch.func.grad(f))(x)
def by_grad_of_sum(f, x): return torch.func.grad(lambda x: f(x).sum())(x)
def by_jvp(f, x): return torch.func.jvp(f, (x,), (torch.ones_like(x),))[1]
def by_jacrev(f, x): return torch.func.jacrev(f)(x).diagonal()
def by_jacfwd(f, x): return torch.func.jacfwd(f)(x).diagonal()
def by_jacobian(f, x): return torch.autograd.functional.jacobian(f, x, vectorize=True).diagonal()
def by_autograd(f, x):
    x = x.clone().requires_grad_()
    return torch.autograd.grad(f(x).sum(), x)[0]
def by_dual(f, x):
    with torch.autograd.forward_ad.dual_level():
        y = f(torch.autograd.forward_ad.make_dual(x, torch.ones_like(x)))
        return torch.autograd.forward_ad.unpack_dual(y).tangent
def by_vmap_twice(f, x): return torch.func.vmap(torch.func.grad(torch.func.grad(f)))(x)
def keys(): return {(1, "a"): 2, None: (3,)}
def object_key(): return {len: 2}
"""


@pytest.fixture(scope="module", params=[Student, LocalStudent], ids=["across", "in process"])
def made(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("submission") / "x.py"
    path.write_text(SUBMISSION)
    student = request.param(path)
    yield student
    student.close()


@pytest.fixture
def student(made):
    made.begin(7)
    torch.manual_seed(0)
    return made


def positive(*shape):
    """Numbers between 0.2 and 1.2 that need a gradient."""
    return (torch.rand(*shape, dtype=torch.float64) + 0.2).requires_grad_()


DISTRIBUTIONS = {
    "Bernoulli": lambda p: d.Bernoulli(probs=p / 2),
    "Bernoulli of logits": lambda p: d.Bernoulli(logits=p),
    "Beta": lambda p: d.Beta(p, 2 * p),
    "Binomial": lambda p: d.Binomial(5, logits=p),
    "Categorical": lambda p: d.Categorical(probs=p),
    "Categorical of logits": lambda p: d.Categorical(logits=p),
    "Cauchy": lambda p: d.Cauchy(p, 2.0),
    "ContinuousBernoulli": lambda p: d.ContinuousBernoulli(logits=p),
    "Dirichlet": lambda p: d.Dirichlet(p),
    "Exponential": lambda p: d.Exponential(p),
    "Gamma": lambda p: d.Gamma(p, 2.0),
    "Gumbel": lambda p: d.Gumbel(p, 2 * p),
    "HalfCauchy": lambda p: d.HalfCauchy(p),
    "HalfNormal": lambda p: d.HalfNormal(p),
    "Independent": lambda p: d.Independent(d.Independent(d.Laplace(p, p), 1), 1),
    "Laplace": lambda p: d.Laplace(p, p),
    "LogNormal": lambda p: d.LogNormal(p, p),
    "MultivariateNormal": lambda p: d.MultivariateNormal(p, torch.diag_embed(p)),
    "Normal": lambda p: d.Normal(p, p[:1]),
    "OneHotCategorical": lambda p: d.OneHotCategorical(probs=p),
    "Poisson": lambda p: d.Poisson(p),
    "StudentT": lambda p: d.StudentT(3.0, p, p),
    "Uniform": lambda p: d.Uniform(-p, p),
}


@pytest.mark.parametrize("make", DISTRIBUTIONS.values(), ids=DISTRIBUTIONS.keys())
def test_distributions_cross_in_both_directions_with_their_gradients(student, make):
    p = positive(4, 3)
    q = make(p)
    x = q.sample()
    back = student.same(q)
    assert type(back) is type(q)
    assert student.kind(q) == f"{type(q).__module__}.{type(q).__qualname__}"
    assert (back.batch_shape, back.event_shape) == (q.batch_shape, q.event_shape)
    expected = q.log_prob(x)
    (gradient,) = torch.autograd.grad(expected.sum(), p, retain_graph=True)
    for found in (back.log_prob(x), student.log_prob(q, x)):
        torch.testing.assert_close(found, expected)
        torch.testing.assert_close(
            torch.autograd.grad(found.sum(), p, retain_graph=True)[0], gradient
        )


def test_a_distribution_that_the_student_makes_is_ours_here(student):
    mu, scale = positive(4, 3), positive(4, 3)
    q = student.posterior(mu, scale)
    torch.manual_seed(1)
    z = q.rsample()
    torch.manual_seed(1)
    torch.testing.assert_close(z, mu + scale * torch.randn(4, 3, dtype=torch.float64))
    (gradient,) = torch.autograd.grad(q.entropy().sum(), scale)
    torch.testing.assert_close(gradient, 1 / scale)


def test_nonsense_parameters_subclasses_and_patched_objects_are_named(student):
    mu = positive(2)
    with pytest.raises(StudentError, match=r"Normal with parameters .* scale does not satisfy"):
        student.unlikely(mu)
    assert type(student.subclass(mu)).__name__ == "MyNormal"
    for found in (student.subclass(mu), student.patched(mu)):
        assert not isinstance(found, d.Distribution)
        assert not hasattr(found, "log_prob")


def test_a_generator_is_where_the_code_has_left_it(student):
    ours, twin = torch.Generator().manual_seed(5), torch.Generator().manual_seed(5)
    for n in (3, 700, 5000):
        assert torch.equal(student.draw(n, generator=ours), torch.randn(n, generator=twin))
        assert torch.equal(torch.rand(2, generator=ours), torch.rand(2, generator=twin))
    found = student.twice(ours, ours)
    first = torch.rand(2, generator=twin)
    assert torch.equal(found, first + torch.rand(2, generator=twin))
    other = torch.Generator().manual_seed(6)
    student.twice(ours, other)
    torch.rand(2, generator=twin)
    assert torch.equal(ours.get_state(), twin.get_state())
    assert not torch.equal(other.get_state(), ours.get_state())


@pytest.mark.parametrize("name", ["reseed", "rewind"])
def test_a_generator_that_is_seeded_inside_is_noticed(student, name):
    generator = torch.Generator().manual_seed(5)
    with pytest.raises(StudentError, match="is it seeded inside the function"):
        getattr(student, name)(generator)


def test_a_generator_that_goes_back_is_noticed(student):
    generator = torch.Generator().manual_seed(5)
    for _ in range(2):
        torch.rand(2, generator=generator)
        if not student.kept_states():
            student.replay(generator)
            continue
        with pytest.raises(StudentError, match="is it seeded inside the function"):
            student.replay(generator)


def test_a_module_is_trained_from_here(student):
    net, x = student.Net(), torch.randn(5, 3, dtype=torch.float64)
    parameters = dict(net.named_parameters())
    assert list(parameters) == ["linear.weight", "linear.bias", "norm.weight", "norm.bias"]
    assert all(p.is_leaf and p.requires_grad for p in parameters.values())
    assert [p.shape for p in net.parameters()] == [p.shape for p in parameters.values()]

    def loss():
        return (net.functional_call(parameters, x)["hidden"] - 0.3).square().mean()

    optimizer = torch.optim.SGD([p for n, p in parameters.items() if "linear" in n], lr=0.5)
    before = loss().item()
    for _ in range(50):
        optimizer.zero_grad()
        loss().backward()
        optimizer.step()
    assert loss().item() < 0.1 * before
    untouched = net(x)["hidden"].detach()
    assert not torch.allclose(untouched, net.functional_call(parameters, x)["hidden"])
    state = net.state_dict()
    assert "norm.running_mean" in state
    net.load_state_dict({**state, **parameters})
    torch.testing.assert_close(
        net(x)["hidden"], net.functional_call(parameters, x)["hidden"], rtol=0, atol=0
    )
    with pytest.raises(StudentError, match=r"size mismatch|Missing key"):
        net.load_state_dict({"linear.weight": torch.ones(1)})


def test_gradcheck_and_gradgradcheck_pass_for_functions_modules_and_complex_numbers(student):
    x, w = torch.randn(2, 3, dtype=torch.float64), torch.randn(3, 2, dtype=torch.float64)
    inputs = (x.requires_grad_(), w.requires_grad_())
    assert torch.autograd.gradcheck(student.product, inputs)
    assert torch.autograd.gradgradcheck(student.product, inputs)
    z = torch.randn(3, dtype=torch.complex128, requires_grad=True)
    c = torch.randn(3, dtype=torch.complex128, requires_grad=True)
    assert torch.autograd.gradcheck(student.product, (z, c))
    net = student.Net()
    weight = dict(net.named_parameters())["linear.weight"]

    def call(weight, x):
        return net.functional_call({"linear.weight": weight}, x)["hidden"]

    assert torch.autograd.gradcheck(call, (weight, x))
    assert torch.autograd.gradgradcheck(call, (weight, x))


def test_containers_keep_their_names(student):
    x = positive(2, 3)
    found = student.Net()(x)
    assert type(found) is dict
    same, posterior = found["x"]
    assert isinstance(posterior, Named)
    mu, log_var = posterior
    assert posterior.mu is mu
    assert posterior.log_var is log_var
    assert posterior == (mu, log_var)
    assert not hasattr(posterior, "sigma")
    torch.testing.assert_close(torch.autograd.grad(log_var.sum(), x)[0], torch.full_like(x, 2.0))
    torch.testing.assert_close(same, x)
    assert student.same(posterior).log_var.shape == (2, 3)
    assert student.keys() == {(1, "a"): 2, None: (3,)}
    with pytest.raises(StudentError, match="a dict with a key of type"):
        student.object_key()


def test_a_change_of_an_input_is_named(student):
    x = torch.ones(3, requires_grad=True)
    for call in (
        lambda: student.add_one(x, torch.zeros(3)),
        lambda: student.add_one(x, y=torch.zeros(3)),
        lambda: student.add_one(x, x),
    ):
        with pytest.raises(StudentError, match=r"^the input y is changed in place; work on"):
            call()
    for function in (student.through_data, student.by_nothing, student.transposed):
        for tensor in (x.view(3, 1), torch.zeros(3, 1)):
            with pytest.raises(StudentError, match="the input x is changed in place"):
                function(tensor)
    with pytest.raises(StudentError, match="the input parts is changed in place"):
        student.through_numpy({"x": [None, torch.ones(2)]})
    with pytest.raises(StudentError, match="the input x is changed in place"):
        student.Net().clear(torch.ones(2))
    assert student.harmless(torch.full((3,), torch.nan)) != 0


def test_a_function_that_is_meant_to_may_change_its_inputs(student):
    x, y = torch.full((3,), 2.0, requires_grad=True), torch.zeros(3)
    found = student.add_one.in_place(x, y)
    torch.testing.assert_close(y, torch.ones(3))
    found.sum().backward()
    torch.testing.assert_close(x.grad, torch.ones(3))
    with pytest.raises(StudentError, match="another shape"):
        student.transposed.in_place(torch.ones(2, 1))
    assert student.same.in_place(3) == 3


DTYPES = [
    *(torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.bool, torch.uint8),
    *(torch.int8, torch.int16, torch.int32, torch.int64, torch.complex64, torch.complex128),
]


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_every_kind_of_tensor_comes_back_as_it_was(student, dtype):
    x = (4 * torch.rand(3, 4)).to(dtype)
    forms = [x, x[0, 0], x[:0], x.T, x[:, ::2], x[:1].expand(5, 4), x.flip(0), x[..., None]]
    if dtype.is_complex:
        forms += [x.conj(), x.conj().imag]
    for form in forms:
        found = student.clone(form)
        assert found.dtype == form.dtype
        assert found.shape == form.shape
        assert torch.equal(found, form)
    if dtype.is_floating_point or dtype.is_complex:
        y = x.clone().requires_grad_()
        (gradient,) = torch.autograd.grad(student.clone(y), y, torch.ones_like(y))
        assert torch.equal(gradient, torch.ones_like(y))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sparse", "a sparse tensor"),
        ("quantized", "a quantized tensor"),
        ("nested", "a nested tensor"),
        ("of_subclass", "a subclass of torch.Tensor"),
        ("eight", "dtype float8_e5m2"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_what_cannot_cross_is_named_in_both_directions(student, name, words):
    with pytest.raises(StudentError, match=f"the result cannot be used: .*{words}"):
        getattr(student, name)()
    space: dict[str, object] = {}
    exec(SUBMISSION, space)
    value = space[name]()  # type: ignore[operator]
    with pytest.raises(CannotCrossError, match=words):
        student.same(value)


def test_tensors_without_numbers_are_answered_by_such(student):
    x = torch.ones(2, 3, device="meta", requires_grad=True)
    y = student.same(x)
    assert (y.device.type, y.shape, y.dtype) == ("meta", (2, 3), torch.float32)
    with pytest.raises(StudentError, match="not on the expected device meta"):
        student.with_noise_of_the_cpu(x)
    # Where none were given, a test may rely on numbers.
    with pytest.raises(StudentError, match=r"cannot be used: .*on the device meta"):
        student.meta()
    network = student.Plain().to("meta")
    assert network(x).is_meta
    with pytest.raises(StudentError, match="on the device meta"):
        network.parameters_dict()


@pytest.mark.filterwarnings("ignore:.torch.jit:FutureWarning")  # torch's own
def test_transforms_and_foreign_objects_are_named(student):
    for transform in (torch.func.grad, torch.vmap):
        with pytest.raises(CannotCrossError, match=r"torch\.func"):
            transform(student.product)(torch.ones(3), torch.ones(3))
    with (
        torch.autograd.forward_ad.dual_level(),
        pytest.raises(CannotCrossError, match="forward-mode"),
    ):
        student.same(torch.autograd.forward_ad.make_dual(torch.ones(2), torch.ones(2)))
    with pytest.raises(CannotCrossError, match="an object of type object cannot be given"):
        student.same(object())
    assert student.same(3) == 3  # nothing of them is in the way


class Wave:
    pointwise = True

    def __init__(self):
        self.attached = []

    def __call__(self, x):
        self.attached.append(x.requires_grad)
        return x * torch.sin(x)


@pytest.mark.filterwarnings("ignore:.torch.jit:FutureWarning")  # torch's own
@pytest.mark.parametrize(
    "way", ["vmap", "grad_of_sum", "jvp", "jacrev", "jacfwd", "jacobian", "autograd", "dual"]
)
def test_transforms_reach_through_a_pointwise_function_of_the_suite(student, way):
    x = torch.linspace(-2, 2, 5, dtype=torch.float64)
    wave = Wave()
    found = getattr(student, f"by_{way}")(wave, x)
    torch.testing.assert_close(found, x.sin() + x * x.cos())
    if way == "autograd":
        assert wave.attached[0], "a suite tells from it where gradients were cut"
    if way == "vmap":
        torch.testing.assert_close(student.by_vmap_twice(Wave(), x), 2 * x.cos() - x * x.sin())


def test_a_callback_inside_of_a_transform_is_named(student):
    if isinstance(student, LocalStudent):
        assert student.in_vmap(torch.sin).shape == (2, 3)  # nothing is crossed
        return
    with pytest.raises(StudentError, match=r"CannotCrossError: .*torch\.func"):
        student.in_vmap(torch.sin)
