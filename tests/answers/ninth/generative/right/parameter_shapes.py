"""Right answers to parameter_shapes."""

from torch import nn


def shapes_as_a_literal(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Writes the four shapes down."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim,),
    }


def shapes_of_real_layers(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Builds two linear layers without memory and reads the shapes of their parameters."""
    widths = [input_dim, hidden_dim, output_dim]
    shapes: dict[str, tuple[int, ...]] = {}
    for number, (before, after) in enumerate(zip(widths, widths[1:], strict=False), start=1):
        layer = nn.Linear(before, after, device="meta")
        shapes[f"W{number}"] = tuple(layer.weight.shape)
        shapes[f"b{number}"] = tuple(layer.bias.shape)
    return shapes
