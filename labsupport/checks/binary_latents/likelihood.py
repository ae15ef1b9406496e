"""The exercise ``log_likelihood`` of topic ``binary_latents``: as many draws as it says."""

import math
from typing import Any

from torch import Tensor

from labsupport.checks.counted import estimate


def log_likelihood(draw_log_w: Any, k: int, most: int) -> Tensor:
    """The bound of the first k rows of the table that stands for the draws."""
    drawn = draw_log_w[:k]
    return drawn.logsumexp(0) - math.log(k)


LOG_LIKELIHOOD = estimate(log_likelihood, "most")
