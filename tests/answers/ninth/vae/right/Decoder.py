"""Right answers to Decoder."""

import math

import torch
from torch import Tensor, nn


class SequentialDecoder(nn.Module):
    """Is one nn.Sequential of two linear layers with a tanh between them."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))

    def forward(self, z: Tensor) -> Tensor:
        return self.layers(z)


class DecoderOfBareParameters(nn.Module):
    """Holds the two matrices and biases itself and multiplies by hand."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(hidden, latent) / math.sqrt(latent))
        self.b1 = nn.Parameter(torch.zeros(hidden))
        self.w2 = nn.Parameter(torch.randn(pixels, hidden) / math.sqrt(hidden))
        self.b2 = nn.Parameter(torch.zeros(pixels))

    def forward(self, z: Tensor) -> Tensor:
        h = torch.tanh(torch.einsum("hl,...l->...h", self.w1, z) + self.b1)
        return torch.einsum("ph,...h->...p", self.w2, h) + self.b2
