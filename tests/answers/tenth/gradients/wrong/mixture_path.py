"""Wrong answers to mixture_path."""

import torch
from torch import Tensor
from torch.distributions import Normal


def density_takes_part(z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Differentiates the quotient, density included, so the slopes have an extra term."""
    weights = torch.softmax(logits, 0)
    density = (weights * Normal(loc, scale).log_prob(z.unsqueeze(-1)).exp()).sum(-1)
    below = (weights * torch.special.ndtr((z.unsqueeze(-1) - loc) / scale)).sum(-1)
    moved = below / density
    return z - (moved - moved.detach())


def density_without_its_width(z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The density lacks 1 / scale, which is right only for components of width 1."""
    weights = torch.softmax(logits, 0)
    standard = (z.unsqueeze(-1) - loc) / scale
    bell = torch.exp(-0.5 * standard.square()) / (2 * torch.pi) ** 0.5
    density = (weights * bell).sum(-1).detach()
    below = (weights * torch.special.ndtr(standard)).sum(-1)
    return z - (below - below.detach()) / density


def each_component_moves_its_share(z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Shifts z by the posterior mean of its component's shift: logits get the gradient 0."""
    standard = ((z.unsqueeze(-1) - loc) / scale).detach()
    share = (logits.log_softmax(-1) + Normal(loc, scale).log_prob(z.unsqueeze(-1))).softmax(-1)
    ends = loc + scale * standard
    moved = (share * (ends - ends.detach())).sum(-1)
    return z + moved
