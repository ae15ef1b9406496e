"""Draws are judged as a distribution and as independent: what passes, and what has to fail."""

import math

import pytest
import torch
from torch.distributions import Gamma, Laplace, StudentT

from labsupport.checks import noise
from labsupport.checks.noise import NOT_GAUSSIAN, REPEATED, TOO_EVEN

SHAPE = (8000, 2, 3)


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(1)


def quantiles(u):
    return torch.special.ndtri(u.double())


def shuffled(columns):
    return torch.stack([c[torch.randperm(len(c))] for c in columns.T], -1)


def logistic(*shape):
    return torch.logit(torch.rand(*shape).double()) * math.sqrt(3) / math.pi


def midpoints(n):
    return (torch.arange(n).double()[:, None] + 0.5) / n


OTHERS = {  # with mean 0 and variance 1, all but the last
    "Laplace": lambda *shape: Laplace(0.0, 0.5**0.5).sample(shape),
    "logistic": logistic,
    "t with 5 degrees": lambda *shape: StudentT(5.0).sample(shape) * 0.6**0.5,
    "gamma": lambda *shape: (Gamma(9.0, 1.0).sample(shape) - 9) / 3,
    "triangular": lambda *shape: (torch.rand(*shape) + torch.rand(*shape) - 1) * 6**0.5,
    "uniform": lambda *shape: (torch.rand(*shape) - 0.5) * 12**0.5,
    "clipped at 3": lambda *shape: torch.randn(*shape).clamp(-3, 3),
}

EVEN = {
    "standardized rows": lambda z: (z - z.mean(0)) / z.std(0),
    "standardized batch": lambda z: (z - z.mean((0, 1))) / z.std((0, 1)),
    "standardized all": lambda z: (z - z.mean()) / z.std(),
    "mean taken off": lambda z: z - z.mean(0),
    "antithetic halves": lambda z: torch.cat([z[::2], -z[::2]]),
    "antithetic pairs": lambda z: torch.stack([z[::2], -z[::2]], 1).flatten(0, 1),
    "a grid": lambda z: quantiles(shuffled(midpoints(8000).expand(-1, 6))).view(SHAPE),
    "one in each cell": lambda z: quantiles(
        shuffled(midpoints(8000) + (torch.rand(8000, 6) - 0.5) / 8000)
    ).view(SHAPE),
}

RELATED = {
    "the first half twice": lambda z: torch.cat([z[::2], z[::2]]),
    "a quarter four times": lambda z: z[:2000].repeat(4, 1, 1),
    "mirrored": lambda z: torch.cat([z[:4000], z[:4000].flip(0)]),
    "one entry again": lambda z: torch.cat(
        [z[..., :2], torch.cat([z[7:, :, 2:], z[:7, :, 2:]]) * 0.6 + z[..., 2:] * 0.8], -1
    ),
    "entries exchanged": lambda z: torch.cat([z[:4000], z[:4000].flip(-1)]),
}


@pytest.mark.parametrize("shape", [SHAPE, (800, 4, 3), (4000, 1), (300, 2), (1000, 1, 1)])
def test_normal_draws_pass(shape):
    for _ in range(40):
        assert noise.standard_normal(torch.randn(shape)) is None


@pytest.mark.parametrize("draw", OTHERS.values(), ids=OTHERS)
def test_another_distribution_of_the_same_moments_fails(draw):
    for _ in range(5):
        assert noise.standard_normal(draw(*SHAPE)) == NOT_GAUSSIAN


def test_noise_3_percent_too_wide_fails():
    for _ in range(5):
        assert noise.standard_normal(1.03 * torch.randn(SHAPE)) is not None


@pytest.mark.parametrize("change", EVEN.values(), ids=EVEN)
def test_what_is_too_regular_fails(change):
    for _ in range(5):
        assert noise.standard_normal(change(torch.randn(SHAPE))) == TOO_EVEN


@pytest.mark.parametrize("change", RELATED.values(), ids=RELATED)
def test_repeated_draws_fail_at_any_distance(change):
    for _ in range(5):
        assert noise.standard_normal(change(torch.randn(SHAPE))) == REPEATED


def test_images_that_repeat_the_draws_of_others_fail():
    means = torch.rand(600, 4)
    for _ in range(40):
        assert noise.bernoulli(torch.bernoulli(means), means) is None
    u = torch.rand(300, 4)
    for repeated in (torch.cat([u, u]), torch.cat([u, u.flip(0)]), torch.cat([u, 1 - u])):
        assert noise.bernoulli((repeated < means).double(), means) is not None
