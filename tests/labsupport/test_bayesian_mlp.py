"""The classifier with random weights: ways of drawing its noise, its divergences, its bound."""

import functools
import json
import math
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence

from benchmarks import local_reparameterization as benchmark
from labsupport import data, evaluation, models, training
from labsupport.errors import InputError
from labsupport.models import bayesian_mlp
from labsupport.models.bayesian_mlp import BayesianLinear, BayesianMLP, sgvb

ROOT = Path(__file__).parents[2]
KINDS = [(n, p) for p in bayesian_mlp.POSTERIORS for n in bayesian_mlp.NOISES]


def layer(noise: Any = "local", posterior: Any = "gaussian") -> BayesianLinear:
    torch.manual_seed(0)
    made = BayesianLinear(5, 4, noise, posterior).double()
    if posterior == "gaussian":
        made.log_var.data.uniform_(-2.0, 0.0)
    return made


def network(noise: Any = "local", posterior: Any = "gaussian", **settings: Any) -> BayesianMLP:
    torch.manual_seed(0)
    return BayesianMLP(6, (5, 4), 3, noise=noise, posterior=posterior, **settings).double()


def images(n: int) -> tuple[Tensor, Tensor]:
    torch.manual_seed(1)
    return torch.randn(n, 6, dtype=torch.float64), torch.randint(3, (n,))


@pytest.mark.parametrize("posterior", bayesian_mlp.POSTERIORS)
@pytest.mark.parametrize("noise", ["local", "separate", "shared"])
def test_activations_have_the_moments_of_random_weights(noise, posterior):
    # eq-local_reparameterization-moments, and for two units and two examples their covariances.
    made, a = layer(noise, posterior), torch.randn(2, 5, dtype=torch.float64)
    n = 40_000
    with torch.no_grad():
        b = torch.cat([made(a.expand(n // 4, 2, 5)) for _ in range(4)])  # (n, 2, 4)
        weight, variance = made.weight, made.variance()
        mean = a @ weight.T + made.bias
        covariance = torch.zeros(2, 4, 2, 4, dtype=torch.float64)
        for m in range(2):
            for o in range(2):
                if m != o and noise != "shared":
                    continue  # each example has noise of its own
                for j in range(4):
                    for i in range(4):
                        if posterior == "dropout-b":
                            rows = made.alpha * weight[j] * weight[i]
                        else:
                            rows = variance[j] if i == j else 0 * variance[j]
                        covariance[m, j, o, i] = (a[m] * a[o] * rows).sum()
    spread = covariance.reshape(8, 8).diagonal().sqrt()
    off = ((b.mean(0) - mean).flatten() / spread * n**0.5).abs()
    assert off.max() < 5
    moved = (b - mean).reshape(n, 8) / spread
    found = moved.T @ moved / n
    right = covariance.reshape(8, 8) / spread / spread[:, None]
    assert (found - right).abs().max() < 5 * math.sqrt(2 / n)  # 5 standard errors


def test_without_noise_the_layer_is_linear_in_the_means():
    for posterior in bayesian_mlp.POSTERIORS:
        made, a = layer("none", posterior), torch.randn(3, 2, 5, dtype=torch.float64)
        assert torch.allclose(made(a), a @ made.weight.T + made.bias)


@pytest.mark.parametrize("noise", ["local", "separate", "shared"])
def test_every_way_of_drawing_gives_an_unbiased_gradient_and_local_has_the_least_noise(noise):
    # One unit, b = a · w, and the loss (y - b)² / 2, whose mean is ½ (y - γ)² + ½ δ.
    made = BayesianLinear(3, 1, noise).double()
    a, y = torch.tensor([[1.0, -2.0, 0.5], [0.3, 1.0, 1.5]]).double(), torch.tensor([0.7, -1.0])
    made.weight.data = torch.tensor([[0.4, -0.2, 0.9]]).double()
    made.log_var.data = torch.tensor([[-1.0, -0.5, -1.5]]).double()
    torch.manual_seed(3)
    n = 20_000
    log_var = made.log_var.detach()
    std = (0.5 * log_var).exp()[0]
    slopes = []
    b = made(a.expand(n, 2, 3))[..., 0]
    slope_of_b = (b - made.bias - y).detach()
    for m in range(2):  # d loss / d log_var of each draw, from its own noise
        if noise == "local":
            delta = (a[m] ** 2 * std**2).sum()
            zeta = (b[:, m] - made.bias - a[m] @ made.weight[0]).detach() / delta.sqrt()
            slopes.append(
                slope_of_b[:, m, None] * zeta[:, None] * (a[m] * std) ** 2 / delta.sqrt() / 2
            )
    if slopes:
        total = slopes[0] + slopes[1]
        right = (a**2 * std**2).sum(0) / 2
        assert ((total.mean(0) - right).abs() / total.std(0) * n**0.5 < 5).all()
    whole = torch.autograd.grad(0.5 * ((b - made.bias - y) ** 2).sum() / n, made.log_var)[0]
    assert torch.allclose(whole[0], (a**2 * std**2).sum(0) / 2, atol=0.05)


def test_the_variance_of_the_gradient_is_ordered_and_only_a_shared_draw_has_a_floor():
    spread = {}
    x, labels = images(64)
    for noise in ("local", "separate", "shared"):
        model = network(noise)
        for each in model.layers:
            each.log_var.data.fill_(-1.0)
        for m in (8, 64):
            torch.manual_seed(2)
            slopes = []
            for _ in range(300):
                value = model.log_likelihood(x[:m], labels[:m])[0].mean()
                slopes.append(torch.autograd.grad(value, model.layers[0].log_var)[0])
            spread[noise, m] = torch.stack(slopes).var(0).mean().item()
    for m in (8, 64):
        assert 1.3 * spread["local", m] < spread["separate", m] < spread["shared", m] / 1.3
    assert spread["separate", 64] < spread["separate", 8] / 4
    assert spread["shared", 64] > 0.15 * spread["shared", 8]  # 8 times smaller without the floor
    assert spread["shared", 64] > 3 * spread["separate", 64]


def test_the_divergence_is_that_of_torch_distributions():
    model = network(prior_scale=1.7)
    total = torch.zeros((), dtype=torch.float64)
    for each in model.layers:
        each.log_var.data.uniform_(-3.0, 1.0)
        prior = Normal(0.0, 1.7 / each.weight.shape[1] ** 0.5)
        q = Normal(each.weight, (0.5 * each.log_var).exp())
        total += kl_divergence(q, prior).sum()
    assert torch.allclose(model.kl(), total)


def test_the_divergence_from_a_log_uniform_prior_is_nearly_that_of_an_integral():
    grid = torch.linspace(-12, 12, 2_000_001, dtype=torch.float64)
    density = Normal(0.0, 1.0).log_prob(grid).exp() * (grid[1] - grid[0])

    def exact(alpha: Tensor) -> Tensor:
        logs = (1 + alpha.sqrt() * grid).abs().clamp(min=1e-12).log()
        return -0.5 * alpha.log() + (density * logs).sum()

    at_one = exact(torch.ones((), dtype=torch.float64))
    for alpha, limit in ((0.003, 0.05), (0.02, 0.03), (0.1, 0.006), (0.5, 0.006), (0.9, 0.006)):
        value = torch.tensor(alpha, dtype=torch.float64)
        error = bayesian_mlp.log_uniform_kl(value) - (exact(value) - at_one)
        assert abs(error) < limit, alpha
    assert bayesian_mlp.log_uniform_kl(torch.ones(())).abs() < 1e-6


def test_dropout_counts_one_divergence_for_each_factor():
    for posterior, counts in (("dropout-a", 6 * 5 + 5 * 4 + 4 * 3), ("dropout-b", 6 + 5 + 4)):
        model = network(posterior=posterior, alpha=0.3)
        each = bayesian_mlp.log_uniform_kl(torch.tensor(0.3, dtype=torch.float64))
        assert torch.allclose(model.kl(), counts * each)
        before = model.kl().item()
        model.layers[0].weight.data.mul_(3.0)  # whatever the scale of the weights is
        assert model.kl().item() == pytest.approx(before)


def test_fixed_alpha_is_not_learned():
    model = network(posterior="dropout-b", learn_alpha=False)
    assert not any(each.alpha_logit.requires_grad for each in model.layers)
    x, labels = images(8)
    training.fit(
        model, (x, labels), objective=functools.partial(sgvb, n=8), epochs=2, device="cpu",
        progress=False,
    )  # fmt: skip
    assert float(model.layers[0].alpha.detach()) == pytest.approx(0.25)


@pytest.mark.parametrize(("noise", "posterior"), KINDS)
def test_the_objective_is_the_log_probability_of_the_label_minus_a_share_of_the_divergence(
    noise, posterior
):
    model = network(noise, posterior)
    x, labels = images(7)
    torch.manual_seed(4)
    found = sgvb(model, x, labels, n=100).detach()
    torch.manual_seed(4)
    logits, kl = model(x)[0].detach(), model.kl().detach()
    for i in range(7):
        log_p = logits[i, labels[i]] - logits[i].exp().sum().log()
        assert float(found[i] - log_p + kl / 100) == pytest.approx(0.0, abs=1e-9)


def test_predictions_average_probabilities():
    model = network()
    for each in model.layers:
        each.log_var.data.fill_(0.0)
    x, _ = images(5)
    with torch.no_grad():
        torch.manual_seed(5)
        found = model.log_prob(x, 3, rows=2)
        assert torch.allclose(found.exp().sum(1), torch.ones(5, dtype=torch.float64))
        torch.manual_seed(5)
        parts = []
        for part in x.split(2):
            parts.append(torch.stack([torch.softmax(model(part)[0], -1) for _ in range(3)]).mean(0))
        assert torch.allclose(found.exp(), torch.cat(parts))


@pytest.mark.parametrize(("noise", "posterior"), KINDS)
def test_a_dead_row_has_finite_gradients(noise: Any, posterior: Any):
    model = BayesianMLP(4, (3,), 2, noise=noise, posterior=posterior)
    sgvb(model, torch.zeros(2, 4), torch.tensor([0, 1]), n=10).sum().backward()
    for parameter in model.parameters():
        assert parameter.grad is None or bool(torch.isfinite(parameter.grad).all())


@pytest.mark.parametrize(("noise", "posterior"), KINDS)
def test_it_works_on_the_device_meta_in_any_dtype(noise: Any, posterior: Any):
    for dtype in (torch.float32, torch.float64):
        model = BayesianMLP(6, (5,), 3, noise=noise, posterior=posterior).to("meta", dtype)
        x = torch.zeros(4, 6, device="meta", dtype=dtype)
        labels = torch.zeros(4, device="meta", dtype=torch.long)
        found = model.log_likelihood(x, labels, k=2)
        assert found.shape == (2, 4)
        assert found.dtype == dtype
        assert found.device.type == "meta"
        assert sgvb(model, x, labels, n=10).shape == (4,)
        assert model.log_prob(x, 2).shape == (4, 3)


def test_it_is_saved_and_loaded(tmp_path):
    model = network("separate", "dropout-a", alpha=0.4, learn_alpha=False)
    models.save(model, tmp_path / "model.pt")
    again = models.load(tmp_path / "model.pt")
    assert isinstance(again, BayesianMLP)
    assert again.arguments == model.arguments
    torch.manual_seed(6)
    first = model.log_prob(images(3)[0], 2)
    torch.manual_seed(6)
    assert torch.allclose(again.log_prob(images(3)[0], 2), first)
    own = BayesianMLP(6, (5,), 3, activation=lambda: torch.nn.LeakyReLU(0.3))
    assert own.arguments is None


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"inputs": 0}, "inputs is a whole number"),
        ({"hidden": 3}, "hidden is the widths"),
        ({"noise": "own"}, "noise is one of local, separate, shared, none"),
        ({"posterior": "full"}, "posterior is one of gaussian, dropout-a, dropout-b"),
        ({"alpha": 1.0}, "alpha is a variance between 0 and 1"),
        ({"prior_scale": 0.0}, "prior_scale is a number above 0"),
    ],
)
def test_bad_settings_are_refused_in_one_sentence(settings, words):
    with pytest.raises(InputError, match=words):
        BayesianMLP(**({"inputs": 6} | settings))


def test_bad_data_are_refused_in_one_sentence():
    model = network()
    with pytest.raises(InputError, match=r"shape \(batch, 6\)"):
        model(torch.zeros(3, 5))
    with pytest.raises(InputError, match="from 1 up"):
        model(torch.zeros(3, 6), k=0)
    x, labels = images(4)
    x[1, 2] = math.nan
    with pytest.raises(InputError, match="NaN or infinite"):
        training.fit(model, (x, labels), epochs=1, device="cpu", progress=False)


def test_training_raises_the_bound_of_digits():
    digits = data.load("digits")
    x, labels = digits.train.x, digits.train.labels
    assert labels is not None
    assert digits.test.labels is not None
    torch.manual_seed(0)
    model = BayesianMLP(64, (50,), posterior="dropout-a")
    records = training.fit(
        model, (x, labels), objective=functools.partial(sgvb, n=len(x)), epochs=15, lr=3e-3,
        device="cpu", progress=False,
    )  # fmt: skip
    assert records[-1]["train"] > records[0]["train"] + 0.5
    with torch.no_grad():
        right = torch.eq(model.log_prob(digits.test.x, 20).argmax(1), digits.test.labels)
    assert right.double().mean() > 0.85


def test_calibration_error_is_the_mean_distance_part_by_part():
    torch.manual_seed(0)
    p = torch.softmax(2 * torch.randn(500, 4, dtype=torch.float64), 1)
    labels = torch.randint(4, (500,))
    confidence, guess = p.max(1)
    total = torch.zeros((), dtype=torch.float64)
    for m in range(10):
        inside = (confidence > m / 10) & (confidence <= (m + 1) / 10)
        if inside.any():
            gap = (guess == labels)[inside].double().mean() - confidence[inside].mean()
            total = total + inside.double().mean() * abs(gap)
    assert torch.allclose(evaluation.calibration_error(p, labels, 10), total)
    sure = torch.eye(3)[torch.tensor([0, 1, 2, 2])]
    right = torch.tensor([0, 1, 2, 2])
    assert float(evaluation.calibration_error(sure, right)) == pytest.approx(0.0)
    assert float(evaluation.calibration_error(sure, (right + 1) % 3)) == pytest.approx(1.0)


def test_the_results_files_say_what_the_page_says():
    folder = ROOT / "results"
    read = (folder / "local_reparameterization-variance.json").read_text()
    figures = json.loads(read)["figures"]
    assert figures["paper"] == {k: list(v) for k, v in benchmark.PAPER.items()}
    for column in ("top_10", "top_100", "bottom_10", "bottom_100"):
        none, local, separate, shared = (
            figures["variances"][s][column] for s in ("none", "local", "separate", "shared")
        )
        for low, high in ((none, local), (local, separate), (separate, shared)):
            assert high[0] - low[0] > 2 * math.hypot(low[1], high[1])
        assert 3 < shared[0] / local[0] < 7
        assert 1 < separate[0] / local[0] < 2.5
    seconds = figures["step_seconds"]
    assert seconds["separate"] > 20 * seconds["local"]
    read = (folder / "local_reparameterization-mnist.json").read_text()
    methods = json.loads(read)["figures"]["methods"]
    plain, a, b = (methods[m] for m in ("plain", "variational dropout A", "variational dropout B"))
    assert b["accuracy"][0] > plain["accuracy"][0] + 0.01
    assert b["calibration_error"][0] < plain["calibration_error"][0] / 2
    assert a["calibration_error"][0] < plain["calibration_error"][0]
