"""Wrong answers to Classifier."""

import torch
from torch import Tensor, nn


class SameUnitsForAllInputs(nn.Module):
    """Draws one mask for the whole batch, so that units of different inputs drop together."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        return self.second(hidden * self.dropout(torch.ones_like(self.first.bias)))


class ScaledInEvaluation(nn.Module):
    """Leaves the remaining units as they are and multiplies by 1 - ratio in evaluation instead."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        if self.training:
            hidden = hidden * (torch.rand_like(hidden) >= self.ratio)
        else:
            hidden = hidden * (1 - self.ratio)
        return self.second(hidden)


class DividedByTheShareLeft(nn.Module):
    """Divides by the share of units that happened to stay, which is 1 - ratio on average only."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        if self.training:
            stays = (torch.rand_like(hidden) >= self.ratio).to(hidden.dtype)
            hidden = hidden * stays / stays.mean(-1, keepdim=True).clamp_min(1 / hidden.shape[-1])
        return self.second(hidden)
