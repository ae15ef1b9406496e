"""Wrong answers to beam_step."""

from torch import Tensor


def best_word_of_each_beginning(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Each beginning keeps its one best word: two good words of one cannot both stay."""
    best, words = (scores.unsqueeze(-1) + log_probs).max(-1)
    best, parents = best.sort(descending=True)
    return best, parents, words[parents]


def two_candidates_for_each_beginning(
    scores: Tensor, log_probs: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Takes the two best words of each to the final: a third one never gets a place."""
    few = min(2, log_probs.shape[1])
    totals, words = (scores.unsqueeze(-1) + log_probs).topk(few, -1)
    best, where = totals.flatten().topk(len(scores))
    return best, where // few, words.flatten()[where]


def score_of_the_last_word_alone(
    scores: Tensor, log_probs: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Chooses by the sums, but gives back the log-probability of the new word without the past."""
    vocabulary = log_probs.shape[1]
    where = (scores.unsqueeze(-1) + log_probs).flatten().topk(len(scores)).indices
    parents, words = where // vocabulary, where % vocabulary
    return log_probs[parents, words], parents, words
