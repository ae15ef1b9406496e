"""Wrong ways of writing ``straight_through``; a docstring is what its message says."""

import torch


def bits_alone(logits, u):
    """no gradient"""
    return (u < torch.sigmoid(logits)).to(logits.dtype)


def mean(logits, u):
    """the value is π, and not a bit"""
    return torch.sigmoid(logits)


def of_the_logits(logits, u):
    """the gradient is that of the logits"""
    bits = (u < torch.sigmoid(logits)).to(logits.dtype)
    return bits + logits - logits.detach()


def value_kept(logits, u):
    """subtract π again"""
    pi = torch.sigmoid(logits)
    return (u < pi).to(logits.dtype) + pi


def exchanged(logits, u):
    """the bits are exchanged"""
    pi = torch.sigmoid(logits)
    return (u > pi).to(logits.dtype) + (pi - pi.detach())


def with_the_logit(logits, u):
    """u is compared with the logit"""
    pi = torch.sigmoid(logits)
    return (u < logits).to(logits.dtype) + (pi - pi.detach())


def rounded(logits, u):
    """the probability is compared with ½"""
    pi = torch.sigmoid(logits)
    return torch.round(pi).detach() + (pi - pi.detach())


def backwards(logits, u):
    """the gradient has the wrong sign"""
    pi = torch.sigmoid(logits)
    return (u < pi).to(logits.dtype) - (pi - pi.detach())


def only_ones(logits, u):
    """a 0 learns too"""
    pi = torch.sigmoid(logits)
    bits = (u < pi).to(logits.dtype)
    return bits * (1 + pi - pi.detach())


def signs(logits, u):
    """the bits are -1 and 1"""
    pi = torch.sigmoid(logits)
    return torch.sign(pi.detach() - u) + (pi - pi.detach())
