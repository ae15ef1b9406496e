"""Wrong answers to mixture_path."""

import torch
from torch import Tensor
from torch.distributions import Normal


def density_in_the_graph(z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Lets gradients through the density that divides, so they get a second, wrong, term."""
    weights = logits.softmax(-1)
    chance = (weights * torch.special.ndtr((z.unsqueeze(-1) - loc) / scale)).sum(-1)
    density = (weights * Normal(loc, scale).log_prob(z.unsqueeze(-1)).exp()).sum(-1)
    moved = chance / density
    return z - (moved - moved.detach())


def weights_that_do_not_sum_to_one(
    z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Takes exp for softmax: the sum cancels for loc and scale, but not for the logits."""
    weights = logits.exp()
    chance = (weights * torch.special.ndtr((z.unsqueeze(-1) - loc) / scale)).sum(-1)
    density = (weights * Normal(loc, scale).log_prob(z.unsqueeze(-1)).exp()).sum(-1)
    return z - (chance - chance.detach()) / density.detach()


def density_kept_off_zero(z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Keeps the density above 1e-3: too small slopes in tails, valleys and wide mixtures."""
    weights = logits.softmax(-1)
    chance = (weights * torch.special.ndtr((z.unsqueeze(-1) - loc) / scale)).sum(-1)
    density = (weights * Normal(loc, scale).log_prob(z.unsqueeze(-1)).exp()).sum(-1)
    return z - (chance - chance.detach()) / density.detach().clamp_min(1e-3)
