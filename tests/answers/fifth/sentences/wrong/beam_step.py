"""Wrong answers to beam_step."""

from torch import Tensor


def best_of_each_beginning(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Each beginning keeps its best word, so the continuations do not compete."""
    best, words = (scores[:, None] + log_probs).max(1)
    order = best.argsort(descending=True)
    return best[order], order, words[order]


def divided_by_width(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Row and column come from the width, not from the size of the vocabulary."""
    width = len(scores)
    best, index = (scores[:, None] + log_probs).flatten().topk(width)
    return best, index // width, index % width


def two_words_of_each(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Only the two best words of each beginning take part."""
    candidates, words = (scores[:, None] + log_probs).topk(2, dim=1)
    best, place = candidates.flatten().topk(len(scores))
    return best, place // 2, words.flatten()[place]


def sums_of_probabilities(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Multiplies probabilities, which underflow for long sentences and have no order then."""
    width, vocabulary = log_probs.shape
    joint = (scores.exp()[:, None] * log_probs.exp()).flatten()
    best, index = joint.topk(width)
    return best.log(), index // vocabulary, index % vocabulary


def score_of_the_word_alone(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The right ones are chosen, but the log-probability of the last word alone is returned."""
    width, vocabulary = log_probs.shape
    index = (scores[:, None] + log_probs).flatten().topk(width).indices
    return log_probs.flatten()[index], index // vocabulary, index % vocabulary


def in_order_of_beginnings(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Those that are kept stay in the order of the table, not the best one first."""
    width, vocabulary = log_probs.shape
    total = (scores[:, None] + log_probs).flatten()
    index = total.topk(width).indices.sort().values
    return total[index], index // vocabulary, index % vocabulary
