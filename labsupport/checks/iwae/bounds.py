"""The exercises of topic ``iwae`` on the bound: from groups, in parts, and from both sides."""

import math

import torch
from torch import Tensor

from labsupport.checks.counted import OVERFLOW
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs


def far_weights(make: Inputs, k: int) -> list[Tensor]:
    """Log-weights that exp does not hold: all of them, one, or those of one column."""
    shifts = 2000 * torch.stack([torch.ones(k, 2), torch.eye(k)[:, :1].expand(k, 2)])
    column = torch.tensor([0.0, 2000.0]).expand(1, k, 2)
    return [3 * make.normal(k, 2) + s * shift for shift in [*shifts, *column] for s in (1, -1)]


# --- bound_of_groups


def bound_of_groups(log_w: Tensor, m: int) -> Tensor:
    """The mean over groups of the logarithm of the mean of each."""
    groups = log_w.unflatten(0, (len(log_w) // m, m))
    return (groups.logsumexp(1) - math.log(m)).mean(0)


def in_groups(make: Inputs, groups: int, m: int, batch: int) -> list[object]:
    """Log-weights that scatter enough for all means to differ."""
    return [make.uniform(0.2, 3.2, groups * m, batch), m]


BOUND_OF_GROUPS = Declaration(
    bound_of_groups,
    in_groups,
    [(3, 4, 2), (1, 3, 2), (5, 1, 3), (2, 2, 1), (2, 3, 4)],
    edits="""
        logsumexp(1) - math.log(m) -> logsumexp(1)  # the 1/m is missing: subtract log m
        - math.log(m) -> - math.log(len(log_w))  # log k is subtracted; a group has m draws
        - math.log(m) -> + math.log(m)  # log m is added; subtract it
        - math.log(m) -> - m  # m is subtracted, not its logarithm
        .mean(0) -> .sum(0)  # summed over the groups; take the mean
        .mean(0) -> .amax(0)  # the largest group counts; take the mean over the groups
        .mean(0) ->  # not averaged over the groups
        .mean(0) -> .mean()  # averaged over the batch as well; return one number per observation
        .mean -> .exp().mean  # exp of the bound is averaged; average the bounds
        groups = log_w.unflatten(0, (m, len(log_w) // m)).transpose(0, 1)
            # a group is m rows that follow each other, not every so-maniest row
        return (groups.softmax(1) * groups).sum(1).mean(0)
            # this is the sum of the shares times log w, which is not the bound
        return log_w.logsumexp(0) - math.log(len(log_w))  # all k draws are in one group;
            # this is the bound of k draws
        .mean(0) -> [0]  # this is the bound of the first group alone
        return log_w.mean(0)  # this is the mean of the logarithms, the ELBO, whatever m is
    """,
    hard={
        OVERFLOW: lambda make: [[log_w, 3] for log_w in far_weights(make, 6)],
        "exp becomes 0 where columns are far apart: each group of a column has its own largest": (
            lambda make: [[make.normal(6, 2) + torch.tensor([0.0, 2000.0]), 3]]
        ),
    },
)


# --- add_draws


def add_draws(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The logarithm of the mean of all, from the sums of both parts."""
    new = log_w.logsumexp(0)
    total = new.logaddexp(bound + math.log(k)) if k else new
    return total - math.log(k + len(log_w))


def more_draws(make: Inputs, k: int, m: int, batch: int) -> list[object]:
    """The bound of k draws, and m new log-weights."""
    return [make.uniform(0.2, 2.2, batch), k, make.uniform(0.2, 3.2, m, batch)]


ADD_DRAWS = Declaration(
    add_draws,
    more_draws,
    [(3, 4, 2), (1, 2, 3), (7, 1, 1), (500, 20, 2)],
    edits="""
        bound + math.log(k) -> bound  # the bound is a mean:
            # add log k to get the sum of the old weights
        bound + math.log(k) -> bound - math.log(k)  # log k is subtracted from the old bound; add it
        return total - math.log(k + len(log_w)) -> return total  # log(k + m) is not subtracted:
            # this is the sum of the weights
        total - math -> total + math  # log(k + m) is added; subtract it
        k + len -> len  # divided by m alone; there are k + m draws
        math.log(k + len(log_w)) -> math.log(k)  # divided by k alone; there are k + m draws
        math.log(k + len(log_w)) -> math.log(k + 1)  # the rows are counted as one draw; there are m
        k + len(log_w) -> k + log_w.shape[-1]  # 1/k is the number of rows, not of columns
        return (k * bound + len(log_w) * (new - math.log(len(log_w)))) / (k + len(log_w))
            # the two bounds are averaged; the logarithm belongs outside
        return torch.logaddexp(bound, new - math.log(len(log_w))) - math.log(2)
            # old and new count alike; they are k and m draws
        return new - math.log(len(log_w))  # the old draws are left out
        new = log_w.mean(0) + math.log(len(log_w))
            # the mean over the rows of log_w was taken before exp
    """,
    hard={
        "for k = 0 the old bound, whatever it is, does not count: log 0 is -infinity": (
            lambda make: [
                [torch.full((2,), nothing).double(), 0, 3 * make.normal(4, 2)]
                for nothing in (0.0, -math.inf, math.inf)
            ]
        ),
        OVERFLOW: lambda make: [[log_w[0], 3, log_w] for log_w in far_weights(make, 4)],
    },
)


# --- sandwich


def sandwich(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The bound, and the one with another first draw."""
    k = len(log_w)
    lower = log_w.logsumexp(0) - math.log(k)
    replaced = torch.vstack((log_w_exact, log_w[1:]))
    upper = replaced.logsumexp(0) - math.log(k)
    return lower, upper


def two_kinds(make: Inputs, k: int, batch: int) -> list[Tensor]:
    """Weights of both kinds of draws; the exact one's are the larger."""
    return [make.uniform(0.2, 3.2, k, batch), make.uniform(3.0, 4.0, batch)]


SANDWICH = Declaration(
    sandwich,
    two_kinds,
    [(4, 3), (1, 2), (2, 1), (5, 2)],
    results=("the lower bound", "the upper bound"),
    edits="""
        - math.log(k) =>  # the 1/k is missing: subtract log k
        upper = replaced.logsumexp(0) - math.log(max(k - 1, 1))
            # the sum over the other draws has k - 1 of them, but the mean is over k
        return lower, lower  # both are the lower bound: the posterior's draw is not used
        return upper, upper  # both are the upper bound
        replaced = log_w[1:]  # the first draw is left out, and nothing put in its place
        upper = torch.vstack((log_w_exact, log_w)).logsumexp(0) - math.log(k + 1)
            # the posterior's draw is one too many: it replaces the first
        replaced = torch.vstack((log_w_exact, log_w))  # the posterior's draw is added,
            # and the sum divided by k; it replaces the first
        replaced = torch.vstack((log_w[:-1], log_w_exact))  # it is the first draw that is replaced,
            # not the last
        return upper, lower  # the two results are in the wrong order: the lower one comes first
        return lower, log_w_exact  # the upper one is the weight of the posterior's draw alone
        return lower, torch.logaddexp(log_w_exact, lower)  # the two weights are added,
            # not put side by side
        return log_w.mean(0), replaced.mean(0)  # both estimates are the mean of the logarithms
        return lower, torch.maximum(lower, log_w_exact)  # the second is the larger of the two,
            # which need not be an upper bound
    """,
    hard={
        OVERFLOW: lambda make: [[log_w, log_w[0] + 1] for log_w in far_weights(make, 4)],
        "by chance the upper one may be below the lower one; it stays as it is": lambda make: [
            [make.normal(4, 2), make.normal(2) - 5]
        ],
        "a large weight is taken out of the sum by a difference: sum the others": lambda make: [
            [make.normal(4, 2) + 60 * torch.eye(4)[:, :1], make.normal(2)]
        ],
    },
)
