"""Right answers to Encoder."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class one_map_for_both_outputs(nn.Module):
    """Two nn.Linear; the second gives mu and log_var side by side."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.latent = latent
        self.first = nn.Linear(pixels, hidden)
        self.second = nn.Linear(hidden, 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu, log_var = self.second(self.first(x).tanh()).split(self.latent, dim=-1)
        return mu, log_var


class dictionary_of_heads(nn.Module):
    """A Sequential trunk and a ModuleDict with two heads."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh())
        self.heads = nn.ModuleDict({k: nn.Linear(hidden, latent) for k in ("log_var", "mu")})

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.trunk(x)
        return self.heads["mu"](h), self.heads["log_var"](h)


class matrices_of_its_own(nn.Module):
    """nn.Parameter and einsum in place of nn.Linear."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.randn(hidden, pixels) / pixels**0.5)
        self.b = nn.Parameter(torch.zeros(hidden))
        self.heads = nn.Parameter(torch.randn(2, latent, hidden) / hidden**0.5)
        self.offsets = nn.Parameter(torch.zeros(2, latent))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(torch.einsum("hp,...p->...h", self.w, x) + self.b)
        both = torch.einsum("klh,...h->...kl", self.heads, h) + self.offsets
        return both[..., 0, :], both[..., 1, :]


class interleaved_outputs_and_sigmoid(nn.Module):
    """tanh(a) as 2 sigmoid(2a) - 1; the outputs of one map alternate between mu and log_var."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.add_module("below", nn.Linear(pixels, hidden))
        self.add_module("above", nn.Linear(hidden, latent * 2))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = 2 * torch.sigmoid(2 * self.below(x)) - 1
        out = F.linear(h, self.above.weight, self.above.bias)
        return out[..., 0::2], out[..., 1::2]
