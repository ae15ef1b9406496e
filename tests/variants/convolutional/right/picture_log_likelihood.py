"""Other right ways of writing ``picture_log_likelihood``."""

import math

import torch
from torch.distributions import Normal


def normals(x, mask, mean_x, mean_mask, log_var):
    of_x = Normal(mean_x, log_var[0].exp().sqrt()).log_prob(x).sum(dim=(1, 2, 3))
    return of_x + Normal(mean_mask, log_var[1].exp().sqrt()).log_prob(mask).sum(dim=(1, 2, 3))


def in_one(x, mask, mean_x, mean_mask, log_var):
    values = torch.cat([x, mask], 1)
    mean = torch.cat([mean_x, mean_mask], 1)
    each = log_var[[0, 0, 0, 1]][:, None, None]
    log_p = -0.5 * (math.log(2 * math.pi) + each + (values - mean).square() / each.exp())
    return log_p.flatten(1).sum(1)


def counted(x, mask, mean_x, mean_mask, log_var):
    pixels = x.shape[-1] * x.shape[-2]
    errors = ((x - mean_x) ** 2).sum((1, 2, 3)) * torch.exp(-log_var[0])
    errors = errors + ((mask - mean_mask) ** 2).sum((1, 2, 3)) * torch.exp(-log_var[1])
    constant = pixels * (3 * log_var[0] + log_var[1] + 4 * math.log(2 * math.pi))
    return -(errors + constant) / 2
