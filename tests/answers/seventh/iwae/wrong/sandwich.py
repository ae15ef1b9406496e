"""Wrong answers to sandwich."""

import math

import torch
from torch import Tensor


def one_draw_more(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The posterior's draw is added to the k draws instead of replacing one."""
    more = torch.cat([log_w_exact[None], log_w])
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return lower, torch.logsumexp(more, 0) - math.log(len(more))


def put_in_order(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The smaller one is always returned first, though single estimates may cross."""
    replaced = torch.cat([log_w_exact[None], log_w[1:]])
    a = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    b = torch.logsumexp(replaced, 0) - math.log(len(log_w))
    return torch.minimum(a, b), torch.maximum(a, b)


def last_row_replaced(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The posterior's draw takes the place of the last draw, not of the first."""
    replaced = torch.cat([log_w[:-1], log_w_exact[None]])
    tables = torch.stack([log_w, replaced])
    lower, upper = torch.logsumexp(tables, 1) - math.log(len(log_w))
    return lower, upper


def smallest_replaced(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The posterior's draw takes the place of the draw of the smallest weight."""
    ordered = log_w.sort(0).values
    replaced = torch.cat([log_w_exact[None], ordered[1:]])
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return lower, torch.logsumexp(replaced, 0) - math.log(len(log_w))


def others_for_both(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The first draw is left out of the lower estimate as well, which has k - 1 draws then."""
    replaced = torch.cat([log_w_exact[None], log_w[1:]])
    rest = log_w[1:] if len(log_w) > 1 else log_w
    lower = torch.logsumexp(rest, 0) - math.log(len(rest))
    return lower, torch.logsumexp(replaced, 0) - math.log(len(log_w))
