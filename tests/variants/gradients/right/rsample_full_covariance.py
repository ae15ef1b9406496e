"""Other right ways of writing ``rsample_full_covariance``."""

import torch


def einsum(mean, covariance, noise):
    factor = torch.linalg.cholesky(covariance)
    return mean + torch.einsum("...ij,...j->...i", factor, noise)


def summed(mean, covariance, noise):
    return mean + (torch.linalg.cholesky(covariance) * noise[..., None, :]).sum(-1)


def symmetric_root(mean, covariance, noise):
    values, vectors = torch.linalg.eigh(covariance)
    root = vectors @ torch.diag_embed(values.sqrt()) @ vectors.mT
    return mean + (root @ noise[..., None])[..., 0]


def eigenvectors(mean, covariance, noise):
    values, vectors = torch.linalg.eigh(covariance)
    return mean + torch.matmul(vectors, (values.sqrt() * noise).unsqueeze(-1)).squeeze(-1)


def upper_factor(mean, covariance, noise):
    upper = torch.linalg.cholesky(covariance.flip(-1, -2)).flip(-1, -2)
    return mean + torch.linalg.vecdot(upper, noise.unsqueeze(-2))


def rows_of_noise(mean, covariance, noise):
    return mean + (noise[..., None, :] @ torch.linalg.cholesky(covariance).mT)[..., 0, :]
