"""Wrong answers to Encoder."""

import torch
from torch import Tensor, nn


class SplitOfAxisOne(nn.Module):
    """Splits the two outputs along axis 1, which is the last one only for two-dimensional x."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.body = nn.Linear(pixels, hidden)
        self.heads = nn.Linear(hidden, 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu, log_var = self.heads(torch.tanh(self.body(x))).chunk(2, 1)
        return mu, log_var


class UnregisteredHeads(nn.Module):
    """Keeps the two heads in a plain list, so that neither parameters() nor double() sees them."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.body = nn.Linear(pixels, hidden)
        self.heads = [nn.Linear(hidden, latent), nn.Linear(hidden, latent)]

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.body(x))
        mu, log_var = [head(h) for head in self.heads]
        return mu, log_var


class LogVarFromMean(nn.Module):
    """Computes log_var from mu instead of h, so one latent dimension ties it to the mean."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.body = nn.Linear(pixels, hidden)
        self.mean = nn.Linear(hidden, latent)
        self.spread = nn.Linear(latent, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu = self.mean(torch.tanh(self.body(x)))
        return mu, self.spread(mu)
