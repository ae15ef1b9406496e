"""Wrong answers to Encoder."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class HeadsWithoutBias(nn.Module):
    """Leaves the biases of both heads out, so that h = 0 always gives mu = log_var = 0."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent, bias=False)
        self.log_var = nn.Linear(hidden, latent, bias=False)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.first(x))
        return self.mu(h), self.log_var(h)


class PositiveLogVariance(nn.Module):
    """Sends log_var through softplus as if it were the variance, so it is never below 0."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.first(x))
        return self.mu(h), F.softplus(self.log_var(h))


class EncoderWithDropout(nn.Module):
    """Drops a tenth of the hidden units in training mode, so outputs differ from call to call."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(pixels, hidden)
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(hidden, 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu, log_var = self.heads(self.dropout(torch.tanh(self.first(x)))).chunk(2, -1)
        return mu, log_var
