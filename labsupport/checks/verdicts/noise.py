"""Statistical verdicts on random draws, for any generator and any order of draws.

Every statistic is (nearly) standard normal for a right answer, and may reach ``SIGMAS`` = 6.5 in
either direction. Each states how often a right answer exceeds that, see
`labsupport.checks.verdicts.rates`; ``python -m benchmarks.false_alarms`` adds it up.
"""

import itertools

import torch
from torch import Tensor

from labsupport.checks.compare import Verdict
from labsupport.checks.verdicts import rates
from labsupport.checks.verdicts.rates import SIGMAS

# No gradient at all: what cuts it cannot be told from outside, so all of it is named.
CUT = (
    "no gradient can flow back: .sample() cuts it, as .detach() and torch.no_grad() do; draw with "
    ".rsample(), or make the noise with torch.randn_like and move it"
)
ZERO = (
    "the gradient is 0 everywhere: torch.normal(mean, std) cuts it; make the noise with "
    "torch.randn_like and move it, or use .rsample()"
)
WITHIN_ONE_SIGMA = 0.6826894921370859  # P(|e| < 1) for e ~ N(0, 1)


def standard_normal(noise: Tensor) -> Verdict:
    """Whether ``noise`` (draws, ..., latent) looks like independent N(0, 1) everywhere."""
    noise = noise.detach().double()
    to_first = noise - noise[..., :1]
    noise = noise.flatten(1)
    draws, entries = noise.shape
    scale = draws**0.5
    if not torch.isfinite(noise).all():
        return "the draws have NaN or infinity in them"
    spread = noise.std()
    if spread < 1e-3:
        return "no noise: all the draws are the same"
    if noise.std(0).max() < 1e-3 * spread:
        return "the same noise is used for the whole batch; each row needs its own"
    if entries > 1 and to_first.abs().max() < 1e-3 * spread:
        return "one number of noise is shared by all latent dimensions; each needs its own"
    if not within(noise.mean(0) * scale, entries * rates.gaussian()):
        return "the noise does not have mean 0; draw it with torch.randn"
    if not within((noise.var(0) - 1) * (draws / 2) ** 0.5, entries * rates.variance(draws)):
        return "the draws do not have the right variance"
    inside = (noise.abs() < 1).double().mean(0) - WITHIN_ONE_SIGMA
    inside = inside * scale / (WITHIN_ONE_SIGMA * (1 - WITHIN_ONE_SIGMA)) ** 0.5
    if not within(inside, entries * rates.share(draws, WITHIN_ONE_SIGMA)):
        return "the noise is not Gaussian; draw it with torch.randn"
    for i, j in itertools.combinations(range(entries), 2):
        if not within((noise[:, i] * noise[:, j]).mean() * scale, rates.products(draws)):
            return "the noise of some entries depends on that of others; each needs its own"
    if not within((noise[1:] * noise[:-1]).mean(0) * scale, entries * rates.neighbours(draws)):
        return "the noise of neighbouring rows is not independent"
    return None


def bernoulli(draws: Tensor, means: Tensor) -> Verdict:
    """Whether ``draws`` (n, pixels) look like independent Bernoulli(``means``)."""
    draws, means = draws.double(), means.double()
    if torch.equal(draws, (means > 0.5).double()) and means.std() > 1e-3:
        return "the draws are the means rounded to 0 or 1; draw each pixel with torch.bernoulli"
    if torch.equal(draws, draws[:1].expand_as(draws)) and means.std(0).max() > 1e-3:
        return "all the images are one draw, repeated; draw each from its own means"
    error, variance = draws - means, means * (1 - means)
    if not scores_within(error, variance):
        return "the draws do not have the means as their probabilities"
    tilt = means - 0.5
    if not scores_within(error * tilt, variance * tilt**2):
        return "the draws do not belong to the means: use the same z for both"
    for i, j in itertools.combinations(range(means.shape[1]), 2):
        if not scores_within(error[:, i] * error[:, j], variance[:, i] * variance[:, j]):
            return "the pixels of an image are not drawn independently"
    # Products of neighbours are uncorrelated; they are taken for independent.
    if not scores_within(error[1:] * error[:-1], variance[1:] * variance[:-1]):
        return "the images are not drawn independently"
    return None


def within(statistics: Tensor, rate: float) -> bool:
    """Whether all standard normal statistics stay below the limit.

    Args:
        statistics: the statistics.
        rate: how often one of them exceeds it for a right answer, at most.
    """
    rates.state(rate)
    return bool((statistics.abs() <= SIGMAS).all())


def scores_within(errors: Tensor, variances: Tensor) -> bool:
    """Whether the sums of bounded ``errors`` (n, ...) with these variances stay below the limit."""
    total = variances.sum(0)
    return within(errors.sum(0) / total.clamp_min(1e-12).sqrt(), rates.bounded(total))
