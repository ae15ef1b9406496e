"""Right answers to Classifier."""

import math

import torch
from torch import Tensor, nn


class SequentialClassifier(nn.Module):
    """Puts two linear layers, ReLU and nn.Dropout into one nn.Sequential."""

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


class HandMadeClassifier(nn.Module):
    """Holds four parameters of its own and draws the mask of kept units by hand."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.keep = 1 - dropout_ratio
        self.w1 = nn.Parameter(torch.randn(hidden_dim, input_dim) / math.sqrt(input_dim))
        self.b1 = nn.Parameter(torch.zeros(hidden_dim))
        self.w2 = nn.Parameter(torch.randn(output_dim, hidden_dim) / math.sqrt(hidden_dim))
        self.b2 = nn.Parameter(torch.zeros(output_dim))

    def forward(self, batch: Tensor) -> Tensor:
        hidden = torch.clamp(batch @ self.w1.T + self.b1, min=0)
        if self.training:
            kept = torch.bernoulli(torch.full_like(hidden, self.keep))
            hidden = hidden * kept / self.keep
        return hidden @ self.w2.T + self.b2
