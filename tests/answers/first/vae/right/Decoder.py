"""Right answers for Decoder."""

import torch
from torch import Tensor, nn


class two_linears(nn.Module):
    """Two linear layers with tanh in between."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.tanh(self.hidden(z)))


class sequential_inside(nn.Module):
    """A Sequential that holds everything."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))

    def forward(self, z: Tensor) -> Tensor:
        return self.net(z)


class is_a_sequential(nn.Sequential):
    """Inherits from nn.Sequential, so that forward is there already."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels))


class einsum_with_parameters(nn.Module):
    """nn.Parameter and einsum in place of nn.Linear."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.v = nn.Parameter(nn.init.xavier_uniform_(torch.empty(latent, hidden)))
        self.c = nn.Parameter(torch.zeros(hidden))
        self.v_a = nn.Parameter(nn.init.xavier_uniform_(torch.empty(hidden, pixels)))
        self.c_a = nn.Parameter(torch.zeros(pixels))

    def forward(self, z: Tensor) -> Tensor:
        h = (torch.einsum("...l,lh->...h", z, self.v) + self.c).tanh()
        return torch.einsum("...h,hp->...p", h, self.v_a) + self.c_a


class bias_as_own_parameter_and_flat_rows(nn.Module):
    """Flattens the leading axes, adds the output bias by hand, and restores the axes."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            [nn.Linear(latent, hidden), nn.Linear(hidden, pixels, bias=False)]
        )
        self.offset = nn.Parameter(torch.zeros(pixels))

    def forward(self, z: Tensor) -> Tensor:
        rows = z.reshape(-1, z.shape[-1])
        a = self.layers[0](rows)
        h = 1 - 2 / (torch.exp(2 * a) + 1)  # tanh
        return (self.layers[1](h) + self.offset).reshape(*z.shape[:-1], -1)
