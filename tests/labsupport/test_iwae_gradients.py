"""The gradients of chapter ``iwae`` against quadrature, on a model whose evidence is known."""

import functools
import math
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.distributions import Normal
from torch.testing import assert_close

from labsupport import objectives, training
from labsupport.errors import InputError
from labsupport.evaluation import log_likelihood
from labsupport.models.linear_gaussian import LinearGaussian, LinearVAE
from labsupport.models.vae import VAE

X = torch.tensor([[0.9, -0.4]], dtype=torch.float64)
GRADIENTS = ("iwae", "stl", "dreg", "wake", "one")


def make(latent: int = 1, dtype: torch.dtype = torch.float64) -> LinearVAE:
    """A model and an encoder that is off in its mean and its variance."""
    generator = torch.Generator().manual_seed(0)
    weight = torch.randn(2, latent, generator=generator, dtype=dtype)
    matrix = 0.3 * torch.randn(latent, 2, generator=generator, dtype=dtype)
    noise_var, zero = torch.tensor(0.5, dtype=dtype), torch.zeros(latent, dtype=dtype)
    model = LinearGaussian(weight, torch.zeros(2, dtype=dtype), noise_var)
    return LinearVAE(model, matrix, zero + 0.2, zero - 0.1)


def by_quadrature(model: LinearVAE, value: str) -> Tensor:
    """L_2, or the mean of reweighted wake-sleep's surrogate, by sums over pairs of points."""
    e = torch.linspace(-7, 7, 401, dtype=torch.float64)
    density = Normal(0.0, 1.0).log_prob(e).exp() * (e[1] - e[0])
    mu, log_var = model.infer(X)
    q = Normal(mu[0], (0.5 * log_var[0]).exp())
    z = mu[0] + (0.5 * log_var[0]).exp() * e[:, None]
    if value == "wake":
        z = z.detach()
    log_p, log_q = model.model.log_joint(X, z), q.log_prob(z)[:, 0]
    pairs = torch.stack(torch.broadcast_tensors((log_p - log_q)[:, None], (log_p - log_q)[None]))
    if value == "iwae":
        of_pairs = pairs.logsumexp(0) - math.log(2)
    else:
        shares, both = torch.softmax(pairs.detach(), 0), log_p + log_q
        of_pairs = shares[0] * both[:, None] + shares[1] * both[None]
    return density @ of_pairs @ density


def gradient(model: LinearVAE, value: Tensor) -> Tensor:
    """In the encoder's offset and log-variance, and in the model's weight and bias: (6,)."""
    parts = [model.offset, model.log_var, model.weight, model.bias]
    return torch.cat([g.flatten() for g in torch.autograd.grad(value, parts)])


def estimates(kind: str, n: int = 2000, k: int = 2) -> Tensor:
    """Independent estimates of the gradient, (n, 6)."""
    model = make()
    torch.manual_seed(3)
    found = []
    for _ in range(n):
        found.append(gradient(model, training.importance_weighted(model, X, k=k, gradient=kind)[0]))
    return torch.stack(found)


def far_off(found: Tensor, expected: Tensor) -> Tensor:
    """Distance of the means from ``expected``, in standard errors."""
    error = found.std(0) / len(found) ** 0.5
    return ((found.mean(0) - expected) / error).abs()


def test_three_gradients_are_those_of_the_bound_in_the_mean():
    model = make()
    exact = gradient(model, by_quadrature(model, "iwae"))
    for kind in ("iwae", "dreg", "one"):
        assert far_off(estimates(kind), exact).max() < 4, kind


def test_sticking_the_landing_is_another_gradient_in_the_encoder_alone():
    model = make()
    exact = gradient(model, by_quadrature(model, "iwae"))
    off = far_off(estimates("stl"), exact)
    assert off[:2].max() > 6
    assert off[2:].max() < 4


def test_both_wake_gradients_have_the_mean_of_reweighted_wake_sleep():
    model = make()
    exact = gradient(model, by_quadrature(model, "wake"))
    assert far_off(estimates("wake"), exact).max() < 4
    torch.manual_seed(4)
    found = []
    for _ in range(2000):
        mu, log_var = model.infer(X)
        q = Normal(mu, (0.5 * log_var).exp())
        z = q.sample((2,))
        value = objectives.reweighted_wake_sleep(model.model.log_joint(X, z), q.log_prob(z).sum(-1))
        found.append(gradient(model, value[0]))
    assert far_off(torch.stack(found), exact).max() < 4


def test_one_draw_is_picked_by_its_share_and_its_gradient_is_followed_alone():
    log_w = torch.tensor([0.0, 1.0, 3.0, 0.0]).log().expand(100_000, 4).T.contiguous()
    torch.manual_seed(0)
    number = objectives.pick(log_w)
    shares = torch.bincount(number, minlength=4) / 100_000
    assert_close(shares, torch.tensor([0.0, 0.25, 0.75, 0.0]), atol=0.006, rtol=0)
    log_w = torch.tensor([[-1.0, 2.0], [3.0, 0.5]], requires_grad=True)
    value = objectives.one_draw(log_w, log_w[0])
    assert_close(value, objectives.iwae_bound(log_w))
    (slope,) = torch.autograd.grad(value.sum(), log_w)
    assert_close(slope, torch.tensor([[1.0, 1.0], [0.0, 0.0]]))


def test_one_draw_is_noisier_than_all_and_a_uniform_pick_would_be_biased(monkeypatch):
    model = make()
    exact = gradient(model, by_quadrature(model, "iwae"))
    assert (estimates("one", k=2).std(0) > estimates("iwae", k=2).std(0)).all()
    monkeypatch.setattr(objectives, "pick", lambda log_w: torch.randint(2, log_w.shape[1:]))
    assert far_off(estimates("one"), exact).max() > 6


@pytest.mark.parametrize("kind", ["stl", "dreg", "wake"])
def test_at_the_exact_posterior_only_the_path_is_left_and_the_encoders_gradient_has_no_noise(kind):
    model = make()
    posterior = model.model.posterior(X)
    with torch.no_grad():
        model.log_var.copy_(posterior.variance[0].log())
        model.offset.copy_(posterior.mean[0] - (X @ model.matrix.mT)[0])
    value = training.importance_weighted(model, X, k=8, gradient=kind)[0]
    assert_close(gradient(model, value)[:2], torch.zeros(2).double(), atol=1e-12, rtol=0)
    value = training.importance_weighted(model, X, k=8)[0]
    assert gradient(model, value)[:2].abs().max() > 1e-3


@pytest.mark.parametrize("kind", GRADIENTS)
def test_the_value_is_the_bound_whatever_the_gradient(kind):
    model = make(3)
    torch.manual_seed(5)
    expected = objectives.iwae_bound(model.log_w(X, 7))
    torch.manual_seed(5)
    assert_close(training.importance_weighted(model, X, k=7, gradient=kind), expected)


def signal_to_noise(kind: str, k: int, n: int) -> float:
    """|mean| / standard deviation of the gradient in the encoder's offset; draws side by side."""
    model = make()
    torch.manual_seed(k)
    x = X.expand(n, 2)
    means = model.infer(x)[0].detach().requires_grad_()  # a step in a mean is one in the offset
    sigma = (0.5 * model.log_var).exp().detach()
    z = means + sigma * torch.randn(k, n, 1, dtype=torch.float64)
    q, fixed = Normal(means, sigma), Normal(means.detach(), sigma)
    log_w = model.model.log_joint(x, z) - (q if kind == "iwae" else fixed).log_prob(z).sum(-1)
    if kind == "iwae":
        value = objectives.iwae_bound(log_w)
    else:
        value = objectives.doubly_reparameterized(log_w, z)
    (found,) = torch.autograd.grad(value.sum(), means)
    return (found.mean().abs() / found.std()).item()


def test_the_encoders_signal_to_noise_falls_as_one_over_root_k_and_dreg_lets_it_rise():
    ks = (8, 128)
    plain = [signal_to_noise("iwae", k, 15_000) for k in ks]
    doubly = [signal_to_noise("dreg", k, 15_000) for k in ks]
    slope = math.log(plain[-1] / plain[0]) / math.log(ks[-1] / ks[0])
    assert -0.7 < slope < -0.3
    slope = math.log(doubly[-1] / doubly[0]) / math.log(ks[-1] / ks[0])
    assert 0.3 < slope < 0.7


def test_the_evaluation_finds_the_evidence():
    model = make(3)
    x = torch.randn(5, 2, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    torch.manual_seed(0)
    found = log_likelihood(model, x, 20_000)
    w = (model.log_w(x, 20_000) - found).exp()
    error = w.std(0) / 20_000**0.5
    assert ((found - model.model.log_evidence(x)).abs() < 4 * error).all()
    assert (error < 0.05).all()


def test_the_upper_bound_is_above_and_meets_the_lower_one_as_k_grows():
    model = make(2)
    n = 4000
    x = X.expand(n, 2)
    exact = model.model.log_evidence(X).item()
    torch.manual_seed(0)
    gaps = []
    with torch.no_grad():
        mu, log_var = model.infer(x)
        z = model.model.posterior(x).sample()
        w = model.model.log_joint(x, z) - Normal(mu, (0.5 * log_var).exp()).log_prob(z).sum(-1)
        for k in (1, 4, 64):
            log_w = model.log_w(x, k)
            low, high = objectives.iwae_bound(log_w), objectives.upper_bound(log_w, w)
            assert low.mean() + 4 * low.std() / n**0.5 < exact or k == 64
            assert high.mean() + 4 * high.std() / n**0.5 > exact
            gaps.append((high.mean() - low.mean()).item())
    assert gaps[0] > 2 * gaps[1] > 4 * gaps[2]


@pytest.mark.parametrize("kind", GRADIENTS)
def test_a_vae_trains_by_each_and_nothing_waits_for_the_device(kind):
    torch.manual_seed(0)
    model = VAE(6, (5,), 2)
    objective = functools.partial(training.importance_weighted, k=3, gradient=kind)
    x = torch.tensor([[0.0] * 6, [1.0] * 6]).repeat(20, 1)
    settings: dict[str, Any] = {"lr": 0.02, "progress": False, "device": "cpu"}
    records = training.fit(model, x, epochs=60, objective=objective, **settings)
    # From six fair coins to one bit that all pixels share: 3.0 to 3.3 nats with three seeds.
    assert records[-1]["train"] > records[0]["train"] + 2.5
    meta = VAE(6, (5,), 2).to("meta")
    value = objective(meta, torch.empty(4, 6, device="meta"))
    value.sum().backward()
    assert value.is_meta
    assert value.shape == (4,)


def test_the_encoders_gradient_in_a_vae_is_the_shares_times_that_of_sticking_the_landing():
    torch.manual_seed(0)
    model, x = VAE(6, (5,), 2).double(), torch.ones(1, 6, dtype=torch.float64)
    log_w, z = model.pathwise_log_w(x, 1)  # k = 1: the share is 1, so the two agree
    value = objectives.doubly_reparameterized(log_w, z)
    names = list(model.parameters())
    doubly = torch.autograd.grad(value.sum(), names)
    torch.manual_seed(0)
    model = VAE(6, (5,), 2).double()
    sticking = torch.autograd.grad(
        objectives.iwae_bound(model.pathwise_log_w(x, 1)[0]).sum(), list(model.parameters())
    )
    for one, other in zip(doubly, sticking, strict=True):
        assert_close(one, other)


def test_an_unknown_gradient_is_refused():
    with pytest.raises(InputError, match="choose iwae, stl, dreg, wake or one"):
        training.importance_weighted(make(), X, gradient="vimco")
