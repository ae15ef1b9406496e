"""The talks on (local) reparameterization, importance weights and normalizing flows."""

import itertools
import math

import pytest
import torch
from torch.distributions import Normal

from labsupport.models import vae
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

LOG_W = JOINT.log() - GUESS.log()


def bound(x: int, k: int, q: torch.Tensor = GUESS) -> torch.Tensor:
    """E[log 1/k sum_i w_i] for one x, summed over all k-tuples of draws."""
    total = torch.zeros((), dtype=torch.float64)
    for draws in itertools.product(range(2), repeat=k):
        chosen = list(draws)
        log_w = (JOINT[x].log() - q[x].log())[chosen]
        total = total + q[x][chosen].prod() * (torch.logsumexp(log_w, 0) - math.log(k))
    return total


def test_the_sleep_phase_does_not_descend_the_cost():
    logit = torch.zeros(2, dtype=torch.float64, requires_grad=True)  # one recognition unit per x

    def recognition():
        on = torch.sigmoid(logit)
        return torch.stack([1 - on, on], 1)

    data = tensor(0.9, 0.1)  # not the model's own p(x)
    cost = (data * -elbo(recognition())).sum()
    sleep = -(JOINT * recognition().log()).sum()  # dreams: x and z from the generative model
    forward = (EVIDENCE * kl(POSTERIOR, recognition())).sum()
    by_cost, by_sleep, by_forward = (
        torch.autograd.grad(value, logit)[0] for value in (cost, sleep, forward)
    )
    assert close(by_sleep, by_forward)  # what sleep lowers: KL(p(z|x) || q(z|x)) of dreams
    assert not close(by_sleep, by_cost, 0.05)


def test_a_kl_to_the_posterior_gives_no_bound():
    reconstruction = (POSTERIOR * LIKELIHOOD.log()).sum(-1)
    assert (reconstruction - kl(POSTERIOR, POSTERIOR) > EVIDENCE.log() + 0.05).all()
    assert close(reconstruction - kl(POSTERIOR, PRIOR), EVIDENCE.log())


def test_a_gradient_has_no_variance_and_its_estimate_has():
    logit = tensor(0.3).requires_grad_()
    q = torch.stack([1 - torch.sigmoid(logit), torch.sigmoid(logit)], 1)[0]
    f = tensor(1.0, 4.0)
    (gradient,) = torch.autograd.grad((q * f).sum(), logit, retain_graph=True)
    score = torch.stack(
        [torch.autograd.grad(q[z].log(), logit, retain_graph=True)[0] for z in (0, 1)]
    )
    terms = f * score[:, 0]  # the estimate from one draw, for each draw
    assert close((q * terms).sum(), gradient)
    assert (q * (terms - gradient) ** 2).sum() > 0.1


def test_prior_and_encoder_leave_the_bound_open():
    other = LIKELIHOOD.flip(0) * PRIOR
    assert close(other.sum(0), PRIOR)
    assert (elbo(GUESS, other) - elbo(GUESS)).abs().min() > 0.1


def test_a_draw_without_x_serves_all_x_alike():
    share = torch.linspace(0.001, 0.999, 999, dtype=torch.float64)
    alike = torch.stack([1 - share, share], 1)  # q(z), the same for both x
    common = torch.stack([elbo(alike, JOINT[x].expand_as(alike)) for x in (0, 1)]).sum(0).max()
    assert elbo(POSTERIOR).sum() > common + 0.1


def test_the_noise_is_not_drawn_from_the_prior():
    points, weights = noise()
    mu, sigma, prior_mean, prior_std = 0.5, 0.8, 3.0, 2.0
    for epsilon, right in ((points, True), (prior_mean + prior_std * points, False)):
        z = mu + sigma * epsilon
        mean = (weights * z).sum()
        assert (close(mean, mu) and close((weights * (z - mean) ** 2).sum(), sigma**2)) is right


def test_an_estimate_is_not_the_bound_and_is_so_on_average():
    estimates = LIKELIHOOD.log() - kl(GUESS, PRIOR)[:, None]  # a column for each draw z
    assert close((GUESS * estimates).sum(-1), elbo(GUESS))
    assert (estimates - elbo(GUESS)[:, None]).abs().min() > 0.05


def losses(shared: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """All values of three losses a_i e_i with signs e, and their probabilities."""
    signs = [(e,) * 3 for e in (-1.0, 1.0)] if shared else itertools.product((-1.0, 1.0), repeat=3)
    values = torch.tensor(list(signs), dtype=torch.float64) * tensor(1.0, 2.0, 4.0)
    return values, torch.full((len(values),), 1 / len(values), dtype=torch.float64)


def test_each_pair_of_losses_counts_twice():
    values, p = losses(shared=True)
    mean = p @ values
    covariance = (values - mean).T @ (p[:, None] * (values - mean))
    measured = (p * (values.sum(1) - mean.sum()) ** 2).sum()
    variances, pairs = covariance.trace(), covariance.triu(1).sum()
    assert close(measured, variances + 2 * pairs)
    assert measured > variances + pairs + 1


def test_losses_with_noise_of_their_own_do_not_covary():
    spread = []
    for shared in (False, True):
        values, p = losses(shared)
        covariance = values.T @ (p[:, None] * values)
        assert bool(covariance.triu(1).abs().max() > 1) is shared
        assert close((p @ values).sum(), 0)  # unbiased both ways
        spread.append((p * values.sum(1) ** 2).sum().item())
    assert spread[1] > 2 * spread[0]


def test_smooth_and_unbiased_does_not_make_the_gradient_unbiased():
    t = torch.linspace(0, 400, 400_001, dtype=torch.float64)

    def mean(phi):  # of f(epsilon, phi) = phi^3 exp(epsilon - phi^2 epsilon), epsilon ~ Exp(1)
        return torch.trapezoid(phi**3 * torch.exp(-(phi**2) * t), t).item()

    for phi in (-1.0, -0.5, 0.5, 1.0):
        assert close(mean(phi), phi, 1e-5)  # so its derivative is 1, at 0 too
    at = tensor(0.0).requires_grad_()
    for epsilon in (0.1, 1.0, 10.0):
        value = (at**3 * torch.exp(epsilon - at**2 * epsilon)).sum()
        assert close(torch.autograd.grad(value, at)[0], 0.0)  # and every draw says 0


def test_a_large_variance_only_slows_the_descent():
    shrinking = constant = 0.0
    sigma2 = 10_000.0  # theta <- theta - step (theta - x), Var[x] = sigma2: exact recursions
    history = []
    for step in range(1, 200_001):
        shrinking = (1 - 1 / step) ** 2 * shrinking + sigma2 / step**2
        constant = 0.5**2 * constant + 0.5**2 * sigma2
        if step in (2_000, 20_000, 200_000):
            history.append(shrinking)
    assert history == pytest.approx([sigma2 / 2_000, sigma2 / 20_000, sigma2 / 200_000], rel=1e-6)
    assert constant == pytest.approx(sigma2 / 3, rel=1e-6)  # what fails is a step that stays


A = torch.tensor([[1.0, 2.0, -1.0], [0.5, 1.0, 2.0]], dtype=torch.float64)  # two examples
STD = tensor(0.5, 1.5, 2.0)  # of three weights into one unit


def test_activations_get_their_variance_from_that_of_the_weights():
    n = 100_000
    w = STD * torch.randn(n, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    measured, limit = (w @ A.T).var(0), 6.5 * math.sqrt(2 / n)
    right, printed = A.square() @ STD**2, A.square() @ STD**4
    assert ((measured / right - 1).abs() < limit).all()
    assert ((measured / printed - 1).abs() > 10 * limit).all()


def test_activations_of_one_minibatch_covary_when_it_shares_its_weights():
    covariance = A @ torch.diag(STD**2) @ A.T
    assert covariance[0, 1].abs() > 1
    n = 100_000
    g = torch.Generator().manual_seed(0)
    w = STD * torch.randn(n, 2, 3, dtype=torch.float64, generator=g)
    limit = 6.5 * (covariance[0, 0] * covariance[1, 1] / n).sqrt()
    shared, own = w[:, :1] * A, w * A
    for b, expected in ((shared.sum(2), covariance[0, 1]), (own.sum(2), 0.0)):
        assert abs((b[:, 0] * b[:, 1]).mean() - expected) < 2 * limit


def test_more_draws_per_datum_leave_the_bound_where_it_is():
    for x in (0, 1):
        five = sum(
            GUESS[x][list(z)].prod() * LOG_W[x][list(z)].mean()
            for z in itertools.product(range(2), repeat=5)
        )
        assert close(five, elbo(GUESS)[x])
        assert bound(x, 5) > elbo(GUESS)[x] + 0.004


def test_the_bound_is_one_on_the_evidence():
    assert (elbo(GUESS) <= EVIDENCE.log()).all()
    assert (elbo(GUESS)[:, None] > POSTERIOR.log()).any()  # so none on the log-posterior


def test_a_smaller_divergence_may_come_with_a_smaller_bound():
    deaf = PRIOR * tensor(0.5, 0.5)[:, None]  # p(x | z) does not depend on z
    q = GUESS[1]
    assert kl(PRIOR, PRIOR) < kl(q, POSTERIOR[1])  # the deaf model has no gap at all
    assert elbo(q, JOINT[1]) > elbo(PRIOR, deaf[1]) + 0.1
    divergence = (EVIDENCE.log() - elbo(GUESS)) - kl(GUESS, POSTERIOR)
    assert close(divergence, 0.0)  # for one model, the equivalence in q holds


def test_the_largest_gradient_is_not_at_the_largest_bound():
    share = torch.linspace(0.01, 0.99, 99, dtype=torch.float64).requires_grad_()
    value = elbo(torch.stack([1 - share, share], 1), JOINT[0].expand(99, 2))
    (slope,) = torch.autograd.grad(value.sum(), share)
    assert close(share[value.argmax()].detach(), POSTERIOR[0, 1])
    assert abs(share[slope.argmax()] - POSTERIOR[0, 1]) > 0.2


def test_it_is_the_true_posterior_that_is_driven_to_factorize():
    straight = torch.tensor([[2.0, 0.0], [0.0, 1.0], [0.0, 0.0]], dtype=torch.float64)
    turn = torch.tensor([[0.8, -0.6], [0.6, 0.8]], dtype=torch.float64)
    gaps = []
    for w in (straight, straight @ turn):
        assert close(w @ w.T, straight @ straight.T)  # the same p(x) for unit noise
        precision = torch.eye(2, dtype=torch.float64) + w.T @ w
        gaps.append(0.5 * (precision.diagonal().log().sum() - precision.logdet()))
    assert close(gaps[0], 0.0)
    assert gaps[1] > 0.05  # so the ELBO prefers the untilted model
    z, std = tensor(0.3, -1.0), tensor(0.5, 2.0)  # and q itself factorizes, whatever is learned
    full = torch.distributions.MultivariateNormal(tensor(0.0, 0.0), torch.diag(std**2))
    assert close(full.log_prob(z), Normal(tensor(0.0, 0.0), std).log_prob(z).sum())


def test_a_proposal_must_be_positive_where_the_integrand_is():
    p, f = tensor(0.2, 0.5, 0.3), tensor(1.0, 2.0, 10.0)
    for q, right in ((tensor(0.6, 0.3, 0.1), True), (tensor(0.5, 0.5, 0.0), False)):
        drawn = q > 0
        value = (q * (p / q) * f)[drawn].sum()
        assert close(value, (p * f).sum()) is right


def test_the_bounds_rise_with_the_number_of_draws_towards_the_evidence():
    for x in (0, 1):
        values = torch.stack([bound(x, k) for k in (1, 2, 3, 8)])
        assert (values.diff() > 1e-3).all()
        assert values[-1] < EVIDENCE[x].log()


def test_bounded_weights_alone_do_not_tighten_the_bound():
    joint, q = tensor(0.2, 0.3, 0.0), tensor(0.3, 0.3, 0.4)  # q draws where p(x, z) is 0
    w = joint / q
    assert close((q * w).sum(), joint.sum())  # unbiased, and bounded by 1
    for k in (1, 2, 5):
        draws = torch.cartesian_prod(*[w] * k).reshape(-1, k)
        chance = torch.cartesian_prod(*[q] * k).reshape(-1, k).prod(1)
        assert (chance @ draws.mean(1).log()).item() == -math.inf
        assert chance[-1] > 0  # all of them fall there


def test_without_its_logarithm_the_bound_has_no_gradient_in_the_encoder():
    logit = tensor(0.4).requires_grad_()
    q = torch.cat([1 - torch.sigmoid(logit), torch.sigmoid(logit)])[None]
    w = JOINT[:1] / q
    pairs = [(a, b) for a in (0, 1) for b in (0, 1)]
    chance = torch.stack([q[0, a] * q[0, b] for a, b in pairs])
    average = torch.stack([(w[0, a] + w[0, b]) / 2 for a, b in pairs])
    plain, logarithm = chance @ average, chance @ average.log()
    assert close(plain.detach(), EVIDENCE[0])
    assert close(torch.autograd.grad(plain, logit, retain_graph=True)[0], 0.0)
    assert torch.autograd.grad(logarithm, logit)[0].abs() > 0.01


def test_the_weights_of_the_gradient_are_not_differentiated():
    log_w = tensor(-1.0, 0.5, 2.0).requires_grad_()
    share = torch.softmax(log_w, 0)
    right, detached, objective = (
        torch.autograd.grad(value, log_w, retain_graph=True)[0]
        for value in (
            torch.logsumexp(log_w, 0),
            (share.detach() * log_w).sum(),
            (share * log_w).sum(),
        )
    )
    assert close(right, detached)
    assert not close(right, objective, 0.05)


def test_k_draws_of_one_layer_need_one_pass_of_the_encoder():
    torch.manual_seed(0)
    model = vae.VAE(4, (3,), latent=2)
    rows = {"encoder": 0, "decoder": 0}

    def count(name):
        def hook(module, inputs, output):
            rows[name] += inputs[0].shape[:-1].numel()

        return hook

    model.encoder.trunk.register_forward_hook(count("encoder"))
    model.decoder.trunk.register_forward_hook(count("decoder"))
    assert model.log_w(torch.ones(5, 4), k=7).shape == (7, 5)
    assert rows == {"encoder": 5, "decoder": 35}


def test_the_true_posterior_may_be_in_the_family():
    # x = z + noise of variance s2: the posterior is normal, so a normal q reaches it.
    s2, x = 0.5, 1.3
    mean, variance = x / (1 + s2), s2 / (1 + s2)
    reconstruction = -0.5 * (math.log(2 * math.pi * s2) + ((x - mean) ** 2 + variance) / s2)
    evidence = Normal(tensor(0.0), math.sqrt(1 + s2)).log_prob(tensor(x))
    assert close(reconstruction - normal_kl(mean, variance), evidence)


def test_a_chain_that_keeps_volumes_never_reaches_a_narrow_posterior():
    torch.manual_seed(0)
    z0 = torch.randn(2_000, 2, dtype=torch.float64)
    z, log_q = z0, Normal(0.0, 1.0).log_prob(z0).sum(-1)
    for k in range(100):  # additive couplings, z_2 + m(z_1): the determinant is 1
        a, b = z[:, k % 2], z[:, 1 - k % 2] + torch.tanh(3 * z[:, k % 2] + k)
        z = torch.stack([a, b] if k % 2 == 0 else [b, a], 1)
    top = -math.log(2 * math.pi)  # of log q_0, hence of log q_K for every K
    assert log_q.max() < top
    narrow = Normal(0.0, 0.5).log_prob(tensor(0.0, 0.0)).sum()
    assert narrow > top + 1  # a target that is denser than that is out of reach


def planar(z, u, w):
    return z + u * torch.tanh(z @ w)[..., None]


def test_a_planar_flow_moves_points_along_u_and_not_across_the_plane():
    u, w = tensor(0.0, 1.0), tensor(1.0, 0.0)
    z = tensor(0.7, 0.2)
    jacobian = torch.autograd.functional.jacobian(lambda v: planar(v, u, w), z)
    assert close(jacobian.det(), 1.0)  # neither contraction nor expansion
    moved = planar(z, u, w)
    assert close((moved - z)[0], 0.0)  # no movement perpendicular to the plane w·z = 0
    log_q = Normal(0.0, 1.0).log_prob
    assert (log_q(moved).sum() - log_q(z).sum()).abs() > 0.1  # and yet q(moved) = q_0(z) is new


def test_a_planar_flow_needs_u_w_above_minus_one():
    at = torch.linspace(-3, 3, 601, dtype=torch.float64)[:, None]
    for u, right in ((-0.9, True), (-3.0, False)):
        assert bool((planar(at, tensor(u), tensor(1.0))[:, 0].diff() > 0).all()) is right


def test_a_radial_flow_needs_beta_above_minus_alpha():
    at = torch.linspace(-3, 3, 601, dtype=torch.float64)
    for beta, right in ((-0.9, True), (-2.0, False)):
        moved = at + beta * at / (1.0 + at.abs())  # alpha = 1, h(alpha, r) = 1 / (alpha + r)
        assert bool((moved.diff() > 0).all()) is right
