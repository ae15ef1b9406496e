"""Wrong answers to dream."""

import torch
from torch import Tensor


def probabilities_passed_down(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Each layer gets the probabilities of the one above, and not its states."""
    p2 = torch.sigmoid(bias_2).expand_as(u2)
    p1 = torch.sigmoid(p2 @ to_1.T + bias_1)
    p_x = torch.sigmoid(p1 @ to_x.T + bias_x)
    x, h1, h2 = ((u < p).to(to_x.dtype) for u, p in ((u_x, p_x), (u1, p1), (u2, p2)))
    return x, h1, h2


def pixels_rounded(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The pixels are not drawn: each is 1 where its probability is above one half."""
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = (torch.sigmoid(h1 @ to_x.T + bias_x) > 0.5).to(to_x.dtype)
    return x, h1, h2


def bias_as_probability(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The log-odds of the top layer are taken for its probabilities."""
    h2 = (u2 < bias_2).to(to_x.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = (u_x < torch.sigmoid(h1 @ to_x.T + bias_x)).to(to_x.dtype)
    return x, h1, h2


def single_precision(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The layers are returned as float32, whatever the dtype of the matrices is."""
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_1.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = u_x < torch.sigmoid(h1 @ to_x.T + bias_x)
    return x.float(), h1.float(), h2.float()


def zeros_and_ones_exchanged(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """A unit of the lower layer is 1 where its number is above its probability."""
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = (u1 > torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = (u_x < torch.sigmoid(h1 @ to_x.T + bias_x)).to(to_x.dtype)
    return x, h1, h2
