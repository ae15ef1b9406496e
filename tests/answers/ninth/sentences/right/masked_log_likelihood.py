"""Right answers to masked_log_likelihood."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy_of_each_sentence(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Cuts each sentence to its length, and takes minus the cross entropy summed over its words."""
    rows = [
        -F.cross_entropy(rated[:length], came[:length], reduction="sum")
        for rated, came, length in zip(logits, words, lengths.tolist(), strict=True)
    ]
    return torch.stack(rows)


def flat_list_of_true_words(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Picks all true words out of the batch, and adds each one's logarithm to its sentence."""
    batch, longest = words.shape
    places = torch.arange(longest, device=words.device)
    row, place = torch.nonzero(places < lengths[:, None], as_tuple=True)
    picked = logits[row, place]
    came = picked[torch.arange(len(row), device=row.device), words[row, place]]
    log_p = came - picked.logsumexp(-1)
    return torch.zeros(batch, dtype=logits.dtype, device=logits.device).index_add(0, row, log_p)
