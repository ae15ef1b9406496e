"""Wrong answers to parameter_shapes."""

import torch
from torch import nn


def both_transposed(input_dim: int, hidden_dim: int, output_dim: int) -> dict[str, tuple[int, ...]]:
    """Both matrices are transposed: these fit x W, with x a row, not W x."""
    return {
        "W1": (input_dim, hidden_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def only_second_transposed(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """W2 is transposed: it would map logits to hidden units."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def biases_of_the_inputs(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Each bias has the length of the layer's input, but it is added to the output."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (input_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (hidden_dim,),
    }


def biases_as_columns(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The biases are matrices of one column; a vector's shape has one number."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim, 1),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim, 1),
    }


def biases_are_numbers(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """(n) is the number n, not a tuple: a comma is missing in the shapes of the biases."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim),
    }


def one_bias_for_all(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """b2 has a single number for all classes; each class has its own."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (1,),
    }


def forgets_biases(input_dim: int, hidden_dim: int, output_dim: int) -> dict[str, tuple[int, ...]]:
    """The two biases are missing."""
    return {"W1": (hidden_dim, input_dim), "W2": (output_dim, hidden_dim)}


def mnist_only(input_dim: int, hidden_dim: int, output_dim: int) -> dict[str, tuple[int, ...]]:
    """The numbers of MNIST are written in, whatever the arguments are."""
    return {"W1": (1024, 784), "b1": (1024,), "W2": (10, 1024), "b2": (10,)}


def names_of_pytorch(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The names are those of nn.Sequential, not W1, b1, W2 and b2."""
    network = nn.Sequential(
        nn.Linear(input_dim, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, output_dim)
    )
    return {name: tuple(p.shape) for name, p in network.named_parameters()}


def homogeneous_coordinates(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The bias is packed into W1 as one more column, and then there is b1 as well."""
    return {
        "W1": (hidden_dim, input_dim + 1),
        "b1": (hidden_dim,),
        "W2": (output_dim, hidden_dim + 1),
        "b2": (output_dim,),
    }
