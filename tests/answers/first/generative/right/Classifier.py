"""Right answers to Classifier."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class sequential_network(nn.Module):
    """One nn.Sequential of linear, ReLU, dropout, linear."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.network = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.ReLU(),
            nn.Dropout(dropout_ratio),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, batch: Tensor) -> Tensor:
        return self.network(batch)


class functional_dropout(nn.Module):
    """F.dropout that is told whether the module trains."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.dropout_ratio = dropout_ratio
        self.hidden = nn.Linear(input_dim, hidden_dim)
        self.output = nn.Linear(hidden_dim, output_dim)

    def forward(self, batch: Tensor) -> Tensor:
        hidden = torch.relu(self.hidden(batch))
        hidden = F.dropout(hidden, p=self.dropout_ratio, training=self.training)
        return self.output(hidden)


class own_parameters_and_mask(nn.Module):
    """Matrices and vectors as nn.Parameter, and a mask from uniform numbers."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.ratio = dropout_ratio
        self.W1 = nn.Parameter(torch.randn(hidden_dim, input_dim) / input_dim**0.5)
        self.b1 = nn.Parameter(torch.zeros(hidden_dim))
        self.W2 = nn.Parameter(torch.randn(output_dim, hidden_dim) / hidden_dim**0.5)
        self.b2 = nn.Parameter(torch.zeros(output_dim))

    def forward(self, batch: Tensor) -> Tensor:
        hidden = torch.einsum("...i,hi->...h", batch, self.W1) + self.b1
        hidden = hidden.clamp(min=0)
        if self.training:
            kept = torch.rand_like(hidden) >= self.ratio
            hidden = torch.where(kept, hidden / (1 - self.ratio), torch.zeros_like(hidden))
        return torch.einsum("...h,oh->...o", hidden, self.W2) + self.b2


class drops_before_relu(nn.Module):
    """Dropout before the ReLU, which is the same because the factor is not negative."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first, self.second = (
            nn.Linear(input_dim, hidden_dim),
            nn.Linear(hidden_dim, output_dim),
        )
        self.dropout = nn.Dropout(p=dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        return self.second(F.relu(self.dropout(self.first(batch))))


class bernoulli_factors(nn.Module):
    """Random factors 0 or 1 / (1 - ratio) from bernoulli_, only if the ratio is not 0."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        assert 0 <= dropout_ratio < 1
        self.keep = 1.0 - dropout_ratio
        self.layers = nn.ModuleList(
            [nn.Linear(input_dim, hidden_dim), nn.Linear(hidden_dim, output_dim)]
        )

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.layers[0](batch)
        hidden = hidden * (hidden > 0)
        if self.training and self.keep < 1:
            factors = torch.empty_like(hidden).bernoulli_(self.keep).div_(self.keep)
            hidden = hidden * factors
        return self.layers[1](hidden)
