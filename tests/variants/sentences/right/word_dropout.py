"""Other right ways of writing ``word_dropout``."""

import torch


def masked_fill(words, noise, keep, unknown, training):
    dropped = noise >= keep
    place = torch.arange(words.shape[1], device=words.device)
    return words.masked_fill(dropped & (place > 0), unknown) if training else words


def clone(words, noise, keep, unknown, training):
    result = words.clone()
    if training:
        rest = result[:, 1:]
        rest[noise[:, 1:] >= keep] = unknown
    return result


def arithmetic(words, noise, keep, unknown, training):
    if not training:
        return words
    kept = (noise[:, 1:] < keep).long()
    rest = kept * words[:, 1:] + (1 - kept) * unknown
    return torch.cat([words[:, :1], rest], 1)


def full_like(words, noise, keep, unknown, training):
    threshold = keep if training else 2.0
    changed = torch.where(noise < threshold, words, torch.full_like(words, unknown))
    return torch.cat([words[:, :1], changed[:, 1:]], dim=1)
