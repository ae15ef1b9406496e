"""Other right ways of writing ``parameter_shapes``."""

import torch
from torch import nn


def lists(input_dim, hidden_dim, output_dim):
    first, second = [hidden_dim, input_dim], [output_dim, hidden_dim]
    return {"W1": first, "b1": first[:1], "W2": second, "b2": second[:1]}


def of_layers(input_dim, hidden_dim, output_dim):
    one, two = nn.Linear(input_dim, hidden_dim), nn.Linear(hidden_dim, output_dim)
    parameters = {"W1": one.weight, "b1": one.bias, "W2": two.weight, "b2": two.bias}
    return {name: p.shape for name, p in parameters.items()}


def other_order(input_dim, hidden_dim, output_dim):
    b1, b2 = (hidden_dim,), (output_dim,)
    return {"b2": b2, "b1": b1, "W2": b2 + b1, "W1": (*b1, input_dim)}


def of_empty_tensors(input_dim, hidden_dim, output_dim):
    w1, w2 = torch.empty(hidden_dim, input_dim), torch.empty(output_dim, hidden_dim)
    return {
        "W1": tuple(w1.size()),
        "b1": tuple(w1[:, 0].size()),
        "W2": tuple(w2.size()),
        "b2": tuple(w2[:, 0].size()),
    }
