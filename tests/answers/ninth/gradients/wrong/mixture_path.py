"""Wrong answers to mixture_path."""

import math

import torch
from torch import Tensor


def density_without_the_widths(z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Forgets to divide each bell by its width, so the slopes are right only if all are 1."""
    error = (z.unsqueeze(-1) - loc) / scale
    weights = logits.softmax(-1)
    below = (weights * torch.special.ndtr(error)).sum(-1)
    bells = torch.exp(-0.5 * error.square()) / math.sqrt(2 * math.pi)
    density = (weights * bells).sum(-1).detach()
    return z - (below - below.detach()) / density


def weights_that_need_not_sum_to_one(
    z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Detaches the sum that normalizes the weights, so the slope in the logits is wrong."""
    error = (z.unsqueeze(-1) - loc) / scale
    weights = logits.exp() / logits.exp().sum().detach()
    below = (weights * torch.special.ndtr(error)).sum(-1)
    bells = torch.exp(-0.5 * error.square()) / (scale * math.sqrt(2 * math.pi))
    density = (weights * bells).sum(-1).detach()
    return z - (below - below.detach()) / density


def nearest_component_carries_the_draw(
    z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Lets each draw move with its most probable component alone, whatever the others weigh."""
    error = (z.unsqueeze(-1) - loc) / scale
    joint = logits.log_softmax(-1) - 0.5 * error.square() - scale.log()
    owner = joint.argmax(-1)
    noise = error.detach().gather(-1, owner.unsqueeze(-1)).squeeze(-1)
    moved = loc[owner] + scale[owner] * noise + 0 * logits.sum()
    return z + (moved - moved.detach())
