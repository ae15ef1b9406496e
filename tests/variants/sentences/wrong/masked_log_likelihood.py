"""Wrong ways of writing ``masked_log_likelihood``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def unmasked(logits, words, lengths):
    """the padding counts as well"""
    return -F.cross_entropy(logits.transpose(1, 2), words, reduction="none").sum(-1)


def by_number(logits, words, lengths):
    """the word with number 0 is left out wherever it stands"""
    nll = F.cross_entropy(logits.transpose(1, 2), words, ignore_index=0, reduction="none")
    return -nll.sum(-1)


def per_word(logits, words, lengths):
    """averaged over the words"""
    each = -F.cross_entropy(logits.transpose(1, 2), words, reduction="none")
    mask = torch.arange(words.shape[1]) < lengths[:, None]
    return (each * mask).sum(-1) / lengths


def one_number(logits, words, lengths):
    """one number for each sentence"""
    mask = torch.arange(words.shape[1]) < lengths[:, None]
    each = logits.log_softmax(-1).gather(-1, words[..., None])[..., 0]
    return each[mask].sum()


def positive(logits, words, lengths):
    """the sign is wrong"""
    nll = F.cross_entropy(logits.transpose(1, 2), words, reduction="none")
    return (nll * (torch.arange(words.shape[1]) < lengths[:, None])).sum(-1)


def not_normalized(logits, words, lengths):
    """the logits are not normalized"""
    each = logits.gather(-1, words[..., None])[..., 0]
    return (each * (torch.arange(words.shape[1]) < lengths[:, None])).sum(-1)


def one_too_many(logits, words, lengths):
    """one word too many"""
    each = logits.log_softmax(-1).gather(-1, words[..., None])[..., 0]
    return (each * (torch.arange(words.shape[1]) <= lengths[:, None])).sum(-1)
