"""Wrong answers to relaxed_sample."""

import torch
from torch import Tensor


def only_noise_is_heated(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Only the noise is divided by the temperature, not the logit."""
    noise = torch.log(u) - torch.log1p(-u)
    return torch.sigmoid(logits + noise / temperature)


def gumbel_noise(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The noise is one Gumbel number; the difference of two would be logistic."""
    noise = -torch.log(-torch.log(u))
    return torch.sigmoid((logits + noise) / temperature)


def quotient(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The quotient of exponentials is not a number where it overflows, at low temperatures."""
    odds = torch.exp((logits + torch.log(u) - torch.log1p(-u)) / temperature)
    return odds / (1 + odds)


def guarded_logarithms(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """A small number is added inside of the logarithms, which changes rare large noise."""
    noise = torch.log(u + 1e-4) - torch.log(1 - u + 1e-4)
    return torch.sigmoid((logits + noise) / temperature)


def hard_in_front(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The value is rounded to a bit, and only the gradient is that of the relaxed one."""
    soft = torch.sigmoid((logits + torch.logit(u)) / temperature)
    return soft.detach().round() + (soft - soft.detach())
