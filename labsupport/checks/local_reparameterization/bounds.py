"""The exercises of topic ``local_reparameterization`` on the estimate of the bound."""

import torch
from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

# --- sgvb


def sgvb(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The scaled sum of the log-likelihoods, minus the divergence, once."""
    m = log_p.shape[1]
    return n / m * log_p.sum(1) - kl


def a_minibatch(make: Inputs, k: int, batch: int, n: int) -> list[object]:
    """Log-likelihoods, which are negative, and a divergence."""
    return [-make.uniform(0.2, 3.2, k, batch), make.uniform(3.0, 5.0), n]


SGVB = Declaration(
    sgvb,
    a_minibatch,
    [(3, 4, 30), (1, 5, 60), (4, 1, 7), (2, 6, 6)],
    edits="""
        return n / m * (log_p.sum(1) - kl)  # the divergence is scaled by n over the size of the
            # minibatch; it is that of all weights, once for all data
        - kl -> - n * kl  # the divergence is multiplied by n; it is there once for all data
        - kl -> + kl  # the divergence is added; subtract it
        - kl ->  # the divergence is missing
        return log_p.mean(1) - kl / n  # this is the bound for one example, divided by n;
            # return that of all data
        n / m * -> 1 / m *  # the mean of the minibatch is not multiplied by n,
            # though the divergence is that of all
        n / m * ->  # the log-likelihoods are summed over the minibatch alone;
            # scale them to all n examples
        n / m * -> n / m / m *  # the mean over the minibatch is divided by its size once more
        n / m * -> n *  # the sum is multiplied by n, and not divided by the size of the minibatch
        n / m * -> m / n *  # n and the size of the minibatch are exchanged in the factor
        - kl -> - kl / n  # the divergence is divided by n while the rest is scaled to n examples
        return (n / m * log_p.sum(1) - kl).mean()  # averaged over the draws as well;
            # return one estimate for each
        sum(1) -> sum(0)  # summed over the draws; the examples of the minibatch are the second axis
        n / m * -> n / len(log_p) *  # the number of draws is taken for the size of the minibatch
        n / m * -> -n / m *  # the sign of the log-likelihoods is wrong
    """,
)


# --- variance_parts


def variance_parts(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """From the diagonal of the covariance matrix, and from the rest of it."""
    m = values.shape[1]
    centred = values - values.mean(0)
    covariance = centred.mT @ centred / (len(values) - 1)
    scale = (n / m) ** 2
    own = covariance.diagonal().sum()
    shared = covariance.sum() - own
    return scale * own, scale * shared


def related_values(make: Inputs, repetitions: int, m: int, n: int) -> list[object]:
    """Values that share some of their noise, with different variances."""
    common = make.normal(repetitions, 1)
    return [1.5 + 0.8 * common + make.uniform(0.4, 1.6, m) * make.normal(repetitions, m), n]


def far_values(make: Inputs) -> list[object]:
    """Float32 values with the mean 512, in sixteenths, so that float32 holds it exactly."""
    half = (make.normal(4, 3).float() * 16).round() / 16
    return [torch.cat([512 + half, 512 - half]), 5]


VARIANCE_PARTS = Declaration(
    variance_parts,
    related_values,
    [(12, 4, 30), (2, 3, 5), (9, 1, 4), (20, 2, 2)],
    results=("the part of the variances", "the part of the covariances"),
    edits="""
        shared = (covariance.sum() - own) / 2  # each pair counts twice, as Cov[L_i,
            # L_j] and as Cov[L_j, L_i]: the factor 2 is lost
        shared = 2 * (covariance.sum() - own)  # the pairs are counted four times, not twice
        - own ->  # the variances are in the second part as well; it has the covariances alone
        shared = (covariance.sum() - own) / (m * max(m - 1, 1))  # one covariance is returned;
            # add up those of all pairs
        (n / m) ** 2 -> n / m  # n / M is not squared
        (n / m) ** 2 -> n**2 / m  # the factor has n squared over M; M is squared too
        (n / m) ** 2 -> 1.0  # the factor (n / M)² is missing
        (n / m) ** 2 -> 1 / m**2  # the factor has 1 / M² alone: n² is missing
        (n / m) ** 2 -> n**2  # the factor has n² alone: divide by M²
        (len(values) - 1) -> len(values)  # the degrees of freedom are the repetitions;
            # they are one less
        centred = values  # the means are not subtracted: these are second moments
        values.mean(0) -> values.mean()  # one mean is subtracted from all; each column has its own
        own = covariance.diagonal().sqrt().sum()  # standard deviations are added up; add variances
        return (scale * own).sqrt(), (scale * shared).abs().sqrt()
            # the standard deviation is returned
        own = covariance.diagonal().mean()  # the first part is that of one example:
            # add up all variances
        return scale * shared, scale * own  # the two parts are exchanged
        return scale * (own + shared), scale * shared  # the first part is the whole variance;
            # it has the variances alone
        return scale * own, -scale * shared  # the covariances have the wrong sign
        centred = values - values.mean(1, keepdim=True)
            # the deviations are taken over the examples; the repetitions are the first axis
    """,
    differentiable=False,
    hard={
        "covariances may be negative: nothing is cut off at 0": lambda make: [
            [make.normal(9, 1) * torch.tensor([1.0, -1.0]) + 0.1 * make.normal(9, 2), 5]
        ],
        "for values far from 0 rounding errors are left: subtract the means before the products": (
            lambda make: [far_values(make)]
        ),
    },
)
