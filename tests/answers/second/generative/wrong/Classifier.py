"""Wrong answers to Classifier."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class one_mask_for_the_batch(nn.Module):
    """All inputs of a batch lose the same hidden units: each should be dropped independently."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first, self.second = (
            nn.Linear(input_dim, hidden_dim),
            nn.Linear(hidden_dim, output_dim),
        )
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        if self.training:
            mask = (
                torch.rand(hidden.shape[-1], dtype=hidden.dtype, device=hidden.device) >= self.ratio
            )
            hidden = hidden * mask / (1 - self.ratio)
        return self.second(hidden)


class always_the_same_number_dropped(nn.Module):
    """Exactly the rounded share of units is dropped for each input: they are not dropped independently of each other."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first, self.second = (
            nn.Linear(input_dim, hidden_dim),
            nn.Linear(hidden_dim, output_dim),
        )
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = self.first(batch).relu()
        if self.training:
            dropped = round(self.ratio * hidden.shape[-1])
            rank = torch.rand_like(hidden).argsort(-1).argsort(-1)
            hidden = hidden * (rank >= dropped) / (1 - self.ratio)
        return self.second(hidden)


class drops_when_gradients_are_on(nn.Module):
    """Whether units are dropped depends on whether gradients are recorded, not on train() and eval()."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first, self.second = (
            nn.Linear(input_dim, hidden_dim),
            nn.Linear(hidden_dim, output_dim),
        )
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(self.first(batch))
        return self.second(F.dropout(hidden, self.ratio, training=torch.is_grad_enabled()))


class gaussian_noise_on_the_units(nn.Module):
    """The units are multiplied by Gaussian noise of the same mean and variance as dropout: none is set to 0."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first, self.second = (
            nn.Linear(input_dim, hidden_dim),
            nn.Linear(hidden_dim, output_dim),
        )
        self.spread = (dropout_ratio / (1 - dropout_ratio)) ** 0.5

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(self.first(batch))
        if self.training:
            hidden = hidden * (1 + self.spread * torch.randn_like(hidden))
        return self.second(hidden)


class scaled_in_evaluation_instead(nn.Module):
    """The units left are not divided by 1 - ratio in training; they are multiplied by it in evaluation, where nothing should happen."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first, self.second = (
            nn.Linear(input_dim, hidden_dim),
            nn.Linear(hidden_dim, output_dim),
        )
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(self.first(batch))
        if self.training:
            hidden = hidden * (torch.rand_like(hidden) >= self.ratio)
        else:
            hidden = hidden * (1 - self.ratio)
        return self.second(hidden)


class weights_dropped_for_units(nn.Module):
    """Single entries of W2 are dropped, the same for all inputs: a hidden unit is then never dropped as a whole."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.first, self.second = (
            nn.Linear(input_dim, hidden_dim),
            nn.Linear(hidden_dim, output_dim),
        )
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(self.first(batch))
        weight = F.dropout(self.second.weight, self.ratio, self.training)
        return F.linear(hidden, weight, self.second.bias)


class leaky_hidden_layer(nn.Module):
    """LeakyReLU lets a hundredth of negative numbers pass: the formula has max(0, a)."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.LeakyReLU(),
            nn.Dropout(dropout_ratio),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, batch: Tensor) -> Tensor:
        return self.layers(batch)


class log_probabilities_for_logits(nn.Module):
    """It returns log-probabilities: logits may be any numbers, without a softmax."""

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
        return self.layers(batch).log_softmax(dim=-1)
