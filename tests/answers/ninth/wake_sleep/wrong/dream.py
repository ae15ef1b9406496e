"""Wrong answers to dream."""

import torch
from torch import Tensor


def hands_down_probabilities(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Gives each layer the probabilities of the one above it, not its zeros and ones."""
    p2 = torch.sigmoid(bias_2).expand(len(u2), -1)
    p1 = torch.sigmoid(p2 @ to_1.T + bias_1)
    p_x = torch.sigmoid(p1 @ to_x.T + bias_x)
    x, h1, h2 = ((u < p).to(to_x.dtype) for u, p in ((u_x, p_x), (u1, p1), (u2, p2)))
    return x, h1, h2


def noise_of_its_own(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Draws by torch.bernoulli, which has noise of its own, and not by the numbers given."""
    h2 = torch.bernoulli(torch.sigmoid(bias_2).expand(len(u2), -1))
    h1 = torch.bernoulli(torch.sigmoid(h2 @ to_1.T + bias_1))
    return torch.bernoulli(torch.sigmoid(h1 @ to_x.T + bias_x)), h1, h2


def most_probable_pixels(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Draws both layers, but shows the most probable value of each pixel, without its noise."""
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    return (h1 @ to_x.T + bias_x > 0).to(to_x.dtype), h1, h2
