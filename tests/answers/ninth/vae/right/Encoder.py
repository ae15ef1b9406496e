"""Right answers to Encoder."""

import torch
from torch import Tensor, nn


class ThreeLayerEncoder(nn.Module):
    """Has one linear layer for h and one for each output."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh())
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.body(x)
        return self.mu(h), self.log_var(h)


class OneHeadEncoder(nn.Module):
    """Has a second layer of twice the width whose output is cut into both."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.latent = latent
        self.first = nn.Linear(pixels, hidden)
        self.second = nn.Linear(hidden, 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        both = self.second(torch.tanh(self.first(x)))
        return both[..., : self.latent], both[..., self.latent :]
