"""Right answers to Decoder."""

import torch
from torch import Tensor, nn


class DecoderOfBareParameters(nn.Module):
    """Makes weights and biases itself, and multiplies by matrices."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(latent, hidden) / latent**0.5)
        self.b1 = nn.Parameter(0.1 * torch.randn(hidden))
        self.w2 = nn.Parameter(torch.randn(hidden, pixels) / hidden**0.5)
        self.b2 = nn.Parameter(0.1 * torch.randn(pixels))

    def forward(self, z: Tensor) -> Tensor:
        return torch.matmul(torch.tanh(torch.matmul(z, self.w1) + self.b1), self.w2) + self.b2


class DecoderThatIsASequence(nn.Sequential):
    """Is a Sequential of three modules, and goes through them in a loop."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))

    def forward(self, z: Tensor) -> Tensor:
        for module in self:
            z = module(z)
        return z
