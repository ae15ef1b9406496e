"""Wrong ways of writing ``gaussian_log_likelihood``, and what their messages say."""

import math

EDITS = """
    log_var = log_var.detach()  # no gradient reaches log_var
    .sum(-1) -> .sum(1)  # Dimension out of range
    log_var = log_var.clamp(-10, 10)  # log_var is clamped at
    log_var = log_var.clamp(max=10)  # log_var is clamped at 10
    (x - mean) -> (x.float() - mean)  # a part of it is computed in float32
"""

C = math.log(2 * math.pi)
