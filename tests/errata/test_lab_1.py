"""The lab on deep probabilistic generative models."""

import json
import math
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli, MultivariateNormal, Normal, kl_divergence
from torch.nn import functional as F

from labsupport.models.autoencoder import Autoencoder, fit_mixture
from tests.errata.exact import (
    EVIDENCE,
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


def test_a_maximum_needs_its_variable_and_a_condition_is_no_quotient():
    data = tensor(1.0, 2.0, 6.0)
    theta = torch.linspace(-10, 10, 20_001, dtype=torch.float64)
    mean_log = Normal(theta[:, None], 1.0).log_prob(data).mean(1)
    assert close(theta[mean_log.argmax()], data.mean(), 1e-3)
    x = torch.linspace(-60, 60, 12_001, dtype=torch.float64)
    given, quotient = Normal(3.0, 1.0).log_prob(x).exp(), Normal(0.0, 1.0).log_prob(x / 3).exp()
    assert close(torch.trapezoid(given, x), 1.0, 1e-6)
    assert close(torch.trapezoid(quotient, x), 3.0, 1e-6)  # read as x over theta: no density


def test_a_mixture_is_normal_only_given_its_z():
    z, weights = noise()
    f = z**2  # X | Z ~ N(Z², 0.1); is X itself normal?
    mean = (weights * f).sum()
    variance = (weights * (f - mean) ** 2).sum() + 0.1
    third = (weights * ((f - mean) ** 3 + 3 * (f - mean) * 0.1)).sum()
    assert third / variance**1.5 > 1  # skewed: no normal variable is


def test_not_every_log_density_can_be_normalized():
    totals = []
    for width in (10.0, 20.0):
        x = torch.linspace(-width, width, 20_001, dtype=torch.float64)
        totals.append(
            [torch.trapezoid(f(x).exp(), x).item() for f in (lambda x: -(x**2), torch.cos)]
        )
    assert totals[1][0] == pytest.approx(totals[0][0])  # -x²: Z stays
    assert totals[1][1] > 1.9 * totals[0][1]  # cos x: Z grows without end


def test_one_number_can_hold_a_training_set():
    torch.manual_seed(0)
    images, new = torch.rand(20, 64), torch.rand(20, 64)

    def encode(x):  # the number of the nearest training image
        return torch.cdist(x, images).argmin(1, keepdim=True).float()

    def decode(z):  # straight lines from each image to the next
        low = z[:, 0].floor().clamp(0, 18).long()
        share = z - low[:, None]
        return (1 - share) * images[low] + share * images[low + 1]

    assert encode(images).shape == (20, 1)
    assert torch.allclose(decode(encode(images)), images)  # nothing was learned, the error is 0
    mean = (new - images.mean(0)).square().sum(1).mean()
    assert (decode(encode(new)) - new).square().sum(1).mean() > mean  # worse than one mean image


def test_the_posterior_is_not_drawn_as_near_to_the_prior_as_possible():
    share = torch.linspace(0.001, 0.999, 999, dtype=torch.float64)
    q = torch.stack([1 - share, share], 1)
    best = q[elbo(q, JOINT[0].expand_as(q)).argmax()]
    assert kl(q, PRIOR).min() < 1e-6  # as near as possible is the prior itself
    assert kl(best, PRIOR) > 0.1  # what the loss prefers


class Classifier(nn.Module):
    """As printed; with ``obeys``, its dropout takes the argument."""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio=0.5, obeys=False):
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio if obeys else 0.5)

    def forward(self, batch):
        hid = self.proj1(batch)
        hid = F.relu(hid)
        hid = self.dropout(hid)
        return self.proj2(hid)


def test_the_dropout_ratio_is_ignored():
    torch.manual_seed(0)
    x = torch.rand(3, 4)
    for obeys in (False, True):
        model = Classifier(4, 50, 2, dropout_ratio=0.0, obeys=obeys)  # asks for no dropout
        assert torch.equal(model(x), model(x)) is obeys


def test_the_classifier_is_two_affine_maps_with_these_shapes():
    torch.manual_seed(0)
    model, x = Classifier(784, 30, 10).eval(), torch.rand(5, 784)
    shapes = {name: tuple(value.shape) for name, value in model.named_parameters()}
    assert shapes == {
        "proj1.weight": (30, 784),
        "proj1.bias": (30,),
        "proj2.weight": (10, 30),
        "proj2.bias": (10,),
    }
    w1, b1, w2, b2 = model.parameters()
    assert torch.allclose(model(x), (x @ w1.T + b1).clamp(min=0) @ w2.T + b2, atol=1e-6)
    with pytest.raises(RuntimeError):
        model(x.reshape(5, 28, 28))  # images are flattened before


def test_a_normal_decoder_is_no_model_of_binary_pixels():
    near = torch.tensor([0.0, 1.0], dtype=torch.float64)
    for mean in (0.1, 0.5):
        normal = Normal(torch.tensor(mean).double(), 0.3)
        mass = sum(normal.cdf(v + 1e-6) - normal.cdf(v - 1e-6) for v in near)
        assert mass < 1e-4  # next to no probability for 0 and 1
        assert close(Bernoulli(torch.tensor(mean)).log_prob(near.float()).exp().sum(), 1.0, 1e-6)


def test_the_bound_holds_whatever_form_the_true_posterior_has():
    z = torch.linspace(-8, 8, 16_001, dtype=torch.float64)
    log_prior = Normal(tensor(0.0), tensor(1.0)).log_prob(z)
    log_joint = log_prior + Normal(z**2, 0.5).log_prob(tensor(2.0))  # x = z² + noise, x = 2
    evidence = torch.logsumexp(log_joint, 0) + math.log(0.001)
    posterior = (log_joint - evidence).exp()
    assert posterior[8_000] < posterior.max() / 100  # two humps, with a gap between them
    for mean, std in ((0.0, 1.0), (1.3, 0.2), (-1.3, 0.3)):
        log_q = Normal(tensor(mean), tensor(std)).log_prob(z)
        bound = (log_q.exp() * (log_joint - log_q)).sum() * 0.001
        gap = (log_q.exp() * (log_q - log_joint + evidence)).sum() * 0.001
        assert gap > 0.3  # no normal q is near, and the bound is one all the same
        assert close(bound + gap, evidence, 1e-6)


def test_a_network_gives_the_logarithm_of_the_variance():
    torch.manual_seed(0)
    output = nn.Linear(3, 8)(torch.randn(50, 3))  # any numbers
    assert (output < 0).any()  # no variances
    assert (output.exp() > 0).all()
    log_variance = output[output > 0.1]
    right, read_as_variance = (
        kl_divergence(Normal(0.0, variance.sqrt()), Normal(0.0, 1.0))
        for variance in (log_variance.exp(), log_variance)
    )
    assert (right - read_as_variance).abs().max() > 0.05


def test_a_vector_of_variances_is_no_multiple_of_the_identity():
    variances, z = tensor(0.5, 2.0), tensor(1.0, -1.0)
    right = Normal(tensor(0.0, 0.0), variances.sqrt()).log_prob(z).sum()
    full = MultivariateNormal(tensor(0.0, 0.0), torch.diag(variances))
    assert close(full.log_prob(z), right)
    for one in (0.5, 2.0, 1.25, 1.0):
        isotropic = MultivariateNormal(tensor(0.0, 0.0), one * torch.eye(2, dtype=torch.float64))
        assert not close(isotropic.log_prob(z), right, 0.01)


def test_bayes_rule_starts_from_the_likelihood():
    assert close((LIKELIHOOD * PRIOR / EVIDENCE[:, None]).sum(1), 1.0)
    printed = POSTERIOR * PRIOR / EVIDENCE[:, None]
    assert not close(printed.sum(1), 1.0, 0.05)
    assert close(LIKELIHOOD * PRIOR / EVIDENCE[:, None], POSTERIOR)


def test_a_general_covariance_needs_trace_and_determinant():
    standard = MultivariateNormal(tensor(0.0, 0.0), torch.eye(2, dtype=torch.float64))
    for rho, diagonal in ((0.0, True), (0.9, False)):
        covariance = torch.tensor([[1.0, rho], [rho, 1.0]], dtype=torch.float64)
        exact = kl_divergence(MultivariateNormal(tensor(0.5, -1.0), covariance), standard)
        coordinates = normal_kl(0.5, 1.0) + normal_kl(-1.0, 1.0)
        assert close(exact, coordinates) is diagonal
        assert close(exact, coordinates - 0.5 * math.log(1 - rho**2))


def test_data_and_coordinates_are_counted_by_two_numbers():
    torch.manual_seed(0)
    n, d = 5, 2
    mu, log_var = nn.Linear(3, 2 * d)(torch.rand(n, 3)).chunk(2, -1)
    assert mu.shape == log_var.shape == (n, d)  # no matrix of N by N
    with pytest.raises(IndexError):
        mu[0, n - 1]  # j = N of the print


def bounds(mean: Tensor, variance: Tensor, w: Tensor, x: float) -> tuple[Tensor, Tensor]:
    """E[log N(x; w·z, 1)] and log p(x) for z ~ N(mean, diag variance) and a standard prior."""
    error = (x - w @ mean) ** 2 + (w**2 * variance).sum()
    reconstruction = -0.5 * (math.log(2 * math.pi) + error)
    evidence = Normal(tensor(0.0), (1 + w @ w).sqrt()).log_prob(tensor(x))[0]
    return reconstruction, evidence


def test_the_price_of_one_coordinate_gives_no_bound():
    w, x = tensor(2.0, 2.0), 4.0
    mean = w * x / (1 + w @ w)
    variance = 1 / (1 + w**2)
    reconstruction, evidence = bounds(mean, variance, w, x)
    prices = tensor(*(normal_kl(float(m), float(v)) for m, v in zip(mean, variance, strict=True)))
    assert reconstruction - prices.sum() < evidence
    assert (reconstruction - prices > evidence).all()


def test_what_is_called_an_error_grows_as_the_fit_improves():
    terms = [bounds(tensor(m), tensor(0.1), tensor(1.0), 2.0)[0].item() for m in (0.0, 1.0, 2.0)]
    assert terms == sorted(terms)


def test_one_draw_is_unbiased_for_a_batch_of_any_size():
    one = LIKELIHOOD.log()[0] - kl(GUESS, PRIOR)[0]  # the estimates of one x by one draw of z
    variance = (GUESS[0] * (one - elbo(GUESS)[0]) ** 2).sum()
    for size in (1, 2, 5):  # a batch that holds the same x so many times, each with its own draw
        batch = torch.cartesian_prod(*[one] * size).reshape(-1, size).mean(1)
        weights = torch.cartesian_prod(*[GUESS[0]] * size).reshape(-1, size).prod(1)
        assert close((weights * batch).sum(), elbo(GUESS)[0])
        assert close((weights * (batch - elbo(GUESS)[0]) ** 2).sum(), variance / size)


def test_the_estimate_over_a_batch_is_no_equality():
    estimates = LIKELIHOOD.log() - kl(GUESS, PRIOR)[:, None]
    pairs = torch.cartesian_prod(estimates[0], estimates[1]).mean(1)  # M = 2 data, L = 1 draw
    weights = torch.cartesian_prod(GUESS[0], GUESS[1]).prod(1)
    assert pairs.std() > 0.1
    assert close((weights * pairs).sum(), elbo(GUESS).mean())


def test_the_prices_of_a_batch_are_summed_over_coordinates():
    torch.manual_seed(0)
    mu, sigma = torch.randn(2, 2).double(), torch.rand(2, 2).double() + 0.5
    exact = kl_divergence(Normal(mu, sigma), Normal(0.0, 1.0)).sum(1).mean()
    each = 0.5 * (sigma**2 + mu**2) - 0.5 * (sigma**2).log() - 0.5
    assert close(exact, each.sum(1).mean(), 1e-6)
    assert not close(exact, each.diagonal().mean(), 0.05)  # sigma_ii, mu_ii: one of each


def test_the_encoder_of_binary_codes_is_q_and_not_the_posterior():
    joint = torch.tensor([0.25, 0.25, 0.25, 0.25], dtype=torch.float64).reshape(2, 2)
    likelihood = torch.tensor([[0.9, 0.1], [0.1, 0.9]], dtype=torch.float64)  # p(y | z1, z2)
    posterior = joint * likelihood
    posterior = posterior / posterior.sum()
    factors = posterior.sum(1)[:, None] * posterior.sum(0)
    assert not close(posterior, factors, 0.05)  # p(z|y) is no product, q(z|y) is
    assert close(factors.sum(), 1.0)


def test_the_negative_bound_is_minimized():
    loss = kl(GUESS, PRIOR) - (GUESS * LIKELIHOOD.log()).sum(-1)
    assert close(loss, -elbo(GUESS))
    assert (loss > -EVIDENCE.log()).all()  # an upper bound of the negative log-evidence
    assert not (loss < EVIDENCE.log()).any()


def test_a_code_from_a_mixture_goes_to_the_decoder():
    torch.manual_seed(0)
    model = Autoencoder(64, (16,), 2)
    codes = fit_mixture(model.encode(torch.rand(50, 64)).detach(), 3).sample((5,))
    assert model.decode(codes.float()).shape == (5, 64)
    with pytest.raises(RuntimeError, match="cannot be multiplied"):
        model.encode(codes.float())


def mixture_fit(x: Tensor, learn_weights: bool) -> tuple[Tensor, float]:
    """EM for two normals in one dimension: the weights and the mean log-likelihood."""
    weight, mean, std = tensor(0.5, 0.5), tensor(-1.0, 1.0), tensor(1.0, 1.0)
    for _ in range(200):
        log = weight.log() + Normal(mean, std).log_prob(x[:, None])
        share = torch.softmax(log, 1)
        total = share.sum(0)
        mean = (share * x[:, None]).sum(0) / total
        std = ((share * (x[:, None] - mean) ** 2).sum(0) / total).sqrt()
        weight = total / len(x) if learn_weights else weight
    return weight, torch.logsumexp(log, 1).mean().item()


def test_the_weights_of_a_mixture_are_fitted_and_its_shapes_are_not():
    g = torch.Generator().manual_seed(0)
    n = torch.randn(2_000, dtype=torch.float64, generator=g)
    two = torch.where(torch.arange(2_000) < 1_600, n - 3, n + 3)
    weight, learned = mixture_fit(two, learn_weights=True)
    assert close(weight, tensor(0.8, 0.2), 0.02)  # nobody defined them before
    assert learned > mixture_fit(two, learn_weights=False)[1] + 0.1
    flat = torch.linspace(-3, 3, 2_000, dtype=torch.float64)  # a density that is no two normals
    assert mixture_fit(flat, learn_weights=True)[1] < -math.log(6) - 0.03


def test_samples_that_look_alike_differ_in_measured_distance():
    path = Path(__file__).resolve().parents[2] / "results/autoencoder-mnist.json"
    sources = json.loads(path.read_text("utf-8"))["figures"]["generators"]["sources"]

    def distance(name):
        found = sources[name]["energy_distance"]
        return found["mean"], found["standard_error"]

    prior, prior_error = distance("VAE, prior")
    for count in (10, 100):
        mixture, error = distance(f"autoencoder, {count} Gaussians")
        assert mixture < prior / 2
        assert prior - mixture > 5 * math.hypot(error, prior_error)
        assert distance("VAE, 100 Gaussians")[0] < mixture


def test_bernoulli_pixels_are_averaged_too():
    pixels = tensor(1.0, 1.0, 0.0)  # of three images that share one code
    guess = torch.linspace(0.001, 0.999, 999, dtype=torch.float64)
    squared = ((pixels - guess[:, None]) ** 2).mean(1)
    negative_log = -Bernoulli(guess[:, None]).log_prob(pixels).mean(1)
    assert close(guess[squared.argmin()], pixels.mean(), 1e-3)
    assert close(guess[negative_log.argmin()], pixels.mean(), 1e-3)  # grey without squared errors
    assert squared.sqrt().argmin() == squared.argmin()  # and the root changes nothing
