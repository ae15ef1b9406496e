"""Right answers for Encoder."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class three_linears(nn.Module):
    """Three linear layers: hidden, mean, log-variance."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h)


class one_head_in_two_chunks(nn.Module):
    """A Sequential whose last layer gives both outputs, cut by chunk."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, 2 * latent)
        )

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu, log_var = self.net(x).chunk(2, dim=-1)
        return mu, log_var


class interleaved_outputs(nn.Module):
    """One head whose outputs alternate: even ones are means, odd ones log-variances."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(pixels, hidden)
        self.second = nn.Linear(hidden, 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        out = self.second(self.first(x).tanh())
        return out[..., 0::2], out[..., 1::2]


class parameters_by_hand(nn.Module):
    """Weights and biases as nn.Parameter, applied with F.linear."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.randn(hidden, pixels) / math.sqrt(pixels))
        self.b = nn.Parameter(torch.zeros(hidden))
        self.w_mu = nn.Parameter(torch.randn(latent, hidden) / math.sqrt(hidden))
        self.b_mu = nn.Parameter(torch.zeros(latent))
        self.w_sigma = nn.Parameter(torch.randn(latent, hidden) / math.sqrt(hidden))
        self.b_sigma = nn.Parameter(torch.zeros(latent))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = F.linear(x, self.w, self.b).tanh()
        return F.linear(h, self.w_mu, self.b_mu), F.linear(h, self.w_sigma, self.b_sigma)


class module_dict_and_sigmoid(nn.Module):
    """A ModuleDict, and tanh written as 2 sigmoid(2 a) - 1."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.layers = nn.ModuleDict({"body": nn.Linear(pixels, hidden)})
        for name in ("mean", "log_variance"):
            self.layers[name] = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = 2 * torch.sigmoid(2 * self.layers["body"](x)) - 1
        return tuple(self.layers[name](h) for name in ("mean", "log_variance"))
