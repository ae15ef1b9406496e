"""Wrong answers to score_surrogate."""

import torch
from torch import Tensor
from torch.nn import functional as F


def signal_not_constant(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The factor beside the score is not held constant, so cost and baseline get more gradient."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    term = (cost - baseline) * log_q
    return (cost + (term - term.detach())).mean(0)


def cost_without_gradient(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The cost is detached everywhere, so that the decoder learns nothing."""
    cost = cost.detach()
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    term = (cost - baseline.detach()) * log_q
    return (cost + (term - term.detach())).mean(0)


def one_baseline_for_all_draws(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The baselines are averaged over the draws before they are subtracted."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    term = (cost - baseline.mean(0)).detach() * log_q
    return cost.mean(0) + (term - term.detach()).mean(0)


def score_summed_over_draws(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The score's term is a sum over the draws, and not a mean."""
    log_q = -F.binary_cross_entropy_with_logits(logits.expand_as(z), z, reduction="none").sum(-1)
    term = ((cost - baseline).detach() * log_q).sum(0)
    return cost.mean(0) + (term - term.detach())


def score_of_ones_only(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The log-density counts the ones only, so a zero has no score."""
    log_q = (z * torch.log(torch.sigmoid(logits))).sum(-1)
    term = (cost - baseline).detach() * log_q
    return (cost + term - term.detach()).mean(0)
