"""Wrong answers to Decoder."""

import torch
from torch import Tensor, nn


class DecoderWithOneBias(nn.Module):
    """Has one output bias that all pixels share, in place of one for each pixel."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(latent, hidden)
        self.second = nn.Linear(hidden, pixels, bias=False)
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, z: Tensor) -> Tensor:
        return self.second(torch.tanh(self.first(z))) + self.bias


class DecoderWithSafeLogits(nn.Module):
    """Clamps the logits to [-10, 10], so that large ones are cut off and have no gradient."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(latent, hidden)
        self.second = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.second(torch.tanh(self.first(z))).clamp(-10, 10)


class DecoderWithBiasAfterTanh(nn.Module):
    """Adds the hidden bias after tanh and not inside, so logits are odd around those at 0."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(latent, hidden)
        self.second = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        h = torch.tanh(z @ self.first.weight.T) + self.first.bias
        return self.second(h)
