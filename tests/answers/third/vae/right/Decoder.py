"""Right answers to Decoder."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class SequentialInside(nn.Module):
    """One nn.Sequential of three parts."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))

    def forward(self, z: Tensor) -> Tensor:
        return self.layers(z)


class IsASequential(nn.Sequential):
    """Inherits from nn.Sequential, so there is no forward to write."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))


class MatricesByHand(nn.Module):
    """Four parameters and addmm-like products, without nn.Linear."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.v = nn.Parameter(nn.init.xavier_uniform_(torch.empty(latent, hidden)))
        self.c = nn.Parameter(torch.zeros(hidden))
        self.v_a = nn.Parameter(nn.init.xavier_uniform_(torch.empty(hidden, pixels)))
        self.c_a = nn.Parameter(torch.zeros(pixels))

    def forward(self, z: Tensor) -> Tensor:
        return torch.matmul(torch.tanh(torch.matmul(z, self.v) + self.c), self.v_a) + self.c_a


class BiasAsOneMoreInput(nn.Module):
    """A constant 1 is appended to z and to h, and the biases are a last column of the matrices."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(latent + 1, hidden, bias=False)
        self.second = nn.Linear(hidden + 1, pixels, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        h = torch.tanh(self.first(F.pad(z, (0, 1), value=1.0)))
        return self.second(F.pad(h, (0, 1), value=1.0))


class FunctionsFromTheLists(nn.Module):
    """ParameterList of weights and of biases, and a loop with F.linear; tanh but for the last."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        maps = [nn.Linear(latent, hidden), nn.Linear(hidden, pixels)]
        self.weights = nn.ParameterList([m.weight for m in maps])
        self.biases = nn.ParameterList([m.bias for m in maps])

    def forward(self, z: Tensor) -> Tensor:
        for depth, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            z = F.linear(z, weight, bias)
            if depth == 0:
                z = z.tanh()
        return z
