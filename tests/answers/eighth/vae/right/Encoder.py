"""Right answers to Encoder."""

import math

import torch
from torch import Tensor, nn


class InterleavedHeads(nn.Module):
    """One linear map gives both outputs, which take turns in its columns."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, 2 * latent)
        )

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        both = self.net(x)
        return both[..., 0::2], both[..., 1::2]


class BareParameters(nn.Module):
    """Weights and biases are bare parameters, and einsum multiplies them."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        wide, narrow = 1 / math.sqrt(pixels), 1 / math.sqrt(hidden)
        self.w = nn.Parameter(torch.empty(pixels, hidden).uniform_(-wide, wide))
        self.b = nn.Parameter(torch.zeros(hidden))
        self.w_mu = nn.Parameter(torch.empty(hidden, latent).uniform_(-narrow, narrow))
        self.b_mu = nn.Parameter(torch.zeros(latent))
        self.w_sigma = nn.Parameter(torch.empty(hidden, latent).uniform_(-narrow, narrow))
        self.b_sigma = nn.Parameter(torch.zeros(latent))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(torch.einsum("...p,ph->...h", x, self.w) + self.b)
        mu = torch.einsum("...h,hl->...l", h, self.w_mu) + self.b_mu
        log_var = torch.einsum("...h,hl->...l", h, self.w_sigma) + self.b_sigma
        return mu, log_var
