"""Wrong answers to masked_log_likelihood."""

import torch
from torch import Tensor
from torch.nn import functional as F


def padding_by_its_number(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Words of the number 0 are taken for padding, whatever the lengths say."""
    losses = F.cross_entropy(logits.transpose(1, 2), words, ignore_index=0, reduction="none")
    return -losses.sum(-1)


def next_word_of_the_next_word(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """The words are shifted once more, though the logits belong to the words at their place."""
    log_probs = logits[:, :-1].log_softmax(-1).gather(-1, words[:, 1:, None])[..., 0]
    inside = torch.arange(1, words.shape[1], device=logits.device) < lengths[:, None]
    return torch.where(inside, log_probs, 0.0).sum(-1)


def logarithm_of_rounded_zeros(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """The softmax is computed before its logarithm, with a floor that hides rare words."""
    probs = torch.softmax(logits, -1).gather(-1, words[..., None])[..., 0]
    inside = torch.arange(words.shape[1], device=logits.device) < lengths[:, None]
    return torch.where(inside, torch.log(probs.clamp(min=1e-8)), 0.0).sum(-1)


def end_left_out(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """The last word of each sentence, its end, is not counted."""
    log_probs = logits.log_softmax(-1).gather(-1, words[..., None])[..., 0]
    inside = torch.arange(words.shape[1], device=logits.device) < lengths[:, None] - 1
    return torch.where(inside, log_probs, 0.0).sum(-1)


def constant_normalizer(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """The normalizer is held constant, so only the words that came get a gradient."""
    chosen = logits.gather(-1, words[..., None])[..., 0]
    log_probs = chosen - torch.logsumexp(logits.detach(), -1)
    inside = torch.arange(words.shape[1], device=logits.device) < lengths[:, None]
    return torch.where(inside, log_probs, 0.0).sum(-1)
