"""Verdicts on the four terms of topic ``vae``: the draw, the KL and the two log-likelihoods.

Each term has its true value, written with torch.distributions, and the values it takes when one of
the usual mistakes is made.
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence

from labsupport.checks import noise, numbers
from labsupport.checks.compare import (
    DIFFER,
    INFINITE,
    NO_BACKWARD,
    Verdict,
    close,
    compare,
    gradients,
)
from labsupport.checks.formula import ROUNDED, Formula, Mistakes
from labsupport.checks.numbers import Function

SIGN = "the sign is wrong"
ALL_SUMMED = "summed over every axis; sum over the last axis only, one number per row"
WRONG_AXIS = "summed over the first axis; sum over the last one"
NOT_SUMMED = "not summed over the last axis"
MEAN = "averaged over the last axis; sum over it instead"


def reductions(terms: Tensor) -> dict[str, Tensor]:
    """What comes out when the right ``terms`` (..., entries) are reduced in a wrong way."""
    return {
        NOT_SUMMED: terms,
        MEAN: terms.mean(-1),
        SIGN: -terms.sum(-1),
        WRONG_AXIS: terms.sum(0),
        ALL_SUMMED: terms.sum(),
        "averaged over every axis; sum over the last axis only": terms.mean(),
        "averaged over the rows as well; return one number per row": terms.sum(-1).mean(),
        "the sign is wrong, and it is averaged": -terms.mean(-1),
    }


def total(terms: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Every entry summed over the last axis."""
    return {sentence: t.sum(-1) for sentence, t in terms.items()}


# --- gaussian_kl ----------------------------------------------------------------------------------


def gaussian_kl(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL(N(mu, exp(log_var)) || N(0, 1)), summed over the last axis."""
    return _kl(mu, log_var).sum(-1)


def _kl(mu: Tensor, log_var: Tensor) -> Tensor:
    return kl_divergence(_normal(mu, (log_var / 2).exp()), _normal(mu * 0, mu * 0 + 1))


def _normal(mean: Tensor, std: Tensor) -> Normal:
    return Normal(mean, std, validate_args=False)


def gaussian_kl_mistakes(mu: Tensor, log_var: Tensor) -> Mistakes:
    """Sentence -> the divergence that this mistake gives."""
    m, lv, var = mu**2, log_var, log_var.exp()
    std = var.sqrt()
    swapped = kl_divergence(_normal(mu * 0, mu * 0 + 1), _normal(mu, std))
    return reductions(_kl(mu, log_var)) | total(
        {
            "the ½ in front is missing": m + var - 1 - lv,
            "this is KL(p || q), the divergence in the other direction": swapped,
            "the standard deviation stands where the variance belongs": (m + std - 1 - lv) / 2,
            "log_var is already the logarithm of the variance, so the variance is exp(log_var), "
            "not exp(2 log_var)": (m + var**2 - 1 - lv) / 2,
            "log_var is the logarithm of the variance, not of the standard deviation": (
                m + var**2 - 1 - 2 * lv
            )
            / 2,
            "log_var is used as if it were the variance itself": (m + lv - 1 - lv.log()) / 2,
            "log_var is used as if it were the variance itself, and its sign is dropped": (
                m + lv - 1 - lv.abs().log()
            )
            / 2,
            "the logarithm of the variance is log_var, not half of it": (m + var - 1 - lv / 2) / 2,
            "the -1 is missing": (m + var - lv) / 2,
            "every dimension brings its own -1": (m + var - lv - 1 / mu.shape[-1]) / 2,
            "the 1 has the wrong sign": (m + var + 1 - lv) / 2,
            "log_var has the wrong sign": (m + var - 1 + lv) / 2,
            "the term log_var is missing": (m + var - 1) / 2,
            "the variance exp(log_var) is missing": (m - 1 - lv) / 2,
            "mu is missing": (var - 1 - lv) / 2,
            "mu is not squared": (mu + var - 1 - lv) / 2,
            "mu² has the wrong sign": (-m + var - 1 - lv) / 2,
            "the ½ is missing in front of mu²": m + (var - 1 - lv) / 2,
            "the ½ is on mu² only": m / 2 + var - 1 - lv,
            "mu is divided by the variance; that belongs to the other direction": (
                m / var + var - 1 - lv
            )
            / 2,
        }
    )


# --- bernoulli_log_likelihood ---------------------------------------------------------------------


def bernoulli(x: Tensor, logits: Tensor) -> Tensor:
    """Sum over the pixels of x log p + (1 - x) log(1 - p), with p = sigmoid(logits)."""
    return _bernoulli(x, logits).sum(-1)


def _bernoulli(x: Tensor, logits: Tensor) -> Tensor:
    zero = torch.zeros_like(logits)
    return -x * torch.logaddexp(zero, -logits) - (1 - x) * torch.logaddexp(zero, logits)


def bernoulli_mistakes(x: Tensor, logits: Tensor) -> Mistakes:
    """Sentence -> the log-likelihood that this mistake gives."""
    p = logits.sigmoid()
    return (
        reductions(_bernoulli(x, logits))
        | total(
            {
                "sigmoid is applied to the logits twice": _bernoulli(x, p),
                # Finite for logits between 0 and 1, so a suite gives such logits too.
                "the logits are used as if they were probabilities": x * logits.log()
                + (1 - x) * (1 - logits).log(),
                "grey pixels are rounded to 0 or 1": _bernoulli(x.round(), logits),
                "zeros and ones are exchanged": _bernoulli(1 - x, logits),
                "the term for pixels that are 0, (1 - x) log(1 - p), is missing": x * p.log(),
                "the term for pixels that are 1, x log p, is missing": (1 - x) * (1 - p).log(),
                "softplus has the wrong sign": x * logits + torch.logaddexp(logits, logits * 0),
                "the term log(1 + exp(logits)) is missing": x * logits,
                "the second term needs log(1 - p), not log p": x * p.log() + (1 - x) * p.log(),
                "this is the probability of each pixel without its logarithm": x * p
                + (1 - x) * (1 - p),
                "this is a squared error": -((x - p) ** 2),
            }
        )
        | {"return the logarithm of the probability": _bernoulli(x, logits).sum(-1).exp()}
    )


# --- gaussian_log_likelihood ----------------------------------------------------------------------


def gaussian(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """log N(x; mean, exp(log_var)), summed over the last axis."""
    return _normal(mean, (log_var / 2).exp()).log_prob(x).sum(-1)


def gaussian_mistakes(x: Tensor, mean: Tensor, log_var: Tensor) -> Mistakes:
    """Sentence -> the log-density that this mistake gives."""
    c, e, lv = math.log(2 * math.pi), (x - mean) ** 2, log_var
    var = lv.exp()
    std, d = var.sqrt(), e.shape[-1]
    right = -0.5 * (c + lv + e / var)
    constant = "the constant -½ log(2π) is missing"
    each = "every pixel brings its own -½ log(2π), not all of them together one"
    return reductions(right) | total(
        {
            constant: -0.5 * (lv + e / var),
            each: -0.5 * (c / d + lv + e / var),
            "the ½ in front is missing": 2 * right,
            "the constant needs its ½: -½ log(2π)": right - c / 2,
            "log_var needs its ½": right - lv / 2,
            "the squared error needs its ½": right - e / var / 2,
            "the constant has the wrong sign": right + c,
            "log_var has the wrong sign": right + lv,
            "the squared error has the wrong sign": right + e / var,
            "the term log_var is missing": right + lv / 2,
            "the squared error is divided by the standard deviation instead of the variance": -0.5
            * (c + lv + e / std),
            "the error is not squared": -0.5 * (c + lv + e.sqrt() / var),
            "exp(log_var) is used as the standard deviation; it is the variance": -0.5
            * (c + 2 * lv + e / var**2),
            "the squared error is divided by the variance twice": -0.5 * (c + lv + e / var**2),
            "the squared error is multiplied by the variance; divide by it": -0.5
            * (c + lv + e * var),
            "the squared error is not divided by the variance": -0.5 * (c + lv + e),
            "log_var is used as if it were the variance itself": -0.5 * (c + lv.log() + e / lv),
            "log_var is used as if it were the variance itself, and its sign is dropped": -0.5
            * (c + lv.abs().log() + e / lv),
            "the constant is log(2π), not log(π)": right + math.log(2) / 2,
            "the constant is log(2π), not 2π": right + c / 2 - math.pi,
        }
    )


TERMS = {
    "gaussian_kl": Formula(["mu", "log_var"], gaussian_kl, gaussian_kl_mistakes),
    "bernoulli_log_likelihood": Formula(["x", "logits"], bernoulli, bernoulli_mistakes),
    "gaussian_log_likelihood": Formula(["x", "mean", "log_var"], gaussian, gaussian_mistakes),
}


def safe_logits(function: Function, x: Tensor, size: float) -> Verdict:
    """Whether logits of plus and minus ``size`` give finite, right values for binary ``x``."""
    logits = size * (2 * x.roll(1, -1) - 1)
    actual = numbers.forgiving(function)(x, logits)
    verdict = compare(actual, bernoulli(x, logits))
    if verdict is None or TERMS["bernoulli_log_likelihood"].value(function, x, x - 0.5) is not None:
        return verdict
    if not isinstance(actual, Tensor) or actual.isfinite().all():
        # Finite: log(p + eps) and clamped probabilities level off, where logits would go on.
        p = logits.sigmoid()
        if bool((p * (1 - p) == 0).any()) and bool(
            (actual.abs() < bernoulli(x, logits).abs()).any()
        ):
            return (
                "for large logits it levels off: probabilities are clamped, or eps is added to "
                "them; do not go through probabilities, stay with logits (F.softplus)"
            )
        return f"for large logits {verdict}"
    return (
        "it is not finite for large logits: do not go through probabilities, stay with logits "
        "(F.softplus)"
    )


# --- reparameterize -------------------------------------------------------------------------------


def draw_shape(function: Function, mu: Tensor, log_var: Tensor) -> Verdict:
    """Whether a draw has the shape of ``mu``, and its values for (nearly) no variance."""
    function = numbers.forgiving(function)
    z = function(mu, torch.full_like(log_var, -60.0))
    mistakes = {"the mean is missing": torch.zeros_like(mu), "the mean has the wrong sign": -mu}
    sentence = compare(z, mu, mistakes)
    if sentence is None and close(function(mu, torch.zeros_like(log_var)), mu):
        return NO_NOISE
    if sentence not in (DIFFER, INFINITE):
        return sentence
    # It is not small where it should be; at other variances one can see what it is.
    mu, log_var = mu.new_zeros(1, 2), mu.new_tensor([[1.5, -0.9]])
    shape = (4_000, 1, 2)
    draws = function(mu.expand(shape).contiguous(), log_var.expand(shape).contiguous())
    if not isinstance(draws, Tensor) or draws.shape != shape or not draws.isfinite().all():
        return NOT_MU
    return _spread(draws.detach(), log_var) or NOT_MU


def draw_gradient(function: Function, mu: Tensor, log_var: Tensor) -> Verdict:
    """Whether dz/dmu = 1 and dz/dlog_var = ½ (z - mu), which hold exactly for every draw."""
    mu, log_var = mu.detach().clone().requires_grad_(), log_var.detach().clone().requires_grad_()
    z = numbers.forgiving(function)(mu, log_var)
    if not isinstance(z, Tensor) or z.shape != mu.shape:
        return compare(z, mu)
    try:
        to_mu, to_log_var = gradients(z, mu, log_var)
    except RuntimeError:
        return NO_BACKWARD
    moved = (z - mu).detach()
    if not moved.any():
        return NO_NOISE
    if not to_mu.any() and not to_log_var.any():
        return noise.ZERO if z.requires_grad else noise.CUT
    if not close(to_mu, torch.ones_like(mu)):
        return "the gradient does not reach mu as it should: dz/dmu is 1"
    if not to_log_var.any():
        return "no gradient reaches log_var: is the standard deviation detached?"
    mistakes = {
        EXP_LOG_VAR: moved,
        "log_var is used as the standard deviation itself; the standard deviation is "
        "exp(½ log_var)": moved / log_var.detach(),
        "the standard deviation is exp(½ log_var), with a plus sign": -moved / 2,
    }
    if compare(to_log_var, moved / 2) is not None:
        # a sentence of its own, so that `compare` cannot say that "the result has NaN in it"
        named = [s for s, result in mistakes.items() if close(to_log_var, result)]
        return named[0] if named else "the gradient with respect to log_var is wrong"
    return None


def draw_kind(function: Function, mu: Tensor, log_var: Tensor) -> Verdict:
    """Whether a draw has the dtype and the device of its inputs, without rounding on the way."""
    return (
        draw_shape(function, mu, log_var)
        or numbers.number_type(function, mu, log_var, like="mu")
        or _draw_precise(function, mu.double(), log_var.double())
        or numbers.device(function, mu, log_var, like="mu")
    )


def _draw_precise(function: Function, mu: Tensor, log_var: Tensor) -> Verdict:
    """Whether neither mu nor what log_var becomes is rounded to float32; noise may be."""
    if not close(function(mu, torch.full_like(log_var, -60.0)), mu, rtol=1e-10):
        return ROUNDED
    log_var = log_var.detach().clone().requires_grad_()
    z = function(mu, log_var)
    try:
        (slope,) = gradients(z, log_var)
    except RuntimeError:
        return None  # of which the verdict on gradients speaks
    moved = (z - mu).detach() / 2
    return ROUNDED if close(slope, moved) and not close(slope, moved, rtol=1e-10) else None


NO_NOISE = "no noise: z is just mu"
NOT_MU = "with a variance of almost 0, z should be almost mu"
EXP_LOG_VAR = (
    "exp(log_var) is the variance; the noise is multiplied by the standard deviation exp(½ log_var)"
)


def draw_distribution(function: Function, mu: Tensor, log_var: Tensor, draws: int) -> Verdict:
    """Whether ``draws`` draws from ``mu``, ``log_var`` (rows, latent) are right."""
    shape = (draws, *mu.shape)
    function = numbers.forgiving(function)
    z = function(mu.expand(shape).contiguous(), log_var.expand(shape).contiguous())
    if not isinstance(z, Tensor) or z.shape != shape:
        return compare(z, mu.expand(shape))
    moved, std = (z - mu).detach(), (log_var / 2).exp()
    return _spread(moved, log_var) or noise.standard_normal(moved / std)


def _spread(moved: Tensor, log_var: Tensor) -> Verdict:
    """Which wrong standard deviation ``moved`` (draws, rows, latent) has, if any."""
    measured, lv = moved.double().std(0), log_var.double()
    if measured.max() < 1e-6:
        # shared by the batch, or no noise at all?
        if moved.abs().max() < 1e-6:
            return NO_NOISE
        return "the same noise is used for the whole batch; each row needs its own"
    precision = noise.SIGMAS / (2 * moved.shape[0]) ** 0.5
    mistakes = {
        "": (lv / 2).exp(),
        EXP_LOG_VAR: lv.exp(),
        "log_var is used as the standard deviation itself; the standard deviation is "
        "exp(½ log_var)": lv.abs(),
        "log_var is used as the variance itself; the variance is exp(log_var)": lv.abs().sqrt(),
        "the noise is not multiplied by the standard deviation exp(½ log_var)": torch.ones_like(lv),
        "the standard deviation is exp(½ log_var), with a plus sign": (-lv / 2).exp(),
        "the standard deviation is exp(½ log_var): the ½ stands outside of exp": lv.exp() / 2,
        "the standard deviation is exp(½ log_var), not exp(¼ log_var): one square root too many": (
            lv / 4
        ).exp(),
    }
    for sentence, std in mistakes.items():
        if ((measured / std - 1).abs() < precision).all():
            return sentence or None
    return None  # the noise itself is judged next


def fresh(function: Function, mu: Tensor, log_var: Tensor) -> Verdict:
    """Whether two calls draw different noise."""
    one, two = function(mu, log_var), function(mu, log_var)
    if isinstance(one, Tensor) and isinstance(two, Tensor) and torch.equal(one, two):
        if close(one, mu):
            return NO_NOISE
        return "two calls give the same noise: is the seed set inside the function?"
    return None
