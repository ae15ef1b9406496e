"""Wrong answers to beam_step."""

from torch import Tensor


def one_word_for_each_beginning(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Goes on with the best word of each beginning: two of one beginning cannot both be kept."""
    best, words = log_probs.max(1)
    totals, parents = (scores + best).sort(descending=True)
    return totals, parents, words[parents]


def compares_probabilities(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Ranks by exp of the sums: long beginnings are all 0 there, and the choice is arbitrary."""
    totals = (scores[:, None] + log_probs).exp().flatten()
    best, places = totals.topk(len(scores))
    vocabulary = log_probs.shape[1]
    return best.log(), places // vocabulary, places % vocabulary


def in_the_order_of_the_beginnings(
    scores: Tensor, log_probs: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Keeps the right ones in the order of the flattened table: the best is not the first."""
    totals = (scores[:, None] + log_probs).flatten()
    places = totals.topk(len(scores)).indices.sort().values
    vocabulary = log_probs.shape[1]
    return totals[places], places // vocabulary, places % vocabulary
