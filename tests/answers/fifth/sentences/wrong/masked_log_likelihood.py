"""Wrong answers to masked_log_likelihood."""

import torch
from torch import Tensor
from torch.nn import functional as F


def zeros_are_padding(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """The padding is told by the word number 0, not by the length."""
    costs = F.cross_entropy(logits.transpose(1, 2), words, reduction="none", ignore_index=0)
    return -costs.sum(1)


def mean_of_the_words(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """The sum is divided by the number of words."""
    log_p = torch.log_softmax(logits, -1).gather(-1, words[..., None])[..., 0]
    mask = torch.arange(words.shape[1], device=words.device) < lengths[:, None]
    return (log_p * mask).sum(1) / lengths


def logits_masked(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """The logits of the padding are set to 0, which leaves a cost of log vocabulary for each."""
    mask = torch.arange(words.shape[1], device=words.device) < lengths[:, None]
    log_p = torch.log_softmax(logits * mask[..., None], -1)
    return log_p.gather(-1, words[..., None])[..., 0].sum(1)


def shifted_by_one(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Compares each place with the next word, though the logits are of the word that came."""
    log_p = torch.log_softmax(logits[:, :-1], -1).gather(-1, words[:, 1:, None])[..., 0]
    mask = torch.arange(1, words.shape[1], device=words.device) < lengths[:, None]
    return (log_p * mask).sum(1)


def end_not_counted(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """The last word, the end of the sentence, is left out."""
    log_p = torch.log_softmax(logits, -1).gather(-1, words[..., None])[..., 0]
    mask = torch.arange(1, words.shape[1] + 1, device=words.device) < lengths[:, None]
    return (log_p * mask).sum(1)


def logarithm_of_softmax(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """The logarithm of a probability that underflows to 0 is minus infinity."""
    p = torch.softmax(logits, -1).gather(-1, words[..., None])[..., 0]
    mask = torch.arange(words.shape[1], device=words.device) < lengths[:, None]
    return torch.where(mask, p, 1.0).log().sum(1)
