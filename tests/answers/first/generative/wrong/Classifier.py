"""Wrong answers to Classifier."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class always_one_half(nn.Module):
    """The ratio is ignored: nn.Dropout() drops one half whatever was asked for."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.network = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.ReLU(),
            nn.Dropout(),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, batch: Tensor) -> Tensor:
        return self.network(batch)


class ratio_as_keep_probability(nn.Module):
    """The ratio is taken as the probability to be kept."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.network = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.ReLU(),
            nn.Dropout(1 - dropout_ratio),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, batch: Tensor) -> Tensor:
        return self.network(batch)


class no_division(nn.Module):
    """The units that are left are not divided by 1 - ratio."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.ratio = dropout_ratio
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        if self.training:
            hidden = hidden * (torch.rand_like(hidden) >= self.ratio)
        return self.second(hidden)


class shrinks_in_evaluation(nn.Module):
    """The old recipe: no division in training, but hidden units times 1 - ratio in evaluation."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.ratio = dropout_ratio
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        if self.training:
            return self.second(hidden * torch.bernoulli(torch.full_like(hidden, 1 - self.ratio)))
        return self.second(hidden * (1 - self.ratio))


class one_mask_for_the_batch(nn.Module):
    """One mask is shared by all inputs of a batch; each hidden unit should be dropped independently."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.ratio = dropout_ratio
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        if self.training:
            mask = (torch.rand(hidden.shape[-1], device=batch.device) >= self.ratio).to(
                hidden.dtype
            )
            hidden = hidden * mask / (1 - self.ratio)
        return self.second(hidden)


class drops_whole_rows(nn.Module):
    """nn.Dropout1d takes the rows for channels and drops all units of an input at once."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout1d(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        if hidden.dim() == 1:
            hidden = self.dropout(hidden[None])[0]
        else:
            hidden = self.dropout(hidden.flatten(0, -2)).reshape(hidden.shape)
        return self.second(hidden)


class gaussian_dropout(nn.Module):
    """Units are multiplied by Gaussian noise of the same mean and variance, but none is ever set to 0."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.std = (dropout_ratio / (1 - dropout_ratio)) ** 0.5
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        if self.training:
            hidden = hidden * (1 + self.std * torch.randn_like(hidden))
        return self.second(hidden)


class returns_log_probabilities(nn.Module):
    """The outputs are normalized log-probabilities, never positive, not logits W2 h + b2."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.network = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.ReLU(),
            nn.Dropout(dropout_ratio),
            nn.Linear(hidden_dim, output_dim),
            nn.LogSoftmax(dim=-1),
        )

    def forward(self, batch: Tensor) -> Tensor:
        return self.network(batch)


class leaky_units(nn.Module):
    """The nonlinearity is a leaky ReLU, which lets negative numbers through."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        return self.second(self.dropout(F.leaky_relu(self.first(batch))))


class flattens_leading_axes(nn.Module):
    """All leading axes are flattened to one, so the logits of a (2, 3, input_dim) batch come as (6, K)."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.input_dim = input_dim
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        batch = batch.reshape(-1, self.input_dim)
        return self.second(self.dropout(F.relu(self.first(batch))))
