"""Wrong answers to score_surrogate."""

from torch import Tensor
from torch.nn import functional as F


def cost_left_attached(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The cost beside the score is not held constant, so its gradient has a term too many."""
    log_prob = (z * logits - F.softplus(logits)).sum(-1)
    s = ((cost - baseline.detach()) * log_prob).mean(0)
    return cost.mean(0) + (s - s.detach())


def baseline_left_attached(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The baseline is not held constant and gets a gradient."""
    log_prob = (z * logits - F.softplus(logits)).sum(-1)
    s = ((cost.detach() - baseline) * log_prob).mean(0)
    return cost.mean(0) + (s - s.detach())


def product_of_means(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Signal and log-probability are each averaged over the draws before they are multiplied."""
    log_prob = -F.binary_cross_entropy_with_logits(logits.expand_as(z), z, reduction="none").sum(-1)
    s = (cost - baseline).detach().mean(0) * log_prob.mean(0)
    return cost.mean(0) + (s - s.detach())


def value_without_baseline(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The baseline is subtracted from the value as well; the gradients are right."""
    log_prob = (z * logits - F.softplus(logits)).sum(-1)
    signal = cost - baseline.detach()
    s = signal.detach() * log_prob
    return (signal + s - s.detach()).mean(0)


def one_baseline_for_all(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Every draw gets the mean of the baselines in place of its own."""
    log_prob = (z * logits - F.softplus(logits)).sum(-1)
    s = (cost - baseline.mean(0)).detach() * log_prob
    return (cost + s - s.detach()).mean(0)


def decoder_cut_off(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The cost is held constant in the value too, so no gradient reaches the decoder."""
    cost, baseline = cost.detach(), baseline.detach()
    log_prob = (z * logits - F.softplus(logits)).sum(-1)
    s = ((cost - baseline) * log_prob).mean(0)
    return cost.mean(0) + (s - s.detach())
