"""Verdicts on ``rejection_sample`` of topic ``monte_carlo``: the draws, and the acceptance rate."""

import math
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.distributions import Distribution, Normal

from labsupport.checks import noise, numbers, rates
from labsupport.checks.compare import DIFFER, Verdict, compare
from labsupport.checks.edits import mistakes
from labsupport.checks.estimator import pair
from labsupport.checks.inputs import Inputs
from labsupport.checks.monte_carlo.integrals import ZERO, normal
from labsupport.checks.numbers import Function
from labsupport.checks.recorder import Recorder, fresh_points, from_distribution

NOT_A_SHARE = "the acceptance rate: it is not the accepted draws over all proposals"
WRONG_DRAWS = "the draws do not have the distribution of p: "
ACCEPT = "accept x with probability p(x) / (c q(x)), with a new uniform number for each x"
NOTHING_REJECTED = "the draws come from q: nothing is rejected"
ONE_UNIFORM = (
    "one uniform number decides about all the proposals of a batch: draw a new uniform number for "
    "each x"
)


def log_accepted(log_p: Tensor, log_q: Tensor, log_c: float) -> Tensor:
    """The logarithm of the probability to accept, where it is not above 0."""
    return log_p - log_q - log_c


RULES = mistakes(
    log_accepted,
    """
        - log_c ->  # the envelope's factor c is not used
        - log_c -> + log_c  # log_c is added; subtract it
        - log_q -> + log_q  # log q is added; subtract it
        - log_q ->  # q(x) is missing: accept with probability p(x) / (c q(x))
        return log_c + log_q - log_p  # the ratio is upside down:
            # accept with probability p(x) / (c q(x))
        log_p - log_q - log_c -> (-(log_p - log_q - log_c).clamp(max=-1e-9).expm1()).log()
            # what is rejected is kept: keep x where u is smaller than p(x) / (c q(x))
        log_p - -> 2 * log_p -  # log p is doubled
        return log_p * log_c - log_q  # log p is multiplied by log_c; subtract
        - log_c -> - 2 * log_c  # c is squared
        return 2 * (log_p - log_q - log_c)  # the ratio is squared
        return (log_p - log_q - log_c) / 2  # the square root of the ratio is taken
        return log_p - -> return -  # p(x) is missing: accept with probability p(x) / (c q(x))
        return log_p -> return -log_p  # log p, log q and log c are all subtracted
        return torch.where(log_p - log_q - log_c > math.log(0.5), 0.0, -math.inf).double()
            # x is kept wherever the ratio is above 1/2: draw a uniform number for each x
    """,
)


class Envelope(NamedTuple):
    """A target p, of which log p + ``shift`` is known, below c q with the same shift."""

    p: Normal
    q: Distribution
    log_c: float
    shift: float = 0.0

    def verdict(self, function: Function) -> Verdict:
        """Whether ``rejection_sample`` draws from p, and knows its rate."""
        if abs(self.shift) > 100:
            return self._far(function)
        sentence = self.twice(function)
        if sentence is not None and sentence.startswith(WRONG_DRAWS):
            other = self._replace(log_c=self.log_c + 0.4, shift=self.shift - 0.3)
            return sentence if other.twice(function) == sentence else WRONG_DRAWS + ACCEPT
        return sentence

    def _far(self, function: Function) -> Verdict:
        """The same for a constant of a size at which exp overflows."""
        try:
            sentence = self.twice(function)
        except NotImplementedError:
            raise
        except Exception as error:
            if "is nothing accepted?" not in str(error):
                raise
            sentence = "nothing is accepted"
        if sentence is None:
            return None
        near = self._replace(shift=0.0).verdict(function)
        if near is not None:  # the size of the constant has nothing to do with it
            return near
        if sentence in ("nothing is accepted", NOTHING_REJECTED):
            return f"exp overflows for a large constant in log_p: {sentence}; compare logarithms"
        return f"for a large constant in log_p: {sentence}"

    def twice(self, function: Function, n: int = 2500) -> Verdict:
        """Whether draws and rates of two calls are right, and the draws others."""
        found = []
        for _ in range(2):
            log_p = Recorder("log_p", lambda x: self.p.log_prob(x) + self.shift)
            two = pair(function(log_p, self.q, self.log_c + self.shift, n))
            if isinstance(two, str):
                return two
            x, rate = two
            wanted = self.p.sample((n,))
            sentence = compare(x, wanted)
            if sentence not in (None, DIFFER):
                if compare(rate, wanted) in (None, DIFFER):
                    return "the two results are in the wrong order: first the draws"
                return f"the draws: {sentence}"
            found.append(x.detach())
            sentence = self._draws(found[-1], rate, log_p.points) or self._rate(
                found[-1], rate, log_p.points
            )
            if sentence is not None:
                return sentence
        return fresh_points(*found)

    def _draws(self, x: Tensor, rate: Any, proposals: list[Tensor]) -> Verdict:
        """Whether the draws come from p; else the rule that explains them, and their rate."""
        n = len(x)
        if len(x.unique()) < n - max(3, n // 100):  # a few draws may be equal in float32
            return "a draw appears more than once: what is rejected is thrown away, not replaced"
        if from_distribution(x, self.p):
            return None
        if from_distribution(x, self.q):
            return NOTHING_REJECTED
        for text, moved in {
            "1 is added to the draws": x - 1,
            "the sign of the draws is wrong": -x,
            "the draws are doubled": x / 2,
        }.items():
            if from_distribution(moved, self.p):
                return text
        mean, spread = float(self.q.mean), float(self.q.stddev)
        grid = torch.linspace(mean - 9 * spread, mean + 9 * spread, 20001, dtype=torch.float64)
        at = (self.p.log_prob(grid) + self.shift, self.q.log_prob(grid))
        cell = torch.searchsorted(grid, x.double()).clamp(1, len(grid) - 1) - 1
        for sentence, rule in RULES.items():
            log_share = rule(*at, self.log_c + self.shift).clamp(max=0)
            cdf = torch.cumulative_trapezoid(torch.exp(at[1] + log_share).nan_to_num(0.0), grid)
            share = float(cdf[-1])
            known = isinstance(rate, Tensor) and share > 0
            if known and abs(float(rate) - share) <= 0.1 * share:
                u = (cdf[cell] / share).clamp(1e-9, 1 - 1e-9)
                if noise.standard_normal(torch.special.ndtri(u)[:, None]) is None:
                    return WRONG_DRAWS + sentence
        return WRONG_DRAWS + (ONE_UNIFORM if self._one_uniform(x, proposals) else ACCEPT)

    def _one_uniform(self, x: Tensor, proposals: list[Tensor]) -> bool:
        """Whether in each batch of proposals one threshold parts what is accepted from the rest."""
        parted = 0
        for batch in proposals[:-1] or proposals:  # of the last one some may not be wanted
            ratio = self.p.log_prob(batch) - self.q.log_prob(batch)
            kept = torch.isin(batch, x.to(batch))
            if kept.any() and not kept.all():
                if ratio[kept].min() < ratio[~kept].max():
                    return False
                parted += len(batch) >= 10
        return parted > 0

    def _rate(self, x: Tensor, rate: Any, proposals: list[Tensor]) -> Verdict:
        """Whether the share of accepted proposals is 1 / c."""
        n = len(x)
        sentence = compare(rate, torch.zeros((), dtype=getattr(rate, "dtype", None)))
        if sentence not in (None, DIFFER):
            return f"the acceptance rate: {sentence}"
        right = math.exp(-self.log_c)
        # Of M proposals fewer or more than n are accepted: both are events of a binomial variable.
        limit = 1.25 * rates.SIGMAS * math.sqrt((1 - right) / n)
        rates.state(rates.share(round(n / right), right))
        value = float(rate)
        if abs(value / right - 1) <= limit:
            return None
        wrong = {
            "this is the inverse: divide the accepted by the proposed": 1 / right,
            "this is the share that is rejected": 1 - right,
            "this is accepted over rejected; divide by all that were proposed": right / (1 - right),
            "this is the number of accepted draws, not their share": float(n),
            "this is the number of proposals, not the share": n / right,
            "this is 1, as if nothing had been rejected": 1.0,
            "this is half of the share: are proposals counted twice, or half of them lost?": (
                right / 2
            ),
            "this is the square of the share": right**2,
            "the sign is wrong": -right,
        }
        away, sentence = min((abs(value / wrong[text] - 1), text) for text in wrong)
        if away <= limit:
            return f"the acceptance rate: {sentence}"
        return ONE_UNIFORM if self._one_uniform(x, proposals) else NOT_A_SHARE


def envelope(generator: torch.Generator) -> Envelope:
    """A Gaussian target, a wider proposal with the same mean, and log max p / q."""
    make = Inputs(generator)
    mean, narrow, wide = make.uniform(-1, 1), make.uniform(0.5, 0.6), make.uniform(0.9, 1.0)
    return Envelope(Normal(mean, narrow), Normal(mean, wide), math.log(float(wide / narrow)))


def accepted(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the draws come from the target, for a tight envelope."""
    shift = float(Inputs(generator).uniform(0.8, 1.6))
    return envelope(generator)._replace(shift=shift).verdict(function)


def loose_or_far(function: Function, generator: torch.Generator) -> Verdict:
    """Whether they do for loose envelopes, and for a large constant in log p."""
    tight = envelope(generator)
    loose, very_loose = (tight._replace(log_c=tight.log_c + more) for more in (0.3, 2.3))
    return (
        loose.verdict(function)
        or very_loose.twice(function, 200)
        or tight._replace(shift=900.0).verdict(function)
    )


def certain(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the rate is exact where each proposal is accepted, or rejected, for certain.

    The proposals are the points at which log_p is evaluated. A loop may stop counting them as soon
    as it has n draws.
    """
    q = envelope(generator).q

    def upper_half(x: Tensor) -> Tensor:
        return torch.where(x > q.mean, q.log_prob(x), -math.inf)

    for n in (1, 2, 3, 5, 8, 13):
        for half in (False, True):
            # One by one, more than 500 are needed in one of 10^126 gradings.
            log_p = Recorder("log_p", upper_half if half else q.log_prob, calls=500)
            two = pair(function(log_p, q, 0.0, n))
            if isinstance(two, str):
                return two
            sentence = compare(two[1], torch.ones((), dtype=getattr(two[1], "dtype", None)))
            if sentence not in (None, DIFFER):
                return f"the acceptance rate: {sentence}"
            if half:
                accepted = (log_p.at() > q.mean).cumsum(0)
                shares = accepted / torch.arange(1, len(accepted) + 1)
                fits = (accepted >= n) & ((shares - float(two[1])).abs() < 1e-6)
                if not fits.any():
                    return NOT_A_SHARE
            elif sentence is not None:
                return (
                    "the acceptance rate: it is not 1 where p = q and c = 1 and nothing is rejected"
                )
    return None


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the draws have the dtype and the device of the proposals."""
    loc, scale = Inputs(generator).uniform(-0.5, 0.5), ZERO + 0.7

    def called(loc: Tensor, scale: Tensor) -> Any:
        p, q = normal(loc, scale), normal(loc, 2 * scale)
        result = function(Recorder("log_p", p.log_prob, 500), q, math.log(2.0), 20)
        return result[0] if isinstance(result, tuple | list) and len(result) == 2 else result

    envelope = Envelope(normal(loc, scale), normal(loc, 2 * scale), math.log(2.0))
    return envelope.twice(function, 200) or numbers.in_kind(called, loc, scale, like="x")
