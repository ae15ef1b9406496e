"""Right answers to sleep_loss."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli
from torch.nn import functional as F


def summed_cross_entropies(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Takes the summed binary cross entropy of each layer, and divides by the number of dreams."""
    layers = ((F.linear(x, up_1, up_bias_1), h1), (F.linear(h1, up_2, up_bias_2), h2))
    nats = [F.binary_cross_entropy_with_logits(o, h, reduction="sum") for o, h in layers]
    return sum(nats) / x.shape[0]


def log_q_of_each_dream(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Adds the log-probabilities of two distributions for each dream, and averages minus that."""
    lower = Bernoulli(logits=torch.einsum("np,ip->ni", x, up_1) + up_bias_1)
    upper = Bernoulli(logits=torch.einsum("ni,ji->nj", h1, up_2) + up_bias_2)
    log_q = lower.log_prob(h1).sum(1) + upper.log_prob(h2).sum(1)
    return log_q.mean().neg()
