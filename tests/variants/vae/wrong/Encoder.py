"""Wrong ways of writing ``Encoder``; a docstring is what its message says."""

import torch
from torch import nn
from torch.nn import functional as F


class Parts(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)


class Variance(Parts):
    """log_var is never negative"""

    def forward(self, x):
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h).exp()


class SameHead(Parts):
    """mu and log_var are the same numbers"""

    def forward(self, x):
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.mu(h)


class Relu(Parts):
    """the hidden layer grows without bound; it should be tanh"""

    def forward(self, x):
        h = F.relu(self.hidden(x))
        return self.mu(h), self.log_var(h)


class DetachedForVariance(Parts):
    """no gradient goes from log_var through the hidden layer"""

    def forward(self, x):
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h.detach())


class UnusedLayer(Parts):
    """no gradient reaches the parameter more"""

    def __init__(self, pixels, hidden, latent):
        super().__init__(pixels, hidden, latent)
        self.more = nn.Linear(hidden, hidden)

    def forward(self, x):
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h)


class LayersInForward(nn.Module):
    """changes from call to call"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.sizes = pixels, hidden, latent

    def forward(self, x):
        pixels, hidden, latent = self.sizes
        h = torch.tanh(nn.Linear(pixels, hidden)(x))
        return nn.Linear(hidden, latent)(h), nn.Linear(hidden, latent)(h)


class PlainList(nn.Module):
    """there are no parameters"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = [nn.Linear(pixels, hidden), nn.Linear(hidden, latent)]
        self.layers.append(nn.Linear(hidden, latent))

    def forward(self, x):
        h = torch.tanh(self.layers[0](x))
        return self.layers[1](h), self.layers[2](h)


class FixedWidth(nn.Module):
    """the width of the hidden layer is not the argument `hidden`"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(pixels, 64), nn.Tanh(), nn.Linear(64, 2 * latent))

    def forward(self, x):
        return self.layers(x).chunk(2, -1)


class WrongSplit(nn.Module):
    """mu has shape"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, 2 * latent)
        )

    def forward(self, x):
        return self.layers(x).chunk(2)


class NoSuper(nn.Module):
    """Module.__init__() call"""

    def __init__(self, pixels, hidden, latent):
        self.hidden = nn.Linear(pixels, hidden)

    def forward(self, x):
        return self.hidden(x), self.hidden(x)


class BatchNorm(Parts):
    """of a row depends on the other rows"""

    def forward(self, x):
        h = torch.tanh(self.hidden(x))
        if h.dim() == 2 and len(h) > 1:
            h = h - h.mean(0)
        return self.mu(h), self.log_var(h)


class TwoTrunks(nn.Module):
    """several hidden layers; there should be one, which all share"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.mean = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, latent))
        self.spread = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, latent))

    def forward(self, x):
        return self.mean(x), self.spread(x)


class HalvesOfTheHiddenLayer(nn.Module):
    """its parameters have the shapes"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.part = hidden // 2
        self.mu = nn.Linear(self.part, latent)
        self.log_var = nn.Linear(hidden - self.part, latent)

    def forward(self, x):
        h = torch.tanh(self.hidden(x))
        return self.mu(h[..., : self.part]), self.log_var(h[..., self.part :])


class HeadsInAList(nn.Module):
    """a plain list hides layers"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.heads = [nn.Linear(hidden, latent) for _ in range(2)]

    def forward(self, x):
        h = torch.tanh(self.hidden(x))
        return self.heads[0](h), self.heads[1](h)
