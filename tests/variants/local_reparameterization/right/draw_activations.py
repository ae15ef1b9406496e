"""Other right ways of writing ``draw_activations``."""

import torch
from torch.distributions import Normal


def distribution(a, weight_mean, weight_log_var):
    variance = a.square() @ weight_log_var.exp()
    return Normal(a @ weight_mean, (variance + 1e-20).sqrt()).rsample()


def clamped(a, weight_mean, weight_log_var):
    variance = torch.einsum("bi,io->bo", a**2, weight_log_var.exp()).clamp(min=1e-16)
    noise = torch.randn(len(a), weight_mean.shape[1], dtype=a.dtype, device=a.device)
    return a @ weight_mean + torch.sqrt(variance) * noise


def unit_by_unit(a, weight_mean, weight_log_var):
    columns = []
    for j in range(weight_mean.shape[1]):
        mean = a @ weight_mean[:, j]
        delta = (a**2 * weight_log_var[:, j].exp()).sum(1)
        columns.append(mean + (delta + 1e-12).sqrt() * torch.randn_like(mean))
    return torch.stack(columns, 1)


def a_safe_root(a, weight_mean, weight_log_var):
    delta = a**2 @ weight_log_var.exp()
    positive = delta > 0
    root = torch.where(positive, torch.where(positive, delta, 1.0).sqrt(), 0.0)
    return a @ weight_mean + root * torch.randn_like(root)


def an_epsilon_of_public_code(a, weight_mean, weight_log_var):
    delta = torch.mm(a.pow(2), weight_log_var.exp())
    zeta = torch.normal(torch.zeros_like(delta), torch.ones_like(delta))
    return torch.mm(a, weight_mean) + (delta + 1e-8).sqrt() * zeta
