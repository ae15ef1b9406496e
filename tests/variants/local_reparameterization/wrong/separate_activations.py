"""Wrong ways of writing ``separate_activations``; a docstring is what its message says."""

import torch


def shared(a, weight_mean, weight_log_var, noise):
    """the noise of the first example serves all"""
    return a @ (weight_mean + (0.5 * weight_log_var).exp() * noise[0])


def averaged(a, weight_mean, weight_log_var, noise):
    """the noise is averaged over the examples"""
    return a @ (weight_mean + (0.5 * weight_log_var).exp() * noise.mean(0))


def variance(a, weight_mean, weight_log_var, noise):
    """exp(weight_log_var) is the variance"""
    return torch.einsum("bi,bio->bo", a, weight_mean + weight_log_var.exp() * noise)


def log_var_itself(a, weight_mean, weight_log_var, noise):
    """weight_log_var is used as the standard deviation itself"""
    return torch.einsum("bi,bio->bo", a, weight_mean + weight_log_var * noise)


def no_scale(a, weight_mean, weight_log_var, noise):
    """the noise is not multiplied by the standard deviation"""
    return torch.einsum("bi,bio->bo", a, weight_mean + noise)


def no_mean(a, weight_mean, weight_log_var, noise):
    """the mean of the weights is missing"""
    return torch.einsum("bi,bio->bo", a, (0.5 * weight_log_var).exp() * noise)


def no_noise(a, weight_mean, weight_log_var, noise):
    """the noise is missing"""
    return a @ weight_mean


def all_pairs(a, weight_mean, weight_log_var, noise):
    """every example meets the weights of all examples"""
    return a @ (weight_mean + (0.5 * weight_log_var).exp() * noise)


def not_summed(a, weight_mean, weight_log_var, noise):
    """not added up over the inputs"""
    return a[..., None] * (weight_mean + (0.5 * weight_log_var).exp() * noise)


def of_the_means(a, weight_mean, weight_log_var, noise):
    """averaged over the inputs"""
    w = weight_mean + (0.5 * weight_log_var).exp() * noise
    return torch.bmm(a[:, None], w)[:, 0] / a.shape[1]
