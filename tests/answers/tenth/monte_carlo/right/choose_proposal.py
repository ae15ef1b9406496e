"""Right answers to choose_proposal."""

import torch
from torch.distributions import Distribution


def exponential_with_rate_threshold(threshold: float) -> Distribution:
    """Draws the distance from an exponential whose rate is the threshold."""
    return torch.distributions.Exponential(float(threshold))


def laplace_around_the_threshold(threshold: float) -> Distribution:
    """Draws on both sides by a Laplace distribution that falls as fast as the tail."""
    return torch.distributions.Laplace(torch.tensor(0.0), torch.tensor(1.0 / threshold))
