"""The worlds in which the formulas of ``chapters/sentences/theory.md`` are computed as printed.

Likelihoods are those of the model, word by word, and of torch's own cells; codes and words of small
languages are tables; the linear-Gaussian model is searched, integrated and differentiated.
"""

import functools
import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.distributions import Categorical, MultivariateNormal, Normal, kl_divergence

from labsupport.checks.sentences.derivations import data_and_codes
from labsupport.equations import Draw, Family, Function, World, finite, pick
from labsupport.equations.proofs import Proofs
from labsupport.models.linear_gaussian import LinearGaussian
from labsupport.models.sentence_vae import SentenceVAE, kl_weight

PROOFS = Proofs("chapters/sentences/theory.md")


@PROOFS.world("eq-sentences-decoder", "eq-sentences-masked")
def decoder(draw: Draw) -> World:
    """Four words, two of them padding of the second row: the model's own likelihood."""
    torch.manual_seed(draw.seed)
    model = SentenceVAE(9, 4, 5, 2).double().eval()
    words = 3 if draw.seed % 2 else 4
    x = torch.tensor([[5, 6, 2, 0] if words == 3 else [7, 4, 8, 2]])
    z = draw.normal(1, 2)
    with torch.no_grad():
        log_likelihood = model.decoder.log_likelihood(x, z)[0]
        state, last, each = model.decoder.first_state(z), torch.tensor([[3]]), []
        for place in range(4):
            log_probs, state = model.decoder.step(last, z, state)
            last = x[:, place : place + 1]
            each.append(log_probs[0, 0, last[0, 0]] if last[0, 0] else torch.tensor(-0.7).double())
    return World(
        {
            "p": Family({"x|z": lambda x, z: log_likelihood.exp()}),
            "x": 1.0, "z": z[0], "pi_": torch.stack(each).exp(), "T": words, "L": 4,
            "m_": (x[0] != 0).double(),
        },
        ranges={"t": 4},
    )  # fmt: skip


@PROOFS.world("eq-sentences-encoder")
def encoder(draw: Draw) -> World:
    """A layer in both directions; its states are those of torch's bidirectional network."""
    torch.manual_seed(draw.seed)
    network = nn.RNN(2, 3, batch_first=True, bidirectional=True).double()
    x = draw.normal(4, 2)
    with torch.no_grad():
        outputs, _ = network(x[None])
    forward, backward = outputs[0].chunk(2, -1)

    def cell(suffix: str) -> Function:
        w, v, b, c = (
            getattr(network, f"{name}_l0{suffix}").detach()
            for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        )
        return Function("x,h", lambda x, h: torch.tanh(w @ x + v @ h + b + c))

    t = 1 + draw.seed % 2
    return World(
        {
            "x_t": x[t], "f_t": forward[t], "f_t_minus_1": forward[t - 1], "b_t": backward[t],
            "b_t_plus_1": backward[t + 1], "f": cell(""), "b": cell("_reverse"),
        }
    )  # fmt: skip


def tables(draw: Draw, ignored: bool = False, exact: bool = False) -> tuple[dict, dict]:
    """Values and domains: one sentence, a code of three values, a posterior of any kind."""
    prior = draw.probabilities(3)
    likelihood = draw.uniform(0.1, 0.9, 3)
    if ignored:
        likelihood = likelihood[:1].expand(3)
    joint = prior * likelihood
    q = joint / joint.sum() if exact else draw.probabilities(3)
    values = {
        "q": Family({"z|x": lambda z, x: pick(q, z)}),
        "p": Family(
            {
                "x": lambda x: joint.sum(),
                "z": lambda z: pick(prior, z),
                "x|z": lambda x, z: pick(likelihood, z),
                "z|x": lambda z, x: pick(joint / joint.sum(), z),
            }
        ),
        "x": 1.0,
        "cal_L": (q * (joint.log() - q.log())).sum(),
    }
    return values, {"z": finite(torch.arange(3.0).double())}


@PROOFS.world("eq-sentences-bound", "eq-sentences-gap", "eq-sentences-bits")
def bound(draw: Draw) -> World:
    values, domains = tables(draw, exact=draw.seed == 2)
    return World(values, domains=domains, tight=frozenset({1}) if draw.seed == 2 else False)


@PROOFS.world("eq-sentences-ignored")
def ignored(draw: Draw) -> World:
    values, domains = tables(draw, ignored=True)
    return World(values | {"z": 1.0}, domains=domains)


def correlated(rho: Tensor) -> MultivariateNormal:
    return MultivariateNormal(
        torch.zeros(2).double(), torch.stack([torch.stack([rho / rho, rho]),
                                              torch.stack([rho, rho / rho])])
    )  # fmt: skip


@PROOFS.world("eq-sentences-information", "eq-sentences-price-of-two")
def two_words(draw: Draw) -> World:
    """Entropies by torch; the price is the mean of closed-form divergences of exact posteriors."""
    rho = draw.uniform(0.3, 0.9)
    model = LinearGaussian(rho.sqrt() * torch.ones(2, 1).double(), torch.zeros(2).double(), 1 - rho)
    joint = correlated(rho)
    # The KL is quadratic in x: two points on each axis of the covariance have its mean.
    values, axes = torch.linalg.eigh(joint.covariance_matrix)
    points = torch.cat(
        [axes.T * (2 * values).sqrt()[:, None], -axes.T * (2 * values).sqrt()[:, None]]
    )
    prior = MultivariateNormal(torch.zeros(1).double(), torch.eye(1).double())
    price = kl_divergence(model.posterior(points), prior).mean()
    alone = Normal(torch.zeros(()).double(), 1.0).entropy()
    return World({"H_x": alone, "H_y": alone, "H": joint.entropy(), "rho": rho, "K": price})


def mean_bound(w, a, t, v, s2, beta) -> Tensor:
    """The weighted bound of the linear model, by sums over points of x and of the noise.

    Everything is quadratic in them, so that two points of each, one deviation away, are exact.
    """
    w, a, t, s2 = (torch.as_tensor(part, dtype=torch.float64) for part in (w, a, t, s2))
    v = torch.as_tensor(v, dtype=torch.float64)
    x = v.sqrt() * torch.tensor([1.0, 1, -1, -1]).double()
    z = a * x + t.sqrt() * torch.tensor([1.0, -1, 1, -1]).double()
    log_likelihood = Normal(w * z, s2.sqrt(), validate_args=False).log_prob(x)
    q = Normal(a * x, t.sqrt().expand(4), validate_args=False)
    kl = kl_divergence(q, Normal(torch.zeros(4).double(), torch.ones(4).double()))
    return (log_likelihood - beta * kl).mean()


def best_given(w: Tensor, v: Tensor, s2: Tensor, beta: float) -> tuple[Tensor, Tensor]:
    """a and t at which the weighted bound of this w is largest, by Newton's method."""
    at = torch.stack([0.3 * w, torch.zeros(()).double()])
    for _ in range(30):

        def of(p: Tensor) -> Tensor:
            return mean_bound(w, p[0], p[1].exp(), v, s2, beta)

        slope = torch.autograd.functional.jacobian(of, at)
        if slope.abs().max() < 1e-13:
            break
        curvature = torch.autograd.functional.hessian(of, at)
        at = at - torch.linalg.solve(curvature - 1e-9 * torch.eye(2).double(), slope)
    return at[0], at[1].exp()


@PROOFS.world("q(z\\midx)")
def encoded(draw: Draw) -> World:
    a, t, x, z = draw.normal(), draw.positive(), draw.normal(), draw.normal()
    density = Normal(a * x, t.sqrt(), validate_args=False).log_prob(z).exp()
    return World({"q": Family({"z|x": lambda z, x: density}), "a": a, "t": t, "x": x, "z": z})


@PROOFS.world("eq-sentences-weighted", "t", "a", "u")
def weighted(draw: Draw) -> World:
    w, v, s = draw.uniform(0.4, 1.3), draw.positive(), draw.uniform(0.5, 0.9)
    beta = float(draw.uniform(0.4, 1.6))
    a, t = best_given(w, v, s**2, beta)
    return World(
        {
            "w": w, "a": a, "t": t, "v": v, "s": s, "beta": beta,
            "cal_L_beta": mean_bound(w, a, t, v, s**2, beta), "u": w / a,
        }
    )  # fmt: skip


@PROOFS.world("eq-sentences-weighted")
def anywhere(draw: Draw) -> World:
    w, a, t, v, s = draw.normal(), draw.normal(), draw.positive(), draw.positive(), draw.positive()
    return World(
        {
            "w": w, "a": a, "t": t, "v": v, "s": s, "beta": 0.6,
            "cal_L_beta": mean_bound(w, a, t, v, s**2, 0.6),
        }
    )  # fmt: skip


@functools.cache
def searched(seed: int) -> dict[str, Any]:
    """The best w by a golden-section search over w², each with its best encoder."""
    draw = Draw(seed)
    s, beta = draw.uniform(0.6, 0.9), float(draw.uniform(0.5, 1.5))
    factor = draw.uniform(1.5, 3.0) if draw.seed % 2 else draw.uniform(0.4, 0.8)
    v = factor * beta * s**2
    low, high = torch.zeros(()).double(), 2 * v
    golden = (math.sqrt(5) - 1) / 2

    def value(squared: Tensor) -> Tensor:
        """The bound at the best encoder, which is that of the same model with noise beta s²."""
        a, t = best_given(squared.sqrt(), v, s**2, beta)
        return mean_bound(squared.sqrt(), a, t, v, s**2, beta)

    for _ in range(60):
        first, second = high - golden * (high - low), low + golden * (high - low)
        if value(first) > value(second):
            high = second
        else:
            low = first
    best = (low + high) / 2 if factor > 1 else torch.zeros(()).double()
    a, t = best_given(best.sqrt() if factor > 1 else best, v, s**2, beta)
    kl = 0.5 * (a**2 * v + t - 1 - t.log())
    return {"w_star": best.sqrt(), "v": v, "beta": beta, "s": s, "KL_star": kl}


@PROOFS.world("eq-sentences-threshold", worlds=4)
def threshold(draw: Draw) -> World:
    return World(searched(draw.seed))


@PROOFS.world("eq-sentences-ridge", "u#2")
def ridge(draw: Draw) -> World:
    """The mean evidence of the linear-Gaussian model, from two points that have the variance v."""
    w, s, v = draw.normal(), draw.positive(), draw.positive()
    model = LinearGaussian(w.view(1, 1), torch.zeros(1).double(), s**2)
    x = torch.stack([v.sqrt(), -v.sqrt()])[:, None]
    return World(
        {
            "cal_L_star": model.log_evidence(x).mean(), "w": w, "s": s, "v": v,
            "u": model.weight.square().sum() + s**2,
        }
    )  # fmt: skip


@PROOFS.world("eq-sentences-saddle")
def saddle(draw: Draw) -> World:
    v, s, beta = draw.positive(), draw.positive(), float(draw.uniform(0.3, 1.5))

    def of(at: Tensor) -> Tensor:
        return mean_bound(at[0], at[1], torch.ones(()).double(), v, s**2, beta)

    curvature = torch.autograd.functional.hessian(of, torch.zeros(2).double())
    return World({"D": torch.linalg.det(curvature), "v": v, "s": s, "beta": beta})


@PROOFS.world("eq-sentences-anneal", worlds=4)
def annealed(draw: Draw) -> World:
    warmup, step = 40, (0, 13, 40, 90)[draw.seed]
    return World({"beta_t": kl_weight(step, warmup), "t": float(step), "W": float(warmup)})


@PROOFS.world("eq-sentences-drop", "I")
def dropped(draw: Draw) -> World:
    """Two words of three and four values; the second is given the first, or not."""
    joint = draw.probabilities(12).reshape(3, 4)
    first, second = joint.sum(1), joint.sum(0)
    alone = Categorical(probs=second).entropy()
    given = (first * Categorical(probs=joint / first[:, None]).entropy()).sum()
    information = (joint * (joint / torch.outer(first, second)).log()).sum()
    return World({"c": draw.uniform(0.2, 0.8), "H_1": given, "H_0": alone, "I": information})


@PROOFS.world("eq-sentences-free-bits")
def free(draw: Draw) -> World:
    mu, sigma = draw.normal(5, 3), draw.positive(5, 3)
    kl = kl_divergence(Normal(mu, sigma), Normal(0.0, 1.0)).mean(0)
    lam = kl.median() + 0.01
    larger = torch.stack([torch.max(each, lam) for each in kl])
    r = draw.normal()
    return World(
        {"cal_L_lam": r - larger.sum(), "R": r, "K_": kl, "lam": lam, "d": 3}, ranges={"j": 3}
    )


PROOFS.world("eq-sentences-price")(data_and_codes)


@PROOFS.world("eq-sentences-perplexity")
def perplexity(draw: Draw) -> World:
    """The geometric mean of the inverse probabilities of all words."""
    lengths = torch.tensor([2.0, 5.0, 3.0]).double()
    p = draw.uniform(0.01, 0.5, 3)
    value = (1 / p.prod()) ** (1 / lengths.sum())
    return World(
        {
            "P": value, "N": 3, "x_": torch.arange(3.0).double(), "T_": lengths,
            "p": Family({"x": lambda x: pick(p, x)}),
        },
        ranges={"n": 3},
    )  # fmt: skip


@PROOFS.world("eq-sentences-beam")
def beam(draw: Draw) -> World:
    """Log-probability of a beginning and one more word, as the product of all of them."""
    words, pi = draw.uniform(0.1, 0.9, 2, 3), draw.probabilities(2, 4)
    product = words.prod(1)[:, None] * pi
    return World(
        {"s_": words.log().sum(1), "pi_": pi, "S_": product.log()}, ranges={"i": 2, "j": 4}
    )


@PROOFS.world("eq-sentences-path")
def path(draw: Draw) -> World:
    z_1, z_2, t = draw.normal(3), draw.normal(3), draw.uniform(0.2, 0.8)
    return World({"z": torch.lerp(z_1, z_2, t), "z_1": z_1, "z_2": z_2, "t": t})
