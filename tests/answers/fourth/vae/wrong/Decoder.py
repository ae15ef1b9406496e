"""Wrong answers to Decoder."""

import torch
from torch import Tensor, nn


class EndsWithSigmoid(nn.Module):
    """Returns probabilities: a sigmoid follows the last map."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return torch.sigmoid(self.out(torch.tanh(self.hidden(z))))


class NoNonlinearity(nn.Module):
    """tanh is forgotten: the whole map is linear."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.out(self.hidden(z))


class SqueezesABatchOfOne(nn.Module):
    """squeeze() at the end: a batch of one image loses its axis."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.out(torch.tanh(self.hidden(z))).squeeze()


class TwoHiddenLayers(nn.Module):
    """Has a second hidden layer, though one is asked for."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(latent, hidden),
            nn.Tanh(),
            nn.Linear(hidden, hidden),
            nn.Tanh(),
            nn.Linear(hidden, pixels),
        )

    def forward(self, z: Tensor) -> Tensor:
        return self.net(z)


class LastLayerWithoutBias(nn.Module):
    """The last linear map has no bias b2."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        return self.out(torch.tanh(self.hidden(z)))


class BoundsItsLogits(nn.Module):
    """A second tanh follows the last map: the logits lie between -1 and 1."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return torch.tanh(self.out(torch.tanh(self.hidden(z))))
