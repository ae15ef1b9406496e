"""Wrong ways of writing ``separate_activations``; a docstring is what its message says."""

import torch


def variance(a, weight_mean, weight_log_var, noise):
    """exp(weight_log_var) is the variance"""
    return torch.einsum("bi,bio->bo", a, weight_mean + weight_log_var.exp() * noise)


def log_var_itself(a, weight_mean, weight_log_var, noise):
    """weight_log_var is used as the standard deviation itself"""
    return torch.einsum("bi,bio->bo", a, weight_mean + weight_log_var * noise)


def no_scale(a, weight_mean, weight_log_var, noise):
    """the noise is not multiplied by the standard deviation"""
    return torch.einsum("bi,bio->bo", a, weight_mean + noise)


def no_noise(a, weight_mean, weight_log_var, noise):
    """the noise is missing"""
    return a @ weight_mean
