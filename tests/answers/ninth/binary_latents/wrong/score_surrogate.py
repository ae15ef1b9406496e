"""Wrong answers to score_surrogate."""

from torch import Tensor
from torch.nn import functional as F


def value_less_baseline(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Returns the mean advantage instead of the mean cost; the baseline gets a gradient as well."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    advantage = cost - baseline
    return (advantage + advantage.detach() * (log_q - log_q.detach())).mean(0)


def cost_without_its_gradient(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Detaches the cost in both places: the right value, but the decoder never learns."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    cost = cost.detach()
    return (cost + (cost - baseline.detach()) * (log_q - log_q.detach())).mean(0)


def product_of_means(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Mean advantage times mean score instead of the mean of products: right for one draw alone."""
    log_q = (z * logits - F.softplus(logits)).sum(-1).mean(0)
    advantage = (cost - baseline).mean(0).detach()
    return cost.mean(0) + advantage * (log_q - log_q.detach())
