"""Wrong answers to dream."""

import torch
from torch import Tensor


def probabilities_for_pixels(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The pixels are drawn given the probabilities of the lower layer, not given its states."""
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_x.dtype)
    p1 = torch.sigmoid(h2 @ to_1.T + bias_1)
    x = (u_x < torch.sigmoid(p1 @ to_x.T + bias_x)).to(to_x.dtype)
    return x, (u1 < p1).to(to_x.dtype), h2


def below_or_equal(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """A unit is 1 also where its number is equal to its probability."""
    h2 = (u2 <= torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = (u1 <= torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = (u_x <= torch.sigmoid(h1 @ to_x.T + bias_x)).to(to_x.dtype)
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
    """The states are returned as float32, whatever dtype the matrices have."""
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_1.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = u_x < torch.sigmoid(h1 @ to_x.T + bias_x)
    return x.float(), h1.float(), h2.float()


def log_odds_for_probabilities(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The upper layer's log-odds are compared with the numbers as if they were probabilities."""
    h2 = (u2 < bias_2).to(to_x.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = (u_x < torch.sigmoid(h1 @ to_x.T + bias_x)).to(to_x.dtype)
    return x, h1, h2


def rounded_pixels(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The pixels are rounded probabilities, and their uniform numbers are not used."""
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = torch.sigmoid(h1 @ to_x.T + bias_x).round()
    return x, h1, h2
