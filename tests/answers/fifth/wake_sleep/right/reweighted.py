"""Right answers to reweighted."""

import math

import torch
from torch import Tensor


def bound_and_surrogate(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The detached bound plus a surrogate minus itself."""
    log_w = (log_p - log_q).detach()
    shares = torch.softmax(log_w, 0)
    surrogate = (shares * (log_p + log_q)).sum(0)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w)) + surrogate - surrogate.detach()


def own_backward(log_p: Tensor, log_q: Tensor) -> Tensor:
    """A function for autograd that hands the shares to both logarithms."""

    class Reweighted(torch.autograd.Function):
        @staticmethod
        def forward(ctx, model: Tensor, recognition: Tensor) -> Tensor:
            log_w = model - recognition
            total = torch.logsumexp(log_w, dim=0)
            ctx.save_for_backward((log_w - total).exp())
            return total - math.log(log_w.shape[0])

        @staticmethod
        def backward(ctx, grad: Tensor) -> tuple[Tensor, Tensor]:
            (shares,) = ctx.saved_tensors
            return grad * shares, grad * shares

    return Reweighted.apply(log_p, log_q)


def einsum_of_zeros(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Shares from a shifted exponential, and einsum of them with zeros that have gradients."""
    with torch.no_grad():
        log_w = log_p - log_q
        top = log_w.max(dim=0).values
        w = torch.exp(log_w - top)
        shares = w / w.sum(0)
        bound = w.mean(0).log() + top
    zeros = (log_p - log_p.detach()) + (log_q - log_q.detach())
    return bound + torch.einsum("kb,kb->b", shares, zeros)


def draw_after_draw(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Loops over the draws: first log of the sum by logaddexp, then the gradient."""
    k = log_p.shape[0]
    log_w = log_p.detach() - log_q.detach()
    log_sum = log_w[0]
    for i in range(1, k):
        log_sum = torch.logaddexp(log_sum, log_w[i])
    result = log_sum - math.log(k)
    for i in range(k):
        share = torch.exp(log_w[i] - log_sum)
        result = result + share * (log_p[i] - log_p[i].detach())
        result = result + share * (log_q[i] - log_q[i].detach())
    return result
