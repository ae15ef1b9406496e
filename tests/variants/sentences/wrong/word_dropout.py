"""Wrong ways of writing ``word_dropout``; a docstring is what its message says."""

import torch


def always(words, noise, keep, unknown, training):
    """words are dropped in evaluation as well"""
    changed = torch.where(noise < keep, words, unknown)
    return torch.cat([words[:, :1], changed[:, 1:]], 1)


def begin_too(words, noise, keep, unknown, training):
    """the sign that a sentence begins always stays"""
    return torch.where(noise < keep, words, unknown) if training else words


def turned(words, noise, keep, unknown, training):
    """keep is the probability that a word stays"""
    if not training:
        return words
    changed = torch.where(noise >= keep, words, unknown)
    return torch.cat([words[:, :1], changed[:, 1:]], 1)


def padding(words, noise, keep, unknown, training):
    """the words become 0, the padding"""
    if not training:
        return words
    mask = (noise < keep).long()
    mask[:, 0] = 1
    return words * mask


def one_pattern(words, noise, keep, unknown, training):
    """all sentences lose their words at the same places"""
    if not training:
        return words
    changed = torch.where(noise[:1] < keep, words, unknown)
    return torch.cat([words[:, :1], changed[:, 1:]], 1)


def nothing(words, noise, keep, unknown, training):
    """no word is dropped"""
    return words
