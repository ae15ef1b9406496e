"""Wrong answers to bernoulli_log_likelihood."""

import torch
from torch import Tensor
from torch.nn import functional as F


def small_number_in_the_logarithms(x: Tensor, logits: Tensor) -> Tensor:
    """Probabilities with 1e-8 in the logarithms: no pixel costs more than 18 nats."""
    p = torch.sigmoid(logits)
    return (x * torch.log(p + 1e-8) + (1 - x) * torch.log(1 - p + 1e-8)).sum(-1)


def image_and_logits_exchanged(x: Tensor, logits: Tensor) -> Tensor:
    """softplus of the image, not of the logits: the two are exchanged."""
    return (x * logits - F.softplus(x)).sum(-1)


def black_pixels_are_free(x: Tensor, logits: Tensor) -> Tensor:
    """Only x log pi: the term of the black pixels is missing."""
    return (x * F.logsigmoid(logits)).sum(-1)


def only_for_zeros_and_ones(x: Tensor, logits: Tensor) -> Tensor:
    """logsigmoid of (2 x - 1) a: right for zeros and ones, wrong for grey values."""
    return F.logsigmoid((2 * x - 1) * logits).sum(-1)


def shapes_have_to_agree(x: Tensor, logits: Tensor) -> Tensor:
    """The library's cross-entropy does not broadcast: other leading axes fail."""
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(-1)


def average_of_the_pixels(x: Tensor, logits: Tensor) -> Tensor:
    """Averages over the pixels, which should add up."""
    return (x * logits - F.softplus(logits)).mean(-1)
