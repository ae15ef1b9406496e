"""Wrong ways of writing ``beam_step``; a docstring is what its message says."""

import torch


def each_alone(scores, log_probs):
    """each beginning goes on with its own best word"""
    best, words = (scores[:, None] + log_probs).max(-1)
    return best, torch.arange(len(scores)), words


def forgetful(scores, log_probs):
    """the scores so far are forgotten"""
    best, place = log_probs.flatten().topk(len(scores))
    return best, place // log_probs.shape[1], place % log_probs.shape[1]


def exchanged(scores, log_probs):
    """beginnings and words are exchanged"""
    best, place = (scores[:, None] + log_probs).flatten().topk(len(scores))
    return best, place % log_probs.shape[1], place // log_probs.shape[1]


def flat_place(scores, log_probs):
    """the place in the flattened table is returned for the word"""
    best, place = (scores[:, None] + log_probs).flatten().topk(len(scores))
    return best, place // log_probs.shape[1], place


def last_word_alone(scores, log_probs):
    """the log-probability of the last word alone is returned"""
    _, place = (scores[:, None] + log_probs).flatten().topk(len(scores))
    parents, words = place // log_probs.shape[1], place % log_probs.shape[1]
    return log_probs[parents, words], parents, words


def worst(scores, log_probs):
    """the worst continuations are kept"""
    best, place = (scores[:, None] + log_probs).flatten().topk(len(scores), largest=False)
    return best, place // log_probs.shape[1], place % log_probs.shape[1]
