"""The VAE against torch.distributions, quadrature and Monte Carlo."""

import math
from itertools import product

import pytest
import torch
from torch import distributions
from torch.testing import assert_close

from labsupport import objectives
from labsupport.errors import InputError
from labsupport.evaluation import log_likelihood
from labsupport.models import vae
from labsupport.models.vae import VAE

LIKELIHOODS = ["bernoulli", "gaussian"]


def make(likelihood="bernoulli", dtype=torch.float64, device="cpu", **settings) -> VAE:
    """A small VAE with random weights large enough that nothing is nearly zero."""
    torch.manual_seed(0)
    model = VAE(6, (5, 4), 3, likelihood=likelihood, **settings).to(device, dtype)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2)
    return model


def images(n=4, dtype=torch.float64, device="cpu") -> torch.Tensor:
    if device == "meta":
        return torch.empty(n, 6, dtype=dtype, device="meta")
    return (torch.rand(n, 6, generator=torch.Generator().manual_seed(1)) > 0.5).to(device, dtype)


# --- the terms -----------------------------------------------------------------------------------


@pytest.fixture
def mu():
    return torch.randn(2, 5, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(2))


@pytest.fixture
def log_var():
    return torch.randn(2, 5, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(3))


def test_the_kl_is_that_of_torch_distributions(mu, log_var):
    q = distributions.Normal(mu, (log_var / 2).exp())
    prior = distributions.Normal(torch.zeros_like(mu), torch.ones_like(mu))
    assert_close(vae.gaussian_kl(mu, log_var), distributions.kl_divergence(q, prior).sum(-1))


def test_the_kl_is_what_monte_carlo_finds(mu, log_var):
    torch.manual_seed(4)
    q = distributions.Normal(mu, (log_var / 2).exp())
    z = q.sample((200_000,))
    draws = (q.log_prob(z) - distributions.Normal(0, 1).log_prob(z)).sum(-1)
    error = draws.std(0) / len(z) ** 0.5
    assert ((draws.mean(0) - vae.gaussian_kl(mu, log_var)).abs() < 5 * error).all()


def test_the_gaussian_log_likelihood_is_that_of_torch_distributions(mu, log_var):
    x = torch.linspace(-2, 2, 3, dtype=torch.float64)
    expected = distributions.Normal(mu, (log_var / 2).exp()).log_prob(x).sum(-1)
    assert_close(vae.gaussian_log_likelihood(x, mu, log_var), expected)


def test_the_bernoulli_log_likelihood_is_that_of_torch_distributions(mu):
    x = torch.tensor([0.0, 1.0, 1.0], dtype=torch.float64)
    expected = distributions.Bernoulli(logits=mu).log_prob(x).sum(-1)
    assert_close(vae.bernoulli_log_likelihood(x, mu), expected)


def test_the_bernoulli_log_likelihood_is_exact_for_huge_logits():
    logits = torch.tensor([[1e4, -1e4], [-1e4, 1e4]])
    x = torch.tensor([1.0, 0.0])
    assert_close(vae.bernoulli_log_likelihood(x, logits), torch.tensor([0.0, -2e4]))


def test_draws_have_the_mean_the_variance_and_independent_entries():
    torch.manual_seed(5)
    mu, log_var = torch.tensor([1.0, -2.0]), torch.tensor([0.5, -1.0])
    z = vae.reparameterize(mu.expand(100_000, 2), log_var.expand(100_000, 2))
    assert_close(z.mean(0), mu, atol=0.02, rtol=0)
    assert_close(z.T.cov(), log_var.exp().diag(), atol=0.03, rtol=0)


def test_draws_carry_gradients_of_both_parameters():
    mu = torch.zeros(4, requires_grad=True)
    log_var = torch.full((4,), 0.6, requires_grad=True)
    z = vae.reparameterize(mu, log_var)
    z.sum().backward()
    assert mu.grad is not None
    assert log_var.grad is not None
    assert_close(mu.grad, torch.ones(4))
    assert_close(log_var.grad, 0.5 * z.detach())  # dz/dlog_var = sigma epsilon / 2 = (z - 0) / 2


# --- log_w ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_log_w_is_what_torch_distributions_say_of_the_same_draws(likelihood, monkeypatch):
    model, x = make(likelihood), images()
    z = torch.randn(7, 4, 3, dtype=torch.float64)
    monkeypatch.setattr(vae, "reparameterize", lambda mu, log_var: z)
    log_w = model.log_w(x, 7)
    mu, log_var = model.infer(x)
    q = distributions.Independent(distributions.Normal(mu, (log_var / 2).exp()), 1)
    prior = distributions.Independent(
        distributions.Normal(torch.zeros(3).double(), torch.ones(3).double()), 1
    )
    p: distributions.Distribution
    if likelihood == "bernoulli":
        p = distributions.Bernoulli(logits=model.decoder(z)[0])
    else:
        mean, log_variance = model.decoder(z)
        p = distributions.Normal(mean, (log_variance / 2).exp())
    expected = p.log_prob(x.expand(7, 4, 6)).sum(-1) + prior.log_prob(z) - q.log_prob(z)
    assert_close(log_w, expected)


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_log_w_draws_anew_for_every_draw_and_observation(likelihood):
    x = images(1).expand(4, 6)
    log_w = make(likelihood).log_w(x, 5)
    assert log_w.shape == (5, 4)
    assert len(log_w.unique()) == 20


def test_log_w_uses_the_posterior_it_is_given():
    model, x = make(), images()
    mu, log_var = model.infer(x)
    torch.manual_seed(6)
    expected = model.log_w(x, 3)
    torch.manual_seed(6)
    assert_close(model.log_w(x, 3, (mu, log_var)), expected, rtol=0, atol=0)
    torch.manual_seed(6)
    assert (model.log_w(x, 3, (mu + 1, log_var)) - expected).abs().min() > 1e-3


def test_log_w_has_gradients_for_every_parameter():
    model = make("gaussian")
    model.log_w(images(), 2).sum().backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().sum() > 0, name


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_the_mean_weight_is_the_likelihood_found_by_quadrature(likelihood):
    torch.manual_seed(0)
    model = VAE(6, (8,), 1, likelihood=likelihood).double()
    x = images(3)
    z = torch.linspace(-12, 12, 20_001, dtype=torch.float64)[:, None, None]  # (points, 1, latent)
    with torch.no_grad():
        log_joint = (
            model.decoder.log_likelihood(x, z) + distributions.Normal(0, 1).log_prob(z)[..., 0]
        )
    exact = torch.logsumexp(log_joint, 0) + math.log(24 / 20_000)
    torch.manual_seed(7)
    assert_close(log_likelihood(model, x, 100_000), exact, atol=0.01, rtol=0)
    elbo = objectives.elbo(model.log_w(x, 1000))
    assert (elbo < exact).all()


def test_the_probabilities_of_all_binary_images_add_up_to_one():
    torch.manual_seed(0)
    model = VAE(4, (5,), 2).double()
    x = torch.tensor(list(product([0.0, 1.0], repeat=4)), dtype=torch.float64)
    assert_close(log_likelihood(model, x, 50_000).exp().sum().item(), 1.0, atol=0.005, rtol=0)


def test_reconstruction_and_kl_add_up_to_the_elbo():
    model, x = make(), images()
    torch.manual_seed(8)
    many = x.repeat(20_000, 1)
    with torch.no_grad():
        reconstruction, kl = model.reconstruction_and_kl(many)
        assert reconstruction.shape == kl.shape == (80_000,)
        elbo = (reconstruction - kl).view(-1, 4)
        other = model.log_w(x, 20_000)
    error = (elbo.var(0) / 20_000 + other.var(0) / 20_000).sqrt()
    assert ((elbo.mean(0) - other.mean(0)).abs() < 5 * error).all()


# --- generating, and every method on every device and dtype --------------------------------------


def test_bernoulli_draws_are_binary_and_have_the_means_that_come_with_them():
    torch.manual_seed(9)
    means, draws = make().generate(50_000)
    assert means.shape == draws.shape == (50_000, 6)
    assert not means.requires_grad
    assert draws.unique().tolist() == [0.0, 1.0]
    error = (means * (1 - means)).mean(0).sqrt() / 50_000**0.5
    assert ((draws - means).mean(0).abs() < 5 * error).all()


def test_gaussian_draws_scatter_around_their_means_by_the_decoders_variance():
    model = make("gaussian")
    with torch.no_grad():  # one mean and one log-variance for every z
        model.decoder.head.weight.zero_()
        model.decoder.head.bias.copy_(torch.arange(12.0) / 10)
    torch.manual_seed(9)
    means, draws = model.generate(50_000)
    assert_close(means[0], torch.arange(6.0).double() / 10)
    raw = torch.arange(6, 12).double() / 10
    variance = (-6 + (1 + (raw + 6).exp()).log()).exp()
    assert_close((draws - means).var(0), variance, rtol=0.05, atol=0)


def test_generated_images_differ_in_z():
    means, _ = make().generate(20)
    assert len(means.unique(dim=0)) == 20


@pytest.mark.parametrize("floor", [-6.0, -1.0])
def test_the_floor_bounds_the_variance_and_keeps_its_gradient(floor):
    model = make("gaussian", min_log_var=floor)
    with torch.no_grad():
        model.decoder.head.weight.zero_()
        model.decoder.head.bias.fill_(-20.0)
    _, log_var = model.decoder(torch.zeros(1, 3, dtype=torch.float64))
    assert_close(log_var, torch.full_like(log_var, floor), atol=1e-4, rtol=0)
    log_var.sum().backward()
    assert model.decoder.head.bias.grad is not None
    assert (model.decoder.head.bias.grad[6:] > 0).all()


def test_without_a_floor_the_log_variance_is_what_the_network_says():
    model = make("gaussian", min_log_var=-math.inf)
    with torch.no_grad():
        model.decoder.head.weight.zero_()
        model.decoder.head.bias.fill_(-20.0)
    _, log_var = model.decoder(torch.zeros(1, 3, dtype=torch.float64))
    assert_close(log_var, torch.full_like(log_var, -20))


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_a_model_that_starts_from_the_mean_generates_the_mean_image(likelihood):
    model, x = make(likelihood), torch.linspace(0, 1, 24, dtype=torch.float64).view(4, 6)
    x[:, 5] = 0  # a pixel that is never on, whose log-odds would be infinite
    with torch.no_grad():
        model.decoder.head.weight.zero_()
    before = model.decoder.head.bias[6:].clone()
    model.start_from_mean(x)
    means, _ = model.generate(3)
    assert_close(means, x.mean(0).expand(3, 6), atol=1.1e-3, rtol=0)
    assert model.decoder.head.bias.isfinite().all()
    assert_close(model.decoder.head.bias[6:], before)  # the Gaussian's variances


def test_an_unknown_likelihood_is_refused():
    with pytest.raises(InputError, match="'poisson'"):
        VAE(6, likelihood="poisson")  # type: ignore[arg-type]


def test_the_decoder_has_the_encoders_widths_in_reverse_and_the_activation_asked_for():
    model = VAE(10, (7, 3), 2, torch.nn.ELU)
    shapes = [tuple(p.shape) for p in model.decoder.parameters() if p.dim() == 2]
    assert shapes == [(3, 2), (7, 3), (10, 7)]
    assert sum(isinstance(module, torch.nn.ELU) for module in model.modules()) == 4


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("device", ["cpu", "meta"])
def test_every_method_keeps_device_and_dtype_and_waits_for_nothing(likelihood, dtype, device):
    # On the device "meta" there are no numbers, so that .item() or a branch on one would raise.
    model, x = make(likelihood, dtype, device), images(4, dtype, device)
    model.start_from_mean(x)
    results = {
        "infer": (model.infer(x), (4, 3)),
        "log_w": ([model.log_w(x), model.log_w(x)], (1, 4)),
        "log_w, k": ([model.log_w(x, 5)], (5, 4)),
        "log_w, encoded": ([model.log_w(x, 5, model.infer(x))], (5, 4)),
        "parts": (model.reconstruction_and_kl(x), (4,)),
        "generate": (model.generate(4), (4, 6)),
    }
    for name, (tensors, shape) in results.items():
        for tensor in tensors:
            assert tensor.shape == shape, name
            assert tensor.dtype == dtype, name
            assert tensor.device.type == device, name


def test_the_densities_keep_full_precision_under_mixed_precision():
    model, x = make("gaussian", torch.float32), images(4, torch.float32)
    with torch.autocast("cpu", torch.bfloat16):
        mu, log_var = model.infer(x)
        log_w = model.log_w(x, 5)
    assert mu.dtype == log_var.dtype == log_w.dtype == torch.float32
