"""Wrong answers to Classifier."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class KeepsInPlaceOfDropping(nn.Module):
    """nn.Dropout gets the probability to keep a unit, 1 - dropout_ratio."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(1 - dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        return self.fc2(self.dropout(F.relu(self.fc1(batch))))


class DropsInputs(nn.Module):
    """Dropout acts on the inputs, not on the hidden units."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        return self.fc2(F.relu(self.fc1(self.dropout(batch))))


class DropsInEvaluationToo(nn.Module):
    """F.dropout without training=self.training drops in evaluation mode as well."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        return self.fc2(F.dropout(F.relu(self.fc1(batch)), self.ratio))


class EndsWithLogSoftmax(nn.Module):
    """Returns log-probabilities: a log_softmax follows the logits."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        return torch.log_softmax(self.fc2(self.dropout(F.relu(self.fc1(batch)))), dim=-1)


class OneMaskForTheBatch(nn.Module):
    """One mask for all inputs of a batch: a unit is dropped for all of them or for none."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        h = F.relu(self.fc1(batch))
        if self.training:
            mask = torch.rand(h.shape[-1], device=h.device) >= self.ratio
            h = h * mask / (1 - self.ratio)
        return self.fc2(h)


class ScalesWhenEvaluating(nn.Module):
    """Units are not divided by 1 - ratio in training, but multiplied with it in evaluation."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch: Tensor) -> Tensor:
        h = F.relu(self.fc1(batch))
        factor = torch.rand_like(h) >= self.ratio if self.training else 1 - self.ratio
        return self.fc2(h * factor)
