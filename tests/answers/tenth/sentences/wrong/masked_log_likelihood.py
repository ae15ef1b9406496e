"""Wrong answers to masked_log_likelihood."""

import torch
from torch import Tensor


def normalized_over_places(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Log-softmax over the places instead of over the vocabulary."""
    log_p = logits.log_softmax(1).gather(-1, words.unsqueeze(-1)).squeeze(-1)
    counts = torch.arange(words.shape[1], device=words.device) < lengths.unsqueeze(-1)
    return torch.where(counts, log_p, 0.0).sum(-1)


def masks_the_logits(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Sets logits to 0 in the padding: each place of it still costs log(vocabulary)."""
    counts = torch.arange(words.shape[1], device=words.device) < lengths.unsqueeze(-1)
    logits = logits * counts.unsqueeze(-1)
    log_p = logits.log_softmax(-1).gather(-1, words.unsqueeze(-1)).squeeze(-1)
    return log_p.sum(-1)


def logarithm_of_a_guarded_softmax(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """log(softmax + 1e-10): no word can cost more than 23 nats, and no slope comes from there."""
    probability = logits.softmax(-1).gather(-1, words.unsqueeze(-1)).squeeze(-1)
    log_p = torch.log(probability + 1e-10)
    counts = torch.arange(words.shape[1], device=words.device) < lengths.unsqueeze(-1)
    return torch.where(counts, log_p, 0.0).sum(-1)
