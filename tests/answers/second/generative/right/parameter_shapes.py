"""Right answers to parameter_shapes."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def layer_after_layer(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """A loop over the two layers, each (to, from)."""
    sizes = [input_dim, hidden_dim, output_dim]
    shapes = {}
    for number, (before, after) in enumerate(zip(sizes, sizes[1:]), start=1):
        shapes[f"W{number}"] = (after, before)
        shapes[f"b{number}"] = (after,)
    return shapes


def asked_from_linear_layers(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Builds the layers without memory and asks them for their shapes."""
    first = nn.Linear(input_dim, hidden_dim, device="meta")
    second = nn.Linear(hidden_dim, output_dim, device="meta")
    names = {"W1": first.weight, "b1": first.bias, "W2": second.weight, "b2": second.bias}
    return {name: tuple(parameter.shape) for name, parameter in names.items()}


def torch_sizes(input_dim: int, hidden_dim: int, output_dim: int) -> dict[str, tuple[int, ...]]:
    """torch.Size is a tuple of integers as well."""
    return dict(
        W1=torch.Size([hidden_dim, input_dim]),
        b1=torch.Size([hidden_dim]),
        W2=torch.Size([output_dim, hidden_dim]),
        b2=torch.Size([output_dim]),
    )


def biases_first_then_matrices(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """A matrix is as high as its bias is long; the keys come in another order."""
    shapes = {"b2": (output_dim,), "b1": (hidden_dim,)}
    shapes["W2"] = shapes["b2"] + shapes["b1"]
    shapes["W1"] = (*shapes["b1"], input_dim)
    return shapes
