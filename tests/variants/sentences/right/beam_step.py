"""Other right ways of writing ``beam_step``."""

import torch


def sort(scores, log_probs):
    total = (scores.unsqueeze(1) + log_probs).reshape(-1)
    values, order = torch.sort(total, descending=True)
    values, order = values[: len(scores)], order[: len(scores)]
    return values, order // log_probs.shape[-1], order % log_probs.shape[-1]


def unravel(scores, log_probs):
    total = scores[:, None] + log_probs
    values, order = total.view(-1).topk(scores.shape[0])
    parents, words = torch.unravel_index(order, total.shape)
    return values, parents, words


def two_stages(scores, log_probs):
    width = len(scores)
    best, words = (scores[:, None] + log_probs).topk(min(width, log_probs.shape[1]), 1)
    values, order = best.flatten().topk(width)
    parents = torch.div(order, best.shape[1], rounding_mode="floor")
    return values, parents, words.flatten()[order]


def columns(scores, log_probs):
    size = log_probs.shape[1]
    values, order = torch.topk((log_probs.T + scores).T.flatten(), len(scores), sorted=True)
    parents = (order - order % size) // size
    return values, parents, order - size * parents
