"""The exercises of topic ``elbo`` that are formulas: densities, divergences and posteriors."""

import math

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, close
from labsupport.checks.declaration import Declaration
from labsupport.checks.formula import ROUNDED
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

LOG_2PI = math.log(2 * math.pi)
Outcomes = tuple[Tensor, Tensor]
NEEDS = "\n  (it can only be right if the functions that it calls have their ✓)"
SIZES = [(4, 5, 3), (1, 3, 2), (4, 5, 1), (3, 2, 3)]  # observations, pixels, latent


def model(make: Inputs, pixels: int, latent: int) -> list[Tensor]:
    """W, b and a noise variance that is far from 1."""
    return [make.normal(pixels, latent), make.normal(pixels), make.uniform(0.2, 0.5)]


def observed(make: Inputs, n: int, pixels: int, latent: int) -> list[Tensor]:
    """Observations and a model."""
    return [make.normal(n, pixels), *model(make, pixels, latent)]


def encoded(make: Inputs, n: int, pixels: int, latent: int) -> list[Tensor]:
    """Observations, means and log-variances of q, and a model."""
    q = [make.normal(n, latent), make.normal(n, latent)]
    return [make.normal(n, pixels), *q, *model(make, pixels, latent)]


# --- log_joint


def log_joint(x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor) -> Tensor:
    """log N(z; 0, I) + log N(x; W z + b, s^2 I)."""
    prior = -0.5 * (z**2 + LOG_2PI)
    error = x - z @ weight.mT - bias
    likelihood = -0.5 * (error**2 / noise_var + noise_var.log() + LOG_2PI)
    return prior.sum(-1) + likelihood.sum(-1)


def points(
    make: Inputs,
    n: tuple[int, ...],
    k: tuple[int, ...],
    pixels: int = 4,
    latent: int = 3,
    narrow: float = 1.0,
) -> list[Tensor]:
    """Observations (*n, pixels), codes (*k, latent) and a model, its noise_var times ``narrow``."""
    weight, bias, noise_var = model(make, pixels, latent)
    return [make.normal(*n, pixels), make.normal(*k, latent), weight, bias, narrow * noise_var]


LOG_JOINT = Declaration(
    log_joint,
    points,
    [
        ((5,), (5,), 4, 2),
        ((5,), (5,), 4, 2, 0.01),
        ((), ()),
        ((6,), (4, 6)),
        ((2, 1), (2, 3)),
        ((3,), ()),
    ],
    edits={
        "the prior log p(z) is missing": "prior.sum(-1) + likelihood -> likelihood",
        "the likelihood log p(x | z) is missing": "+ likelihood.sum(-1) ->",
        "the prior is subtracted; a joint is the product of both, so add its logarithm": (
            "return prior.sum(-1) + -> return -prior.sum(-1) +"
        ),
        "return the logarithm of the joint density": (
            "prior.sum(-1) + likelihood.sum(-1) -> (prior.sum(-1) + likelihood.sum(-1)).exp()"
        ),
        "the two log-densities are multiplied; add them": "prior.sum(-1) + -> prior.sum(-1) *",
        "the variance stands where the standard deviation belongs": (
            "error**2 / noise_var + noise_var.log() -> error**2 / noise_var**2 + 2*noise_var.log()"
        ),
        "the bias is missing": "- bias ->",
        "the bias has the wrong sign": "- bias -> + bias",
        "the constants -½ log(2π) are missing": (
            "z**2 + LOG_2PI -> z**2; noise_var.log() + LOG_2PI -> noise_var.log()"
        ),
        "the constant -½ log(2π) of the prior is missing": "z**2 + LOG_2PI -> z**2",
        "the constant -½ log(2π) of the likelihood is missing": ".log() + LOG_2PI -> .log()",
        "log noise_var has the wrong sign": "+ noise_var.log() -> - noise_var.log()",
        "the logarithm of the likelihood's constant is to base 2; the natural one is meant": (
            "noise_var.log() + LOG_2PI -> (2 * math.pi * noise_var).log2()"
        ),
        "the term log noise_var is missing": "+ noise_var.log() ->",
        "every pixel brings its own log noise_var, not all of them together one": (
            "noise_var.log() -> noise_var.log() / x.shape[-1]"
        ),
        "every pixel brings its own constant -½ log(2π), not all of them together one": (
            "noise_var.log() + LOG_2PI -> noise_var.log() + LOG_2PI / x.shape[-1]"
        ),
        "every coordinate brings its own constant -½ log(2π)": (
            "z**2 + LOG_2PI -> z**2 + LOG_2PI / z.shape[-1];"
            "noise_var.log() + LOG_2PI -> noise_var.log() + LOG_2PI / x.shape[-1]"
        ),
        "the squared error is not divided by noise_var": "error**2 / noise_var -> error**2",
        "the squared error needs its ½": "error**2 / noise_var -> 2 * error**2 / noise_var",
        "averaged over the pixels and over the latent coordinates; sum over them": (
            "prior.sum(-1) + likelihood.sum(-1) -> prior.mean(-1) + likelihood.mean(-1)"
        ),
        "averaged over the last axis; sum over it instead": (
            "likelihood.sum(-1) -> likelihood.mean(-1)"
        ),
        "summed over every axis; sum over the last axis only, one number per row": (
            "prior.sum(-1) + likelihood.sum(-1) -> prior.sum() + likelihood.sum()"
        ),
        "averaged over the rows as well; return one number per row": (
            "prior.sum(-1) + likelihood.sum(-1) -> (prior.sum(-1) + likelihood.sum(-1)).mean()"
        ),
    },
    examples=[
        ([0.0], [0.0], [[1.0]], [0.0], 1.0),
        ([1.0], [0.0], [[1.0]], [0.0], 1.0),
        ([0.0], [1.0], [[2.0]], [0.0], 1.0),
        ([0.0], [0.0], [[1.0]], [0.0], 4.0),
        ([0.0], [0.0], [[1.0]], [1.0], 1.0),
    ],
)


# --- gaussian_kl_full


def gaussian_kl_full(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """KL(q || p)."""
    gap = (mean_p - mean_q).unsqueeze(-1)
    trace = (cov_p.inverse() @ cov_q).diagonal(0, -2, -1).sum(-1)
    distance = (gap.mT @ torch.linalg.solve(cov_p, gap))[..., 0, 0]
    ratio = cov_p.logdet() - cov_q.logdet()
    return 0.5 * (trace + distance - mean_q.shape[-1] + ratio)


def diagonal(matrix: Tensor) -> Tensor:
    """A matrix whose other entries are 0."""
    return torch.diag_embed(matrix.diagonal(0, -2, -1))


def kl_of_others(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> dict[str, Tensor]:
    """Mistakes that give the divergence of other Gaussians."""
    return {
        "this is KL(p || q), the divergence in the other direction": gaussian_kl_full(
            mean_p, cov_p, mean_q, cov_q
        ),
        "only the diagonals of the covariances are used": gaussian_kl_full(
            mean_q, diagonal(cov_q), mean_p, diagonal(cov_p)
        ),
        "the covariances are used as if they were standard deviations": gaussian_kl_full(
            mean_q, cov_q @ cov_q, mean_p, cov_p @ cov_p
        ),
    }


def covariance(factor: Tensor) -> Tensor:
    """A well-conditioned covariance from any square matrices."""
    return factor @ factor.mT + 0.5 * torch.eye(factor.shape[-1]).to(factor)


def with_covariances(
    mean_q: Tensor, factor_q: Tensor, mean_p: Tensor, factor_p: Tensor
) -> list[Tensor]:
    """Two Gaussians from means and factors, whose gradients are unambiguous."""
    return [mean_q, covariance(factor_q), mean_p, covariance(factor_p)]


def gaussians(
    make: Inputs, d: int, shape: tuple[int, ...], *others: tuple[int, ...]
) -> list[Tensor]:
    """Means and factors of two Gaussians, of ``shape`` or of one shape each."""
    mean_q, factor_q, mean_p, factor_p = others or 4 * (shape,)
    return [
        make.normal(*mean_q, d),
        make.normal(*factor_q, d, d),
        make.normal(*mean_p, d),
        make.normal(*factor_p, d, d),
    ]


def many_dimensions(function: Function, generator: torch.Generator, d: int = 240) -> Verdict:
    """Whether the divergence is right where the determinants are too small for float64."""
    means = 0.01 * torch.randn(2, d, generator=generator, dtype=torch.float64)
    variances = 0.01 * (0.5 + torch.rand(2, d, generator=generator, dtype=torch.float64))
    covariances = torch.diag_embed(variances)
    inputs = (means[0], covariances[0], means[1], covariances[1])
    result = numbers.forgiving(function)(*inputs)
    right = gaussian_kl_full(*inputs)
    sentence = GAUSSIAN_KL_FULL.judge.named(function, result, right, *inputs)
    if sentence is not None and isinstance(result, Tensor) and not result.isfinite().all():
        sentence = (
            "a determinant is too small to be held: take its logarithm with torch.logdet or from "
            "the diagonal of a Cholesky factor"
        )
    return sentence and f"in {d} dimensions: {sentence}"


GAUSSIAN_KL_FULL = Declaration(
    gaussian_kl_full,
    gaussians,
    [
        (3, (5,)),
        (2, ()),
        (1, (4,)),
        (2, (2, 3)),
        (3, (), (4,), (4,), (), ()),
        (3, (), (), (), (4,), ()),
    ],
    given=with_covariances,
    edits={
        "the ½ in front is missing": "return 0.5 * -> return",
        "the term -d is missing": "- mean_q.shape[-1] ->",
        "d is subtracted once per dimension; this has -1": "- mean_q.shape[-1] -> - 1",
        "the logarithm of the determinants has the wrong sign": "+ ratio -> - ratio",
        "the logarithm of the determinants is missing": "+ ratio ->",
        "the distance of the means is counted twice": "+ distance -> + 2 * distance",
        "the trace is counted twice": "trace + -> 2 * trace +",
        "the logarithm of the determinants is counted twice": "+ ratio -> + 2 * ratio",
        "the trace is missing": "trace + distance -> distance",
        "the distance of the means is missing": "+ distance ->",
        "the distance of the means is not weighted with the inverse of cov_p": (
            "torch.linalg.solve(cov_p, gap) -> gap"
        ),
        "the distance of the means is weighted with the inverse of cov_q; it needs cov_p": (
            "solve(cov_p, gap) -> solve(cov_q, gap)"
        ),
        "the distance of the means is weighted with cov_p itself; it needs the inverse": (
            "torch.linalg.solve(cov_p, gap) -> cov_p @ gap"
        ),
        "the logarithm of the determinants takes the diagonals alone": (
            "cov_p.logdet() - cov_q.logdet() -> diagonal(cov_p).logdet() - diagonal(cov_q).logdet()"
        ),
        "the trace takes the diagonals alone": (
            "cov_p.inverse() @ cov_q -> diagonal(cov_p).inverse() @ diagonal(cov_q)"
        ),
        "the trace is that of the inverse of cov_q times cov_p": (
            "cov_p.inverse() @ cov_q -> cov_q.inverse() @ cov_p"
        ),
        "averaged over the rows as well; return one number per row": (
            "return 0.5 * (trace + distance - mean_q.shape[-1] + ratio) -> "
            "return 0.5 * (trace + distance - mean_q.shape[-1] + ratio).mean()"
        ),
        "summed over every axis; return one number per row": (
            "return 0.5 * (trace + distance - mean_q.shape[-1] + ratio) -> "
            "return 0.5 * (trace + distance - mean_q.shape[-1] + ratio).sum()"
        ),
        "averaged over the dimensions": "return 0.5 * -> return 0.5 / mean_q.shape[-1] *",
    },
    wrong=kl_of_others,
    examples=[
        ([0.0], [[1.0]], [0.0], [[1.0]]),
        ([1.0], [[1.0]], [0.0], [[1.0]]),
        ([0.0], [[2.0]], [0.0], [[1.0]]),
        ([0.0], [[1.0]], [0.0], [[2.0]]),
        ([1.0], [[1.0]], [0.0], [[2.0]]),
        ([0.0, 0.0], [[1.0, 0.5], [0.5, 1.0]], [0.0, 0.0], [[1.0, 0.0], [0.0, 1.0]]),
        ([0.0, 0.0], [[1.0, 0.5], [0.5, 1.0]], [1.0, 0.0], [[1.0, -0.5], [-0.5, 1.0]]),
    ],
    also=[many_dimensions],
)


# --- posterior_linear_gaussian


def posterior_linear_gaussian(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Outcomes:
    """Mean and covariance of p(z | x)."""
    gram = weight.mT @ weight
    precision = torch.eye(len(gram), dtype=x.dtype) + gram / noise_var
    covariance = precision.inverse()
    mean = (x - bias) @ weight @ covariance / noise_var
    return mean, covariance


def without_identity(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> dict[str, Outcomes]:
    """A mistake for which the precision may have no inverse."""
    inverse = torch.linalg.pinv(weight.mT @ weight)
    mean = (x - bias) @ weight @ inverse
    return {"the prior's identity is missing in the precision": (mean, inverse * noise_var)}


POSTERIOR = Declaration(
    posterior_linear_gaussian,
    observed,
    SIZES,
    results=("the mean", "the covariance"),
    edits={
        "the bias is not subtracted from x": "x - bias -> x",
        "the bias is added to x; subtract it": "x - bias -> x + bias",
        "the mean is not divided by noise_var": "@ covariance / noise_var -> @ covariance",
        "the mean is not multiplied by the covariance": "@ weight @ covariance -> @ weight",
        "the mean has the wrong sign": "mean = (x - bias) -> mean = (bias - x)",
        "this is the precision; the covariance is its inverse": (
            "return mean, covariance -> return mean, precision"
        ),
        "the precision is used as if it were the covariance": "precision.inverse() -> precision",
        "W^T W is not divided by noise_var": "+ gram / noise_var -> + gram",
        "noise_var is missing everywhere": (
            "gram / noise_var -> gram; @ covariance / noise_var -> @ covariance"
        ),
        "W^T W is multiplied by noise_var; divide by it": "gram / noise_var -> gram * noise_var",
        "the standard deviation stands where noise_var belongs": (
            "gram / noise_var -> gram / noise_var.sqrt();"
            "@ covariance / noise_var -> @ covariance / noise_var.sqrt()"
        ),
        "the covariance is not diagonal: keep the other entries": (
            "return mean, covariance -> return mean, diagonal(covariance)"
        ),
        "only the diagonal of the precision is inverted": (
            "precision.inverse() -> diagonal(precision).inverse()"
        ),
        "noise_var is multiplied into the identity and missing in front": (
            "torch.eye(len(gram), dtype=x.dtype) + gram / noise_var -> "
            "noise_var * torch.eye(len(gram), dtype=x.dtype) + gram;"
            "@ covariance / noise_var -> @ covariance"
        ),
        "the mean is averaged over the batch": "return mean, -> return mean.mean(0),",
        "one mean is repeated in every row; each row of x has its own": (
            "return mean, -> return mean.mean(0).expand_as(mean),"
        ),
        "the two results are in the wrong order": (
            "return mean, covariance -> return covariance, mean"
        ),
        "the covariance has one copy per row; all rows share one matrix": (
            "return mean, covariance -> return mean, covariance.expand(len(x), *gram.shape)"
        ),
    },
    wrong=without_identity,
)


# --- fit_local_posterior


def fit_local_posterior(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> Outcomes:
    """Gradient ascent with the gradients by hand."""
    for _ in range(steps):
        variance, strength = log_var.exp(), (weight**2).sum(0)
        to_mean = (x - bias - mean @ weight.mT) @ weight / noise_var - mean
        to_log_var = -0.5 * variance * strength / noise_var - variance / 2 + 0.5
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean, log_var


def steps_of(
    make: Inputs, n: int, pixels: int, latent: int, steps: int = 5, lr: float = 0.01
) -> list[object]:
    """What `encoded` gives, and steps."""
    return [*encoded(make, n, pixels, latent), steps, lr]


LOCAL = Declaration(
    fit_local_posterior,
    steps_of,
    [(4, 5, 3, 1, 0.03), *SIZES, (4, 3, 2, 2, 0.05)],
    results=("mean", "log_var"),
    differentiable=False,
    edits={
        "the steps go down; an ELBO is raised, so add the gradient": (
            "+ lr * to_mean -> - lr * to_mean; + lr * to_log_var -> - lr * to_log_var"
        ),
        "the ELBO is averaged over the batch, so every step is too small; each observation has "
        "its own": "lr * to_mean -> lr / len(x) * to_mean; lr * to_log_var -> "
        "lr / len(x) * to_log_var",
        "the ELBO is divided by the number of pixels": (
            "lr * to_mean -> lr / len(bias) * to_mean;"
            "lr * to_log_var -> lr / len(bias) * to_log_var"
        ),
        "the KL is missing": "/ noise_var - mean -> / noise_var; - variance / 2 + 0.5 ->",
        "the KL is added; subtract it": (
            "/ noise_var - mean -> / noise_var + mean;- variance / 2 + 0.5 -> + variance / 2 - 0.5"
        ),
        "the entropy term log_var is missing in the KL": "- variance / 2 + 0.5 -> - variance / 2",
        "the derivative of exp(log_var) is missing": "log_var.exp() -> torch.ones_like(log_var)",
        "this is the gradient with respect to the variance; for log_var it is that times "
        "exp(log_var)": "lr * to_log_var -> lr * to_log_var / variance",
        "the squared error is not divided by noise_var": (
            "@ weight / noise_var -> @ weight; strength / noise_var -> strength"
        ),
        "the squared error needs its factor -½": (
            "@ weight / noise_var -> @ weight * -2 / noise_var; -0.5 * variance -> variance"
        ),
        "the variance of q is missing in the expected squared error": (
            "-0.5 * variance * strength / noise_var - variance -> -variance"
        ),
        "log_var does not move": "log_var + lr * to_log_var -> log_var",
        "the mean does not move": "mean + lr * to_mean -> mean",
        "nothing moves: this is where it started": "range(steps) -> range(0)",
        "one step is taken, not `steps` of them": "range(steps) -> range(1)",
        "one step too many": "range(steps) -> range(steps + 1)",
        "one step too few": "range(steps) -> range(steps - 1)",
        "the bias is missing": "x - bias - -> x -",
        "lr is not used": "lr * to_mean -> to_mean; lr * to_log_var -> to_log_var",
        "the variance is returned; return its logarithm": (
            "return mean, log_var -> return mean, log_var.exp()"
        ),
        "the two results are in the wrong order": "return mean, log_var -> return log_var, mean",
    },
    wrong=lambda x, mean, log_var, *others: {
        "the start is ignored: begin at the given mean and log_var": fit_local_posterior(
            x, mean * 0, log_var * 0, *others
        )
    },
)


# --- amortization_gap


def amortization_gap(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Outcomes:
    """Approximation and amortization gap from the closed forms of the page."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    precision = covariance.inverse()
    strength = precision.diagonal()
    approximation = 0.5 * (strength.log().sum() - precision.logdet()).expand(len(x))
    away, ratio = mean - centre, log_var.exp() * strength
    total = ((away @ precision) * away).sum(-1) + (ratio - 1 - ratio.log()).sum(-1)
    return approximation, 0.5 * total


def gap_mistakes(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> dict[str, Outcomes]:
    """Sentence -> the pair of this mistake."""
    right = amortization_gap(x, mean, log_var, weight, bias, noise_var)
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    q = torch.diag_embed(log_var.exp())
    total = right[0] + right[1]
    moments = torch.diag(covariance.diagonal())
    matched = gaussian_kl_full(centre, moments, centre, covariance).expand(len(x))
    prior = gaussian_kl_full(mean, q, mean * 0, torch.eye(mean.shape[-1], dtype=x.dtype))
    best = torch.diag(1 / covariance.inverse().diagonal())
    reverse = gaussian_kl_full(centre, covariance, centre, best).expand(len(x))
    wrong_way = gaussian_kl_full(centre, covariance, mean, q)
    squared = gaussian_kl_full(mean, q @ q, centre, covariance)
    return {
        "the two results are in the wrong order: the approximation gap comes first": (
            right[1],
            right[0],
        ),
        "the second result is the whole gap; subtract the approximation gap": (right[0], total),
        "the first result is the whole gap; it should be that of the best diagonal Gaussian": (
            total,
            right[1],
        ),
        "the best diagonal Gaussian has the variances 1/Λ_jj, not those of the posterior": (
            matched,
            total - matched,
        ),
        "the amortization gap has the wrong sign": (right[0], -right[1]),
        "both have the wrong sign": (-right[0], -right[1]),
        "the approximation gap is one number; repeat it for every row": (right[0][0], right[1]),
        "averaged over the batch: return one number per row": (right[0].mean(), right[1].mean()),
        "the KL to the prior stands where the KL to the posterior belongs": (
            right[0],
            prior - right[0],
        ),
        "the divergences are KL(posterior || q); they should be KL(q || posterior)": (
            reverse,
            wrong_way - reverse,
        ),
        "log_var is the logarithm of the variance, not of the standard deviation": (
            right[0],
            squared - right[0],
        ),
        "the approximation gap is missing: the best diagonal Gaussian is not the posterior": (
            right[0] * 0,
            total,
        ),
        "the ½ in front of the divergences is missing": (2 * right[0], 2 * right[1]),
    }


def consistent(function: Function, generator: torch.Generator) -> Verdict:
    """Whether results for several inputs, of the same shapes, err alike.

    A constant that is typed with few digits errs alike everywhere; a part that is rounded to
    float32 on the way does not, even where no small step shows it.
    """
    errors = []
    for _ in range(6):
        inputs = encoded(Inputs(generator), 4, 3, 2)
        pairs = zip(function(*inputs), amortization_gap(*inputs), strict=True)
        errors.append([actual - right for actual, right in pairs])
    for first, *rest in zip(*errors, strict=True):
        if not all(close(other, first, rtol=0.0, atol=1e-9) for other in rest):
            return ROUNDED
    return None


AMORTIZATION_GAP = Declaration(
    amortization_gap,
    encoded,
    SIZES,
    results=("the approximation gap", "the amortization gap"),
    wrong=gap_mistakes,
    also=[consistent],
    hint=NEEDS,
)
