"""Right answers to parameter_shapes."""

import torch
from torch import nn


def literal_dictionary(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """A literal dictionary of tuples."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim,),
    }


def asks_linear_layers(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Builds two nn.Linear layers and reads off their shapes."""
    first = nn.Linear(input_dim, hidden_dim)
    second = nn.Linear(hidden_dim, output_dim)
    return {
        "W1": tuple(first.weight.shape),
        "b1": tuple(first.bias.shape),
        "W2": tuple(second.weight.shape),
        "b2": tuple(second.bias.shape),
    }


def loops_over_layers(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """A loop over the widths of neighbouring layers."""
    widths = [input_dim, hidden_dim, output_dim]
    shapes = {}
    for i in range(1, 3):
        shapes[f"W{i}"] = (widths[i], widths[i - 1])
        shapes[f"b{i}"] = (widths[i],)
    return shapes


def from_meta_tensors(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Multiplies tensors without storage and returns their torch.Size, a kind of tuple."""
    x = torch.empty(input_dim, 1, device="meta")
    w1 = torch.empty(hidden_dim, input_dim, device="meta")
    b1 = (w1 @ x).squeeze(1)
    w2 = torch.empty(output_dim, hidden_dim, device="meta")
    b2 = w2 @ b1
    return dict(W1=w1.shape, b1=b1.shape, W2=w2.shape, b2=b2.shape)


def biases_from_rows(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The biases come first and each is the number of rows of its matrix."""
    shapes = {"W2": (output_dim, hidden_dim), "W1": (hidden_dim, input_dim)}
    for number in "12":
        shapes["b" + number] = shapes["W" + number][:1]
    return shapes
