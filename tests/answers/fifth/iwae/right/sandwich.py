"""Right answers to sandwich."""

import math

import torch
from torch import Tensor


def concatenated(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The posterior's draw as a row in front of all but the first."""
    k = len(log_w)
    other = torch.cat([log_w_exact[None], log_w[1:]])
    return log_w.logsumexp(0) - math.log(k), other.logsumexp(0) - math.log(k)


def copied(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """A copy, of which the first row is overwritten, and the bound of the first exercise."""
    k = log_w.shape[0]
    changed = log_w.clone()
    changed[0] = log_w_exact
    return bound_of_groups(log_w, k), bound_of_groups(changed, k)


def rest_and_one(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The sum of all draws but the first is used twice: with the first, and with the exact one."""
    first, rest = log_w[0], log_w[1:]
    number = torch.tensor(float(len(log_w)), dtype=log_w.dtype, device=log_w.device).log()
    if len(rest) == 0:
        return first.clone(), log_w_exact.clone()
    others = torch.logsumexp(rest, dim=0)
    below = torch.logaddexp(first, others) - number
    above = torch.logaddexp(log_w_exact, others) - number
    return below, above


def both_at_once(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Both tables in one tensor, the second chosen by a mask, and one logarithm of a mean."""
    is_first = torch.arange(log_w.shape[0], device=log_w.device)[:, None] == 0
    tables = torch.stack([log_w, torch.where(is_first, log_w_exact, log_w)])
    top = tables.amax(1, keepdim=True)
    lower, upper = (tables - top).exp().mean(1).log() + top.squeeze(1)
    return lower, upper


def one_draw_at_a_time(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Starts from the first draw and from the exact one, and adds the others as a part."""
    if log_w.shape[0] == 1:
        return log_w.squeeze(0), log_w_exact
    return add_draws(log_w[0], 1, log_w[1:]), add_draws(log_w_exact, 1, log_w[1:])
