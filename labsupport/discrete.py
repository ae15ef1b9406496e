"""Gradients for codes of bits: what lets the encoder of `models.binary_vae` learn.

Chapter ``binary_latents`` derives each estimator and compares bias, variance and cost. As in
`labsupport.estimators`, which holds the score function and leave-one-out, most return a *surrogate*
with the value of the bound and a gradient of its own. Relaxed bits are the exception: their value
is that of another bound. Everything is in nats.
"""

import math
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Independent

from labsupport import estimators, objectives
from labsupport.errors import InputError
from labsupport.estimators import Cost
from labsupport.models.binary_vae import bernoulli_kl, log_q

ESTIMATORS = (
    "score",
    "running",
    "learned",
    "leave_one_out",
    "vimco",
    "disarm",
    "measure_valued",
    "relaxed",
    "straight_through",
)


def vimco(log_w: Tensor, log_q: Tensor) -> Tensor:
    """The importance-weighted bound with the gradient of Mnih and Rezende (2016), shape (batch,).

    eq-binary_latents-vimco: beside the score of draw j stands the bound minus the same bound with
    w_j replaced by the geometric mean of the other weights. Unbiased for the bound of k draws.

    Args:
        log_w: log p(x, z) - log q(z | x) of draws that are held fixed, shape (k, batch), k >= 2;
            differentiable in the parameters of both.
        log_q: log q(z | x) of these draws, shape (k, batch).

    Raises:
        InputError: there is one draw only, which has no others.
    """
    k = len(log_w)
    if k < 2:
        raise InputError("a draw's signal needs other draws: choose k from 2 up")
    bound = objectives.iwae_bound(log_w)
    others = estimators.leave_one_out(log_w.detach())
    own = torch.eye(k, dtype=torch.bool, device=log_w.device).unsqueeze(-1)
    replaced = torch.where(own, others, log_w.detach())  # (k, k, batch): row j has no w_j
    signal = bound.detach() - (torch.logsumexp(replaced, 1) - math.log(k))
    return bound + (signal * (log_q - log_q.detach())).sum(0)


def antithetic_pair(logits: Tensor, n: int = 1) -> tuple[Tensor, Tensor]:
    """``n`` pairs of codes from one uniform number a bit, each of the shape ``(n, *logits.shape)``.

    eq-binary_latents-pair. Each code has the log-odds ``logits``; the two differ as often as they
    can.
    """
    u = torch.rand((n, *logits.shape), dtype=logits.dtype, device=logits.device)
    probability = torch.sigmoid(logits.detach())
    return (u < probability).to(logits.dtype), (1 - u < probability).to(logits.dtype)


def disarm(logits: Tensor, f: Cost, n: int = 1) -> Tensor:
    """Surrogate of the mean cost of antithetic pairs of codes (eq-binary_latents-disarm).

    Dong, Mnih and Tucker (2020), and Yin, Ho, Yan, Qian and Zhou (2020), who call it U2G.

    Args:
        logits: log-odds of the bits, shape ``(*batch, latent)``.
        f: cost of codes, ``(m, *batch, latent)`` -> ``(m, *batch)``, not a function of ``logits``;
            it is called once, with 2n codes. Its own parameters get their gradient.
        n: number of pairs.

    Returns:
        Shape ``(n, *batch)``; the value is the mean cost of each pair.
    """
    z, other = antithetic_pair(logits, n)
    cost, other_cost = f(torch.cat([z, other])).chunk(2)
    difference = (cost - other_cost).detach().unsqueeze(-1)
    slope = 0.5 * difference * (z - other) * torch.sigmoid(logits.detach().abs())
    return 0.5 * (cost + other_cost) + (slope * (logits - logits.detach())).sum(-1)


def relaxed_bits(logits: Tensor, temperature: float, n: int = 1) -> Tensor:
    """``n`` draws of numbers between 0 and 1, ``(n, *logits.shape)``, differentiable.

    eq-binary_latents-relaxed: the binary Concrete distribution (Maddison, Mnih and Teh, 2017; Jang,
    Gu and Poole, 2017). `torch.distributions.RelaxedBernoulli` is the same but where it clips the
    log-odds, which stops the gradient of bits that are nearly certain.
    """
    tiny = torch.finfo(logits.dtype).tiny  # log 0 would make a gradient of NaN
    u = torch.rand((n, *logits.shape), dtype=logits.dtype, device=logits.device).clamp_min(tiny)
    return torch.sigmoid((logits + u.log() - torch.log1p(-u)) / temperature)


def straight_through_bits(logits: Tensor, n: int = 1) -> Tensor:
    """``n`` codes, ``(n, *logits.shape)``, with the gradient of their probabilities.

    eq-binary_latents-straight; Bengio, Leonard and Courville (2013).
    """
    probability = torch.sigmoid(logits)
    z = torch.bernoulli(probability.detach().expand(n, *logits.shape))
    return z + (probability - probability.detach())


def objective(
    model: Any,
    x: Tensor,
    *,
    estimator: str = "disarm",
    k: int = 2,
    temperature: float = 0.5,
) -> Tensor:
    """What `training.fit` maximizes for a model of bits, shape (batch,).

    A model of bits z is one with ``infer(x)``, which returns q(z_j = 1 | x) and its log-odds, and
    ``log_joint(x, z)``: a `models.binary_vae.BinaryVAE`, or a `models.darn.DARN` by the score
    function or VIMCO.

    Choose by `functools.partial`. The value is the ELBO, estimated from k draws; that of
    ``"vimco"`` is the bound of k draws, and that of ``"relaxed"`` the ELBO of relaxed bits.

    Args:
        model: such a model; a BinaryVAE with a ``baseline`` for ``"learned"``, and any BinaryVAE
            for ``"running"`` and for relaxed bits.
        x: observations, shape (batch, pixels).
        estimator: one of `ESTIMATORS`. The first four are the score function without a baseline,
            with the mean cost of the steps before, with a network of x, and with leave-one-out.
        k: draws, and evaluations of the decoder, of each observation; even for ``"disarm"``, which
            takes pairs. ``"measure_valued"`` evaluates it 1 + 2 * latent times as often.
        temperature: of relaxed bits.

    Raises:
        InputError: there is no such estimator, ``k`` does not suit it, or the temperature is not
            positive.
    """
    if estimator not in ESTIMATORS:
        raise InputError(f"there is no estimator {estimator!r}: choose {', '.join(ESTIMATORS)}")
    least = 2 if estimator in ("leave_one_out", "vimco", "disarm") else 1
    if k < least or (estimator == "disarm" and k % 2):
        even = " and even" if estimator == "disarm" else ""
        raise InputError(
            f"for {estimator!r}, k is a number of draws from {least} up{even}, not {k}"
        )
    if not 0 < temperature < math.inf:
        raise InputError(f"the temperature is a number above 0, such as 0.5, not {temperature}")
    _, logits = model.infer(x)
    if estimator in ("relaxed", "straight_through"):
        relaxed = estimator == "relaxed"
        z = relaxed_bits(logits, temperature, k) if relaxed else straight_through_bits(logits, k)
        return (model.log_likelihood(x, z) - bernoulli_kl(logits)).mean(0)
    if estimator == "vimco":
        z = torch.bernoulli(torch.sigmoid(logits.detach()).expand(k, *logits.shape))
        log_q_z = log_q(z, logits)
        return vimco(model.log_joint(x, z) - log_q_z, log_q_z)

    def log_w(z: Tensor) -> Tensor:
        """The cost; q's parameters are constant in it, for there their gradient has mean 0."""
        return model.log_joint(x, z) - log_q(z, logits.detach())

    if not logits.requires_grad:  # in validation there is no gradient to estimate
        return objectives.elbo(model.log_w(x, k))
    if estimator == "disarm":
        return disarm(logits, log_w, k // 2).mean(0)
    q = Independent(Bernoulli(logits=logits, validate_args=False), 1, validate_args=False)
    if estimator == "measure_valued":
        return estimators.measure_valued(q, log_w, k).mean(0)
    if estimator == "learned":
        return _with_learned_baseline(q, log_w, k, model.predicted_cost(x))
    if estimator == "leave_one_out":
        return estimators.score_function(q, log_w, k, estimators.leave_one_out).mean(0)
    level = model.running_cost if estimator == "running" else 0.0
    return estimators.score_function(q, log_w, k, level).mean(0)


def _with_learned_baseline(q: Independent, log_w: Cost, k: int, predicted: Tensor) -> Tensor:
    """The baseline learns by least squares, in a term of value 0."""
    surrogate = estimators.score_function(q, log_w, k, predicted).mean(0)
    error = (surrogate.detach() - predicted).square()
    return surrogate - (error - error.detach())
