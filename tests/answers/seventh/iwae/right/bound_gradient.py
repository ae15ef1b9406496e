"""Right answers to bound_gradient."""

import torch
from torch import Tensor


def weighted_sum(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Shares with one axis more, times the gradients, summed over the draws."""
    return (shares(log_w)[..., None] * gradients).sum(0)


def einsum_of_softmax(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Everything written out, in an einsum."""
    log_share = log_w - log_w.logsumexp(0, keepdim=True)
    return torch.einsum("kb,kbd->bd", log_share.exp(), gradients)


def row_times_matrix(log_w: Tensor, gradients: Tensor) -> Tensor:
    """For each element of the batch a row of shares times a matrix of gradients."""
    rows = torch.log_softmax(log_w.T, dim=1).exp().unsqueeze(1)
    return torch.bmm(rows, gradients.transpose(0, 1)).squeeze(1)
