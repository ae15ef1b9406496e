"""The talks on chairs, sentences and DRAW."""

import math

import pytest
import torch
from torch import nn
from torch.distributions import Normal, kl_divergence

from tests.errata.exact import GUESS, LIKELIHOOD, PRIOR, close, elbo, kl, normal_kl, tensor


def test_a_view_that_is_dropped_from_the_condition_is_averaged_over():
    points = torch.linspace(-12, 12, 2401, dtype=torch.float64)
    given = {view: Normal(view, 1.0).log_prob(points).exp() for view in (-2.0, 2.0)}
    averaged = 0.5 * (given[-2.0] + given[2.0])  # p(x | z) for a view that is not known
    means = [float((density * points).sum() * 0.01) for density in (*given.values(), averaged)]
    assert means == pytest.approx([-2, 2, 0], abs=1e-6)
    assert (averaged - given[2.0]).abs().max() > 0.1


def test_a_sequence_autoencoder_does_have_a_global_code():
    torch.manual_seed(0)
    embed, encoder, out = nn.Embedding(9, 6), nn.GRU(6, 8, batch_first=True), nn.Linear(8, 9)
    language_model, decoder = (nn.GRU(6, 8, batch_first=True) for _ in range(2))
    sentences = torch.tensor([[1, 2, 3, 4], [1, 2, 3, 5]])  # they differ in the last word alone
    with torch.inference_mode():
        plain = out(language_model(embed(sentences))[0])[:, 0]
        code = encoder(embed(sentences))[1]
        first = out(decoder(embed(torch.zeros(2, 1, dtype=torch.long)), code)[0])[:, 0]
    assert torch.equal(plain[0], plain[1])  # an RNN language model cannot know the end
    assert (first[0] - first[1]).abs().max() > 1e-3  # the decoder of a code does


def test_a_price_that_is_paid_for_nothing_is_no_information():
    assert normal_kl(5.0, 1.0) == pytest.approx(12.5)  # q(z|x) = N(5, 1) for every x
    same = tensor(0.9, 0.1).expand(2, 2)
    data = tensor(0.5, 0.5)
    price = (data * kl(same, PRIOR)).sum()
    information = (data * kl(same, data @ same)).sum()
    assert price > 0.1
    assert close(information, 0.0)
    assert close(
        (data * kl(GUESS, PRIOR)).sum(),  # in general: price = information + mismatch
        (data * kl(GUESS, data @ GUESS)).sum() + kl(data @ GUESS, PRIOR),
    )


def test_the_reconstruction_term_rises_as_the_error_falls():
    terms = [Normal(mean, 1.0).log_prob(torch.tensor(1.0)).item() for mean in (3.0, 2.0, 1.0)]
    assert terms == sorted(terms)
    reconstruction = (GUESS * LIKELIHOOD.log()).sum(-1)
    assert close(reconstruction - kl(GUESS, PRIOR), elbo(GUESS))  # added, not subtracted


def test_one_network_cannot_give_mean_and_spread():
    mean = torch.linspace(-6, 2, 8001, dtype=torch.float64)
    target = 0.01  # a posterior N(0, 0.1²)
    tied = 0.5 * ((2 * mean).exp() / target + mean**2 / target - 1 - 2 * mean + math.log(target))
    assert tied.min() > 1  # sigma = exp(mu): never near it
    assert normal_kl(0.0, math.exp(2 * math.log(0.1)), v=target) == pytest.approx(0, abs=1e-12)


def test_the_second_argument_of_draws_posterior_is_a_variance():
    g = torch.Generator().manual_seed(0)
    draws = 1.0 + 3.0 * torch.randn(100_000, dtype=torch.float64, generator=g)
    limit = 6.5 * math.sqrt(2 / 100_000)
    assert abs(draws.var().item() / 3.0**2 - 1) < limit
    assert abs(draws.var().item() / 3.0 - 1) > 10 * limit


def test_the_constant_of_the_latent_loss_counts_every_coordinate():
    steps, size = 3, 2
    torch.manual_seed(0)
    mu, sigma = torch.randn(steps, size), torch.rand(steps, size) + 0.5
    exact = kl_divergence(Normal(mu, sigma), Normal(0.0, 1.0)).sum()
    sums = 0.5 * (mu**2 + sigma**2 - (sigma**2).log()).sum()
    assert close(exact, sums - steps * size / 2, 1e-5)
    assert not close(exact, sums - steps / 2, 0.1)
    each = 0.5 * (mu**2 + sigma**2 - (sigma**2).log())[:, :1].sum() - steps / 2
    assert not close(exact, each, 0.1)  # one coordinate alone is not enough either


def test_reading_needs_the_error_image():
    x = tensor(0.0, 1.0, 0.5)
    canvases = tensor(-2.0, 0.0, 2.0), tensor(1.0, 1.0, 1.0)
    errors = [x - torch.sigmoid(canvas) for canvas in canvases]
    printed = [torch.cat([x, x]) for _ in canvases]
    right = [torch.cat([x, error]) for error in errors]
    assert torch.equal(printed[0], printed[1])  # the same, whatever was drawn
    assert (right[0] - right[1]).abs().max() > 0.1


def filterbank(size: int, n: int) -> torch.Tensor:
    """n Gaussian filters over ``size`` pixels, each with the sum 1."""
    centre = (size + 1) / 2 + torch.arange(1, n + 1) - n / 2 - 0.5
    f = torch.exp(-((torch.arange(1, size + 1) - centre[:, None]) ** 2) / 2)
    return f / f.sum(1, keepdim=True)


def test_columns_and_rows_have_filters_of_their_own():
    wide, high, n = 7, 5, 3
    x, f_x, f_y = torch.rand(high, wide), filterbank(wide, n), filterbank(high, n)
    assert (f_y @ x @ f_x.T).shape == (n, n)
    f_x = f_y  # as printed, the second line defines F_X again
    with pytest.raises(RuntimeError):
        f_y @ x @ f_x.T
