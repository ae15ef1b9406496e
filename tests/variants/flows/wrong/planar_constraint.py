"""Wrong ways of writing ``planar_constraint``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def norm_not_squared(u, w):
    """divided by the norm of w; it is the squared norm"""
    wtu = torch.sum(w * u, -1, keepdim=True)
    m = -1 + F.softplus(wtu)
    return u + (m - wtu) * w / torch.norm(w, dim=-1, keepdim=True)


def log_of_exp(u, w):
    """exp overflows where w^T u is"""
    wtu = torch.sum(w * u, -1, keepdim=True)
    m = -1 + torch.log(1 + torch.exp(wtu))
    return u + (m - wtu) * w / torch.sum(w**2, -1, keepdim=True)


def nothing_done(u, w):
    """nothing keeps w^T u above -1"""
    return u + 0 * w


def without_the_product(u, w):
    """w^T u is not subtracted from m"""
    m = -1 + F.softplus((w * u).sum(-1, keepdim=True))
    return u + m * w / (w * w).sum(-1, keepdim=True)


def positive(u, w):
    """the -1 of m is missing"""
    wtu = (w * u).sum(-1, keepdim=True)
    return u + (F.softplus(wtu) - wtu) * w / (w * w).sum(-1, keepdim=True)


def one_product(u, w):
    """the products of all rows are added up"""
    wtu = torch.sum(w * u)
    return u + (F.softplus(wtu) - 1 - wtu) * w / (w * w).sum(-1, keepdim=True)


def along_u(u, w):
    """u is moved along u; move it along w"""
    wtu = (w * u).sum(-1, keepdim=True)
    return u + (F.softplus(wtu) - 1 - wtu) * u / (w * w).sum(-1, keepdim=True)


def hard(u, w):
    """the product is clamped at -1; m is smooth"""
    wtu = (w * u).sum(-1, keepdim=True)
    return u + (wtu.clamp(min=-1.0) - wtu) * w / (w * w).sum(-1, keepdim=True)
