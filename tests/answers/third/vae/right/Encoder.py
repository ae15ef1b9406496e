"""Right answers to Encoder."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class OneMapForBothHalves(nn.Module):
    """One linear map of width 2 latent, cut into two by chunk."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, 2 * latent)
        )

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu, log_var = self.net(x).chunk(2, dim=-1)
        return mu, log_var


class TrunkAndHeads(nn.Module):
    """A Sequential trunk, and the two heads in a ModuleDict."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh())
        self.heads = nn.ModuleDict({k: nn.Linear(hidden, latent) for k in ("mu", "log_var")})

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.trunk(x)
        return self.heads["mu"](h), self.heads["log_var"](h)


class ParametersByHand(nn.Module):
    """nn.Parameter for each matrix and vector, and matrix products."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()

        def matrix(rows: int, columns: int) -> nn.Parameter:
            return nn.Parameter(torch.randn(rows, columns) / rows**0.5)

        def vector(length: int) -> nn.Parameter:
            return nn.Parameter(0.01 * torch.randn(length))

        self.w, self.b = matrix(pixels, hidden), vector(hidden)
        self.w_mu, self.b_mu = matrix(hidden, latent), vector(latent)
        self.w_var, self.b_var = matrix(hidden, latent), vector(latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = (x @ self.w + self.b).tanh()
        return h @ self.w_mu + self.b_mu, h @ self.w_var + self.b_var


class ThreeMapsInAList(nn.Module):
    """A ModuleList of three linear maps; F.linear with their parameters; tanh from sigmoid."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        sizes = [(pixels, hidden), (hidden, latent), (hidden, latent)]
        self.maps = nn.ModuleList(nn.Linear(a, b) for a, b in sizes)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        first, second, third = self.maps
        h = 2 * torch.sigmoid(2 * F.linear(x, first.weight, first.bias)) - 1
        return F.linear(h, second.weight, second.bias), F.linear(h, third.weight, third.bias)


class BothHeadsInOneTensor(nn.Module):
    """The heads are one parameter (2, hidden, latent), used by einsum, and unbind."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.body = nn.Linear(pixels, hidden, bias=True)
        self.weight = nn.Parameter(torch.empty(2, hidden, latent))
        self.bias = nn.Parameter(torch.empty(2, latent))
        nn.init.uniform_(self.weight, -(hidden**-0.5), hidden**-0.5)
        nn.init.uniform_(self.bias, -(hidden**-0.5), hidden**-0.5)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.body(x))
        both = torch.einsum("...h,khl->...kl", h, self.weight) + self.bias
        mu, log_var = both.unbind(-2)
        return mu, log_var
