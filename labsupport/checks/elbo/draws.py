"""Verdicts on ``elbo_monte_carlo`` of topic ``elbo``.

They use a Gaussian q with the covariance of the exact posterior. Then log p(x, z) - log q(z) is
linear in z: it is log p(x) for every draw if the mean of q is right too, and otherwise exactly
normal with the ELBO as its mean and twice the gap as its variance (eq-elbo-spread).
"""

import math
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal

from labsupport.checks import noise, numbers
from labsupport.checks.compare import DIFFER, NO_BACKWARD, Verdict, close, compare, first, gradients
from labsupport.checks.declaration import DTYPES
from labsupport.checks.elbo import formulas, posteriors
from labsupport.checks.formula import ROUNDED, STEP, same, small_steps
from labsupport.checks.numbers import Function


class Setting(NamedTuple):
    """A model, observations, and the exact posterior."""

    x: Tensor
    weight: Tensor
    bias: Tensor
    noise_var: Tensor
    mean: Tensor
    scale_tril: Tensor
    evidence: Tensor

    @property
    def model(self) -> tuple[Tensor, Tensor, Tensor]:
        """The model's parameters, as the exercises take them."""
        return self.weight, self.bias, self.noise_var

    def precision(self) -> Tensor:
        """Of the posterior."""
        return (self.scale_tril @ self.scale_tril.T).inverse()

    def estimate(self, function: Function, k: int) -> Any:
        """What ``function`` returns where q is the exact posterior."""
        function = numbers.forgiving(function)
        scale = self.scale_tril.expand(len(self.x), 2, 2).contiguous()
        return function(self.x, self.mean, scale, *self.model, k)


def setting(generator: torch.Generator, dtype: torch.dtype = torch.float64) -> Setting:
    """Three observations of four pixels, two latent coordinates."""
    weight, bias, x = (
        torch.randn(*size, generator=generator, dtype=torch.float64)
        for size in ((4, 2), (4,), (3, 4))
    )
    weight[:, 1] += 1.5 * weight[:, 0]  # so that the posterior is far from diagonal
    noise_var = 0.5 + torch.rand((), generator=generator, dtype=torch.float64)
    return solved(*(t.to(dtype) for t in (x, weight, bias, noise_var)))


def solved(x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor) -> Setting:
    """These observations and this model with evidence and exact posterior."""
    mean, cov = posteriors.posterior_linear_gaussian(x, weight, bias, noise_var)
    identity = torch.eye(len(bias), dtype=bias.dtype)
    evidence = MultivariateNormal(bias, weight @ weight.T + noise_var * identity).log_prob(x)
    return Setting(x, weight, bias, noise_var, mean, torch.linalg.cholesky(cov), evidence)


def exact(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the estimate is log p(x) for every draw where q is the exact posterior."""
    return first(_exact(function, generator, dtype, k) for dtype in DTYPES for k in (1, 7))


def _exact(function: Function, generator: torch.Generator, dtype: torch.dtype, k: int) -> Verdict:
    s = setting(generator, dtype)
    actual = s.estimate(function, k)
    plain = compare(actual, s.evidence, atol=1e-4)
    if plain is None or not isinstance(actual, Tensor):
        return plain
    other = setting(generator, dtype)
    again, mistakes = other.estimate(function, k), _mistakes(other, k)
    for sentence, wrong in _mistakes(s, k).items():
        if same(actual, wrong) and same(again, mistakes[sentence]):
            return sentence
    if plain != DIFFER:
        return plain
    off = actual.detach() - s.evidence
    if not close(off, off[:1].expand_as(off)):
        exactly = setting(generator)
        drawn = _drawn(function, exactly)
        turned = drawn is not None and _transposed(drawn, exactly.scale_tril)
        return TRANSPOSED if turned else _at_the_mean(s, function) or NOT_CONSTANT
    if not close(again, other.evidence + off):
        return "every estimate is off by the same number: a term of the density of q or p is wrong"
    more = "large" if off[0] > 0 else "small"
    return f"every estimate is too {more} by {float(off[0].abs()):.4g}"


def _mistakes(s: Setting, k: int) -> dict[str, Tensor]:
    """Sentence -> the estimates of this mistake, where they are the same for every draw."""
    log_det = s.scale_tril.diagonal().log().sum()
    c, right, rows = math.log(2 * math.pi), s.evidence, len(s.x)
    mistakes = {
        "the sign is wrong: this is a loss": -right,
        "averaged over the batch; return one number per observation": right.mean(),
        "summed over the batch; return one number per observation": right.sum(),
        "one number for each draw; take the mean over the k draws": right.expand(k, rows),
        "log q(z) lacks the logarithm of the determinant of L": right - log_det,
        "log q(z) has the logarithm of the determinant with the wrong sign": right - 2 * log_det,
        "log q(z) has ½ of the logarithm of the determinant of L": right - log_det / 2,
        "log q(z) has the logarithm of the determinant twice": right + log_det,
        "log q(z) lacks its constants": right - c,
    }
    if k > 1:
        mistakes["summed over the k draws; take the mean"] = k * right
    return mistakes


def _at_the_mean(s: Setting, function: Function) -> Verdict:
    """Which wrong estimates come out where all draws are nearly the mean of q.

    With a tiny L the draws do not matter, and neither does which z each density gets.
    """
    tiny = 1e-4
    scale = (tiny * s.scale_tril).expand(len(s.x), 2, 2).contiguous()
    actual = numbers.forgiving(function)(s.x, s.mean, scale, *s.model, 4_000)
    if not isinstance(actual, Tensor) or actual.shape != s.evidence.shape:
        return None
    c, d = math.log(2 * math.pi), 2
    log_det = s.scale_tril.diagonal().log().sum() + d * math.log(tiny)
    log_p = formulas.log_joint(s.x, s.mean, *s.model)
    minus_log_q = log_det + d * (c + 1) / 2  # the entropy of q
    for sentence, wrong in {
        "this is the mean of log p(x, z); log q(z) is missing": log_p,
        "log q(z) is added; subtract it": log_p - minus_log_q,
        "log p(x, z) is missing: this is the mean of -log q(z)": minus_log_q.expand(len(log_p)),
        "log q(z) lacks the quadratic form -½ eps²": log_p + minus_log_q - d / 2,
        "in log q(z) the quadratic form has the wrong sign": log_p + minus_log_q - d,
        "in log q(z) the quadratic form needs its ½": log_p + minus_log_q + d / 2,
    }.items():
        # The quadratic form has a standard error of sqrt(2 d / 4000) / 2 = 0.016.
        if close(actual, wrong, rtol=0.0, atol=0.1):
            return sentence
    return None


def precise(function: Function, generator: torch.Generator) -> Verdict:
    """Whether all of it is computed in float64 for inputs that are.

    As `labsupport.checks.formula.Formula.precise`, but with q moving along as the exact
    posterior: then no draw has any effect, unless a part of it is rounded.
    """
    s = setting(generator)
    here = s.estimate(function, 1)
    for inputs in small_steps((s.x, *s.model)):
        moved = solved(*inputs)
        slope = (moved.estimate(function, 1) - here) / STEP
        if not close(slope, (moved.evidence - s.evidence) / STEP, rtol=0.01):
            return ROUNDED
    return None


NOT_CONSTANT = (
    "where q is the exact posterior, log p(x, z) - log q(z) should be log p(x) for every draw: "
    "is z = mean + L eps, and is log q(z) the density of the same z?"
)
NO_NOISE = "no noise: z is just the mean"


def _away(s: Setting, n: int) -> tuple[Tensor, Tensor, Tensor]:
    """The observations ``n`` times, and a q for each whose mean is off by ``delta``."""
    # away from the eigenvectors, and different for each observation
    delta = torch.tensor([[0.6, -0.8], [1.1, 0.7], [-0.4, 1.3]], dtype=s.x.dtype)
    x = s.x.repeat(n, 1)
    return x, (s.mean + delta).repeat(n, 1), delta


def distribution(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the estimates are normal around the ELBO with the right variance."""
    return first(_distribution(function, generator, n, k) for n, k in ((1300, 1), (600, 4)))


def _distribution(function: Function, generator: torch.Generator, n: int, k: int) -> Verdict:
    s = setting(generator)
    x, mean, delta = _away(s, n)
    scale = s.scale_tril.expand(3 * n, 2, 2).contiguous()
    actual = numbers.forgiving(function)(x, mean, scale, *s.model, k)
    if not isinstance(actual, Tensor) or actual.shape != (3 * n,):
        return compare(actual, x[:, 0])
    gap = 0.5 * ((delta @ s.precision()) * delta).sum(-1)
    moved = actual.detach().double().reshape(n, 3) - (s.evidence - gap)
    if close(moved, torch.zeros_like(moved)):  # linear in z: the ELBO itself at the mean of q
        return NO_NOISE if k == 1 else CANCELLED
    ratio = moved.var(0) / (2 * gap / k)
    if k > 1 and bool(((ratio - k).abs() < 0.35 * k).all()):
        return "the k draws are all the same, or only one of them is used"
    sentence = noise.standard_normal(moved / (2 * gap / k).sqrt())
    if sentence is None:
        return None
    if k > 1 and _same_spread(moved, _log_mean_exp(gap, n, k)):
        return LOG_MEAN_EXP
    if k == 1:
        drawn = _drawn(function, s)
        named = None if drawn is None else noise.standard_normal(drawn)
        if named is not None and drawn is not None:
            return TRANSPOSED if _transposed(drawn, s.scale_tril) else named
    elif sentence in (noise.OFF_CENTRE, noise.NOT_GAUSSIAN):
        return "the estimates are not spread around the ELBO: is this the mean over the k draws?"
    return sentence.replace("the noise", "what the estimates are off by")


TRANSPOSED = "the noise is multiplied by L transposed; z is mean + L eps"
CANCELLED = (
    "the noise of the k draws adds up to 0: are they mirrored or standardized? They should be "
    "independent"
)
LOG_MEAN_EXP = (
    "this is log mean exp of log w = log p(x, z) - log q(z), the importance-weighted bound; the "
    "ELBO is the mean of log w"
)


def _transposed(drawn: Tensor, scale_tril: Tensor) -> bool:
    """Whether the noise (draws, 2) behind z, if z is mean + L eps, is that of z = mean + Lᵀ eps."""
    factor = torch.linalg.solve_triangular(scale_tril, scale_tril.mT, upper=False).double()
    turned, found, rtol = factor @ factor.mT, drawn.double().T.cov(), 6 * (2 / len(drawn)) ** 0.5
    # Of an L that is nearly symmetric nobody can tell.
    return close(found, turned, rtol) and not close(found, torch.eye(len(found)).double(), rtol)


def _log_mean_exp(gap: Tensor, n: int, k: int) -> Tensor:
    """Log-mean-exps of k normal log-weights, minus the ELBO, shape (n, 3)."""
    draw = torch.randn(k, n, 3, generator=torch.Generator().manual_seed(1), dtype=gap.dtype)
    return (draw * (2 * gap).sqrt()).logsumexp(0) - math.log(k)


def _same_spread(one: Tensor, other: Tensor) -> bool:
    """Whether two samples (n, 3) have the same means and variances, within their errors."""
    error = (2 / len(one)) ** 0.5 * other.std(0)
    ratio = one.var(0) / other.var(0)
    means = ((one.mean(0) - other.mean(0)).abs() < noise.SIGMAS * error).all()
    return bool(means and ((ratio - 1).abs() < 0.3).all())


def _drawn(function: Function, s: Setting, rows: int = 500) -> Tensor | None:
    """The noise behind single draws, shape (3 rows, 2), as the gradients in the mean show it."""
    x, mean, _ = _away(s, rows)
    mean = mean.requires_grad_()
    scale = s.scale_tril.expand(len(x), 2, 2).contiguous()
    try:
        output = numbers.forgiving(function)(x, mean, scale, *s.model, 1)
        (to_mean,) = gradients(output, mean)
    except Exception:
        return None
    z = s.mean.repeat(rows, 1) - to_mean.double() @ (s.scale_tril @ s.scale_tril.T)
    moved = (z - mean.detach()).T
    return torch.linalg.solve_triangular(s.scale_tril, moved, upper=False).T


def fresh(function: Function, generator: torch.Generator) -> Verdict:
    """Whether two calls draw different noise."""
    s = setting(generator)
    function = numbers.forgiving(function)
    x, mean, _ = _away(s, 1)
    scale = s.scale_tril.expand(3, 2, 2).contiguous()
    one, two = (function(x, mean, scale, *s.model, 2) for _ in range(2))
    if isinstance(one, Tensor) and isinstance(two, Tensor) and torch.equal(one, two):
        return "two calls give the same noise: is the seed set inside the function?"
    return None if isinstance(one, Tensor) and one.shape == (3,) else compare(one, mean[:, 0])


def gradient(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the pathwise gradients reach mean and scale_tril, and all others are right.

    With one draw, the gradient in the mean is -Λ(z - m), so it shows which noise was drawn; all
    other gradients then follow exactly.
    """
    s = setting(generator)
    x, mean, _ = _away(s, 500)
    scale = s.scale_tril.expand(len(x), 2, 2).contiguous()
    inputs = [t.clone().requires_grad_() for t in (x, mean, scale, *s.model)]
    output = numbers.forgiving(function)(*inputs, 1)
    if not isinstance(output, Tensor) or output.shape != (len(x),):
        return compare(output, x[:, 0])
    try:
        to_x, to_mean, to_scale, *to_model = gradients(output, *inputs)
    except RuntimeError:
        return NO_BACKWARD
    if not to_mean.any() and not to_scale.any():
        return noise.ZERO if output.requires_grad and not to_x.any() else noise.CUT
    factor, covariance = s.scale_tril, s.scale_tril @ s.scale_tril.T
    z = s.mean.repeat(500, 1) - to_mean @ covariance
    drawn = torch.linalg.solve_triangular(factor, (z - mean).T, upper=False).T
    inverse = torch.diag(1 / factor.diagonal())
    wanted = (to_mean[:, :, None] * drawn[:, None, :] + inverse).tril()
    if not to_mean.any() or not close(to_scale.tril(), wanted, rtol=1e-4):
        return (
            "the value is right, but the gradient with respect to mean or scale_tril is not that "
            "of a reparameterized draw: a part of z or of log q is cut off, by .sample(), "
            ".detach() or torch.no_grad()"
        )
    pull = (x - s.bias - z @ s.weight.T) / s.noise_var
    to_noise_var = 0.5 * (pull.square() - 1 / s.noise_var).sum()
    for name, found, right in (
        ("x", to_x, -pull),
        ("weight", to_model[0], pull.T @ z),
        ("bias", to_model[1], pull.sum(0)),
        ("noise_var", to_model[2], to_noise_var),
    ):
        if not close(found, right, rtol=1e-4):
            return (
                f"the value is right, but the gradient with respect to {name} is wrong: a part of "
                "it is cut off, by .detach(), torch.no_grad() or .item()"
            )
    return noise.standard_normal(drawn.detach())


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether estimates have the dtype and the device of the inputs, without rounding."""
    s = setting(generator)
    scale = s.scale_tril.expand(len(s.x), 2, 2).contiguous()
    inputs = (s.x, s.mean, scale, *s.model, 2)
    return (
        _exact(function, generator, torch.float64, 2)
        or numbers.number_type(function, *inputs, like="mean")
        or precise(function, generator)
        or numbers.device(function, *inputs, like="mean")
    )
