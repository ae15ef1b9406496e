"""Right answers to divergences."""

import torch
from torch import Tensor
from torch.nn import functional as F


def torchs_divergence_of_logarithms(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Calls F.kl_div twice, with the logarithms of both laws, and sums over the states."""
    posterior, guess = F.log_softmax(log_joint, 1), q.log()
    awake = F.kl_div(posterior, guess, reduction="none", log_target=True).sum(1)
    asleep = F.kl_div(guess, posterior, reduction="none", log_target=True).sum(1)
    return awake, asleep


def cross_entropies_minus_entropies(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Makes all four sums over p or q times log p or log q in one product of matrices."""
    log_p = log_joint - log_joint.detach().amax(-1, keepdim=True)
    log_p = log_p - log_p.logsumexp(-1, keepdim=True)
    logs = torch.stack([log_p, q.log()], 1)  # (batch, 2, states)
    laws = torch.stack([log_p.exp(), q], 1)
    sums = torch.einsum("bis,bjs->ijb", laws, logs)  # law i under the logarithm of j
    return sums[1, 1] - sums[1, 0], sums[0, 0] - sums[0, 1]
