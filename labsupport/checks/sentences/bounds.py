"""The exercises of topic ``sentences`` on objectives: annealing, free bits, perplexity."""

import math
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.sentences.reading import whole, with_whole

# --- annealed_loss


def annealed_loss(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """A weight that rises from 0 to 1, on the divergence alone."""
    weight = min(1.0, step / warmup)
    return weight * kl - log_likelihood


def two_terms(make: Inputs, batch: int, step: int, warmup: int) -> list[Any]:
    """Log-likelihoods and divergences, neither near the other, and where training is."""
    return [
        -make.uniform(3.0, 9.0, batch), make.uniform(0.5, 2.5, batch), step, warmup
    ]  # fmt: skip


ANNEALED_LOSS = Declaration(
    annealed_loss,
    two_terms,
    [(4, 6, 20), (3, 0, 10), (5, 10, 10), (1, 35, 10), (2, 1, 100)],
    edits="""
        return kl - weight * log_likelihood  # the weight stands at the likelihood;
            # it is the divergence's
        return weight * (kl - log_likelihood)  # both terms have the weight;
            # it is the divergence's alone
        weight * kl -> (1.0 - weight) * kl  # the weight falls from 1 to 0; it rises from 0 to 1
        weight * kl -> kl  # the weight is missing
        return weight * kl - (1.0 - weight) * log_likelihood
            # the weights of both terms add up to 1; the likelihood always has the weight 1
        return log_likelihood - weight * kl  # this is the bound, to be maximized;
            # the loss is minus that
        weight * kl - -> -weight * kl -  # the divergence is subtracted from the loss:
            # a posterior far from the prior is rewarded
        kl - -> kl +  # the log-likelihood is added to the loss; it is subtracted
        step / -> (step + 1) /  # the steps are counted from 0: before the first one the weight is 0
        step / warmup -> (step / warmup) ** 2  # the weight rises with the square of the step
        step / warmup -> float(step >= warmup)  # the weight jumps from 0 to 1 instead of rising
        return (weight * kl - log_likelihood).mean()  # averaged over the batch as well;
            # return one number for each sentence
    """,
    hard={
        "before the first step the weight is 0: nothing is paid for the code yet": (
            lambda make: [two_terms(make, 4, 0, 20)]
        ),
        "at the end of the warm-up the weight is 1": lambda make: [two_terms(make, 4, 20, 20)],
        "the weight goes on rising after the warm-up; from there on it is 1": (
            lambda make: [two_terms(make, 4, 50, 20)]
        ),
    },
)

# --- free_bits


def free_bits(kl: Tensor, floor: float) -> Tensor:
    """The mean over the batch, at least the floor, summed."""
    return kl.mean(0).clamp(min=floor).sum()


def divergences(make: Inputs, batch: int, latent: int, floor: float = 0.7) -> list[Any]:
    """Divergences whose means lie on both sides of the floor, as do single ones."""
    size = torch.where(torch.arange(latent) % 2 == 0, 0.45, 2.2).to(make.dtype)
    return [size * make.uniform(0.2, 1.8, batch, latent), floor]


FREE_BITS = Declaration(
    free_bits,
    divergences,
    [(5, 4), (3, 1), (1, 3), (6, 2, 0.9)],
    edits="""
        return kl.clamp(min=floor).mean(0).sum()  # the floor is taken for each sentence on its own;
            # average over the batch first
        return kl.mean(0).sum().clamp(min=floor)
            # the floor is taken of the sum over the latent numbers; each of them has its own
        clamp(min=floor) -> clamp(max=floor)  # the larger of the two counts, not the smaller
        return (kl.mean(0) - floor).clamp(min=0.0).sum()  # the floor is subtracted;
            # what is below it counts with the floor, and gives no gradient
        return (kl.mean(0) + floor).sum()  # the floor is added to the divergence;
            # take the larger of the two
        .clamp(min=floor) ->  # the floor is missing
        (min=floor).sum() -> (min=floor).mean()  # averaged over the latent numbers; add them up
        kl.mean(0) -> kl.sum(0)  # added up over the batch; average over it
        return kl.mean(1).clamp(min=floor).sum()  # the mean is over the latent numbers,
            # and the floor is that of each sentence
        return kl.sum(-1).clamp(min=floor).mean()  # each sentence's sum has the floor,
            # and then the mean over the batch is taken
        (min=floor).sum() -> (min=floor)  # not added up over the latent numbers
    """,
)

# --- perplexity


def perplexity(log_w: Tensor, lengths: Tensor) -> Tensor:
    """exp of the mean negative bound of a word."""
    bounds = log_w.logsumexp(0) - math.log(len(log_w))
    return (-bounds.sum() / whole(lengths).sum()).exp()


def weights(make: Inputs, k: int, n: int) -> list[Tensor]:
    """Log-weights near minus twice the length, and lengths that differ."""
    lengths = make.uniform(2.0, 9.0, n).round()
    lengths[0] = 3.0
    lengths[-1] = 8.0
    return [-1.4 * lengths + 1.5 * make.normal(k, n), lengths]


PERPLEXITY = Declaration(
    perplexity,
    weights,
    [(4, 3), (1, 2), (6, 5), (2, 4)],
    edits="""
        bounds = log_w.mean(0)  # the ELBO is taken, the mean of log w;
            # the bound is the logarithm of the mean weight
        - math.log(len(log_w)) ->  # log k is missing:
            # the bound is the logarithm of the mean weight, not of the sum
        - math.log(len(log_w)) -> + math.log(len(log_w))  # log k is added; subtract it
        bounds = log_w.logsumexp(1) - math.log(log_w.shape[1])  # the mean is over the sentences,
            # the last axis; the draws are the first one
        bounds = log_w.amax(0)  # the best draw is taken for the bound
        -bounds.sum() -> bounds.sum()  # the sign is wrong: a perplexity is at least 1
        return -bounds.sum() / whole(lengths).sum()  # this is the number of nats of a word;
            # the perplexity is exp of it
        return 2**(-bounds.sum() / whole(lengths).sum())  # the power is taken of 2,
            # but the weights are in nats
        sum() / whole -> sum() * whole  # the lengths are multiplied with the nats; divide by them
        whole(lengths).sum() -> whole(lengths).double().mean()  # divided by the mean length,
            # not by the number of all words
        return (-bounds / whole(lengths)).exp().mean()  # the perplexities of the sentences are
            # averaged; divide the sum of all bounds by the number of all words
        return (-bounds / whole(lengths)).mean().exp()  # the sentences' bounds per word are
            # averaged; divide the sum of all bounds by the number of all words, so that a long
            # sentence counts more
        return (-bounds.mean()).exp()  # this is the perplexity per sentence;
            # divide by the number of words
        return (-bounds / whole(lengths)).exp()  # one number for each sentence is returned;
            # a test set has one perplexity
    """,
    through=with_whole(1),
    hard={
        "exp of log_w becomes 0 for long sentences: stay with logarithms (torch.logsumexp)": (
            lambda make: [[make.normal(4, 2) - 1000, make.uniform(300.0, 400.0, 2).round()]]
        )
    },
)
