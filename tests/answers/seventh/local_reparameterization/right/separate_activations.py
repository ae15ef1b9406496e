"""Right answers to separate_activations."""

import torch
from torch import Tensor


def batched_product(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """A matrix for each example, and bmm."""
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.bmm(a[:, None, :], weights)[:, 0]


def mean_and_rest(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor) -> Tensor:
    """The product with the means, and an einsum of inputs, deviations and noise."""
    std = weight_log_var.exp().sqrt()
    return a @ weight_mean + torch.einsum("bi,io,bio->bo", a, std, noise)


def mapped(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor) -> Tensor:
    """One example under vmap, with a sum over the inputs."""

    def one(inputs: Tensor, numbers: Tensor) -> Tensor:
        weight = torch.addcmul(weight_mean, (weight_log_var / 2).exp(), numbers)
        return (inputs.unsqueeze(1) * weight).sum(0)

    return torch.vmap(one)(a, noise)
