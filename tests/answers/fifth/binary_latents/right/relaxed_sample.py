"""Right answers to relaxed_sample."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logistic_noise(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Logit plus logistic noise, over the temperature, through the logistic function."""
    noise = torch.log(u) - torch.log1p(-u)
    return torch.sigmoid((logits + noise) / temperature)


def softmax_of_two(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The first entry of a softmax over the two values of the bit."""
    both = torch.stack([logits + u.log(), (-u).log1p()], dim=-1)
    return F.softmax(both / temperature, dim=-1)[..., 0]


def logit_of_uniform(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The noise is the logit of the uniform numbers, each part divided apart."""
    return torch.special.expit(logits / temperature + torch.logit(u) / temperature)


def exponential_of_logsigmoid(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """A table of noise changed in place, and the step in log-space, bit after bit."""
    noise = u.log()
    noise -= torch.log1p(-u)
    noise /= temperature
    columns = []
    for j in range(logits.shape[1]):
        columns.append(F.logsigmoid(logits[:, j] / temperature + noise[:, j]).exp())
    return torch.stack(columns, dim=1)
