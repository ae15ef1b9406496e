"""Wrong answers to Encoder."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class PositiveSecondOutput(nn.Module):
    """softplus on log_var: a logarithm below zero, a variance below one, is out of reach."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.mu(h), F.softplus(self.log_var(h))


class RectifiedUnits(nn.Module):
    """The hidden layer has ReLU, not tanh."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Linear(pixels, hidden), nn.ReLU())
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.net(x)
        return self.mu(h), self.log_var(h)


class BoundedMeans(nn.Module):
    """tanh follows mu too: no mean can lie outside (-1, 1)."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return torch.tanh(self.mu(h)), self.log_var(h)


class SameMapForBoth(nn.Module):
    """mu and log_var share one linear map: they are always equal."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.out = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.out(h), self.out(h)


class HeadsWithoutABias(nn.Module):
    """The two heads have no bias of their own."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent, bias=False)
        self.log_var = nn.Linear(hidden, latent, bias=False)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h)


class VarianceFromThePixels(nn.Module):
    """log_var is a linear map of x, not of h."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(pixels, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.mu(torch.tanh(self.hidden(x))), self.log_var(x)


class CutAlongTheSecondAxis(nn.Module):
    """chunk along axis 1: right for (batch, pixels), wrong for more or fewer leading axes."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.out = nn.Linear(hidden, 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu, log_var = self.out(torch.tanh(self.hidden(x))).chunk(2, 1)
        return mu, log_var


class BoundedLogVariance(nn.Module):
    """Clamps log_var to (-10, 10), where nothing should follow the map."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h).clamp(-10, 10)


class FlattensLeadingAxes(nn.Module):
    """view(-1, pixels) loses the leading axes: right for (batch, pixels) only."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.pixels = pixels
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x.reshape(-1, self.pixels)))
        return self.mu(h), self.log_var(h)


class LayersInAPythonList(nn.Module):
    """The heads are in a plain list: parameters() does not know them, and nothing trains them."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.heads = [nn.Linear(hidden, latent), nn.Linear(hidden, latent)]

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.heads[0](h), self.heads[1](h)


class VarianceDoesNotTrainTheTrunk(nn.Module):
    """log_var is computed from a detached h: its gradient does not reach the hidden layer."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h.detach())


class DropsHiddenUnits(nn.Module):
    """Dropout on the hidden layer: the same image gets another code each time."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.drop = nn.Dropout(0.1)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.drop(torch.tanh(self.hidden(x)))
        return self.mu(h), self.log_var(h)


class CentredByTheBatch(nn.Module):
    """Subtracts the mean image of the batch: the code of an image depends on its neighbours."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        if x.dim() > 1 and len(x) > 1:
            x = x - x.mean(0)
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h)
