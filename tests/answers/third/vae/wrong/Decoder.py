"""Wrong answers to Decoder."""

import torch
from torch import Tensor, nn


class ReturnsProbabilities(nn.Module):
    """A sigmoid follows the last map: probabilities, not logits."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return torch.sigmoid(self.logits(torch.tanh(self.hidden(z))))


class RectifiedUnits(nn.Module):
    """The hidden layer has ReLU, not tanh."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.relu(self.hidden(z)))


class NoBiasForThePixels(nn.Module):
    """The last map has no bias: at h = 0 every pixel has the probability 1/2."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.tanh(self.hidden(z)))


class OneBiasForAllPixels(nn.Module):
    """The last map has a single number as bias, shared by all pixels."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels, bias=False)
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.tanh(self.hidden(z))) + self.bias


class TwoHiddenLayers(nn.Module):
    """There are two hidden layers, where one is asked for."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.again = nn.Linear(hidden, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.tanh(self.again(torch.tanh(self.hidden(z)))))


class LogitsKeptInBounds(nn.Module):
    """Clamps the logits to (-10, 10), where nothing should follow the map."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.tanh(self.hidden(z))).clamp(-10, 10)


class ShortcutFromTheCode(nn.Module):
    """Adds a linear map of z to the logits, past the hidden layer."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)
        self.skip = nn.Linear(latent, pixels, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.tanh(self.hidden(z))) + self.skip(z)


class FlattensLeadingAxes(nn.Module):
    """Flattens all leading axes into one and leaves them so: wrong for (k, batch, latent)."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.latent = latent
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.tanh(self.hidden(z.view(-1, self.latent))))


class NoGradientForTheCode(nn.Module):
    """Detaches z: the decoder learns, but no gradient comes back to the encoder."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.tanh(self.hidden(z.detach())))


class NormalizedByTheBatch(nn.Module):
    """Divides the hidden layer by its spread over the batch: images depend on each other."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        h = self.hidden(z)
        if h.dim() > 1 and len(h) > 1:
            h = (h - h.mean(0)) / (h.std(0) + 1e-5)
        return self.logits(torch.tanh(h))


class NothingBetweenTheMaps(nn.Module):
    """tanh is forgotten: the two maps are one linear map."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(self.hidden(z))


class AlwaysSinglePrecision(nn.Module):
    """Returns float32 also from float64 codes and parameters."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.logits(torch.tanh(self.hidden(z))).float()
