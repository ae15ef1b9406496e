"""Right exercises of topic ``monte_carlo``, for suites that judge another one which calls them."""

import torch
from torch import Tensor


def mc_estimate(values: Tensor) -> tuple[Tensor, Tensor]:
    """Mean over the first axis, and its standard error."""
    return values.mean(0), torch.sqrt(values.var(0) / values.shape[0])
