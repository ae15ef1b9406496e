"""Wrong answers to relaxed_sample."""

import torch
from torch import Tensor


def only_the_noise_is_divided(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The temperature divides the noise but not the logit."""
    return torch.sigmoid(logits + (torch.log(u) - torch.log1p(-u)) / temperature)


def gumbel_noise(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """One Gumbel number in place of logistic noise, which is the difference of two."""
    gumbel = -torch.log(-torch.log(u))
    return torch.sigmoid((logits + gumbel) / temperature)


def new_uniform_numbers(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The given uniform numbers are not used, new ones are drawn."""
    relaxed = torch.distributions.RelaxedBernoulli(
        torch.tensor(temperature, dtype=logits.dtype, device=logits.device), logits=logits
    )
    return relaxed.rsample()


def tails_cut_off(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The uniform numbers are clamped, which cuts the tails off the noise."""
    return torch.sigmoid((logits + torch.logit(u, eps=1e-4)) / temperature)


def reciprocal_of_exponential(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The logistic function is written out: right values, but a gradient of nan for cold zeros."""
    x = (logits + torch.log(u) - torch.log1p(-u)) / temperature
    return 1 / (1 + torch.exp(-x))


def rounded(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """True bits come out, only the gradient is that of the relaxed ones."""
    soft = torch.sigmoid((logits + torch.logit(u)) / temperature)
    return soft.round().detach() + (soft - soft.detach())
