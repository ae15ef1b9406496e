"""Wrong answers to Encoder."""

import torch
from torch import Tensor, nn


class EncoderWithHeadsInAList(nn.Module):
    """Keeps the two heads in a plain list, so their parameters are not registered nor trained."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.heads = [nn.Linear(hidden, latent), nn.Linear(hidden, latent)]

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.heads[0](h), self.heads[1](h)


class EncoderWithDropout(nn.Module):
    """Drops hidden units while training, so two passes of one image give different outputs."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(pixels, hidden), nn.Tanh(), nn.Dropout(0.2))
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.body(x)
        return self.mu(h), self.log_var(h)


class EncoderWithDetachedVariance(nn.Module):
    """Computes log_var from a detached hidden layer, which thus learns from mu alone."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h.detach())
