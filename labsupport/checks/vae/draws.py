"""Verdicts on ``reparameterize`` of topic ``vae``: z = mu + exp(½ log_var) noise, noise ~ N(0, 1).

For any noise dz/dmu = 1 and dz/dlog_var = ½ (z - mu), exactly; and without variance z is mu.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from labsupport.checks import noise, numbers
from labsupport.checks.compare import (
    DIFFER,
    INFINITE,
    NO_BACKWARD,
    Verdict,
    close,
    compare,
    first,
    gradients,
)
from labsupport.checks.declaration import DTYPES
from labsupport.checks.formula import ROUNDED
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

NO_NOISE = "no noise: z is just mu"
NOT_MU = "with a variance of almost 0, z should be almost mu"
EXP_LOG_VAR = (
    "exp(log_var) is the variance; the noise is multiplied by the standard deviation exp(½ log_var)"
)
# What somebody takes for the standard deviation.
WRONG: dict[str, Callable[[Tensor], Tensor]] = {
    EXP_LOG_VAR: lambda lv: lv.exp(),
    "log_var is used as the standard deviation itself; the standard deviation is "
    "exp(½ log_var)": lambda lv: lv.abs(),
    "log_var is used as the variance itself; the variance is exp(log_var)": lambda lv: (
        lv.abs().sqrt()
    ),
    "the noise is not multiplied by the standard deviation exp(½ log_var)": lambda lv: 0 * lv + 1,
    "the standard deviation is exp(½ log_var), with a plus sign": lambda lv: (-lv / 2).exp(),
    "the standard deviation is exp(½ log_var): the ½ stands outside of exp": lambda lv: (
        lv.exp() / 2
    ),
    "the standard deviation is exp(½ log_var), not exp(¼ log_var): one square root too many": (
        lambda lv: (lv / 4).exp()
    ),
}


def pair(make: Inputs, *shape: int) -> list[Tensor]:
    """Means and log-variances; these are away from 0, where variance and deviation are alike."""
    signs = 1 - 2 * (torch.arange(shape[-1]) % 2)
    return [make.normal(*shape), make.uniform(0.5, 1.2, *shape) * signs]


def value(function: Function, generator: torch.Generator) -> Verdict:
    """Whether a draw has the shape of ``mu``, and its values for (nearly) no variance."""
    pairs = (pair(Inputs(generator, t), *s) for t in DTYPES for s in ((3,), (4, 3), (2, 4, 3)))
    return first(_value(function, 20 * mu, lv) for mu, lv in pairs)


def _value(function: Function, mu: Tensor, log_var: Tensor) -> Verdict:
    function = numbers.forgiving(function)
    z = function(mu, torch.full_like(log_var, -60.0))
    wrong = {"the mean is missing": torch.zeros_like(mu), "the mean has the wrong sign": -mu}
    sentence = compare(z, mu, wrong)
    if sentence is None and close(function(mu, torch.zeros_like(log_var)), mu):
        return NO_NOISE
    if sentence in (DIFFER, INFINITE):  # at other variances one can see what it is
        return _distribution(function, mu.new_zeros(1, 2), mu.new_tensor([[1.5, -0.9]])) or NOT_MU
    return sentence


def distribution(function: Function, generator: torch.Generator) -> Verdict:
    """Whether draws come from N(mu, exp(log_var)), independent of each other and of other calls."""
    mu, log_var = pair(Inputs(generator, torch.float32), 2, 3)
    sentence = _distribution(function, mu, log_var)
    if sentence is None and torch.equal(function(mu, log_var), function(mu, log_var)):
        return "two calls give the same noise: is the seed set inside the function?"
    return sentence


def _distribution(function: Function, mu: Tensor, log_var: Tensor, draws: int = 8_000) -> Verdict:
    shape = (draws, *mu.shape)
    z = numbers.forgiving(function)(*(t.expand(shape).contiguous() for t in (mu, log_var)))
    if not isinstance(z, Tensor) or z.shape != shape:
        return compare(z, mu.expand(shape))
    moved = (z - mu).detach().double()
    if moved.abs().max() < 1e-6:
        return NO_NOISE
    spread = moved.std(0)
    if spread.max() < 1e-6:
        return "the same noise is used for the whole batch; each row needs its own"
    sentence = noise.standard_normal(moved / (log_var / 2).exp())
    if sentence is None:
        return None
    for named, std in WRONG.items():
        if ((spread / std(log_var) - 1).abs() < noise.SIGMAS / (2 * draws) ** 0.5).all():
            return named
    return sentence


def gradient(function: Function, generator: torch.Generator) -> Verdict:
    """Whether gradients reach ``mu`` and ``log_var``."""
    pairs = (pair(Inputs(generator, dtype), 4, 3) for dtype in DTYPES)
    return first(_gradient(function, *pair) for pair in pairs)


def _gradient(function: Function, mu: Tensor, log_var: Tensor) -> Verdict:
    mu, log_var = mu.requires_grad_(), log_var.requires_grad_()
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
    if close(to_log_var, moved / 2):
        return None
    for sentence, std in WRONG.items():
        if close(to_log_var, moved * gradients(std(log_var).log(), log_var)[0]):
            return sentence
    return "the gradient with respect to log_var is wrong"


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether a draw has the dtype and the device of its inputs, without rounding on the way."""
    given = pair(Inputs(generator), 4, 3)
    return (
        _value(function, *given)
        or numbers.number_type(function, *given, like="mu")
        or _precise(function, *given)
        or numbers.device(function, *given, like="mu")
    )


def _precise(function: Function, mu: Tensor, log_var: Tensor) -> Verdict:
    """Whether neither mu nor what log_var becomes is rounded to float32; noise may be."""
    if not close(function(mu, torch.full_like(log_var, -60.0)), mu, rtol=1e-10):
        return ROUNDED
    log_var = log_var.clone().requires_grad_()
    z = function(mu, log_var)
    try:
        (slope,) = gradients(z, log_var)
    except RuntimeError:
        return None  # of which the verdict on gradients speaks
    moved = (z - mu).detach() / 2
    return ROUNDED if close(slope, moved) and not close(slope, moved, rtol=1e-10) else None


def every(function: Function, generator: torch.Generator) -> Verdict:
    """All of them, for the public check, which shows the spread of draws where that is wrong."""
    sentence = value(function, generator)
    if sentence in (None, NOT_MU):  # the draws may say more
        sentence = distribution(function, generator) or sentence
    sentence = sentence or gradient(function, generator) or kind(function, generator)
    if sentence in WRONG:
        log_var = torch.full((20_000, 1), 2.0)
        spread = float(function(torch.zeros_like(log_var), log_var).std())
        sentence += (
            f"\n  mu = [0], log_var = [2]: your draws have standard deviation {spread:.2f}, "
            "should be 2.72"
        )
    return sentence
