"""Wrong ways of writing ``planar_constraint``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def norm_not_squared(u, w):
    """divided by the norm of w; it is the squared norm"""
    wtu = torch.sum(w * u, -1, keepdim=True)
    m = -1 + F.softplus(wtu)
    return u + (m - wtu) * w / torch.norm(w, dim=-1, keepdim=True)


def log_of_exp(u, w):
    """of which exp overflows"""
    wtu = torch.sum(w * u, -1, keepdim=True)
    m = -1 + torch.log(1 + torch.exp(wtu))
    return u + (m - wtu) * w / torch.sum(w**2, -1, keepdim=True)
