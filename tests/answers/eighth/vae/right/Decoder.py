"""Right answers to Decoder."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Sequence(nn.Module):
    """Three layers in a Sequential."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels)
        )

    def forward(self, z: Tensor) -> Tensor:
        return self.layers(z)


class SigmoidAsTanh(nn.Module):
    """Writes tanh(a) as 2 sigmoid(2a) - 1, with bare parameters."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        first, second = 1 / math.sqrt(latent), 1 / math.sqrt(hidden)
        self.inner = nn.Parameter((2 * torch.rand(hidden, latent) - 1) * first)
        self.inner_bias = nn.Parameter((2 * torch.rand(hidden) - 1) * first)
        self.outer = nn.Parameter((2 * torch.rand(pixels, hidden) - 1) * second)
        self.outer_bias = nn.Parameter((2 * torch.rand(pixels) - 1) * second)

    def forward(self, z: Tensor) -> Tensor:
        h = 2 * torch.sigmoid(2 * F.linear(z, self.inner, self.inner_bias)) - 1
        return F.linear(h, self.outer, self.outer_bias)
