"""Other right ways of writing ``sleep_loss``."""

import torch
from torch.distributions import Bernoulli
from torch.nn import functional as F


def by_distributions(x, h1, h2, up_1, up_bias_1, up_2, up_bias_2):
    lower = Bernoulli(logits=F.linear(x, up_1, up_bias_1), validate_args=False)
    upper = Bernoulli(logits=F.linear(h1, up_2, up_bias_2), validate_args=False)
    return -lower.log_prob(h1).sum(-1).mean() - upper.log_prob(h2).sum(-1).mean()


def cross_entropies(x, h1, h2, up_1, up_bias_1, up_2, up_bias_2):
    bce = F.binary_cross_entropy_with_logits
    lower = bce(x @ up_1.T + up_bias_1, h1, reduction="sum")
    upper = bce(h1 @ up_2.T + up_bias_2, h2, reduction="sum")
    return (lower + upper) / len(x)


def dream_by_dream(x, h1, h2, up_1, up_bias_1, up_2, up_bias_2):
    losses = []
    for pixels, lower, upper in zip(x, h1, h2, strict=True):
        odds_1 = up_1 @ pixels + up_bias_1
        odds_2 = up_2 @ lower + up_bias_2
        log_q = F.logsigmoid((2 * lower - 1) * odds_1).sum()
        losses.append(-(log_q + F.logsigmoid((2 * upper - 1) * odds_2).sum()))
    return torch.stack(losses).mean()
