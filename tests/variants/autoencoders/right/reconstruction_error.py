"""Other right ways of writing ``reconstruction_error``."""

import torch
from torch.nn import functional as F


def mse(x, reconstruction):
    return F.mse_loss(reconstruction, x, reduction="sum") / (x.numel() / x.shape[-1])


def scaled_mean(x, reconstruction):
    return (reconstruction - x).pow(2).mean() * x.shape[-1]


def loop(x, reconstruction):
    rows = (x - reconstruction).reshape(-1, x.shape[-1])
    return torch.stack([row @ row for row in rows]).mean()
