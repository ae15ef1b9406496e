"""Wrong answers to Encoder."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class second_hidden_layer(nn.Module):
    """There is a second hidden layer; one was asked for."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(pixels, hidden), nn.Linear(hidden, hidden)
        self.mu, self.log_var = nn.Linear(hidden, latent), nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.two(torch.tanh(self.one(x))))
        return self.mu(h), self.log_var(h)


class log_var_clamped(nn.Module):
    """log_var is clamped to -10 ... 10: nothing may follow the linear map."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(pixels, hidden), nn.Linear(hidden, 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu, log_var = self.two(torch.tanh(self.one(x))).chunk(2, -1)
        return mu, log_var.clamp(-10, 10)


class heads_share_their_weight(nn.Module):
    """The two heads have the same weight and differ by their bias only."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one = nn.Linear(pixels, hidden)
        self.mu, self.log_var = nn.Linear(hidden, latent), nn.Linear(hidden, latent)
        self.log_var.weight = self.mu.weight

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.one(x))
        return self.mu(h), self.log_var(h)


class logarithm_of_a_softplus(nn.Module):
    """Makes a positive variance with softplus and takes its logarithm: log_var is no linear map of h."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one = nn.Linear(pixels, hidden)
        self.mu, self.var = nn.Linear(hidden, latent), nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.one(x))
        return self.mu(h), F.softplus(self.var(h)).log()


class hardtanh_for_tanh(nn.Module):
    """hardtanh in place of tanh: it looks alike, with corners."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one = nn.Linear(pixels, hidden)
        self.mu, self.log_var = nn.Linear(hidden, latent), nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = F.hardtanh(self.one(x))
        return self.mu(h), self.log_var(h)


class half_of_the_units_each(nn.Module):
    """Each head sees one half of the hidden units only: both are maps of all of h."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.cut = (hidden + 1) // 2
        self.one = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(self.cut, latent)
        self.log_var = nn.Linear(max(hidden - self.cut, 1), latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.one(x))
        return self.mu(h[..., : self.cut]), self.log_var(h[..., -self.log_var.in_features :])


class heads_in_a_plain_list(nn.Module):
    """The heads stand in a Python list: parameters() does not find them, and no optimizer trains them."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one = nn.Linear(pixels, hidden)
        self.heads = [nn.Linear(hidden, latent), nn.Linear(hidden, latent)]

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.one(x))
        return self.heads[0](h), self.heads[1](h)


class leading_axes_are_lost(nn.Module):
    """Flattens all leading axes to one and does not put them back."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one = nn.Linear(pixels, hidden)
        self.mu, self.log_var = nn.Linear(hidden, latent), nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.one(x.reshape(-1, x.shape[-1])))
        return self.mu(h), self.log_var(h)
