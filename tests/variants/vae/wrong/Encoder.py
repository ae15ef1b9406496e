"""Wrong ways of writing ``Encoder``, and what their messages say."""

import torch
from torch import nn

EDITS = """
    return self.mu(h), self.log_var(h).exp()  # log_var is never negative
    return self.mu(h), self.mu(h)  # mu and log_var are the same numbers
    torch.tanh -> F.relu  # the hidden layer grows without bound; it should be tanh
    return self.mu(h), self.log_var(h.detach())
        # no gradient goes from log_var through the hidden layer
    self.hidden = nn.Linear(pixels, hidden) -> self.hidden, self.more = nn.Linear(pixels,
        hidden), nn.Linear(hidden, hidden)  # no gradient reaches the parameter more
    hidden = 64  # the width of the hidden layer is not the argument `hidden`
    super().__init__() ->  # Module.__init__() call
    return self.mu(h - h.mean(0)), self.log_var(h - h.mean(0))  # of a row depends on the other rows
"""


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


class WrongSplit(nn.Module):
    """mu has shape"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, 2 * latent)
        )

    def forward(self, x):
        return self.layers(x).chunk(2)


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
