"""Other right ways of writing ``Encoder``."""

import torch
from torch import nn


class OneHead(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, 2 * latent)
        )

    def forward(self, x):
        return self.layers(x).chunk(2, dim=-1)


class ListOfTwo(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        last = nn.Linear(hidden, latent)
        nn.init.constant_(last.bias, -3.0)
        mu = nn.Linear(hidden, latent)
        self.layers = nn.ModuleDict({"h": nn.Linear(pixels, hidden), "mu": mu, "log_var": last})

    def forward(self, x):
        h = self.layers["h"](x).tanh()
        return [self.layers["mu"](h), self.layers["log_var"](h)]


class ByHand(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.w = nn.Parameter(torch.randn(pixels, hidden) / pixels**0.5)
        self.b = nn.Parameter(torch.zeros(hidden))
        self.v = nn.Parameter(torch.randn(2, hidden, latent) / hidden**0.5)
        self.c = nn.Parameter(torch.zeros(2, latent))

    def forward(self, x):
        h = torch.tanh(torch.einsum("...p,ph->...h", x, self.w) + self.b)
        return h @ self.v[0] + self.c[0], h @ self.v[1] + self.c[1]


class InTurn(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.first = nn.Linear(pixels, hidden)
        self.heads = nn.Linear(hidden, 2 * latent)

    def forward(self, x):
        out = self.heads(torch.tanh(self.first(x)))
        return out[..., 0::2], out[..., 1::2]
