"""The lecture on deep sampling and stochastic gradients."""

import itertools
import math

import pytest
import torch
from torch import nn
from torch.distributions import Bernoulli, Cauchy, Normal

from tests.errata.exact import (
    GUESS,
    LIKELIHOOD,
    close,
    noise,
    normal_kl,
    tensor,
)

X, W = noise()  # quadrature: (W * f(X)).sum() is a mean over a standard normal variable


def mean(values: torch.Tensor) -> torch.Tensor:
    return (W * values).sum()


def variance(values: torch.Tensor) -> torch.Tensor:
    return mean((values - mean(values)) ** 2)


def test_a_network_gives_parameters_and_a_draw_comes_after():
    torch.manual_seed(0)
    encoder, decoder, x = nn.Linear(3, 2), nn.Linear(1, 3), torch.rand(4, 3)
    mu, log_var = encoder(x).chunk(2, -1)
    assert torch.equal(encoder(x), encoder(x))  # nothing is drawn: twice the same
    z = [mu + torch.exp(0.5 * log_var) * torch.randn(4, 1) for _ in range(2)]
    assert (z[0] - z[1]).abs().min() > 0
    probability = torch.sigmoid(decoder(z[0]))
    assert bool(((probability > 0) & (probability < 1)).all())  # no values of a Bernoulli
    assert bool(Bernoulli(probability).support.check(Bernoulli(probability).sample()).all())
    with pytest.raises(ValueError, match="support"):
        Bernoulli(probability).log_prob(probability)


def test_a_decoder_is_no_inverse():
    torch.manual_seed(0)
    encoder, decoder = torch.randn(1, 2), torch.randn(2, 1)  # two pixels, one code
    for matrix in (decoder, torch.linalg.pinv(encoder)):  # not even the best one inverts
        assert torch.linalg.matrix_rank(matrix @ encoder) == 1
    a = torch.randn(2, 1)
    b = a + torch.tensor([[-encoder[0, 1]], [encoder[0, 0]]])
    assert close(encoder @ a, encoder @ b, 1e-5)  # two images, one code
    assert (a - b).abs().max() > 0.1


def test_without_the_price_the_code_is_still_drawn():
    w, x, m = 2.0, 1.0, 0.4

    def reconstruction(std):  # E_q[log N(x; w z, 1)], z ~ N(m, std²)
        return mean(Normal(w * (m + std * X), 1.0).log_prob(torch.tensor(x).double()))

    autoencoder = Normal(w * m, 1.0).log_prob(torch.tensor(x)).item()
    for std in (0.0, 0.5, 1.0):
        assert close(reconstruction(std), autoencoder - 0.5 * (w * std) ** 2, 1e-6)


def test_noise_without_a_price_is_learned_away():
    w, x, m = 2.0, 1.0, 0.4

    def learned(price: float) -> float:
        """The spread of the code after steps up the bound, the weight of the KL being given."""
        log_std = torch.zeros((), dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.Adam([log_std], lr=0.05)
        for _ in range(400):
            std = log_std.exp()
            gain = mean(Normal(w * (m + std * X), 1.0).log_prob(torch.tensor(x).double()))
            loss = price * 0.5 * (m**2 + std**2 - 1 - 2 * log_std) - gain
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        return log_std.exp().item()

    assert learned(0.0) < 0.1  # and falling, so it keeps nobody from overfitting
    assert close(learned(1.0), (1 + w**2) ** -0.5, 1e-3)


def test_the_second_argument_of_a_normal_is_its_variance():
    mu, sigma = 0.5, 3.0
    z = mu + sigma * X
    assert close(variance(z), sigma**2)
    assert not close(variance(z), sigma, 0.1)
    right = normal_kl(mu, sigma**2)
    log_ratio = Normal(mu, sigma).log_prob(z) - Normal(0.0, 1.0).log_prob(z)
    assert close(mean(log_ratio), right, 1e-5)
    assert not close(right, normal_kl(mu, sigma), 0.1)
    assert not close(
        right, 0.5 * (math.log(sigma**2) - 1 + (1 + mu**2) / sigma**2), 0.1
    )  # reversed


def test_a_covariance_is_the_square_of_the_spread():
    sigma = tensor(0.5, 3.0)
    covariance = torch.diag(sigma**2)
    z = sigma * X[:, None]
    assert close(torch.stack([variance(z[:, 0]), variance(z[:, 1])]), covariance.diagonal())
    assert not close(sigma, covariance.diagonal(), 0.1)


def test_a_density_at_a_draw_is_not_a_normal_variable():
    density = Normal(0.0, 1.0).log_prob(X).exp()
    assert close(mean(density), 1 / (2 * math.sqrt(math.pi)), 1e-6)  # not 0
    assert bool((density > 0).all())
    assert bool((density <= 0.4).all())
    likelihood = Bernoulli(torch.tensor(0.3)).log_prob(torch.tensor([0.0, 1.0])).exp()
    assert close(likelihood, tensor(0.7, 0.3), 1e-6)  # numbers, no draws from {0, 1}


def test_hits_are_counted_against_all_darts():
    share = math.pi / 4
    assert close(4 * share, math.pi)
    assert share / (1 - share) == pytest.approx(3.66, abs=0.01)  # in the circle / outside of it
    g = torch.Generator().manual_seed(0)
    hits = (torch.rand(100_000, 2, generator=g).square().sum(1) < 1).double().mean().item()
    limit = 6.5 * math.sqrt(share * (1 - share) / 100_000)
    assert abs(hits - share) < limit
    assert abs(hits / (1 - hits) - share) > 100 * limit


FACES = torch.arange(1.0, 7.0, dtype=torch.float64)  # a die; f(x) = x²


def averages(n: int) -> torch.Tensor:
    """The mean of f over n throws, for each of the 6^n equally likely outcomes."""
    throws = torch.cartesian_prod(*[FACES] * n).reshape(-1, n)
    return throws.square().mean(1)


def test_an_average_estimates_the_mean_of_f_and_not_f():
    truth = FACES.square().mean()
    assert close(averages(3).mean(), truth)
    assert (FACES.square() - truth).abs().min() > 0.5  # no value of f is what is estimated


def test_one_draw_is_unbiased_without_any_large_number():
    truth = FACES.square().mean()
    for n in (1, 2, 3):
        assert close(averages(n).mean(), truth)
    assert averages(1).var() > 100  # the first throw alone: unbiased, and never nearer


def test_identically_distributed_is_not_enough_for_the_law():
    n = 100_000
    g = torch.Generator().manual_seed(0)
    first = torch.randn((), generator=g)
    copies = first.expand(n)  # identically distributed N(0, 1), and all the same
    assert close(copies.double().mean(), first.double(), 1e-4)
    assert abs(first) > 0.1  # so the mean never approaches 0
    torch.manual_seed(0)
    one, many = Cauchy(0.0, 1.0).sample((20_000,)), Cauchy(0.0, 1.0).sample((20_000, 50)).mean(1)
    spread = [(v.quantile(0.75) - v.quantile(0.25)).item() for v in (one, many)]
    assert spread == pytest.approx([2, 2], abs=0.2)  # independent, without a mean: as wide as one
    assert Normal(0.0, 1.0).sample((20_000, 50)).mean(1).std() < 0.2


def test_the_variance_has_a_square():
    f = FACES.square()
    for n in (1, 2, 3):
        measured = averages(n).var(correction=0)
        assert close(measured, (f - f.mean()).square().mean() / n)
    assert close((f - f.mean()).mean(), 0.0)  # without the square


def test_the_error_falls_with_the_root_of_the_draws():
    errors = [averages(n).std(correction=0).item() for n in (1, 2, 4)]
    assert errors[0] / errors[2] == pytest.approx(2)  # four times the draws, half the error
    assert errors[2] < errors[1] < errors[0]  # printed as O(sqrt N), it would grow


def test_an_integral_without_a_density_gets_one():
    f = torch.exp(-(X**2) / 2) * (X**2 + 1)  # no density in it
    integral = mean(f / Normal(0.0, 1.0).log_prob(X).exp())
    assert close(integral, 2 * math.sqrt(2 * math.pi), 1e-6)


def test_a_density_that_misses_a_part_is_not_suitable():
    points = torch.linspace(0.0005, 0.9995, 1000, dtype=torch.float64)
    for low, high, right in ((-1.0, 1.0, True), (0.0, 1.0, False)):
        draws = low + (high - low) * points
        estimate = (draws.abs() <= 1).double().mean() * (high - low)  # of the length of [-1, 1]
        assert close(estimate, 2.0) is right
    estimates = [(averages(n) * 6).mean() for n in (1, 2)]  # 1/n sum_i f(x_i) / p(x_i), p = 1/6
    assert close(torch.stack(estimates), FACES.square().sum())


def test_an_interval_has_a_probability_and_a_point_a_density():
    narrow = Normal(torch.tensor(0.0).double(), torch.tensor(0.1).double())
    edges = torch.tensor([-0.01, 0.01], dtype=torch.float64)
    probability = narrow.cdf(edges).diff().item()
    density = narrow.log_prob(torch.tensor(0.0)).exp().item()
    assert density > 3  # no probability
    assert probability == pytest.approx(density * 0.02, rel=0.01)
    assert probability < 0.1


def test_a_mean_needs_the_whole_range():
    points = torch.linspace(0, 60, 600_001, dtype=torch.float64)
    p = torch.exp(-points)  # the exponential density, mean 1
    part = points <= 1
    assert close(torch.trapezoid(points * p, points), 1.0, 1e-6)
    assert torch.trapezoid((points * p)[part], points[part]) < 0.3


def test_a_unit_square_around_a_circle_has_the_radius_one_half():
    for radius, unit in ((0.5, True), (1.0, False)):
        assert close((2 * radius) ** 2, 1.0) is unit
    corner = math.hypot(1.0, 1.0)  # of the square of side 2 around the circle of radius 1
    assert corner > 1  # outside the circle: the square is not inscribed in it


def test_a_share_of_darts_never_is_pi_over_four():
    for n in range(1, 200):
        assert min(abs(math.pi / 4 - k / n) for k in range(n + 1)) > 1e-9
    probability = torch.distributions.Binomial(20, torch.tensor(math.pi / 4).double())
    count = torch.arange(21.0, dtype=torch.float64)
    assert close((probability.log_prob(count).exp() * count / 20).sum(), math.pi / 4, 1e-6)


def test_the_weight_is_target_over_proposal():
    p, q, f = tensor(0.2, 0.5, 0.3), tensor(0.6, 0.3, 0.1), tensor(1.0, 2.0, 10.0)
    assert close((q * (p / q) * f).sum(), (p * f).sum())
    assert not close((q * (q / p) * f).sum(), (p * f).sum(), 0.1)


def test_rejection_is_by_height_and_not_by_region():
    target, proposal = tensor(0.1, 0.6, 0.3), tensor(0.5, 0.3, 0.2)
    accept = target / (proposal * (target / proposal).max())
    kept = proposal * accept / (proposal * accept).sum()
    region = torch.where(target > 0.2, proposal, 0.0)
    assert close(kept, target)
    assert not close(region / region.sum(), target, 0.05)


def test_unbiased_steps_of_constant_size_do_not_converge():
    step, spread = 0.5, [0.0, 0.0]  # theta <- theta - step (theta - x), Var[x] = 1
    for t in range(1, 2001):
        spread[0] = (1 - step) ** 2 * spread[0] + step**2
        spread[1] = (1 - 1 / t) ** 2 * spread[1] + 1 / t**2
    assert spread[0] == pytest.approx(step / (2 - step))
    assert spread[1] == pytest.approx(1 / 2000)


def test_a_discount_is_a_power():
    rewards = tensor(1.0, -2.0, 0.5, 3.0)

    def value(weights: torch.Tensor) -> torch.Tensor:
        return (weights[: len(rewards)] * rewards).sum()

    def value_of_the_rest(weights: torch.Tensor) -> torch.Tensor:
        return (weights[: len(rewards) - 1] * rewards[1:]).sum()

    powers, others = 0.9 ** torch.arange(4.0).double(), tensor(1.0, 0.9, 0.5, 0.4)
    assert close(value(powers), rewards[0] + 0.9 * value_of_the_rest(powers))
    assert not close(value(others), rewards[0] + 0.9 * value_of_the_rest(others), 0.05)


def test_there_is_a_gradient_without_a_path_through_the_draw():
    f = LIKELIHOOD[0].log()
    share = GUESS[0, 1].clone().requires_grad_()  # z is 0 or 1: no path leads from one to the other
    q = torch.stack([1 - share, share])
    (truth,) = torch.autograd.grad((q * f).sum(), share, retain_graph=True)
    scores = [torch.autograd.grad(q[z].log(), share, retain_graph=True)[0] for z in (0, 1)]
    assert truth.abs() > 0.1
    assert close((q.detach() * f * torch.stack(scores)).sum(), truth)  # the score function's mean
    assert close(f[1] - f[0], truth)  # the difference of two densities, here two points


def test_the_score_needs_a_support_that_stays():
    theta = 2.0  # x ~ U(0, theta), f(x) = x: the mean is theta / 2
    x = torch.linspace(0.0005, 0.9995, 1000, dtype=torch.float64) * theta
    score = -1 / theta  # of log p = -log theta, differentiable
    assert close((x * score).mean(), -0.5)  # the estimator's mean; the derivative is +1/2
    pathwise = (x / theta).mean()  # x = theta u
    assert close(pathwise, 0.5)


def test_standardization_goes_the_other_way():
    mu, sigma = 2.0, 3.0
    z = mu + sigma * X
    assert close(mean((z - mu) / sigma), 0.0)
    assert close(variance((z - mu) / sigma), 1.0)
    assert close(mean(z), mu)
    assert close(variance(z), sigma**2)


def test_a_path_bears_kinks_and_no_jumps():
    x = torch.linspace(-9, 11, 200_001, dtype=torch.float64)  # x ~ N(1, 1)
    p = Normal(1.0, 1.0).log_prob(x).exp()
    for f, kind in ((torch.relu(x), "kink"), ((x > 0).double(), "jump")):
        slope = (x > 0).double() if kind == "kink" else torch.zeros_like(x)  # but for x = 0
        score = torch.trapezoid(p * f * (x - 1), x)
        assert close(torch.trapezoid(p * slope, x), score, 1e-4) is (kind == "kink")
    assert close(score, Normal(1.0, 1.0).log_prob(torch.tensor(0.0)).exp(), 1e-4)  # of the step


def test_one_draw_does_not_suffice_in_any_dimension():
    # f(x) = x_1 x_2 ... x_d, x ~ N(1, I): the derivative in mu_1 is the product of the others.
    for d in (2, 11, 101):
        relative = 2.0 ** (d - 1) - 1  # E[x²]^(d-1) - 1; its mean is 1
        product = variance(1 + X) + mean(1 + X) ** 2
        assert close(product ** (d - 1) - 1, relative, 1e-6)
        assert relative >= 1
    assert relative > 1e30


def test_the_pathwise_gradient_may_have_the_larger_variance():
    k = 5.0  # f(x) = cos kx, x ~ N(1, 1): both have the same mean
    x = 1 + X
    score, pathwise = torch.cos(k * x) * X, -k * torch.sin(k * x)
    assert close(mean(score), mean(pathwise), 1e-6)
    assert close(mean(pathwise), -k * math.exp(-(k**2) / 2) * math.sin(k), 1e-6)
    assert variance(pathwise) > 10 * variance(score)
    quadratic = (x - 3) ** 2  # and for (x - 3)² the smaller one
    assert variance(2 * (x - 3)) < variance(quadratic * X)


def test_a_path_that_folds_needs_both_branches():
    root = torch.linspace(1e-4, 9, 90_000, dtype=torch.float64)  # x = epsilon², dx = 2 root droot
    p = Normal(0.0, 1.0).log_prob(root).exp() / (2 * root)  # at the positive root alone
    assert close(torch.trapezoid(p * 2 * root, root), 0.5, 1e-3)
    assert close(torch.trapezoid(2 * p * 2 * root, root), 1.0, 1e-3)  # both roots
    matrix = torch.tensor([[2.0, 1.0], [0.0, 3.0]], dtype=torch.float64)  # x = matrix epsilon
    density = torch.distributions.MultivariateNormal(tensor(0.0, 0.0), matrix @ matrix.T)
    epsilon = tensor(0.3, -0.4)
    by_path = Normal(0.0, 1.0).log_prob(epsilon).sum() - matrix.det().abs().log()
    assert close(density.log_prob(matrix @ epsilon), by_path, 1e-6)


def test_mass_is_kept_without_its_sign():
    epsilon = torch.linspace(0.1, 2, 20, dtype=torch.float64)
    z = 1 / epsilon  # decreasing, epsilon uniform on (0, 2): p(z) = 1 / (2 z²) beyond 1/2
    slope = -1 / epsilon**2
    printed, right = 0.5 / slope, 0.5 / slope.abs()
    assert bool((printed < 0).all())
    assert close(right, 0.5 / z**2)


def test_a_control_variate_of_f_estimates_the_mean_of_f():
    mu = 0.7
    x, beta = mu + X, 0.5
    f, h, h_mean = x**3, x, mu
    assert close(mean(f - beta * (h - h_mean)), mu**3 + 3 * mu)  # E[f] and not its derivative
    g = f * X  # times the score of mu
    assert close(mean(g - beta * (h - h_mean)), 3 * mu**2 + 3)


def test_a_control_variate_may_raise_the_variance():
    f, h = X**3, X
    best = (mean(f * h) / variance(h)).item()
    assert best == pytest.approx(3)
    plain = variance(f)
    for beta, lower in ((best, True), (0.5 * best, True), (-1.0, False), (2.5 * best, False)):
        assert bool(variance(f - beta * h) < plain) is lower


def test_a_sum_of_draws_lacks_its_divisor():
    z, n = (0, 1), 3
    f = LIKELIHOOD[0].log()
    share = GUESS[0, 1].clone().requires_grad_()
    q = torch.stack([1 - share, share])
    (truth,) = torch.autograd.grad((q * f).sum(), share, retain_graph=True)
    terms = [torch.autograd.grad(q[i].log(), share, retain_graph=True)[0] * f[i] for i in z]
    total = torch.zeros((), dtype=torch.float64)
    for draws in itertools.product(z, repeat=n):
        total += (
            q[list(draws)].prod().detach() * torch.stack([terms[i] for i in draws]).sum().detach()
        )
    assert close(total / n, truth)
    assert close(total, n * truth)
    one_draw = torch.stack([t.detach() for t in terms])
    assert (one_draw - truth).abs().min() > 0.01  # and it is an estimate, no equality


def test_the_score_is_the_gradient_of_the_density_that_is_drawn_from():
    share = GUESS[0, 1].clone().requires_grad_()
    q = torch.stack([1 - share, share])
    score = torch.stack(
        [torch.autograd.grad(q[i].log(), share, retain_graph=True)[0] for i in (0, 1)]
    )
    assert close((q.detach() * score).sum(), 0.0)  # what a score does: its mean is zero
    for x in (0, 1):
        assert (GUESS[x] * LIKELIHOOD[x].log()).sum() < -0.1  # log p(x|z) does not
    gradient = torch.autograd.grad((q * LIKELIHOOD[0].log()).sum(), share)[0]
    assert close((q.detach() * score * LIKELIHOOD[0].log()).sum(), gradient)


def test_the_expectation_of_a_step_has_a_gradient_and_the_step_has_none():
    h = torch.tensor([1e-2, 1e-4, 1e-6], dtype=torch.float64)
    quotients = ((h > 0).double() - (-h > 0).double()) / (2 * h)  # of [x > 0] at 0
    assert (quotients[1:] > 50 * quotients[:-1]).all()  # no limit
    mu = torch.tensor(0.3, dtype=torch.float64)  # E[x > 0] for x ~ N(mu, 1)
    normal = Normal(tensor(0.0), 1.0)
    quotients = (normal.cdf(mu + h) - normal.cdf(mu - h)) / (2 * h)
    assert close(quotients, normal.log_prob(mu).exp(), 1e-4)


def test_whence_the_draw_comes_does_not_change_the_variance():
    mu, sigma = 1.0, 0.5
    z = mu + sigma * X  # reparameterized, and just the same variable
    f, slope = (z - 3) ** 2, 2 * (z - 3)
    by_score = f * (z - mu) / sigma**2  # the score's estimate, of this very draw
    a = mu - 3
    assert close(variance(by_score), a**4 / sigma**2 + 14 * a**2 + 15 * sigma**2, 1e-6)
    assert close(variance(slope), 4 * sigma**2, 1e-6)  # the smaller one: it uses f'
    assert close(mean(by_score), mean(slope), 1e-6)
