"""Statistical verdicts on random draws, for any generator and any order of draws.

Every statistic is (nearly) standard normal for a right answer, and may reach ``SIGMAS`` = 6.5 in
either direction. Each states how often a right answer exceeds that, see
`labsupport.checks.rates`; ``python -m benchmarks.false_alarms`` adds it up.
"""

import itertools
import math
from collections.abc import Callable

import torch
from torch import Tensor

from labsupport.checks import evidence, rates
from labsupport.checks.compare import Verdict
from labsupport.checks.rates import FAR, SIGMAS

# No gradient at all: what cuts it cannot be told from outside, so all of it is named.
CUT = (
    "no gradient can flow back: .sample() cuts it, as .detach() and torch.no_grad() do; draw with "
    ".rsample(), or make the noise with torch.randn_like and move it"
)
ZERO = (
    "the gradient is 0 everywhere: torch.normal(mean, std) cuts it; make the noise with "
    "torch.randn_like and move it, or use .rsample()"
)
OFF_CENTRE = "the noise does not have mean 0; draw it with torch.randn"
NOT_GAUSSIAN = (
    "the noise is not Gaussian; draw it with torch.randn, and leave it as it is (unclipped)"
)
REPEATED = "the noise of some rows depends on that of others; each needs its own"
TOO_EVEN = (
    "the noise is more regular than independent draws are: is it standardized over the batch, or "
    "spread over a grid?"
)
ENOUGH = 200  # draws, for what only many draws show
# Variances of sums of products that are nearly Gaussian, for factors that are, and bounded ones.
LEAST, LEAST_BOUNDED = 200.0, 30.0
# Of characteristic functions, and the standard deviations that are allowed at each.
FREQUENCIES, WAVES = (1.0, 2.0, 3.0), 7.5


def standard_normal(noise: Tensor, centred: bool = False) -> Verdict:
    """Whether ``noise`` (draws, ..., latent) looks like independent N(0, 1) everywhere.

    Args:
        noise: the draws.
        centred: whether their mean was taken off because the right one is not known.
    """
    sentence = _standard_normal(noise, centred)
    if sentence is not None:
        evidence.draws(noise)
    return sentence


def _standard_normal(noise: Tensor, centred: bool) -> Verdict:
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
        return "one number of noise is shared by all entries of a row; each needs its own"
    if not within(noise.mean(0) * scale, entries * rates.gaussian()):
        return OFF_CENTRE
    if not within((noise.var(0) - 1) * (draws / 2) ** 0.5, entries * rates.variance(draws)):
        return "the draws do not have the right variance"
    if not centred and even(noise.view(draws, *to_first.shape[1:])):
        return TOO_EVEN
    if not gaussian(noise):
        return NOT_GAUSSIAN
    for i, j in itertools.combinations(range(entries), 2):
        if not within((noise[:, i] * noise[:, j]).mean() * scale, rates.products(draws)):
            return "the noise of some entries depends on that of others; each needs its own"
    if not within((noise[1:] * noise[:-1]).mean(0) * scale, entries * rates.neighbours(draws)):
        return "the noise of neighbouring rows is not independent"
    if not unrelated(noise, torch.ones_like(noise), rates.lagged, LEAST):
        return REPEATED
    return None


def even(noise: Tensor) -> bool:
    """Whether ``noise`` (draws, ..., latent) is more regular than independent N(0, 1) are."""
    if len(noise) < ENOUGH:
        return False
    entries, scale = noise[0].numel(), noise.numel() ** 0.5
    for means in (noise.mean(0).flatten(), noise.flatten(0, -2).mean(0)):
        if len(means) > 1:  # one mean alone may be small by chance
            rates.state(1e-10)
            if bool((means.abs() * scale < 1e-5).all()):
                return True
    rates.state(4e-8)
    if abs(noise.mean()) * scale < 5e-6 and abs(noise.var() - 1) * scale < 0.01:
        return True
    # Kolmogorov's distribution gives 1.4e-11 with its correction for 200 draws.
    rates.state(2e-11 * (entries + 1))
    columns = noise.flatten(1)
    near = [distance(columns).min() * len(columns) ** 0.5]
    near.append(distance(columns.reshape(-1, 1)).min() * columns.numel() ** 0.5)
    return bool(min(near) < 0.2)


def gaussian(noise: Tensor) -> bool:
    """Whether ``noise`` (draws, entries) is Gaussian: each entry, and all of them together.

    The distance of the distribution functions (for its bound see Massart, 1990), the largest and
    the variance of all, and the characteristic function at `FREQUENCIES`: tails and skewness.
    """
    together = noise.reshape(-1, 1)
    for columns in (noise, together):
        n, entries = columns.shape
        limit = (math.log(2 / rates.gaussian()) / (2 * n)) ** 0.5
        if not within(distance(columns) / limit * SIGMAS, entries * rates.gaussian()):
            return False
    n = len(together)
    rates.state(1e-10)  # that all of them are nearer than this
    if bool((2 * torch.special.ndtr(-together.abs()) > 23 / n).all()):
        return False
    if not within((together.var() - 1) * (n / 2) ** 0.5, rates.variance(n)):
        return False
    for t in FREQUENCIES:
        mean, double = math.exp(-(t**2) / 2), math.exp(-2 * t**2)
        waves = torch.cat([(t * together).cos() - mean, (t * together).sin()], 1)
        variances = waves.new_tensor([(1 + double) / 2 - mean**2, (1 - double) / 2])
        total = n * variances / 4
        rates.state(rates.bounded(total, WAVES))
        if bool((waves.sum(0).abs() / 2 > WAVES * total.sqrt()).any()):
            return False
    return True


def distance(columns: Tensor) -> Tensor:
    """Kolmogorov's distance of each of the ``columns`` (n, entries) from N(0, 1)."""
    n = len(columns)
    at = torch.special.ndtr(columns.sort(0).values)
    steps = torch.arange(n + 1, dtype=at.dtype)[:, None] / n
    return torch.maximum((at - steps[:-1]).amax(0), (steps[1:] - at).amax(0))


def unrelated(
    errors: Tensor, variances: Tensor, rate: Callable[[Tensor], float], least: float
) -> bool:
    """Whether no row of ``errors`` (n, entries), nor one entry, repeats or mirrors another.

    Every distance up to half of them is looked at, entries in the order of rows and of columns;
    the products at each may add up to `FAR` standard deviations.

    Args:
        errors: with mean 0.
        variances: of the errors, of the same shape.
        rate: from the variances of the sums of products, how often one of them is farther.
        least: variance of a sum that is looked at.
    """
    lines = [(errors.reshape(-1), variances.reshape(-1)), (errors.T.reshape(-1), variances.T)]
    sums, totals = [], []
    for e, v in ((e, v.reshape(-1)) for e, v in lines):
        sums += [_lagged(e), (e * e.flip(0)).sum()[None] / 2]
        totals += [_lagged(v), (v * v.flip(0)).sum()[None] / 2]
    sums.append((errors * errors.flip(0)).sum()[None] / 2)  # mirrored
    totals.append((variances * variances.flip(0)).sum()[None] / 2)
    total = torch.cat(totals)
    enough = total > least
    rates.state(rate(total[enough]))
    return bool((torch.cat(sums)[enough].abs() <= FAR * total[enough].sqrt()).all())


def _lagged(line: Tensor) -> Tensor:
    """Sums of the products of numbers that are 1, 2, ... up to n/2 places apart."""
    n = len(line)
    spectrum = torch.fft.rfft(line, 2 * n)
    return torch.fft.irfft(spectrum.abs() ** 2, 2 * n)[1 : n // 2 + 1]


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
    if not unrelated(error, variance, lambda total: rates.bounded(total, FAR), LEAST_BOUNDED):
        return "some images or pixels repeat the draws of others; draw each for itself"
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
