"""Wrong ways of writing ``lifetime_from_uniform``, and what their messages say."""

import torch

EDITS = """
    return ((rate**2 + 2 * wear * used).sqrt() - rate) / wear
        # where wear is 0, (root - rate) / wear is 0 / 0
    return torch.where(wear == 0, used / rate, ((rate**2 + 2 * wear * used).sqrt() - rate) /
        wear)  # the branch that torch.where does not take sends NaN into the gradient
    wear = wear + 0.01 * (wear == 0)  # where wear is 0
    wear = wear.detach()  # no gradient reaches wear
    used = -torch.log(1 - u.clamp(0.01, 0.99))  # the tail is cut off
    used = -torch.log1p(-u.float()).to(u.dtype)  # a part of it is computed in float32
"""


def _used(u):
    return -torch.log1p(-u)


def two_cases_without_a_slope(u, rate, wear):
    """no gradient reaches it there"""
    used = _used(u)
    safe = torch.where(wear == 0, torch.ones_like(wear), wear)
    return torch.where(wear == 0, used / rate, ((rate**2 + 2 * safe * used).sqrt() - rate) / safe)


def loses_digits(u, rate, wear):
    """root - rate loses its digits in float32"""
    used = _used(u)
    near = 2 * used / (rate + (rate**2 + 2 * wear * used).sqrt())
    safe = torch.where(wear == 0, torch.ones_like(wear), wear)
    return torch.where(wear == 0, near, ((rate**2 + 2 * safe * used).sqrt() - rate) / safe)
