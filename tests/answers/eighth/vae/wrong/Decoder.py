"""Wrong answers to Decoder."""

import torch
from torch import Tensor, nn


class ProbabilitiesInEvalMode(nn.Module):
    """Returns probabilities instead of logits as soon as someone has called eval()."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(latent, hidden)
        self.second = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        logits = self.second(torch.tanh(self.first(z)))
        return logits if self.training else torch.sigmoid(logits)


class FlatBatch(nn.Module):
    """Makes all leading axes one batch axis, which shows for z of shape (latent,) or (k, n, 2)."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.latent = latent
        self.layers = nn.Sequential(
            nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels)
        )

    def forward(self, z: Tensor) -> Tensor:
        return self.layers(z.reshape(-1, self.latent))


class HardTanh(nn.Module):
    """Takes Hardtanh for tanh, which is close near 0 only: wrong for z of ordinary size."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(latent, hidden), nn.Hardtanh(), nn.Linear(hidden, pixels)
        )

    def forward(self, z: Tensor) -> Tensor:
        return self.layers(z)
