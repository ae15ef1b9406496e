"""A classifier with one hidden layer: a model of p(y | x) alone, trained by maximum likelihood.

Chapter ``generative`` derives it (eq-generative-classifier) and sets it beside Bayes' rule. Dropout
is that of Srivastava et al. (2014), in the form that scales while training. Everything is in nats.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.evaluation import evaluating
from labsupport.models import check_sizes


class Classifier(nn.Module):
    """log p(y | x) = log softmax(W₂ dropout(relu(W₁ x + b₁)) + b₂), linear layers of torch.

    Args:
        input_dim: numbers in one input, D.
        hidden_dim: width of the hidden layer, H: W₁ is (H, D) and b₁ is (H,).
        output_dim: number of classes, K: W₂ is (K, H) and b₂ is (K,).
        dropout_ratio: probability that a hidden unit is set to 0, while training only; what is
            left is divided by one minus it, so that the mean of every unit stays the same.

    Raises:
        InputError: a size is no whole number from 1 up, or the ratio is outside [0, 1).
    """

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float = 0.5
    ) -> None:
        super().__init__()
        check_sizes(input_dim=input_dim, hidden_dim=hidden_dim, output_dim=output_dim)
        if not 0 <= dropout_ratio < 1:
            raise InputError(f"the dropout ratio is from 0 up to, not at, 1: not {dropout_ratio}")
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio)
        self.arguments = {  # what `models.load` makes it from
            "input_dim": int(input_dim),
            "hidden_dim": int(hidden_dim),
            "output_dim": int(output_dim),
            "dropout_ratio": float(dropout_ratio),
        }

    def forward(self, x: Tensor) -> Tensor:
        """Logits of the classes, (..., output_dim), of inputs (..., input_dim)."""
        return self.proj2(self.dropout(F.relu(self.proj1(x))))

    def log_prob(self, x: Tensor) -> Tensor:
        """log p(y | x) of every class y, shape (..., output_dim)."""
        return F.log_softmax(self(x), -1)


def with_labels(x: Tensor, labels: Tensor) -> Tensor:
    """Inputs (n, input_dim) and classes (n,) side by side, (n, input_dim + 1).

    `training.fit` splits one tensor into minibatches; so every input takes its class along. A
    class up to 256 is exact in every precision.
    """
    return torch.cat([x, labels[:, None].to(x.dtype)], 1)


def log_likelihood(model: nn.Module, rows: Tensor) -> Tensor:
    """log p(y | x) of each of the ``rows`` of `with_labels`, shape (n,): an objective to maximize.

    Its mean with the sign changed is the cross-entropy. ``model`` maps inputs to logits.
    """
    return -F.cross_entropy(model(rows[:, :-1]), rows[:, -1].long(), reduction="none")


@torch.no_grad()
def correct(model: nn.Module, x: Tensor, labels: Tensor) -> Tensor:
    """Whether the most probable class is the right one, (n,) bool; without dropout.

    The model's mode, training or evaluation, is the same afterwards.
    """
    with evaluating(model):
        return torch.cat([model(part).argmax(-1) for part in x.split(1000)]) == labels
