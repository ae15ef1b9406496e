"""Right answers to Encoder."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class OneHeadCutInTwo(nn.Module):
    """One linear map gives both outputs, which are cut apart on the last axis."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh())
        self.head = nn.Linear(hidden, 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu, log_var = torch.chunk(self.head(self.body(x)), 2, dim=-1)
        return mu, log_var


class ThreeLayers(nn.Module):
    """Three nn.Linear with names of their own, and the tanh method of a tensor."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(pixels, hidden)
        self.fc21 = nn.Linear(hidden, latent)
        self.fc22 = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.fc1(x).tanh()
        return self.fc21(h), self.fc22(h)


class WeightsByHand(nn.Module):
    """nn.Parameter for every weight and bias, and F.linear."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()

        def matrix(rows: int, columns: int) -> nn.Parameter:
            return nn.Parameter(torch.randn(rows, columns) / math.sqrt(columns))

        self.w, self.b = matrix(hidden, pixels), nn.Parameter(torch.zeros(hidden))
        self.w_mu, self.b_mu = matrix(latent, hidden), nn.Parameter(torch.zeros(latent))
        self.w_sigma, self.b_sigma = matrix(latent, hidden), nn.Parameter(torch.zeros(latent))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(F.linear(x, self.w, self.b))
        return F.linear(h, self.w_mu, self.b_mu), F.linear(h, self.w_sigma, self.b_sigma)


class DictionaryOfLayers(nn.Module):
    """The layers in an nn.ModuleDict; both outputs in a list, as a tuple."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.layers = nn.ModuleDict({"hidden": nn.Linear(pixels, hidden)})
        for name in ("mu", "log_var"):
            self.layers[name] = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = nn.functional.tanh(self.layers["hidden"](x))
        return tuple(self.layers[name](h) for name in ("mu", "log_var"))
