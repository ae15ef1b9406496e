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
        ((2,), (2,), 3, 2),
    ],
    edits="""
        prior.sum(-1) + likelihood -> likelihood  # the prior log p(z) is missing
        + likelihood.sum(-1) ->  # the likelihood log p(x | z) is missing
        return prior.sum(-1) + -> return -prior.sum(-1) +  # the prior is subtracted;
            # a joint is the product of both, so add its logarithm
        return (prior.sum(-1) + likelihood.sum(-1)).exp()
            # return the logarithm of the joint density
        prior.sum(-1) + -> prior.sum(-1) *  # the two log-densities are multiplied; add them
        error**2 / noise_var + noise_var.log() -> error**2 / noise_var**2 + 2*noise_var.log()
            # the variance stands where the standard deviation belongs
        - bias ->  # the bias is missing
        - bias -> + bias  # the bias has the wrong sign
        2 + LOG_2PI -> 2; log() + LOG_2PI -> log()  # the constants -½ log(2π) are missing
        z**2 + LOG_2PI -> z**2  # the constant -½ log(2π) of the prior is missing
        .log() + LOG_2PI -> .log()  # the constant -½ log(2π) of the likelihood is missing
        + noise_var.log() -> - noise_var.log()  # log noise_var has the wrong sign
        noise_var.log() + LOG_2PI -> (2 * math.pi * noise_var).log2()
            # the logarithm of the likelihood's constant is to base 2; the natural one is meant
        + noise_var.log() ->  # the term log noise_var is missing
        noise_var.log() -> noise_var.log() / x.shape[-1]
            # every pixel brings its own log noise_var, not all of them together one
        noise_var.log() + LOG_2PI -> noise_var.log() + LOG_2PI / x.shape[-1]
            # every pixel brings its own constant -½ log(2π), not all of them together one
        2 + LOG_2PI -> 2 + LOG_2PI / z.shape[-1]; log() + LOG_2PI -> log() + LOG_2PI / x.shape[-1]
            # every coordinate brings its own constant -½ log(2π)
        error**2 / noise_var -> error**2  # the squared error is not divided by noise_var
        error**2 / noise_var -> 2 * error**2 / noise_var  # the squared error needs its ½
        .sum => .mean  # averaged over the pixels and over the latent coordinates; sum over them
        likelihood.sum -> likelihood.mean  # averaged over the last axis; sum over it instead
        .sum(-1) => .sum()  # summed over every axis; sum over the last axis only,
            # one number per row
        return (prior.sum(-1) + likelihood.sum(-1)).mean()  # averaged over the rows as well;
            # return one number per row
    """,
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
    edits="""
        return 0.5 * -> return  # the ½ in front is missing
        - mean_q.shape[-1] ->  # the term -d is missing
        - mean_q.shape[-1] -> - 1  # d is subtracted once per dimension; this has -1
        + ratio -> - ratio  # the logarithm of the determinants has the wrong sign
        + ratio ->  # the logarithm of the determinants is missing
        + distance -> + 2 * distance  # the distance of the means is counted twice
        trace + -> 2 * trace +  # the trace is counted twice
        + ratio -> + 2 * ratio  # the logarithm of the determinants is counted twice
        trace + distance -> distance  # the trace is missing
        + distance ->  # the distance of the means is missing
        torch.linalg.solve(cov_p, gap) -> gap
            # the distance of the means is not weighted with the inverse of cov_p
        solve(cov_p, gap) -> solve(cov_q, gap)
            # the distance of the means is weighted with the inverse of cov_q; it needs cov_p
        torch.linalg.solve(cov_p, gap) -> cov_p @ gap
            # the distance of the means is weighted with cov_p itself; it needs the inverse
        ratio = diagonal(cov_p).logdet() - diagonal(cov_q).logdet()
            # the logarithm of the determinants takes the diagonals alone
        cov_p.inverse() @ cov_q -> diagonal(cov_p).inverse() @ diagonal(cov_q)
            # the trace takes the diagonals alone
        cov_p.inverse() @ cov_q -> diagonal(cov_p.inverse()) @ diagonal(cov_q)
            # the trace of the product needs all entries: it is not that of the two diagonals
        .diagonal(0, -2, -1).sum(-1) -> .sum((-2, -1))  # all entries of the product are summed;
            # the trace is the sum of its diagonal
        cov_p.inverse() @ cov_q -> cov_q.inverse() @ cov_p
            # the trace is that of the inverse of cov_q times cov_p
        return 0.5 * (trace + distance - mean_q.shape[-1] + ratio).mean()
            # averaged over the rows as well; return one number per row
        return 0.5 * (trace + distance - mean_q.shape[-1] + ratio).sum()  # summed over every axis;
            # return one number per row
        return 0.5 * -> return 0.5 / mean_q.shape[-1] *  # averaged over the dimensions
        mean_q, cov_q, mean_p, cov_p = mean_p, cov_p, mean_q, cov_q  # this is KL(p || q),
            # the divergence in the other direction
        cov_q, cov_p = diagonal(cov_q), diagonal(cov_p)
            # only the diagonals of the covariances are used
        cov_q, cov_p = cov_q @ cov_q, cov_p @ cov_p
            # the covariances are used as if they were standard deviations
    """,
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
