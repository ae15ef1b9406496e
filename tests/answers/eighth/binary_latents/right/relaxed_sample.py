"""Right answers to relaxed_sample."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_noise_before_the_step(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Adds logistic noise to the logit, and takes the sigmoid of the sum over the temperature."""
    noise = torch.log(u) - torch.log1p(-u)
    return torch.sigmoid((logits + noise) / temperature)


def column_by_column_in_logarithms(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Computes the logarithm of each column's relaxed bits first."""
    columns = [
        F.logsigmoid((a + torch.logit(v)) / temperature).exp()
        for a, v in zip(logits.unbind(1), u.unbind(1), strict=True)
    ]
    return torch.stack(columns, 1)
