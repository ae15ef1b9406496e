"""Verdicts on the exercises of topic ``gradients`` that draw nothing: functions of given numbers.

The six reparameterizations are quantile functions, so their references are those of
torch.distributions, or solve its distribution function; a uniform number that is moved by the right
quantile function has exactly the right distribution.
"""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Cauchy, Laplace, Pareto, Weibull

from labsupport.checks import numbers
from labsupport.checks.compare import DIFFER, Verdict, close, compare
from labsupport.checks.elbo.formulas import covariance
from labsupport.checks.formula import Formula, Function, Mistakes
from labsupport.checks.parts import usual

SIGN = "the sign is wrong"
OWN_NOISE = "it draws noise of its own: use the noise that is given"

# --- optimal_baseline -----------------------------------------------------------------------------


def _others(n: int, like: Tensor) -> Tensor:
    """(n, n): 1 where row and column are different draws."""
    return 1 - torch.eye(n, dtype=like.dtype)


def _baseline(values: Tensor, scores: Tensor) -> Tensor:
    others = _others(len(values), values)
    return (others @ (values[:, None] * scores**2)) / (others @ scores**2)


def _baseline_mistakes(values: Tensor, scores: Tensor) -> Mistakes:
    n, right, squares = len(values), _baseline(values, scores), scores**2
    others, column = _others(n, values), values[:, None]
    own = (column * squares).sum(0) / squares.sum(0)
    mean = (others @ column) / (n - 1)
    both = squares.sum(-1, keepdim=True)
    deviation = scores - scores.mean(0)
    covariance = (deviation * column * scores).sum(0) / deviation.square().sum(0)
    leaves = "row i takes the sums over all draws but draw i"
    return {
        f"the baseline knows its own draw, so it is not independent of it: {leaves}": (
            own.expand_as(right)
        ),
        f"one baseline for all the draws knows each of them; {leaves}": own,
        "this is one baseline with a row for itself: " + leaves: own[None],
        "this is the mean of the other f; weight each with its squared score": mean.expand_as(
            right
        ),
        "this is the mean of the other f, one for both parameters; weight with squared scores": (
            mean[:, 0]
        ),
        "this is the mean of the other f, in one column; weight with squared scores": mean,
        "this is the mean of f; weight each with its squared score, and leave the own draw out": (
            values.mean().expand_as(right)
        ),
        "this is the mean of f, one number for everything": values.mean(),
        "the scores are not squared": (others @ (column * scores)) / (others @ scores),
        "the sizes of the scores are used; square them": (others @ (column * scores.abs()))
        / (others @ scores.abs()),
        "the score is squared below, and not above": (others @ (column * scores))
        / (others @ squares),
        "the sum below is doubled before the own draw is left out": (others @ (column * squares))
        / (2 * squares.sum(0) - squares),
        "the sum below is multiplied by the own draw's score; subtract": (
            others @ (column * squares)
        )
        / (squares.sum(0) * squares),
        "the sum of the squared scores does not divide": others @ (column * squares),
        "E[f s^2] is not divided by E[s^2]": (others @ (column * squares)) / (n - 1),
        "the sum above leaves the own draw out, the sum below does not": (
            others @ (column * squares)
        )
        / squares.sum(0),
        "the sum below leaves the own draw out, the sum above does not": (column * squares).sum(0)
        / (others @ squares),
        "each parameter has a baseline of its own: do not add their squared scores": (
            (others @ (column * both)) / (others @ both)
        ).expand_as(right),
        "this is the estimate itself; return the baseline alone": (column - right) * scores,
        "this is the value minus the baseline; return the baseline alone": column - right,
        "the fraction is upside down": 1 / right,
        SIGN: -right,
        "Cov(f s, s) / Var(s) from all the draws knows its own draw: " + leaves: covariance,
        "the draws are on the first axis, the parameters on the last": right.mT,
        "averaged over the draws": right.mean(0),
    }


BASELINE = Formula(["values", "scores"], _baseline, usual(_baseline, _baseline_mistakes))

# --- control_variate ------------------------------------------------------------------------------


def _beta(estimates: Tensor, control: Tensor) -> Tensor:
    g, h = estimates - estimates.mean(0), control - control.mean(0)
    return (g * h).sum(0) / (h * h).sum(0)


def _controlled(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    return estimates + _beta(estimates, control) * (expected - control)


def _controlled_mistakes(estimates: Tensor, control: Tensor, expected: Tensor) -> Mistakes:
    n, beta = len(estimates), _beta(estimates, control)
    right = _controlled(estimates, control, expected)
    g, h = estimates - estimates.mean(0), control - control.mean(0)
    away = control - expected

    def with_(coefficient: Tensor | float) -> Tensor:
        return estimates - coefficient * away

    spread = (g * g).sum(0)
    return {
        "h - E[h] is added; subtract it": with_(-beta),
        "E[h] is missing: its part of the expectation is lost": estimates - beta * control,
        "the mean of h over the draws stands where its known expectation belongs, which changes "
        "no mean": estimates - beta * h,
        "the coefficient is 1; take Cov(g, h) / Var(h)": with_(1.0),
        "the coefficient is 1, and the difference is added": with_(-1.0),
        "the coefficient is upside down: Var(h) / Cov(g, h)": with_(1 / beta),
        "the coefficient is divided by Var(g); divide by Var(h)": with_((g * h).sum(0) / spread),
        "this coefficient is the correlation: divide by Var(h) alone": with_(
            (g * h).sum(0) / (spread * (h * h).sum(0)).sqrt()
        ),
        "the coefficient is the covariance; divide by Var(h)": with_((g * h).sum(0) / n),
        "the coefficient is the covariance, over n - 1; divide by Var(h)": with_(
            (g * h).sum(0) / (n - 1)
        ),
        "the coefficient is E[g h] / E[h^2]; subtract the means first": with_(
            (estimates * control).sum(0) / (control * control).sum(0)
        ),
        "divided by n - 1 below and by n above, or the other way round": with_(beta * (n - 1) / n),
        "divided by n - 1 above and by n below": with_(beta * n / (n - 1)),
        "one coefficient for all columns; each has its own": with_(
            _beta(estimates.flatten(), control.flatten())
        ),
        "the coefficient has a factor of 2 too many": with_(2 * beta),
        "the coefficient is halved": with_(beta / 2),
        "divided by the standard deviation of h; divide by its variance": with_(
            beta * ((h * h).sum(0) / (n - 1)).sqrt()
        ),
        "divided by the standard deviation of h, over n; divide by its variance": with_(
            beta * ((h * h).sum(0) / n).sqrt()
        ),
        "this is the coefficient; return the new estimates": beta,
        "averaged over the draws; return one for each": right.mean(0),
        "these are the estimates as they came": estimates,
        "this is the part to subtract; return the difference": beta * away,
        "E[h] is added twice": estimates - beta * (control + expected),
        "this is the control variate minus beta times the estimates": control - beta * estimates,
        "the product is used instead of the difference": estimates * beta * away,
    }


CONTROLLED = Formula(
    ["estimates", "control", "expected"], _controlled, usual(_controlled, _controlled_mistakes)
)

# --- one reparameterization per family ------------------------------------------------------------

FALLS = "x falls as u grows: it has the right distribution, but asked is P(X <= x) = u"


def _changed(x: Tensor, loc: Tensor, scale: Tensor) -> dict[str, Tensor]:
    """Mistakes with loc and scale that every family shares."""
    standard = (x - loc) / scale
    return {
        "this is loc alone; the noise is not used": loc.expand_as(x),
        "this is loc alone, one number for each loc; the noise is not used": loc,
        "loc is missing": x - loc,
        "scale is missing": loc + standard,
        "it is divided by scale; multiply": loc + standard / scale,
        "loc is multiplied by scale too; it is added at the end": scale * (standard + loc),
        "loc is subtracted; add it": x - 2 * loc,
        "the square root of scale is taken: it is no variance": loc + standard * scale.sqrt(),
        "scale is squared: it is no standard deviation to be turned into a variance": loc
        + standard * scale**2,
        "loc and scale are exchanged": scale + standard * loc,
    }


def _laplace(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    return Laplace(loc, scale, validate_args=False).icdf(u)


def _laplace_mistakes(u: Tensor, loc: Tensor, scale: Tensor) -> Mistakes:
    x, side = _laplace(u, loc, scale), u - 0.5
    return {
        FALLS: 2 * loc - x,
        "it is always above loc: the sign of u - 1/2 is missing": loc + (x - loc).abs(),
        "it is always below loc: the sign of u - 1/2 is missing": loc - (x - loc).abs(),
        "the factor 2 is missing: 1 - 2 |u - 1/2| runs from 0 to 1": loc
        - scale * side.sign() * torch.log1p(-side.abs()),
        "this is an exponential variable, -log(1 - u), which has one side": loc
        - scale * torch.log1p(-u),
        "this is an exponential variable, -log u, which has one side": loc - scale * u.log(),
        "this is a logistic variable": loc + scale * torch.logit(u),
        "this is a Gaussian variable": loc + scale * torch.special.ndtri(u),
        "the logarithm is missing": loc + scale * side.sign() * 2 * side.abs(),
        "log u stands where the logarithm of 1 - 2 |u - 1/2| belongs": loc
        - scale * side.sign() * u.log(),
        "scale is taken for the standard deviation, which is sqrt(2) times as large": loc
        + (x - loc) / math.sqrt(2),
        "the logarithm has the base 2": loc + (x - loc) / math.log(2),
        **_changed(x, loc, scale),
    }


def _logistic(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    return loc + 2 * scale * torch.atanh(2 * u - 1)


def _logistic_mistakes(u: Tensor, loc: Tensor, scale: Tensor) -> Mistakes:
    x = _logistic(u, loc, scale)
    return {
        FALLS: 2 * loc - x,
        "the logarithm is missing: u / (1 - u) are the odds": loc + scale * u / (1 - u),
        "1 - u is missing: take the logarithm of the odds u / (1 - u)": loc + scale * u.log(),
        "u is missing: take the logarithm of the odds u / (1 - u)": loc - scale * torch.log1p(-u),
        "the logarithms of u and 1 - u are added; subtract": loc
        + scale * (u.log() + torch.log1p(-u)),
        "this is the sigmoid; the quantile function is its inverse": loc + scale * torch.sigmoid(u),
        "this is the sigmoid of all; the quantile function is its inverse": torch.sigmoid(
            loc + scale * u
        ),
        "this is the sigmoid of (u - loc) / scale; the quantile function is its inverse": (
            torch.sigmoid((u - loc) / scale)
        ),
        "the atanh needs a factor of 2": loc + (x - loc) / 2,
        "this is a Laplace variable": _laplace(u, loc, scale),
        "this is a Gaussian variable": loc + scale * torch.special.ndtri(u),
        "this is a Gumbel variable": loc - scale * torch.log(-u.log()),
        "scale is taken for the standard deviation, which is pi / sqrt(3) times as large": loc
        + (x - loc) * math.sqrt(3) / math.pi,
        "the logarithm has the base 10": loc + (x - loc) / math.log(10),
        "the logarithm has the base 2": loc + (x - loc) / math.log(2),
        **_changed(x, loc, scale),
    }


def _cauchy(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    return Cauchy(loc, scale, validate_args=False).icdf(u)


def _cauchy_mistakes(u: Tensor, loc: Tensor, scale: Tensor) -> Mistakes:
    x, side = _cauchy(u, loc, scale), u - 0.5
    return {
        FALLS: 2 * loc - x,
        "1/2 is not subtracted from u: it has the right distribution, but asked is "
        "P(X <= x) = u": loc + scale * torch.tan(math.pi * u),
        "the tangent is missing": loc + scale * math.pi * side,
        "u - 1/2 is subtracted from pi; multiply": loc + scale * torch.tan(math.pi - side),
        "pi is missing inside of the tangent": loc + scale * torch.tan(side),
        "it should be pi inside of the tangent, not 2 pi": loc
        + scale * torch.tan(2 * math.pi * side),
        "it should be pi inside of the tangent, not pi / 2": loc
        + scale * torch.tan(math.pi / 2 * side),
        "it should be pi (u - 1/2) inside of the tangent, not pi u / 2": loc
        + scale * torch.tan(math.pi / 2 * u),
        "this is the arctangent; the quantile function has the tangent": loc
        + scale * torch.atan(math.pi * side),
        "this is the distribution function; the quantile function is its inverse": 0.5
        + torch.atan((u - loc) / scale) / math.pi,
        "this is the sine, whose values end; take the tangent": loc
        + scale * torch.sin(math.pi * side),
        "this is a Gaussian variable": loc + scale * torch.special.ndtri(u),
        "this is a logistic variable": loc + scale * torch.logit(u),
        "pi stands outside of the tangent": loc + scale * math.pi * torch.tan(side),
        "1/2 is added to u; subtract it": loc + scale * torch.tan(math.pi * u + 0.5),
        "1/2 is subtracted from pi u; subtract it from u": loc
        + scale * torch.tan(math.pi * u - 0.5),
        **_changed(x, loc, scale),
    }


def _rayleigh(u: Tensor, scale: Tensor) -> Tensor:
    return Weibull(scale * math.sqrt(2), 0 * scale + 2, validate_args=False).icdf(u)


def _rayleigh_mistakes(u: Tensor, scale: Tensor) -> Mistakes:
    x = _rayleigh(u, scale)
    standard = x / scale
    return {
        FALLS: scale * torch.sqrt(-2 * u.log()),
        "the 2 inside of the root is missing": x / math.sqrt(2),
        "the root is missing": scale * standard**2,
        "the root is missing, and the 2": scale * standard**2 / 2,
        "scale is inside of the root; it belongs outside": standard * scale.sqrt(),
        "scale is squared": standard * scale**2,
        "scale is missing": standard,
        "it is divided by scale; multiply": standard / scale,
        "the 2 stands outside of the root": math.sqrt(2) * x,
        SIGN: -x,
        "the ½ belongs below x squared: 1 - u = exp(-x^2 / 2), so x^2 = -2 log(1 - u)": x / 2,
        "scale is added; multiply by it": standard + scale,
        "this is the length of a Gaussian in one dimension, not in two": scale
        * math.sqrt(2)
        * torch.erfinv(u),
        "the logarithm is missing": scale * torch.sqrt(2 * u),
        "the logarithm is missing, with 1 - u": scale * torch.sqrt(2 * (1 - u)),
        "the logarithm has the base 10": x / math.sqrt(math.log(10)),
        "the logarithm has the base 2": x / math.sqrt(math.log(2)),
        "this is the distribution function; the quantile function is its inverse": -torch.expm1(
            -(u**2) / (2 * scale**2)
        ),
    }


def _pareto(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    return Pareto(scale, alpha, validate_args=False).icdf(u)


def _pareto_mistakes(u: Tensor, scale: Tensor, alpha: Tensor) -> Mistakes:
    x = _pareto(u, scale, alpha)
    standard = x / scale
    return {
        FALLS: scale * u ** (-1 / alpha),
        "the exponent is alpha; it should be 1 / alpha": scale * (1 - u) ** (-alpha),
        "the exponent has the wrong sign: x is below scale": scale * (1 - u) ** (1 / alpha),
        "the exponent has the wrong sign, and u is taken for 1 - u: x is below scale": scale
        * u ** (1 / alpha),
        "the exponent is alpha with the wrong sign": scale * (1 - u) ** alpha,
        "the exponent is alpha, and u is taken for 1 - u": scale * u ** (-alpha),
        "the exponent is alpha with the wrong sign, and u is taken for 1 - u": scale * u**alpha,
        "scale is missing": standard,
        "it is divided by scale; multiply": standard / scale,
        "scale is added; multiply by it": standard + scale,
        "scale is inside of the power; it belongs outside": (scale * (1 - u)) ** (-1 / alpha),
        "this is the Lomax variable, which starts at 0; a Pareto variable starts at scale": x
        - scale,
        "this is an exponential variable: take exp of it": -torch.log1p(-u) / alpha,
        "this is an exponential variable times scale: take exp before": -scale
        * torch.log1p(-u)
        / alpha,
        "this is an exponential variable above scale: take exp, and multiply by scale": scale
        - torch.log1p(-u) / alpha,
        "scale and alpha are exchanged": alpha * (1 - u) ** (-1 / scale),
        "exp(-log(1 - u) alpha): divide by alpha": scale * torch.exp(-torch.log1p(-u) * alpha),
        "the exponent is -1 / (alpha + 1): that is the density's power": scale
        * (1 - u) ** (-1 / (alpha + 1)),
        "alpha is not used": scale / (1 - u),
    }


def _student(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    return loc + scale * noise * torch.exp((df.log() - chi_square.log()) / 2)


def _student_mistakes(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Mistakes:
    x = _student(noise, chi_square, df, loc, scale)
    gaussian, ratio = scale * noise, chi_square / df
    return {
        "the root is missing: divide the noise by sqrt(chi_square / df)": loc + gaussian / ratio,
        "it is multiplied by sqrt(chi_square / df); divide by it": loc + gaussian * ratio.sqrt(),
        "it is multiplied by chi_square / df; divide by its root": loc + gaussian * ratio,
        "chi_square is not divided by df": loc + gaussian / chi_square.sqrt(),
        "chi_square is not divided by df, and the root is missing": loc + gaussian / chi_square,
        "df is not used rightly: chi_square is multiplied by it": loc
        + gaussian / (chi_square * df).sqrt(),
        "only df is under the root, not chi_square": loc + gaussian * df.sqrt() / chi_square,
        "only chi_square is under the root, not df": loc + gaussian * df / chi_square.sqrt(),
        "chi_square is not used: this is a Gaussian variable": loc + gaussian,
        "chi_square is not used": loc + gaussian * df.sqrt(),
        "the noise is not used": loc + scale / ratio.sqrt(),
        "scale stands where the noise belongs": loc + scale**2 / ratio.sqrt(),
        "1 is added to df / chi_square": loc + gaussian * (df / chi_square + 1).sqrt(),
        "df - 1 stands where df belongs": loc + gaussian * ((df - 1) / chi_square).sqrt(),
        "df + 1 stands where df belongs": loc + gaussian * ((df + 1) / chi_square).sqrt(),
        "df - 2 stands where df belongs": loc + gaussian * ((df - 2).abs() / chi_square).sqrt(),
        "loc is divided by sqrt(chi_square / df) too; it is added at the end": (loc + gaussian)
        / ratio.sqrt(),
        "noise and chi_square are exchanged": loc + scale * chi_square / (noise.abs() / df).sqrt(),
        "chi_square is squared: it is a sum of squares already": loc
        + gaussian * df.sqrt() / chi_square,
        SIGN + ": asked is loc + scale t": 2 * loc - x,
        "the noise is squared: that is an F variable": loc + scale * noise**2 / ratio,
        **_changed(x, loc, scale),
    }


def no_noise_of_its_own(function: Function, *inputs: Tensor) -> Verdict:
    """Whether two calls give the same: the noise is among the inputs."""
    function = numbers.forgiving(function)
    first, second = function(*inputs), function(*inputs)
    both = isinstance(first, Tensor) and isinstance(second, Tensor)
    if both and first.isfinite().all() and not close(first, second):
        return OWN_NOISE
    return None


LAPLACE = Formula(["u", "loc", "scale"], _laplace, usual(_laplace, _laplace_mistakes))
LOGISTIC = Formula(["u", "loc", "scale"], _logistic, usual(_logistic, _logistic_mistakes))
CAUCHY = Formula(["u", "loc", "scale"], _cauchy, usual(_cauchy, _cauchy_mistakes))
RAYLEIGH = Formula(["u", "scale"], _rayleigh, usual(_rayleigh, _rayleigh_mistakes))
PARETO = Formula(["u", "scale", "alpha"], _pareto, usual(_pareto, _pareto_mistakes))
STUDENT = Formula(
    ["noise", "chi_square", "df", "loc", "scale"], _student, usual(_student, _student_mistakes)
)

FAMILIES: dict[str, Formula] = {
    "laplace_from_uniform": LAPLACE,
    "logistic_from_uniform": LOGISTIC,
    "cauchy_from_uniform": CAUCHY,
    "rayleigh_from_uniform": RAYLEIGH,
    "pareto_from_uniform": PARETO,
    "student_t_from_normal": STUDENT,
}


def tails(function: Function, term: Formula, u: Tensor, *parameters: Tensor) -> Verdict:
    """Whether the noise ``u`` may be a thousand times as near to 0, and so near to 1.

    Each end alone: the numbers of one may be so large that those of the other are rounding errors.
    """
    function = numbers.forgiving(function)
    for at, end in ((1e-3 * u, "0"), (1 - 1e-3 * u, "1")):
        actual, right = function(at, *parameters), term.reference(at, *parameters)
        sentence = compare(actual, right, rtol=0.01)
        if sentence is not None:
            same_shape = isinstance(actual, Tensor) and actual.shape == right.shape
            if same_shape and bool((actual.abs() < 0.9 * right.abs()).any()):
                sentence = "the tail is cut off: is something clamped, or a small number added?"
            return f"for u near {end}: {sentence}"
    return None


# --- rsample_full_covariance ----------------------------------------------------------------------

NOT_LINEAR = "it is not mean + A noise with the same matrix A for all noise"


def moments(function: Function) -> Function:
    """What a sampler does as a function of the mean and of a root of the covariance.

    Its first row is the result for no noise, which is the mean. From the results for a noise of 1
    in one coordinate come the columns of A, and A A^T, the other rows, which is the same for every
    right A.
    """

    def composed(mean: Tensor, root: Tensor) -> Any:
        cov, zero = covariance(root), torch.zeros_like(mean)
        units = torch.eye(mean.shape[-1], dtype=mean.dtype, device=mean.device)
        centre, *moved = (function(mean, cov, zero + unit) for unit in (0 * units[0], *units))
        for result in (centre, *moved):
            if not isinstance(result, Tensor) or result.shape != mean.shape:
                return result
        a = torch.stack([x - centre for x in moved], -1)
        return torch.cat([centre.unsqueeze(-2), a @ a.mT], -2)

    return composed


def _joined(mean: Tensor, cov: Tensor) -> Tensor:
    return torch.cat([mean.unsqueeze(-2), cov], -2)


def _moments(mean: Tensor, root: Tensor) -> Tensor:
    return _joined(mean, covariance(root))


def _moments_mistakes(mean: Tensor, root: Tensor) -> Mistakes:
    cov = covariance(root)
    factor = torch.linalg.cholesky(cov)
    variances = torch.diag_embed(cov.diagonal(0, -2, -1))
    diagonal = torch.diag_embed(factor.diagonal(0, -2, -1))
    inverse = torch.linalg.inv(factor)
    lower = cov.tril()
    return {
        sentence: _joined(mean, wrong)
        for sentence, wrong in {
            "the noise is not used": 0 * cov,
            "the noise is added as it is; multiply it by a factor of the covariance": torch.eye(
                cov.shape[-1], dtype=cov.dtype
            ).expand_as(cov),
            "the noise is multiplied by L transposed (noise @ L does that); it should be L": (
                factor.mT @ factor
            ),
            "the noise is multiplied by the covariance; multiply it by a factor of it": cov @ cov,
            "the square root of each entry is no factor of the covariance": (
                torch.sqrt(cov.abs()) @ torch.sqrt(cov.abs()).mT
            ),
            "only the variances are used, as if the coordinates were independent": variances,
            "the variances alone are used, and as standard deviations": variances @ variances,
            "only the diagonal of the Cholesky factor is used": diagonal @ diagonal,
            "the covariance is inverted, as if it were a precision": (inverse.mT @ inverse),
            "the factor is inverted: it should give the noise its covariance, not take it": (
                inverse @ inverse.mT
            ),
            "the lower triangle of the covariance is no factor of it": lower @ lower.mT,
            "the noise is doubled": 4 * cov,
        }.items()
    }


MOMENTS = Formula(["mean", "covariance"], _moments, usual(_moments, _moments_mistakes))


def full_covariance(function: Function, mean: Tensor, root: Tensor, noise: Tensor) -> Verdict:
    """Whether the draws have the mean, the noise that is given and the covariance."""
    function = numbers.forgiving(function)
    cov, zero = covariance(root), torch.zeros_like(mean)
    centre = function(mean, cov, zero)
    sentence = compare(
        centre,
        mean,
        {
            "the mean is missing": zero,
            "the mean is subtracted; add it": -mean,
            "the mean is added twice": 2 * mean,
            "the mean is multiplied by the factor too": (
                torch.linalg.cholesky(cov) @ mean.unsqueeze(-1)
            ).squeeze(-1),
        },
    )
    if sentence == DIFFER and not close(function(mean, cov, zero), centre):
        return OWN_NOISE
    if sentence is not None:
        return f"where all noise is 0, the result should be the mean: {sentence}"
    first, second = (function(mean, cov, noise) for _ in range(2))
    if isinstance(first, Tensor) and isinstance(second, Tensor) and not close(first, second):
        return OWN_NOISE
    return MOMENTS.value(moments(function), mean, root) or linear(function, mean, cov, noise)


def linear(function: Function, mean: Tensor, cov: Tensor, noise: Tensor) -> Verdict:
    """Whether noise (n, ..., d) becomes mean + A noise with A A^T = cov, for any shapes.

    Then (x_i - mean)^T cov^-1 (x_j - mean) is the product of the noise of draws i and j.
    """
    x = numbers.forgiving(function)(mean, cov, noise)
    right = torch.broadcast_tensors(mean, noise)[0]
    if cov.dim() > 2:
        right = torch.broadcast_tensors(right, cov[..., 0])[0]
    given = f"for noise of shape {tuple(noise.shape)} and covariance of {tuple(cov.shape)}: "
    sentence = compare(x, right)
    if sentence not in (None, DIFFER):
        return given + str(sentence)
    factor = torch.linalg.cholesky(cov)

    def products(moved: Tensor) -> Tensor:
        moved = moved.to(factor)
        white = torch.linalg.solve_triangular(factor, moved.unsqueeze(-1), upper=False).squeeze(-1)
        return torch.einsum("i...d,j...d->ij...", white, white)

    wanted = torch.einsum("i...d,j...d->ij...", noise, noise).expand(len(x), len(x), *x.shape[1:-1])
    if close(products(x.detach() - mean), wanted, rtol=1e-3):
        return None
    square = noise.dim() == 2 and noise.shape[0] == noise.shape[1] and cov.dim() == 2
    if square and close(x.detach() - mean, factor @ noise):
        return given + "the noise of a draw is a row; factor @ noise takes columns for draws"
    return given + NOT_LINEAR


def sampler_kind(function: Function, mean: Tensor, root: Tensor, noise: Tensor) -> Verdict:
    """Whether the draws have the dtype and the device of ``mean``, without rounding."""
    inputs = (mean, covariance(root), noise)
    return (
        linear(function, *inputs)
        or numbers.number_type(function, *inputs, like="mean")
        or MOMENTS.precise(moments(function), mean, root)
        or numbers.device(function, *inputs, like="mean")
    )


SHAPES = (
    ((3,), (3, 3), (3,)),
    ((3,), (3, 3), (3, 3)),
    ((2, 3), (2, 3, 3), (2, 3)),
    ((2,), (2, 2), (5, 2)),
    ((4, 2), (4, 2, 2), (3, 4, 2)),
    ((2,), (2, 2), (3, 4, 2)),
    ((1,), (1, 1), (4, 1)),
)


def shapes(function: Function, normal: Callable[..., Tensor], dtype: torch.dtype) -> Verdict:
    """Whether means, covariances and noise of several shapes are right together.

    Args:
        function: the exercise.
        normal: gives standard normal numbers of the shape that it gets.
        dtype: of everything.
    """
    for mean, cov, noise in SHAPES:
        given = normal(*noise).to(dtype)
        first = given if len(noise) > len(mean) else given[None]
        root = normal(*cov).to(dtype)
        centre = normal(*mean).to(dtype)

        def stacked(m: Tensor, c: Tensor, e: Tensor, alone: bool = first is not given) -> Any:
            result = function(m, c, e[0] if alone else e)
            return result[None] if alone and isinstance(result, Tensor) else result

        sentence = linear(stacked, centre, covariance(root), first)
        if sentence is not None:
            return sentence
    return None
