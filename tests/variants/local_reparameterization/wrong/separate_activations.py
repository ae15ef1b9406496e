"""Wrong ways of writing ``separate_activations``; a docstring is what its message says."""

import torch


def no_scale(a, weight_mean, weight_log_var, noise):
    """the noise is not multiplied by the standard deviation"""
    return torch.einsum("bi,bio->bo", a, weight_mean + noise)


def no_noise(a, weight_mean, weight_log_var, noise):
    """the noise is missing"""
    return a @ weight_mean
