"""Other right ways of writing ``posterior_linear_gaussian``."""

import torch


def conditioning(x, weight, bias, noise_var):
    pixels, latent = weight.shape
    identity = torch.eye(pixels, dtype=x.dtype, device=x.device)
    gain = weight.T @ torch.linalg.inv(weight @ weight.T + noise_var * identity)
    return (x - bias) @ gain.T, torch.eye(latent, dtype=x.dtype, device=x.device) - gain @ weight


def tipping_bishop(x, weight, bias, noise_var):
    matrix = weight.T @ weight + noise_var * torch.eye(
        weight.shape[1], dtype=x.dtype, device=x.device
    )
    mean = torch.linalg.solve(matrix, weight.T @ (x - bias).T).T
    return mean, noise_var * torch.linalg.inv(matrix)


def einsum(x, weight, bias, noise_var):
    precision = torch.einsum("pi,pj->ij", weight, weight) / noise_var
    precision = precision + torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.cholesky_inverse(torch.linalg.cholesky(precision))
    return torch.einsum("ij,pj,np->ni", covariance, weight, x - bias) / noise_var, covariance
