"""Wrong answers to Classifier."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class OneMaskForTheBatch(nn.Module):
    """Draws one mask and uses it for all inputs of the batch: the units are not independent."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(self.proj1(batch))
        if self.training:
            keep = 1 - self.ratio
            hidden = hidden * torch.bernoulli(torch.full_like(self.proj1.bias, keep)) / keep
        return self.proj2(hidden)


class WholeInputsDropped(nn.Module):
    """nn.Dropout1d takes a table for channels: all hidden units of an input go together."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout1d(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


class ExactlySoMany(nn.Module):
    """Drops exactly the share of the units in each input, so the units are not independent."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(self.proj1(batch))
        if self.training:
            width = hidden.shape[-1]
            rank = torch.rand_like(hidden).argsort(-1)
            hidden = hidden * (rank >= round(self.ratio * width)) / (1 - self.ratio)
        return self.proj2(hidden)


class SwitchReadOnlyOnce(nn.Module):
    """Looks at self.training in __init__, where it is always on: drops in evaluation mode as well."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio if self.training else 0.0

    def forward(self, batch: Tensor) -> Tensor:
        return self.proj2(F.dropout(F.relu(self.proj1(batch)), self.ratio))


class DividedTwice(nn.Module):
    """F.dropout has already divided by 1 - dropout_ratio; divides once more."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(self.proj1(batch))
        hidden = F.dropout(hidden, self.ratio, self.training)
        return self.proj2(hidden / (1 - self.ratio) if self.training else hidden)


class ScaledWhenEvaluated(nn.Module):
    """The old dropout: undivided in training, multiplied by 1 - dropout_ratio in evaluation."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(self.proj1(batch))
        if self.training:
            return self.proj2(hidden * (torch.rand_like(hidden) >= self.ratio))
        return self.proj2(hidden * (1 - self.ratio))


class FlattensTheBatch(nn.Module):
    """Makes a table of the batch: for inputs (a, b, input_dim) the logits are (a * b, output_dim)."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.input_dim = input_dim
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        table = batch.reshape(-1, self.input_dim)
        return self.proj2(self.dropout(F.relu(self.proj1(table))))


class CappedRelu(nn.Module):
    """Uses relu6: hidden units above 6 are cut off."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        return self.proj2(self.dropout(F.relu6(self.proj1(batch))))


class AlphaInsteadOfZero(nn.Module):
    """nn.AlphaDropout does not set units to 0 but to a negative number, and shifts the others."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.AlphaDropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


class MaskFromTheStart(nn.Module):
    """Draws the mask once, in __init__: the same units are missing in every step of training."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        keep = 1 - dropout_ratio
        self.register_buffer("mask", torch.bernoulli(torch.full((hidden_dim,), keep)) / keep)

    def forward(self, batch: Tensor) -> Tensor:
        hidden = F.relu(self.proj1(batch))
        return self.proj2(hidden * self.mask if self.training else hidden)
