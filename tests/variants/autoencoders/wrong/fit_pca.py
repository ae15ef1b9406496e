"""Wrong ways of writing ``fit_pca``; a docstring is what its message says."""

import torch


def columns(x, latent):
    """each should be a row"""
    mean = x.mean(0)
    return mean, torch.linalg.svd(x - mean, full_matrices=False)[2][:latent].T


def all_of_them(x, latent):
    """these are all"""
    mean = x.mean(0)
    return mean, torch.linalg.svd(x - mean, full_matrices=False)[2]


def turned(x, latent):
    """they span the right subspace"""
    mean = x.mean(0)
    rows = torch.linalg.svd(x - mean, full_matrices=False)[2][:latent]
    angles = torch.linspace(0.5, 1.5, latent**2, dtype=x.dtype).view(latent, latent)
    return mean, torch.linalg.qr(angles + torch.eye(latent, dtype=x.dtype)).Q @ rows


def single(x, latent):
    """the result is float32 although the inputs are float64"""
    mean = x.mean(0)
    return mean.float(), torch.linalg.svd(x - mean, full_matrices=False)[2][:latent].float()


def empty_on_the_cpu(x, latent):
    """is made on the CPU whatever device x is on"""
    mean = x.mean(0)
    zeros = torch.zeros(latent, x.shape[1], dtype=x.dtype)
    return mean, zeros + torch.linalg.svd(x - mean, full_matrices=False)[2][:latent]
