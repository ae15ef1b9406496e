"""Wrong answers to sandwich."""

import math

import torch
from torch import Tensor


def one_draw_more(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Appends the posterior's draw and replaces none: the upper estimate has k + 1 draws."""
    more = torch.cat([log_w_exact[None], log_w])
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return lower, torch.logsumexp(more, 0) - math.log(len(more))


def overwrites_the_callers_draws(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Writes the posterior's draw into the input itself, which the caller then has changed."""
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    log_w.data[0] = log_w_exact
    return lower, torch.logsumexp(log_w, 0) - math.log(len(log_w))


def replaces_the_last_draw(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Puts the posterior's draw in the place of the last row, so that the first still counts."""
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    replaced = torch.cat([log_w[:-1], log_w_exact[None]])
    return lower, torch.logsumexp(replaced, 0) - math.log(len(log_w))
