"""Right answers to Decoder."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class a_sequential_itself(nn.Sequential):
    """Inherits from nn.Sequential, which is an nn.Module."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))

    def forward(self, z: Tensor) -> Tensor:
        return super().forward(z)


class parameters_by_hand(nn.Module):
    """nn.Parameter and matrix products; the matrices stand transposed."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.v = nn.Parameter(torch.empty(latent, hidden).uniform_(-1, 1) / latent**0.5)
        self.c = nn.Parameter(torch.zeros(hidden))
        self.v_a = nn.Parameter(torch.empty(hidden, pixels).uniform_(-1, 1) / hidden**0.5)
        self.c_a = nn.Parameter(torch.zeros(pixels))

    def forward(self, z: Tensor) -> Tensor:
        return torch.tanh(z @ self.v + self.c) @ self.v_a + self.c_a


class bias_as_a_further_column(nn.Module):
    """A one is appended to z and to h, and the last column of each weight is the bias."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(latent + 1, hidden, bias=False)
        self.second = nn.Linear(hidden + 1, pixels, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        h = torch.tanh(self.first(F.pad(z, (0, 1), value=1.0)))
        return self.second(F.pad(h, (0, 1), value=1.0))


class convolutions_of_width_one(nn.Module):
    """A linear map is a convolution of width 1 with one channel per coordinate."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Conv1d(latent, hidden, kernel_size=1)
        self.second = nn.Conv1d(hidden, pixels, kernel_size=1)

    def forward(self, z: Tensor) -> Tensor:
        flat = z.reshape(-1, z.shape[-1], 1)
        a = self.second(torch.tanh(self.first(flat)))
        return a.reshape(*z.shape[:-1], a.shape[1])
