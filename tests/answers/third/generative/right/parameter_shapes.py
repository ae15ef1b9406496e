"""Right answers to parameter_shapes."""

import torch
from torch import nn


def read_off_two_linear_layers(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Builds the two layers on the meta device and reads their shapes."""
    first = nn.Linear(input_dim, hidden_dim, device="meta")
    second = nn.Linear(hidden_dim, output_dim, device="meta")
    named = {"W1": first.weight, "b1": first.bias, "W2": second.weight, "b2": second.bias}
    return {name: tuple(parameter.shape) for name, parameter in named.items()}


def loop_over_neighbouring_widths(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Each layer stands between two widths; numbers the layers from 1."""
    widths = [input_dim, hidden_dim, output_dim]
    shapes: dict[str, tuple[int, ...]] = {}
    for layer, (before, after) in enumerate(zip(widths[:-1], widths[1:], strict=True), start=1):
        shapes[f"W{layer}"] = (after, before)
        shapes[f"b{layer}"] = (after,)
    return shapes


def names_and_sizes_zipped(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Zips names with shapes; the biases first."""
    names = ("b1", "b2", "W1", "W2")
    sizes = [(hidden_dim,), (output_dim,), (hidden_dim, input_dim), (output_dim, hidden_dim)]
    return dict(zip(names, sizes, strict=True))


def shapes_of_empty_tensors(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Makes empty tensors and returns their torch.Size, which is a tuple."""
    return dict(
        W1=torch.empty(hidden_dim, input_dim).shape,
        b1=torch.empty(hidden_dim).shape,
        W2=torch.empty(output_dim, hidden_dim).shape,
        b2=torch.empty(output_dim).shape,
    )


def rows_of_a_product(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The bias has as many numbers as its matrix has rows."""
    shapes: dict[str, tuple[int, ...]] = {}
    shapes["W1"] = hidden_dim, input_dim
    shapes["W2"] = output_dim, shapes["W1"][0]
    shapes["b1"] = shapes["W1"][:1]
    shapes["b2"] = shapes["W2"][:1]
    return shapes
