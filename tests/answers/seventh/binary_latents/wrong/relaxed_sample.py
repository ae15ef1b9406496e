"""Wrong answers to relaxed_sample."""

import torch
from torch import Tensor


def times_the_temperature(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Multiplies by the temperature, so that hot and cold change places."""
    noise = torch.log(u) - torch.log1p(-u)
    return torch.sigmoid((logits + noise) * temperature)


def gumbel_noise(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The noise is one Gumbel number, and not the difference of two, which is logistic."""
    noise = -torch.log(-torch.log(u))
    return torch.sigmoid((logits + noise) / temperature)


def noise_alone_is_divided(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The temperature divides the noise, but not the logits: brackets are missing."""
    noise = torch.log(u) - torch.log1p(-u)
    return torch.sigmoid(logits + noise / temperature)


def ratio_with_exp(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The logistic function is written out, and its gradient is nan where exp overflows."""
    noise = torch.log(u) - torch.log1p(-u)
    return 1 / (1 + torch.exp(-(logits + noise) / temperature))


def clamped_noise(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Uniform numbers below 0.05 and above 0.95 are cut, so the noise has no tails."""
    u = u.clamp(0.05, 0.95)
    noise = torch.log(u) - torch.log(1 - u)
    return torch.sigmoid((logits + noise) / temperature)
