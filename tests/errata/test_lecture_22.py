"""The lecture notes on variational autoencoders, lectures 22 and 23."""

import math

import pytest
import torch
from torch import nn
from torch.distributions import Bernoulli, MultivariateNormal, Normal, kl_divergence

from tests.errata.exact import (
    EVIDENCE,
    GUESS,
    JOINT,
    POSTERIOR,
    PRIOR,
    close,
    elbo,
    kl,
    noise,
    normal_kl,
    tensor,
)


def test_principal_components_need_centred_data():
    torch.manual_seed(0)
    x = torch.randn(50, 3, dtype=torch.float64) * tensor(2.0, 1.0, 0.1)

    def error(data):  # of the best rank-one map, with the reconstruction X V V^T
        v = torch.linalg.svd(data, full_matrices=False).Vh[:1].T
        return (data - data @ v @ v.T).square().sum(), v

    centred = x - x.mean(0)
    shifted = centred + tensor(0.0, 0.0, 9.0)
    assert close(error(shifted - shifted.mean(0))[0], error(centred)[0])
    assert error(shifted)[0] > 1.5 * error(centred)[0]
    assert abs(error(shifted)[1][2]) > 0.9  # the mean, and not the direction of most variance
    assert abs(error(centred)[1][0]) > 0.9


def test_the_codes_of_kernel_pca_are_not_linear():
    g = torch.Generator().manual_seed(0)
    x = torch.randn(30, 2, dtype=torch.float64, generator=g)

    def first_code(points, kernel):
        gram = kernel(x, x)
        centre = torch.eye(30, dtype=torch.float64) - 1 / 30
        direction = torch.linalg.eigh(centre @ gram @ centre).eigenvectors[:, -1]
        return (kernel(points, x) - kernel(x, x).mean(0)) @ (centre @ direction)

    p, q = tensor(1.0, 0.5)[None], tensor(-0.3, 2.0)[None]
    for kernel, linear in ((lambda a, b: a @ b.T, True), (lambda a, b: (a @ b.T) ** 2, False)):
        zero = first_code(0 * p, kernel)
        parts = first_code(p, kernel) + first_code(q, kernel) - zero
        assert close(first_code(p + q, kernel), parts, 1e-6) is linear


def test_a_covariance_and_a_number_have_different_prices():
    mean, covariance = tensor(1.0, -1.0), torch.tensor([[2.0, 0.5], [0.5, 0.5]]).double()
    standard = MultivariateNormal(tensor(0.0, 0.0), torch.eye(2, dtype=torch.float64))
    exact = kl_divergence(MultivariateNormal(mean, covariance), standard)
    trace, log_det = covariance.trace(), covariance.logdet()
    assert close(exact, 0.5 * (trace + mean @ mean - 2 - log_det))
    for variance in (0.5, 1.25, 2.0):
        assert not close(exact, sum(normal_kl(float(m), variance) for m in mean), 0.01)


def test_equal_divergences_do_not_make_equal_densities():
    for p, q in ((Normal(0.0, 1.0), Normal(1.0, 1.0)), (Bernoulli(0.2), Bernoulli(0.8))):
        assert close(kl_divergence(p, q), kl_divergence(q, p), 1e-6)
        assert kl_divergence(p, q) > 0.1
    assert close(kl(PRIOR, PRIOR), 0.0)
    assert (kl(GUESS, PRIOR) > 0.01).all()


def test_a_decoded_mean_is_no_sample_of_the_model():
    z, weights = noise()
    g, variance = 1.5 * z, 0.4  # x | z ~ N(1.5 z, 0.4), so x ~ N(0, 1.5² + 0.4)
    spread = (weights * g**2).sum()
    x = torch.linspace(-12, 12, 2_401, dtype=torch.float64)
    density = (weights * Normal(g, math.sqrt(variance)).log_prob(x[:, None]).exp()).sum(1)
    assert close((density * x**2).sum() * 0.01, spread + variance, 1e-6)  # of a sample
    assert spread < 0.9 * (spread + variance)  # of g(z)


def test_the_smallest_divergence_belongs_to_a_dead_code():
    # Images of two binary pixels that always agree, each kind half of the time.
    data = tensor(0.5, 0.0, 0.0, 0.5)
    frequency = data[2:].sum()  # of a white pixel: the best that a dead code can know
    dead = Bernoulli(frequency).log_prob(tensor(0.0, 1.0)).exp()
    generated = {"dead": torch.outer(dead, dead).flatten(), "alive": data}  # z decides both pixels
    prices = {"dead": 0.0, "alive": math.log(2)}  # KL(q(z|x) || p(z)): one bit, or none
    seen = data > 0
    misfit = {name: (data * (data / p).log())[seen].sum() for name, p in generated.items()}
    assert close(misfit["alive"], 0.0)
    assert close(misfit["dead"], math.log(2))
    assert prices["dead"] < prices["alive"]


def test_atoms_have_no_finite_divergence_from_a_density():
    density, divergences = Normal(0.0, 1.0), []
    x = tensor(-1.0, 0.5)
    for width in (1e-1, 1e-3, 1e-5):  # atoms as boxes that become narrow
        divergences.append(
            ((1 / (2 * width)) * torch.ones(2).double()).log().mean() - density.log_prob(x).mean()
        )
    steps = torch.stack(divergences).diff()
    assert close(steps, math.log(100), 1e-6)  # grows for ever
    printed = (0.5 * (math.log(0.5) - Normal(0.0, 0.01).log_prob(tensor(0.0, 0.001)))).sum()
    assert printed < 0  # the sum over the sample is no divergence: it may be negative


def test_one_q_for_all_x_is_a_smaller_family():
    share = torch.linspace(0.001, 0.999, 999, dtype=torch.float64)
    alike = torch.stack([1 - share, share], 1)
    common = torch.stack([elbo(alike, JOINT[x].expand_as(alike)) for x in (0, 1)]).sum(0).max()
    assert elbo(POSTERIOR).sum() > common + 0.1


def test_each_datum_moves_its_own_parameter():
    shares = GUESS[:, 1].clone().requires_grad_()
    q = torch.stack([1 - shares, shares], 1)
    first = torch.autograd.grad(elbo(q)[0], shares, retain_graph=True)[0]
    assert first[0].abs() > 0.1
    assert close(first[1], 0.0)


def test_an_encoder_shares_its_parameters_between_data():
    torch.manual_seed(0)
    encoder, x = nn.Linear(2, 1), torch.rand(2, 2) + 0.5
    before = encoder(x).detach()
    encoder(x)[0].sum().backward()  # a step for the first datum alone
    torch.optim.SGD(encoder.parameters(), lr=0.5).step()
    assert (encoder(x) - before)[1].abs() > 0.1  # moves the second too


def test_given_the_noise_nothing_more_is_drawn():
    torch.manual_seed(0)
    mu, epsilon = torch.tensor(0.3, requires_grad=True), torch.randn(())
    z = mu + 0.5 * epsilon  # z = T(epsilon; gamma)
    assert torch.equal(z, mu + 0.5 * epsilon)
    assert close(torch.autograd.grad(z, mu)[0].double(), 1.0)
    drawn = Normal(mu + 0.5 * epsilon, 1.0).sample()  # z ~ T(epsilon; gamma)
    assert not drawn.requires_grad


def theta_gradient(weights: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Slopes in one logit of p(x | z): of a mean of log p(x, z), of the ELBO, of log p(x)."""
    logit = torch.tensor(0.2, dtype=torch.float64, requires_grad=True)
    hit = torch.stack([torch.sigmoid(logit), 1 - torch.sigmoid(2 * logit)])  # p(x = 0 | z)
    joint = PRIOR * hit
    values = (weights * joint.log()).sum(), elbo(GUESS[0], joint), joint.sum().log()
    slopes = [torch.autograd.grad(value, logit, retain_graph=True)[0] for value in values]
    return slopes[0], slopes[1], slopes[2]


def test_the_gradient_of_the_model_draws_from_q():
    hit = tensor(1 / (1 + math.exp(-0.2)), 1 - 1 / (1 + math.exp(-0.4)))
    posterior = PRIOR * hit / (PRIOR * hit).sum()
    by_q, bound, evidence = theta_gradient(GUESS[0])
    by_posterior = theta_gradient(posterior)[0]
    assert close(by_q, bound)
    assert close(by_posterior, evidence)
    assert not close(by_posterior, bound, 0.05)


def test_the_bracket_encloses_the_ratio():
    theta = torch.tensor(0.4, dtype=torch.float64, requires_grad=True)
    log_p, q = -0.5 * (1.5 - theta) ** 2, 0.25
    right, plain, printed = (
        torch.autograd.grad(value, theta, retain_graph=True)[0]
        for value in (log_p - math.log(q), log_p, log_p / q)
    )
    assert close(right, plain)  # q does not contain theta
    assert close(printed, 4 * right)


def test_the_cholesky_factor_is_not_the_square_root():
    covariance = torch.tensor([[2.0, 1.0], [1.0, 2.0]], dtype=torch.float64)
    factor = torch.linalg.cholesky(covariance)
    values, vectors = torch.linalg.eigh(covariance)
    root = vectors @ values.sqrt().diag() @ vectors.T
    assert close(factor @ factor.T, covariance)
    assert close(root @ root, covariance)
    assert not close(factor @ factor, covariance, 0.1)  # what a square root would do
    assert not close(factor, root, 0.1)


def test_the_weight_of_the_price_is_twice_the_variance():
    s2, d = 0.3, 4
    torch.manual_seed(0)
    x, decoded = torch.randn(2, d, dtype=torch.float64)
    price = normal_kl(0.7, 0.4)
    negative_elbo = -Normal(decoded, math.sqrt(s2)).log_prob(x).sum() + price
    constant = 0.5 * d * math.log(2 * math.pi * s2)
    objective = {lam: ((x - decoded) ** 2).sum() + lam * price for lam in (1.0, 2 * s2)}
    assert close(negative_elbo, objective[2 * s2] / (2 * s2) + constant)
    assert not close(negative_elbo, objective[1.0] / (2 * s2) + constant, 1e-3)
    assert not close(negative_elbo, objective[1.0], 1e-3)


def test_the_sum_over_the_sample_and_the_likelihood_have_one_maximum():
    theta = torch.linspace(0.01, 0.99, 99, dtype=torch.float64)
    model = torch.stack([theta, 1 - theta], 1)
    best = kl(EVIDENCE.expand_as(model), model).argmin()  # for a discrete x it is the divergence
    assert best == (model.log() @ EVIDENCE).argmax()
    assert theta[best] == pytest.approx(EVIDENCE[0].item())
