"""Wrong ways of writing ``draw_activations``; a docstring is what its message says."""

import torch

EPS = 1e-12


def shared_weights(a, weight_mean, weight_log_var):
    """one draw of the weights serves the whole minibatch"""
    w = weight_mean + (0.5 * weight_log_var).exp() * torch.randn_like(weight_mean)
    return a @ w


def one_row_of_noise(a, weight_mean, weight_log_var):
    """one row of noise serves the whole minibatch"""
    delta = a**2 @ weight_log_var.exp()
    noise = torch.randn(weight_mean.shape[1], dtype=a.dtype, device=a.device)
    return a @ weight_mean + (delta + EPS).sqrt() * noise


def one_number_for_the_units(a, weight_mean, weight_log_var):
    """shared by all"""
    delta = a**2 @ weight_log_var.exp()
    noise = torch.randn(len(a), 1, dtype=a.dtype, device=a.device)
    return a @ weight_mean + (delta + EPS).sqrt() * noise


def separate_weights(a, weight_mean, weight_log_var):
    """weights are drawn for each example"""
    noise = torch.randn(len(a), *weight_mean.shape, dtype=a.dtype, device=a.device)
    w = weight_mean + (0.5 * weight_log_var).exp() * noise
    return torch.einsum("bi,bio->bo", a, w)


def nan_gradient(a, weight_mean, weight_log_var):
    """the gradient is NaN"""
    gamma = a @ weight_mean
    return gamma + (a**2 @ weight_log_var.exp()).sqrt() * torch.randn_like(gamma)


def large_epsilon(a, weight_mean, weight_log_var):
    """what is added to delta below the root is too large"""
    gamma = a @ weight_mean
    return gamma + (a**2 @ weight_log_var.exp() + 1e-4).sqrt() * torch.randn_like(gamma)


def cut(a, weight_mean, weight_log_var):
    """no gradient can flow back"""
    delta = a**2 @ weight_log_var.exp()
    return torch.distributions.Normal(a @ weight_mean, (delta + EPS).sqrt()).sample()


def detached_noise(a, weight_mean, weight_log_var):
    """no gradient reaches weight_log_var"""
    gamma = a @ weight_mean
    std = (a**2 @ weight_log_var.exp() + EPS).sqrt().detach()
    return gamma + std * torch.randn_like(gamma)


def means(a, weight_mean, weight_log_var):
    """no noise"""
    return a @ weight_mean
