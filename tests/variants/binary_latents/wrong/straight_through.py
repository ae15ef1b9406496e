"""Wrong ways of writing ``straight_through``; a docstring is what its message says."""

import torch


def bits_alone(logits, u):
    """no gradient"""
    return (u < torch.sigmoid(logits)).to(logits.dtype)


def of_the_logits(logits, u):
    """the gradient is that of the logits"""
    bits = (u < torch.sigmoid(logits)).to(logits.dtype)
    return bits + logits - logits.detach()


def backwards(logits, u):
    """the gradient has the wrong sign"""
    pi = torch.sigmoid(logits)
    return (u < pi).to(logits.dtype) - (pi - pi.detach())


def only_ones(logits, u):
    """a 0 learns too"""
    pi = torch.sigmoid(logits)
    bits = (u < pi).to(logits.dtype)
    return bits * (1 + pi - pi.detach())
