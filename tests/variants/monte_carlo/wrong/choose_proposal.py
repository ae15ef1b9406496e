"""Wrong ways of writing ``choose_proposal``, and what their messages say."""

import torch
from torch.distributions import Categorical, MixtureSameFamily, Normal

EDITS = """
    return torch.distributions.Normal(-threshold, 1.0)  # 0.023 of the draws are above the threshold
    return torch.distributions.Normal(threshold, 1.0)  # x is the threshold plus the draw
    return torch.distributions.Normal(0.0, 1 / threshold)
        # the variance is infinite: p(x)²/q(x) grows without bound far above
    return torch.distributions.Normal(0.0, 0.7)
        # the variance is infinite: p(x)²/q(x) grows without bound far above
    return torch.distributions.Uniform(0.0, 3.0)  # no draw is ever more than 3 above the threshold
    return torch.distributions.Uniform(threshold, threshold + 5)
        # no draw is ever less than 2 above the threshold
    return Exponential(threshold**2)  # rare draws far above the threshold have huge weights
    return Exponential(0.02)  # most draws are too far above the threshold
    return torch.distributions.LogNormal(0.0, 1.0)  # too few draws just above the threshold
    return torch.distributions.Gamma(2.0, threshold)  # too few draws just above the threshold
    return torch.distributions.StudentT(3.0, 0.0, 0.001)
        # there are too few draws where p is largest above the threshold
    return torch.distributions.Poisson(1.0)  # it draws whole numbers alone
    return torch.distributions.Normal(torch.zeros(3), torch.ones(3))
        # it draws (3,) numbers at once
    return ->  # nothing is returned
"""


def a_mixture(threshold):
    """it should be one of the distributions that are named"""
    two = Normal(torch.zeros(2), torch.tensor([1.0, 2.0]))
    return MixtureSameFamily(Categorical(torch.ones(2)), two)
