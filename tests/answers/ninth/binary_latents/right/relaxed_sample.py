"""Right answers to relaxed_sample."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sigmoid_of_logit_and_noise(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The logistic function of logit plus logistic noise, divided by the temperature."""
    return ((logits + u.log() - (-u).log1p()) / temperature).sigmoid()


def through_the_softplus(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """torch.logit makes the noise, and exp(-softplus(-number)) is the logistic function."""
    number = (logits + torch.logit(u)) / temperature
    return torch.exp(-F.softplus(-number))
