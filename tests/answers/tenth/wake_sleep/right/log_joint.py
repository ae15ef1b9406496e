"""Right answers to log_joint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def three_sums_with_softplus(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Sums s a - softplus(a) over each layer by one nested function."""

    def log_bernoulli(states: Tensor, odds: Tensor) -> Tensor:
        return (states * odds - F.softplus(odds)).sum(-1)

    top = log_bernoulli(h2, bias_2)
    middle = log_bernoulli(h1, h2 @ to_1.T + bias_1)
    return top + middle + log_bernoulli(x, h1 @ to_x.T + bias_x)


def bernoullis_of_torch(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Uses torch.distributions.Bernoulli with log-odds, layer by layer in a loop."""
    layers = [
        (h2, bias_2),
        (h1, F.linear(h2, to_1, bias_1)),
        (x.expand(h1.shape[0], -1, -1), F.linear(h1, to_x, bias_x)),
    ]
    total = 0
    for states, odds in layers:
        total = total + torch.distributions.Bernoulli(logits=odds).log_prob(states).sum(dim=2)
    return total
