"""Answers to optimal_baseline, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def leaves_each_draw_out_in_a_loop(values: Tensor, scores: Tensor) -> Tensor:
    """Leaves draw i out by concatenation, one i after the other."""
    rows = []
    for i in range(len(values)):
        f, s = torch.cat([values[:i], values[i + 1 :]]), torch.cat([scores[:i], scores[i + 1 :]])
        rows.append((f[:, None] * s**2).sum(0) / (s**2).sum(0))
    return torch.stack(rows)


def matrix_of_the_others(values: Tensor, scores: Tensor) -> Tensor:
    """A matrix of ones with zeros on the diagonal does both sums."""
    n = values.shape[0]
    others = torch.ones(n, n, dtype=scores.dtype, device=scores.device) - torch.eye(
        n, dtype=scores.dtype, device=scores.device
    )
    square = scores.square()
    return (others @ torch.einsum("n,np->np", values, square)) / (others @ square)


def all_minus_own(values: Tensor, scores: Tensor) -> Tensor:
    """The sums over all draws minus the own term, in float64."""
    square = scores.double().square()
    product = square * values.double().unsqueeze(1)
    return ((product.sum(0) - product) / (square.sum(0) - square)).to(values.dtype)


def weights_that_sum_to_one(values: Tensor, scores: Tensor) -> Tensor:
    """Normalized weights s^2 of the others, as a masked three-axis tensor."""
    n = len(values)
    mask = ~torch.eye(n, dtype=torch.bool, device=values.device)
    weights = torch.where(
        mask[:, :, None],
        scores.square()[None],
        torch.zeros((), dtype=scores.dtype, device=scores.device),
    )
    weights = weights / weights.sum(1, keepdim=True)
    return torch.einsum("ijp,j->ip", weights, values)
