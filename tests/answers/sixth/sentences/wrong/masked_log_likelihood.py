"""Wrong answers to masked_log_likelihood."""

import torch
from torch import Tensor
from torch.nn.utils import rnn


def padding_by_its_number(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Takes words of the number 0 for padding, instead of going by the lengths."""
    log_probs = torch.log_softmax(logits, -1).gather(-1, words[..., None]).squeeze(-1)
    return torch.where(words != 0, log_probs, 0.0).sum(-1)


def small_number_in_the_logarithm(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Adds a small number to the probabilities, so that improbable words cost too little."""
    counts = torch.arange(words.shape[1], device=words.device) < lengths[:, None]
    probs = torch.softmax(logits, -1).gather(-1, words[..., None]).squeeze(-1)
    return torch.where(counts, torch.log(probs + 1e-8), 0.0).sum(-1)


def order_of_lengths(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Sorts the sentences by length to pack them, and forgets to put them back in order."""
    ordered, order = lengths.sort(descending=True)
    log_probs = torch.log_softmax(logits[order], -1)
    log_probs = log_probs.gather(-1, words[order][..., None]).squeeze(-1)
    packed = rnn.pack_padded_sequence(log_probs, ordered.cpu(), batch_first=True)
    return rnn.pad_packed_sequence(packed, batch_first=True)[0].sum(-1)


def logits_masked_first(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Sets the logits of padding to 0, where each word then still costs log(vocabulary)."""
    counts = torch.arange(words.shape[1], device=words.device) < lengths[:, None]
    logits = torch.where(counts[..., None], logits, 0.0)
    return torch.log_softmax(logits, -1).gather(-1, words[..., None]).squeeze(-1).sum(-1)


def end_not_counted(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Leaves the last word of each sentence, its end, out of the sum."""
    counts = torch.arange(words.shape[1], device=words.device) < lengths[:, None] - 1
    log_probs = torch.log_softmax(logits, -1).gather(-1, words[..., None]).squeeze(-1)
    return torch.where(counts, log_probs, 0.0).sum(-1)
