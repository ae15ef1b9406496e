"""Wrong ways of writing ``straight_through``; a docstring is what its message says."""

import torch


def bits_alone(logits, u):
    """no gradient"""
    return (u < torch.sigmoid(logits)).to(logits.dtype)


def of_the_logits(logits, u):
    """the gradient is that of the logits"""
    bits = (u < torch.sigmoid(logits)).to(logits.dtype)
    return bits + logits - logits.detach()
