"""Wrong answers to separate_activations."""

import math

import torch
from torch import Tensor


def sizes_of_the_inputs(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Multiplies the noise by |a|, which does not show for inputs from 0 up, as pixels are."""
    spread = (a[:, :, None] ** 2 * weight_log_var.exp()).sqrt()
    return a @ weight_mean + (spread * noise).sum(1)


def noise_of_the_first_example(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Gives all examples the weights of the first one, right for a batch of one only."""
    return a @ (weight_mean + torch.exp(0.5 * weight_log_var) * noise[0])


def one_noise_for_each_sum(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Joins the noise before it meets the inputs, which has the right variance but other values."""
    joined = noise.sum(1) / math.sqrt(noise.shape[1])
    return a @ weight_mean + (a**2 @ weight_log_var.exp() + 1e-30).sqrt() * joined
