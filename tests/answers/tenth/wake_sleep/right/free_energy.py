"""Right answers to free_energy."""

import torch
from torch import Tensor


def entropy_by_entr(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Sums energies, and the entropy by torch.special.entr."""
    mean_energy = (q * energy).sum(dim=-1)
    return mean_energy - temperature * torch.special.entr(q).sum(dim=-1)


def logarithms_of_positive_ones(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Replaces zeros by ones before the logarithm, and sums by einsum."""
    logs = torch.where(q > 0, q, torch.ones_like(q)).log()
    return torch.einsum("bs,bs->b", q, energy + temperature * logs)
