"""Wrong ways of writing ``sandwich``; a docstring is what its message says."""

import torch


def logarithms(log_w, log_w_exact):
    """both estimates are the mean of the logarithms"""
    replaced = torch.cat([log_w_exact[None], log_w[1:]])
    return log_w.mean(0), replaced.mean(0)


def plain_exp(log_w, log_w_exact):
    """exp overflows or becomes 0"""
    replaced = torch.cat([log_w_exact[None], log_w[1:]])
    return log_w.exp().mean(0).log(), replaced.exp().mean(0).log()
