"""The exercises of topic ``elbo`` on densities and divergences."""

import math

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

LOG_2PI = math.log(2 * math.pi)


def model(make: Inputs, pixels: int, latent: int) -> list[Tensor]:
    """W, b and a noise variance that is far from 1."""
    return [make.normal(pixels, latent), make.normal(pixels), make.uniform(0.2, 0.5)]


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
        ((1,), (1,)),
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
        "the trace of the product needs all entries: it is not that of the two diagonals": (
            "cov_p.inverse() @ cov_q -> diagonal(cov_p.inverse()) @ diagonal(cov_q)"
        ),
        "all entries of the product are summed; the trace is the sum of its diagonal": (
            ".diagonal(0, -2, -1).sum(-1) -> .sum((-2, -1))"
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
