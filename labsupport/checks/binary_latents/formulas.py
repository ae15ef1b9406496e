"""The exercises of topic ``binary_latents`` that are formulas: divergence, sums, and signals."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks.counted import OVERFLOW
from labsupport.checks.declaration import SIDES, SUMS, Declaration
from labsupport.checks.inputs import Inputs


def bits_of(*drawn: Tensor) -> list[Tensor]:
    """Whole numbers as numbers of the first one's kind: codes, in which nobody differentiates."""
    return [d if d.is_floating_point() else d.to(drawn[0]) for d in drawn]


# --- bernoulli_kl


def bernoulli_kl(logits: Tensor) -> Tensor:
    """By the logarithms of both probabilities."""
    pi = logits.sigmoid()
    return (pi * F.logsigmoid(logits) + (1 - pi) * F.logsigmoid(-logits) + math.log(2)).sum(-1)


BERNOULLI_KL = Declaration(
    bernoulli_kl,
    lambda make, *shape: [make.normal(*shape) + 0.3],
    [(5, 3), (1, 4), (6, 1)],
    edits=SUMS
    + """
        + math.log(2) ->  # the log 2 is missing: this is minus the entropy of q
        + math.log(2) -> - math.log(2)  # log 2 is subtracted; add it
        return (pi * F.logsigmoid(logits) + (1 - pi) * F.logsigmoid(-logits)).sum(-1) + math.log(2)
            # log 2 counts once for each bit, and not once for each code
        + math.log(2) -> + 2 * math.log(2)  # log 2 stands for log ½ of both values:
            # its weights have the sum 1, not 2
        (1 - pi) * F.logsigmoid(-logits) + -> 0 +  # the term of z = 0 is missing
        pi * F.logsigmoid(logits) + (1 -> 0 + (1  # the term of z = 1 is missing
        return (-0.5 * F.logsigmoid(logits) - 0.5 * F.logsigmoid(-logits) - math.log(2)).sum(-1)
            # this is KL(p || q): the two arguments are swapped
        pi = logits  # the logits are taken for probabilities
        sum(-1) -> sum(-1) / math.log(2)  # the divergence is in bits; nats are not divided by log 2
        F.logsigmoid(-logits) -> F.logsigmoid(logits)  # the logarithm of 1 - π is that of π
        return ((1 - pi) * F.logsigmoid(logits) + pi * F.logsigmoid(-logits) + math.log(2)).sum(-1)
            # both logarithms have the weight of the other value
    """,
    hard={
        "for logits far from 0 the value or its gradient is wrong or not finite: stay with the "
        "logits, log π is F.logsigmoid(logits)": lambda make: [
            [torch.tensor([[45.0, -60.0], [-45.0, 90.0]]).double()],
            *([side * 1500 * make.normal(4, 3).abs()] for side in SIDES),
        ]
    },
    examples=[([[0.0]],), ([[1.0]],), ([[0.0, 2.0]],)],
)


# --- exact_gradient


def exact_gradient(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The sum of probability, cost and score."""
    pi = logits.sigmoid()
    q = torch.where(codes > 0.5, pi, 1 - pi).prod(-1)
    weighted = q * costs
    return weighted @ (codes - pi)


def every_code(make: Inputs, latent: int) -> list[Tensor]:
    """Logits, all codes, and a cost for each."""
    codes = torch.cartesian_prod(*[torch.arange(2)] * latent).reshape(-1, latent)
    codes = codes[torch.randperm(len(codes), generator=make.generator)]
    return [make.normal(latent) + 0.3, codes, make.uniform(0.5, 3.0, 2**latent)]


EXACT_GRADIENT = Declaration(
    exact_gradient,
    every_code,
    [(3,), (1,), (4,)],
    edits="""
        weighted = costs  # the codes are not weighted by q(z)
        weighted = q  # the costs are left out: this is the mean score, which is 0
        weighted = q.log() * costs  # log q(z) stands where q(z) belongs
        .prod(-1) -> .sum(-1)  # q(z) is the product over the bits; this is their sum
        @ (codes - pi) -> @ codes  # the score of a logit is z - π; this is z
        @ (codes - pi) -> @ (pi - codes)  # the score has the wrong sign
        @ (codes - pi) -> @ (codes - logits)  # the logits stand where π belongs in the score
        @ (codes - pi) -> @ ((codes - pi) / (pi * (1 - pi)))  # this is the gradient in π;
            # in the logits the score is z - π
        codes > 0.5, pi, 1 - pi -> codes > 0.5, 1 - pi, pi  # π and 1 - π are exchanged in q(z)
        1 - pi -> torch.ones_like(pi)  # q(z) has no factor for the bits that are 0
        return q @ costs  # this is the mean cost, not its gradient
        return (weighted @ (codes - pi)).sum()  # summed over the bits as well;
            # there is a derivative for each
        return (torch.where(codes > 0.5, pi, 1 - pi) * costs[:, None] * (codes - pi)).sum(0)
            # each bit has its own probability alone; q(z) is the product over all bits
        return (costs[:, None] * (codes - pi)).mean(0)  # the codes are averaged:
            # each counts with q(z), not with 1 / 2^latent
    """,
    given=bits_of,
    differentiable=False,
    hard={
        "for logits far from 0 it is wrong: a probability is rounded to 0, and 0 log 0 is NaN": (
            lambda make: [[90 * make.normal(3), *every_code(make, 3)[1:]]]
        ),
        "exp overflows for logits far from 0: log q(z) is the sum of z a - softplus(a)": (
            lambda make: [
                [torch.tensor([800.0, -900.0, 1000.0]).double(), *every_code(make, 3)[1:]]
            ]
        ),
    },
)


# --- leave_one_out


def leave_one_out(cost: Tensor) -> Tensor:
    """The sum without one, over k - 1."""
    others = cost.sum(0) - cost
    return others / (len(cost) - 1)


def several_costs(make: Inputs, k: int, batch: int) -> list[Tensor]:
    """Costs, none near 0."""
    return [make.uniform(0.3, 3.0, k, batch)]


LEAVE_ONE_OUT = Declaration(
    leave_one_out,
    several_costs,
    [(4, 3), (2, 2), (5, 1), (3, 6)],
    edits="""
        return cost.mean(0).expand_as(cost)  # this is the mean of all draws, the own one too:
            # that biases the gradient
        (len(cost) - 1) -> len(cost)  # the others are k - 1 draws; this divides by k
        return others  # this is the sum of the others; divide by k - 1
        cost.sum(0) - cost -> cost.sum(0).expand_as(cost)  # the own cost is not left out
        return -> return cost -  # this is the cost minus the baseline; return the baseline
        cost.sum(0) - cost -> cost.sum(-1, keepdim=True) - cost
            # the draws of the batch are left out; the k draws of one observation share
        cost.sum(0) - cost -> cost.sum(0) + cost  # the own cost is added; it should be left out
        (len(cost) - 1) -> (len(cost) - 2)  # divided by k - 2
        return cost.roll(1, 0)  # this is the cost of the draw before; the others are all k - 1
        cost.sum(0) - cost -> cost.sum() - cost; (len(cost) - 1) -> (cost.numel() - 1)
            # this is one mean over everything but the own cost; other observations have no say
    """,
    examples=[([[1.0], [3.0]],), ([[1.0], [2.0], [6.0]],)],
    differentiable=False,
    hard={
        "draws of the same cost as the own one are left out too": (
            lambda make: [[make.uniform(0.3, 3.0, 3).expand(4, 3)]]
        )
    },
)


# --- vimco_signal


def vimco_signal(log_w: Tensor) -> Tensor:
    """The bound, minus the bound without what is special about one draw."""
    k = len(log_w)
    bound = log_w.logsumexp(0)
    found = []
    for j in range(k):
        rest = torch.cat([log_w[:j], log_w[j + 1 :]])
        guess = rest.mean(0)
        others = torch.cat([rest, guess[None]]).logsumexp(0)
        found.append(bound - others)
    return torch.stack(found)


def scattered(make: Inputs, k: int, batch: int) -> list[Tensor]:
    """Log-weights, none near 0."""
    return [make.uniform(0.2, 3.2, k, batch)]


VIMCO_SIGNAL = Declaration(
    vimco_signal,
    scattered,
    [(4, 3), (2, 2), (5, 1), (3, 4)],
    edits="""
        rest.mean(0) -> rest.logsumexp(0) - math.log(k - 1)  # w_j is replaced by the arithmetic
            # mean of the others, as if it were left out; the geometric one is meant
        others = rest.logsumexp(0)  # w_j is left out and nothing put in its place,
            # and the sum divided by k
        rest.mean(0) -> log_w.mean(0)  # w_j is replaced by the mean of all draws, its own too
        guess = rest.sum(0)  # w_j is replaced by the sum of the others' logarithms; take their mean
        rest.mean(0) -> rest.sum(0) / (k - 2)  # the mean of the others' logarithms is over k - 1,
            # not k - 2, of them
        rest.mean(0) -> 0 * rest.mean(0)  # w_j is replaced by 1
        - others -> - math.log(k)  # this is the bound itself, the same factor for every draw
        bound - others -> others - math.log(k)  # this is the baseline;
            # the signal is the bound minus it
        bound - others -> others - bound  # the sign is wrong: the bound comes first
        bound - others -> bound - math.log(k) - others
            # the two bounds have another number of draws beneath: both have k
        bound - others -> log_w[j] - guess  # the signal is that of the ELBO:
            # log w_j minus the mean of the others
        bound - others -> log_w[j] - rest.logsumexp(0) + math.log(k - 1)
            # this is the log-weight minus the bound of the others
    """,
    differentiable=False,
    hard={
        OVERFLOW: lambda make: [
            [3 * make.normal(4, 2) + shift * unit]
            for unit in (torch.ones(4, 1), torch.eye(4)[:, :1])
            for shift in (2000.0, -2000.0)
        ]
    },
)


# --- disarm_gradient


def disarm_gradient(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Half the difference of the costs, signed, and scaled by the larger probability."""
    larger = logits.abs().sigmoid()  # of π and 1 - π
    difference = (cost - other_cost).unsqueeze(-1)
    return difference * (z - other) * larger / 2


def two_codes(make: Inputs, batch: int, latent: int) -> list[Tensor]:
    """Pairs of codes with their costs; some of the bits agree."""
    sign = make.uniform(-1.0, 1.0, batch, latent).sign()
    return [
        sign * make.uniform(0.3, 2.0, batch, latent),
        make.uniform(0.0, 1.0, batch, latent).round().long(),
        make.uniform(0.0, 1.0, batch, latent).round().long(),
        make.uniform(2.5, 4.0, batch),
        make.uniform(0.5, 2.0, batch),
    ]


DISARM_GRADIENT = Declaration(
    disarm_gradient,
    two_codes,
    [(6, 5), (1, 8), (8, 1), (3, 3)],
    edits="""
        larger / 2 -> larger  # the ½ in front is missing
        (z - other) -> (other - z)  # the difference of the bits has the wrong sign
        (z - other) -> (z - other).abs()  # the sign of the bits is lost: z - other is 1, 0 or -1
        (z - other) -> (2 * z - 1)  # bits that agree count as well: they say nothing
        (z - other) -> (z - logits.sigmoid())
            # the score z - π stands where the difference of the bits belongs
        (cost - other_cost) -> (cost + other_cost)  # the costs are added; subtract them
        (cost - other_cost) -> cost  # the cost of the second code is left out
        logits.abs() -> (-logits.abs())  # this is the smaller of π and 1 - π; σ(|a|) is the larger
        * larger / 2 -> / 2  # σ(|a|) is missing: this is leave-one-out of two draws,
            # which is biased for a pair
        larger = logits.abs()  # |a| stands where σ(|a|) belongs
        larger = logits.sigmoid() * (-logits).sigmoid()  # π (1 - π) stands where σ(|a|) belongs
        (z - other) * larger / 2 -> ((z - other) * larger / 2).sum(-1, keepdim=True)
            # summed over the bits; there is an estimate for each
        return (difference * (z - other) * larger / 2).mean(0)  # averaged over the batch:
            # return an estimate for each row
    """,
    given=bits_of,
    differentiable=False,
    hard={
        "exp overflows for logits far from 0: use torch.sigmoid": lambda make: [
            [1500 * make.normal(3, 2), *two_codes(make, 3, 2)[1:]]
        ]
    },
)
