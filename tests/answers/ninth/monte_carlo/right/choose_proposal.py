"""Right answers to choose_proposal."""

import torch
from torch.distributions import Distribution, Exponential, HalfCauchy


def exponential_with_the_tails_rate(threshold: float) -> Distribution:
    """Falls as the target does at the threshold, a little faster, by the slope of the next term."""
    return Exponential(torch.tensor(threshold + 1 / threshold))


def heavy_half_line(threshold: float) -> Distribution:
    """Takes a half Cauchy of the tail's width, whose heavy tail keeps all weights bounded."""
    return HalfCauchy(1 / threshold)
