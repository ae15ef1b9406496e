"""What ``chapters/vae/theory.md`` says around its formulas, and that the code agrees.

The formulas themselves are computed from their print in test_vae.py.

Integrals over z are sums over a fine grid in float64. For densities that are smooth and vanish at
its ends such a sum is exact to rounding, so tolerances are near 1e-10, and a wrong sign or a lost ½
is far outside.
"""

import itertools
import math

import numpy as np
import pytest
import sympy
import torch
from torch import Tensor, distributions

from labsupport.models import vae

GRID = torch.linspace(-30, 30, 6001, dtype=torch.float64)[:, None]  # (points, 1)
CELL = 60 / 6000
STANDARD = distributions.Normal(torch.tensor(0.0).double(), torch.tensor(1.0).double())
LOG_PRIOR = STANDARD.log_prob(GRID[:, 0])
IMAGES = torch.tensor(
    list(itertools.product([0.0, 1.0], repeat=3)), dtype=torch.float64
)  # all of 3 pixels

x, w, mu, z = sympy.symbols("x w mu z", real=True)
sigma, s = sympy.symbols("sigma s", positive=True)


def normal(value, mean, variance) -> sympy.Expr:
    """The density N(value; mean, variance), written by hand."""
    return sympy.exp(-((value - mean) ** 2) / (2 * variance)) / sympy.sqrt(2 * sympy.pi * variance)


def mean_under(polynomial: sympy.Expr, mean: sympy.Expr, variance: sympy.Expr) -> sympy.Expr:
    """The mean of a polynomial in z under N(mean, variance), by integrals of the powers of z."""
    m, v = sympy.Symbol("mean", real=True), sympy.Symbol("variance", positive=True)
    total = sympy.Integer(0)
    for (n,), factor in sympy.Poly(sympy.expand(polynomial), z).terms():
        moment = sympy.integrate(z**n * normal(z, m, v), (z, -sympy.oo, sympy.oo))
        total += factor * sympy.simplify(moment).subs({m: mean, v: variance})
    return total


@pytest.fixture(scope="module")
def model() -> vae.VAE:
    """A nonlinear model of 3 binary pixels with one latent dimension, untrained."""
    torch.manual_seed(0)
    model = vae.VAE(3, (5,), latent=1).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2)  # farther from linear
    return model.requires_grad_(False)


def log_likelihood(model: vae.VAE, images: Tensor) -> Tensor:
    """log p(x | z) at the grid, (images, points), by torch.distributions."""
    bernoulli = distributions.Bernoulli(logits=model.decoder(GRID)[0])
    return bernoulli.log_prob(images[:, None]).sum(-1)


def log_q(model: vae.VAE, images: Tensor) -> Tensor:
    """log q(z | x) at the grid, (images, points), by torch.distributions."""
    mean, log_var = model.infer(images)
    return distributions.Normal(mean, torch.exp(0.5 * log_var)).log_prob(GRID[:, 0])


def close(actual: Tensor, expected: Tensor | float, tolerance: float = 1e-9) -> bool:
    expected = torch.as_tensor(expected, dtype=torch.float64)
    return torch.allclose(actual, expected, rtol=tolerance, atol=tolerance)


def test_the_joint_is_a_density_whose_marginal_in_z_is_the_prior(model):
    joint = (LOG_PRIOR + log_likelihood(model, IMAGES)).exp()
    assert close(joint.sum(0), LOG_PRIOR.exp())
    assert close(joint.sum() * CELL, 1)
    torch.manual_seed(0)  # the code's log_w has this joint in it: log w + log q = log p(x, z)
    log_w = model.log_w(IMAGES)[0]
    torch.manual_seed(0)
    mean, log_var = model.infer(IMAGES)
    draw = vae.reparameterize(mean[None], log_var[None])[0]
    by_hand = STANDARD.log_prob(draw).sum(-1) + model.decoder.log_likelihood(IMAGES, draw)
    q = distributions.Normal(mean, torch.exp(0.5 * log_var)).log_prob(draw).sum(-1)
    assert close(log_w + q, by_hand)


def test_the_evidence_integrates_the_joint_over_z(model):
    integral = sympy.integrate(
        normal(z, 0, 1) * normal(x, w * z, sigma**2), (z, -sympy.oo, sympy.oo)
    )
    assert sympy.simplify(integral / normal(x, 0, w**2 + sigma**2)) == 1
    evidence = (LOG_PRIOR + log_likelihood(model, IMAGES)).exp().sum(-1) * CELL
    torch.manual_seed(0)  # frequencies of generated images, each known to 0.5 / sqrt(n)
    drawn = model.generate(100_000)[1] @ torch.tensor([4.0, 2.0, 1.0], dtype=torch.float64)
    frequency = torch.bincount(drawn.long(), minlength=8) / 100_000
    assert (frequency - evidence).abs().max() < 0.01
    assert close(evidence.sum(), 1)


def test_bayes_rule_gives_the_conditional_of_a_joint_gaussian():
    # The covariance of (z, x) is [[1, w], [w, v]]; its Schur complement gives z given x.
    v = w**2 + sigma**2
    conditional = normal(z, w * x / v, 1 - w**2 / v)
    bayes = normal(x, w * z, sigma**2) * normal(z, 0, 1) / normal(x, 0, v)
    assert sympy.simplify(sympy.expand_log(sympy.log(bayes / conditional), force=True)) == 0


def test_the_encoder_parameterizes_a_product_of_gaussians(model):
    torch.manual_seed(0)
    mean, log_var = vae.Encoder(3, (5,), 2).double()(IMAGES)
    at = torch.randn(8, 2, dtype=torch.float64)
    joint = distributions.MultivariateNormal(mean, torch.diag_embed(log_var.exp())).log_prob(at)
    product = distributions.Normal(mean, log_var.exp().sqrt()).log_prob(at).exp().prod(-1)
    assert close(joint.exp(), product)
    assert close(joint, vae.gaussian_log_likelihood(at, mean, log_var))  # as `log_w` computes it


def test_the_evidence_is_the_bound_plus_the_divergence_from_the_posterior(model):
    log_joint, q = LOG_PRIOR + log_likelihood(model, IMAGES), log_q(model, IMAGES)
    # The posterior is normalized by itself, on half of the grid's points: p(x) is not used.
    log_posterior = log_joint - torch.logsumexp(log_joint[:, ::2] + math.log(2 * CELL), -1)[:, None]
    divergence = (q.exp() * (q - log_posterior)).sum(-1) * CELL
    bound = (q.exp() * (log_joint - q)).sum(-1) * CELL
    log_evidence = log_joint.exp().sum(-1).mul(CELL).log()
    assert divergence.min() > 0.01
    assert close(bound + divergence, log_evidence)


def test_reconstruction_minus_kl_is_a_bound_and_tight_at_the_posterior(model):
    likelihood, q = log_likelihood(model, IMAGES), log_q(model, IMAGES)
    elbo = (q.exp() * likelihood).sum(-1) * CELL - vae.gaussian_kl(*model.infer(IMAGES))
    definition = (q.exp() * (likelihood + LOG_PRIOR - q)).sum(-1) * CELL  # eq-vae-gap's first term
    log_evidence = torch.logsumexp(likelihood + LOG_PRIOR, -1) + math.log(CELL)
    assert close(elbo, definition)
    assert (elbo < log_evidence).all()
    # x = w z + noise: the posterior is Gaussian, and with it the bound is log p(x).
    a, v = w / (w**2 + sigma**2), sigma**2 / (w**2 + sigma**2)
    reconstruction = (
        -(sympy.log(2 * sympy.pi * sigma**2) + ((x - w * a * x) ** 2 + w**2 * v) / sigma**2) / 2
    )
    divergence = ((a * x) ** 2 + v - 1 - sympy.log(v)) / 2
    log_p = -(sympy.log(2 * sympy.pi * (w**2 + sigma**2)) + x**2 / (w**2 + sigma**2)) / 2
    difference = sympy.expand_log(reconstruction - divergence - log_p, force=True)
    assert sympy.simplify(difference) == 0


def test_the_gradient_in_theta_averages_over_q_and_not_over_the_posterior():
    log_p = -(sympy.log(2 * sympy.pi) + (x - w * z) ** 2) / 2  # w is theta
    reconstruction = -(sympy.log(2 * sympy.pi) + (x - w * mu) ** 2 + w**2 * sigma**2) / 2
    divergence = (mu**2 + sigma**2 - 1 - 2 * sympy.log(sigma)) / 2
    over_q = mean_under(sympy.diff(log_p, w), mu, sigma**2)
    assert sympy.simplify(sympy.diff(reconstruction - divergence, w) - over_q) == 0
    v = w**2 + 1  # the posterior is N(w x / v, 1 / v)
    over_posterior = mean_under(sympy.diff(log_p, w), w * x / v, 1 / v)
    log_evidence = sympy.log(normal(x, 0, v))
    assert sympy.simplify(sympy.diff(log_evidence, w) - over_posterior) == 0
    assert sympy.simplify(over_posterior - over_q) != 0


def test_the_aggregated_posterior_is_the_density_of_the_codes_of_all_images(model):
    aggregated = log_q(model, IMAGES).exp().sum(0) / len(IMAGES)
    at = GRID[:, 0]
    assert close(aggregated.sum() * CELL, 1)
    mean, log_var = (part[:, 0] for part in model.infer(IMAGES))
    centre = (at * aggregated).sum() * CELL
    assert close(centre, mean.mean())  # total expectation, and total variance
    variance = log_var.exp().mean() + mean.var(correction=0)
    assert close(((at - centre).square() * aggregated).sum() * CELL, variance)
    torch.manual_seed(0)  # draws of an image and then of a code, each share known to 0.5 / sqrt(n)
    n = torch.randint(8, (100_000,))
    drawn = vae.reparameterize(mean[n], log_var[n])
    for limit in (-1.0, 0.0, 1.0):
        share = aggregated[at < limit].sum() * CELL
        assert abs((drawn < limit).double().mean() - share) < 0.01


def test_the_mean_divergence_is_information_and_mismatch(model):
    log_of_each = log_q(model, IMAGES)
    aggregated = log_of_each.exp().mean(0)
    mean, log_var = model.infer(IMAGES)
    each = distributions.Normal(mean[:, 0], torch.exp(0.5 * log_var[:, 0]))
    price = distributions.kl_divergence(each, STANDARD).mean()
    log_all = aggregated.clamp_min(1e-300).log()
    mismatch = (aggregated * (log_all - LOG_PRIOR)).sum() * CELL
    # The information by two other definitions: what z takes from the entropy of n, log 8 nats,
    # and what n takes from the entropy of z.
    guess = (log_of_each - torch.logsumexp(log_of_each, 0)).exp()  # p(n | z)
    doubt = -torch.special.xlogy(guess, guess).sum(0)  # the entropy of n given z
    information = math.log(8) - (aggregated * doubt).sum() * CELL
    by_entropies = -(aggregated * log_all).sum() * CELL - each.entropy().mean()
    assert close(information, by_entropies, 1e-7)
    assert close(price, information + mismatch, 1e-7)
    assert 0.01 < information < math.log(8)
    assert mismatch > 0.01
    # A posterior that ignores the image buys nothing: its price is mismatch alone.
    assert close(distributions.kl_divergence(distributions.Normal(5.0, 1.0), STANDARD), 12.5)


@pytest.mark.parametrize("f", [z, z**2, z**3, z**4, sympy.exp(z), sympy.cos(z)], ids=str)
@pytest.mark.parametrize("parameter", [mu, sigma], ids=str)
def test_the_gradient_passes_under_an_expectation_over_epsilon(f, parameter):
    at = {mu: 0.7, sigma: 0.6}
    # Left: the derivative of an integral over z, by differentiating the density q itself.
    slope_of_q = sympy.lambdify(z, sympy.diff(normal(z, mu, sigma**2), parameter).subs(at))
    points = GRID[:, 0].numpy()
    left = (slope_of_q(points) * sympy.lambdify(z, f)(points)).sum() * CELL
    # Right: the derivative of f at the moved noise, averaged over the noise.
    epsilon = sympy.Symbol("epsilon", real=True)
    slope_of_f = sympy.diff(f.subs(z, mu + sigma * epsilon), parameter).subs(at)
    values = np.broadcast_to(sympy.lambdify(epsilon, slope_of_f)(points), points.shape)
    right = (values * LOG_PRIOR.exp().numpy()).sum() * CELL
    assert right == pytest.approx(left, rel=1e-9, abs=1e-9)


def test_a_deviation_ten_times_smaller_earns_log_10_for_each_perfect_pixel():
    pixels, log_s = torch.ones(7).double(), torch.tensor([-3.0, -4.0]).double() * math.log(10)
    small, smaller = vae.gaussian_log_likelihood(pixels, pixels, 2 * log_s[:, None].expand(2, 7))
    assert close(smaller - small, 7 * math.log(10))


def test_the_minibatch_estimator_is_unbiased(model):
    images, M, L = IMAGES[:4], 2, 2
    q = log_q(model, images)
    elbo = (q.exp() * (log_likelihood(model, images) + LOG_PRIOR - q)).sum(-1) * CELL

    # All noise that L draws may have, with its probability: a coarser grid, exact to rounding too.
    axis = torch.linspace(-8, 8, 401, dtype=torch.float64)
    noise = torch.cartesian_prod(axis, axis)  # (pairs, L)
    probability = STANDARD.log_prob(noise).sum(-1).exp() * 0.04**L
    mean, log_var = model.infer(images)
    draws = mean[:, None] + torch.exp(0.5 * log_var)[:, None] * noise  # (images, pairs, L)
    reconstruction = model.decoder.log_likelihood(images[:, None, None], draws[..., None])
    term = reconstruction.sum(-1) / L - vae.gaussian_kl(mean, log_var)[:, None]  # (images, pairs)
    expected = term @ probability
    estimates = [expected[list(batch)].sum() / M for batch in itertools.combinations(range(4), M)]
    assert close(torch.stack(estimates).mean(), elbo.mean())
    assert torch.stack(estimates).std() > 0.01  # so that the mean over minibatches was needed


def test_a_weighted_kl_keeps_a_bound_if_the_weight_is_at_least_one(model):
    q, likelihood = log_q(model, IMAGES), log_likelihood(model, IMAGES)
    reconstruction = (q.exp() * likelihood).sum(-1) * CELL
    kl = vae.gaussian_kl(*model.infer(IMAGES))
    log_evidence = torch.logsumexp(likelihood + LOG_PRIOR, -1) + math.log(CELL)
    assert (reconstruction - 2 * kl < log_evidence).all()
    assert (reconstruction - 0 * kl > log_evidence).any()  # weight 0 is no bound
