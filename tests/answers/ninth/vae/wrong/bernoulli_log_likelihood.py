"""Wrong answers to bernoulli_log_likelihood."""

import torch
from torch import Tensor


def probabilities_kept_from_zero(x: Tensor, logits: Tensor) -> Tensor:
    """Adds 1e-7 to the probabilities, finite but 16 nats at most for a pixel of any logit."""
    p = torch.sigmoid(logits)
    return (x * torch.log(p + 1e-7) + (1 - x) * torch.log(1 - p + 1e-7)).sum(-1)


def grey_pixels_rounded(x: Tensor, logits: Tensor) -> Tensor:
    """Rounds the pixels to 0 or 1 first, which is another number for grey ones."""
    black_and_white = (x > 0.5).to(x.dtype)
    return (black_and_white * logits - torch.nn.functional.softplus(logits)).sum(-1)


def softplus_for_negative_logits_only(x: Tensor, logits: Tensor) -> Tensor:
    """Writes log(1 + exp(a)) as log1p(exp(-|a|)) and forgets the a that positive logits add."""
    return (x * logits - torch.log1p(torch.exp(-logits.abs()))).sum(-1)
