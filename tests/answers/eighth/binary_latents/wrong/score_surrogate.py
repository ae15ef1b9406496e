"""Wrong answers to score_surrogate."""

from torch import Tensor
from torch.nn import functional as F


def signal_is_not_constant(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Leaves the signal moving, so gradients flow to the baseline and log q enters the cost's."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    surrogate = (cost - baseline) * log_q
    return (cost + (surrogate - surrogate.detach())).mean(0)


def value_without_gradient(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Detaches the mean cost, so that nothing reaches the cost's own parameters."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    signal = (cost - baseline).detach()
    return cost.detach().mean(0) + (signal * (log_q - log_q.detach())).mean(0)


def product_of_the_means(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Multiplies the mean signal by the mean score, which is right for one draw only."""
    log_q = (z * logits - F.softplus(logits)).sum(-1).mean(0)
    signal = (cost - baseline).detach().mean(0)
    return cost.mean(0) + signal * (log_q - log_q.detach())
