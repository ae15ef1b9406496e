"""Other right ways of writing ``posterior_linear_gaussian``."""

import torch


def conditioning(x, weight, bias, noise_var):
    pixels, latent = weight.shape
    identity = torch.eye(pixels, dtype=x.dtype, device=x.device)
    gain = weight.T @ torch.linalg.inv(weight @ weight.T + noise_var * identity)
    return (x - bias) @ gain.T, torch.eye(latent, dtype=x.dtype, device=x.device) - gain @ weight


def in_units_of_the_noise(x, weight, bias, noise_var):
    scale = noise_var.sqrt()
    scaled = weight / scale.unsqueeze(-1)
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = identity + scaled.T @ scaled
    mean = torch.linalg.solve(precision, scaled.T @ ((x - bias) / scale).T).T
    return mean, torch.linalg.inv(precision)


def einsum(x, weight, bias, noise_var):
    trust = (1 / noise_var).expand(len(weight))
    precision = torch.einsum("pi,p,pj->ij", weight, trust, weight)
    precision = precision + torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.cholesky_inverse(torch.linalg.cholesky(precision))
    return torch.einsum("ij,pj,p,np->ni", covariance, weight, trust, x - bias), covariance


def pixel_by_pixel(x, weight, bias, noise_var):
    latent = weight.shape[1]
    precision = torch.eye(latent, dtype=x.dtype, device=x.device)
    pull = torch.zeros(len(x), latent, dtype=x.dtype, device=x.device)
    variances = noise_var.expand(len(weight))
    for i, (row, variance) in enumerate(zip(weight, variances, strict=True)):
        precision = precision + torch.outer(row, row) / variance
        pull = pull + (x[:, i] - bias[i])[:, None] * row / variance
    covariance = precision.inverse()
    return pull @ covariance, covariance


def divided_first(x, weight, bias, noise_var):
    to_z = weight.T / noise_var
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = to_z @ weight + identity
    return torch.linalg.solve(precision, to_z @ (x - bias).T).T, torch.linalg.inv(precision)
