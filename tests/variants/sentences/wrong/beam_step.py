"""Wrong ways of writing ``beam_step``, and what their messages say."""

import torch

EDITS = """
    together = log_probs.flatten()  # the scores so far are forgotten
    return best, place % log_probs.shape[1], place // log_probs.shape[1]
        # beginnings and words are exchanged
    place % log_probs.shape[1] -> place  # the place in the flattened table is returned for the word
    return best -> return log_probs.flatten()[place]
        # the log-probability of the last word alone is returned
    topk(len(scores)) -> topk(len(scores), largest=False)  # the worst continuations are kept
"""


def each_alone(scores, log_probs):
    """each beginning goes on with its own best word"""
    best, words = (scores[:, None] + log_probs).max(-1)
    return best, torch.arange(len(scores)), words
