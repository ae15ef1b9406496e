"""Wrong answers to beam_step."""

from torch import Tensor


def each_goes_on_once(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Each beginning keeps its own best word, so no beginning can be dropped."""
    best, words = (scores[:, None] + log_probs).max(-1)
    best, parents = best.sort(descending=True)
    return best, parents, words[parents]


def judged_by_the_last_word(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """What is kept is chosen by the next word's probability, without the beginning's score."""
    width, vocabulary = log_probs.shape
    step, places = log_probs.flatten().topk(width)
    parents, words = places // vocabulary, places % vocabulary
    return scores[parents] + step, parents, words


def in_the_order_of_the_beginnings(
    scores: Tensor, log_probs: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """The right ones are kept, but ordered by their place in the table, not by their score."""
    width, vocabulary = log_probs.shape
    table = (scores[:, None] + log_probs).flatten()
    places = table.topk(width).indices.sort().values
    return table[places], places // vocabulary, places % vocabulary


def two_words_of_each(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Only the two best words of each beginning compete, for speed."""
    width = len(scores)
    step, candidates = log_probs.topk(min(2, log_probs.shape[1]), -1)
    best, places = (scores[:, None] + step).flatten().topk(width)
    parents = places // step.shape[1]
    return best, parents, candidates[parents, places % step.shape[1]]


def divided_by_the_width(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The place in the flattened table is divided by the number of rows, not of columns."""
    width = len(scores)
    best, places = (scores[:, None] + log_probs).flatten().topk(width)
    return best, places // width, places % width
