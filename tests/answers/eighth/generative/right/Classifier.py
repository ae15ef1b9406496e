"""Right answers to Classifier."""

import torch
from torch import Tensor, nn


class LayersInARow(nn.Module):
    """Chains four layers of torch.nn, one of which is the dropout with its ratio."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.ReLU(),
            nn.Dropout(dropout_ratio),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, batch: Tensor) -> Tensor:
        return self.layers(batch)


class MatricesAndMask(nn.Module):
    """Keeps four parameters of its own, and drops by a comparison with uniform numbers."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.kept = 1 - dropout_ratio
        self.W1 = nn.Parameter(torch.empty(hidden_dim, input_dim))
        self.b1 = nn.Parameter(torch.zeros(hidden_dim))
        self.W2 = nn.Parameter(torch.empty(output_dim, hidden_dim))
        self.b2 = nn.Parameter(torch.zeros(output_dim))
        for matrix in (self.W1, self.W2):
            nn.init.kaiming_uniform_(matrix, nonlinearity="relu")

    def forward(self, batch: Tensor) -> Tensor:
        hidden = (torch.einsum("hi,...i->...h", self.W1, batch) + self.b1).clamp_min(0)
        if self.training:
            stays = torch.rand_like(hidden) < self.kept
            hidden = torch.where(stays, hidden / self.kept, torch.zeros_like(hidden))
        return torch.einsum("oh,...h->...o", self.W2, hidden) + self.b2
