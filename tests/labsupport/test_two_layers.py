"""Two stochastic layers against closed forms, quadrature and torch.distributions."""

import functools
import math
from typing import Any

import pytest
import torch
from torch import Tensor, distributions, nn
from torch.func import functional_call
from torch.testing import assert_close

from labsupport import evaluation, objectives, training
from labsupport.errors import InputError
from labsupport.evaluation import log_likelihood
from labsupport.models import vae
from labsupport.models.two_layers import TwoLayerVAE

GRADIENTS = ("iwae", "stl", "dreg", "wake", "one")


def make(likelihood="bernoulli", dtype=torch.float64, device="cpu", latent=3, upper=2) -> Any:
    """A small model whose weights are large enough that nothing is nearly zero."""
    torch.manual_seed(0)
    model = TwoLayerVAE(6, (5, 4), latent, (4,), upper, likelihood=likelihood)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2)
    return model.to(device, dtype)


def images(n=4, dtype=torch.float64, device="cpu") -> Tensor:
    if device == "meta":
        return torch.empty(n, 6, dtype=dtype, device="meta")
    return (torch.rand(n, 6, generator=torch.Generator().manual_seed(1)) > 0.5).to(device, dtype)


def solvable() -> tuple[TwoLayerVAE, distributions.Normal]:
    """v ~ N(0, 1), z | v ~ N(1.5 v + 0.2, 0.5), x | z ~ N(0.8 z - 0.3, 0.4); and p(x).

    The encoder is the posterior: q(z | x) and q(v | z) are its own conditionals.
    """
    model = TwoLayerVAE(1, (), 1, (), 1, likelihood="gaussian", min_log_var=-math.inf).double()
    mean_z, var_z = 0.2, 1.5**2 + 0.5
    mean_x, var_x = 0.8 * mean_z - 0.3, 0.8**2 * var_z + 0.4

    def given(module: nn.Module, slope: float, offset: float, variance: float) -> None:
        with torch.no_grad():
            module.head.weight.copy_(torch.tensor([[slope], [0.0]]))  # type: ignore[operator, union-attr]
            module.head.bias.copy_(torch.tensor([offset, math.log(variance)]))  # type: ignore[operator, union-attr]

    def reverse(slope: float, offset: float, variance: float, mean: float, prior: float) -> Any:
        """Slope, offset and variance of the cause given its effect."""
        gain = slope * prior / (slope**2 * prior + variance)
        return gain, mean - gain * (slope * mean + offset), prior * (1 - gain * slope)

    given(model.prior, 1.5, 0.2, 0.5)
    given(model.decoder, 0.8, -0.3, 0.4)
    given(model.encoder, *reverse(0.8, -0.3, 0.4, mean_z, var_z))
    given(model.upper_encoder, *reverse(1.5, 0.2, 0.5, 0.0, 1.0))
    return model, distributions.Normal(torch.tensor(mean_x).double(), math.sqrt(var_x))


def test_with_the_posterior_for_encoder_every_weight_is_the_evidence():
    model, evidence = solvable()
    x = torch.tensor([[-2.0], [0.1], [3.0]], dtype=torch.float64)
    log_w = model.log_w(x, 5)
    assert_close(log_w, evidence.log_prob(x)[:, 0].expand(5, 3), atol=1e-6, rtol=0)
    torch.manual_seed(0)
    _, draws = model.generate(100_000)
    assert_close(draws.mean(), evidence.mean, atol=0.03, rtol=0)
    assert_close(draws.std(), evidence.stddev, atol=0.02, rtol=0)


def test_with_another_encoder_the_evaluation_finds_the_evidence():
    model, evidence = solvable()
    with torch.no_grad():
        model.encoder.head.bias.add_(0.3)
        model.upper_encoder.head.bias.add_(0.3)
    x = torch.tensor([[-2.0], [0.1], [3.0]], dtype=torch.float64)
    torch.manual_seed(0)
    exact = evidence.log_prob(x)[:, 0]
    assert_close(log_likelihood(model, x, 20_000), exact, atol=0.02, rtol=0)
    with torch.no_grad():
        assert (training.elbo(model, x.repeat(2000, 1)).view(-1, 3).mean(0) < exact - 0.05).all()


@pytest.mark.parametrize("likelihood", ["bernoulli", "gaussian"])
def test_the_mean_weight_is_the_likelihood_found_by_quadrature(likelihood):
    torch.manual_seed(0)
    model = TwoLayerVAE(6, (8,), 1, (5,), 1, likelihood=likelihood).double()
    x, line = images(3), torch.linspace(-9, 9, 1201, dtype=torch.float64)[:, None]
    with torch.no_grad():
        mean, log_var = model.prior(line)  # of z given each v
        prior = distributions.Normal(mean[:, 0], (log_var / 2).exp()[:, 0])
        log_p_u = distributions.Normal(0.0, 1.0).log_prob(line[:, 0])
        log_p_z = torch.logsumexp(prior.log_prob(line) + log_p_u, 1) + math.log(18 / 1200)
        log_joint = model.decoder.log_likelihood(x, line[:, None]) + log_p_z[:, None]
    exact = torch.logsumexp(log_joint, 0) + math.log(18 / 1200)
    torch.manual_seed(7)
    assert_close(log_likelihood(model, x, 50_000), exact, atol=0.02, rtol=0)


def test_log_w_is_what_torch_distributions_say_of_the_same_draws():
    model, x = make(), images()
    noise = torch.randn(7, 4, 5, dtype=torch.float64)
    normal = distributions.Normal

    def of(mean: Tensor, log_var: Tensor) -> distributions.Independent:
        return distributions.Independent(normal(mean, (log_var / 2).exp()), 1)

    mu, log_var = model.infer(x)
    z = mu + (log_var / 2).exp() * noise[..., :3]
    upper = model.upper_encoder(z)
    v = upper[0] + (upper[1] / 2).exp() * noise[..., 3:]
    pixels = distributions.Bernoulli(logits=model.decoder(z)[0])
    log_p = pixels.log_prob(x.expand(7, 4, 6)).sum(-1) + of(*model.prior(v)).log_prob(z)
    log_p = log_p + normal(0.0, 1.0).log_prob(v).sum(-1)
    expected = log_p - of(mu, log_var).log_prob(z) - of(*upper).log_prob(v)
    assert_close(model.log_w(x, 7, noise=noise), expected)
    assert_close(model.log_w(x, 7, (mu, log_var), noise=noise), expected)


def test_reconstruction_and_kl_add_up_to_the_elbo():
    model, many = make(), images().repeat(20_000, 1)
    torch.manual_seed(8)
    with torch.no_grad():
        elbo = training.elbo_with_exact_kl(model, many).view(-1, 4)
        other = model.log_w(images(), 20_000)
    error = (elbo.var(0) / 20_000 + other.var(0) / 20_000).sqrt()
    assert ((elbo.mean(0) - other.mean(0)).abs() < 5 * error).all()
    with pytest.raises(InputError, match="two layers has no condition"):
        model.reconstruction_and_kl(many, many)


# --- gradients of the encoder --------------------------------------------------------------------


def estimates(kind: Any, groups: int = 300, rows: int = 100, k: int = 3) -> Tensor:
    """Means over groups of independent gradients in the two encoders, (groups, parameters)."""
    model, x = make(), images(1).expand(rows, 6)
    parts = [*model.encoder.parameters(), *model.upper_encoder.parameters()]
    torch.manual_seed(3)
    found = []
    for _ in range(groups):
        if callable(kind):
            value = kind(model, x, k)
        else:
            value = training.importance_weighted(model, x, k=k, gradient=kind)
        found.append(torch.cat([g.flatten() for g in torch.autograd.grad(value.mean(), parts)]))
    return torch.stack(found)


def far_off(found: Tensor, other: Tensor) -> float:
    """The root mean square distance of the means, in standard errors; 1 if they agree."""
    error = (found.var(0) / len(found) + other.var(0) / len(other)).sqrt()
    moved = error > 0  # the weights of pixels that are off have no gradient
    return ((found.mean(0) - other.mean(0)) / error)[moved].square().mean().sqrt().item()


@pytest.fixture(scope="module")
def plain() -> Tensor:
    return estimates("iwae")


@pytest.mark.parametrize("kind", ["dreg", "one"])
def test_its_gradient_is_that_of_the_bound_in_the_mean(kind, plain):
    # Independent numbers would have 1 ± 0.08; those of a gradient depend on each other.
    assert far_off(estimates(kind), plain) < 1.4


def weighted_at_each_layer(model: TwoLayerVAE, x: Tensor, k: int) -> Tensor:
    """Doubly reparameterized, but a weight at z and one at v: from v through z both are met."""
    mu, log_var = model.infer(x)
    z = mu + torch.exp(0.5 * log_var) * torch.randn(k, len(x), 3, dtype=x.dtype)
    upper = model.upper_encoder(z)
    v = upper[0] + torch.exp(0.5 * upper[1]) * torch.randn(k, len(x), 2, dtype=x.dtype)
    constant = {name: p.detach() for name, p in model.upper_encoder.named_parameters()}
    upper = functional_call(model.upper_encoder, constant, (z,))
    log_q = vae.gaussian_log_likelihood(z, mu.detach(), log_var.detach())
    log_q = log_q + vae.gaussian_log_likelihood(v, *upper)
    log_prior = distributions.Normal(0.0, 1.0).log_prob(v).sum(-1)
    log_prior = log_prior + vae.gaussian_log_likelihood(z, *model.prior(v))
    log_w = model.decoder.log_likelihood(x, z) + log_prior - log_q
    factors = objectives.normalized_weights(log_w.detach())[..., None]
    for draws in (z, v):
        draws.register_hook(lambda slope: factors * slope)
    return objectives.iwae_bound(log_w)


def test_sticking_the_landing_is_biased_and_so_is_a_weight_for_each_layer(plain):
    assert far_off(estimates("stl"), plain) > 2
    assert far_off(estimates(weighted_at_each_layer), plain) > 2


def test_at_the_posterior_the_path_is_all_and_the_encoders_gradient_has_no_noise():
    model, _ = solvable()
    x = torch.tensor([[-2.0], [0.1], [3.0]], dtype=torch.float64)
    parts = [*model.encoder.parameters(), *model.upper_encoder.parameters()]
    for kind in ("stl", "dreg", "wake"):
        value = training.importance_weighted(model, x, k=8, gradient=kind).sum()
        for slope in torch.autograd.grad(value, parts):
            assert_close(slope, torch.zeros_like(slope), atol=1e-5, rtol=0)
    value = training.importance_weighted(model, x, k=8).sum()
    assert max(g.abs().max().item() for g in torch.autograd.grad(value, parts)) > 1e-2


@pytest.mark.parametrize("kind", GRADIENTS)
def test_the_value_is_the_bound_whatever_the_gradient_and_training_goes_up(kind):
    model, x = make(), images()
    torch.manual_seed(5)
    expected = objectives.iwae_bound(model.log_w(x, 7))
    torch.manual_seed(5)
    assert_close(training.importance_weighted(model, x, k=7, gradient=kind), expected)
    torch.manual_seed(0)
    small = TwoLayerVAE(6, (5,), 3, (4,), 2)
    objective = functools.partial(training.importance_weighted, k=3, gradient=kind)
    data = torch.tensor([[0.0] * 6, [1.0] * 6]).repeat(20, 1)
    settings: dict[str, Any] = {"lr": 0.02, "progress": False, "device": "cpu"}
    records = training.fit(small, data, epochs=60, objective=objective, **settings)
    assert records[-1]["train"] > records[0]["train"] + 2  # 3.5 nats are to be gained


# --- devices, units, and what it is made of ------------------------------------------------------


@pytest.mark.parametrize("likelihood", ["bernoulli", "gaussian"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("device", ["cpu", "meta"])
def test_every_method_keeps_device_and_dtype_and_waits_for_nothing(likelihood, dtype, device):
    model, x = make(likelihood, dtype, device), images(4, dtype, device)
    model.start_from_mean(x)
    results = {
        "infer": (model.infer(x), (4, 3)),
        "log_w": ([model.log_w(x, 5), model.log_w(x, 5, model.infer(x))], (5, 4)),
        "pathwise": ([model.pathwise_log_w(x, 5)[0]], (5, 4)),
        "draws": ([model.pathwise_log_w(x, 5)[1]], (5, 4, 5)),
        "parts": (model.reconstruction_and_kl(x), (4,)),
        "upper": ([model.upper_means(x, 3)], (4, 2)),
        "generate": (model.generate(4), (4, 6)),
    }
    for gradient in GRADIENTS:
        value = training.importance_weighted(model, x, k=2, gradient=gradient)
        value.sum().backward()
        results[gradient] = ([value], (4,))
    for name, (tensors, shape) in results.items():
        for tensor in tensors:
            assert tensor.shape == shape, name
            assert tensor.dtype == dtype, name
            assert tensor.device.type == device, name


def test_active_units_of_both_layers():
    model, _ = solvable()
    x = torch.randn(4000, 1, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    torch.manual_seed(0)
    means = model.upper_means(x, 400)
    slopes = model.encoder.head.weight[0, 0] * model.upper_encoder.head.weight[0, 0]
    assert_close(means.std(0)[0], (slopes * x.std()).detach().abs(), atol=0.01, rtol=0)
    assert evaluation.active_units(model, x).tolist() == [True]


def test_it_has_the_architecture_of_the_paper():
    model = TwoLayerVAE(784)
    shapes = [tuple(p.shape) for p in model.parameters() if p.dim() == 2]
    up = [(200, 784), (200, 200), (200, 200), (100, 100), (100, 100), (100, 100)]
    down = [(100, 50), (100, 100), (200, 100), (200, 100), (200, 200), (784, 200)]
    assert sorted(shapes) == sorted(up + down)
    assert isinstance(model, vae.VAE)


@pytest.mark.parametrize("size", [0, -3, 2.0, None])
def test_a_size_that_is_none_is_one_sentence(size):
    with pytest.raises(InputError, match=r"^upper_latent is a whole number from 1 up, not"):
        TwoLayerVAE(6, (5,), 2, (4,), size)
    with pytest.raises(InputError, match="from 1 up, not 0"):
        make().log_w(images(), 0)
