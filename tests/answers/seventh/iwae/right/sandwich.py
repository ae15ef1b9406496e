"""Right answers to sandwich."""

import math

import torch
from torch import Tensor


def first_row_replaced(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The exact draw on top of all rows but the first, and the bound of both tables."""
    k = len(log_w)
    replaced = torch.cat([log_w_exact[None], log_w[1:]])
    return bound_of_groups(log_w, k), bound_of_groups(replaced, k)


def on_a_copy(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Both tables side by side, the second one a copy whose first row is written over."""
    tables = torch.stack((log_w, log_w))
    tables[1, 0] = log_w_exact
    lower, upper = torch.logsumexp(tables, dim=1) - math.log(log_w.shape[0])
    return lower, upper


def others_only_once(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The sum of the other draws is computed once, and either first draw is added to it."""
    first, others = log_w[0], log_w[1:]
    log_k = math.log(len(log_w))
    if len(others) == 0:
        return first - log_k, log_w_exact - log_k
    rest = others.logsumexp(0)
    return torch.logaddexp(first, rest) - log_k, torch.logaddexp(log_w_exact, rest) - log_k
