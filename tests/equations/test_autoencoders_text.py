"""What ``chapters/autoencoders/theory.md`` says around its formulas, and that the code agrees.

The formulas themselves are computed from their print in test_autoencoders.py.

Statements about all matrices are checked for many random ones in double precision, and at the
places where they hold with equality; what can be symbolic is.
"""

import itertools
import math

import pytest
import sympy as sp
import torch
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal, Normal
from torch.testing import assert_close

from labsupport.borrow import autoencoders as answers
from labsupport.models.autoencoder import Autoencoder, fit_mixture


@pytest.fixture(autouse=True)
def double():
    """Double precision, and the same random numbers every time."""
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(0)
    yield
    torch.set_default_dtype(torch.float32)


def images(n=30, pixels=6):
    """Images that vary differently in each direction, around a mean that is not 0."""
    spread = torch.linspace(2.0, 0.2, pixels)
    turn = torch.linalg.qr(torch.randn(pixels, pixels)).Q
    return 3.0 + (torch.randn(n, pixels) * spread) @ turn


def subspace(pixels, d):
    """Orthonormal columns, at random."""
    return torch.linalg.qr(torch.randn(pixels, d)).Q


def mixture(c=3, d=2):
    """Weights, means and covariances at random."""
    factor = torch.randn(c, d, d)
    covariances = factor @ factor.mT + 0.3 * torch.eye(d)
    return torch.softmax(torch.randn(c), 0), 2 * torch.randn(c, d), covariances


def log_joint(z, weights, means, covariances):
    """log of pi_c N(z; m_c, S_c) by the formula of the density, (n, c)."""
    away = z[:, None] - means
    distance = torch.einsum("nci,cij,ncj->nc", away, covariances.inverse(), away)
    log_norm = z.shape[1] * math.log(2 * math.pi) + torch.logdet(covariances)
    return weights.log() - 0.5 * (distance + log_norm)


def bound(r, z, *parameters):
    """The lower bound F, for each code."""
    terms = r * (log_joint(z, *parameters) - r.log())
    return torch.where(r > 0, terms, 0.0).sum(1)


def test_the_error_of_the_package_is_a_mean_of_summed_squares():
    x, model = images(), Autoencoder(6, (5,), 2)
    by_hand = 0.0
    for row in x:
        z = model.encoder(row[None])
        by_hand += sum((a - b) ** 2 for a, b in zip(row, model.decoder(z)[0], strict=True)) / 30
    assert_close(model.squared_error(x).mean(), by_hand)
    assert_close(answers.reconstruction_error(x, model(x)), by_hand)


def test_the_best_shift_puts_the_flat_through_the_mean():
    x = images()
    for _ in range(5):
        m = torch.randn(6, 2) @ torch.randn(2, 6)
        centred = x - x.mean(0)
        least = (centred - centred @ m.T).square().sum()

        def error(c, m=m):
            return (x - x @ m.T - c).square().sum()

        best = (x.mean(0) - m @ x.mean(0)).requires_grad_()
        assert_close(error(best).detach(), least)
        # A quadratic function of c that curves upwards: it is least where its slope is 0.
        (slope,) = torch.autograd.grad(error(best), best)
        assert slope.abs().max() < 1e-9
        shift = torch.randn(6)
        assert_close(error(best.detach() + shift), least + 30 * shift.square().sum())


def test_no_matrix_of_low_rank_is_nearer_than_the_truncated_svd():
    for n in (30, 4):  # with fewer images than pixels too
        x = images(n) - images(n).mean(0)
        _, s, vh = torch.linalg.svd(x, full_matrices=True)
        for d in (1, 2, 3):
            v = vh[:d].T
            best = (x - x @ v @ v.T).square().sum()
            assert_close(best, s[d:].square().sum())
            # The best right factor for a left one is least squares; alternate from random starts.
            for _ in range(5):
                left = torch.randn(n, d)
                for _ in range(4):
                    right = torch.linalg.lstsq(left, x).solution
                    assert (x - left @ right).square().sum() >= best - 1e-9
                    left = torch.linalg.lstsq(right.T, x.T).solution.T
            near = x @ v @ v.T + 1e-3 * torch.randn(n, d) @ torch.randn(d, 6) @ v @ v.T
            assert (x - near).square().sum() > best


def test_the_projection_onto_the_row_space_is_nearer_and_its_distance_is_a_difference():
    x = images()
    for d in (1, 3, 6):
        b = torch.randn(30, d) @ torch.randn(d, 6)
        q = torch.linalg.qr(b.T).Q[:, :d]
        assert_close(b @ q @ q.T, b)  # the rows of B lie in the span of Q
        projected = x @ q @ q.T
        assert_close((x - projected).square().sum(), x.square().sum() - (x @ q).square().sum())
        # The difference of both sides of the inequality is a square: B and XQQ^T lie in the span.
        rest = (x - b).square().sum() - (x - projected).square().sum()
        assert_close(rest, (projected - b).square().sum())


def test_shares_lie_between_0_and_1_and_add_up_to_d():
    for n, d in itertools.product((30, 4), (1, 2, 5, 6)):
        x, q = images(n), subspace(6, d)
        _, s, vh = torch.linalg.svd(x, full_matrices=True)
        s = torch.cat([s, torch.zeros(6 - len(s))])
        h = (vh @ q).square().sum(1)
        assert_close((x @ q).square().sum(), (s.square() * h).sum())
        assert_close(h.sum(), torch.tensor(float(d)))
        assert bool((h >= 0).all() & (h <= 1 + 1e-12).all())


def test_full_shares_for_the_largest_are_best():
    for d in (1, 2, 4):
        for _ in range(20):
            h = subspace(6, d).square().sum(1)
            s2 = torch.randn(6).square().sort(descending=True).values
            left = s2[:d].sum() - (s2 * h).sum()
            assert_close(left, (s2[:d] * (1 - h[:d])).sum() - (s2[d:] * h[d:]).sum())
            middle = (s2[d - 1] - s2[d]) * h[d:].sum()
            assert left >= middle - 1e-12
            assert middle >= 0
        same = torch.full((6,), 2.0)  # equal singular values: every subspace is as good
        assert_close(same[:d].sum(), (same * h).sum())


def test_pca_has_the_printed_error_and_no_trained_linear_autoencoder_is_below():
    x = images()
    mean, directions = answers.fit_pca(x, 2)
    s = torch.linalg.svdvals(x - x.mean(0))
    least = s[2:].square().sum() / 30
    code = answers.pca_encode(x, mean, directions)
    pca = answers.reconstruction_error(x, answers.pca_decode(code, mean, directions))
    assert_close(pca, least)
    assert_close(code.var(0, correction=0), s[:2].square() / 30)  # the variance along each
    model = Autoencoder(6, (), 2)
    optimizer = torch.optim.LBFGS(model.parameters(), max_iter=300, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        value = model.squared_error(x).mean()
        value.backward()
        return value

    optimizer.step(loss)
    assert least - 1e-12 < model.squared_error(x).mean() < 1.0001 * least


def test_an_invertible_map_of_the_codes_cancels():
    a, v = sp.Matrix(2, 2, sp.symbols("a:4")), sp.Matrix(3, 2, sp.symbols("v:6"))
    assert sp.simplify((v * a) * (a.inv() * v.T) - v * v.T) == sp.zeros(3, 3)


def test_a_bent_latent_space_has_the_same_error():
    x, model = images(), Autoencoder(6, (5,), 2)

    def h(z):
        return torch.sinh(3 * z) + 7

    def inverse(z):
        return torch.asinh(z - 7) / 3

    error = answers.reconstruction_error(x, model.decode(inverse(h(model.encode(x)))))
    assert_close(error, answers.reconstruction_error(x, model(x)))
    assert (h(model.encode(x)) - model.encode(x)).abs().min() > 1


def test_the_mixture_is_the_fitted_distribution():
    weights, means, covariances = mixture()
    z = 3 * torch.randn(20, 2)
    by_hand = sum(
        w * MultivariateNormal(m, s).log_prob(z).exp()
        for w, m, s in zip(weights, means, covariances, strict=True)
    )
    assert_close(answers.e_step(z, weights, means, covariances)[1].exp(), by_hand)
    fitted = fit_mixture(torch.randn(200, 2), 3)
    parts = fitted.component_distribution
    assert isinstance(parts, MultivariateNormal)
    p = fitted.mixture_distribution.probs
    by_hand = log_joint(z, p, parts.mean, parts.covariance_matrix).exp().sum(1)
    assert_close(fitted.log_prob(z).exp(), by_hand)


def test_responsibilities_are_the_posterior_of_the_component():
    parameters, z = mixture(), torch.randn(20, 2)
    joint = log_joint(z, *parameters).exp()
    r, _ = answers.e_step(z, *parameters)
    assert_close(r, joint / joint.sum(1, keepdim=True))


def test_the_bound_holds_for_all_r_and_is_tight_at_the_responsibilities():
    parameters, z = mixture(), torch.randn(20, 2)
    best, log_p = answers.e_step(z, *parameters)
    for _ in range(20):
        r = torch.softmax(3 * torch.randn(20, 3), 1)
        # What is missing is a divergence.
        gap = (r * (r.log() - best.log())).sum(1)
        assert_close(bound(r, z, *parameters) + gap, log_p)
        assert (gap > 0).all()
    assert_close(bound(best, z, *parameters), log_p)
    hard = torch.eye(3)[torch.arange(20) % 3]  # terms with r = 0 count as 0
    assert (bound(hard, z, *parameters) < log_p).all()


def objective_and_maximum():
    """The summed bound as a function of the parameters, with r fixed, and the M-step."""
    z, r = torch.randn(40, 2), torch.softmax(torch.randn(40, 3), 1)
    weights, means, covariances = answers.m_step(z, r, 0.0)
    return z, r, (weights, means, covariances)


def test_shares_of_responsibility_are_the_best_weights():
    z, r, (weights, means, covariances) = objective_and_maximum()
    assert_close(weights, r.sum(0) / 40)
    top = bound(r, z, weights, means, covariances).sum()
    for _ in range(20):
        other = torch.softmax(weights.log() + 0.3 * torch.randn(3), 0)
        lost = top - bound(r, z, other, means, covariances).sum()
        assert_close(lost, 40 * (weights * (weights / other).log()).sum())  # N times a divergence


def test_weighted_means_are_best_whatever_the_covariances_are():
    z, r, (weights, means, _) = objective_and_maximum()
    assert_close(means[1], (r[:, 1:2] * z).sum(0) / r[:, 1].sum())
    for _ in range(5):
        covariances = mixture()[2]
        top = bound(r, z, weights, means, covariances).sum()
        shift = torch.randn(3, 2)
        lost = top - bound(r, z, weights, means + shift, covariances).sum()
        by_hand = torch.einsum("c,ci,cij,cj", r.sum(0), shift, covariances.inverse(), shift) / 2
        assert_close(lost, by_hand)  # positive for every shift
        assert lost > 0


def test_weighted_scatter_is_the_best_covariance():
    z, r, (weights, means, covariances) = objective_and_maximum()
    away = z - means[2]
    by_hand = sum(r[n, 2] * torch.outer(away[n], away[n]) for n in range(40)) / r[:, 2].sum()
    assert_close(covariances[2], by_hand)
    precision = covariances.inverse().requires_grad_()
    value = bound(r, z, weights, means, precision.inverse()).sum()
    (slope,) = torch.autograd.grad(value, precision)
    assert slope.abs().max() < 1e-9
    for _ in range(20):  # and a maximum: the part of a component is concave in the precision
        other = mixture()[2]
        assert bound(r, z, weights, means, other).sum() < value
        # For diagonal covariances the diagonal is the best.
    diagonal = torch.diag_embed(covariances.diagonal(dim1=1, dim2=2))
    value = bound(r, z, weights, means, diagonal).sum()
    for _ in range(20):
        other = diagonal * torch.diag_embed(torch.exp(0.3 * torch.randn(3, 2)))
        assert bound(r, z, weights, means, other).sum() < value


def test_the_likelihood_never_falls():
    z = torch.cat([torch.randn(30, 2) + 3, torch.randn(30, 2) * 0.5 - 1, torch.randn(20, 2)])
    for _ in range(3):
        weights, means, _ = mixture()
        theta = (weights, means, 4 * torch.eye(2).expand(3, 2, 2))
        gained = 0.0
        for _ in range(15):
            r, log_p = answers.e_step(z, *theta)
            later = answers.m_step(z, r, 0.0)
            chain = [
                answers.e_step(z, *later)[1].sum(),
                bound(r, z, *later).sum(),
                bound(r, z, *theta).sum(),
            ]
            assert_close(chain[2], log_p.sum())
            assert chain[0] >= chain[1] - 1e-9
            assert chain[1] >= chain[2] - 1e-9
            gained += float(chain[0] - chain[2])
            theta = later
        assert gained > 1


def test_a_gaussian_on_one_code_has_any_likelihood():
    z, (weights, means, covariances) = torch.randn(20, 2), mixture(2)
    means[0] = z[0]
    values = []
    for s in (0.1, 1e-3, 1e-6):
        covariances[0] = s**2 * torch.eye(2)
        value = answers.e_step(z, weights, means, covariances)[1].sum()
        rest = log_joint(z[1:], weights[1:], means[1:], covariances[1:]).sum()
        printed = weights[0].log() - math.log(2 * math.pi * s**2) + rest  # d / 2 = 1
        assert value > printed - 1e-9
        values.append(float(value))
    assert values[1] < values[2]
    assert values[2] - values[1] == pytest.approx(2 * math.log(1000), abs=1e-6)


def test_equal_weights_cost_at_most_what_the_entropy_lacks():
    pi = torch.tensor([0.6, 0.3, 0.1])
    most = (pi * (3 * pi).log()).sum()
    assert_close(most, math.log(3) - Categorical(pi).entropy())
    grid = torch.linspace(-60, 60, 60_001)
    costs = []
    for distance in (0.0, 1.0, 3.0, 20.0):
        parts = Normal(distance * torch.tensor([-1.0, 0.0, 1.0]), torch.tensor([1.0, 1.2, 0.7]))
        log_p, log_u = (
            MixtureSameFamily(Categorical(w), parts).log_prob(grid) for w in (pi, torch.ones(3) / 3)
        )
        costs.append((log_p.exp() * (log_p - log_u)).sum() * (grid[1] - grid[0]))
        assert costs[-1] < most + 1e-9
    assert costs == sorted(costs)
    assert_close(costs[-1], most)  # without an overlap, equality


def test_log_densities_move_with_the_unit_of_the_codes():
    weights, means, covariances = mixture()
    z = torch.randn(10, 2)
    for a in (0.1, 7.0):
        here = answers.e_step(z, weights, means, covariances)[1]
        there = answers.e_step(a * z, weights, a * means, a**2 * covariances)[1]
        assert_close(there, here - 2 * math.log(a))
