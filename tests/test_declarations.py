"""Declared exercises: independent references, edits that change something, right solutions."""

import importlib
import inspect
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.distributions import (
    Bernoulli,
    Categorical,
    Exponential,
    MixtureSameFamily,
    MultivariateNormal,
    Normal,
    Weibull,
    kl_divergence,
)
from torch.nn import functional as F

from labsupport.chairs import colour_matrix
from labsupport.checks.autoencoders.formulas import upright
from labsupport.checks.declaration import Declaration
from labsupport.checks.edits import EditError, edited, edited_source, mistakes
from labsupport.checks.formula import same
from labsupport.checks.inputs import Inputs
from labsupport.checks.parts import all_same
from labsupport.evaluation import calibration_error
from tests.declared import DECLARED, SAMPLERS, cases, solution


@pytest.mark.parametrize("name", DECLARED)
def test_the_solution_is_right_and_no_mistake_is(name):
    declared, answer = DECLARED[name], solution(name)
    if answer is not None:  # else it is declared for inputs that are not those of the exercise
        assert declared.verdict(answer) is None
        assert [*inspect.signature(answer).parameters] == declared.judge.names
    alike = all_same if declared.results else same
    every = [(declared.mistakes(*i), declared.reference(*i)) for i in cases(declared)]
    for sentence in every[0][0]:
        found = [(wrong[sentence], right) for wrong, right in every if sentence in wrong]
        differs = any(not alike(wrong, right) for wrong, right in found)
        assert differs, f"{sentence}: this changes nothing"


@pytest.mark.parametrize("name", DECLARED)
def test_a_mistake_is_rejected_and_named_as_itself(name):
    """What an edit gives is called by its own sentence, or by that of one that gives the same."""
    declared = DECLARED[name]
    (generic, *_) = cases(declared)
    for sentence, wrong in declared.edits.items():
        said = declared.judge.value(wrong, *generic)
        if said is None:  # other sizes show it
            assert declared.verdict(wrong) is not None, sentence
        else:
            assert any(said.endswith(s) for s in declared.mistakes(*generic)), (sentence, said)


# Inputs whose last axis, or whose number, is the same by definition.
SAME_BY_DEFINITION = {
    "convolutional-picture_log_likelihood": {"log_var"},
    "draw-draw_step": {"w_enc"},
    "draw-location_loss": {"places", "means"},
}


@pytest.mark.parametrize("name", [name for name in DECLARED if solution(name) is not None])
def test_no_size_and_no_number_is_always_the_same(name):
    """Else a constant that was written for it would pass."""
    declared = DECLARED[name]
    found: dict[str, set[Any]] = {}
    for size in declared.sizes:
        make = Inputs(torch.Generator().manual_seed(1))
        given = declared.given(*declared.draw(make, *size))
        for argument, value in zip(declared.judge.names, given, strict=True):
            if not isinstance(value, Tensor):
                found.setdefault(argument, set()).add(value)
            elif value.dim():
                found.setdefault(argument, set()).add(value.shape[-1])
    same_always = {argument for argument, values in found.items() if len(values) == 1}
    assert same_always == SAME_BY_DEFINITION.get(name, set())


# Their docstrings say which gradients flow, and which do not.
OF_GRADIENTS = (
    "binary_latents-score_surrogate",
    "binary_latents-straight_through",
    "iwae-doubly_reparameterized",
    "wake_sleep-reweighted",
    "wake_sleep-wake_sleep",
)


@pytest.mark.parametrize("name", [n for n in DECLARED if solution(n) is not None])
def test_gradients_are_asked_for_where_they_are_promised_alone(name):
    promised = " ".join((solution(name).__doc__ or "").split())
    told = name in OF_GRADIENTS or "radients flow" in promised
    assert told == DECLARED[name].differentiable


def test_draws_of_solutions_are_right_and_those_of_no_mistake():
    for name, declared in SAMPLERS.items():
        answer = solution(name)
        assert answer is not None
        torch.manual_seed(0)
        assert declared.verdict(answer) is None
        assert [*inspect.signature(answer).parameters] == declared.names
        generator = torch.Generator().manual_seed(0)
        for mistake in declared.mistakes(generator):

            def wrong(*inputs, declared=declared, mistake=mistake):
                return declared.wrong(*inputs)[mistake].sample()

            assert declared.on_draws(wrong, generator) == mistake


def gaussian(mean, covariance):
    return MultivariateNormal(mean, covariance, validate_args=False)


def normal(mean, log_var):
    return Normal(mean, log_var.exp().sqrt())


def joint(x, z, weight, bias, noise_var):
    prior = Normal(0.0, 1.0).log_prob(z).sum(-1)
    return prior + Normal(z @ weight.mT + bias, noise_var.sqrt()).log_prob(x).sum(-1)


def weighed(x, noise, mean, log_var, weight, bias, noise_var):
    """log w by the densities of torch; log q is that of the noise, with the Jacobian."""
    z = mean + (0.5 * log_var).exp() * noise
    log_q = Normal(0.0, 1.0).log_prob(noise).sum(-1) - 0.5 * log_var.sum(-1)
    return joint(x, z, weight, bias, noise_var) - log_q


def conditioned(x, weight, bias, noise_var):
    """The posterior from the joint Gaussian of z and x."""
    identity = torch.eye(len(weight), dtype=x.dtype)
    gain = torch.linalg.solve(weight @ weight.T + noise_var * identity, weight).T
    return (x - bias) @ gain.T, torch.eye(len(gain), dtype=x.dtype) - gain @ weight


def bernoulli(log_odds, state):
    return Bernoulli(logits=log_odds).log_prob(state).sum(-1)


def layered(x, h1, h2, to_x, bias_x, to_1, bias_1, bias_2):
    """log p(x, h1, h2) by the densities of torch."""
    lower = bernoulli(h1 @ to_x.T + bias_x, x.expand(*h1.shape[:2], -1))
    return bernoulli(bias_2.expand_as(h2), h2) + bernoulli(h2 @ to_1.T + bias_1, h1) + lower


def earlier_of_two(u, rate, wear):
    """A part fails of what does not age or of what does: by bisection, from torch's densities."""
    u, rate, wear = torch.broadcast_tensors(u, rate, wear)
    causes = [Exponential(rate), Weibull((2 / wear).sqrt(), 2 + 0 * wear)]
    low, high = 0 * u, 50 + 0 * u
    for _ in range(60):
        middle = (low + high) / 2
        lasting = math.prod(1 - cause.cdf(middle) for cause in causes)
        low, high = (torch.where(lasting > 1 - u, a, b) for a, b in ((middle, low), (high, middle)))
    return low


def by_quantiles(u2, u1, u_x, to_x, bias_x, to_1, bias_1, bias_2):
    """Dreams by the quantile of each uniform number."""
    h2 = (u2.logit() < bias_2).double()
    h1 = (u1.logit() < h2 @ to_1.T + bias_1).double()
    return (u_x.logit() < h1 @ to_x.T + bias_x).double(), h1, h2


def by_eigenvectors(x, latent):
    directions = torch.linalg.eigh(x.T.cov()).eigenvectors.flip(1)[:, :latent].T
    return x.mean(0), upright(directions, x)


def by_bayes(z, weights, means, covariances):
    log_p = gaussian(means, covariances).log_prob(z[:, None])
    return torch.softmax(weights.log() + log_p, 1), (log_p.exp() @ weights).log()


def flat_map(kernel, stride):
    """A block of what an up-convolution makes of ones, far from the border."""
    n = 4 * len(kernel) * stride
    ones = torch.zeros(1, 1, n, n, dtype=kernel.dtype)
    ones[..., ::stride, ::stride] = 1
    at = 2 * len(kernel) * stride
    made = F.conv2d(ones, kernel[None, None], padding=len(kernel) // 2)[0, 0]
    return made[at : at + stride, at : at + stride]


def by_moments(z, r, ridge):
    means = [(w[:, None] * z).sum(0) / w.sum() for w in r.T]
    covariances = [
        z.T.cov(aweights=w, correction=0) + ridge * torch.eye(z.shape[1]).double() for w in r.T
    ]
    return (
        r.mean(0),
        torch.stack(means),
        torch.stack([c.reshape(2 * z.shape[1:]) for c in covariances]),
    )


def from_others(values, scores):
    """The best baseline of each draw, from a list of the others."""
    rows = []
    for i in range(len(values)):
        f, s = (torch.cat([t[:i], t[i + 1 :]]) for t in (values, scores))
        rows.append((f @ s**2) / (s**2).sum(0))
    return torch.stack(rows)


def regressed(estimates, control, expected):
    """What is left of estimates after a regression on the control variate, moved to its mean."""
    g, h = (t.flatten(1) if t.dim() > 1 else t[:, None] for t in (estimates, control))
    columns = []
    for y, x in zip(g.T, h.T, strict=True):
        design = torch.stack([torch.ones_like(x), x], 1)
        slope = torch.linalg.lstsq(design, y[:, None]).solution[1]
        columns.append(y - slope * x)
    left = torch.stack(columns, 1).view_as(estimates)
    return left + (estimates - left) / control * expected


def fitted(x):
    return x.mean(0), torch.cov(x.T, correction=0).view(x.shape[1], x.shape[1])


def classified(x, means, covariances, counts):
    prior = Categorical(probs=counts.double())
    components = MultivariateNormal(means, covariances)
    evidence = MixtureSameFamily(prior, components).log_prob(x)
    joint = components.log_prob(x[:, None]) + prior.logits
    return joint - evidence[:, None], evidence


def transformed(x, skew, tail):
    at = x.clone().requires_grad_()
    z = torch.sinh(tail * torch.asinh(at) - skew)
    (slope,) = torch.autograd.grad(z.sum(), at)
    return Normal(0.0, 1.0).log_prob(z.detach()) + slope.log()


def mixture(x, logits, means, log_stds):
    components = Normal(means, log_stds.exp())
    return MixtureSameFamily(Categorical(logits=logits), components).log_prob(x)


def ascended(x, logits, means, log_stds, steps, lr):
    now = (logits, means, log_stds)
    for _ in range(steps):
        slopes = torch.func.grad(lambda p: mixture(x, *p).mean())(now)
        now = tuple(p + lr * slope for p, slope in zip(now, slopes, strict=True))
    return now


def inverted(log_f, grid, u):
    """Each x by bisection of the integral up to it."""
    f = log_f.exp()
    cdf = torch.cat([f[:1] * 0, torch.cumulative_trapezoid(f, grid)]) / torch.trapezoid(f, grid)
    low, high = grid[:1].expand(u.shape), grid[-1:].expand(u.shape)
    for _ in range(60):
        middle = (low + high) / 2
        below = torch.from_numpy(np.interp(middle, grid, cdf)) <= u
        low, high = torch.where(below, middle, low), torch.where(below, high, middle)
    return low, torch.trapezoid(f, grid).log()


def with_geometric_mean(w, j):
    """Weights with the one of draw j replaced by the geometric mean of the others."""
    others = w[torch.arange(len(w)) != j]
    return torch.cat([others, others.prod(0).pow(1 / len(others))[None]])


def determinants(map_of_one, z):
    """Points after a map, and log |det| of the Jacobian that autograd finds."""
    at = z.detach()
    jacobians = torch.stack([torch.autograd.functional.jacobian(map_of_one, one) for one in at])
    return torch.stack([map_of_one(one) for one in at]), torch.linalg.slogdet(jacobians)[1]


def planar(z, u, w, b):
    return determinants(lambda one: one + u * torch.tanh((one * w).sum() + b), z)


def radial(z, centre, alpha, raw):
    beta = (1 + raw.exp()).log() - alpha
    return determinants(
        lambda one: one + beta / (alpha + torch.dist(one, centre)) * (one - centre), z
    )


def coupling(z, to_shift, to_scale):
    def one(at):
        a, b = at.chunk(2)
        scale = torch.diag((a @ to_scale).tanh().exp())
        return torch.cat([a, scale @ b + (a @ to_shift).tanh()])

    return determinants(one, z)


def uncoupled(y, to_shift, to_scale):
    def one(at):
        a, b = at.chunk(2)
        scale = torch.diag((a @ to_scale).tanh().exp())
        return torch.cat([a, torch.linalg.solve(scale, b - (a @ to_shift).tanh())])

    return determinants(one, y)


def autoregressive(z, to_gate, to_mean):
    def one(at):
        found = []
        for i in range(len(at)):
            gate = torch.sigmoid((to_gate[i, :i] * at[:i]).sum())
            found.append(torch.lerp((to_mean[i, :i] * at[:i]).sum(), at[i], gate))
        return torch.stack(found)

    return determinants(one, z)


def free_energy(z_first, z_last, mean, log_var, log_dets, log_likelihood, step):
    log_q = normal(mean, log_var).log_prob(z_first).sum(-1) - sum(log_dets)
    log_p = log_likelihood + normal(0 * mean, 0 * mean).log_prob(z_last).sum(-1)
    return log_q - min(1.0, (step + 100) / 10_000) * log_p


def rolling(z, v, centre, precision, step_size, steps):
    """Leapfrog steps as one matrix that acts on (z - centre, v)."""
    d = len(centre)
    one, zero = torch.eye(d, dtype=z.dtype), torch.zeros(d, d, dtype=z.dtype)
    kick = torch.cat([torch.cat([one, zero], 1), torch.cat([-step_size / 2 * precision, one], 1)])
    move = torch.cat([torch.cat([one, step_size * one], 1), torch.cat([zero, one], 1)])
    whole = torch.linalg.matrix_power(kick @ move @ kick, steps)
    found = torch.cat([z - centre, v], 1) @ whole.T
    return found[:, :d] + centre, found[:, d:]


INDEPENDENT: dict[str, Callable[..., Any]] = {
    "flows-planar_constraint": lambda u, w: (
        u
        + ((1 + (u * w).sum(-1).exp()).log() - 1 - (u * w).sum(-1))[..., None]
        * torch.linalg.pinv(w[..., None, :])[..., 0]
    ),
    "flows-planar_forward": planar,
    "flows-radial_forward": radial,
    "flows-flow_free_energy": free_energy,
    "flows-coupling_forward": coupling,
    "flows-coupling_inverse": uncoupled,
    "flows-autoregressive_forward": autoregressive,
    "flows-leapfrog": rolling,
    "start-log_mean_exp": lambda log_w: log_w.logsumexp(0) - math.log(len(log_w)),
    "elbo-log_joint": joint,
    "elbo-gaussian_kl_full": lambda m, c, n, d: kl_divergence(gaussian(m, c), gaussian(n, d)),
    "elbo-posterior_linear_gaussian": conditioned,
    "autoencoders-fit_pca": by_eigenvectors,
    "autoencoders-reconstruction_error": lambda x, y: torch.dist(x, y) ** 2 / len(x),
    "autoencoders-e_step": by_bayes,
    "autoencoders-m_step": by_moments,
    "vae-gaussian_kl": lambda mu, lv: kl_divergence(normal(mu, lv), normal(0 * mu, 0 * lv)).sum(-1),
    "vae-bernoulli_log_likelihood": lambda x, logits: (
        Bernoulli(logits=logits, validate_args=False).log_prob(x).sum(-1)
    ),
    "vae-gaussian_log_likelihood": lambda x, mean, lv: normal(mean, lv).log_prob(x).sum(-1),
    "gradients-optimal_baseline": from_others,
    "gradients-control_variate": regressed,
    "gradients-lifetime_from_uniform": earlier_of_two,
    "binary_latents-bernoulli_kl": lambda logits: kl_divergence(
        Bernoulli(logits=logits), Bernoulli(torch.full_like(logits, 0.5))
    ).sum(-1),
    "binary_latents-exact_gradient": lambda logits, codes, costs: torch.func.grad(
        lambda a: Bernoulli(logits=a, validate_args=False).log_prob(codes).sum(-1).exp() @ costs
    )(logits),
    "binary_latents-score_surrogate": lambda logits, z, cost, baseline: cost.sum(0) / len(cost),
    "binary_latents-leave_one_out": lambda cost: torch.stack(
        [cost[torch.arange(len(cost)) != i].mean(0) for i in range(len(cost))]
    ),
    "binary_latents-vimco_signal": lambda log_w: torch.stack(
        [
            (log_w.exp().mean(0) / with_geometric_mean(log_w.exp(), j).mean(0)).log()
            for j in range(len(log_w))
        ]
    ),
    "binary_latents-disarm_gradient": lambda logits, z, other, cost, other_cost: torch.einsum(
        "b,bj,bj->bj", (cost - other_cost) / 2, z - other, 0.5 + 0.5 * torch.tanh(logits.abs() / 2)
    ),
    "binary_latents-relaxed_sample": lambda logits, u, temperature: torch.softmax(
        torch.stack([logits + u.log(), (1 - u).log()]) / temperature, 0
    )[0],
    "binary_latents-straight_through": lambda logits, u: torch.heaviside(
        torch.sigmoid(logits) - u, torch.zeros_like(u)
    ),
    "binary_latents-log_likelihood": lambda table, k, most: table.exp()[:k].mean(0).log(),
    "iwae-bound_of_groups": lambda log_w, m: torch.stack(
        [part.exp().mean(0).log() for part in log_w.split(m)]
    ).mean(0),
    "iwae-shares": lambda log_w: log_w.exp() / log_w.exp().sum(0),
    "iwae-bound_gradient": lambda log_w, gradients: torch.einsum(
        "kb,kbd->bd", torch.func.grad(lambda w: w.logsumexp(0).sum())(log_w), gradients
    ),
    "iwae-path_log_w": weighed,
    "iwae-doubly_reparameterized": lambda log_w: log_w.exp().mean(0).log(),
    "iwae-signal_to_noise": lambda gradients: 1 / (gradients / gradients.mean(0)).std(0),
    "iwae-add_draws": lambda bound, k, log_w: (
        torch.cat([bound.exp().expand(k, -1), log_w.exp()]).mean(0).log()
    ),
    "iwae-sandwich": lambda log_w, exact: (
        log_w.exp().mean(0).log(),
        (log_w.exp().mean(0) + (exact.exp() - log_w[0].exp()) / len(log_w)).log(),
    ),
    "wake_sleep-free_energy": lambda energy, q, t: (q * (energy + t * q.log())).sum(-1),
    "wake_sleep-boltzmann": lambda energy, t: (
        torch.exp(-energy / t) / torch.exp(-energy / t).sum(-1, keepdim=True),
        -t * torch.exp(-energy / t).sum(-1).log(),
    ),
    "wake_sleep-divergences": lambda log_joint, q: (
        kl_divergence(Categorical(q), Categorical(logits=log_joint)),
        kl_divergence(Categorical(logits=log_joint), Categorical(q)),
    ),
    "wake_sleep-log_joint": layered,
    "wake_sleep-dream": by_quantiles,
    "wake_sleep-sleep_loss": lambda x, h1, h2, up_1, bias_1, up_2, bias_2: (
        -(bernoulli(x @ up_1.T + bias_1, h1) + bernoulli(h1 @ up_2.T + bias_2, h2)).mean()
    ),
    "wake_sleep-wake_sleep": lambda log_p, log_q, dream: (log_p.exp() / log_q.exp()).log(),
    "wake_sleep-reweighted": lambda log_p, log_q: (log_p - log_q).exp().mean(0).log(),
    "local_reparameterization-sgvb": lambda log_p, kl, n: (
        torch.full((log_p.shape[1],), n / log_p.shape[1], dtype=log_p.dtype) @ log_p.T - kl
    ),
    "local_reparameterization-variance_parts": lambda values, n: (
        (n / values.shape[1]) ** 2 * values.var(0).sum(),
        (n * values.mean(1)).var() - (n / values.shape[1]) ** 2 * values.var(0).sum(),
    ),
    "local_reparameterization-gaussian_weight_kl": lambda mean, lv, v: kl_divergence(
        normal(mean, lv), normal(0 * mean, v.log() + 0 * lv)
    ).sum(),
    "local_reparameterization-separate_activations": lambda a, mean, lv, noise: torch.stack(
        [torch.addcmul(mean, lv.exp().sqrt(), e).T @ row for row, e in zip(a, noise, strict=True)]
    ),
    "local_reparameterization-activation_moments": lambda a, mean, lv: (
        torch.einsum("bi,io->bo", a, mean),
        torch.stack([((row[:, None] * lv.exp().sqrt()) ** 2).sum(0) for row in a]),
    ),
    "local_reparameterization-dropout_activations": lambda a, weight, ratio, noise: (
        a @ weight + (1 / (1 - ratio) - 1) ** 0.5 * (a * noise) @ weight
    ),
    "local_reparameterization-predictive_log_prob": lambda logits: (
        torch.softmax(logits, -1).mean(0).log()
    ),
    "local_reparameterization-calibration_error": lambda confidence, correct, bins: (
        calibration_error(
            torch.stack([confidence, -torch.ones_like(confidence)], 1), 1 - correct.long(), bins
        )
    ),
    "draw-filter_centres": lambda g, log_delta, size, longest, n: torch.stack(
        [
            (size - 1) / 2 + (size + 1) / 2 * g + (longest - 1) / 2 * log_delta.exp() * at
            for at in torch.linspace(-1, 1, n, dtype=torch.float64)
        ],
        1,
    ),
    "draw-filterbank": lambda centres, log_var, size: (
        Normal(centres[..., None], log_var.exp().sqrt()[:, None, None])
        .log_prob(torch.arange(size).double())
        .softmax(-1)
    ),
    "draw-read": lambda x, canvas, f_y, f_x, gamma: torch.einsum(
        "b,bir,bcrs,bjs->bcij", gamma, f_y, torch.stack([x, x - canvas.sigmoid()], 1), f_x
    ),
    "draw-write": lambda patch, f_y, f_x, gamma: torch.einsum(
        "bir,bij,bjs,b->brs", f_y, patch, f_x, 1 / gamma
    ),
    "draw-latent_loss": lambda mu, log_sigma: kl_divergence(
        Normal(mu, log_sigma.exp()), Normal(0 * mu, 1 + 0 * mu)
    ).sum((0, 2)),
    "draw-location_loss": lambda places, means, std, reward, baselines: (
        (reward - baselines) ** 2
        - (reward - baselines) * Normal(means, std).log_prob(places).sum(-1)
    ).sum(0),
    "sentences-last_state": lambda outputs, lengths: torch.stack(
        [
            torch.cat([row[int(n) - 1, : row.shape[1] // 2], row[0, row.shape[1] // 2 :]])
            for row, n in zip(outputs, lengths, strict=True)
        ]
    ),
    "sentences-word_dropout": lambda words, noise, keep, unknown, training: torch.tensor(
        [
            [w if not (training and j and u >= keep) else unknown for j, (w, u) in enumerate(row)]
            for row in torch.stack([words, noise], -1).tolist()
        ]
    ).double(),
    "sentences-masked_log_likelihood": lambda logits, words, lengths: torch.stack(
        [
            Categorical(logits=row[: int(n)]).log_prob(said[: int(n)]).sum()
            for row, said, n in zip(logits, words, lengths, strict=True)
        ]
    ),
    "sentences-annealed_loss": lambda log_likelihood, kl, step, warmup: (
        kl - log_likelihood - kl * max(warmup - step, 0) / warmup
    ),
    "sentences-free_bits": lambda kl, floor: sum(
        max(column.sum() / len(column), torch.tensor(floor, dtype=kl.dtype)) for column in kl.T
    ),
    "sentences-interpolate": lambda z_1, z_2, n: torch.stack(
        [torch.lerp(z_1, z_2, i / (n - 1)) for i in range(n)]
    ),
    "sentences-beam_step": lambda scores, log_probs: tuple(
        torch.tensor(column, dtype=torch.float64)
        for column in zip(
            *sorted(
                (
                    (float(s + one), i, j)
                    for i, (s, row) in enumerate(zip(scores, log_probs, strict=True))
                    for j, one in enumerate(row)
                ),
                reverse=True,
            )[: len(scores)],
            strict=True,
        )
    ),
    "sentences-perplexity": lambda log_w, lengths: (
        log_w.exp().mean(0).prod() ** (-1 / lengths.sum())
    ),
    "convolutional-unpool": lambda x, stride: torch.kron(
        x, F.pad(torch.ones(1, 1, dtype=x.dtype), (0, stride - 1, 0, stride - 1))
    ),
    "convolutional-transposed_kernel": lambda weight: weight.rot90(2, (2, 3)).swapaxes(0, 1),
    "convolutional-up_convolution": lambda x, weight, bias, stride: F.conv2d(
        torch.kron(x, F.pad(torch.ones(1, 1, dtype=x.dtype), (0, stride - 1, 0, stride - 1))),
        weight,
        bias,
        padding=weight.shape[-1] // 2,
    ),
    "convolutional-phase_sums": flat_map,
    "convolutional-recolour": lambda rgb, hue, saturation, brightness: torch.stack(
        [
            torch.from_numpy(
                np.tensordot(colour_matrix(h.item(), s.item(), b.item()), picture.numpy(), 1)
            )
            for picture, h, s, b in zip(rgb, hue, saturation, brightness, strict=True)
        ]
    ),
    "convolutional-picture_log_likelihood": lambda x, mask, mean_x, mean_mask, log_var: (
        Normal(mean_x, (log_var[0] / 2).exp()).log_prob(x).sum((1, 2, 3))
        + Normal(mean_mask, (log_var[1] / 2).exp()).log_prob(mask).sum((1, 2, 3))
    ),
    "convolutional-style_bounds": lambda log_likelihood, style, mu, log_sigma: (
        torch.stack([log_likelihood[style == number].sum() for number in range(len(mu))])
        - kl_divergence(Normal(mu, log_sigma.exp()), Normal(0 * mu, 1 + 0 * mu)).sum(-1)
    ),
    "convolutional-interpolate": lambda start, end, steps: torch.stack(
        [torch.lerp(start, end, i / (steps - 1)) for i in range(steps)]
    ),
    "monte_carlo-pairs_needed": lambda pilot, half_width: (
        (
            pilot.var(0).sum(0)
            + 2
            * torch.stack([p - p.mean(0) for p in pilot.unbind(1)]).prod(0).sum(0)
            / (len(pilot) - 1)
        )
        / half_width**2
    ),
    "monte_carlo-narrowest_width": lambda width, power: (
        (power * width.log() - math.log(2)) / power
    ).exp(),
    "monte_carlo-effective_sample_size": lambda log_w: (
        log_w.exp().sum(0) ** 2 / log_w.exp().square().sum(0)
    ),
    "generative-fit_gaussian": fitted,
    "generative-bayes_classifier": classified,
    "generative-transformed_log_prob": transformed,
    "generative-mixture_log_prob": mixture,
    "generative-fit_mixture": ascended,
    "generative-sample_on_grid": inverted,
}


@pytest.mark.parametrize("name", INDEPENDENT)
def test_a_reference_agrees_with_another_way(name):
    declared = DECLARED[name]
    for inputs in cases(declared):
        right, other = declared.reference(*inputs), INDEPENDENT[name](*inputs)
        torch.testing.assert_close(right, other, rtol=1e-9, atol=1e-9)


def line(x):
    """A docstring, which no edit changes: - 1."""
    return 2 * x - 1, [
        x,
    ]


def twice(x):
    """A text that stands in two places."""
    return x + 1, x + 1


def noise(n):
    """Draws."""
    return torch.randn(n)


def test_edits_are_made_in_the_source():
    assert edited(line, "- 1 -> + 3")(torch.tensor(1.0))[0] == torch.tensor(5.0)
    assert edited(line, "2 * x->x; -1->")(torch.tensor(1.0))[0] == torch.tensor(1.0)
    assert edited(twice, "+ 1 => - 1")(3) == (2, 2)
    assert edited(line, "return 3 * x, x")(torch.tensor(1.0))[0] == torch.tensor(3.0)
    assert edited(line, "x = x + 1")(torch.tensor(1.0))[0] == torch.tensor(3.0)


def test_a_call_comes_first():
    torch.manual_seed(1)
    changed = edited(noise, "torch.manual_seed(0)")
    assert torch.equal(changed(3), changed(3))


LAYER = '''
class Layer(nn.Module):
    """A docstring, which no edit changes: - 1."""

    def __init__(self, size):
        super().__init__()
        self.size = size

    def forward(self, x):
        """Another one."""
        return self.size * x - 1
'''


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        ("- 1 -> + 3", "return self.size * x + 3"),
        ("self.size = 2 * size", "self.size = 2 * size"),
        ("return x", "return x"),
        ("size = 4", "size = 4"),
        ("torch.manual_seed(0)", "torch.manual_seed(0)"),
    ],
)
def test_edits_are_made_in_a_class(edit, line):
    found = edited_source(LAYER, edit)
    assert line in [each.strip() for each in found.splitlines()]
    assert "docstring" not in found
    assert found.index("size = 4" if edit == "size = 4" else "super()") < found.index("forward")
    if edit.startswith("torch"):
        assert found.index("forward") < found.index(edit)


def test_a_table_has_a_sentence_for_each_edit():
    found = mistakes(
        line,
        """
        - 1 ->  # one is missing,
            # which is a long sentence
        2 * x - 1 ->
            x  # the formula is missing
        """,
    )
    assert list(found) == [
        "one is missing, which is a long sentence", "the formula is missing"
    ]  # fmt: skip
    assert found["one is missing, which is a long sentence"](3) == (6, [3])
    assert found["the formula is missing"](3) == (3, [3])


@pytest.mark.parametrize("table", ["- 1 ->", "# said", "- 1 -> # once\nx => 2 # once"])
def test_an_edit_without_a_sentence_of_its_own_is_an_error(table):
    with pytest.raises(EditError, match="is no edit with a sentence of its own"):
        mistakes(line, table)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ("- 2 -> + 2", "stands in 0 places"),
        ("x -> y", "stands in 3 places"),
        ("- 1", "is no edit: write old -> new, or a whole line"),
        ("x + 1", "is no edit: write old -> new, or a whole line"),
        ("- 1 => + 1", "stands in 1 places in line, not in several"),
        ("y = 2", "0 lines of line set what 'y = 2' sets, not one"),
        ("return 1; return 2)", "is no edit"),
        ("2 * x -> 2 * )", "leaves no valid Python"),
    ],
)
def test_an_edit_that_cannot_be_made_is_an_error(edit, sentence):
    with pytest.raises(EditError, match=sentence):
        edited(line, edit)


def test_the_declaration_on_the_page_for_authors_judges(tmp_path, monkeypatch):
    page = (Path(__file__).parents[1] / "chapters/authors.md").read_text("utf-8")
    (block,) = (b for b in re.findall(r"^```python\n(.*?)^```", page, re.M | re.S) if "edits=" in b)
    imports = """
from torch import Tensor
from labsupport.checks.declaration import SUMS, Declaration
"""
    (tmp_path / "declared_on_a_page.py").write_text(imports + block, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    declared = importlib.import_module("declared_on_a_page").GAUSSIAN_KL
    assert declared.verdict(solution("vae-gaussian_kl")) is None
    for sentence in ("the ½ in front is missing", "the -1 is missing", "mu is not squared"):
        assert declared.verdict(declared.edits[sentence]).startswith(sentence)


def shrunk(style: Tensor, x: Tensor) -> Tensor:
    """Half of what is not of style 0; the exercise of the tests below."""
    return torch.where(style > 0, 0.5 * x, x) * x.shape[-1]


FEW = "far from 0 something overflows"


def declared_shrunk(first: int) -> Declaration:
    """Its declaration; the first input that is drawn has ``first`` for all styles."""
    drawn: list[Tensor] = []

    def draw(make: Inputs, size: int) -> list[Tensor]:
        style = torch.arange(size) % 2 if drawn else torch.full((size,), first)
        drawn.append(style)
        return [style, make.normal(size)]

    return Declaration(
        shrunk,
        draw,
        [(4,), (3,), (7,)],
        edits="0.5 * x -> x  # nothing is halved",
        hard={FEW: lambda make: [[torch.tensor([0, 1, 0, 1]), 1e6 * make.normal(4)]]},
    )


def test_a_number_that_belongs_to_one_size_says_so():
    generator = torch.Generator().manual_seed(1)
    fixed = declared_shrunk(1).on_random_inputs(lambda s, x: shrunk(s, x) / len(x) * 20, generator)
    assert fixed == "every number is 5 times what it should be, but not for other sizes"
    every = declared_shrunk(1).on_random_inputs(lambda s, x: 5 * shrunk(s, x), generator)
    assert every == "every number is 5 times what it should be"


def test_a_mistake_that_inputs_hid_by_chance_is_not_laid_on_hard_ones():
    generator = torch.Generator().manual_seed(1)
    said = declared_shrunk(0).on_random_inputs(lambda s, x: x * x.shape[-1], generator)
    assert said == "nothing is halved"
    overflows = declared_shrunk(0).on_random_inputs(
        lambda s, x: torch.where(x.abs() > 1e3, torch.inf, shrunk(s, x)), generator
    )
    assert overflows == FEW
