"""Wrong ways of writing ``Decoder``; a docstring is what its message says."""

import torch
from torch import nn


class Parts(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)


class Probabilities(Parts):
    """logits lies between 0 and 1; leave the sigmoid out"""

    def forward(self, z):
        return self.logits(torch.tanh(self.hidden(z))).sigmoid()


class LinearOnly(Parts):
    """tanh after the hidden layer is missing"""

    def forward(self, z):
        return self.logits(self.hidden(z))


class Pair(Parts):
    """forward returns a tuple; return the logits alone"""

    def forward(self, z):
        logits = self.logits(torch.tanh(self.hidden(z)))
        return logits, logits.sigmoid()


class Pixels(Parts):
    """changes from call to call"""

    def forward(self, z):
        return torch.bernoulli(self.logits(torch.tanh(self.hidden(z))).sigmoid())


class Detached(Parts):
    """no gradient reaches the parameter hidden"""

    def forward(self, z):
        return self.logits(torch.tanh(self.hidden(z)).detach())


class EncoderOrder(nn.Module):
    """cannot be multiplied"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, latent))

    def forward(self, z):
        return self.layers(z)


class FixedWidth(nn.Module):
    """the width of the hidden layer is not the argument `hidden`"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(latent, 64), nn.Tanh(), nn.Linear(64, pixels))

    def forward(self, z):
        return self.layers(z)


class OneImage(Parts):
    """logits has shape"""

    def forward(self, z):
        return self.logits(torch.tanh(self.hidden(z.flatten(1) if z.dim() > 1 else z[None])))


class Normalized(Parts):
    """the hidden layer is normalized before tanh"""

    def forward(self, z):
        h = self.hidden(z)
        return self.logits(torch.tanh(nn.functional.layer_norm(h, h.shape[-1:])))


class Clamped(Parts):
    """the outputs are clamped at 10"""

    def forward(self, z):
        return self.logits(torch.tanh(self.hidden(z))).clamp(-10, 10)
