"""Wrong answers to masked_log_likelihood."""

import torch
from torch import Tensor


def padding_by_its_number(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Leaves out every word with the number 0, not what comes after the length."""
    log_p = torch.log_softmax(logits, -1).gather(-1, words[..., None])[..., 0]
    return (log_p * (words != 0)).sum(1)


def masks_the_logits(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Sets the logits of the padding to 0: each place of it costs the log of the vocabulary."""
    mask = torch.arange(words.shape[1], device=words.device) < lengths[:, None]
    log_p = torch.log_softmax(logits * mask[..., None], -1)
    return log_p.gather(-1, words[..., None])[..., 0].sum(1)


def normalizes_over_the_places(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Takes the softmax over the places of the sentence in place of the words at a place."""
    mask = torch.arange(words.shape[1], device=words.device) < lengths[:, None]
    log_p = torch.log_softmax(logits, 1).gather(-1, words[..., None])[..., 0]
    return torch.where(mask, log_p, torch.zeros_like(log_p)).sum(1)
