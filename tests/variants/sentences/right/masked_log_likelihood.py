"""Other right ways of writing ``masked_log_likelihood``."""

import torch
from torch.distributions import Categorical
from torch.nn import functional as F


def cross_entropy(logits, words, lengths):
    nll = F.cross_entropy(logits.flatten(0, 1), words.flatten(), reduction="none")
    place = torch.arange(words.shape[1], device=words.device)
    return -(nll.view_as(words) * (place < lengths[:, None])).sum(1)


def loop(logits, words, lengths):
    rows = []
    for row, sentence, length in zip(logits, words, lengths.tolist(), strict=True):
        log_probs = row[:length].log_softmax(-1)
        rows.append(log_probs[torch.arange(length), sentence[:length]].sum())
    return torch.stack(rows)


def categorical(logits, words, lengths):
    each = Categorical(logits=logits, validate_args=False).log_prob(words)
    padding = torch.arange(words.shape[1], device=words.device) >= lengths.unsqueeze(1)
    return each.masked_fill(padding, 0.0).sum(-1)


def ignore_index(logits, words, lengths):
    place = torch.arange(words.shape[1], device=words.device)
    targets = words.masked_fill(place >= lengths[:, None], -100)
    nll = F.cross_entropy(logits.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return -nll.sum(1)
