"""Wrong answers to Decoder."""

import torch
from torch import Tensor, nn


class LayersInAPlainList(nn.Module):
    """Keeps its layers in a Python list, so it has no parameters that an optimizer could find."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.layers = [nn.Linear(latent, hidden), nn.Linear(hidden, pixels)]

    def forward(self, z: Tensor) -> Tensor:
        return self.layers[1](torch.tanh(self.layers[0](z)))


class LogitsWithinFive(nn.Module):
    """Clamps the logits to [-5, 5] for safety, so no pixel is ever surer than 0.993."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(latent, hidden)
        self.second = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.second(torch.tanh(self.first(z))).clamp(-5.0, 5.0)


class CentresItsBatch(nn.Module):
    """Subtracts the mean over the first axis from h, so an image depends on its neighbours."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(latent, hidden)
        self.second = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        h = torch.tanh(self.first(z))
        return self.second(h - h.mean(0, keepdim=True))
