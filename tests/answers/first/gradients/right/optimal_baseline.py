"""Right answers to optimal_baseline."""

import torch
from torch import Tensor


def sum_minus_own_term(values: Tensor, scores: Tensor) -> Tensor:
    """The sums over all draws minus the own term, for numerator and denominator."""
    weight = scores.square()
    weighted = values.unsqueeze(-1) * weight
    return (weighted.sum(0) - weighted) / (weight.sum(0) - weight)


def mask_matrix(values: Tensor, scores: Tensor) -> Tensor:
    """A matrix of ones with zeros on the diagonal sums over the others."""
    n = len(values)
    others = 1 - torch.eye(n, dtype=values.dtype, device=values.device)
    w = scores**2
    return (others @ (values[:, None] * w)) / (others @ w)


def loop_with_row_left_out(values: Tensor, scores: Tensor) -> Tensor:
    """A loop over the draws that cuts the own row out of the tensors."""
    rows = []
    for i in range(values.shape[0]):
        f = torch.cat([values[:i], values[i + 1 :]])
        s = torch.cat([scores[:i], scores[i + 1 :]])
        rows.append(torch.einsum("n,np,np->p", f, s, s) / torch.einsum("np,np->p", s, s))
    return torch.stack(rows)


def sums_from_both_sides(values: Tensor, scores: Tensor) -> Tensor:
    """Running sums from the front and from the back, without any subtraction."""

    def sum_of_others(terms):
        zero = torch.zeros_like(terms[:1])
        before = torch.cat([zero, terms[:-1].cumsum(0)])
        after = torch.cat([terms[1:].flip(0).cumsum(0).flip(0), zero])
        return before + after

    s2 = scores * scores
    return sum_of_others(s2 * values.view(-1, 1)) / sum_of_others(s2)


def centered_in_double(values: Tensor, scores: Tensor) -> Tensor:
    """The values centered first, means over n - 1 in double precision, the center added again."""
    n = values.numel()
    f = values.double()
    center = f.mean()
    w = scores.double().pow(2)
    fw = (f - center).reshape(n, 1) * w
    top = (fw.sum(dim=0, keepdim=True) - fw) / (n - 1)
    bottom = (w.sum(dim=0, keepdim=True) - w) / (n - 1)
    return (center + top / bottom).to(values.dtype)
