"""Wrong answers to sandwich."""

import math

import torch
from torch import Tensor


def one_draw_more(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Adds the posterior's draw to the k others instead of replacing one of them."""
    mixed = torch.cat([log_w_exact[None], log_w])
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return lower, torch.logsumexp(mixed, 0) - math.log(len(mixed))


def last_one_replaced(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Replaces the last draw instead of the first one."""
    mixed = torch.cat([log_w[:-1], log_w_exact[None]])
    log_k = math.log(len(log_w))
    return torch.logsumexp(log_w, 0) - log_k, torch.logsumexp(mixed, 0) - log_k


def never_below(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Lifts the upper estimate to the lower one where it is below, which it may be."""
    mixed = torch.cat([log_w_exact[None], log_w[1:]])
    log_k = math.log(len(log_w))
    lower = torch.logsumexp(log_w, 0) - log_k
    return lower, torch.maximum(torch.logsumexp(mixed, 0) - log_k, lower)


def argument_overwritten(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Overwrites the first draw in the table that the lower bound is then computed from."""
    mixed = log_w
    mixed[0] = log_w_exact
    log_k = math.log(len(log_w))
    return torch.logsumexp(log_w, 0) - log_k, torch.logsumexp(mixed, 0) - log_k


def exchanged_in_the_sum(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Takes the first weight out of the sum by a difference, which cancels if it is large."""
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    change = torch.exp(log_w_exact - lower) - torch.exp(log_w[0] - lower)
    return lower, lower + torch.log1p(change / len(log_w))
