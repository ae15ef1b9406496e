"""Right answers to parameter_shapes."""

import torch
from torch import nn


def asks_two_linear_layers(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Builds two nn.Linear, and reads the shapes of their weights and biases."""
    first, second = nn.Linear(input_dim, hidden_dim), nn.Linear(hidden_dim, output_dim)
    parameters = {"W1": first.weight, "b1": first.bias, "W2": second.weight, "b2": second.bias}
    return {name: tuple(value.shape) for name, value in parameters.items()}


def loop_over_the_layers(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """A list of the three widths, and a loop over the two maps between them."""
    widths = [input_dim, hidden_dim, output_dim]
    shapes: dict[str, tuple[int, ...]] = {}
    for i in range(1, len(widths)):
        shapes[f"W{i}"] = (widths[i], widths[i - 1])
        shapes[f"b{i}"] = (widths[i],)
    return shapes


def dict_with_keywords(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """dict(...) with keywords; the biases have the first number of their matrix."""
    w1, w2 = (hidden_dim, input_dim), (output_dim, hidden_dim)
    return dict(W1=w1, b1=w1[:1], W2=w2, b2=w2[:1])


def shapes_of_empty_tensors(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Empty tensors of the right sizes; a torch.Size is a tuple."""
    return {
        "b2": torch.empty(output_dim).shape,
        "W2": torch.empty(output_dim, hidden_dim).shape,
        "b1": torch.empty(hidden_dim).shape,
        "W1": torch.empty(hidden_dim, input_dim).shape,
    }
