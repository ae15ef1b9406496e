"""The exercises of topic ``iwae`` on the gradient: shares, surrogates, signal and noise."""

import math

import torch
from torch import Tensor

from labsupport.checks.counted import OVERFLOW
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.iwae.bounds import far_weights
from labsupport.checks.slopes import Slopes


def log_weights(make: Inputs, k: int, batch: int) -> list[Tensor]:
    """Log-weights, none near 0."""
    return [make.uniform(0.2, 3.2, k, batch)]


# --- shares


def shares(log_w: Tensor) -> Tensor:
    """exp over its sum."""
    weights = (log_w - log_w.amax(0)).exp()
    return weights / weights.sum(0)


SHARES = Declaration(
    shares,
    log_weights,
    [(5, 3), (1, 4), (7, 1), (2, 6)],
    edits="""
        return torch.softmax(log_w, -1)  # normalized over the batch;
            # the k draws of one observation share
        return weights / weights.sum()  # normalized over everything; each column has the sum 1
        .sum -> .mean  # divided by the mean: these have the mean 1, and should have the sum 1
        sum(0) -> sum(0) / len(log_w)  # divided by the sum and by k; the sum should be 1
        return weights / weights.amax(0)  # divided by the largest, not by the sum
        return log_w.exp()  # not normalized
        weights = (log_w.amin(0) - log_w).exp()  # the worst draws weigh the most:
            # the sign of log_w is wrong
        return log_w / log_w.sum(0)  # the logarithms are normalized; exp is missing
        return log_w - log_w.logsumexp(0)  # this is the logarithm of the shares
    """,
    hard={
        "exp overflows or becomes 0 for log_w far from 0: subtract the largest first": (
            lambda make: [[3 * make.normal(6, 2) + shift] for shift in (2000.0, -2000.0)]
        ),
        "exp overflows or becomes 0 where weights are far apart: subtract each column's largest": (
            lambda make: [[log_w] for log_w in far_weights(make, 6)]
        ),
    },
)


# --- bound_gradient


def bound_gradient(log_w: Tensor, gradients: Tensor) -> Tensor:
    """The sum of the shares times the gradients."""
    weights = (log_w - log_w.amax(0)).exp()
    share = weights / weights.sum(0)
    return (share[..., None] * gradients).sum(0)


def with_gradients(make: Inputs, k: int, batch: int, d: int) -> list[Tensor]:
    """Log-weights and their gradients, positive so that no sum cancels."""
    return [*log_weights(make, k, batch), make.uniform(0.5, 2.5, k, batch, d)]


BOUND_GRADIENT = Declaration(
    bound_gradient,
    with_gradients,
    [(5, 3, 2), (1, 2, 3), (4, 1, 1), (3, 4, 1)],
    edits="""
        return gradients.mean(0)  # all draws count alike: this is the gradient of the ELBO
        gradients).sum(0) -> gradients).mean(0)
            # averaged over the draws although the shares have the sum 1: sum
        weights.sum -> weights.mean  # the shares have the mean 1, and are summed: k times too large
        share[..., None] * -> share[..., None] ** 2 *  # the shares are squared;
            # that is the doubly reparameterized one
        weights = (log_w.amin(0) - log_w).exp()  # the worst draws weigh the most:
            # the sign of log_w is wrong
        share = log_w.exp()  # weighed by the weights, which are not normalized
        share = torch.softmax(log_w, -1)  # the shares are normalized over the batch;
            # they are shares of the k draws
        share = log_w  # weighed by log_w, not by the shares
        return (share[..., None] * gradients).amax(0)
            # the largest of the weighted gradients is taken; sum them
        return ((log_w == log_w.amax(0))[..., None] * gradients).sum(0)
            # only the best draw counts; all do, by their shares
    """,
    differentiable=False,
    hard={OVERFLOW: lambda make: [[log_w, make.normal(6, 2, 3)] for log_w in far_weights(make, 6)]},
)


# --- doubly_reparameterized


def doubly_reparameterized(log_w: Tensor) -> Tensor:
    """The bound's value with the gradient of the squared shares."""
    share = torch.softmax(log_w, 0).detach()
    surrogate = (share**2 * log_w).sum(0)
    return log_w.logsumexp(0).detach() - math.log(len(log_w)) + (surrogate - surrogate.detach())


# Each leaves the value as it is.
GRADIENTS = """
    share**2 -> share  # the shares in the gradient are not squared: this is that of the bound
    share = torch.softmax(log_w, 0)  # the shares move: hold them constant, by .detach()
    share**2 -> share**3  # the shares in the gradient have the power 3; it is 2
    share**2 -> (share - share**2)  # the gradient has share minus share squared:
        # that is the wake phase's
    share**2 -> 2 * share**2  # the gradient is twice what it should be
    share**2 -> 0.5 * share**2  # the gradient is half of what it should be
    (surrogate - surrogate.detach()) -> (surrogate.detach() - surrogate)
        # the gradient has the wrong sign
    log_w.logsumexp(0).detach() -> log_w.logsumexp(0)  # the gradient of the bound is added:
        # stop it, by .detach()
    torch.softmax(log_w, 0) -> torch.softmax(log_w, -1)
        # the shares of the gradient are normalized over the batch; they are those of the draws
    share = torch.softmax(-log_w, 0).detach()  # the gradient weighs the worst draws the most
    sum(0) -> sum()  # the surrogate is summed over the batch as well; one for each column
    .sum -> .mean  # the gradient is averaged over the draws; sum
"""


DOUBLY_REPARAMETERIZED = Declaration(
    doubly_reparameterized,
    log_weights,
    [(4, 3), (1, 2), (6, 1), (2, 5)],
    edits="""
        return surrogate  # the value is the surrogate's, not that of the bound
        return (share * log_w).sum(0)  # the value is the sum of the shares times log w,
            # which is not the bound
        (surrogate - surrogate.detach()) -> (-surrogate.detach())  # the surrogate is missing,
            # and its value is subtracted
        (surrogate - surrogate.detach()) -> surrogate  # the surrogate's value is added:
            # subtract it again, with .detach()
        - math.log(len(log_w)) + (surrogate -> + (surrogate  # the 1/k is missing: subtract log k
        - math.log(len(log_w)) -> + math.log(len(log_w))  # log k is added; subtract it
    """,
    hard={OVERFLOW: lambda make: [[log_w] for log_w in far_weights(make, 6)]},
    also=[
        Slopes(
            doubly_reparameterized,
            lambda make: log_weights(make, 4, 3),
            {"log_w": "the square of the share"},
            GRADIENTS,
        )
    ],
)


# --- signal_to_noise


def signal_to_noise(gradients: Tensor) -> Tensor:
    """Absolute mean over standard deviation."""
    centred = gradients - gradients.mean(0)
    variance = centred.square().sum(0) / (len(gradients) - 1)
    return gradients.mean(0).abs() / variance.sqrt()


def estimates(make: Inputs, n: int, d: int) -> list[Tensor]:
    """Gradients with means of both signs."""
    sign = 1 - 2 * (torch.arange(d) % 2)
    return [make.normal(n, d) + 1.5 * sign.to(make.dtype)]


SIGNAL_TO_NOISE = Declaration(
    signal_to_noise,
    estimates,
    [(9, 3), (2, 2), (30, 1), (5, 4)],
    edits="""
        variance.sqrt() -> variance  # the variance stands where its square root belongs
        (len(gradients) - 1) -> len(gradients)  # the standard deviation has n degrees of freedom;
            # n - 1 are meant
        return variance.sqrt() / gradients.mean(0).abs()  # this is noise over signal
        / variance.sqrt() -> / variance.sqrt() * math.sqrt(len(gradients))
            # this is the mean over its own standard error: n has no place here
        centred = gradients  # the mean is not subtracted in the deviation
        / variance.sqrt() ->  # this is the mean alone: divide by the standard deviation
        return variance.sqrt()  # this is the standard deviation alone
        return gradients.mean(-1).abs() / gradients.std(-1, correction=0)
            # taken over the parameters; take it over the n estimates
        / variance.sqrt() -> / gradients.std()  # the deviation is that of all parameters together
    """,
    differentiable=False,
    hard={
        "for means far larger than the spread rounding errors are left: subtract the mean first": (
            lambda make: [[(512 + make.normal(8, 2)).float()]]
        ),
        "for tiny gradients it is wrong: is something added to the standard deviation?": (
            lambda make: [[1e-7 * estimates(make, 6, 2)[0]]]
        ),
    },
)
