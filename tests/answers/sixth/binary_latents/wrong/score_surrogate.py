"""Wrong answers to score_surrogate."""

import torch
from torch import Tensor
from torch.nn import functional as F


def baseline_in_value(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The baseline is subtracted from the value too."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    signal = (cost - baseline).detach()
    return (cost - baseline.detach() + signal * (log_q - log_q.detach())).mean(0)


def baseline_learns(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """A gradient flows to the baseline, for only the cost beside the score is held constant."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    term = (cost.detach() - baseline) * log_q
    return (cost + term - term.detach()).mean(0)


def cost_held(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The cost is constant everywhere, so nothing that it depends on can learn."""
    cost, baseline = cost.detach(), baseline.detach()
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    return cost.mean(0) + ((cost - baseline) * (log_q - log_q.detach())).mean(0)


def sum_of_scores(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The value is a mean over the draws, but the gradient in the logits is a sum."""
    log_q = torch.distributions.Bernoulli(logits=logits).log_prob(z).sum(-1)
    term = (cost - baseline).detach() * log_q
    return cost.mean(0) + (term - term.detach()).sum(0)


def common_baseline(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The baselines of the draws are averaged before they are subtracted."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    signal = (cost - baseline.mean(0)).detach()
    return (cost + signal * (log_q - log_q.detach())).mean(0)
