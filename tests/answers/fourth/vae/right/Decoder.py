"""Right answers to Decoder."""

import torch
from torch import Tensor, nn


class OneSequential(nn.Module):
    """Linear, Tanh, Linear in one nn.Sequential."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))

    def forward(self, z: Tensor) -> Tensor:
        return self.net(z)


class MatricesByHand(nn.Module):
    """W1, b1, W2, b2 as parameters, and products with transposed matrices."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.W1 = nn.Parameter(torch.randn(hidden, latent) / latent**0.5)
        self.b1 = nn.Parameter(torch.zeros(hidden))
        self.W2 = nn.Parameter(torch.randn(pixels, hidden) / hidden**0.5)
        self.b2 = nn.Parameter(torch.zeros(pixels))

    def forward(self, z: Tensor) -> Tensor:
        h = torch.tanh(z @ self.W1.T + self.b1)
        return h @ self.W2.T + self.b2


class TwoLayers(nn.Module):
    """Two nn.Linear, with tanh by way of the sigmoid."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.fc3 = nn.Linear(latent, hidden)
        self.fc4 = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        h = 2 * torch.sigmoid(2 * self.fc3(z)) - 1
        return self.fc4(h)


class LoopOverLayers(nn.Module):
    """A ModuleList from the list of widths; tanh after all but the last layer."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        widths = [latent, hidden, pixels]
        self.layers = nn.ModuleList(
            nn.Linear(a, b) for a, b in zip(widths[:-1], widths[1:], strict=True)
        )

    def forward(self, z: Tensor) -> Tensor:
        for i, layer in enumerate(self.layers):
            z = layer(z)
            if i < len(self.layers) - 1:
                z = z.tanh()
        return z
