"""Wrong ways of writing ``draw_waiting``, and what their messages say."""

import torch

EDITS = """
    Exponential(rate) -> Exponential(1 / rate)  # the rate multiplies the draws; divide by it
    Exponential(rate) -> Exponential(rate / rate)  # the rate is not used
    .sample((n,)) -> .sample().expand(n, -1)  # the same noise is used for the whole batch
"""


def shared(rate, n):
    """one number of noise is shared by all entries of a row"""
    noise = torch.rand(n, 1, dtype=rate.dtype, device=rate.device)
    return -torch.log1p(-noise) / rate


def seeded(rate, n):
    """is the seed set inside the function?"""
    torch.manual_seed(0)
    return -torch.rand(n, len(rate), dtype=rate.dtype, device=rate.device).log() / rate
