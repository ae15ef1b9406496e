"""Right answers to Classifier."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.distributions import (
    Bernoulli,
    Categorical,
    MixtureSameFamily,
    MultivariateNormal,
    Normal,
)
from torch.distributions import TransformedDistribution, constraints, transforms


class dropout_before_relu(nn.Module):
    """Dropout before the ReLU: the factor is not negative, so the order does not matter."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.Dropout(dropout_ratio),
            nn.ReLU(),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, batch: Tensor) -> Tensor:
        return self.layers(batch)


class parameters_by_hand(nn.Module):
    """Four parameters of its own, einsum, and a mask from uniform numbers."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.ratio = dropout_ratio
        self.W1 = nn.Parameter((2 * torch.rand(hidden_dim, input_dim) - 1) / input_dim**0.5)
        self.b1 = nn.Parameter((2 * torch.rand(hidden_dim) - 1) / input_dim**0.5)
        self.W2 = nn.Parameter((2 * torch.rand(output_dim, hidden_dim) - 1) / hidden_dim**0.5)
        self.b2 = nn.Parameter((2 * torch.rand(output_dim) - 1) / hidden_dim**0.5)

    def forward(self, batch: Tensor) -> Tensor:
        hidden = (torch.einsum("hi,...i->...h", self.W1, batch) + self.b1).clamp(min=0)
        if self.training and self.ratio > 0:
            keep = torch.rand_like(hidden) >= self.ratio
            hidden = torch.where(keep, hidden / (1 - self.ratio), torch.zeros_like(hidden))
        return torch.einsum("oh,...h->...o", self.W2, hidden) + self.b2


class named_as_in_the_formula(nn.Module):
    """A ParameterDict with the names of the formula, and the mask as dropout of ones."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.dropout_ratio = dropout_ratio
        self.p = nn.ParameterDict()
        shapes = {
            "W1": (hidden_dim, input_dim),
            "b1": (hidden_dim,),
            "W2": (output_dim, hidden_dim),
            "b2": (output_dim,),
        }
        for name, shape in shapes.items():
            fan_in = input_dim if name.endswith("1") else hidden_dim
            self.p[name] = nn.Parameter(torch.empty(shape).uniform_(-(fan_in**-0.5), fan_in**-0.5))

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.linear(batch, self.p["W1"], self.p["b1"]).relu()
        mask = F.dropout(torch.ones_like(hidden), self.dropout_ratio, training=self.training)
        return F.linear(hidden * mask, self.p["W2"], self.p["b2"])


class bernoulli_mask_after_the_maximum(nn.Module):
    """Two linear layers, torch.maximum with 0, and a Bernoulli mask scaled by what is kept."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.encode, self.decode = (
            nn.Linear(input_dim, hidden_dim),
            nn.Linear(hidden_dim, output_dim),
        )
        self.keep = 1.0 - dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        a = self.encode(batch)
        hidden = torch.maximum(a, torch.zeros_like(a))
        if not self.training:
            return self.decode(hidden)
        kept = Bernoulli(torch.full_like(hidden, self.keep)).sample()
        return self.decode(kept * hidden / self.keep)
