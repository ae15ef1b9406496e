"""The slides that begin with "Reparameterization trick"."""

import math

import pytest
import torch
from torch import nn
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from tests.errata.exact import (
    GUESS,
    JOINT,
    LIKELIHOOD,
    POSTERIOR,
    PRIOR,
    close,
    elbo,
    kl,
    noise,
    normal_kl,
    tensor,
)

X, W = noise()


def test_a_density_is_not_distributed_like_its_variable():
    density = Normal(tensor(0.0), tensor(1.0)).log_prob(X).exp()
    assert close((W * X).sum(), 0.0)
    assert close((W * density).sum(), 1 / (2 * math.sqrt(math.pi)), 1e-6)


def test_a_mean_is_neither_a_density_nor_a_draw():
    p = Normal(tensor(2.0), tensor(0.5))
    assert not close(p.mean, p.log_prob(tensor(1.7)).exp(), 0.1)
    torch.manual_seed(0)
    assert (p.sample((10,)) - p.mean).abs().min() > 1e-6
    assert p.log_prob(p.mean).exp() > 0.5


def test_the_second_argument_is_the_variance():
    z = 1.0 + 3.0 * X  # v sigma + mu
    spread = (W * (z - 1) ** 2).sum()
    assert close(spread, 9.0)
    assert not close(spread, 3.0, 0.1)
    x, mean, sigma = 1.0, 0.2, 0.5  # and in log N(x; mu, sigma) the same
    right = -0.5 * (math.log(2 * math.pi * sigma**2) + (x - mean) ** 2 / sigma**2)
    printed = -0.5 * (math.log(2 * math.pi * sigma) + (x - mean) ** 2 / sigma)
    assert Normal(mean, sigma).log_prob(torch.tensor(x)).item() == pytest.approx(right)
    assert abs(printed - right) > 0.1


def test_draws_and_coordinates_have_different_indices():
    torch.manual_seed(0)
    draws, size = 5, 2
    mu, sigma = torch.randn(size), torch.rand(size) + 0.5
    v = torch.randn(draws, size)
    z = mu + sigma * v  # z[j] is the j-th draw, z[:, k] the k-th coordinate
    assert z.shape == (draws, size)
    with pytest.raises(IndexError):
        mu[draws - 1]  # the spread of "z_j" for the j-th draw


def test_a_vector_is_not_one_of_its_coordinates():
    mu, variance = (0.5, -1.0), (0.3, 2.0)
    q = Normal(tensor(*mu), tensor(*variance).sqrt())
    exact = kl_divergence(q, Normal(tensor(0.0, 0.0), tensor(1.0, 1.0))).sum()
    each = [normal_kl(m, v) for m, v in zip(mu, variance, strict=True)]
    assert close(exact, sum(each))
    assert min(abs(exact.item() - one) for one in each) > 0.1


def test_noise_without_an_index_is_shared_by_all_data():
    losses = torch.stack([(1.0 + 0.5 * X) ** 2, (2.0 + 0.8 * X) ** 2])  # of two data, over v
    means = (W * losses).sum(1)
    variances = (W * (losses - means[:, None]) ** 2).sum(1)
    shared = (W * (losses.sum(0) - means.sum()) ** 2).sum()
    pairs = (losses[0][:, None] + losses[1] - means.sum()) ** 2  # a v for each datum
    own = (W[:, None] * W * pairs).sum()
    assert close(own, variances.sum())
    assert shared > 1.5 * own  # the same mean, and a covariance
    assert close((W * losses.sum(0)).sum(), means.sum())


def test_the_encoder_returns_its_outputs_and_draws_nothing():
    torch.manual_seed(0)
    encoder, x = nn.Linear(3, 4), torch.rand(2, 3)
    mu, log_var = encoder(x).chunk(2, -1)
    assert torch.equal(torch.cat([mu, log_var], -1), encoder(x))
    z = [mu + torch.exp(0.5 * log_var) * torch.randn(2, 2) for _ in range(2)]
    assert (z[0] - z[1]).abs().min() > 0


def test_the_divergence_is_no_distance():
    assert abs(normal_kl(0.0, 4.0) - (0.5 * (1 / 4 - 1 + math.log(4)))) > 0.1  # not symmetric
    a, b, c = (Normal(tensor(m), tensor(1.0)) for m in (0.0, 1.0, 2.0))
    detour = kl_divergence(a, b) + kl_divergence(b, c)
    assert (kl_divergence(a, c) > detour + 0.5).all()  # and no triangle inequality


def test_one_coordinate_is_not_the_vector():
    mu, sigma = tensor(0.5, -1.0, 2.0), tensor(0.5, 1.2, 0.8)  # K = 3
    vector = kl_divergence(
        MultivariateNormal(mu, torch.diag(sigma**2)),
        MultivariateNormal(0 * mu, torch.eye(3).double()),
    )
    coordinates = tensor(
        *(normal_kl(m.item(), s.item() ** 2) for m, s in zip(mu, sigma, strict=True))
    )
    assert close(vector, coordinates.sum())
    assert (coordinates < vector - 0.3).all()


def test_the_integral_is_the_divergence_and_not_its_gradient():
    mu = tensor(0.8).requires_grad_()
    sigma = tensor(0.5)
    value = 0.5 * (sigma**2 + mu**2 - 1 - (sigma**2).log())
    z = mu.detach() + sigma * X
    integral = (
        W * (Normal(mu.detach(), sigma).log_prob(z) - Normal(0.0, tensor(1.0)).log_prob(z))
    ).sum()
    assert close(integral, value.detach())
    (gradient,) = torch.autograd.grad(value.sum(), mu)
    assert close(gradient, mu.detach())
    assert not close(integral, gradient, 0.05)


def test_the_first_sum_runs_over_the_data():
    torch.manual_seed(0)
    n, size = 5, 2
    mu, sigma = torch.randn(n, size).double(), torch.rand(n, size).double() + 0.5
    each = 0.5 * (mu**2 + sigma**2 - 1 - (sigma**2).log())
    exact = kl_divergence(Normal(mu, sigma), Normal(0.0, 1.0)).sum()
    assert close(each.sum(), exact, 1e-6)
    assert not close(each[:size].sum(), exact, 0.1)  # i = 1, ..., K leaves data out


def test_the_noise_is_standard_whatever_the_prior_is():
    mu, sigma, prior_mean, prior_std = 0.5, 0.8, 3.0, 2.0
    for v, right in ((X, True), (prior_mean + prior_std * X, False)):
        z = mu + sigma * v
        mean = (W * z).sum()
        assert close(mean, mu) is right
        assert close((W * (z - mean) ** 2).sum(), sigma**2) is right


def test_a_letter_cannot_be_the_number_and_the_index():
    terms = [-1.0, -2.0, -6.0]
    right = sum(term / len(terms) for term in terms)
    read = sum(term / r for r, term in enumerate(terms, 1))  # sum over r of 1/r
    assert right == pytest.approx(-3)
    assert abs(read - right) > 0.5


def objectives(sign: float, factor: float, log_factor: float, m: torch.Tensor) -> torch.Tensor:
    """sign E[log N(1; z, 1)] + factor (m² + s² - log_factor log s²), z ~ N(m, s²), s² = 1/2."""
    s2 = 0.5
    reconstruction = -0.5 * (math.log(2 * math.pi) + (1 - m) ** 2 + s2)
    return sign * reconstruction + factor * (m**2 + s2 - log_factor * math.log(s2))


def test_what_is_minimized_is_the_negative_bound():
    m = torch.linspace(-20, 20, 40_001, dtype=torch.float64)
    right, printed = (objectives(sign, 0.5, 1.0, m) for sign in (-1.0, 1.0))
    assert close(m[right.argmin()], 0.5, 1e-2)  # the mean of the true posterior
    assert close(right.min() - 0.5, -Normal(tensor(0.0), math.sqrt(2)).log_prob(tensor(1.0))[0])
    worse = objectives(1.0, 0.0, 1.0, tensor(1.0, 5.0))
    assert worse[1] < worse[0]  # as printed, the worse reconstruction costs less
    assert not close(m[printed.argmin()], 0.5, 0.1)


def test_the_price_has_its_half():
    m = torch.linspace(-2, 2, 4_001, dtype=torch.float64)
    assert close(m[objectives(-1.0, 0.5, 1.0, m).argmin()], 0.5, 1e-2)
    assert close(m[objectives(-1.0, 1.0, 1.0, m).argmin()], 1 / 3, 1e-2)  # without it, too small


def test_the_logarithm_is_that_of_the_variance():
    sigma = torch.linspace(0.1, 3, 29_001, dtype=torch.float64)
    right = sigma**2 - (sigma**2).log()
    printed = sigma**2 - sigma.log()
    assert close(sigma[right.argmin()], 1.0, 1e-3)  # a code that carries nothing: the prior
    assert close(sigma[printed.argmin()] ** 2, 0.5, 1e-3)


def test_a_price_per_pixel_widens_the_posterior():
    pixels = 16
    sigma = torch.linspace(0.1, 10, 99_001, dtype=torch.float64)
    right, printed = 0.5 * sigma**2 - sigma.log(), sigma**2 / (2 * pixels) - sigma.log()
    assert close(sigma[right.argmin()] ** 2, 1.0, 1e-3)
    assert close(sigma[printed.argmin()] ** 2, pixels, 1e-3)


def test_the_logarithm_of_the_spread_is_added():
    x, mean = 1.0, 0.4
    s = torch.linspace(0.05, 5, 99_001, dtype=torch.float64)
    right = (x - mean) ** 2 / (2 * s**2) + s.log()
    density = -Normal(tensor(mean), s).log_prob(tensor(x)) - 0.5 * math.log(2 * math.pi)
    assert close(right, density)
    assert close(s[right.argmin()], abs(x - mean), 1e-3)
    printed = (x - mean) ** 2 / (2 * s**2) * s.log()
    assert not close(s[printed.argmin()], abs(x - mean), 0.05)


def test_the_gradient_in_phi_has_a_part_from_the_divergence():
    share = GUESS[0, 1].clone().requires_grad_()
    q = torch.stack([1 - share, share])
    by_bound, by_reconstruction, by_price = (
        torch.autograd.grad(value, share, retain_graph=True)[0]
        for value in (elbo(q, JOINT[0]), (q * LIKELIHOOD[0].log()).sum(), kl(q, PRIOR))
    )
    assert close(by_bound, by_reconstruction - by_price)
    assert by_price.abs() > 0.1


def test_draws_come_from_q_and_not_from_the_posterior():
    f = LIKELIHOOD.log() + PRIOR.log() - GUESS.log()
    assert close((GUESS * f).sum(-1), elbo(GUESS))
    assert not close((POSTERIOR * f).sum(-1), elbo(GUESS), 0.01)


def test_the_true_posterior_is_in_general_not_normal():
    z = torch.linspace(-8, 8, 16_001, dtype=torch.float64)
    log_joint = -0.5 * z**2 - 0.5 * ((2.0 - z**2) / 0.5) ** 2  # x = z² + noise, x = 2
    posterior = torch.softmax(log_joint, 0)
    mean = posterior @ z
    variance = posterior @ (z - mean) ** 2
    kurtosis = (posterior @ (z - mean) ** 4) / variance**2
    assert kurtosis < 2  # two modes; a normal variable has 3
