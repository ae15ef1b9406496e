"""Wrong answers to relaxed_sample."""

import torch
from torch import Tensor


def temperature_of_the_noise_alone(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Divides only the noise by the temperature: the share above one half is no longer pi."""
    return torch.sigmoid(logits + (torch.log(u) - torch.log1p(-u)) / temperature)


def gumbel_noise(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """One Gumbel number instead of logistic noise, which is a difference of two: too many ones."""
    return torch.sigmoid((logits - torch.log(-torch.log(u))) / temperature)


def logits_from_clipped_probabilities(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Clips pi to 1e-6 and goes back to logits: those beyond 13.8 are cut, without a gradient."""
    pi = torch.sigmoid(logits).clamp(1e-6, 1 - 1e-6)
    noise = torch.log(u) - torch.log1p(-u)
    return torch.sigmoid((torch.log(pi) - torch.log1p(-pi) + noise) / temperature)
