"""Other right ways of writing ``log_joint``."""

import torch
from torch.distributions import Bernoulli
from torch.nn import functional as F


def by_distributions(x, h1, h2, to_x, bias_x, to_1, bias_1, bias_2):
    p_h2 = Bernoulli(logits=bias_2, validate_args=False)
    p_h1 = Bernoulli(logits=F.linear(h2, to_1, bias_1), validate_args=False)
    p_x = Bernoulli(logits=F.linear(h1, to_x, bias_x), validate_args=False)
    return p_h2.log_prob(h2).sum(-1) + p_h1.log_prob(h1).sum(-1) + p_x.log_prob(x).sum(-1)


def cross_entropies(x, h1, h2, to_x, bias_x, to_1, bias_1, bias_2):
    def minus(logits, target):
        logits, target = torch.broadcast_tensors(logits, target)
        return F.binary_cross_entropy_with_logits(logits, target, reduction="none").sum(-1)

    lower = minus(torch.einsum("kbi,pi->kbp", h1, to_x) + bias_x, x)
    return -(minus(bias_2, h2) + minus(torch.einsum("kbj,ij->kbi", h2, to_1) + bias_1, h1) + lower)


def by_signs(x, h1, h2, to_x, bias_x, to_1, bias_1, bias_2):
    total = F.logsigmoid((2 * h2 - 1) * bias_2).sum(-1)
    total = total + F.logsigmoid((2 * h1 - 1) * (h2 @ to_1.mT + bias_1)).sum(-1)
    return total + F.logsigmoid((2 * x - 1) * (h1 @ to_x.mT + bias_x)).sum(-1)


def draw_by_draw(x, h1, h2, to_x, bias_x, to_1, bias_1, bias_2):
    rows = []
    for lower, upper in zip(h1, h2, strict=True):
        one = upper @ bias_2 - F.softplus(bias_2).sum()
        odds = upper @ to_1.T + bias_1
        one = one + (lower * F.logsigmoid(odds) + (1 - lower) * F.logsigmoid(-odds)).sum(1)
        odds = lower @ to_x.T + bias_x
        rows.append(one + (x * F.logsigmoid(odds) + (1 - x) * F.logsigmoid(-odds)).sum(1))
    return torch.stack(rows)
