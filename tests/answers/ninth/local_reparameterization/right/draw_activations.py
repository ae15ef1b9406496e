"""Right answers to draw_activations."""

import torch
from torch import Tensor

from solutions.local_reparameterization import activation_moments


def length_of_a_vector_as_deviation(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> Tensor:
    """Takes the norm of the vector a_i sigma_i as standard deviation: its slope at 0 is 0."""
    vectors = a[:, :, None] * torch.exp(0.5 * weight_log_var)
    deviation = torch.linalg.vector_norm(vectors, dim=1)
    return a @ weight_mean + deviation * torch.randn_like(deviation)


def root_only_where_positive(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Takes the root of 1 where the variance is 0, and puts a 0 there afterwards."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    positive = delta > 0
    root = torch.where(positive, delta, torch.ones_like(delta)).sqrt()
    noise = torch.normal(torch.zeros_like(gamma), 1.0)
    return gamma + torch.where(positive, root, torch.zeros_like(root)) * noise
