"""Right answers to optimal_baseline."""

import torch
from torch import Tensor


def matrix_of_the_others(values: Tensor, scores: Tensor) -> Tensor:
    """A matrix of ones with zeros on the diagonal adds up the other draws."""
    n = len(values)
    others = 1 - torch.eye(n, dtype=scores.dtype, device=scores.device)
    s2 = scores**2
    return (others @ (values[:, None] * s2)) / (others @ s2)


def draw_i_taken_out(values: Tensor, scores: Tensor) -> Tensor:
    """A loop that cuts draw i out of the tensors, and takes the two sums of the rest."""
    rows = []
    for i in range(values.shape[0]):
        f = torch.cat([values[:i], values[i + 1 :]])
        s = torch.cat([scores[:i], scores[i + 1 :]])
        rows.append((f.unsqueeze(1) * s * s).sum(dim=0) / (s * s).sum(dim=0))
    return torch.stack(rows)


def sums_before_and_after(values: Tensor, scores: Tensor) -> Tensor:
    """Running sums from the front and from the back, without the own term."""

    def others(t: Tensor) -> Tensor:
        zero = torch.zeros_like(t[:1])
        before = torch.cat([zero, t[:-1].cumsum(0)])
        after = torch.cat([t[1:].flip(0).cumsum(0).flip(0), zero])
        return before + after

    squared = scores.square()
    return others(values.reshape(-1, 1) * squared) / others(squared)


def average_of_the_others(values: Tensor, scores: Tensor) -> Tensor:
    """Both expectations as averages over the n - 1 others, from the average over all."""
    n = values.size(0)
    s2 = scores.pow(2)
    fs2 = torch.einsum("n,np->np", values, s2)
    mean_fs2 = (n * fs2.mean(0) - fs2) / (n - 1)
    mean_s2 = (n * s2.mean(0) - s2) / (n - 1)
    return mean_fs2 / mean_s2
