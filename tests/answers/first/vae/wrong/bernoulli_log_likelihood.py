"""Wrong answers for bernoulli_log_likelihood."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sigmoid_then_log(x: Tensor, logits: Tensor) -> Tensor:
    """For large logits 1 - pi is rounded to 0, and you get minus infinity or nan."""
    p = torch.sigmoid(logits)
    return (x * p.log() + (1 - x) * (1 - p).log()).sum(-1)


def eps_inside_the_logs(x: Tensor, logits: Tensor) -> Tensor:
    """The 1e-8 in the logs makes it finite but wrong: no pixel costs more than 18 nats."""
    p = torch.sigmoid(logits)
    return (x * (p + 1e-8).log() + (1 - x) * (1 - p + 1e-8).log()).sum(-1)


def clamped_logits(x: Tensor, logits: Tensor) -> Tensor:
    """Logits beyond 10 are clamped, which makes sure mistakes too cheap."""
    a = logits.clamp(-10, 10)
    return (x * a - F.softplus(a)).sum(-1)


def cross_entropy_sign(x: Tensor, logits: Tensor) -> Tensor:
    """This is the cross-entropy, minus the log-probability."""
    x, logits = torch.broadcast_tensors(x, logits)
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(-1)


def mean_over_pixels(x: Tensor, logits: Tensor) -> Tensor:
    """The pixels are averaged, but their log-probabilities must be added."""
    return (x * logits - F.softplus(logits)).mean(-1)


def sum_over_everything(x: Tensor, logits: Tensor) -> Tensor:
    """The sum runs over the batch as well: there must be one number per image."""
    return (x * logits - F.softplus(logits)).sum()


def softplus_of_minus_a(x: Tensor, logits: Tensor) -> Tensor:
    """The term is log(1 + exp(a)); you have log(1 + exp(-a))."""
    return (x * logits - F.softplus(-logits)).sum(-1)


def only_the_white_pixels(x: Tensor, logits: Tensor) -> Tensor:
    """The term (1 - x) log(1 - pi) is missing: black pixels cost nothing."""
    return (x * F.logsigmoid(logits)).sum(-1)


def signed_logits(x: Tensor, logits: Tensor) -> Tensor:
    """logsigmoid((2x - 1) a) is right for x = 0 and 1, but not for grey values in between."""
    return F.logsigmoid((2 * x - 1) * logits).sum(-1)


def logits_as_probabilities(x: Tensor, logits: Tensor) -> Tensor:
    """The second argument holds logits; you use it as if it were probabilities."""
    p = logits.clamp(1e-6, 1 - 1e-6)
    return (x * p.log() + (1 - x) * torch.log1p(-p)).sum(-1)


def grey_values_rounded(x: Tensor, logits: Tensor) -> Tensor:
    """x is rounded to 0 or 1 first; grey values in [0, 1] must count as they are."""
    return torch.where(x > 0.5, F.logsigmoid(logits), F.logsigmoid(-logits)).sum(-1)


def x_and_logits_swapped(x: Tensor, logits: Tensor) -> Tensor:
    """x stands in the softplus, where the logits belong."""
    return (x * logits - F.softplus(x)).sum(-1)
