"""Other right ways of writing ``straight_through``."""

import torch


def where(logits, u):
    pi = torch.sigmoid(logits)
    bits = torch.where(u < pi, torch.ones_like(pi), torch.zeros_like(pi))
    return pi + (bits - pi).detach()


def own_backward(logits, u):
    class Through(torch.autograd.Function):
        @staticmethod
        def forward(ctx, logits):
            pi = torch.sigmoid(logits)
            ctx.save_for_backward(pi)
            return (u < pi).type_as(logits)

        @staticmethod
        def backward(ctx, slope):
            (pi,) = ctx.saved_tensors
            return slope * pi * (1 - pi)

    return Through.apply(logits)


def heaviside(logits, u):
    pi = 1 / (1 + torch.exp(-logits))
    with torch.no_grad():
        bits = torch.heaviside(pi - u, torch.zeros_like(u))
        rest = bits - pi
    return rest + pi
