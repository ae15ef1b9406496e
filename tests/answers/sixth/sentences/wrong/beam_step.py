"""Wrong answers to beam_step."""

import torch
from torch import Tensor


def one_word_for_each(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Goes on with every beginning by its best word, so that none is given up."""
    best, words = log_probs.max(-1)
    totals, parents = (scores + best).sort(descending=True)
    return totals, parents, words[parents]


def each_word_once(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Keeps only the best beginning for each word, so that no two end with the same word."""
    totals, parents = (scores[:, None] + log_probs).max(0)
    best, words = totals.topk(len(scores))
    return best, parents[words], words


def row_rounded(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Rounds the row to the nearest number, which is one too many for the later words."""
    vocabulary = log_probs.shape[1]
    best, index = (scores[:, None] + log_probs).flatten().topk(len(scores))
    parents = (index / vocabulary).round().long().clamp(max=len(scores) - 1)
    return best, parents, index % vocabulary


def chosen_by_the_word_alone(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Chooses by the next word's probability, and adds the beginning's only afterwards."""
    vocabulary = log_probs.shape[1]
    _, index = log_probs.flatten().topk(len(scores))
    totals = (scores[:, None] + log_probs).flatten()[index]
    totals, order = totals.sort(descending=True)
    index = index[order]
    return totals, index // vocabulary, index % vocabulary


def normalized_among_the_kept(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Makes the probabilities of those that are kept add up to 1."""
    vocabulary = log_probs.shape[1]
    best, index = (scores[:, None] + log_probs).flatten().topk(len(scores))
    return torch.log_softmax(best, 0), index // vocabulary, index % vocabulary
