"""Wrong answers to relaxed_sample."""

import torch
from torch import Tensor


def temperature_of_the_noise_alone(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Divides the noise alone by the temperature, which is right at the temperature 1 only."""
    noise = torch.log(u) - torch.log1p(-u)
    return torch.sigmoid(logits + noise / temperature)


def logit_of_a_rounded_probability(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Takes a detour over pi, which is 1 for large logits, so the logit becomes infinite."""
    pi = torch.sigmoid(logits)
    return torch.sigmoid((torch.logit(pi) + torch.logit(u)) / temperature)


def noise_without_its_tails(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Clamps the uniform numbers to the middle 99.8 percent, so that rare noise is cut off."""
    v = u.clamp(1e-3, 1 - 1e-3)
    return torch.sigmoid((logits + torch.log(v / (1 - v))) / temperature)
