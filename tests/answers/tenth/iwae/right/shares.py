"""Right answers to shares."""

from torch import Tensor


def softmax_of_columns(log_w: Tensor) -> Tensor:
    """Uses torch.softmax over the draws."""
    return log_w.softmax(0)


def divided_by_the_columns_sum(log_w: Tensor) -> Tensor:
    """Subtracts each column's largest logarithm, and divides by the column's sum."""
    relative = log_w - log_w.amax(dim=0).detach()
    weights = relative.exp()
    return weights / weights.sum(0)
