"""Other right ways of writing ``Decoder``."""

import torch
from torch import nn
from torch.nn import functional as F


class Sequential(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))

    def forward(self, z):
        return self.layers(z)


class ByHand(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.v = nn.Parameter(torch.randn(hidden, latent) / latent**0.5)
        self.c = nn.Parameter(torch.zeros(hidden))
        self.w = nn.Parameter(torch.randn(pixels, hidden) / hidden**0.5)
        self.b = nn.Parameter(torch.zeros(pixels))

    def forward(self, z):
        return F.linear(torch.tanh(F.linear(z, self.v, self.c)), self.w, self.b)


class SigmoidForm(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.first = nn.Linear(latent, hidden)
        self.last = nn.Linear(hidden, pixels)
        self.scale = 2.0

    def forward(self, z):
        h = 2 * torch.sigmoid(self.scale * self.first(z)) - 1
        return self.last(h)


class Subclass(nn.Sequential):
    def __init__(self, pixels, hidden, latent):
        super().__init__(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))
