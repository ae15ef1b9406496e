"""Wrong answers to free_energy."""

import math

import torch
from torch import Tensor


def row_without_entropy(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """A row with a 0 in it loses its whole entropy, for what is not a number is replaced after
    the sum."""
    entropy = -(q * q.log()).sum(-1).nan_to_num(0)
    return (q * energy).sum(-1) - temperature * entropy


def plain_temperature(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The temperature is read as a plain number, so it gets no gradient."""
    t = temperature.item()
    return (q * energy).sum(-1) - t * torch.special.entr(q).sum(-1)


def entropy_of_the_mean(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """All rows get the entropy of the mean distribution of the batch."""
    entropy = torch.special.entr(q.mean(0)).sum()
    return (q * energy).sum(-1) - temperature * entropy


def entropy_in_bits(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The energy is in nats, but the entropy in bits."""
    entropy = torch.special.entr(q).sum(-1) / math.log(2)
    return (q * energy).sum(-1) - temperature * entropy


def kept_away_from_zero(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """A guard of 0.001 within the logarithm changes the entropy."""
    entropy = -(q * torch.log(q + 1e-3)).sum(-1)
    return (q * energy).sum(-1) - temperature * entropy
