"""Right answers to separate_activations."""

import torch
from torch import Tensor


def one_einsum(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor) -> Tensor:
    """All weights of all examples, and one einsum."""
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.einsum("bi,bij->bj", a, weights)


def mean_and_deviation(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """The activations of the mean weights, and a batched product for what is added."""
    std = weight_log_var.exp().sqrt()
    added = torch.bmm(a.unsqueeze(1), std.unsqueeze(0) * noise)
    return torch.addmm(added.squeeze(1), a, weight_mean)


def example_by_example(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """A function of one example, mapped over the batch."""

    def one(row: Tensor, eps: Tensor) -> Tensor:
        return row @ torch.addcmul(weight_mean, torch.exp(weight_log_var / 2), eps)

    return torch.func.vmap(one)(a, noise)
