"""The exercises of topic ``local_reparameterization`` on activations: their moments, their draws.

A right draw b has the moments gamma and delta, and with the noise zeta = (b - gamma) / sqrt(delta)
its derivatives are known: db/dmean = a and db/dlog_var = ½ zeta a² exp(log_var) / sqrt(delta).
"""

import torch
from torch import Tensor
from torch.distributions import Normal

from labsupport.checks import noise, numbers
from labsupport.checks.compare import NO_BACKWARD, Verdict, checked, close, compare, gradients
from labsupport.checks.declaration import DTYPES, Declaration
from labsupport.checks.formula import ROUNDED
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function
from labsupport.checks.sampler import Sampler

# --- activation_moments


def activation_moments(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Sums of means and of variances of independent terms."""
    gamma = a @ weight_mean
    delta = a**2 @ weight_log_var.exp()
    return gamma, delta


def layer(make: Inputs, batch: int, inputs: int, outputs: int) -> list[Tensor]:
    """Inputs, and weights whose log-variances are away from 0."""
    shape = (inputs, outputs)
    return [make.normal(batch, inputs), make.normal(*shape), make.uniform(-1.4, -0.4, *shape)]


MOMENTS = """
    weight_log_var.exp() -> (2 * weight_log_var).exp()  # the variance of a weight is
        # exp(weight_log_var); here it is squared once more, as if it were a standard deviation
    weight_log_var.exp() -> (0.5 * weight_log_var).exp()  # standard deviations are added up;
        # the variances of independent terms add
    a**2 @ -> a @  # a is not squared in the variance: Var[a w] = a² Var[w]
    a**2 @ -> a.abs() @  # the absolute value of a stands where its square belongs
    delta = a**2 @ weight_log_var  # weight_log_var is used as the variance itself; exp is missing
    weight_log_var.exp() -> weight_log_var**2  # weight_log_var is squared where its exp belongs
    weight_log_var.exp() -> (-weight_log_var).exp()  # exp has the wrong sign:
        # the variance is exp(weight_log_var)
    delta = (a @ (0.5 * weight_log_var).exp())**2  # the sum of the standard deviations is squared;
        # that of independent terms is a sum of variances
    delta = a**2 @ (weight_log_var.exp() + weight_mean**2)
        # this is the second moment of each term: the means do not add to the variance
"""

ACTIVATION_MOMENTS = Declaration(
    activation_moments,
    layer,
    [(4, 3, 2), (1, 2, 5), (3, 1, 2), (2, 4, 1), (3, 3, 3)],
    results=("gamma", "delta"),
    hard={
        "small variances are wrong, and those of a row of zeros: nothing is cut off or added": (
            lambda make: [
                [1e-3 * a, mean, log_var - 20 * part]
                for a, mean, log_var in [layer(make, 4, 3, 2)]
                for part in (0, 1)
            ]
        )
    },
    edits=MOMENTS
    + """
        return gamma, delta.sqrt()  # delta is the variance; the standard deviation is returned
        return gamma, delta**2  # delta is returned squared
        return gamma, delta.log()  # the logarithm of delta is returned
        return delta, gamma  # the two results are exchanged
        gamma = a**2 @ weight_mean  # the means meet the squared inputs: gamma = a @ weight_mean
        gamma = a @ weight_mean / a.shape[1]  # averaged over the inputs; add up
        return gamma / a.shape[1], delta / a.shape[1]  # both are averaged over the inputs; add up
    """,
)


# --- draw_activations


def draw_activations(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Normal:
    """The distribution of the activations, of batch shape (batch, outputs)."""
    gamma, delta = activation_moments(a.double(), weight_mean.double(), weight_log_var.double())
    return Normal(gamma, delta.sqrt(), validate_args=False)


def other_draws(a: Tensor, mean: Tensor, log_var: Tensor) -> dict[str, Normal]:
    """What usual mistakes draw from."""
    gamma, delta = activation_moments(a, mean, log_var)
    return {
        "the noise is multiplied by the variance delta; multiply by its square root": Normal(
            gamma, delta, validate_args=False
        ),
        "the variance of a weight is exp(weight_log_var); here it is squared once more": Normal(
            gamma, (a**2 @ (2 * log_var).exp()).sqrt(), validate_args=False
        ),
        "standard deviations are added up; the variances of independent terms add": Normal(
            gamma, (a**2 @ (0.5 * log_var).exp()).sqrt(), validate_args=False
        ),
        "the standard deviations of the weights are added up, times |a|": Normal(
            gamma, a.abs() @ (0.5 * log_var).exp(), validate_args=False
        ),
        "the noise is not multiplied by the standard deviation of the activation": Normal(
            gamma, torch.ones_like(gamma), validate_args=False
        ),
        "the mean of the activations is missing": Normal(
            0 * gamma, delta.sqrt(), validate_args=False
        ),
        "the standard deviation is averaged over the minibatch; each example has its own": Normal(
            gamma, delta.sqrt().mean(0).expand_as(gamma), validate_args=False
        ),
        "a is not squared in the variance; |a| is used": Normal(
            gamma, (a.abs() @ log_var.exp()).sqrt(), validate_args=False
        ),
        "a stands in the variance as if it were 1": Normal(
            gamma, log_var.exp().sum(0).sqrt().expand_as(gamma), validate_args=False
        ),
    }


DRAW_ACTIVATIONS = Sampler(
    draw_activations, layer, [(8_000, 3, 2), (1, 2, 4), (5, 1, 3), (6, 4, 1)], wrong=other_draws
)
ONE_W = (
    "one draw of the weights serves the whole minibatch: the activations of a sum of two rows are "
    "the sum of theirs; draw the activations themselves"
)
ONE_ZETA = "one row of noise serves the whole minibatch; each example needs its own"
OF_WEIGHTS = (
    "the draws are right, but weights are drawn for each example; draw the activations from their "
    "means and variances: batch times outputs random numbers"
)
NAN = (
    "for a row of zeros the gradient is NaN: delta is 0 there, and the derivative of a square root "
    "is infinite; add a tiny number below the root"
)


def _shared(function: Function, generator: torch.Generator) -> Verdict:
    """Whether examples share a draw: rows are two, their sum, the first again, and eight zeros."""
    a, mean, log_var = layer(Inputs(generator), 2, 3, 2)
    rows = torch.cat([a, a.sum(0, keepdim=True), a[:1], a.new_zeros(8, 3)])
    b = numbers.forgiving(function)(rows, mean, log_var)
    if not isinstance(b, Tensor) or b.shape != (12, 2):
        return compare(b, torch.zeros(12, 2, dtype=torch.float64))
    b = b.detach().double()
    if close(b, rows @ mean):
        return "no noise: these are the means of the activations"
    if close(b[2], b[0] + b[1]):
        return ONE_W
    if close(b[3], b[0]):
        return ONE_ZETA
    if 1e-3 < float(b[4:].abs().max()) < 0.2:
        return "a row of zeros has no noise: what is added to delta below the root is too large"
    return None


def draws(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the draws are independent and have the right distribution."""
    return _shared(function, generator) or DRAW_ACTIVATIONS.on_draws(function, generator)


def sizes(function: Function, generator: torch.Generator) -> Verdict:
    """Whether results have the right shape, also for other sizes."""
    return DRAW_ACTIVATIONS.on_other_sizes(function, generator)


def slopes(function: Function, generator: torch.Generator) -> Verdict:
    """Whether gradients are those of b = gamma + sqrt(delta) zeta, and finite where delta is 0."""
    for dtype in DTYPES:
        if sentence := _slopes(function, *layer(Inputs(generator, dtype), 4, 3, 2)):
            return sentence
    return None


def _slopes(function: Function, a: Tensor, mean: Tensor, log_var: Tensor) -> Verdict:
    given = [each.requires_grad_() for each in (a, mean, log_var)]
    b = numbers.forgiving(function)(*given)
    if not isinstance(b, Tensor) or b.shape != (len(a), mean.shape[1]):
        return compare(b, (a @ mean).detach())
    if not b.requires_grad:
        return noise.CUT
    gamma, delta = activation_moments(a, mean, log_var)
    zeta = ((b - gamma) / delta.sqrt()).detach()
    weights = torch.linspace(0.5, 1.5, b.numel(), dtype=b.dtype).view_as(b)
    try:
        found = gradients((weights * b).sum(), *given)
    except RuntimeError:
        return NO_BACKWARD
    right = gradients((weights * (gamma + delta.sqrt() * zeta)).sum(), *given)
    if not close(found[1], right[1]):
        return "the gradient does not reach weight_mean as it should: db/dmean is a"
    if not found[2].any():
        return "no gradient reaches weight_log_var: is the standard deviation detached?"
    if not close(found[2], right[2]):
        return OF_WEIGHTS
    if not close(found[0], right[0]):
        return "the gradient does not reach a as it should: a stands in the mean and the variance"
    return _at_zero(function, *given)


def _at_zero(function: Function, a: Tensor, mean: Tensor, log_var: Tensor) -> Verdict:
    zeros = a.detach().clone()
    zeros[0] = 0.0
    given = [each.detach().requires_grad_() for each in (zeros, mean, log_var)]
    b = numbers.forgiving(function)(*given)
    if not bool(torch.isfinite(b).all()):
        return "for a row of zeros the activation is not finite"
    try:
        found = gradients(b.sum(), *given)
    except RuntimeError:
        return NO_BACKWARD
    return None if all(bool(torch.isfinite(each).all()) for each in found) else NAN


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether draws have the dtype and the device of the inputs, without rounding on the way."""
    return DRAW_ACTIVATIONS.on_kind(function, generator) or _precise(function, generator)


def _precise(function: Function, generator: torch.Generator) -> Verdict:
    """Whether neither gamma nor delta is rounded to float32; the noise may be."""
    a, mean, log_var = layer(Inputs(generator), 4, 3, 2)
    # Sizes next to which what is added below the root is nothing, and a rounding is not.
    large = 1e8 * mean
    sure = numbers.forgiving(function)(a, large, torch.full_like(log_var, -80.0))
    if not close(sure, a @ large, rtol=1e-10):
        return ROUNDED if close(sure, a @ large) else "with almost no variance, b is almost gamma"
    log_var = log_var + 20.0
    log_var.requires_grad_()
    b = numbers.forgiving(function)(a, mean, log_var)
    gamma, delta = activation_moments(a, mean, log_var)
    zeta = ((b - gamma) / delta.sqrt()).detach()
    try:
        (found,) = gradients(b.sum(), log_var)
    except RuntimeError:
        return None  # of which the verdict on gradients speaks
    (right,) = gradients((delta.sqrt() * zeta).sum(), log_var)
    return ROUNDED if close(found, right) and not close(found, right, rtol=1e-10) else None


check = checked(draw_activations, sizes, draws, slopes, kind)
