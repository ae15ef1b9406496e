"""What ``chapters/elbo/theory.md`` says around its formulas, and that the code agrees.

The formulas themselves are computed from their print in test_elbo.py.

Integrals over z are sums over a fine grid in float64, exact to rounding for densities that vanish
at its ends. Gaussian closed forms are checked in three dimensions against torch.distributions,
autograd, or numbers on that grid.
"""

import math

import pytest
import torch
from torch import Tensor, distributions
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from labsupport.models.linear_gaussian import LinearGaussian

GRID = torch.linspace(-12, 12, 4801, dtype=torch.float64)
CELL = 24 / 4800


def tensor(*numbers) -> Tensor:
    return torch.tensor(numbers, dtype=torch.float64)


LINE = LinearGaussian(tensor([1.5], [0.8]), tensor(0.2, -0.4), torch.tensor(0.3).double())
X = tensor(1.1, -0.3)
Q = Normal(tensor(0.9)[0], tensor(0.6)[0])  # not the posterior
LOG_Q = Q.log_prob(GRID)
LOG_JOINT = LINE.log_joint(X, GRID[:, None])


def close(actual, expected, tolerance: float = 1e-9) -> bool:
    actual, expected = (torch.as_tensor(t, dtype=torch.float64) for t in (actual, expected))
    return torch.allclose(actual, expected, rtol=tolerance, atol=tolerance)


def integral(values: Tensor) -> Tensor:
    return values.sum(-1) * CELL


def under_q(values: Tensor) -> Tensor:
    return integral(LOG_Q.exp() * values)


EVIDENCE = integral(LOG_JOINT.exp())
ELBO = under_q(LOG_JOINT - LOG_Q)
LOG_POSTERIOR = LOG_JOINT - EVIDENCE.log()
GAP = under_q(LOG_Q - LOG_POSTERIOR)


@pytest.fixture(scope="module")
def cube() -> tuple[LinearGaussian, Tensor, MultivariateNormal]:
    """A model with three latent coordinates, an observation and a q that is not its posterior."""
    generator = torch.Generator().manual_seed(0)
    weight, b, x, mu, factor = (
        torch.randn(*size, generator=generator, dtype=torch.float64)
        for size in ((4, 3), (4,), (4,), (3,), (3, 3))
    )
    model = LinearGaussian(weight, b, torch.tensor(0.7).double())
    return model, x, MultivariateNormal(mu, factor @ factor.T + 0.3 * torch.eye(3).double())


def precision_of(model: LinearGaussian) -> Tensor:
    return torch.eye(3).double() + model.weight.T @ model.weight / model.noise_var


def test_the_evidence_adds_up_all_ways():
    table = tensor([0.30, 0.10], [0.15, 0.45])  # p(x, z), two values each: the sum is the integral
    prior = table.sum(0)
    assert close((prior * (table / prior)).sum(1), table.sum(1))
    prior = Normal(0.0, 1.0).log_prob(GRID)
    spread = LINE.noise_var.sqrt()
    likelihood = Normal(GRID[:, None] @ LINE.weight.T + LINE.bias, spread).log_prob(X).sum(-1)
    assert close(integral((prior + likelihood).exp()), LINE.log_evidence(X).exp())


def test_draws_of_the_story_have_the_density_of_the_code():
    z = tensor(0.7)
    by_hand = -0.5 * z @ z - 0.5 * math.log(2 * math.pi)
    error = X - LINE.weight @ z - LINE.bias
    by_hand = by_hand - 0.5 * error @ error / 0.3 - math.log(2 * math.pi * 0.3)
    assert close(LINE.log_joint(X, z), by_hand, 1e-7)


def test_the_evidence_is_gaussian():
    assert close(LINE.log_evidence(X), EVIDENCE.log())
    covariance = LINE.weight @ LINE.weight.T + LINE.noise_var * torch.eye(2).double()
    assert close(MultivariateNormal(LINE.bias, covariance).log_prob(X), EVIDENCE.log())


def test_the_posterior_is_joint_over_evidence(cube):
    model, x, _ = cube
    precision = precision_of(model)
    mean = precision.inverse() @ model.weight.T @ (x - model.bias) / model.noise_var
    z = torch.randn(50, 3, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    wanted = model.log_joint(x, z) - model.log_evidence(x)
    assert close(MultivariateNormal(mean, precision_matrix=precision).log_prob(z), wanted)
    assert close(model.posterior(x).log_prob(z), wanted)


def test_the_weights_have_the_evidence_as_their_mean():
    assert close(under_q((LOG_JOINT - LOG_Q).exp()), LINE.log_evidence(X).exp())
    # A q that misses a part of the joint finds the rest only.
    half = torch.where(GRID > 0.5, 2 * LOG_Q.exp(), 0.0)
    half = half / integral(half)
    found = integral(half * torch.where(half > 0, LOG_JOINT.exp() / half, 0.0))
    assert found < 0.9 * EVIDENCE


def test_the_mean_of_the_logarithm_is_below_and_touches_at_the_posterior():
    assert EVIDENCE.log() - 0.1 > ELBO
    log_w = LOG_JOINT - LOG_POSTERIOR
    assert close(log_w, EVIDENCE.log().expand_as(log_w))
    # The posterior cut off at 0.5: w is constant where q > 0, the first sign is strict, and the
    # bound and the identity of the third derivation hold. So do the two steps of KL >= 0.
    inside = GRID > 0.5
    kept = integral(torch.where(inside, LOG_POSTERIOR.exp(), 0.0))
    q = torch.where(inside, LOG_POSTERIOR.exp() / kept, 0.0)
    log_w = torch.where(inside, LOG_JOINT - LOG_POSTERIOR + kept.log(), 0.0)
    bound = integral(q * log_w)
    assert close(bound, integral(q * log_w.exp()).log())  # Jensen's step is an equality
    assert bound < EVIDENCE.log() - 0.1  # the other one is not
    divergence = integral(torch.xlogy(q, q) - q * LOG_POSTERIOR)
    assert close(bound + divergence, EVIDENCE.log())
    assert close(divergence, -kept.log())


def test_what_is_lacking_is_the_divergence():
    posterior = LINE.posterior(X)
    q = MultivariateNormal(Q.mean[None], Q.variance[None, None])
    gap = kl_divergence(q, posterior)
    assert gap > 0.1
    assert close(ELBO + gap, LINE.log_evidence(X))
    w = (LOG_JOINT - LOG_Q).exp()  # Jensen's gap, in the words of the page
    assert close(-under_q((w / under_q(w)).log()), gap)


def test_the_split_goes_to_the_prior():
    log_prior = Normal(0.0, 1.0).log_prob(GRID)
    reconstruction = under_q(LOG_JOINT - log_prior)
    assert close(reconstruction - kl_divergence(Q, Normal(0.0, 1.0)), ELBO)
    # With the posterior in its place, the value at q = posterior lies above the evidence.
    misprint = integral(LOG_POSTERIOR.exp() * (LOG_JOINT - log_prior))
    assert misprint > EVIDENCE.log() + 0.1


def test_the_elbo_of_the_linear_model_is_exact(cube):
    error = X - LINE.bias - LINE.weight[:, 0] * Q.mean
    spread = (LINE.weight**2).sum() * Q.variance
    by_hand = -math.log(2 * math.pi * 0.3) - (error @ error + spread) / 0.6
    assert close(by_hand - kl_divergence(Q, Normal(0.0, 1.0)), ELBO, 1e-7)
    model, x, q = cube
    gap = kl_divergence(q, model.posterior(x))
    assert close(model.elbo(x, q) + gap, model.log_evidence(x))


def test_the_variance_of_the_logarithm_is_twice_the_gap():
    posterior = LINE.posterior(X)
    mean, std = posterior.mean[0], posterior.stddev[0]
    log_q = Normal(mean + 0.4, std).log_prob(GRID)
    q, log_w = log_q.exp(), LOG_JOINT - log_q
    centre = integral(q * log_w)
    variance = integral(q * (log_w - centre) ** 2)
    assert close(variance, 0.4**2 / std**2, 1e-7)
    assert close(variance, 2 * integral(q * (log_q - LOG_POSTERIOR)), 1e-7)


def test_the_gradient_in_theta_is_a_mean_under_q():
    bias = LINE.bias.clone().requires_grad_()
    bound = under_q(LINE._replace(bias=bias).log_joint(X, GRID[:, None]) - LOG_Q)
    (slope,) = torch.autograd.grad(bound, bias)
    each = (X - LINE.bias - GRID[:, None] @ LINE.weight.T) / LINE.noise_var
    assert close(slope, under_q(each.T))
    true = integral(LOG_POSTERIOR.exp() * each.T)  # draws from the posterior give another one
    assert not close(slope, true, 0.01)
    bias = LINE.bias.clone().requires_grad_()
    assert close(torch.autograd.grad(LINE._replace(bias=bias).log_evidence(X), bias)[0], true)


def test_the_divergence_from_the_data_is_the_likelihood_and_a_constant():
    data = tensor(0.5, 0.3, 0.2)
    entropy_term = (data * data.log()).sum()
    scores = torch.randn(40, 3, generator=torch.Generator().manual_seed(0))
    model = torch.softmax(scores.double(), -1)
    divergences = []
    for p in model:
        pair = (distributions.Categorical(each) for each in (data, p))
        divergences.append(kl_divergence(*pair))
        assert close(divergences[-1], entropy_term - (data * p.log()).sum())
    likelihoods = (data * model.log()).sum(-1)
    assert likelihoods.argmax() == torch.stack(divergences).argmin()


def test_minus_the_mean_bound_is_divergence_and_gap_and_entropy():
    generator = torch.Generator().manual_seed(0)
    data = tensor(0.5, 0.3, 0.2)  # three values of x, four of z; a row of q for each x
    joint, q = (torch.randn(3, 4, generator=generator, dtype=torch.float64) for _ in range(2))
    joint, q = joint.flatten().softmax(0).reshape(3, 4), q.softmax(-1)
    model = joint.sum(1)
    bounds = (q * (joint / q).log()).sum(1)
    gaps = (q * (q / (joint / model[:, None])).log()).sum(1)
    divergence = (data * (data / model).log()).sum()
    right = divergence + (data * gaps).sum() - (data * data.log()).sum()
    assert close(-(data * bounds).sum(), right)


def full_kl(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """eq-elbo-gaussian-kl as it is printed."""
    inverse, away = cov_p.inverse(), mean_p - mean_q
    log_ratio = (cov_p.det() / cov_q.det()).log()
    return 0.5 * ((inverse @ cov_q).trace() + away @ inverse @ away - len(away) + log_ratio)


def test_gaussian_kl_is_that_of_torch_and_of_the_grid(cube):
    model, x, q = cube
    p = model.posterior(x)
    value = full_kl(q.mean, q.covariance_matrix, p.mean, p.covariance_matrix)
    assert close(value, kl_divergence(q, p))
    posterior = LINE.posterior(X)
    one = (Q.mean[None], Q.variance[None, None], posterior.mean, posterior.covariance_matrix)
    assert close(full_kl(*one), GAP)


def test_the_best_factor_is_the_exponential_of_the_mean_logarithm():
    generator = torch.Generator().manual_seed(0)
    log_p = torch.randn(4, 3, generator=generator, dtype=torch.float64)  # log p(x, z) as a table
    other = torch.softmax(torch.randn(3, generator=generator, dtype=torch.float64), -1)

    def bound(factor: Tensor) -> Tensor:
        q = factor[:, None] * other
        return (q * (log_p - q.log())).sum()

    best = torch.softmax(log_p @ other, 0)
    constant = (log_p @ other).logsumexp(0) - (other * other.log()).sum()
    assert close(bound(best), constant)
    for _ in range(20):
        rival = torch.softmax(torch.randn(4, generator=generator, dtype=torch.float64), -1)
        lost = (rival * (rival / best).log()).sum()
        assert lost > 0
        assert close(bound(rival), bound(best) - lost)


def test_taking_coordinates_in_turn_maximizes_each_and_converges(cube):
    model, x, _ = cube
    precision, m = precision_of(model), model.posterior(x).mean
    variance = 1 / precision.diagonal()
    mu = tensor(1.0, -2.0, 0.5)
    for sweep in range(500):
        for j in range(3):
            others = precision[j] @ (mu - m) - precision[j, j] * (mu[j] - m[j])
            mu[j] = m[j] - variance[j] * others
            if sweep == 0:
                at, log_v = mu.clone().requires_grad_(), variance.log().requires_grad_()
                q = MultivariateNormal(at, torch.diag(log_v.exp()))
                to_mu, to_v = torch.autograd.grad(model.elbo(x, q), [at, log_v])
                assert close(to_mu[j], 0.0)
                assert close(to_v, torch.zeros(3))
                variance = variance.detach()
    assert close(mu, m, 1e-6)
    assert (variance <= precision.inverse().diagonal() + 1e-12).all()


def test_mean_field_variances_are_too_small_unless_nothing_is_correlated(cube):
    model, _, _ = cube
    precision = precision_of(model)
    assert (1 / precision.diagonal() < precision.inverse().diagonal() - 0.01).all()
    precision[0, 1:] = precision[1:, 0] = 0  # z_0 is uncorrelated: equality there, and there alone
    equal = (precision.inverse().diagonal() - 1 / precision.diagonal()).abs() < 1e-12
    assert equal.tolist() == [True, False, False]
    # 1/Λ_jj is the variance of z_j where the others are known: Schur's complement.
    covariance = precision_of(model).inverse()
    rest = covariance[0, 1:] @ covariance[1:, 1:].inverse() @ covariance[1:, 0]
    assert close(covariance[0, 0] - rest, 1 / precision_of(model)[0, 0])


def test_the_price_of_mean_field(cube):
    model, x, _ = cube
    precision, posterior = precision_of(model), model.posterior(x)
    price = 0.5 * (precision.diagonal().log().sum() - precision.logdet())
    best = MultivariateNormal(posterior.mean, torch.diag(1 / precision.diagonal()))
    assert close(kl_divergence(best, posterior), price)
    assert close(model.log_evidence(x) - model.elbo(x, best), price)
    generator = torch.Generator().manual_seed(0)
    for _ in range(50):
        move = 0.3 * torch.randn(2, 3, generator=generator, dtype=torch.float64)
        variances = (move[1].exp() / precision.diagonal()).diag()
        assert (
            kl_divergence(MultivariateNormal(posterior.mean + move[0], variances), posterior)
            > price
        )


def test_both_steps_raise_the_bound_and_rest_at_the_largest_likelihood():
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(30, 4, generator=generator, dtype=torch.float64) * tensor(3.0, 2.0, 1.0, 0.5)

    def total(mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise: Tensor) -> Tensor:
        q = MultivariateNormal(mean, torch.diag_embed(log_var.exp()))
        return LinearGaussian(weight, bias, noise).elbo(x, q).sum()

    def slopes(parameters: list[Tensor], of: range) -> tuple[Tensor, ...]:
        leaves = [p.detach().clone().requires_grad_() for p in parameters]
        return torch.autograd.grad(total(*leaves), [leaves[i] for i in of])

    drawn = (torch.randn(*size, generator=generator) for size in ((30, 2), (30, 2), (4, 2), (4,)))
    parameters = [*(p.double() for p in drawn), torch.tensor(0.8).double()]
    for of in (range(2), range(2, 5)):  # phi, then theta
        before = total(*parameters)
        for i, slope in zip(of, slopes(parameters, of), strict=True):
            parameters[i] = parameters[i] + 1e-5 * slope
        assert total(*parameters) > before + 1e-3
    # Where both rest, by Tipping & Bishop (1999): W = U (l - s^2)^1/2, columns orthogonal.
    spectrum, axes = torch.linalg.eigh(torch.cov(x.T, correction=0))
    noise = spectrum[:2].mean()
    weight = axes[:, 2:] * (spectrum[2:] - noise).sqrt()
    model = LinearGaussian(weight, x.mean(0), noise)
    posterior = model.posterior(x)
    assert posterior.covariance_matrix[0, 0, 1].abs() < 1e-12
    rest = [posterior.mean, posterior.variance.log(), *model]
    assert all(slope.abs().max() < 1e-9 for slope in slopes(rest, range(5)))
    assert close(total(*rest), model.log_evidence(x).sum())


def test_the_gradients_of_a_datapoints_own_elbo(cube):
    model, x, q = cube
    mu = q.mean.clone().requires_grad_()
    log_var = tensor(-0.5, 0.3, 0.8).requires_grad_()
    bound = model.elbo(x, MultivariateNormal(mu, torch.diag(log_var.exp())))
    to_mu, to_log_var = torch.autograd.grad(bound, [mu, log_var])
    precision = precision_of(model)
    assert close(to_mu, -precision @ (mu.detach() - model.posterior(x).mean))
    assert close(to_log_var, 0.5 * (1 - precision.diagonal() * log_var.detach().exp()))
    largest = torch.linalg.eigvalsh(precision).max()
    for factor, converges in ((1.9, True), (2.1, False)):
        away = mu.detach() - model.posterior(x).mean
        for _ in range(200):
            away = away - factor / largest * precision @ away
        assert (away.norm() < 0.1) == converges


def test_the_gap_splits_into_two_parts_that_are_not_negative(cube):
    model, x, _ = cube
    posterior, precision = model.posterior(x), precision_of(model)
    best = MultivariateNormal(posterior.mean, torch.diag(1 / precision.diagonal()))
    encoder = MultivariateNormal(posterior.mean + 0.3, torch.diag(tensor(0.4, 0.2, 0.6)))
    approximation = kl_divergence(best, posterior)
    amortization = model.elbo(x, best) - model.elbo(x, encoder)
    assert approximation > 0.01
    assert amortization > 0.01
    whole = kl_divergence(encoder, posterior)
    assert close(model.log_evidence(x) - model.elbo(x, encoder), whole)
    assert close(approximation + amortization, whole)
