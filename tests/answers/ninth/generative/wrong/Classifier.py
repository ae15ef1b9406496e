"""Wrong answers to Classifier."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class KeepsWhatItShouldDrop(nn.Module):
    """Gives nn.Dropout the share to keep, right for the ratio 0.5 only."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.dropout = nn.Dropout(1 - dropout_ratio)
        self.second = nn.Linear(hidden_dim, output_dim)

    def forward(self, batch: Tensor) -> Tensor:
        return self.second(self.dropout(F.relu(self.first(batch))))


class OneMaskForTheBatch(nn.Module):
    """Draws one mask for all inputs of a batch, so the same units are missing in all of them."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = torch.relu(self.first(batch))
        mask = F.dropout(torch.ones_like(self.first.bias), self.ratio, self.training)
        return self.second(hidden * mask)


class ScalesWhenItEvaluates(nn.Module):
    """Does not divide in training, and multiplies with 1 - ratio in evaluation instead."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = torch.relu(self.first(batch))
        if self.training:
            hidden = hidden * (torch.rand_like(hidden) >= self.ratio)
        else:
            hidden = hidden * (1 - self.ratio)
        return self.second(hidden)
