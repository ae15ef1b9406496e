"""Wrong ways of writing ``fit_pca``; a docstring is what its message says."""

import torch


def raw(x, latent):
    """the mean is not subtracted before the decomposition"""
    return x.mean(0), torch.linalg.svd(x, full_matrices=False)[2][:latent]


def columns(x, latent):
    """each should be a row"""
    mean = x.mean(0)
    return mean, torch.linalg.svd(x - mean, full_matrices=False)[2][:latent].T


def smallest(x, latent):
    """the smallest variance"""
    mean = x.mean(0)
    return mean, torch.linalg.svd(x - mean, full_matrices=False)[2].flip(0)[:latent]


def rising(x, latent):
    """the largest variance comes first"""
    mean = x.mean(0)
    return mean, torch.linalg.svd(x - mean, full_matrices=False)[2][:latent].flip(0)


def scaled(x, latent):
    """leave the singular values out"""
    mean = x.mean(0)
    _, s, v = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, (s[:, None] * v)[:latent]


def by_deviations(x, latent):
    """scaled by the standard deviations"""
    mean = x.mean(0)
    _, s, v = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, (s[:, None] * v)[:latent] / len(x) ** 0.5


def all_of_them(x, latent):
    """these are all"""
    mean = x.mean(0)
    return mean, torch.linalg.svd(x - mean, full_matrices=False)[2]


def standardized(x, latent):
    """divided by their standard deviations"""
    mean = x.mean(0)
    return mean, torch.linalg.svd((x - mean) / x.std(0), full_matrices=False)[2][:latent]


def swapped(x, latent):
    """in the wrong order"""
    mean = x.mean(0)
    return torch.linalg.svd(x - mean, full_matrices=False)[2][:latent], mean


def one_number(x, latent):
    """each pixel has its own"""
    mean = x.mean()
    return mean, torch.linalg.svd(x - mean, full_matrices=False)[2][:latent]


def no_mean(x, latent):
    """return the mean that was subtracted"""
    x = x - x.mean(0)
    return torch.zeros_like(x[0]), torch.linalg.svd(x, full_matrices=False)[2][:latent]


def turned(x, latent):
    """they span the right subspace"""
    mean = x.mean(0)
    rows = torch.linalg.svd(x - mean, full_matrices=False)[2][:latent]
    angles = torch.linspace(0.5, 1.5, latent**2, dtype=x.dtype).view(latent, latent)
    return mean, torch.linalg.qr(angles + torch.eye(latent, dtype=x.dtype)).Q @ rows
