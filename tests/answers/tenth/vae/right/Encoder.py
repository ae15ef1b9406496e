"""Right answers to Encoder."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class EncoderOfOneWideHead(nn.Module):
    """Has one linear map for both outputs, which are even and odd columns of it."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.latent = latent
        self.network = nn.Sequential(
            nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, 2 * latent)
        )

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        both = self.network(x).unflatten(-1, (self.latent, 2))
        return both[..., 0], both[..., 1]


class EncoderOfNamedLayers(nn.Module):
    """Keeps three layers in a ModuleDict, and applies them with F.linear."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        sizes = {"h": (pixels, hidden), "mu": (hidden, latent), "log_var": (hidden, latent)}
        self.layers = nn.ModuleDict({name: nn.Linear(*size) for name, size in sizes.items()})

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        def apply(name: str, inputs: Tensor) -> Tensor:
            return F.linear(inputs, self.layers[name].weight, self.layers[name].bias)

        h = torch.tanh(apply("h", x))
        return apply("mu", h), apply("log_var", h)
