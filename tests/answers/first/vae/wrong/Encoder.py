"""Wrong answers for Encoder."""

import torch
from torch import Tensor, nn


class relu_for_tanh(nn.Module):
    """The hidden layer has ReLU; the lab asks for tanh."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.relu(self.hidden(x))
        return self.mu(h), self.log_var(h)


class no_nonlinearity(nn.Module):
    """There is no tanh: two linear maps in a row are one linear map."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.heads = nn.Linear(hidden, 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu, log_var = self.heads(self.hidden(x)).chunk(2, -1)
        return mu, log_var


class second_hidden_layer(nn.Module):
    """There are two hidden layers; the lab asks for one."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, hidden), nn.Tanh()
        )
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.body(x)
        return self.mu(h), self.log_var(h)


class same_head_twice(nn.Module):
    """mu and log_var come from the same layer, so they are always equal."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.head = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.head(h), self.head(h)


class clamped_log_variance(nn.Module):
    """log_var is clamped to [-4, 4]; nothing may bound it."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h).clamp(-4, 4)


class positive_log_variance(nn.Module):
    """softplus makes the logarithm of the variance positive; it may be any number."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Sequential(nn.Linear(hidden, latent), nn.Softplus())

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h)


class tanh_on_the_mean(nn.Module):
    """The mean passes through tanh, so it cannot leave [-1, 1]."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.hidden(x).tanh()
        return self.mu(h).tanh(), self.log_var(h)


class log_variance_without_input(nn.Module):
    """log_var is one vector of parameters for all images; it must depend on x."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Parameter(torch.zeros(latent))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu = self.mu(torch.tanh(self.hidden(x)))
        return mu, self.log_var.expand_as(mu)


class one_log_variance_per_image(nn.Module):
    """All latent dimensions of an image share one log-variance."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        mu = self.mu(h)
        return mu, self.log_var(h).expand_as(mu)


class heads_without_bias(nn.Module):
    """The two output layers have no bias: b_mu and b_sigma are missing."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent, bias=False)
        self.log_var = nn.Linear(hidden, latent, bias=False)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h)


class dropout_on_the_hidden_layer(nn.Module):
    """There is dropout on the hidden layer, which nobody asked for: the output is random."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh(), nn.Dropout(0.1))
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.body(x)
        return self.mu(h), self.log_var(h)


class flattens_the_batch(nn.Module):
    """view(-1, pixels) loses the leading axes: (3, 4, pixels) comes back as (12, latent)."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.pixels = pixels
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x.reshape(-1, self.pixels)))
        return self.mu(h), self.log_var(h)
