"""Right answers to optimal_baseline."""

import torch
from torch import Tensor


def leaves_one_out_by_slicing(values: Tensor, scores: Tensor) -> Tensor:
    """A loop: the draws before i and those after i are put together, and the formula is used."""
    rows = []
    for i in range(len(values)):
        f = torch.cat([values[:i], values[i + 1 :]])
        s = torch.cat([scores[:i], scores[i + 1 :]])
        rows.append((f[:, None] * s**2).mean(0) / (s**2).mean(0))
    return torch.stack(rows)


def matrix_with_an_empty_diagonal(values: Tensor, scores: Tensor) -> Tensor:
    """A matrix of ones with zeros on the diagonal sums over the others."""
    n = values.shape[0]
    others = torch.ones(n, n, dtype=values.dtype, device=values.device).fill_diagonal_(0)
    weights = scores.pow(2)
    return (others * values) @ weights / (others @ weights)


def sums_from_both_ends(values: Tensor, scores: Tensor) -> Tensor:
    """Running sums from the start and from the end, each without the own draw."""

    def of_the_others(t: Tensor) -> Tensor:
        edge = torch.zeros_like(t[:1])
        before = torch.cat([edge, t[:-1].cumsum(0)])
        after = torch.cat([t[1:].flip(0).cumsum(0).flip(0), edge])
        return before + after

    square = torch.square(scores)
    return of_the_others(values.unsqueeze(1) * square) / of_the_others(square)


def weighted_mean_from_softmax_like_weights(values: Tensor, scores: Tensor) -> Tensor:
    """Normalized weights (n, n, parameters), zero on the diagonal, against the values."""
    n = len(values)
    hidden = torch.eye(n, dtype=torch.bool, device=values.device).unsqueeze(-1)
    weights = scores.square().expand(n, *scores.shape).masked_fill(hidden, 0.0)
    weights = weights / weights.sum(dim=1, keepdim=True)
    return torch.einsum("ijp,j->ip", weights, values)


def parameter_by_parameter_in_double(values: Tensor, scores: Tensor) -> Tensor:
    """Totals minus the own term, one column at a time, in float64."""
    f = values.double()
    columns = []
    for s in scores.double().unbind(1):
        total, weight = torch.dot(f, s * s), torch.dot(s, s)
        columns.append((total - f * s * s) / (weight - s * s))
    return torch.stack(columns, -1).to(values.dtype)
