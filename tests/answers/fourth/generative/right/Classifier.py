"""Right answers to Classifier."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class OneSequential(nn.Module):
    """All four layers in one nn.Sequential."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.ReLU(),
            nn.Dropout(p=dropout_ratio),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, batch: Tensor) -> Tensor:
        return self.net(batch)


class ParametersByHand(nn.Module):
    """Four nn.Parameter with matrix products; dropout comes before the ReLU, which is the same."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.W1 = nn.Parameter(torch.randn(hidden_dim, input_dim) / math.sqrt(input_dim))
        self.b1 = nn.Parameter(torch.zeros(hidden_dim))
        self.W2 = nn.Parameter(torch.randn(output_dim, hidden_dim) / math.sqrt(hidden_dim))
        self.b2 = nn.Parameter(torch.zeros(output_dim))
        self.drop = nn.Dropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        h = self.drop(batch @ self.W1.T + self.b1)
        return h.clamp(min=0) @ self.W2.T + self.b2


class FunctionalDropout(nn.Module):
    """F.dropout, which is told whether the module is in training mode."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.hidden = nn.Linear(input_dim, hidden_dim)
        self.out = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        h = torch.relu(self.hidden(batch))
        h = F.dropout(h, p=self.ratio, training=self.training)
        return self.out(h)


class MaskByHand(nn.Module):
    """A mask of uniform numbers, one for each hidden unit of each input, in training mode only."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.keep = 1 - dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        h = F.relu(self.fc1(batch))
        if self.training:
            h = torch.where(torch.rand_like(h) < self.keep, h / self.keep, torch.zeros_like(h))
        return self.fc2(h)
