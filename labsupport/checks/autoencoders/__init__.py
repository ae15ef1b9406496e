"""The public checks of topic ``autoencoders``: ``check.e_step(e_step)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from typing import Any

import torch

from labsupport.checks.autoencoders import derivations, draws, formulas
from labsupport.checks.compare import Verdict, public
from labsupport.checks.formula import Function

X = torch.tensor([[0.9, -1.3, 0.4], [-0.6, 1.7, 2.1], [1.4, 0.2, -0.7], [0.5, 2.2, -1.6]])
MEAN = torch.tensor([0.3, -0.8, 0.5])
DIRECTIONS = torch.tensor([[0.8, 0.5, -0.3], [-0.4, 0.9, 1.1]])
SQUARE = torch.tensor([[0.8, 0.5, -0.3], [-0.4, 0.9, 1.1], [0.6, -0.7, 1.2]])
CODES = torch.tensor([[0.4, -1.2], [1.5, 0.7], [-0.8, 0.3], [2.1, -0.5], [0.2, 1.9]])
LOGITS = torch.tensor([0.4, -0.7, 0.9])
MEANS = torch.tensor([[0.2, 0.5], [1.3, -0.9], [-1.1, 0.6]])
FACTORS = torch.tensor(
    [[[0.9, 0.4], [-0.3, 1.1]], [[0.6, -0.7], [0.8, 0.5]], [[1.2, 0.3], [0.5, 0.7]]]
)
SHARES = torch.tensor(
    [[0.3, 1.2, -0.6], [1.1, -0.4, 0.8], [-0.9, 0.2, 0.5], [0.6, 0.9, -1.3], [1.4, 0.1, 0.7]]
)


@public
def fit_pca(function: Function) -> Verdict:
    """``fit_pca(x, latent)``, up to the signs of the directions."""
    generator = torch.Generator().manual_seed(5)
    for n, pixels, latent in ((12, 4, 2), (9, 3, 1), (5, 7, 3), (12, 4, 4), (4, 7, 4)):
        for dtype in (torch.float32, torch.float64):
            x = formulas.pca_images(generator, n, pixels, dtype)
            sentence = formulas.pca(function, x, latent)
            if sentence is not None:
                return f"{sentence}\n  {n} images of {pixels} pixels, latent = {latent}"
    return formulas.pca_kind(function, formulas.pca_images(generator, 9, 4), 2)


@public
def pca_encode(function: Function) -> Verdict:
    """``pca_encode(x, mean, directions)``, shape (..., pixels) -> (..., latent)."""
    term, inputs = formulas.ENCODE, (X, MEAN, DIRECTIONS)
    examples: list[list[Any]] = [
        [[[3.0, 5.0], [1.0, 2.0]], [1.0, 1.0], [[1.0, 0.0]]],
        [[[3.0, 5.0], [1.0, 2.0]], [1.0, 1.0], [[0.0, 1.0], [1.0, 0.0]]],
        [[[3.0, 5.0], [1.0, 2.0]], [1.0, 1.0], [[2.0, 1.0], [0.0, 1.0]]],
    ]
    return (
        term.smallest(function, examples, [X, MEAN, SQUARE])
        or term.value(function, *inputs)
        or term.value(function, torch.stack([X, -X, X + 1]), MEAN, DIRECTIONS)
        or term.gradient(function, *inputs)
        or term.kind(function, *inputs)
    )


@public
def pca_decode(function: Function) -> Verdict:
    """``pca_decode(z, mean, directions)``, shape (..., latent) -> (..., pixels)."""
    term, inputs = formulas.DECODE, (CODES, MEAN, DIRECTIONS)
    examples: list[list[Any]] = [
        [[[2.0], [3.0]], [1.0, 1.0], [[1.0, 0.0]]],
        [[[2.0, 4.0], [1.0, 3.0]], [1.0, 1.0], [[0.0, 1.0], [1.0, 0.0]]],
        [[[2.0, 4.0], [1.0, 3.0]], [1.0, 1.0], [[2.0, 1.0], [0.0, 1.0]]],
    ]
    return (
        term.smallest(function, examples, [X, MEAN, SQUARE])
        or term.value(function, *inputs)
        or term.value(function, torch.stack([CODES, -CODES, CODES + 1]), MEAN, DIRECTIONS)
        or term.gradient(function, *inputs)
        or term.kind(function, *inputs)
    )


@public
def reconstruction_error(function: Function) -> Verdict:
    """``reconstruction_error(x, reconstruction)``, shape (n, pixels) -> ()."""
    term, other = formulas.ERROR, X.flip(0) * 0.6 + 0.2
    examples: list[list[Any]] = [
        [[[3.0, 5.0], [1.0, 1.0]], [[1.0, 2.0], [1.0, 2.0]]],
        [[[3.0, 5.0], [1.0, 1.0], [0.0, 2.0]], [[1.0, 2.0], [1.0, 2.0], [1.0, 1.0]]],
    ]
    return (
        term.smallest(function, examples, (X, other))
        or term.value(function, X[:1], other[:1])
        or term.gradient(function, X, other)
        or term.kind(function, X, other)
    )


@public
def e_step(function: Function) -> Verdict:
    """``e_step(z, weights, means, covariances)``."""
    mixture = (torch.softmax(LOGITS, 0), MEANS, formulas.covariance(FACTORS))
    one = tuple(part[:1] for part in (torch.ones(1), MEANS, mixture[2]))
    doubles = tuple(t.double() for t in (CODES, LOGITS, MEANS, FACTORS))
    ones = [[[1.0]], [[1.0]]]
    examples: list[list[Any]] = [
        [[[0.0], [1.0]], [0.5, 0.5], [[0.0], [2.0]], ones],
        [[[0.0], [1.0]], [0.25, 0.75], [[0.0], [2.0]], ones],
        [[[0.0], [1.0]], [0.25, 0.75], [[0.0], [2.0]], [[[1.0]], [[4.0]]]],
    ]
    return (
        formulas.EXPECTATION.smallest(function, examples, [CODES, *mixture])
        or formulas.EXPECTATION.shapes(function, CODES[:1], *one)
        or formulas.far(function, CODES, *mixture)
        or formulas.EXPECTATION_OF_FACTORS.gradient(formulas.of_factors(function), *doubles)
        or formulas.expectation_kind(function, *doubles)
    )


@public
def m_step(function: Function) -> Verdict:
    """``m_step(z, responsibilities, ridge)``."""
    shares = torch.softmax(SHARES, 1)
    judge = formulas.MAXIMIZATION
    examples: list[list[Any]] = [
        [[[0.0], [2.0], [3.0]], [[0.5, 0.5], [0.25, 0.75], [1.0, 0.0]], 0.5],
        [[[0.0, 1.0], [2.0, 0.0]], [[0.5, 0.5], [0.25, 0.75]], 0.5],
    ]
    wide = torch.cat([CODES, CODES[:, :1]], 1)
    return (
        judge.smallest(function, examples, [CODES, shares, 0.3])
        or judge.value(function, CODES, shares, 0.0)
        or judge.shapes(function, wide, torch.ones(5, 1), 0.2)
        or formulas.maximization_of_logits(0.3).gradient(
            formulas.of_logits(function, 0.3), CODES.double(), SHARES.double()
        )
        or formulas.maximization_kind(function, CODES.double(), SHARES.double(), 0.3)
    )


@public
def sample_mixture(function: Function) -> Verdict:
    """``sample_mixture(decoder, weights, means, covariances, n)``."""
    return draws.every(function, torch.Generator().manual_seed(7))


m_step_mean = derivations.M_STEP_MEAN.check
