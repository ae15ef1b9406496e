"""Wrong answers to parameter_shapes."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def numbers_instead_of_tuples(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """(hidden_dim) is a number; a tuple of one needs the comma."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim),
    }


def biases_as_columns(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The biases are matrices of one column here; a vector's shape has one number."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim, 1),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim, 1),
    }


def bias_in_the_matrix_too(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The matrices have a column more for the bias, which is there already."""
    return {
        "W1": (hidden_dim, input_dim + 1),
        "b1": (hidden_dim,),
        "W2": (output_dim, hidden_dim + 1),
        "b2": (output_dim,),
    }


def axes_of_length_one_squeezed(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """squeeze drops every axis of length 1: with one input, hidden unit or class the shapes are wrong."""
    parameters = {
        "W1": torch.zeros(hidden_dim, input_dim),
        "b1": torch.zeros(1, hidden_dim),
        "W2": torch.zeros(output_dim, hidden_dim),
        "b2": torch.zeros(1, output_dim),
    }
    return {name: tuple(parameter.squeeze().shape) for name, parameter in parameters.items()}


def second_matrix_transposed(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """W2 is transposed: W2 h has to be as long as the logits."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def first_bias_as_long_as_the_input(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """b1 is added to W1 x, not to x: it is as long as the hidden vector."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (input_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim,),
    }


def always_ten_classes(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The ten digits are written into W2 and b2, whatever output_dim is."""
    return {"W1": (hidden_dim, input_dim), "b1": (hidden_dim,), "W2": (10, hidden_dim), "b2": (10,)}


def larger_number_first(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Rows and columns are ordered by size, the larger number first in W1 and last in W2: right only if the hidden layer is the widest."""
    return {
        "W1": tuple(sorted((hidden_dim, input_dim), reverse=True)),
        "b1": (hidden_dim,),
        "W2": tuple(sorted((hidden_dim, output_dim))),
        "b2": (output_dim,),
    }
