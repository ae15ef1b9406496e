"""Wrong ways of writing ``Decoder``; a docstring is what its message says."""

import torch
from torch import nn
from torch.nn import functional as F


class Parts(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)


class Probabilities(Parts):
    """logits lies between 0 and 1; leave the sigmoid out"""

    def forward(self, z):
        return self.logits(torch.tanh(self.hidden(z))).sigmoid()


class Softmax(Parts):
    """leave the sigmoid out"""

    def forward(self, z):
        return self.logits(torch.tanh(self.hidden(z))).softmax(-1)


class LogProbabilities(Parts):
    """logits is never positive"""

    def forward(self, z):
        return F.logsigmoid(self.logits(torch.tanh(self.hidden(z))))


class PositiveLogits(Parts):
    """the logits are never negative"""

    def forward(self, z):
        return F.relu(self.logits(torch.tanh(self.hidden(z))))


class BoundedLogits(Parts):
    """logits is bounded"""

    def forward(self, z):
        return torch.tanh(self.logits(torch.tanh(self.hidden(z))))


class LinearOnly(Parts):
    """tanh after the hidden layer is missing"""

    def forward(self, z):
        return self.logits(self.hidden(z))


class Relu(Parts):
    """it should be tanh"""

    def forward(self, z):
        return self.logits(F.relu(self.hidden(z)))


class Pair(Parts):
    """forward returns a tuple; return the logits alone"""

    def forward(self, z):
        logits = self.logits(torch.tanh(self.hidden(z)))
        return logits, logits.sigmoid()


class Pixels(Parts):
    """changes from call to call"""

    def forward(self, z):
        return torch.bernoulli(self.logits(torch.tanh(self.hidden(z))).sigmoid())


class Nothing(Parts):
    """is the `return` missing?"""

    def forward(self, z):
        self.logits(torch.tanh(self.hidden(z)))


class IgnoresLatent(Parts):
    """is the same for every input"""

    def forward(self, z):
        return self.logits(torch.tanh(self.hidden(0 * z)))


class Detached(Parts):
    """no gradient reaches the parameter hidden"""

    def forward(self, z):
        return self.logits(torch.tanh(self.hidden(z)).detach())


class HiddenAsOutput(nn.Module):
    """logits has shape"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, hidden))

    def forward(self, z):
        return self.layers(z)


class EncoderOrder(nn.Module):
    """cannot be multiplied"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh(), nn.Linear(hidden, latent))

    def forward(self, z):
        return self.layers(z)


class PlainList(nn.Module):
    """there are no parameters"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.layers = [nn.Linear(latent, hidden), nn.Linear(hidden, pixels)]

    def forward(self, z):
        return self.layers[1](torch.tanh(self.layers[0](z)))


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


class Normalized(nn.Module):
    """the hidden layer is normalized before tanh"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z):
        h = self.hidden(z)
        return self.logits(torch.tanh(nn.functional.layer_norm(h, h.shape[-1:])))


class Clamped(nn.Module):
    """the outputs are clamped at 10"""

    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z):
        return self.logits(torch.tanh(self.hidden(z))).clamp(-10, 10)
