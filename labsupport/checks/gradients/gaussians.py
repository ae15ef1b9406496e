"""Verdicts on ``rsample_full_covariance`` of topic ``gradients``: any factor of the covariance."""

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import DIFFER, Verdict, checked, close, compare
from labsupport.checks.edits import mistakes
from labsupport.checks.elbo.formulas import covariance as product
from labsupport.checks.formula import OWN_NOISE, Formula, Function
from labsupport.checks.inputs import Inputs
from labsupport.checks.parts import usual

NOT_LINEAR = "it is not mean + A noise with the same matrix A for all noise"
SIZES = (  # of the mean, of the covariance, of the noise
    ((3,), (3, 3), (3,)),
    ((3,), (3, 3), (3, 3)),
    ((2, 3), (2, 3, 3), (2, 3)),
    ((2,), (2, 2), (5, 2)),
    ((4, 2), (4, 2, 2), (3, 4, 2)),
    ((2,), (2, 2), (3, 4, 2)),
    ((1,), (1, 1), (4, 1)),
)


def rsample_full_covariance(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """mean + L noise."""
    factor = torch.linalg.cholesky(covariance)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


WRONG_MEANS = """
    mean + ->  # the mean is missing
    mean + -> -mean +  # the mean is subtracted; add it
    mean + -> 2 * mean +  # the mean is added twice
    return (factor @ (mean + noise).unsqueeze(-1)).squeeze(-1)
        # the mean is multiplied by the factor too
"""
WRONG_FACTORS = """
    return mean + 0 * noise  # the noise is not used
    factor @ ->  # the noise is added as it is; multiply it by a factor of the covariance
    factor @ -> factor.mT @  # the noise is multiplied by L transposed (noise @ L does that);
        # it should be L
    factor @ -> covariance @  # the noise is multiplied by the covariance;
        # multiply it by a factor of it
    factor @ -> covariance.abs().sqrt() @
        # the square root of each entry is no factor of the covariance
    factor @ -> torch.diag_embed(covariance.diagonal(0, -2, -1)).sqrt() @
        # only the variances are used, as if the coordinates were independent
    factor @ -> torch.diag_embed(covariance.diagonal(0, -2, -1)) @  # the variances alone are used,
        # and as standard deviations
    factor @ -> torch.diag_embed(factor.diagonal(0, -2, -1)) @
        # only the diagonal of the Cholesky factor is used
    factor @ -> factor.inverse().mT @  # the covariance is inverted, as if it were a precision
    factor @ -> factor.inverse() @  # the factor is inverted:
        # it should give the noise its covariance, not take it
    factor @ -> covariance.tril() @  # the lower triangle of the covariance is no factor of it
    factor @ -> 2 * factor @  # the noise is doubled
"""


def moments(function: Function) -> Function:
    """What a sampler does as a function of the mean and of the covariance.

    Its first row is the result for no noise, which is the mean. From the results for a noise of 1
    in one coordinate come the columns of A, and A A^T, the other rows, which is the same for every
    right A.
    """

    def composed(mean: Tensor, covariance: Tensor) -> Any:
        zero = torch.zeros_like(mean)
        units = torch.eye(mean.shape[-1], dtype=mean.dtype, device=mean.device)
        centre, *moved = (function(mean, covariance, zero + u) for u in (0 * units[0], *units))
        for result in (centre, *moved):
            if not isinstance(result, Tensor) or result.shape != mean.shape:
                return result
        a = torch.stack([x - centre for x in moved], -1)
        return torch.cat([centre.unsqueeze(-2), a @ a.mT], -2)

    return composed


def of_root(function: Function) -> Function:
    """`moments` as a function of the mean and of a root of the covariance, which may be any."""
    return lambda mean, root: moments(function)(mean, product(root))


EDITED = mistakes(rsample_full_covariance, WRONG_FACTORS)
SHIFTED = mistakes(rsample_full_covariance, WRONG_MEANS)
RIGHT = of_root(rsample_full_covariance)
MOMENTS = Formula(
    ["mean", "covariance"],
    RIGHT,
    usual(RIGHT, lambda *inputs: {s: of_root(f)(*inputs) for s, f in EDITED.items()}),
)


def draws(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the draws have the mean, the noise that is given and the covariance."""
    make = Inputs(generator)
    for shape in ((3,), (2, 2)):
        mean, root = 0.5 + make.normal(*shape), make.normal(*shape, shape[-1])
        sentence = _draws(function, mean, root, make.normal(shape[-1], *shape))
        if sentence is not None:
            return sentence
    return None


def _draws(function: Function, mean: Tensor, root: Tensor, noise: Tensor) -> Verdict:
    function = numbers.forgiving(function)
    cov, zero = product(root), torch.zeros_like(mean)
    centre = function(mean, cov, zero)
    wrong = {s: shifted(mean, cov, zero) for s, shifted in SHIFTED.items()}
    sentence = compare(centre, mean, wrong)
    if sentence == DIFFER and not close(function(mean, cov, zero), centre):
        return OWN_NOISE
    if sentence is not None:
        return f"where all noise is 0, the result should be the mean: {sentence}"
    first, second = (function(mean, cov, noise) for _ in range(2))
    if isinstance(first, Tensor) and isinstance(second, Tensor) and not close(first, second):
        return OWN_NOISE
    return MOMENTS.value(of_root(function), mean, root) or linear(function, mean, cov, noise)


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


def sizes(function: Function, generator: torch.Generator) -> Verdict:
    """Whether means, covariances and noise of several shapes are right together."""

    def stacked(m: Tensor, c: Tensor, e: Tensor) -> Any:
        result = function(m, c, e[0])
        return result[None] if isinstance(result, Tensor) else result

    for mean, cov, noise in _inputs(generator):
        alone = noise.dim() == mean.dim()
        sentence = linear(
            stacked if alone else function, mean, cov, noise[None] if alone else noise
        )
        if sentence is not None:
            return sentence
    return None


def _inputs(generator: torch.Generator) -> Iterator[list[Tensor]]:
    for dtype in (torch.float32, torch.float64):
        make = Inputs(generator, dtype)
        for mean, cov, noise in SIZES:
            yield [make.normal(*mean), product(make.normal(*cov)), make.normal(*noise)]


def gradient(function: Function, generator: torch.Generator) -> Verdict:
    """Whether gradients reach the mean and the covariance."""
    make = Inputs(generator)
    return MOMENTS.gradient(of_root(function), make.normal(2, 3), make.normal(2, 3, 3))


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the draws have the dtype and the device of ``mean``, without rounding."""
    make = Inputs(generator)
    mean, root, noise = make.normal(3), make.normal(3, 3), make.normal(4, 3)
    inputs = (mean, product(root), noise)
    return (
        linear(function, *inputs)
        or numbers.number_type(function, *inputs, like="mean")
        or MOMENTS.precise(of_root(function), mean, root)
        or numbers.device(function, *inputs, like="mean")
    )


check = checked(rsample_full_covariance, draws, sizes, gradient, kind)
