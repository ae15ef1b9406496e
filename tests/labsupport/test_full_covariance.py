"""Full covariances against torch.distributions, and a model whose posterior has one."""

import functools
import math
from typing import Any

import pytest
import torch
from torch import distributions
from torch.distributions import MultivariateNormal, kl_divergence
from torch.testing import assert_close

from labsupport import evaluation, objectives, training
from labsupport.errors import InputError
from labsupport.models.full_covariance import (
    FullCovarianceVAE,
    FullDecoder,
    FullGaussian,
    full_gaussian_kl,
    move,
)
from labsupport.models.vae import VAE

LATENT, PIXELS = 2, 4


def generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def factor(size: int, seed: int = 0) -> torch.Tensor:
    """A lower triangular matrix with a positive diagonal, far from diagonal."""
    entries = torch.randn(size, size, dtype=torch.float64, generator=generator(seed))
    return entries.tril(-1) + torch.diag(0.4 + torch.arange(size).double() / 5)


def of_numbers(network: Any, weight, bias, scale_tril) -> None:
    """Make a network without hidden layers linear in its mean, with one L for all inputs."""
    n = network.outputs
    rows, columns = torch.tril_indices(n, n, -1)
    constant = torch.cat([2 * scale_tril.diagonal().log(), scale_tril[rows, columns]])
    with torch.no_grad():
        network.head.weight.zero_()
        network.head.weight[:n] = weight
        network.head.bias.copy_(torch.cat([bias, constant]))


def linear() -> tuple[FullCovarianceVAE, torch.Tensor]:
    """x = W z + b + correlated noise, with the exact posterior in the encoder; and W.

    By conditioning the joint normal of (z, x) on x, without a precision matrix.
    """
    torch.manual_seed(0)
    model = FullCovarianceVAE(PIXELS, (), LATENT, likelihood="gaussian", min_log_var=-math.inf)
    model = model.double()
    weight = torch.randn(PIXELS, LATENT, dtype=torch.float64, generator=generator(1))
    bias, noise = torch.linspace(-1, 1, PIXELS).double(), factor(PIXELS, 2)
    evidence = weight @ weight.T + noise @ noise.T
    gain = weight.T @ torch.linalg.inv(evidence)
    posterior = torch.eye(LATENT).double() - gain @ weight
    of_numbers(model.decoder, weight, bias, noise)
    of_numbers(model.encoder, gain, -gain @ bias, torch.linalg.cholesky(posterior))
    return model, weight


def observe(model: FullCovarianceVAE, n: int = 5) -> torch.Tensor:
    torch.manual_seed(3)
    return model.generate(n)[1]


def test_the_kl_is_that_of_torch_distributions():
    mu = torch.randn(2, 5, 3, dtype=torch.float64, generator=generator(4))
    scale_tril = torch.stack([factor(3, seed) for seed in range(10)]).reshape(2, 5, 3, 3)
    prior = MultivariateNormal(torch.zeros(3).double(), torch.eye(3).double())
    q = MultivariateNormal(mu, scale_tril=scale_tril)
    assert_close(full_gaussian_kl(mu, scale_tril), kl_divergence(q, prior))


def test_draws_have_the_mean_and_the_covariance():
    scale_tril, n = factor(3), 200_000
    mean = torch.tensor([1.0, -2.0, 0.5]).double()
    noise = torch.randn(n, 3, dtype=torch.float64, generator=generator(5))
    draws = move(mean, scale_tril, noise)
    covariance = scale_tril @ scale_tril.T
    variances = covariance.diagonal()
    assert ((draws.mean(0) - mean).abs() < 5 * (variances / n).sqrt()).all()
    # The variance of a product of two normals' deviations, by Isserlis' theorem.
    error = ((torch.outer(variances, variances) + covariance.square()) / n).sqrt()
    assert ((draws.T.cov() - covariance).abs() < 5 * error).all()


def test_the_networks_give_a_factor_for_each_row_and_keep_the_floor():
    torch.manual_seed(0)
    network = FullGaussian(4, (5,), 3, min_log_var=-2.0).double()
    with torch.no_grad():
        network.head.weight.mul_(30)
    mean, scale_tril = network(torch.randn(2, 7, 4, dtype=torch.float64))
    assert mean.shape == (2, 7, 3)
    assert scale_tril.shape == (2, 7, 3, 3)
    assert_close(scale_tril, scale_tril.tril())
    assert (scale_tril.tril(-1) - scale_tril[0, 0].tril(-1)).abs().max() > 1
    assert scale_tril.diagonal(dim1=-2, dim2=-1).min() >= math.exp(-1.0)


def test_the_decoder_is_the_normal_of_torch():
    torch.manual_seed(0)
    decoder = FullDecoder(LATENT, (5,), PIXELS).double()
    z, x = torch.randn(3, 6, LATENT).double(), torch.randn(6, PIXELS).double()
    mean, scale_tril = decoder(z)
    expected = MultivariateNormal(mean, scale_tril @ scale_tril.mT).log_prob(x)
    assert_close(decoder.log_likelihood(x, z), expected)
    shown, draws = decoder.mean_and_sample(torch.zeros(100_000, LATENT).double())
    assert_close(shown[0], decoder(torch.zeros(LATENT).double())[0])
    covariance = decoder(torch.zeros(LATENT).double())[1]
    covariance = covariance @ covariance.T
    variances = covariance.diagonal()
    error = ((torch.outer(variances, variances) + covariance.square()) / 100_000).sqrt()
    assert ((draws.T.cov() - covariance).abs() < 5 * error).all()


def test_with_the_true_posterior_every_draw_gives_the_evidence():
    model, weight = linear()
    x = observe(model)
    noise = model.decoder(torch.zeros(LATENT).double())[1]
    bias = model.decoder(torch.zeros(LATENT).double())[0]
    covariance = weight @ weight.T + noise @ noise.T
    evidence = MultivariateNormal(bias, covariance).log_prob(x)
    assert_close(model.log_w(x, 50), evidence.expand(50, -1))
    assert_close(evaluation.log_likelihood(model, x, 3), evidence)
    # The other way to the bound: one draw of the reconstruction, and the price in closed form.
    torch.manual_seed(6)
    many = torch.stack([torch.sub(*model.reconstruction_and_kl(x)) for _ in range(2000)])
    assert ((many.mean(0) - evidence).abs() < 5 * many.std(0) / 2000**0.5).all()


def test_the_best_diagonal_posterior_has_the_gap_of_the_formula():
    model, _ = linear()
    x = observe(model)
    mu, scale_tril = model.infer(x)
    precision = torch.cholesky_inverse(scale_tril[0])
    gap = 0.5 * (precision.diagonal().log().sum() - torch.logdet(precision))
    assert gap > 0.1
    diagonal = torch.diag_embed(precision.diagonal().rsqrt()).expand_as(scale_tril)
    torch.manual_seed(7)
    log_w = model.log_w(x, 100_000, (mu, diagonal))
    loss = model.log_w(x, 1)[0] - log_w.mean(0)  # evidence minus bound
    assert ((loss - gap).abs() < 5 * log_w.std(0) / 100_000**0.5).all()
    assert (5 * log_w.std(0) / 100_000**0.5 < gap / 20).all()  # so another gap would be seen


def test_training_finds_the_posterior_that_a_diagonal_encoder_cannot():
    model, _ = linear()
    x = observe(model, 500)
    mean, scale_tril = (part.detach() for part in model.infer(x))
    truth = MultivariateNormal(mean, scale_tril=scale_tril)
    precision = truth.precision_matrix[0]
    known = 0.5 * (precision.diagonal().log().sum() - torch.logdet(precision))
    torch.manual_seed(0)
    model.encoder = FullGaussian(PIXELS, (), LATENT).double()
    diagonal = VAE(PIXELS, (), LATENT, likelihood="gaussian").double()
    diagonal.decoder = model.decoder
    model.decoder.requires_grad_(False)
    # The gradient whose noise vanishes at the posterior.
    objective = functools.partial(training.importance_weighted, k=1, gradient="stl")
    for each in (model, diagonal):
        training.fit(
            each, x, epochs=100, lr=0.1, batch_size=50, schedule=lambda step: 1 - step / 1000,
            objective=objective, device="cpu", progress=False,
        )  # fmt: skip
    mu, factors = model.infer(x)
    gap = kl_divergence(MultivariateNormal(mu, scale_tril=factors), truth).mean()
    mu, log_var = diagonal.infer(x)
    q = MultivariateNormal(mu, torch.diag_embed(log_var.exp()))
    assert gap < known / 10
    assert known - 1e-9 < kl_divergence(q, truth).mean() < 1.25 * known  # none is below


def test_at_the_true_posterior_the_pathwise_gradient_of_the_encoder_is_zero():
    model, _ = linear()
    x = observe(model)
    log_w, z = model.pathwise_log_w(x, 20)
    assert z.shape == (20, 5, LATENT)
    for gradient in torch.autograd.grad(log_w.mean(), list(model.encoder.parameters())):
        assert gradient.abs().max() < 1e-10
    whole = torch.autograd.grad(model.log_w(x, 20).mean(), list(model.encoder.parameters()))
    assert max(each.abs().max() for each in whole) > 1e-2


def test_bernoulli_pixels_and_every_objective():
    torch.manual_seed(0)
    model = FullCovarianceVAE(6, (5, 4), 3)
    x = (torch.rand(4, 6) > 0.5).float()
    model.start_from_mean(x)
    assert type(model.decoder) is type(VAE(6, (5,), 3).decoder)
    for gradient in ("iwae", "stl", "dreg", "wake", "one"):
        values = training.importance_weighted(model, x, k=7, gradient=gradient)
        assert values.shape == (4,)
        values.sum().backward()
    mu, scale_tril = model.infer(x)
    noise = torch.randn(2, 4, 3)
    z = move(mu, scale_tril, noise)
    q = MultivariateNormal(mu, scale_tril=scale_tril)
    prior = MultivariateNormal(torch.zeros(3), torch.eye(3))
    pixels = distributions.Bernoulli(logits=model.decoder(z)[0])
    expected = pixels.log_prob(x).sum(-1) + prior.log_prob(z) - q.log_prob(z)
    found = model.log_w(x, 2, noise=noise)
    assert_close(found, expected)
    assert_close(objectives.elbo(found), expected.mean(0))
    assert [part.shape for part in model.generate(3)] == [(3, 6), (3, 6)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: FullCovarianceVAE(6, (5,), 0), "latent is a whole number from 1 up"),
        (lambda: FullCovarianceVAE(6, (5,), 2, likelihood="poisson"), "bernoulli"),  # type: ignore[arg-type]
        (lambda: FullGaussian(6, (5,), 2, min_log_var=math.inf), "min_log_var is a number"),
        (lambda: FullCovarianceVAE(6, (5,), 2).infer(torch.ones(4, 5)), "of shape"),
        (lambda: FullCovarianceVAE(6, (5,), 2).log_w(torch.ones(4, 6), 0), "k is a number"),
        (
            lambda: FullCovarianceVAE(6, (5,), 2).infer(torch.ones(4, 6), torch.ones(4, 1)),  # type: ignore[arg-type]
            "condition",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence(wrong, said):
    with pytest.raises(InputError, match=said):
        wrong()
