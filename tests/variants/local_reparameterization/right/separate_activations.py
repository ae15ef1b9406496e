"""Other right ways of writing ``separate_activations``."""

import torch


def einsum(a, weight_mean, weight_log_var, noise):
    w = weight_mean + weight_log_var.exp().sqrt() * noise
    return torch.einsum("bi,bio->bo", a, w)


def one_by_one(a, weight_mean, weight_log_var, noise):
    std = (0.5 * weight_log_var).exp()
    rows = [row @ (weight_mean + std * e) for row, e in zip(a, noise, strict=True)]
    return torch.stack(rows)


def sums(a, weight_mean, weight_log_var, noise):
    w = torch.addcmul(weight_mean, torch.exp(weight_log_var / 2), noise)
    return (a.unsqueeze(-1) * w).sum(1)


def two_parts(a, weight_mean, weight_log_var, noise):
    moved = (torch.exp(0.5 * weight_log_var) * noise).transpose(1, 2) @ a[..., None]
    return a @ weight_mean + moved.squeeze(-1)
