"""Wrong answers to dream."""

import torch
from torch import Tensor
from torch.nn import functional as F


def probabilities_passed_on(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Each layer is given the probabilities of the one above, not its zeros and ones."""
    p2 = bias_2.sigmoid().expand(u2.shape)
    p1 = (p2 @ to_1.T + bias_1).sigmoid()
    p_x = (p1 @ to_x.T + bias_x).sigmoid()
    return tuple((u < p).to(to_x.dtype) for u, p in ((u_x, p_x), (u1, p1), (u2, p2)))


def above_for_below(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """A unit is 1 where its number is above its probability."""
    h2 = (u2 > torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = (u1 > torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = (u_x > torch.sigmoid(h1 @ to_x.T + bias_x)).to(to_x.dtype)
    return x, h1, h2


def equal_counts_as_below(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """A unit is 1 also where its number equals its probability, even one of 0."""
    h2 = torch.le(u2, torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = torch.le(u1, torch.sigmoid(F.linear(h2, to_1, bias_1))).to(to_x.dtype)
    x = torch.le(u_x, torch.sigmoid(F.linear(h1, to_x, bias_x))).to(to_x.dtype)
    return x, h1, h2


def grey_pixels(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The pixels are their probabilities, as they are shown, and are not drawn."""
    h2 = (u2 < bias_2.sigmoid()).to(to_x.dtype)
    h1 = (u1 < (h2 @ to_1.T + bias_1).sigmoid()).to(to_x.dtype)
    return (h1 @ to_x.T + bias_x).sigmoid(), h1, h2


def always_single_precision(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The comparison becomes float32, whatever the dtype of the weights is."""
    h2 = (u2 < bias_2.sigmoid()).float()
    h1 = (u1 < (h2 @ to_1.T.float() + bias_1).sigmoid()).float()
    x = (u_x < (h1 @ to_x.T.float() + bias_x).sigmoid()).float()
    return x, h1, h2


def own_noise_for_pixels(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The pixels are drawn by torch.bernoulli, not by the numbers that are given for them."""
    h2 = (u2 < bias_2.sigmoid()).to(to_x.dtype)
    h1 = (u1 < (h2 @ to_1.T + bias_1).sigmoid()).to(to_x.dtype)
    return torch.bernoulli((h1 @ to_x.T + bias_x).sigmoid()), h1, h2
