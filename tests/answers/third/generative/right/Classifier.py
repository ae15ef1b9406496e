"""Right answers to Classifier."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class OneSequential(nn.Module):
    """All four layers in one nn.Sequential."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.ReLU(),
            nn.Dropout(p=dropout_ratio),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, batch: Tensor) -> Tensor:
        logits: Tensor = self.layers(batch)
        return logits


class MaskByHand(nn.Module):
    """Draws the mask with torch.rand_like where self.training is on, and divides by what is kept."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.inner = nn.Linear(input_dim, hidden_dim)
        self.outer = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.inner(batch).clamp(min=0)
        if self.training:
            hidden = torch.where(torch.rand_like(hidden) < self.ratio, 0.0, hidden)
            hidden = hidden / (1 - self.ratio)
        return self.outer(hidden)


class OwnParameters(nn.Module):
    """Four nn.Parameter with the names of the formula, matrix products by einsum, F.dropout."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        shapes = parameter_shapes(input_dim, hidden_dim, output_dim)
        self.W1 = nn.Parameter(torch.randn(shapes["W1"]) / input_dim**0.5)
        self.b1 = nn.Parameter(torch.zeros(shapes["b1"]))
        self.W2 = nn.Parameter(torch.randn(shapes["W2"]) / hidden_dim**0.5)
        self.b2 = nn.Parameter(torch.zeros(shapes["b2"]))
        self.dropout_ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = torch.einsum("...i,hi->...h", batch, self.W1) + self.b1
        hidden = F.dropout(torch.relu(hidden), self.dropout_ratio, training=self.training)
        return torch.einsum("...h,oh->...o", hidden, self.W2) + self.b2


class DropsBeforeTheRelu(nn.Module):
    """Dropout first and relu after it: the factor is positive, so the order does not matter."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.to_hidden = nn.Linear(input_dim, hidden_dim)
        self.drop = nn.Dropout(dropout_ratio)
        self.to_logits = nn.Linear(hidden_dim, output_dim)

    def forward(self, batch: Tensor) -> Tensor:
        return self.to_logits(F.relu(self.drop(self.to_hidden(batch))))


class BernoulliMultiplier(nn.Module):
    """Multiplies by a Bernoulli variable over its mean; the last layer is registered first."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.head = nn.Linear(hidden_dim, output_dim)
        self.body = nn.Linear(input_dim, hidden_dim)
        self.keep = 1.0 - dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(F.linear(batch, self.body.weight, self.body.bias))
        if self.training:
            hidden = hidden * torch.bernoulli(torch.full_like(hidden, self.keep)).div(self.keep)
        return F.linear(hidden, self.head.weight, self.head.bias)
