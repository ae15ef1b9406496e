"""Other right ways of writing ``relaxed_sample``."""

import torch


def two_gumbels(logits, u, temperature):
    both = torch.stack([logits + torch.log(u), torch.log(1 - u)]) / temperature
    return torch.softmax(both, 0)[0]


def logistic(logits, u, temperature):
    noise = torch.logit(u)
    return 1 / (1 + torch.exp((-(logits + noise) / temperature).clamp(max=70)))


def halves(logits, u, temperature):
    noise = -torch.log(1 / u - 1)
    return 0.5 + 0.5 * torch.tanh((noise + logits) / (2 * temperature))
