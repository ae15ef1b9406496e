"""The Helmholtz machine against torch.distributions and sums over all states."""

import functools
import math
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.distributions import Bernoulli
from torch.testing import assert_close

from labsupport import objectives, training
from labsupport.errors import InputError
from labsupport.evaluation import active_units, log_likelihood
from labsupport.models.helmholtz import Helmholtz, reweighted_wake_sleep, wake_sleep

LAYERS = [(3,), (3, 2), (2, 3, 2)]


def make(
    layers: tuple[int, ...] = (3, 2),
    dtype: torch.dtype = torch.float64,
    device: str = "cpu",
    pixels: int = 4,
) -> Helmholtz:
    """A machine with weights large enough that no unit is nearly fair."""
    torch.manual_seed(0)
    model = Helmholtz(pixels, layers).to(device, dtype)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(1.6).add_(0.2)
    return model


def codes(n: int) -> Tensor:
    return torch.tensor(list(product([0.0, 1.0], repeat=n)), dtype=torch.float64)


def images(n: int = 4, dtype: torch.dtype = torch.float64, device: str = "cpu") -> Tensor:
    if device == "meta":
        return torch.empty(n, 4, dtype=dtype, device="meta")
    return codes(4)[torch.arange(n) * 5 % 16].to(device, dtype)


def every_state(model: Helmholtz) -> list[Tensor]:
    """All z, each layer (states, 1, units)."""
    sizes = [layer.out_features for layer in model.recognition]
    return [part[:, None] for part in codes(sum(sizes)).split(sizes, -1)]


def tables(model: Helmholtz, x: Tensor) -> tuple[Tensor, Tensor]:
    """log p(x, z) and log q(z | x) of all states, (states, batch), by torch.distributions."""
    z = every_state(model)

    def of_layer(log_odds: Tensor, state: Tensor) -> Tensor:
        shape = torch.broadcast_shapes(log_odds.shape, state.shape)
        return Bernoulli(logits=log_odds).log_prob(state.expand(shape)).sum(-1)

    below = [x, *z]
    log_p = of_layer(model.prior_logits, z[-1])
    log_q = torch.zeros(())
    for number, (down, up) in enumerate(zip(model.generative, model.recognition, strict=True)):
        log_p = log_p + of_layer(down(below[number + 1]), below[number])
        log_q = log_q + of_layer(up(below[number]), below[number + 1])
    return log_p, log_q


def slopes(model: Helmholtz, value: Tensor) -> dict[str, Tensor]:
    found = torch.autograd.grad(value, [*model.parameters()], allow_unused=True)
    return {
        name: torch.zeros_like(p) if g is None else g
        for (name, p), g in zip(model.named_parameters(), found, strict=True)
    }


# --- densities -----------------------------------------------------------------------------------


@pytest.mark.parametrize("layers", LAYERS)
def test_the_densities_are_those_of_torch_distributions(layers):
    model, x = make(layers), images()
    log_p, log_q = tables(model, x)
    z = every_state(model)
    assert_close(model.log_joint(x, z), log_p)
    assert_close(model.log_posterior(x, z), log_q)


@pytest.mark.parametrize("layers", LAYERS)
def test_all_probabilities_add_up_to_one(layers):
    model = make(layers)
    log_p, log_q = tables(model, codes(4))
    assert_close(log_p.exp().sum(), torch.ones((), dtype=torch.float64))
    assert_close(log_q.exp().sum(0), torch.ones(16, dtype=torch.float64))


@pytest.mark.parametrize("layers", LAYERS)
def test_the_estimated_likelihood_is_the_sum_over_all_states(layers):
    model, x = make(layers), images()
    log_p, log_q = tables(model, x)
    exact = torch.logsumexp(log_p, 0)
    spread = (2 * (log_p - exact) - log_q).exp().sum(0) - 1  # variance of a weight over p(x)
    torch.manual_seed(1)
    k = 40_000
    error = (log_likelihood(model, x, k) - exact).abs()
    assert (error < 5 * (spread / k).sqrt() + 5 * spread / k).all()
    assert (spread / k).sqrt().max() < 0.03  # so that a wrong density shows
    elbo = objectives.elbo(model.log_w(x, 20_000))
    mean, second = ((log_q.exp() * (log_p - log_q) ** n).sum(0) for n in (1, 2))
    assert ((elbo - mean).abs() < 5 * ((second - mean**2) / 20_000).sqrt()).all()


def test_log_w_is_the_difference_of_the_two_and_takes_a_posterior():
    model, x = make(), images()
    torch.manual_seed(2)
    log_p, log_q = model.log_p_and_log_q(x, 3)
    torch.manual_seed(2)
    assert_close(model.log_w(x, 3), log_p - log_q, rtol=0, atol=0)
    torch.manual_seed(2)
    assert_close(model.log_w(x, 3, model.infer(x)), log_p - log_q, rtol=0, atol=0)
    torch.manual_seed(2)
    mean, log_odds = model.infer(x)
    other = model.log_w(x, 3, (torch.sigmoid(log_odds + 2), log_odds + 2))
    assert not torch.allclose(other, log_p - log_q)
    assert_close(mean, torch.sigmoid(log_odds))


# --- draws ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("layers", LAYERS)
def test_dreams_come_from_the_joint_density(layers):
    model = make(layers)
    torch.manual_seed(3)
    n = 100_000
    x, z = model.dream(n)
    bits = torch.cat([x, *z], 1)
    powers = 2.0 ** torch.arange(bits.shape[1] - 1, -1, -1)
    counts = torch.bincount((bits @ powers.double()).long(), minlength=2 ** bits.shape[1])
    log_p, _ = tables(model, codes(4))
    chance = log_p.exp().T.flatten()  # x is the slow index
    error = (chance * (1 - chance) / n).sqrt()
    assert ((counts / n - chance).abs() < 6 * error + 3 / n).all()
    assert not x.requires_grad


def test_generated_pixels_have_the_means_that_come_with_them():
    model = make()
    torch.manual_seed(4)
    means, draws = model.generate(50_000)
    assert means.shape == draws.shape == (50_000, 4)
    assert not means.requires_grad
    assert draws.unique().tolist() == [0.0, 1.0]
    exact = (tables(model, codes(4))[0].exp().sum(0)[:, None] * codes(4)).sum(0)
    assert ((draws.mean(0) - exact).abs() < 5 * 0.5 / 50_000**0.5).all()
    assert ((draws - means).mean(0).abs() < 5 * 0.5 / 50_000**0.5).all()


def test_draws_are_new_for_every_draw_and_observation():
    model = Helmholtz(4, (40, 40)).double()
    log_w = model.log_w(images(1).expand(4, 4), 5)
    assert log_w.shape == (5, 4)
    assert len(log_w.unique()) == 20


# --- gradients -----------------------------------------------------------------------------------


def exact_slopes(model: Helmholtz, x: Tensor, kind: str) -> dict[str, Tensor]:
    """The mean gradient of an objective's mean over ``x``, by sums over all states."""
    log_p, log_q = tables(model, x)
    q = log_q.detach().exp()
    if kind == "wake-sleep":
        awake = (q * log_p).sum(0).mean()
        dreamt_p, dreamt_q = tables(model, codes(4))
        return slopes(model, awake + (dreamt_p.detach().exp() * dreamt_q).sum())
    # Two draws: all pairs of states, with the shares of both.
    log_w = (log_p - log_q).detach()
    share = torch.sigmoid(log_w[:, None] - log_w[None])  # of the first of a pair
    weight = 2 * q * torch.einsum("ij...,j...->i...", share, q)
    awake_q = (weight * log_q).sum(0).mean()
    both = (weight * log_p).sum(0).mean()
    if kind == "reweighted":
        return slopes(model, both + awake_q)
    dreamt_p, dreamt_q = tables(model, codes(4))
    asleep = (dreamt_p.detach().exp() * dreamt_q).sum()
    return slopes(model, both + (awake_q + asleep) / 2)


OBJECTIVES: dict[str, Callable[..., Tensor]] = {
    "wake-sleep": wake_sleep,
    "reweighted": functools.partial(reweighted_wake_sleep, k=2),
    "reweighted and sleep": functools.partial(reweighted_wake_sleep, k=2, sleep=True),
}


@pytest.mark.parametrize("kind", OBJECTIVES)
def test_each_network_gets_the_gradient_that_its_phase_is_meant_to_have(kind):
    model, x = make((2, 2)), images()
    right = exact_slopes(model, x, kind)
    torch.manual_seed(5)
    many = x.repeat(500, 1)
    found = [slopes(model, OBJECTIVES[kind](model, many).mean()) for _ in range(60)]
    for name, wanted in right.items():
        estimates = torch.stack([one[name] for one in found])
        error = estimates.std(0) / len(found) ** 0.5
        assert ((estimates.mean(0) - wanted).abs() < 6 * error + 1e-9).all(), name
        assert error.max() < 0.2 * wanted.abs().max(), name


@pytest.mark.parametrize("kind", OBJECTIVES)
def test_the_value_is_the_bound_of_the_draws(kind, monkeypatch):
    model, x = make(), images()
    log_p, log_q = model.log_p_and_log_q(x, 2)
    monkeypatch.setattr(Helmholtz, "log_p_and_log_q", lambda *_: (log_p, log_q))
    bound = objectives.elbo if kind == "wake-sleep" else objectives.iwae_bound
    assert_close(OBJECTIVES[kind](model, x), bound(log_p - log_q))


def test_sleep_teaches_what_the_posterior_of_dreams_is():
    """The exact gradient of sleep is that of the divergence, averaged over the model's own x."""
    model = make()
    log_p, log_q = tables(model, codes(4))
    p = log_p.detach().exp()
    posterior = p / p.sum(0)
    divergence = (p.sum(0) * (posterior * (posterior.log() - log_q)).sum(0)).sum()
    by_divergence = slopes(model, -divergence)
    by_sleep = slopes(model, (p * tables(model, codes(4))[1]).sum())
    for name, slope in by_sleep.items():
        assert_close(slope, by_divergence[name])


@pytest.mark.parametrize("kind", OBJECTIVES)
def test_training_finds_two_images(kind):
    x = torch.tensor([[1.0, 1, 0, 0], [0, 0, 1, 1]]).repeat(100, 1)
    torch.manual_seed(6)
    model = Helmholtz(4, (4, 2))
    model.start_from_mean(x)
    settings: dict[str, Any] = {"epochs": 150, "lr": 0.02, "batch_size": 50, "progress": False}
    records = training.fit(
        model, x, objective=OBJECTIVES[kind], device="cpu", x_validation=x, **settings
    )
    nll = -log_likelihood(model, x[:2], 2000).mean()
    assert math.log(2) - 0.02 < nll < math.log(2) + 0.25  # it began at 4 log 2
    assert records[-1]["validation"] > -1.5


# --- files, devices, bad input -------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("device", ["cpu", "meta"])
def test_every_method_keeps_device_and_dtype_and_waits_for_nothing(dtype, device):
    model, x = make((3, 2), dtype, device), images(4, dtype, device)
    model.start_from_mean(x)
    dreamt, z = model.dream(4)
    results = {
        "infer": (model.infer(x), (4, 3)),
        "log_w": ([model.log_w(x)], (1, 4)),
        "log_w, k": ([model.log_w(x, 5), model.log_w(x, 5, model.infer(x))], (5, 4)),
        "both": (model.log_p_and_log_q(x, 5), (5, 4)),
        "joint": ([model.log_joint(dreamt, z), model.log_posterior(dreamt, z)], (4,)),
        "dream": ([dreamt], (4, 4)),
        "generate": (model.generate(4), (4, 4)),
        "objectives": ([objective(model, x) for objective in OBJECTIVES.values()], (4,)),
    }
    for name, (tensors, shape) in results.items():
        for tensor in tensors:
            assert tensor.shape == shape, name
            assert tensor.dtype == dtype, name
            assert tensor.device.type == device, name


def test_the_densities_keep_full_precision_under_mixed_precision():
    model, x = make(dtype=torch.float32), images(dtype=torch.float32)
    with torch.autocast("cpu", torch.bfloat16):
        for objective in OBJECTIVES.values():
            assert objective(model, x).dtype == torch.float32
        assert all(part.dtype == torch.float32 for part in model.generate(3))


def test_the_bias_of_the_pixels_starts_from_the_mean_and_stays_finite():
    model, x = make(), torch.linspace(0, 1, 16, dtype=torch.float64).view(4, 4)
    x[:, 3] = 0
    model.start_from_mean(x)
    bias = model.generative[0].bias
    assert_close(torch.sigmoid(bias), x.mean(0), atol=1.1e-3, rtol=0)
    assert bias.isfinite().all()


def test_active_units_are_those_of_the_lowest_layer():
    model = make((3, 2))
    with torch.no_grad():
        model.recognition[0].weight.fill_(1.0)
        model.recognition[0].bias.fill_(-2.0)
        model.recognition[0].weight[1] = 0
    assert active_units(model, codes(4)).tolist() == [True, False, True]


def test_the_draws_without_looking_are_nan_where_pixels_cannot_be(monkeypatch):
    monkeypatch.setattr(torch.compiler, "is_compiling", lambda: True)
    model, x = make(), images()
    x[1, 2] = 1.5
    log_w = model.log_w(x, 2)
    assert log_w[:, 1].isnan().all()
    assert log_w[:, [0, 2, 3]].isfinite().all()


@pytest.mark.parametrize("value", [-0.01, 1.01, math.nan])
def test_pixels_that_no_bernoulli_has_are_refused(value):
    model, x = make(), images()
    x[2, 3] = value
    for entrance in (model.log_w, model.check_data, model.start_from_mean):
        with pytest.raises(InputError, match="some of these are outside or NaN"):
            entrance(x)
    for objective in OBJECTIVES.values():
        with pytest.raises(InputError, match="some of these are outside or NaN"):
            objective(model, x)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: Helmholtz(4, ()), "at least one layer"),
        (lambda: Helmholtz(0, (3,)), "pixels is a whole number"),
        (lambda: Helmholtz(4, (3, 0)), "whole numbers from 1 up"),
        (lambda: Helmholtz(4, 3), "widths of the hidden layers"),  # type: ignore[arg-type]
        (lambda: make().log_w(images(), 0), "from 1 up, not 0"),
        (lambda: make().log_w(torch.ones(2, 3)), r"shape \(batch, 4\)"),
        (lambda: make().log_w(torch.ones(2, 4, dtype=torch.long)), "numbers with a fraction"),
        (lambda: make().dream(0), "n is a whole number"),
        (lambda: make().generate(0), "n is a whole number"),
    ],
)
def test_bad_input_is_one_sentence(call, sentence):
    with pytest.raises(InputError, match=sentence):
        call()
